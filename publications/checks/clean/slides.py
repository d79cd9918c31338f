"""PowerPoint: hidden slides, hidden shapes and comments left out; the notes of a speaker stay, for readers get them."""

import io

from lxml import etree
from pptx import Presentation

from .package import name_of, parse, remove
from .problems import ALL_HIDDEN, CannotClean

_OFF, _ON = ("0", "false"), ("1", "true")


def visible(package):
    """{name of a slide: its text}, of the slides that are shown."""
    return {part: _text(package.root(part)) for part in _slides(package) if not _is_hidden(package.root(part))}


def read_again(data, names):
    """The same of a cleaned file, as the usual library opens it (which numbers slides anew); all of it is visible."""
    roots = [parse(slide.part.blob) for slide in Presentation(io.BytesIO(data)).slides]
    texts = ["".join("".join(row.text or "" for row in _named(root, "t")).split()) for root in roots]
    return dict(zip(names, texts, strict=True)) if len(names) == len(texts) else {}


def clean(package):
    """Take out of the package what is not shown. CannotClean: nothing is shown."""
    slides = _slides(package)
    hidden = {part for part in slides if _is_hidden(package.root(part))}
    if slides and len(hidden) == len(slides):
        raise CannotClean(ALL_HIDDEN)
    main = package.leads_to("officeDocument")[0]
    numbers = {row.get("id") for row in _named(package.root(main), "sldId")}
    for part in [main, *(slide for slide in slides if slide not in hidden)]:
        package.drop(part, lambda _, target: target in hidden)
    left = {row.get("id") for row in _named(package.root(main), "sldIdLst") for row in row}
    for row in _named(package.root(main), "sldId"):  # the sections of a long presentation name slides too
        if row.get("id") in numbers - left:
            remove(row)
    for part in slides:
        if part not in hidden:
            _remove_hidden_shapes(package.root(part))


def remains(package):
    """What is still in it that a reader should not get."""
    slides = _slides(package)
    return [part for part in slides if _is_hidden(package.root(part)) or _hidden_shapes(package.root(part))]


def _slides(package):
    """The names of the slides, in the order of the presentation."""
    main = package.leads_to("officeDocument")[0]
    names = {row.get("Id"): target for row, kind, target in package.relations(main) if kind == "slide"}
    listed = [row for one in _named(package.root(main), "sldIdLst") for row in one]
    found = [names.get(value) for row in listed for key, value in row.items() if key.endswith("}id")]
    return [name for name in found if name in package.parts]


def _named(root, *names):
    return [element for element in root.iter(etree.Element) if name_of(element) in names]


def _is_hidden(root):
    return root.get("show") in _OFF


def _hidden_shapes(root):
    """The shapes that are switched off, by the pane that lists them."""
    return [row.getparent().getparent() for row in _named(root, "cNvPr") if row.get("hidden") in _ON]


def _text(root):
    hidden = _hidden_shapes(root)
    texts = [row for row in _named(root, "t") if not any(above in hidden for above in row.iterancestors())]
    return "".join("".join(row.text or "" for row in texts).split())


def _remove_hidden_shapes(root):
    """An animation that moves one of them goes with it: PowerPoint repairs a file that animates what is not there."""
    gone = set()
    for shape in _hidden_shapes(root):
        gone |= {row.get("id") for row in _named(shape, "cNvPr")}
        if shape.getparent() is not None:
            remove(shape)
    if gone & {row.get("spid") for row in _named(root, "spTgt")}:
        for row in _named(root, "timing"):
            remove(row)
