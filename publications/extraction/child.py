"""The process that reads one file: it binds itself to its limits, reads, and tells what it found on its output.

Started by limited.py as `python -I -B -X utf8 child.py '{"task": ...}'`. What goes out is a row of frames, each a line
"name size" and that many bytes, so that what was told before the process dies is not lost: `reading` (JSON), `picture`
(WebP), `hidden` (JSON) and `end` (JSON: peak memory).
"""

import contextlib
import json
import os
import signal
import sys
from importlib import import_module
from pathlib import Path

if __name__ == "__main__":  # -I leaves the site itself out of the path; it comes last, so that it hides nothing
    sys.path.append(str(Path(__file__).resolve().parents[2]))

from publications.extraction import kinds, limits  # noqa: E402
from publications.extraction.reading import (  # noqa: E402
    BROKEN,
    DAMAGED,
    PASSWORD,
    TOO_HEAVY,
    WRONG_TYPE,
    UnreadableError,
    unread,
)

_READERS = {"docx": "word", "pptx": "slides", "xlsx": "sheets"}


def main(argument):
    """Do what the argument asks for, and say so; nothing that a file does gets past this."""
    task = json.loads(argument)
    bounds, kind = limits.Limits(**task["limits"]), kinds.KINDS[task["kind"]]
    out = _own_output()
    signal.alarm(int(bounds.wall) + 2)  # also when who started it is gone
    with open(task["path"], "rb", buffering=0) as file:
        limits.bind(bounds)
        limits.leave_network()
        try:
            _run(task, kind, bounds, file.read(bounds.file + 1), out)
        except UnreadableError as error:
            _tell(out, "reading", unread(error.state, kind.extension, error.sentence).to_json())
        except MemoryError:
            _tell(out, "reading", unread(TOO_HEAVY, kind.extension).to_json())
        except Exception:  # whatever a library makes of a hostile file, the file is what is wrong
            _tell(out, "reading", unread(DAMAGED, kind.extension).to_json())
    _tell(out, "end", {"memory": _peak()})
    os._exit(0)  # no tidying up, in which PDFium could still fall


def _run(task, kind, bounds, data, out):
    if len(data) > bounds.file:
        raise UnreadableError(TOO_HEAVY, "too_large")
    _agree(kind, data)
    reader = _module({"pdf": task["reader"] or "pdf", **_READERS}.get(kind.extension, "images"))
    loaded = reader.load(data, kind)
    if task["task"] == "read":
        found = reader.read(loaded, bounds)
        name = reader.__name__.rpartition(".")[2]
        _tell(out, "reading", _module("metadata").describe(found, task["name"], name).to_json())
    if task["page"] and kind.has_picture:
        with contextlib.suppress(Exception):  # what was read stays read; there is no picture then
            if image := reader.picture(loaded, task["page"], task["width"]):
                _tell(out, "picture", _module("images").webp(image, task["width"]))
    if task["task"] == "read" and kind.extension == "pdf":
        _tell(out, "hidden", _module("second_opinion").hidden(data, bounds))


def _module(name):
    """A module of this package. Only what a file needs is loaded: loading is most of the time for a small file."""
    try:
        return import_module(f"publications.extraction.{name}")
    except ImportError:
        os._exit(BROKEN)  # a library is missing: that is not the file's fault


def _agree(kind, data):
    """Refuse a file that is not what its name says, and say what it is."""
    found = kinds.signature(data[:2048])
    if found == ("zip" if kind.is_office else kind.extension):
        return
    if not data:
        raise UnreadableError(DAMAGED, "empty")
    if found == "ole":
        _compound(kind, data)
    if found == "zip":
        found = next((other.sort for other in kinds.KINDS.values() if other.is_office and _is(other, data)), "een zip")
    elif found in kinds.KINDS:
        found = kinds.KINDS[found].sort
    if found:
        raise UnreadableError(WRONG_TYPE, "renamed", extension=kind.extension, found=found)
    raise UnreadableError(DAMAGED)


def _compound(kind, data):
    """An OLE file: a new Office file with a password is one, and so is every file of Office 97 to 2003 (MS-CFB)."""
    if kind.is_office and "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableError(PASSWORD)
    raise UnreadableError(WRONG_TYPE, "old_office", extension=kind.extension if kind.is_office else "docx")


def _is(kind, data):
    try:
        _module("office").Package(data, kind)
    except UnreadableError:
        return False
    return True


def _own_output():
    """The real output; whatever a library prints goes nowhere. The folder that it runs in goes: it writes no files."""
    out = os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    os.rmdir(os.getcwd())
    return out


def _tell(out, name, content):
    content = (
        content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False).encode("utf-8", "ignore")
    )
    out.write(b"%s %d\n" % (name.encode(), len(content)) + content)
    out.flush()


def _peak():
    """The most memory that this process used at one moment, in bytes; 0 where the system does not tell."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return 0
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


if __name__ == "__main__":
    main(sys.argv[1])
