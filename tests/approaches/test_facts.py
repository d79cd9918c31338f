"""Facts: what is refused, amounts in words, two sources that differ, and the marks that lead to a source."""

import pytest

from tests.factories import make_approach, make_practice, publish
from tests.municipalities.editor import Editor, admin_address
from tests.municipalities.rules import refused_by, write
from tests.pages import Page
from toolbox.approaches.models import Fact, Section
from toolbox.approaches.models.known import SourceList

TEXT = "Vul een tekst in, of een getal."
SOURCE = "Vul ten minste één bron in: zonder bron is het geen feit."
DATE = "Vul een jaar, maand of dag in die bestaat: 2022, 2022-03 of 2022-03-10."


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({"text": ""}, "says_something"),
        ({"sources": []}, "sourced"),
        ({"section": "nieuws"}, "section_known"),
        ({"as_of": "2022-13"}, "as_of"),
        ({"unit": "jongeren"}, "unit"),
        ({"qualifier": "bijna"}, "unit"),
        ({"approach": None}, "one_record"),
    ],
)
def test_the_database_refuses(columns, constraint):
    fact = make_approach(facts=[{}]).facts.get()
    with refused_by(f"approaches_fact_{constraint}"):
        write(fact, **columns)


@pytest.mark.django_db
def test_a_fact_is_of_one_record():
    fact = make_approach(facts=[{}]).facts.get()
    with refused_by("approaches_fact_one_record"):
        write(fact, practice=make_practice())


@pytest.mark.django_db
@pytest.mark.parametrize("columns", [{"text": "", "amount": 0}, {"section": Section.EVIDENCE_NOTE, "sources": []}])
def test_the_database_takes(columns):
    fact = make_approach(facts=[{}]).facts.get()
    write(fact, **columns)
    fact.refresh_from_db()
    fact.full_clean()


@pytest.mark.django_db
def test_an_editor_is_told_and_loses_nothing(client):
    editor, practice = Editor(client), make_practice(facts=[{"text": "Het eerste feit"}])
    told = [
        ({"text": "", "sources": "Plan"}, "", TEXT),
        ({"text": "", "amount": "", "sources": "Plan", "section": "reach"}, "", TEXT),
        ({"text": "Zonder bron", "sources": ""}, "", SOURCE),
        ({"text": "Zonder bron", "sources": " \n "}, "", SOURCE),
        ({"text": "Wanneer?", "sources": "Plan", "as_of": "gisteren"}, "facts-1-as_of", DATE),
        ({"amount": "veel", "sources": "Plan"}, "facts-1-amount", "geheel getal"),
    ]
    for row, field, words in told:
        errors = editor.refused(admin_address(practice), {"facts": [row]}, title="Nieuwe titel")
        assert words in errors.get(field, ""), (row, errors)
    data = editor.filled_in(admin_address(practice), {"facts": [{"text": "x", "sources": "y", "section": "nieuws"}]})
    assert "nieuws is geen beschikbare keuze" in client.post(admin_address(practice), data).content.decode()
    assert [fact.text for fact in Fact.objects.all()] == ["Het eerste feit"]

    rows = [
        {"section": "evidence_note", "text": "Niets gevonden."},
        {"section": "reach", "amount": 0, "sources": "Plan"},
    ]
    editor.save(admin_address(practice), {"facts": rows})
    assert [(fact.text, fact.amount) for fact in Fact.objects.in_order()][1:] == [("Niets gevonden.", None), ("", 0)]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, ""),
        ({"amount": 2_000_000, "unit": "euro"}, "€\u00a02.000.000"),
        (
            {"amount": 10_000_000, "unit": "euro per jaar", "qualifier": "meer dan"},
            "meer\u00a0dan\u00a0€\u00a010.000.000 per jaar",
        ),
        ({"amount": 500, "unit": "contacten", "qualifier": "bijna"}, "bijna\u00a0500 contacten"),
        ({"amount": 13, "unit": "families"}, "13 families"),
        ({"amount": 0, "unit": "jongeren"}, "0 jongeren"),
        ({"amount": 1234}, "1.234"),
        ({"amount": 999, "unit": "euro"}, "€\u00a0999"),
        ({"amount": 40, "unit": "eurofestivals"}, "40 eurofestivals"),
        ({"amount": 9_000_000_000, "unit": "euro", "qualifier": "ongeveer"}, "ongeveer\u00a0€\u00a09.000.000.000"),
    ],
)
def test_amounts_in_words(fields, words):
    assert Fact(**fields).amount_in_words == words


@pytest.mark.django_db
def test_two_sources_that_differ_are_two_facts_each_with_its_own_date_and_source(client):
    rows = [
        {
            "section": "reach",
            "text": "",
            "amount": 13,
            "unit": "families",
            "as_of": "2022-03",
            "sources": ["Plan", "Brief"],
        },
        {
            "section": "reach",
            "text": "in de stad",
            "amount": 21,
            "unit": "families",
            "as_of": "2023",
            "sources": ["Krant"],
        },
    ]
    page = Page(client.get(publish(make_practice(facts=rows)).get_absolute_url()))
    first, second = page.section("Hoeveel mensen doen mee?").items
    assert first.text_without("mark") == "13 families Stand van maart 2022"
    assert second.text_without("mark") == "21 families, in de stad Stand van 2023"
    assert (page.sources_of(first), page.sources_of(second)) == (["Plan", "Brief"], ["Krant"])


