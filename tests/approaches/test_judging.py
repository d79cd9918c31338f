"""A proposal says so wherever it stands and never counts as judged; a judgement moves it."""

import pytest

from tests.factories import make_approach, make_practice, make_publication, publish
from tests.municipalities.editor import Editor, admin_address
from tests.pages import Page

pytestmark = pytest.mark.django_db

PROPOSAL = "(voorstel, nog niet beoordeeld)"
PROPOSED = {"outcome": "Recidive", "grounding": 5, "effect": "small_positive", "sources": ["Studie"]}
JUDGED = PROPOSED | {"judged_by": "Werkgroep", "judged_on": "2024-05-01"}


def pair(evidence):
    """An approach and a practice of it, public, each with this row of evidence."""
    approach = publish(make_approach(title="De aanpak", evidence=[evidence]))
    return approach, publish(make_practice(title="De praktijk", approach=approach, evidence=[evidence]))


def places(client, approach, practice):
    """{where: text} of every place that shows the evidence of these two, with one publication that found something."""
    found = {"evidence": approach.evidence.get(), "effect": "mixed", "design": "Experiment"}
    publication = publish(make_publication(findings=[found]))
    pages = {record: Page(client.get(record.get_absolute_url())) for record in (approach, practice, publication)}
    return {
        "approach, in short": pages[approach].section("Kort op een rij").text,
        "approach, whole": pages[approach].section("Werkt het?").text,
        "approach, its practice": pages[approach].section("Wie doet het?").text,
        "practice, in short": pages[practice].section("Kort op een rij").text,
        "practice, whole": pages[practice].section("Werkt het hier?").text,
        "publication": pages[publication].section("Wat zegt deze publicatie over een aanpak?").text,
        "municipality": Page(client.get(practice.municipality.get_absolute_url())).main.text,
        **{path: Page(client.get(path)).main.one("article").text for path in ("/aanpakken/", "/praktijken/")},
        "search": Page(client.get("/zoeken/?q=aanpak")).main.text,
        **{
            f"{path} as {name}": b"".join(client.get(path, {"format": name})).decode()
            for path in ("/aanpakken/", "/praktijken/")
            for name in ("json", "csv")
        },
    }


def test_a_proposal_says_so_in_every_place(client):
    texts = places(client, *pair(PROPOSED))
    assert [where for where, text in texts.items() if PROPOSAL not in text] == []
    for where in ("approach, whole", "practice, whole"):
        assert f"Positief, klein {PROPOSAL}" in texts[where]
        assert "Oordeel Voorstel, nog niet beoordeeld" in texts[where]
        assert "Beoordeeld door" not in texts[where]
    assert "Recidive: Effect onderzocht; effect: Positief, klein (voorstel, nog" in texts["/praktijken/ as csv"]


def test_a_judgement_says_by_whom_and_is_no_proposal_anywhere(client):
    texts = places(client, *pair(JUDGED))
    assert [where for where, text in texts.items() if "voorstel, nog" in text.lower()] == []
    for where in ("approach, whole", "practice, whole"):
        assert "Oordeel Beoordeeld door Werkgroep op 1 mei 2024" in texts[where]
    assert "beoordeeld door Werkgroep op 2024-05-01" in texts["/aanpakken/ as json"]


def titles(client, **chosen):
    rows = client.get("/aanpakken/", {**chosen, "format": "json"}).json()["results"]
    return sorted(row["title"] for row in rows)


def test_a_proposal_is_a_value_of_its_own_and_never_counts_as_judged(client):
    publish(make_approach(title="Voorstel", evidence=[PROPOSED]))
    publish(make_approach(title="Oordeel", evidence=[JUDGED]))
    publish(make_approach(title="Allebei", evidence=[PROPOSED, JUDGED | {"outcome": "School"}]))
    assert titles(client, effect="small_positive") == ["Allebei", "Oordeel"]
    assert titles(client, effect="small_positive-proposed") == ["Allebei", "Voorstel"]
    assert titles(client, onderbouwing="5") == ["Allebei", "Oordeel"]
    assert titles(client, onderbouwing="5-proposed") == ["Allebei", "Voorstel"]
    page = Page(client.get("/aanpakken/"))
    labels = {label.text for label in page.main.all("label")}
    assert any(label.startswith("Positief, klein (voorstel)") for label in labels)
    assert any(label.startswith("Effect onderzocht (voorstel)") for label in labels)


