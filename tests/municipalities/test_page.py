"""The page and facets of a municipality: what it does and knows, where each figure was found, what is missing."""

import datetime as dt

import pytest

from tests.factories import (
    make_approach,
    make_community,
    make_field_report,
    make_group,
    make_meeting,
    make_municipality,
    make_practice,
    make_publication,
    publish,
)
from tests.pages import Page
from toolbox.municipalities.models import Municipality

pytestmark = pytest.mark.django_db


def page_of(client, record):
    return Page(client.get(record.get_absolute_url()))


def titles(client, **chosen):
    """What the list of municipalities holds with these filters."""
    answer = client.get("/gemeenten/", {**chosen, "format": "json"})
    assert answer.status_code == 200, answer.content
    return sorted(line["title"] for line in answer.json()["results"])


def test_everything_a_municipality_does_stands_on_its_page(client):
    record = publish(make_municipality(title="Utrecht"))
    approach = publish(make_approach(title="Een soort aanpak"))
    publish(make_practice(title="Wijkaanpak", municipality=record, approach=approach, start="2021-03"))
    meeting = publish(make_meeting(title="Startdag", start_on=dt.date(2021, 6, 1)))
    publish(make_field_report(title="Utrecht vertelt", text="Het werkt.", municipality=record, meeting=meeting))
    publish(make_meeting(title="Op bezoek", kind="webinar", municipality=record, start_on=dt.date(2022, 2, 1)))
    publish(make_community(title="Leerkring", municipalities=[record]))
    publish(make_publication(title="Een onderzoek", year=2020, municipalities=[record]))
    page = page_of(client, record)

    practice = page.section("Wat doet Utrecht?").one("article")
    assert practice.one("h3").text == "Wijkaanpak"
    assert "Aanpak: Een soort aanpak." in practice.text
    assert "Sinds: maart 2021." in practice.text
    [report] = page.section("Berichten uit de praktijk").items
    assert report.text == "Utrecht vertelt Het werkt. Verteld op: Startdag, 1 juni 2021"
    together = page.section("Leert samen met anderen").text
    assert "Doet mee aan de learning community Leerkring" in together
    assert "Op bezoek Online bijeenkomst van een gemeente, 1 februari 2022" in together
    assert "Een onderzoek Onderzoeksrapport, 2020" in page.section("Publicaties").text
    for text, address in page.main.links:
        assert client.get(address).status_code == 200, text


def test_each_figure_says_where_it_was_found(client):
    fields = {"title": "Den Haag", "official_name": "'s-Gravenhage", "cbs_code": "GM0518", "code_source": "CBS-lijst"}
    fields |= {"code_valid_from": "1998-01-01", "province": "zuid_holland", "province_source": "Provinciegids"}
    fields |= {"population": 562839, "population_year": 2023, "population_source": "CBS Statline"}
    fields |= {"police_unit": "Den Haag", "police_unit_source": "politie.nl"}
    fields |= {"focus_areas": ["Zuidwest", "Centrum"], "focus_areas_source": "Plan 2023"}
    fields |= {"prevention_since": "2022-03", "prevention_source": "Kamerbrief"}
    fields |= {"latitude": 52.08, "longitude": 4.31, "location_source": "Kadaster"}
    record = publish(make_municipality(**fields, website="https://www.denhaag.nl/"))
    facts = {name: value.text for name, value in page_of(client, record).section("Gegevens").pairs.items()}
    assert facts == {
        "Officiële naam": "'s-Gravenhage",
        "Inwoners": "562.839 inwoners (1 januari 2023) Bron: CBS Statline",
        "Provincie": "Zuid-Holland Bron: Provinciegids",
        "Politie-eenheid": "Den Haag Bron: politie.nl",
        "Focusgebieden": "Zuidwest; Centrum Bron: Plan 2023",
        "Preventie met Gezag": "Doet mee sinds maart 2022 Bron: Kamerbrief",
        "CBS-code": "GM0518, geldig vanaf 1 januari 1998 Bron: CBS-lijst",
        "Plek op de kaart": "52.08, 4.31 Bron: Kadaster",
        "Website": "https://www.denhaag.nl/",
    }


