"""PDF: without metadata, scripts, embedded files, comments and actions that start something; title and tags stay.

The file is written anew from what its pages and catalogue lead to, so nothing that was deleted earlier stays in it.
"""

import io

import pypdfium2
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, StreamObject

from .image import strip
from .problems import DAMAGED, PASSWORD, STILL_THERE, TEXT_LOST, CannotClean

MAX_PAGES_COMPARED = 500  # as many as are read into pages of the site
_LEFT_OUT = {  # keys of any dictionary; ISO 32000-1: 7.7.4, 12.6, 12.7.8, 14.3, 14.5
    *("/AA", "/OpenAction", "/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/AF", "/Collection", "/XFA", "/Metadata"),
    *("/PieceInfo", "/LastModified", "/Thumb", "/Perms", "/SigFlags", "/SpiderInfo", "/Legal"),
}
_ACTIONS = {"/URI", "/GoTo", "/Named"}  # an action of another sort starts, sends or plays something
_ACTION_KEYS = ("/A", "/PA", "/Next")
_ASIDE = {  # annotations that are a remark, a mark of a reviewer or a file, and no part of the page
    *("/Text", "/Popup", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/Caret", "/Ink", "/Redact"),
    *("/FileAttachment", "/Sound", "/Movie", "/Screen", "/RichMedia", "/3D"),
}
_OF_THE_PAGE = {"/Link", "/Widget"}  # their texts are read to a blind reader
_WHO = ("/T", "/Subj", "/RC", "/CreationDate", "/M", "/NM", "/Popup", "/IRT", "/Contents")  # of a mark on the page


def clean(data, kind):
    """The bytes of the cleaned file."""
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise CannotClean(PASSWORD)
    title = reader.metadata.title if reader.metadata else None
    for row in _dictionaries(reader.root_object):
        _clean(row)
    writer = PdfWriter(clone_from=reader)
    writer.metadata = {"/Title": title} if isinstance(title, str) and title.strip() else None
    made = io.BytesIO()
    writer.write(made)
    _check(data, made)
    return made.getvalue()


def _dictionaries(root):
    """Every dictionary that is reached from here, once; a caller may change it before the next one is asked for."""
    seen, ahead = set(), [root]
    while ahead:
        one = ahead.pop()
        if isinstance(one, IndirectObject):
            if (one.idnum, one.generation) in seen:
                continue
            seen.add((one.idnum, one.generation))
            one = one.get_object()
        if isinstance(one, DictionaryObject):
            yield one
            ahead += [value for _, value in one.items()]
        elif isinstance(one, ArrayObject):
            ahead += list(one)


def _clean(row):
    for key in _LEFT_OUT & set(row):
        del row[key]
    for key in _ACTION_KEYS:
        if key in row and _starts_something(row[key]):
            del row[key]
    value = row.get("/V")
    if isinstance(value, DictionaryObject) and "/ByteRange" in value:  # a signature, which a copy cannot keep
        del row["/V"]
    if isinstance(row.get("/Annots"), ArrayObject):
        kept = [one for one in row["/Annots"] if _subtype(one) not in _ASIDE]
        row[NameObject("/Annots")] = ArrayObject(kept)
    if "/Rect" in row and _subtype(row) and _subtype(row) not in _OF_THE_PAGE:
        for key in _WHO:
            if key in row and not (key in ("/Contents", "/RC") and _subtype(row) == "/FreeText"):
                del row[key]
    if isinstance(row, StreamObject) and row.get("/Filter") in ("/DCTDecode", ["/DCTDecode"]):
        row._data = strip(row._data)  # a photo brings its EXIF along


def _subtype(annotation):
    row = annotation.get_object()
    return row.get("/Subtype") if isinstance(row, DictionaryObject) else None


def _starts_something(action):
    """Whether an action, or a list of them, does more than go to a page or a web address."""
    action = action.get_object()
    if isinstance(action, ArrayObject):
        return any(_starts_something(one) for one in action)
    return isinstance(action, DictionaryObject) and "/S" in action and action["/S"] not in _ACTIONS


def _check(data, made):
    """CannotClean when the copy says something else than the original, or still holds what it should not."""
    again = PdfReader(made)
    for row in _dictionaries(again.root_object):
        if _LEFT_OUT & set(row) or any(key in row and _starts_something(row[key]) for key in _ACTION_KEYS):
            raise CannotClean(STILL_THERE)
    if again.metadata and set(again.metadata) - {"/Title", "/Producer"}:
        raise CannotClean(STILL_THERE)
    before, after = _texts(data), _texts(made.getvalue())
    if not after:
        raise CannotClean(DAMAGED)
    if before != after:
        raise CannotClean(TEXT_LOST)


def _texts(source):
    """The text of each page, without regard to spaces."""
    with pypdfium2.PdfDocument(source) as document:
        found = [len(document)]
        for number in range(min(len(document), MAX_PAGES_COMPARED)):
            page = document[number]
            text = page.get_textpage()
            found.append("".join(text.get_text_range().split()))
            text.close()
            page.close()
        return found
