"""A file read in a process of its own, with limits: whatever the file does, there is one answer, in time.

PDFium ends its process when memory runs out, and no `except` catches that; so every way in which a process can end is
an end state of the file here. The process has no environment, no network where the system allows, and writes nothing.
"""

import compileall
import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from pathlib import Path

from .kinds import KINDS, clean_name, kind_of, refusal
from .limits import LIMITS
from .reading import BROKEN, DAMAGED, NO_TEXT, PASSWORD, READY, SENTENCES, TOO_HEAVY, WRONG_TYPE, Reading, unread

WIDTH = 1000  # pixels of a picture of a page
TICK = 0.05  # seconds between two looks at the process
FOLDER = "reading-"  # how the folders start that a process runs in, for who sweeps
_CHILD = Path(__file__).with_name("child.py")
_HEAVY = {signal.SIGABRT, signal.SIGTRAP, signal.SIGILL, signal.SIGKILL, signal.SIGXCPU, signal.SIGALRM, signal.SIGPROF}
_LEAST = 0.5  # seconds for which a second process is worth starting
_UNKNOWN = "Verborgen inhoud is in dit bestand niet na te gaan."
_SECOND = "Dit bestand is niet helemaal in orde. De tekst is op een andere manier gelezen."


@dataclass
class _Run:
    """How one process went: the frames that it told, why it was ended, and what it used."""

    frames: dict = field(default_factory=dict)
    stopped: bool = False  # because its time was over or it said too much
    signal: int = 0
    cpu: float = 0.0
    memory: int = 0


def read(path, name, limits=LIMITS, *, with_picture=False, width=WIDTH):
    """The Reading of the file at `path`, which its user called `name`; with the picture of page 1 when asked.

    Whatever is wrong with the file is in the state of the Reading, within `limits.total` seconds and about one more.
    Raises OSError when the file cannot be opened or no process can be started, RuntimeError when the process lacks a
    library: that is not the file's fault.
    """
    started = time.monotonic()
    kind = kind_of(name)
    with open(path, "rb") as file:
        size = os.fstat(file.fileno()).st_size
    if kind is None:
        return unread(WRONG_TYPE, message=refusal(name))
    if not size:
        return unread(DAMAGED, kind.extension, SENTENCES["empty"])
    if size > limits.file:
        return unread(TOO_HEAVY, kind.extension, SENTENCES["too_large"])
    task = {"task": "read", "kind": kind.extension, "name": clean_name(name), "width": width, "page": int(with_picture)}
    run = _start(path, task, limits, limits.wall)
    reading = _reading(run, kind, limits, width)
    left = limits.total - (time.monotonic() - started)
    if kind.extension == "pdf" and reading.state in (DAMAGED, TOO_HEAVY) and left > _LEAST:
        again = _start(path, task | {"reader": "second_opinion", "page": 0}, limits, min(left, limits.wall))
        second = _reading(again, kind, limits, width)
        if _is_better(second, reading):
            reading = second if second.state == PASSWORD else second.noting(_SECOND)
        run = replace(run, cpu=run.cpu + again.cpu, memory=max(run.memory, again.memory))
    seconds = time.monotonic() - started
    return replace(reading, seconds=seconds, cpu_seconds=run.cpu, peak_memory=run.memory)


def picture(path, kind, page=1, width=WIDTH, limits=LIMITS):
    """WebP bytes of a page of the file at `path`, of the kind "pdf", "jpg", "png" or "webp"; None when there is none.

    At most `width` pixels wide, twice as high, and `limits.picture` bytes. Raises as `read` does.
    """
    if kind not in KINDS or not KINDS[kind].has_picture:
        return None
    task = {"task": "picture", "kind": kind, "name": "", "width": width, "page": page}
    return _picture(_start(path, task, limits, limits.wall), limits, width)


def _is_better(second, first):
    """Whether the second opinion counts: with text always, without it only where the first got stuck on a real pdf."""
    return second.state in (READY, PASSWORD) or (second.state == NO_TEXT and first.state == TOO_HEAVY)


