"""A list as a table: per type its columns, and in each cell what the record says."""

import datetime as dt

import pytest
from django.urls import reverse

from tests.factories import (
    make_approach,
    make_community,
    make_field_report,
    make_group,
    make_meeting,
    make_municipality,
    make_practice,
    make_publication,
    make_record,
    make_story,
    make_term,
    make_user,
    publish,
)
from toolbox.content.models import Content

pytestmark = pytest.mark.django_db
every_type = pytest.mark.parametrize("model", Content.types(), ids=lambda model: model.kind_name())


def table(client, url, **chosen):
    """{title: {heading: text}} of a list as a table."""
    context = client.get(url, {**chosen, "weergave": "tabel"}).context
    return {record.title: dict(zip(context["columns"], record.cells(), strict=True)) for record in context["records"]}


def test_approaches(client):
    evidence = [
        {"outcome": "Politiecontacten", "grounding": 5, "effect": "small_positive", "sources": ["bron"]}
        | {"judged_by": "Anna", "judged_on": dt.date(2024, 1, 1)},
        {"outcome": "School", "grounding": 1, "order": 2},
        {"grounding": 4, "effect": "harmful", "order": 3},
    ]
    approach = publish(make_approach(title="Straatwerk", age_min=12, age_max=18, evidence=evidence))
    for name in ("Utrecht", "Arnhem"):
        publish(make_practice(approach=approach, municipality=publish(make_municipality(title=name))))
    publish(make_approach(title="Leeg"))
    proposal = "(voorstel, nog niet beoordeeld)"
    assert table(client, "/aanpakken/") == {
        "Straatwerk": {
            "Leeftijd": "12 tot en met 18 jaar",
            "Onderbouwing": "Politiecontacten: Effect onderzocht; "
            f"School: Beschreven {proposal}; Verandering gemeten {proposal}",
            "Effect": f"Politiecontacten: Positief, klein; School: Onbekend {proposal}; Schadelijk {proposal}",
            "Gemeenten": "Arnhem, Utrecht",
        },
        "Leeg": {"Leeftijd": "", "Onderbouwing": "", "Effect": "", "Gemeenten": ""},
    }


def test_practices(client):
    parents = {"approach": publish(make_approach(title="SMS-bom"))}
    parents["municipality"] = publish(make_municipality(title="Utrecht"))
    publish(make_practice(title="Vol", phase="running", start="2021-03", **parents))
    publish(make_practice(title="Leeg", **parents))
    assert table(client, "/praktijken/") == {
        "Vol": {"Gemeente": "Utrecht", "Aanpak": "SMS-bom", "Fase": "In uitvoering", "Sinds": "maart 2021"},
        "Leeg": {"Gemeente": "Utrecht", "Aanpak": "SMS-bom", "Fase": "", "Sinds": ""},
    }


def test_publications(client):
    fields = {"year": 2020, "publisher": "WODC; Boom", "kind": "guide", "contributors_complete": False}
    publish(make_publication(title="Vol", contributors=["Anna", "Bram"], **fields))
    publish(make_publication(title="Leeg", contributors_complete=False))
    publish(make_publication(title="Alleen", contributors=["Anna"]))
    rows = table(client, "/publicaties/")
    assert rows["Vol"] == {
        "Makers": "Anna, Bram en anderen",
        "Jaar": "2020",
        "Soort": "Handreiking of handleiding",
        "Uitgever": "WODC; Boom",
    }
    assert rows["Leeg"] == {"Makers": "", "Jaar": "", "Soort": "Onderzoeksrapport", "Uitgever": ""}
    assert rows["Alleen"]["Makers"] == "Anna"


def test_municipalities(client):
    fields = {"population": 361966, "population_year": 2023}
    publish(make_municipality(title="Utrecht", **fields))
    publish(make_municipality(title="Arnhem", province="gelderland", is_population_rounded=True, **fields))
    publish(make_municipality(title="Leeg"))
    assert table(client, "/gemeenten/") == {
        "Utrecht": {"Provincie": "Utrecht", "Inwoners": "361.966"},
        "Arnhem": {"Provincie": "Gelderland", "Inwoners": "ongeveer 361.966"},
        "Leeg": {"Provincie": "Utrecht", "Inwoners": ""},
    }


def test_meetings_reports_and_communities(client):
    town = publish(make_municipality(title="Utrecht"))
    meeting = publish(make_meeting(title="Dag", kind="webinar", is_online=True, start_time=dt.time(14)))
    publish(make_meeting(title="Ooit", when="najaar 2022"))
    publish(make_field_report(title="Verteld", meeting=meeting, municipality=town))
    publish(make_community(title="Kring", municipalities=[town, publish(make_municipality(title="Arnhem"))]))
    assert table(client, "/bijeenkomsten/") == {
        "Dag": {
            "Soort": "Online bijeenkomst van een gemeente",
            "Wanneer": "10 maart 2022, 14.00 uur",
            "Waar": "Online",
        },
        "Ooit": {"Soort": "Bijeenkomst", "Wanneer": "najaar 2022", "Waar": ""},
    }
    assert table(client, "/berichten/") == {"Verteld": {"Gemeente": "Utrecht", "Verteld op": "Dag"}}
    assert table(client, "/communities/") == {"Kring": {"Gemeenten": "Arnhem, Utrecht"}}


def test_a_type_without_columns_has_a_table_of_titles(client):
    publish(make_story(title="Verhaal"))
    assert table(client, reverse("story:list")) == {"Verhaal": {}}


def test_a_mixed_list_says_only_what_sort_of_record_it_is(client):
    term = make_term()
    publish(make_approach(title="Een", terms=[term]))
    publish(make_story(title="Twee", terms=[term]))
    expected = {"Een": {"Soort": "Aanpak"}, "Twee": {"Soort": "Verhaal"}}
    assert table(client, "/zoeken/", soort=["approach", "story"]) == expected
    assert table(client, term.get_absolute_url()) == expected


@every_type
def test_every_column_is_something_that_the_record_has(model):
    record = make_record(model)
    assert [name for _, name in model.columns if not hasattr(record, name)] == []
    headings = [heading for heading, _ in model.columns]
    assert len(set(headings)) == len(headings)


@every_type
def test_the_cells_of_a_list_need_no_query(client, model, django_assert_num_queries):
    for _ in range(2):
        publish(make_record(model))
    records = client.get(reverse(f"{model.kind_name()}:list")).context["records"]
    assert len(records) == 2
    with django_assert_num_queries(0):
        assert [len(record.cells()) for record in records] == [len(model.columns)] * 2


def test_a_cell_names_nothing_that_this_reader_may_not_see(client):
    circle = make_group()
    town = publish(make_municipality(title="Besloten"), circle)
    approach = publish(make_approach(title="Aanpak"))
    publish(make_practice(approach=approach, municipality=town), circle)
    publish(make_community(title="Kring", municipalities=[town]))
    assert table(client, "/aanpakken/")["Aanpak"]["Gemeenten"] == ""
    assert table(client, "/communities/")["Kring"]["Gemeenten"] == ""
    client.force_login(make_user(groups=[circle]))
    assert table(client, "/aanpakken/")["Aanpak"]["Gemeenten"] == "Besloten"
    assert table(client, "/communities/")["Kring"]["Gemeenten"] == "Besloten"
