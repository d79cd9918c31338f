"""Title, authors and year are proposed where the file says them, and not what a program filled in."""

import datetime

import pytest

from publications.extraction.limits import LIMITS
from publications.extraction.metadata import authors, describe, is_title, year_in
from publications.extraction.reading import Found

THIS_YEAR = datetime.date.today().year


def found(*pages, kind="pdf", **given):
    """What a reader found: these pages."""
    made = Found(kind, page_count=len(pages), **given)
    for page in pages:
        made.add(page, LIMITS)
    return made


@pytest.mark.parametrize(
    "title",
    ["Microsoft Word - nota.doc", "untitled", "PowerPoint-presentatie", "Document1", "nota", "Nota.docx", "2024", "x"]
    + ["Naamloos document", "Klik om de titel te bewerken", "scan_0012", "w" * 300],
)
def test_what_a_program_fills_in_is_no_title(title):
    assert not is_title(title, "nota.docx")


@pytest.mark.parametrize(
    "title", ["Samen sterk in de wijk", "Nota ondermijning", "PGA"[:3] + " in de praktijk", "Presentatie voor de raad"]
)
def test_a_title_is_a_title(title):
    assert is_title(title, "nota.docx")


def test_the_title_comes_from_the_properties_then_from_the_text_then_from_the_name():
    page = "12\nwww.example.nl\nmaart 2023\nSamen sterk in de wijk\nEn verder."
    by_properties = describe(found(page, properties={"title": "Nota jonge aanwas"}), "a.pdf")
    assert (by_properties.title, by_properties.title_from) == ("Nota jonge aanwas", "properties")
    by_letters = describe(found(page, title="De grootste letters", properties={"title": "untitled"}), "a.pdf")
    assert (by_letters.title, by_letters.title_from) == ("De grootste letters", "text")
    assert describe(found(page), "a.pdf").title == "Samen sterk in de wijk"
    by_name = describe(found("", properties={"title": "a"}), "verslag_10-maart stuurgroep.pdf")
    assert (by_name.title, by_name.title_from) == ("Verslag 10 maart stuurgroep", "name")


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("J. Jansen", ("J. Jansen",)),
        ("J. Jansen; P. de Vries", ("J. Jansen", "P. de Vries")),
        ("Jan Jansen, Piet de Vries", ("Jan Jansen", "Piet de Vries")),
        ("Jansen, J.", ("Jansen, J",)),
        ("Jan Jansen en Piet de Vries", ("Jan Jansen", "Piet de Vries")),
        ("Jan Jansen; Jan Jansen", ("Jan Jansen",)),
        ("Microsoft Office User", ()),
        ("Gebruiker", ()),
        ("jan@example.nl", ()),
        ("python-docx", ()),
        ("", ()),
    ],
)
def test_authors_are_people_not_programs_or_accounts(text, people):
    assert authors(text) == people


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Uit 1999, bijgewerkt in maart 2023", 2023),
        ("Wet van 2015. Vastgesteld op 12-03-2021.", 2021),
        ("2020-11-05", 2020),
        ("Jaarverslag 2019", 2019),
        ("Programma 2019-2022", 2022),
        ("Aanpak 2019 – 2022", 2022),
        ("Ambitie 2040, versie 2022", 2022),
        ("€ 2020,50 en 2021 jongeren", 2021),
        ("december 2090", None),
        ("geen jaar", None),
        ("1234 en 20201", None),
    ],
)
def test_the_year_is_that_of_a_date_in_the_text(text, year):
    assert year_in(text, 2024, 2024) == year


def test_the_year_says_where_it_comes_from_and_is_not_later_than_the_file():
    in_text = describe(found("Verslag van mei 2022 over de wijk", date="2024-01-01"), "a.pdf")
    assert (in_text.year, in_text.year_from) == (2022, "text")
    plan = describe(found("Naar een veilige wijk in 2023 en verder", date="2021-05-05"), "a.pdf")
    assert (plan.year, plan.year_from) == (2021, "properties")
    for nonsense in ("", "0001", "1601-01-01", f"{THIS_YEAR + 5}-01-01"):
        assert describe(found("zonder jaar", date=nonsense), "a.pdf").year is None


def test_a_scan_with_a_stamp_is_still_a_scan_and_a_short_slide_is_not():
    assert describe(found("Scan 1", "Scan 2", "Scan 3"), "a.pdf").state == "no_text"
    assert describe(found("Vragen?", "Bedankt voor jullie komst!", kind="pptx"), "a.pptx").state == "ready"


def test_a_file_of_which_a_part_was_read_says_so():
    partly = found("tekst " * 50, "", "tekst " * 50)
    partly.page_count = 600
    notes = describe(partly, "a.pdf").notes
    assert notes == (
        "Alleen de tekst tot en met p. 3 is gelezen, van 600 in totaal.",
        "Zonder tekst, misschien een scan: p. 2.",
    )