@pytest.mark.django_db
def test_facts_stand_in_the_order_of_the_editor():
    practice = make_practice(facts=[{"text": "twee"}, {"text": "drie"}])
    Fact.objects.create(practice=practice, text="een", sources=["x"], order=0)
    assert [fact.text for fact in practice.fact_list] == ["een", "twee", "drie"]


HEADINGS = {  # where an approach shows each section
    Section.WHAT: "Wat is het?",
    Section.FOR_WHOM: "Voor wie?",
    Section.MECHANISM: "Waarom zou het werken?",
    Section.STEP: "Hoe voer je het uit?",
    Section.LEGAL: "Wat mag?",
    Section.PITFALL: "Waar loop je tegenaan?",
    Section.CLAIM: "Wat is er verder bekend?",
    Section.WENT_WELL: "Wat ging goed?",
    Section.WENT_LESS: "Wat ging minder goed?",
    Section.REACH: "Hoeveel mensen doen mee?",
    Section.BUDGET: "Wat kost het?",
    Section.EVIDENCE_NOTE: "Werkt het?",
}


@pytest.mark.django_db
@pytest.mark.parametrize("make", [make_approach, make_practice])
def test_each_mark_on_the_page_leads_to_its_own_source_in_the_list(client, make):
    """The sections in an order that is not that of the page, sources that return, and characters that HTML escapes."""
    rows = [
        {"section": section, "text": f"Feit {section}", "sources": [f"Bron <{section}> & meer", "Gedeelde bron"]}
        for section in reversed(Section)
    ]
    evidence = [{"outcome": "Recidive", "sources": ["Gedeelde bron", "Alleen van het bewijs"]}]
    fields = {"age_min": 8, "age_source": "Bron van de leeftijd"} if make is make_approach else {}
    page = Page(client.get(publish(make(facts=rows, evidence=evidence, **fields)).get_absolute_url()))
    marked = {
        item.text_without("mark"): page.sources_of(item) for item in page.main.all("li") if item.all("sup", "mark")
    }
    assert marked == {f"Feit {section}": [f"Bron <{section}> & meer", "Gedeelde bron"] for section in Section}
    [row] = page.main.all("dl", "evidence")
    assert page.sources_of(row) == ["Gedeelde bron", "Alleen van het bewijs"]
    listed = [item.text for item in page.section("Bronnen").items]
    assert len(listed) == len(set(listed)) == len(Section) + (3 if make is make_approach else 2)
    assert page.double_ids == []
    if make is make_approach:
        where = {heading: page.section(heading).text for heading in HEADINGS.values()}
        assert {section for section, heading in HEADINGS.items() if f"Feit {section}" in where[heading]} == set(Section)


@pytest.mark.django_db
@pytest.mark.parametrize("make", [make_approach, make_practice])
def test_sources_are_numbered_as_the_reader_meets_them(client, make):
    """Whatever the order of the sections on the page: 1, 2, 3 from top to bottom, and the same number again."""
    rows = [{"section": section, "text": "Feit", "sources": [f"Bron {section}", "Gedeeld"]} for section in Section]
    evidence = [{"sources": ["Van het bewijs", "Gedeeld"]}]
    more = {"look_alikes": [{"name": "Iets", "why": "Anders.", "sources": ["Verschil"]}], "age_min": 8}
    more |= {"age_source": "Zonder nummer"}
    record = publish(make(facts=rows, evidence=evidence, **(more if make is make_approach else {})))
    page = Page(client.get(record.get_absolute_url()))
    numbers = [int(mark.one("a").text.removeprefix("bron ")) for mark in page.main.all("sup", "mark")]
    first = list(dict.fromkeys(numbers))
    assert first == list(range(1, len(Section) + (4 if make is make_approach else 3)))
    listed = [item.text for item in page.section("Bronnen").items]
    assert listed[1] == "Gedeeld"
    assert listed[len(first) :] == (["Zonder nummer"] if make is make_approach else [])


def test_a_list_of_sources_counts_along():
    sources = SourceList(["a", "b", "a", "c"])
    assert (len(sources), list(sources)) == (3, ["a", "b", "c"])
    assert [sources.number(source) for source in "cacx"] == [1, 2, 1, None]
    assert (len(sources), list(sources)) == (3, ["c", "a", "b"])
    assert not SourceList([])


@pytest.mark.django_db
def test_a_line_of_an_export_says_what_was_known_when_and_from_where(client):
    rows = [
        {"section": "budget", "text": "", "amount": 5, "unit": "euro", "as_of": "2022", "sources": ["Plan", "Brief"]}
    ]
    publish(make_practice(facts=rows))
    [line] = client.get("/praktijken/", {"format": "json"}).json()["results"]
    assert line["facts"] == ["Wat kost het? €\u00a05 [2022; Plan; Brief]"]
