"""What the tests with real processes share."""

import os
import time
from pathlib import Path


def wait_for(condition, seconds=30):
    """Wait until the condition holds; fail when it never does."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.05)


def processes_of(path):
    """The command lines of all processes that name this folder in their command or their environment."""
    return [command for command in map(_command_naming(os.fsencode(path)), Path("/proc").glob("[0-9]*")) if command]


def _command_naming(path):
    def command_of(process):
        try:
            command, environment = (process / "cmdline").read_bytes(), b""
            if process.stat().st_uid == os.geteuid():  # the server's environment is not ours to read when we are root
                environment = (process / "environ").read_bytes()
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            return ""
        mine = process.name != str(os.getpid()) and (path in command or path in environment)
        return os.fsdecode(command.replace(b"\0", b" ")) if mine else ""

    return command_of
