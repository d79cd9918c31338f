"""An Office file as what it is: parts in a zip, with content types and relations between them (ECMA-376, part 2)."""

import io
import posixpath
import zipfile
from urllib.parse import unquote

from lxml import etree

from .problems import DAMAGED, TOO_BIG, CannotClean

MAX_PARTS, MAX_BYTES, MAX_PART_BYTES = 5000, 200_000_000, 100_000_000  # as the guard at the door
CHUNK = 1 << 16
CONTENT_TYPES = "[Content_Types].xml"
_RELATION_ATTRIBUTES = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}",  # the strict variant
)
# What relations are dropped, by the last word of their type, and with them the parts that nothing else leads to.
LEFT_OUT = {
    *("comments", "commentsExtended", "commentsIds", "commentsExtensible", "threadedComment", "commentAuthors"),
    *("people", "person", "authors", "custom-properties", "customXml", "thumbnail", "printerSettings", "origin"),
    *("vbaProject", "wordVbaData", "attachedTemplate", "attachedToolbars", "recipientData", "mailMergeSource"),
    *("mailMergeHeaderSource", "revisionHeaders", "usernames", "keyMapCustomizations"),
}
_WITH_CHARTS = {"package", "oleObject"}  # the workbook behind a chart; the chart shows what it needs without it
_EMPTIED = {"creator", "lastModifiedBy", "description", "Company", "Manager", "HyperlinkBase", "Template"}
_REMOVED = {"TitlesOfParts", "HeadingPairs", "lastPrinted", "DigSig"}  # the first names hidden slides and sheets


def parse(data):
    """The root of a part that is XML. CannotClean: it has a document type, so it may hold entities."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.doctype:
        raise CannotClean(DAMAGED)
    return root


def name_of(element):
    """The name of an element without its namespace; "" for a comment or an instruction."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def remove(element):
    """Take an element out; the text after it stays."""
    parent = element.getparent()
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


class Package:
    """The parts of an Office file by name, read with bounds; `roots` holds those that are looked into as XML."""

    def __init__(self, source):
        self.parts, self.roots = {}, {}
        with zipfile.ZipFile(source) as archive:
            rows = [row for row in archive.infolist() if not row.is_dir()]
            if len(rows) > MAX_PARTS or len({row.filename.lower() for row in rows}) < len(rows):
                raise CannotClean(DAMAGED)
            left = MAX_BYTES
            for row in rows:
                self.parts[row.filename] = self._read(archive, row, min(left, MAX_PART_BYTES))
                left -= len(self.parts[row.filename])
        if CONTENT_TYPES not in self.parts or self.rels_name("") not in self.parts:
            raise CannotClean(DAMAGED)

    def _read(self, archive, row, most):
        """Counted while reading: the size that a zip states may be a lie."""
        data = bytearray()
        with archive.open(row) as file:
            while piece := file.read(CHUNK):
                data += piece
                if len(data) > most:
                    raise CannotClean(TOO_BIG)
        return bytes(data)

    def root(self, name):
        """The parsed part of this name; what is changed in it is written."""
        if name not in self.roots:
            self.roots[name] = parse(self.parts[name])
        return self.roots[name]

    @staticmethod
    def rels_name(part):
        """Where the relations of a part stand; of the package itself for ""."""
        folder, name = posixpath.split(part)
        return posixpath.join(folder, "_rels", f"{name}.rels")

    def relations(self, part=""):
        """[(element, last word of its type, name of the part it leads to or "")] of a part."""
        rels = self.rels_name(part)
        if rels not in self.parts:
            return []
        found = []
        for row in self.root(rels):
            if name_of(row) == "Relationship":
                target = ""
                if row.get("TargetMode") != "External":
                    path = posixpath.join("/" + posixpath.dirname(part), unquote(row.get("Target", "")))
                    target = posixpath.normpath(path).lstrip("/")
                found.append((row, row.get("Type", "").rsplit("/", 1)[-1], target))
        return found

    def leads_to(self, *types, part=""):
        """The names of the parts that relations of these types lead to."""
        return [target for _, kind, target in self.relations(part) if kind in types and target in self.parts]

    def reached(self):
        """The names of the parts that relations lead to, from the package on, in order."""
        found, ahead = {}, [""]
        while ahead:
            for _, _, target in self.relations(ahead.pop()):
                if target in self.parts and target not in found:
                    found[target] = True
                    ahead.append(target)
        return list(found)

    def drop(self, part, is_dropped):
        """Drop relations of a part: is_dropped(type, target); and what in the part refers to them."""
        lost = set()
        for row, kind, target in self.relations(part):
            if is_dropped(kind, target):
                lost.add(row.get("Id"))
                remove(row)
        if lost and part:
            for element in list(self.root(part).iter(etree.Element)):
                for key in [key for key, value in element.items() if value in lost]:
                    if key.startswith(_RELATION_ATTRIBUTES):
                        if name_of(element) == "pageSetup":
                            del element.attrib[key]
                        elif element.getparent() is not None:
                            remove(element)
        return lost

    def leave_out(self):
        """Without comments, authors, templates, macros and other parts that no reader sees; properties emptied."""
        for part in ["", *self.reached()]:
            is_chart = "/charts/" in part
            self.drop(part, lambda kind, _, is_chart=is_chart: kind in LEFT_OUT or (is_chart and kind in _WITH_CHARTS))
        for name in self.leads_to("core-properties", "extended-properties"):
            for element in list(self.root(name)):
                if name_of(element) in _REMOVED:
                    remove(element)
                elif name_of(element) in _EMPTIED:
                    element.text = ""

    def write(self):
        """The bytes of the zip: only parts that something leads to, each with its content type, without a time."""
        kept = self.reached()
        kept += [rels for part in ["", *kept] if (rels := self.rels_name(part)) in self.parts]
        for row in list(self.root(CONTENT_TYPES)):
            if name_of(row) == "Override" and row.get("PartName", "").lstrip("/") not in kept:
                remove(row)
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in [CONTENT_TYPES, *kept]:
                row = zipfile.ZipInfo(name)  # of 1980
                row.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(row, self._bytes(name))
        return made.getvalue()

    def _bytes(self, name):
        if name not in self.roots:
            return self.parts[name]
        return etree.tostring(self.roots[name], xml_declaration=True, encoding="UTF-8", standalone=True)

    def problems(self):
        """What is wrong in the package: relations that lead nowhere, parts without a content type, no main part."""
        types = list(self.root(CONTENT_TYPES))
        endings = {row.get("Extension", "").lower() for row in types if name_of(row) == "Default"}
        named = {row.get("PartName", "").lstrip("/") for row in types if name_of(row) == "Override"}
        wrong = [name for name in named if name not in self.parts]
        for part in ["", *self.reached()]:
            wrong += [target for _, _, target in self.relations(part) if target and target not in self.parts]
            if part and part not in named and part.rsplit(".", 1)[-1].lower() not in endings:
                wrong.append(part)
        return wrong if self.leads_to("officeDocument") else [*wrong, "officeDocument"]