def _reading(run, kind, limits, width):
    """The Reading of what a process told; when it told nothing, of how it ended."""
    try:
        reading = Reading.from_json(json.loads(run.frames["reading"]))
        hidden = json.loads(run.frames.get("hidden", "null"))
        if hidden is not None:
            reading = Reading.from_json(reading.to_json() | {"hidden": hidden | reading.hidden})
        elif reading.kind == "pdf" and reading.is_readable:
            reading = reading.noting(_UNKNOWN)
    except (KeyError, ValueError, TypeError, AttributeError, RecursionError):
        heavy = run.stopped or run.signal in _HEAVY
        return unread(TOO_HEAVY if heavy else DAMAGED, kind.extension)
    if reading.kind != kind.extension:
        return unread(DAMAGED, kind.extension)
    return replace(reading, picture=_picture(run, limits, width))


def _picture(run, limits, width):
    """The picture that a process made, when it is one: the right start, small, and not larger than asked for."""
    made = run.frames.get("picture", b"")
    is_webp = made[:4] == b"RIFF" and made[8:16] == b"WEBPVP8 " and made[23:26] == b"\x9d\x01\x2a"  # RFC 9649, 2.5
    if not is_webp or len(made) > limits.picture or int.from_bytes(made[4:8], "little") != len(made) - 8:
        return None
    across, down = (int.from_bytes(made[place : place + 2], "little") & 0x3FFF for place in (26, 28))
    return made if 0 < across <= width and 0 < down <= 2 * width else None


@cache
def _compiled():
    """Compile the readers once: the process may write nothing, and would do it again for every file (0.07 s)."""
    if not sys.dont_write_bytecode:
        compileall.compile_dir(_CHILD.parent, maxlevels=0, quiet=2)


def _start(path, task, limits, wall):
    """Run one process to its end, and whatever it started with it."""
    _compiled()
    task = {"reader": "", **task, "path": os.path.abspath(path), "limits": asdict(limits) | {"wall": wall}}
    command = [sys.executable, "-I", "-B", "-X", "utf8", str(_CHILD), json.dumps(task)]
    run = _Run()
    with tempfile.TemporaryDirectory(prefix=FOLDER, ignore_cleanup_errors=True) as folder:
        process = subprocess.Popen(  # no shell; the only text from outside is in JSON
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env={},
            start_new_session=True,
        )
        with process.stdout:
            try:
                output = _listen(process, run, limits.output, time.monotonic() + wall)
            finally:
                _end(process, run)
    if process.returncode == BROKEN:
        raise RuntimeError("the process that reads files lacks a library")
    run.frames = _frames(output)
    with contextlib.suppress(KeyError, ValueError, TypeError):
        run.memory = max(run.memory, int(json.loads(run.frames["end"])["memory"]))
    return run


def _listen(process, run, most, deadline):
    """What the process says until it is silent for good, says too much, or its time is over."""
    output, size = [], 0
    pipe = process.stdout.fileno()
    waiting = select.poll()  # not `select`, which knows only the first 1024 open files
    waiting.register(pipe, select.POLLIN | select.POLLHUP)
    while (left := deadline - time.monotonic()) > 0:
        if waiting.poll(min(TICK, left) * 1000):
            piece = os.read(pipe, 1 << 16)
            if not piece:
                return b"".join(output)
            output.append(piece)
            size += len(piece)
            if size > most:
                run.stopped = True
                return b""
        else:
            run.memory = max(run.memory, _memory(process.pid))
    run.stopped = True
    return b"".join(output)


def _end(process, run, patience=1.0):
    """Wait for the end of the process, or make it end, with all that it started; keep what it used."""
    until = time.monotonic() + (0 if run.stopped else patience)
    while not (ended := os.wait4(process.pid, os.WNOHANG))[0]:
        if time.monotonic() >= until:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            ended = os.wait4(process.pid, 0)
            break
        time.sleep(0.002)
    _, status, usage = ended
    process.returncode = os.waitstatus_to_exitcode(status)
    run.signal = max(-process.returncode, 0)
    run.cpu = usage.ru_utime + usage.ru_stime


def _frames(output):
    """{name: bytes} of the frames that came over whole; what was told first stays."""
    frames, place = {}, 0
    while (end := output.find(b"\n", place, place + 40)) > 0:
        name, _, size = output[place:end].partition(b" ")
        if not size.isdigit() or len(output) < end + 1 + int(size):
            break
        place = end + 1 + int(size)
        frames.setdefault(name.decode("ascii", "replace"), output[end + 1 : place])
    return frames


def _memory(pid):
    """The most memory that a process used so far, in bytes; 0 where the system does not tell.

    Not `ru_maxrss` of wait4: on Linux that counts what this process used when it made the other.
    """
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return int((status.partition("VmHWM:")[2].split() or ["0"])[0]) * 1024
