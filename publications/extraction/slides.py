"""A presentation, slide by slide: all text on it, tables by row, and the notes of the speaker."""

from . import texts
from .office import Package, local, points_to, value
from .reading import Found

_TITLES = ("title", "ctrTitle")
_DRAWN = ("diagramData", "chart")  # parts that a slide shows, with text of their own
_COMMENTS = ("comments", "modernComment")


load = Package


def read(package, limits):
    """What is found: a page per slide, in the order in which they are shown; hidden slides too, counted."""
    main = package.xml(package.main, must=True)
    relations = package.relations(package.main)
    found = Found("pptx", properties=package.properties())
    found.date = found.properties.get("modified", "") or found.properties.get("created", "")
    found.language = found.properties.get("language", "")
    found.hidden = dict.fromkeys(("comments", "notes", "hidden_slides"), 0)
    slides = [relations.get(points_to(row), ("", ""))[1] for row in main.iter("{*}sldId")]
    found.page_count = len(slides)
    room = True
    for number, part in enumerate(slides, 1):
        slide = package.xml(part)
        title, notes = _title(slide), _notes(package, part)
        found.hidden["hidden_slides"] += value(slide, "show") in ("0", "false")
        found.hidden["notes"] += bool(notes)
        found.hidden["comments"] += sum(
            1 for comments in package.related(part, *_COMMENTS) for _ in package.xml(comments).iter("{*}cm")
        )
        if title:
            found.outline.append((1, title, number))
        if room:
            drawn = [line for other in package.related(part, *_DRAWN) for line in _lines(package.xml(other))]
            text = "\n".join([*_lines(slide), *drawn, *(["Notities: " + notes] if notes else [])])
            room = found.add(text, limits, title, number)
    found.title = next((title for _, title, number in found.outline if number == 1), "")
    return found


def _lines(element):
    """The paragraphs in it, in order; a row of a table is one line."""
    for child in element:
        name = local(child)
        if name == "p":
            if text := _text(child):
                yield text
        elif name == "tr":
            yield "\t".join(" ".join(_lines(cell)) for cell in child)
        elif name != "Fallback":
            yield from _lines(child)


def _text(paragraph):
    signs = {"br": "\n", "tab": "\t"}
    pieces = (part.text or "" if local(part) == "t" else signs.get(local(part), "") for part in paragraph.iter("{*}*"))
    return "".join(pieces).strip()


def _title(slide):
    """The text of the title of a slide."""
    for shape in slide.iter("{*}sp"):
        if any(value(place, "type") in _TITLES for place in shape.iter("{*}ph")):
            return texts.line(" ".join(_lines(shape)))
    return ""


def _notes(package, part):
    """What the speaker wrote down; the small picture and the number of the slide stand there too, and are left out."""
    bodies = [
        shape
        for notes in package.related(part, "notesSlide")
        for shape in package.xml(notes).iter("{*}sp")
        if any(value(place, "type") == "body" for place in shape.iter("{*}ph"))
    ]
    return "\n".join(line for shape in bodies for line in _lines(shape))
