"""The ladder of evidence as PowerPoint: a slide for each step, with what it means and what stands on it."""

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE, PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.oxml.shapes.autoshape import CT_Shape
from pptx.shapes.autoshape import Shape
from pptx.util import Inches, Pt

from . import office
from .facts import PUBLISHER

WIDTH, HEIGHT, EDGE = Inches(13.333), Inches(7.5), Inches(0.8)
COVER, CONTENT = 0, 1  # layouts of the template
TOP_STEP = 6
TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
MUCH = 420  # signs on a slide, from which they are set smaller
NOT_USED = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)


def ladder(data, title, date):
    """The bytes of the presentation; `data` as of ladder.ladder()."""
    show = Presentation()
    show.slide_width, show.slide_height = WIDTH, HEIGHT
    _dress(show)
    office.describe(show, title, data["lead"], date)
    _cover(show, data)
    for part in data["before"]:
        _texts(show, part["heading"], part["paragraphs"])
    for step in data["steps"]:
        _step(show, step)
    _effects(show, data)
    for part in data["after"]:
        _texts(show, part["heading"], part["paragraphs"])
    _texts(show, "Over deze dia’s", [data["about"]])
    for run in (run for slide in show.slides for run in slide._element.iter(qn("a:rPr"))):
        run.set("lang", office.LANGUAGE)
    return office.to_bytes(show)


def _cover(show, data):
    slide = show.slides.add_slide(show.slide_layouts[COVER])
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = RGBColor.from_string(office.BAND)
    for place, text in zip(slide.placeholders, (data["title"], f"{data['lead']}\n{PUBLISHER}"), strict=True):
        _write(place, [text], "FFFFFF")


def _texts(show, title, paragraphs):
    slide = show.slides.add_slide(show.slide_layouts[CONTENT])
    _write(slide.shapes.title, [title], office.BAND)
    _write(slide.placeholders[1], paragraphs, office.INK)
    return slide


def _step(show, step):
    """How far the ladder is climbed, what that means, and which approaches stand here."""
    title = f"Stap {step['step']}: {step['label']}"
    lines = [step["means"], *([step["approaches"]] if step["approaches"] else [])]
    slide = _texts(show, title, lines)
    body = slide.placeholders[1]
    body.left, body.top, body.width, body.height = EDGE, Inches(3.2), WIDTH - 2 * EDGE, Inches(3.4)
    _emphasise(body.text_frame.paragraphs[0], Pt(26))
    _gauge(slide, step["step"])


def _gauge(slide, step):
    """Six blocks that fill up, as one picture with words."""
    size, gap = Inches(0.62), Inches(0.16)
    blocks = slide.shapes.add_group_shape()
    for number in range(TOP_STEP):
        left = EDGE + Inches(0.1) + number * (size + gap)
        block = blocks.shapes.add_shape(MSO_SHAPE.RECTANGLE, left, Inches(2.1), size, size)
        block.fill.solid()
        block.fill.fore_color.rgb = RGBColor.from_string(office.FILLED if number < step else "FFFFFF")
        block.line.color.rgb, block.line.width = RGBColor.from_string(office.FILLED), Pt(1.5)
        block.shadow.inherit = False
    blocks.name = "Ladder"
    blocks._element.nvGrpSpPr.cNvPr.set("descr", f"{step} van de {TOP_STEP} blokjes zijn gevuld")


def _effects(show, data):
    lines = [f"{label}. {means}" for label, means in data["effects"]["rows"]]
    slide = _texts(show, data["effects"]["heading"], [*lines, *data["effects"]["paragraphs"]])
    paragraphs = slide.placeholders[1].text_frame.paragraphs[: len(lines)]
    for paragraph, (label, means) in zip(paragraphs, data["effects"]["rows"], strict=True):
        paragraph.runs[0].text = f"{label}. "
        _emphasise(paragraph, Pt(22))
        meaning = paragraph.add_run()
        meaning.text = means
        _dye(meaning, Pt(22), office.INK)


def _write(place, paragraphs, colour):
    """Fill a placeholder, in a size that fits what is in it."""
    frame = place.text_frame
    frame.word_wrap = True
    frame.text = "\n".join(paragraphs)
    is_title = place.placeholder_format.type in TITLES
    size = None if is_title else Pt(20 if sum(map(len, paragraphs)) > MUCH else 24)
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.space_after = Pt(0 if is_title else 10)
        _without_bullet(paragraph._p.get_or_add_pPr())
        for run in paragraph.runs:
            _dye(run, size, colour)


def _without_bullet(properties):
    properties.set("marL", "0")
    properties.set("indent", "0")
    properties.append(properties.makeelement(qn("a:buNone")))


def _dye(run, size, colour):
    run.font.color.rgb = RGBColor.from_string(colour)
    if size:
        run.font.size = size


def _emphasise(paragraph, size):
    for run in paragraph.runs:
        run.font.bold, run.font.size = True, size


def _dress(show):
    """The layouts in the shape of the slide: what they say of place and size, every slide takes over."""
    master, cover, content = show.slide_master, show.slide_layouts[COVER], show.slide_layouts[CONTENT]
    for layout in list(show.slide_layouts):
        if layout not in (cover, content):
            show.slide_layouts.remove(layout)
    for owner in (master, cover, content):
        for place in list(owner.placeholders):
            if place.placeholder_format.type in NOT_USED:
                place._element.getparent().remove(place._element)
    wide = WIDTH - 2 * EDGE
    for owner in (master, content):
        title, body = owner.placeholders
        _place(title, EDGE, Inches(0.6), wide, Inches(1.2), Pt(38), MSO_ANCHOR.MIDDLE)
        _place(body, EDGE, Inches(2.1), wide, Inches(4.6), None, MSO_ANCHOR.TOP)
    _strip(content)
    title, subtitle = cover.placeholders
    _place(title, EDGE, Inches(2.0), wide, Inches(1.6), Pt(50), MSO_ANCHOR.BOTTOM)
    _place(subtitle, EDGE, Inches(3.8), wide, Inches(1.8), Pt(24), MSO_ANCHOR.TOP)


def _place(place, left, top, width, height, size, anchor):
    place.left, place.top, place.width, place.height = left, top, width, height
    place.text_frame.vertical_anchor = anchor


def _strip(layout):
    """A band along the top: in the layout, where a screen reader passes it by."""
    element = CT_Shape.new_autoshape_sp(100, "Band", "rect", 0, 0, WIDTH, Inches(0.25))
    layout.shapes._spTree.insert(2, element)  # behind the text
    band = Shape(element, layout.shapes)
    band.fill.solid()
    band.fill.fore_color.rgb = RGBColor.from_string(office.BAND)
    band.line.fill.background()
    band.shadow.inherit = False