def test_an_unknown_effect_is_unknown_whoever_judged_it(client):
    unknown = {"grounding": 1, "effect": "unknown"}
    publish(make_approach(title="Voorstel", evidence=[unknown]))
    publish(make_approach(title="Oordeel", evidence=[JUDGED | unknown]))
    assert titles(client, effect="unknown") == ["Oordeel", "Voorstel"]
    assert (titles(client, onderbouwing="1"), titles(client, onderbouwing="1-proposed")) == (["Oordeel"], ["Voorstel"])


def test_judging_moves_it(client):
    editor, approach = Editor(client), publish(make_approach(title="Aanpak", evidence=[PROPOSED]))
    judge = {"evidence-0-judged_by": "Werkgroep", "evidence-0-judged_on": "2024-05-01"}
    editor.save(admin_address(approach), **judge, _continue="1")
    assert titles(client, effect="small_positive") == ["Aanpak"]
    assert titles(client, effect="small_positive-proposed") == []
    again = {"evidence-0-judged_by": "", "evidence-0-judged_on": ""}
    editor.save(admin_address(approach), **again, _continue="1")
    assert titles(client, effect="small_positive") == []
    assert titles(client, effect="small_positive-proposed") == ["Aanpak"]


def test_harmful_is_marked_wherever_it_stands(client):
    harmful = {"grounding": 6, "effect": "harmful"}
    approach, practice = pair(harmful)
    found = {"evidence": approach.evidence.get(), "effect": "harmful"}
    records = [approach, practice, publish(make_publication(findings=[found]))]
    for address in [*(record.get_absolute_url() for record in records), "/aanpakken/", "/praktijken/"]:
        marked = Page(client.get(address)).main.all("strong", "is-harmful")
        assert {mark.text.lower() for mark in marked} == {"schadelijk"}, address
    assert "harmful" in Page(client.get("/aanpakken/")).main.one("article").classes


def test_evidence_of_an_approach_and_of_a_practice_stay_apart(client):
    approach = publish(make_approach(title="De aanpak", evidence=[JUDGED | {"effect": "harmful"}]))
    practice = publish(make_practice(approach=approach, evidence=[PROPOSED | {"grounding": 1, "effect": "unknown"}]))
    own = Page(client.get(practice.get_absolute_url()))
    assert own.section("Werkt het hier?").one("dl", "evidence").one("strong", "effect").text == "Onbekend"
    assert "Over deze praktijk" in own.section("Werkt het hier?").text
    assert "Wat we van dit soort aanpak weten: Recidive" in own.section("Kort op een rij").text
    page = Page(client.get(approach.get_absolute_url()))
    assert page.section("Werkt het?").one("dl", "evidence").one("strong", "effect").text == "Schadelijk"
    assert "Over dit soort aanpak, niet over één gemeente" in page.section("Werkt het?").text
    answer = client.get("/praktijken/", {"format": "json"}).json()
    assert answer["counts"]["effect"] == {"unknown": 1}
    assert client.get("/praktijken/", {"effect": "harmful", "format": "json"}).json()["total"] == 0


def test_without_evidence_the_page_says_so(client):
    approach, practice = publish(make_approach()), publish(make_practice())
    words = "Er is nog geen oordeel. Het effect is onbekend."
    assert words in Page(client.get(approach.get_absolute_url())).section("Werkt het?").text
    words = "Er is nog geen oordeel over deze praktijk. Het effect is onbekend."
    assert words in Page(client.get(practice.get_absolute_url())).section("Werkt het hier?").text
    assert "Effect: Onbekend (nog geen oordeel)" in Page(client.get("/praktijken/")).main.one("article").text
