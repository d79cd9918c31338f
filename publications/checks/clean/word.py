"""Word: changes accepted, comments and hidden text left out (ECMA-376, part 1, 17.13 and 17.3.2.41)."""

import io

from docx import Document
from lxml import etree

from .package import name_of, parse, remove

_TEXT_PARTS = ("header", "footer", "footnotes", "endnotes", "glossaryDocument")
_GONE = ("del", "moveFrom")  # what stood there before
_HERE = ("ins", "moveTo")  # what stands there now
_OF_A_MARK = ("rPr", "trPr")  # inside these a change is of the end of a paragraph or of a row
_MARKS = {
    *("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef", "numberingChange"),
    *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
    *("cellIns", "cellMerge"),
    *(f"customXml{of}Range{end}" for of in ("Ins", "Del", "MoveFrom", "MoveTo") for end in ("Start", "End")),
}
_PROPERTY_CHANGES = {
    *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tblGridChange"),
    *("trPrChange", "tcPrChange"),
}
_SETTINGS = {"trackRevisions", "rsids", "docVars", "mailMerge", "attachedTemplate"}
_TEXTS = ("t", "tab", "br", "cr", "sym", "noBreakHyphen")
_OFF = ("0", "false", "off")


def visible(package):
    """{name of a part: the text that a reader saw}, changes accepted."""
    hidden = _hidden_styles(package)
    return {part: _text(package.root(part), lambda run: _is_gone(run, hidden)) for part in _text_parts(package)}


def read_again(data, names):
    """The same of a cleaned file, as the usual library opens it; all that is in it is visible."""
    parts = {str(part.partname).lstrip("/"): part for part in Document(io.BytesIO(data)).part.package.iter_parts()}
    return {name: _text(parse(parts[name].blob), lambda run: False) for name in names if name in parts}


def clean(package):
    """Take out of the package what a reader does not see, and what only an author does."""
    hidden = _hidden_styles(package)
    for part in _text_parts(package):
        root = package.root(part)
        _accept(root)
        _join_paragraphs(root)
        _remove_hidden(root, hidden)
        _fill(root)
    main = package.leads_to("officeDocument")[0]
    for part in package.leads_to("settings", part=main):
        for element in _all(package.root(part), *_SETTINGS):
            remove(element)


def remains(package):
    """What is still in it that a reader should not get."""
    names = {*_GONE, *_HERE, *_MARKS, *_PROPERTY_CHANGES, "cellDel", "delText"}
    return [name_of(one) for part in _text_parts(package) for one in _all(package.root(part), *names)]


def _text_parts(package):
    found, ahead = {}, package.leads_to("officeDocument")
    while ahead:
        part = ahead.pop(0)
        if part not in found:
            found[part] = True
            ahead += package.leads_to(*_TEXT_PARTS, part=part)
    return list(found)


def _all(root, *names):
    """The elements with one of these names, as a list, so that they may be taken out."""
    return [element for element in root.iter(etree.Element) if name_of(element) in names]


def _child(element, *path):
    """The first descendant along these names, or None."""
    for name in path:
        element = next((child for child in element if name_of(child) == name), None)
        if element is None:
            return None
    return element


def _value(element):
    return next((value for key, value in element.items() if etree.QName(key).localname == "val"), None)


def _is_on(element):
    return _value(element) not in _OFF


def _text(root, is_gone):
    """The text of the runs that are not gone; a tab or a new line is a space."""
    found = []
    for run in _all(root, "r"):
        if not is_gone(run):
            found += [(one.text or "") if name_of(one) == "t" else " " for one in run if name_of(one) in _TEXTS]
    return "".join("".join(found).split())


def _is_gone(run, hidden):
    """Whether a run is deleted, in a deleted row or cell, or hidden."""
    for above in run.iterancestors():
        name = name_of(above)
        if name in _GONE:
            return True
        if name == "r" and _is_hidden(above, hidden):  # a text box in a hidden run
            return True
        if name == "tr" and _child(above, "trPr", "del") is not None:
            return True
        if name == "tc" and _child(above, "tcPr", "cellDel") is not None:
            return True
    return _is_hidden(run, hidden)


