"""A pdf read by pypdf: the text where PDFium fails, and what is hidden in it, which PDFium does not tell."""

import io
import signal
import time
from collections import Counter
from contextlib import contextmanager

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError

from . import properties, texts
from .reading import DAMAGED, PASSWORD, Found, UnreadableError

COMMENTS = {"/Text", "/FreeText", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/Caret", "/Ink", "/Stamp"}
ACTIONS = {"/JavaScript": "scripts", "/Launch": "launches", "/ImportData": "launches"}
NAMED = {"/JavaScript": "scripts", "/EmbeddedFiles": "embedded_files"}


class OutOfTime(BaseException):  # past every `except Exception` of the library
    """The time for this part is over."""


def load(data, kind=None):
    """The reader; raises UnreadableError when the file has a password or cannot be read."""
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError(PASSWORD)
    except (DependencyError, FileNotDecryptedError) as error:
        raise UnreadableError(PASSWORD) from error
    return reader


def read(reader, limits):
    """What is found: text per page, properties and language. Pages that fail stay empty and are named in a note."""
    root = reader.root_object
    found = Found("pdf", page_count=len(reader.pages), language=str(root.get("/Lang", "")))
    if not found.page_count:
        raise UnreadableError(DAMAGED, "no_pages")
    info = _get(reader.trailer, "/Info")
    info = info if isinstance(info, dict) else {}
    found.properties = properties.of_pdf({name.lstrip("/"): value.get_object() for name, value in info.items()})
    found.date = found.properties.get("created", "") or found.properties.get("modified", "")
    for number, page in enumerate(reader.pages, 1):
        try:
            text = page.extract_text()
        except Exception:  # the library raises whatever a broken page leads to; the next may be good
            text = ""
            found.unread.append(number)
        if not found.add(text, limits) or time.process_time() > limits.reading:
            break
    found.drop_unread()
    found.accessibility = {
        "tagged": bool(_get(_get(root, "/MarkInfo"), "/Marked")) and "/StructTreeRoot" in root,
        "title": "title" in found.properties,
        "language": bool(found.language),
        "text": any(texts.letters(page.text) for page in found.pages),
    }
    return found


def hidden(data, limits):
    """How much is in the file that a reader does not see, by name: scripts, launches, embedded files, comments.

    None when that cannot be told, in time or at all.
    """
    try:
        with _at_most(limits.extra):
            return dict(_count(load(data), limits))
    except (OutOfTime, Exception):  # the file was read; whatever happens here takes nothing from that
        return None


def _count(reader, limits):
    counts = Counter()
    root = reader.root_object
    names = _get(root, "/Names")
    counts.update(what for name, what in NAMED.items() if _get(names, name))
    _actions(counts, _get(root, "/OpenAction"))
    _actions(counts, *_values(_get(root, "/AA")))
    for number, page in enumerate(reader.pages):
        if number >= limits.pages:
            break
        _actions(counts, *_values(_get(page, "/AA")))
        for annotation in _get(page, "/Annots") or ():
            annotation = annotation.get_object()
            subtype = _get(annotation, "/Subtype")
            counts["comments"] += subtype in COMMENTS
            counts["embedded_files"] += subtype == "/FileAttachment"
            _actions(counts, _get(annotation, "/A"), *_values(_get(annotation, "/AA")))
    return +counts


def _actions(counts, *actions):
    counts.update(ACTIONS[kind] for kind in (_get(action, "/S") for action in actions) if kind in ACTIONS)


def _get(holder, name):
    """The value in a dictionary of a pdf, or None: also when it is not a dictionary at all."""
    return holder[name].get_object() if isinstance(holder, dict) and name in holder else None


def _values(holder):
    return [value.get_object() for value in holder.values()] if isinstance(holder, dict) else []


@contextmanager
def _at_most(seconds):
    """Raise OutOfTime after this many seconds of CPU."""

    def stop(*_):
        raise OutOfTime

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds, 0.5)  # again and again: the library may swallow one
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
