"""A Word text in parts: a part for each heading of level 1 or 2, or about 400 words where there are none."""

import re
from dataclasses import dataclass

from . import texts
from .office import Package, first, local, value
from .reading import Found

PART_LEVELS = (1, 2)  # of headings that start a part
PART_WORDS = 400
LONGEST_PART = 1200  # words; a longer one is cut as if it had no headings
_HEADING = re.compile(r"(?:heading|kop|überschrift|titre)\s*([1-9])", re.I)
_SKIPPED = {"del", "moveFrom", "Fallback", "sectPr", "instrText", "pPr", "rPr", "txbxContent"}
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_TRACKED = ("ins", "del", "moveFrom", "moveTo")
_CHAIN = 10  # styles that may be based on one another

load = Package


@dataclass
class Block:
    """A paragraph or table, with the level of its heading (0 for none, -1 for the title of the whole text)."""

    level: int
    text: str


def read(package, limits):
    """What is found: parts, headings, footnotes where they are referred to, and what is hidden."""
    body = package.xml(package.main, must=True)
    found = Found("docx", properties=package.properties())
    found.date = found.properties.get("modified", "") or found.properties.get("created", "")
    walk = _Walk(package)
    blocks = [block for block in walk.blocks(body) if block.text]
    found.title = next((block.text for block in blocks if block.level == -1), "")
    found.title = found.title or next((block.text for block in blocks if block.level), "")
    found.language = found.properties.get("language", "") or walk.language
    found.hidden = {
        "comments": sum(1 for part in package.related(package.main, "comments") for _ in package.xml(part)),
        "tracked_changes": sum(1 for _ in body.iter(*("{*}" + name for name in _TRACKED))),
        "hidden_text": walk.hidden,
    }
    parts = _parts(blocks)
    around = _around(package, walk)
    if around:
        parts = parts or [("", [])]
        parts[0][1].append(Block(0, around))
    room = True
    for number, (heading, inside) in enumerate(parts, 1):
        if room:
            room = found.add("\n".join(block.text for block in inside), limits, heading)
        found.outline += [(block.level, texts.line(block.text), number) for block in inside if block.level > 0]
    found.page_count = len(parts)
    return found


def _parts(blocks):
    """[(heading, blocks)]. A heading right under a heading starts no new part, for nothing stands between them."""
    parts = []
    for block in blocks:
        if not parts or (block.level in PART_LEVELS and any(one.level == 0 for one in parts[-1][1])):
            parts.append(("", []))
        if block.level in PART_LEVELS and not any(one.level in PART_LEVELS for one in parts[-1][1]):
            parts[-1] = (block.text, parts[-1][1])
        parts[-1][1].append(block)
    has_headings = any(heading for heading, _ in parts)
    return [(heading, piece) for heading, inside in parts for piece in _pieces(inside, has_headings)]


def _pieces(blocks, has_headings):
    """The blocks as they are, or in pieces of about 400 words, at the borders of paragraphs."""
    words = [len(block.text.split()) for block in blocks]
    if sum(words) <= (LONGEST_PART if has_headings else PART_WORDS):
        return [blocks]
    pieces, size = [[]], 0
    for block, count in zip(blocks, words, strict=True):
        if pieces[-1] and size + count > PART_WORDS:
            pieces, size = [*pieces, []], 0
        pieces[-1].append(block)
        size += count
    return pieces


def _around(package, walk):
    """The text of headers and footers, each line once."""
    lines = {}
    for part in package.related(package.main, "header", "footer"):
        for block in walk.blocks(package.xml(part)):
            lines |= dict.fromkeys(line for line in block.text.splitlines() if texts.letters(line))
    return "\n".join(lines)


class _Walk:
    """A walk through the XML of a text, that knows its styles and its notes."""

    def __init__(self, package):
        self.hidden = 0
        styles = [part for part in package.related(package.main, "styles") for part in package.xml(part)]
        self._levels = _style_levels(styles)
        self.language = next((value(lang, "val") for style in styles for lang in style.iter("{*}lang")), "")
        self._notes = {}
        for kind in ("footnotes", "endnotes"):
            for part in package.related(package.main, kind):
                for note in package.xml(part):
                    if not value(note, "type"):  # a separator has a type
                        text = " ".join(block.text for block in self.blocks(note))
                        self._notes[kind[:-1], value(note, "id")] = text

    def blocks(self, element):
        """The paragraphs and tables in it, in order; a text box comes after the paragraph that holds it."""
        for child in element:
            name = local(child)
            if name == "p":
                yield self._paragraph(child)
                for box in _boxes(child):
                    yield from self.blocks(box)
            elif name == "tbl":
                yield Block(0, "\n".join(self._row(row) for row in child.iter("{*}tr") if _table_of(row) is child))
            elif name not in _SKIPPED:
                yield from self.blocks(child)

    def _row(self, row):
        cells = (cell for cell in row.iter("{*}tc") if next(cell.iterancestors("{*}tr")) is row)
        return "\t".join(" ".join(block.text for block in self.blocks(cell)).strip() for cell in cells)

    def _paragraph(self, element):
        notes = []
        text = "".join(self._runs(element, notes))
        return Block(self._level(element), texts.clean("\n".join([text, *notes])))

    def _runs(self, element, notes):
        for child in element:
            name = local(child)
            if name == "t":
                yield child.text or ""
            elif name in _SIGNS:
                yield _SIGNS[name]
            elif name in ("footnoteReference", "endnoteReference"):
                notes.append(self._notes.get((name.removesuffix("Reference"), value(child, "id")), ""))
            elif name == "r" and _is_hidden(child):
                self.hidden += 1
            elif name not in _SKIPPED:
                yield from self._runs(child, notes)

    def _level(self, paragraph):
        given = next((child for child in paragraph if local(child) == "pPr"), None)
        if given is None:
            return 0
        outline = first(given, "outlineLvl")
        if outline is not None:
            return _outline_level(outline)
        style = first(given, "pStyle")
        return 0 if style is None else self._levels.get(value(style, "val"), 0)


def _boxes(paragraph):
    """The text boxes of a paragraph, in it but not in one another; what older programs show instead is left out."""
    for box in paragraph.iter("{*}txbxContent"):
        above = [local(one) for one in box.iterancestors("{*}Fallback", "{*}txbxContent", "{*}p")]
        if above and above[0] == "p" and "Fallback" not in above and next(box.iterancestors("{*}p")) is paragraph:
            yield box


def _table_of(row):
    return next(row.iterancestors("{*}tbl"))


def _is_hidden(run):
    given = next((child for child in run if local(child) == "rPr"), None)
    mark = None if given is None else first(given, "vanish")
    return mark is not None and value(mark, "val") not in ("0", "false", "off")


def _outline_level(element):
    level = value(element, "val")
    return int(level) + 1 if level in tuple("012345678") else 0


def _style_levels(styles):
    """{id of a style: level of heading}, of a style or of one that it is based on."""
    by_id = {value(style, "styleId"): style for style in styles if local(style) == "style"}
    levels = {}
    for style_id, style in by_id.items():
        for _ in range(_CHAIN):
            level = _own_level(style)
            based = first(style, "basedOn")
            if level is not None or based is None or value(based, "val") not in by_id:
                break
            style = by_id[value(based, "val")]
        levels[style_id] = level or 0
    return levels


def _own_level(style):
    name = first(style, "name")
    name = "" if name is None else value(name, "val")
    if name.lower() in ("title", "titel"):
        return -1
    outline = first(style, "outlineLvl")
    if outline is not None:
        return _outline_level(outline)
    match = _HEADING.fullmatch(name.strip())
    return int(match[1]) if match else None
