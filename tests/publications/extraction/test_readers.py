"""The readers of Word, PowerPoint and text see all that the usual libraries see, and what those leave out."""

import io

import docx
import pptx
import pytest

from publications.extraction import slides, texts, word
from publications.extraction.kinds import KINDS
from publications.extraction.limits import LIMITS, Limits
from publications.extraction.office import Package
from publications.extraction.reading import Found

from . import office_files as office


def read(module, data, kind, limits=LIMITS):
    """What a reader finds in an Office file."""
    return module.read(Package(data, KINDS[kind]), limits)


def saved(document):
    """A document of python-docx or python-pptx as bytes."""
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def test_word_gives_the_paragraphs_tables_and_headings_that_python_docx_wrote():
    document = docx.Document()
    document.add_heading("Het plan", 0)
    for number in range(1, 4):
        document.add_heading(f"Hoofdstuk {number}", 1)
        document.add_heading("Onderdeel", 3)
        document.add_paragraph(f"Tekst van {number}. ").add_run("Vet.").bold = True
        table = document.add_table(2, 2)
        for cell in (cell for row in table.rows for cell in row.cells):
            cell.text = f"cel {number}"
    document.sections[0].footer.paragraphs[0].text = "Onderaan"
    found = read(word, saved(document), "docx")
    assert found.title == "Het plan"
    assert [page.heading for page in found.pages] == ["Hoofdstuk 1", "Hoofdstuk 2", "Hoofdstuk 3"]
    assert found.pages[1].text.splitlines() == ["Hoofdstuk 2", "Onderdeel", "Tekst van 2. Vet."] + ["cel 2\tcel 2"] * 2
    assert "Onderaan" in found.pages[0].text
    assert found.outline[:3] == [(1, "Hoofdstuk 1", 1), (3, "Onderdeel", 1), (1, "Hoofdstuk 2", 2)]


def test_word_gives_footnotes_where_they_belong_text_boxes_once_and_nothing_that_was_removed_or_hidden():
    found = read(word, office.word(), "docx")
    whole = "\n".join(page.text for page in found.pages)
    assert "Bron: het jaarverslag." in found.pages[0].text
    assert whole.count("bel de coach") == 1
    assert "Dit kwam erbij." in whole
    assert "Dit ging weg" not in whole
    assert "Dit is verborgen" not in whole
    assert found.hidden == {"comments": 1, "tracked_changes": 2, "hidden_text": 1}
    assert found.language == "nl-NL"


def test_a_long_chapter_and_a_text_without_chapters_are_cut_at_paragraphs():
    long = "".join(office.p(office.FILL * 10) for _ in range(20))
    for inside in (long, office.p("Kop", "Kop1") + long):
        found = read(word, office.word(inside), "docx")
        sizes = [len(page.text.split()) for page in found.pages]
        assert len(found.pages) > 3
        assert max(sizes) <= 450
        assert all(page.text.endswith("jongeren.") for page in found.pages[1:])


def test_slides_give_what_python_pptx_wrote():
    deck = pptx.Presentation()
    for number in range(1, 4):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = f"Dia over {number}"
        slide.placeholders[1].text = "Een punt\nNog een punt"
        slide.notes_slide.notes_text_frame.text = "Wat ik zeg"
        cells = slide.shapes.add_table(1, 2, 0, 0, 100, 100).table
        cells.cell(0, 0).text, cells.cell(0, 1).text = "links", "rechts"
        group = slide.shapes.add_group_shape().shapes.add_group_shape()
        group.shapes.add_textbox(0, 0, 10, 10).text_frame.text = "diep"
    found = read(slides, saved(deck), "pptx")
    assert [page.heading for page in found.pages] == ["Dia over 1", "Dia over 2", "Dia over 3"]
    assert found.pages[1].text.splitlines() == [
        "Dia over 2",
        "Een punt",
        "Nog een punt",
        "links\trechts",
        "diep",
        "Notities: Wat ik zeg",
    ]
    assert found.hidden["notes"] == 3


def test_slides_come_in_the_order_in_which_they_are_shown():
    made = office.slides_parts()
    main = made["ppt/presentation.xml"].replace(b"rId1", b"rIdX").replace(b"rId3", b"rId1").replace(b"rIdX", b"rId3")
    found = read(slides, office.zipped(made | {"ppt/presentation.xml": main}), "pptx")
    assert [page.heading for page in found.pages][:3] == ["In de praktijk", "Vijf treden", "De ladder van bewijs"]


def test_no_more_text_and_pages_are_kept_than_the_limits_say():
    found = read(slides, office.slides([office.slide(office.shape("é" * 100))] * 9), "pptx", Limits(pages=4))
    assert (len(found.pages), found.page_count) == (4, 9)
    found = Found("pdf")
    assert [found.add("é" * 100, Limits(text=501)) for _ in range(3)] == [True, True, False]
    assert [len(page.text) for page in found.pages] == [100, 100, 50]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("a\x00b\ud800c", "abc"),
        ("onder\ufffe\r\nmijning", "ondermijning"),
        ("onder\u00ad\nmijning", "ondermijning"),
        ("ﬁets", "fiets"),
        ("een  \r\n\r\n\r\n\r\n twee ", "een\n\ntwee"),
        ("cafe\u0301", "café"),
        ("\u202eomgekeerd", "omgekeerd"),
    ],
)
def test_text_is_kept_without_what_cannot_be_kept_or_read(given, kept):
    assert texts.clean(given) == kept


def test_a_page_that_is_not_there_is_not_counted_and_one_in_between_is():
    found = Found("pdf", page_count=9)
    for _ in range(5):
        found.add("tekst", LIMITS)
    found.unread = [2, 4, 5]
    found.drop_unread()
    assert (found.page_count, found.unread, len(found.pages)) == (3, [2], 3)
