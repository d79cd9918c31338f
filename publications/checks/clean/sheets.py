"""Excel: comments, names of who worked in it and paths left out. A hidden sheet is for its maker to decide on."""

import hashlib
import io
import re

from lxml import etree

from .package import Package, name_of, remove
from .problems import HIDDEN_SHEET, CannotClean

_OBJECT = re.compile(rb"ObjectType\s*=\s*[\"'](\w+)")
_COMMENTS = {"comments", "threadedComment"}


def visible(package):
    """{name of a sheet, or of the shared texts: what is in it}."""
    main = package.leads_to("officeDocument")[0]
    names = package.leads_to("worksheet", "sharedStrings", part=main)
    return {name: _values(package.parts[name]) for name in names}


def read_again(data, names):
    """The same of a cleaned file. No library for Excel is here, so it is our own look at its cells that says it."""
    return visible(Package(io.BytesIO(data)))


def clean(package):
    """Take the comments and the traces of its makers out. CannotClean: a sheet is hidden."""
    main = package.leads_to("officeDocument")[0]
    root = package.root(main)
    if any(row.get("state") in ("hidden", "veryHidden") for row in _named(root, "sheet")):
        raise CannotClean(HIDDEN_SHEET)
    for sheet in package.leads_to("worksheet", part=main):
        if _COMMENTS & {kind for _, kind, _ in package.relations(sheet)}:
            drawn = package.leads_to("vmlDrawing", part=sheet)
            notes = {part for part in drawn if set(_OBJECT.findall(package.parts[part])) <= {b"Note"}}
            package.drop(sheet, lambda kind, target, notes=notes: target in notes)
    for row in _named(root, "absPath"):  # where it stood on somebody's computer
        around = next((above for above in row.iterancestors() if name_of(above) == "AlternateContent"), row)
        remove(around)
    for row in _named(root, "fileSharing"):
        remove(row)


def remains(package):
    """What is still in it that a reader should not get."""
    return _named(package.root(package.leads_to("officeDocument")[0]), "absPath", "fileSharing")


def _named(root, *names):
    return [element for element in root.iter(etree.Element) if name_of(element) in names]


def _values(data):
    """A digest of the cells and texts, read in a stream: a sheet may be large."""
    found = hashlib.sha256()
    for _, element in etree.iterparse(io.BytesIO(data), resolve_entities=False, no_network=True, load_dtd=False):
        if name_of(element) in ("v", "t", "f"):
            found.update(f"{element.text}\n".encode())
        elif name_of(element) == "c":  # where it stands, and whether it holds a number or the place of a text
            found.update(f"{element.get('r')} {element.get('t')} {element.get('s')}\n".encode())
        elif name_of(element) in ("row", "si"):
            element.clear()
    return found.hexdigest()