def test_a_figure_without_source_says_so(client):
    fields = {"population": 60000, "population_year": 2020, "is_population_rounded": True, "police_unit": "Noord"}
    fields |= {"focus_areas": ["Zuid"], "prevention_note": "sinds het begin", "latitude": 52.0, "longitude": 5.0}
    facts = page_of(client, publish(make_municipality(**fields))).section("Gegevens").pairs
    assert len(facts) == 7
    assert {name for name, value in facts.items() if not value.text.endswith("Bron niet vastgelegd")} == set()
    assert "ngeveer 60.000 inwoners (1 januari 2020)" in facts["Inwoners"].text
    assert facts["Preventie met Gezag"].text.startswith("Doet mee sinds het begin")


def test_a_municipality_with_nothing_says_so(client):
    page = page_of(client, publish(make_municipality(title="Leeg")))
    assert page.section("Wat doet Leeg?").text.endswith("Van deze gemeente is nog geen praktijk bekend.")
    assert page.headings == ["Wat doet Leeg?", "Gegevens"]
    [line] = page.main.all("p", "unknown")
    assert line.text == "Nog niet bekend: aantal inwoners, website, politie-eenheid, focusgebieden."
    assert list(page.section("Gegevens").pairs) == ["Provincie", "CBS-code"]
    card = Page(client.get("/gemeenten/")).main.one("article")
    assert card.text.endswith("bekend. Nog geen praktijk bekend.")


def test_what_others_may_not_see_is_not_on_the_page(client):
    record, circle = publish(make_municipality()), make_group()
    publish(make_practice(title="Besloten praktijk", municipality=record), circle)
    make_practice(title="Conceptpraktijk", municipality=record)
    publish(make_community(title="Besloten kring", municipalities=[record]), circle)
    publish(make_meeting(title="Besloten dag", municipality=record), circle)
    text = page_of(client, record).main.text
    assert "besloten" not in text.lower()
    assert "Conceptpraktijk" not in text
    assert "nog geen praktijk bekend" in text


def test_sizes_are_as_advisers_compare(client):
    sizes = {0: "under_50k", 49_999: "under_50k", 50_000: "50k_100k", 99_999: "50k_100k", 100_000: "100k_300k"}
    sizes |= {299_999: "100k_300k", 300_000: "over_300k", 900_000: "over_300k", None: "unknown"}
    assert {number: Municipality(population=number).size for number in sizes} == sizes


def test_the_facets_find_exactly_those(client):
    fields = {"population": 60_000, "population_year": 2024, "police_unit": "Noord", "prevention_since": "2022"}
    publish(make_municipality(title="A", province="drenthe", **fields))
    publish(make_municipality(title="B", province="limburg"))
    publish(make_municipality(title="C", province="limburg", population=400_000, population_year=2024))
    assert titles(client, grootte="50k_100k") == ["A"]
    assert titles(client, grootte="unknown") == ["B"]
    assert titles(client, grootte=["unknown", "over_300k"]) == ["B", "C"]
    assert titles(client, provincie="limburg") == ["B", "C"]
    assert titles(client, eenheid="Noord") == ["A"]
    assert titles(client, eenheid="unknown") == ["B", "C"]
    assert titles(client, programma="yes") == ["A"]
    assert titles(client, programma="unknown") == ["B", "C"]
    assert client.get("/gemeenten/", {"provincie": "nergens"}).status_code == 400


def test_a_line_of_an_export(client):
    fields = {"title": "T", "cbs_code": "GM0001", "province": "zeeland", "population": 5, "population_year": 2024}
    publish(make_municipality(**fields, focus_areas=["Noord", "Zuid"], latitude=51.5, longitude=3.6))
    [line] = client.get("/gemeenten/", {"format": "json"}).json()["results"]
    wanted = {"cbs_code": "GM0001", "province": "Zeeland", "population": 5, "population_year": 2024}
    wanted |= {"focus_areas": ["Noord", "Zuid"], "latitude": 51.5, "longitude": 3.6, "police_unit": ""}
    assert {name: line[name] for name in wanted} == wanted