def _is_hidden(run, hidden):
    """Hidden by itself, or by the style of its own or of its paragraph."""
    vanish = _child(run, "rPr", "vanish")
    if vanish is not None:
        return _is_on(vanish)
    paragraph = next((above for above in run.iterancestors() if name_of(above) == "p"), None)
    styles = [_child(run, "rPr", "rStyle")]
    styles += [_child(paragraph, "pPr", "pStyle")] if paragraph is not None else []
    return any(style is not None and _value(style) in hidden for style in styles)


def _hidden_styles(package):
    """The ids of the styles whose text is hidden, also by the style they are based on."""
    main = package.leads_to("officeDocument")[0]
    hidden, based_on = set(), {}
    for part in package.leads_to("styles", part=main):
        for style in _all(package.root(part), "style"):
            key = next((value for name, value in style.items() if etree.QName(name).localname == "styleId"), None)
            vanish, base = _child(style, "rPr", "vanish"), _child(style, "basedOn")
            if vanish is not None and _is_on(vanish):
                hidden.add(key)
            elif vanish is None and base is not None:
                based_on[key] = _value(base)
    while more := {key for key, base in based_on.items() if base in hidden and key not in hidden}:
        hidden |= more
    return hidden


def _accept(root):
    """What was deleted goes, what was inserted stays; comments and the story of the changes go."""
    for row in _all(root, "tr"):
        if _child(row, "trPr", "del") is not None:
            remove(row)
    for cell in _all(root, "tc"):
        if _child(cell, "tcPr", "cellDel") is not None:
            remove(cell)
    for element in _all(root, *_GONE):
        if name_of(element.getparent()) not in _OF_A_MARK:
            remove(element)
    for element in _all(root, *_HERE):
        if name_of(element.getparent()) in _OF_A_MARK:
            remove(element)
        else:
            _unwrap(element)
    for element in _all(root, *_MARKS, *_PROPERTY_CHANGES):
        run = element.getparent()
        remove(element)
        if name_of(run) == "r" and all(name_of(child) == "rPr" for child in run):
            remove(run)


def _unwrap(element):
    for child in list(element):
        element.addprevious(child)
    remove(element)


def _join_paragraphs(root):
    """A paragraph whose end was deleted is one with the next."""
    for paragraph in _all(root, "p"):
        marks = [one for name in _GONE if (one := _child(paragraph, "pPr", "rPr", name)) is not None]
        for mark in marks:
            remove(mark)
        if not marks or _child(paragraph, "pPr", "sectPr") is not None:
            continue
        content = [child for child in paragraph if name_of(child) != "pPr"]
        after = paragraph.getnext()
        if after is not None and name_of(after) == "p":
            at = 1 if _child(after, "pPr") is not None else 0
            for child in reversed(content):
                after.insert(at, child)
            remove(paragraph)
        elif not content:
            remove(paragraph)


def _remove_hidden(root, hidden):
    """Hidden runs go; the signs that begin and end a field stay, for a field needs both."""
    for run in _all(root, "r"):
        if not _is_hidden(run, hidden):
            continue
        paragraph = run.getparent()
        for child in list(run):
            if name_of(child) not in ("rPr", "fldChar"):
                remove(child)
        if all(name_of(child) == "rPr" for child in run):
            remove(run)
        is_whole = _child(paragraph, "pPr", "rPr", "vanish") is not None and _child(paragraph, "pPr", "sectPr") is None
        if name_of(paragraph) == "p" and is_whole and all(name_of(child) == "pPr" for child in paragraph):
            remove(paragraph)


def _fill(root):
    """A table has rows, a row has cells, and a cell ends in a paragraph: Word opens nothing else."""
    for row in _all(root, "tr"):
        if _child(row, "tc") is None and _child(row, "sdt") is None:
            remove(row)
    for table in _all(root, "tbl"):
        if not _all(table, "tr"):
            remove(table)
    for cell in _all(root, "tc"):
        if len(cell) == 0 or name_of(cell[-1]) not in ("p", "sdt", "customXml", "bookmarkEnd"):
            etree.SubElement(cell, etree.QName(etree.QName(cell).namespace, "p"))
    for part in _all(root, "hdr", "ftr", "footnote", "endnote"):
        if not _all(part, "p"):
            etree.SubElement(part, etree.QName(etree.QName(part).namespace, "p"))
