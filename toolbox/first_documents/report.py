"""The report of a meeting as Word: from the meeting, its agenda and what municipalities told."""

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from . import office
from .facts import PUBLISHER, about

SIZES = {"Title": 26, "Heading 1": 16, "Heading 2": 12.5}
SPACES = {"Title": (0, 4), "Heading 1": (20, 6), "Heading 2": (12, 3)}  # before and after, in points


def meeting_report(meeting, title, date):
    """The bytes of the report; `meeting` as of records.meeting()."""
    document = Document()
    _dress(document)
    office.describe(document, title, f"{meeting.when_in_words}. {meeting.where_in_words}".strip(". "), date)
    document.add_paragraph(title, "Title")
    document.add_paragraph(f"{meeting.get_kind_display()} · {meeting.when_in_words}", "Subtitle")
    _pairs(document, _about_meeting(meeting))
    _agenda(document, meeting.agenda_list)
    _told(document, meeting.field_reports.all())
    _attendance(document, meeting.attendance_list)
    _reading(document, meeting)
    if meeting.unknown:
        document.add_heading("Wat is nog niet bekend?", 1)
        document.add_paragraph(f"Nog niet bekend: {', '.join(meeting.unknown)}.")
    if meeting.sources:
        document.add_heading("Bronnen", 1)
        for source in meeting.sources:
            document.add_paragraph(source, "List Number")
    document.add_heading("Over dit document", 1)
    document.add_paragraph(about(date))
    return office.to_bytes(document)


def _about_meeting(meeting):
    """[(name, text)] of what is recorded of the meeting itself."""
    rows = {
        "Wanneer": meeting.when_in_words,
        "Waar": meeting.where_in_words,
        "Learning community": getattr(meeting.community, "title", ""),
        "Georganiseerd door": getattr(meeting.municipality, "title", ""),
        "Gaat over": getattr(meeting.practice, "title", ""),
        "Over dit verslag": meeting.report_note,
        "Over het jaar": meeting.year_note[:1].upper() + meeting.year_note[1:],
    }
    return [(name, said) for name, said in rows.items() if said]


def _agenda(document, items):
    if items:
        document.add_heading("Agenda", 1)
    for item in items:
        document.add_heading(item.title, 2)
        if item.speaker:
            where = f" ({item.organisation})" if item.organisation else ""
            _quiet(document, f"{item.get_kind_display()} door {item.speaker}{where}")
        if item.text:
            document.add_paragraph(item.text)
        if item.publication:
            _quiet(document, f"Publicatie: {item.publication.title}")


def _told(document, reports):
    if reports:
        document.add_heading("Wie vertelde wat?", 1)
    for report in reports:
        document.add_heading(report.title, 2)
        document.add_paragraph(report.text)
        related = {"Gemeente": report.municipality, "Praktijk": report.practice, "Aanpak": report.approach}
        _quiet(document, ". ".join(f"{name}: {row.title}" for name, row in related.items() if row))


def _attendance(document, rows):
    if rows:
        document.add_heading("Wie waren er?", 1)
        table = document.add_table(1, 2, "Table Grid")
        _fill(table.rows[0], ("Gemeente", "Wat is vastgelegd"), is_head=True)
        for municipality, words in rows:
            _fill(table.add_row(), (municipality.title, words))


def _reading(document, meeting):
    tips = list(meeting.reading_list.all())
    if tips or meeting.reading_list_note:
        document.add_heading("Leestips", 1)
        for tip in tips:
            document.add_paragraph(f"{tip.title} ({tip.year or 'jaar onbekend'})", "List Bullet")
        if meeting.reading_list_note:
            document.add_paragraph(meeting.reading_list_note)


def _pairs(document, rows):
    for name, said in rows:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(3)
        paragraph.add_run(f"{name}: ").bold = True
        paragraph.add_run(said)


def _quiet(document, text):
    run = document.add_paragraph().add_run(text)
    run.font.size, run.font.color.rgb = Pt(9.5), RGBColor.from_string(office.QUIET)


def _fill(row, texts, is_head=False):
    """Write the cells of a row; a head is repeated on each page, and read out with every cell."""
    for cell, text in zip(row.cells, texts, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(3)
        paragraph.add_run(text).bold = is_head
        if is_head:
            _mark(cell._tc.get_or_add_tcPr(), "w:shd", fill=office.TINT, val="clear")
    if is_head:
        _mark(row._tr.get_or_add_trPr(), "w:tblHeader")


def _dress(document):
    """The look of the house, the language, and a footer with the number of the page."""
    styles = document.styles
    _font(styles["Normal"], 11, office.INK)
    styles["Normal"].paragraph_format.space_after = Pt(7)
    styles["Normal"].paragraph_format.line_spacing = 1.15
    for name, size in SIZES.items():
        style = styles[name]
        _font(style, size, office.ACTION if name == "Heading 2" else office.BAND, bold=True)
        before, after = SPACES[name]
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.keep_with_next = True
    for line in styles["Title"].element.findall(f".//{qn('w:pBdr')}"):
        line.getparent().remove(line)
    _font(styles["Subtitle"], 12, office.QUIET)
    styles["Subtitle"].font.italic = False
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), office.LANGUAGE)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin = section.bottom_margin = Cm(2.2)
    _footer(section.footer.paragraphs[0])


def _font(style, size, colour, bold=None):
    style.font.size, style.font.color.rgb, style.font.bold = Pt(size), RGBColor.from_string(colour), bold
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()  # those of the theme go before a name
    for place in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{place}"), office.FONT)


def _footer(paragraph):
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    run = paragraph.add_run(f"{PUBLISHER} · bladzijde ")
    for kind, code in (("begin", None), (None, "PAGE"), ("end", None)):
        if code:
            _mark(run._r, "w:instrText").text = code
        else:
            _mark(run._r, "w:fldChar", fldCharType=kind)
    run.font.size, run.font.color.rgb = Pt(9), RGBColor.from_string(office.QUIET)


def _mark(parent, tag, **values):
    """Add an element of Word that python-docx has no name for."""
    element = OxmlElement(tag)
    for name, value in values.items():
        element.set(qn(f"w:{name}"), value)
    parent.append(element)
    return element
