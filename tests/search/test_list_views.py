"""The ways to show a list: what its address says, and what it offers."""

from urllib.parse import parse_qs

import pytest

from tests.factories import make_meeting, make_municipality, make_practice, publish

pytestmark = pytest.mark.django_db
WITH_MAP = ["/praktijken/", "/publicaties/", "/gemeenten/", "/bijeenkomsten/", "/communities/", "/berichten/"]
WITHOUT_MAP = ["/aanpakken/", "/zoeken/"]


@pytest.mark.parametrize("url", WITH_MAP)
def test_a_list_with_places_can_be_shown_in_three_ways(client, url):
    context = client.get(url).context
    assert context["views"] == [
        ("lijst", "Lijst", "?", True),
        ("tabel", "Tabel", "?weergave=tabel", False),
        ("kaart", "Kaart", "?weergave=kaart", False),
    ]
    for view, _, address, _ in context["views"]:
        context = client.get(url + address).context
        assert context["view"] == view
        assert [value for value, *_, is_current in context["views"] if is_current] == [view]


@pytest.mark.parametrize("url", WITHOUT_MAP)
def test_a_list_without_places_has_no_map(client, url):
    assert [value for value, *_ in client.get(url).context["views"]] == ["lijst", "tabel"]
    response = client.get(url, {"weergave": "kaart"})
    assert response.status_code == 400
    assert "We kennen deze waarde niet bij ‘Weergave’: kaart." in response.content.decode()


@pytest.mark.parametrize("value", ["", "lijst"])
def test_no_choice_is_the_list(client, value):
    assert client.get("/praktijken/", {"weergave": value}).context["view"] == "lijst"


def test_an_unknown_view_is_refused_in_words(client):
    response = client.get("/praktijken/", {"weergave": "Tabel"})
    assert response.status_code == 400
    assert "We kennen deze waarde niet bij ‘Weergave’: Tabel." in response.content.decode()
    answer = client.get("/praktijken/", {"weergave": "Tabel", "format": "json"})
    assert answer.json() == {"errors": ["We kennen deze waarde niet bij ‘Weergave’: Tabel."]}


def test_the_view_stays_while_the_reader_chooses_sorts_and_turns_pages(client):
    town = publish(make_municipality())
    for number in range(21):
        publish(make_meeting(title=f"Dag {number}", municipality=town))
    context = client.get("/bijeenkomsten/", {"weergave": "tabel", "gemeente": town.slug, "pagina": 2}).context
    links = [context["before"], context["chips"][0].url, *(address for _, address in context["pages"])]
    assert [parse_qs(link[1:])["weergave"] for link in links] == [["tabel"]] * len(links)
    assert [(value, parse_qs(address[1:])["pagina"]) for value, _, address, _ in context["views"]] == [
        (value, ["2"]) for value in ("lijst", "tabel", "kaart")
    ]


def test_an_export_is_the_same_in_every_view(client):
    publish(make_practice())
    pages = [client.get("/praktijken/", {"weergave": view}) for view in ("lijst", "tabel", "kaart")]
    assert [page.context["exports"] for page in pages] == [pages[0].context["exports"]] * 3
    tables = [client.get("/praktijken/", {"weergave": view, "format": "csv"}) for view in ("lijst", "kaart")]
    one, other = (b"".join(table.streaming_content) for table in tables)
    assert one == other


def test_the_number_of_choices_counts_values_not_filters(client):
    towns = [publish(make_municipality()) for _ in range(2)]
    for town in towns:
        publish(make_practice(municipality=town, phase="pilot"))
    chosen = {"gemeente": [town.slug for town in towns], "fase": "pilot", "q": "praktijk", "weergave": "tabel"}
    assert client.get("/praktijken/", chosen).context["choices"] == 3
    assert client.get("/praktijken/").context["choices"] == 0


def test_the_first_filters_stand_open_and_the_others_under_more(client):
    publish(make_practice())
    context = client.get("/praktijken/").context
    assert context["open_groups"] == context["groups"][:5]
    assert context["open_groups"] + context["more_groups"] == context["groups"]
    assert context["more_groups"]
