"""What is not known: one line that says so, and a value of every facet that finds exactly those."""

import pytest

from tests.factories import make_approach, make_municipality, make_practice, publish
from tests.pages import Page
from toolbox.approaches.models import Phase

pytestmark = pytest.mark.django_db


def titles(client, address, **chosen):
    """What a list holds with these filters."""
    answer = client.get(address, {**chosen, "format": "json"})
    assert answer.status_code == 200, answer.content
    return sorted(line["title"] for line in answer.json()["results"])


def unknown_line(client, record):
    """The one line of a page that says what is not known; "" when there is none."""
    lines = Page(client.get(record.get_absolute_url())).main.all("p", "unknown")
    assert len(lines) <= 1
    return lines[0].text if lines else ""


def facts(*sections):
    return [{"section": section} for section in sections]


def test_an_approach_says_in_one_line_what_is_not_known(client):
    nothing = publish(make_approach())
    assert unknown_line(client, nothing) == ("Nog niet bekend: leeftijd, duur, kosten, hoe je het uitvoert, wat mag.")
    page = Page(client.get(nothing.get_absolute_url()))
    assert list(page.section("Kort op een rij").pairs) == ["Werkt het?"]  # no empty rows
    assert page.headings == ["Kort op een rij", "Werkt het?", "Wie doet het?"]
    known = {"age_min": 12, "duration": "Een jaar", "cost_class": "under_25k"}
    assert unknown_line(client, publish(make_approach(facts=facts("step", "legal"), **known))) == ""
    assert "kosten" not in unknown_line(client, publish(make_approach(facts=facts("budget"))))


def test_a_practice_says_in_one_line_what_is_not_known(client):
    words = "Nog niet bekend: fase, begin, bereik, kosten, wat goed ging, wat minder goed ging, contact."
    assert unknown_line(client, publish(make_practice())) == words
    known = {"phase": "running", "start": "2021", "contact": "Team jeugd"}
    rows = facts("reach", "budget", "went_well", "went_less")
    assert unknown_line(client, publish(make_practice(facts=rows, **known))) == ""


def test_a_note_on_the_beginning_is_shown_and_known(client):
    practice = publish(make_practice(start_note="rond 2019"))
    page = Page(client.get(practice.get_absolute_url()))
    assert page.section("Kort op een rij").pairs["Sinds"].text == "rond 2019"
    assert "begin" not in unknown_line(client, practice)
    assert "Sinds: rond 2019." in Page(client.get("/praktijken/")).main.one("article").text


def test_what_is_not_known_is_found_with_each_facet_of_approaches(client):
    publish(make_approach(title="Niets"))
    known = {"age_min": 12, "age_max": 15, "cost_class": "over_500k"}
    judged = {"grounding": 4, "effect": "mixed", "judged_by": "CCV", "judged_on": "2024-01-01"}
    publish(make_approach(title="Alles", evidence=[judged], **known))
    publish(make_approach(title="Alleen een voorstel", evidence=[{"grounding": 2}]))
    nothing, both = ["Niets"], ["Alleen een voorstel", "Niets"]
    assert titles(client, "/aanpakken/", leeftijd="unknown") == both
    assert titles(client, "/aanpakken/", leeftijd="12-15") == ["Alles"]
    assert titles(client, "/aanpakken/", kosten="unknown") == both
    assert titles(client, "/aanpakken/", kosten="over_500k") == ["Alles"]
    assert titles(client, "/aanpakken/", effect="unknown") == both
    assert titles(client, "/aanpakken/", onderbouwing="unknown") == nothing
    assert titles(client, "/aanpakken/", onderbouwing=["unknown", "4"]) == ["Alles", "Niets"]
    assert client.get("/aanpakken/", {"kosten": "gratis"}).status_code == 400


def test_what_is_not_known_is_found_with_each_facet_of_practices(client):
    publish(make_practice(title="Niets"))
    town = publish(make_municipality(population=60_000, population_year=2024))
    publish(make_practice(title="Loopt", phase="running", municipality=town))
    assert titles(client, "/praktijken/", fase="unknown") == ["Niets"]
    assert titles(client, "/praktijken/", fase="running") == ["Loopt"]
    assert titles(client, "/praktijken/", grootte="unknown") == ["Niets"]
    assert titles(client, "/praktijken/", grootte="50k_100k") == ["Loopt"]
    assert titles(client, "/praktijken/", effect="unknown") == ["Loopt", "Niets"]
    assert titles(client, "/praktijken/", onderbouwing="unknown") == ["Loopt", "Niets"]


def test_the_counts_beside_the_facets_are_those_of_what_is_not_known(client):
    publish(make_approach())
    publish(make_approach(age_min=1, evidence=[{"grounding": 0}]))
    counts = client.get("/aanpakken/", {"format": "json"}).json()["counts"]
    assert (counts["leeftijd"]["unknown"], counts["kosten"]["unknown"], counts["effect"]["unknown"]) == (1, 2, 2)
    assert (counts["onderbouwing"]["unknown"], counts["onderbouwing"]["0-proposed"]) == (1, 1)


def test_every_phase_is_shown_and_found(client):
    parents = {"approach": publish(make_approach()), "municipality": publish(make_municipality())}
    for phase in Phase:
        reason = "Geen geld meer" if phase == Phase.STOPPED else ""
        publish(make_practice(title=phase.label, phase=phase, phase_as_of="2023-05", reason_stopped=reason, **parents))
    for phase in Phase:
        assert titles(client, "/praktijken/", fase=phase.value) == [phase.label]
    address = f"/praktijken/?fase={Phase.STOPPED.value}"
    card = Page(client.get(address)).main.one("article")
    assert "Fase: Gestopt." in card.text
    page = Page(client.get(card.one("h3").links[0][1]))
    assert page.section("Kort op een rij").pairs["Fase"].text == (
        "Gestopt Stand van mei 2023 Waarom gestopt: Geen geld meer"
    )
