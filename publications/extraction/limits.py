"""How much a process may use that reads one file, and how it binds itself to that.

Source: OWASP ASVS 5.0, V5.2 (sizes of files) and V15.2 (work that takes much).
"""

import ctypes
import os
from dataclasses import dataclass

from .kinds import LARGEST_FILE, MB

CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000  # linux/sched.h


@dataclass(frozen=True)
class Limits:
    """Bounds on one file. Bytes and seconds, unless said."""

    file: int = LARGEST_FILE
    memory: int = 768 * MB  # of addresses: what is really used is less
    cpu: int = 20
    wall: float = 30  # of one process
    total: float = 33  # of all processes for one file together
    written: int = 50 * MB
    open_files: int = 64  # number
    output: int = 16 * MB  # what may come back
    picture: int = 3 * MB
    pages: int = 500  # number of pages of which the text is read
    text: int = 5 * MB  # UTF-8

    @property
    def reading(self):
        """Seconds of CPU after which no next page is begun: what was read by then is kept."""
        return self.cpu * 0.6

    @property
    def extra(self):
        """Seconds of CPU for a search for what is hidden, after the reading."""
        return self.cpu * 0.15


LIMITS = Limits()


def bind(limits):
    """Bind this process to the limits, for good. A lower limit that it already has stays."""
    import resource  # only where there is a process to bind

    for which, most in [
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, limits.cpu),
        (resource.RLIMIT_FSIZE, limits.written),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_AS, limits.memory),
    ]:
        hard = resource.getrlimit(which)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(which, (most, most))
        except (OSError, ValueError):
            if which != resource.RLIMIT_AS:  # macOS knows no limit on addresses; the clock still ends the process
                raise


def leave_network():
    """Take away the network from this process where the system allows it; whether it did."""
    if not hasattr(os, "fork") or not os.path.exists("/proc/self/ns/net"):
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    return any(libc.unshare(flags) == 0 for flags in (CLONE_NEWNET, CLONE_NEWUSER | CLONE_NEWNET))
