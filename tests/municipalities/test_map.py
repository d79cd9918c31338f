"""A list as a map: which places it shows this reader, what each number says, and where each leads."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    make_community,
    make_field_report,
    make_group,
    make_meeting,
    make_municipality,
    make_practice,
    make_publication,
    make_staff,
    make_user,
    publish,
)

pytestmark = pytest.mark.django_db
LISTS = {
    "/praktijken/": lambda town, **fields: make_practice(municipality=town, **fields),
    "/publicaties/": lambda town, **fields: make_publication(municipalities=[town], **fields),
    "/bijeenkomsten/": lambda town, **fields: make_meeting(municipality=town, **fields),
    "/communities/": lambda town, **fields: make_community(municipalities=[town], **fields),
    "/berichten/": lambda town, **fields: make_field_report(municipality=town, **fields),
}
every_list = pytest.mark.parametrize("url", LISTS)


def places(client, url, **chosen):
    """{title: place} of the map of a list."""
    found = client.get(url, {**chosen, "weergave": "kaart"}).context["places"]
    assert len({place.title for place in found}) == len(found)
    return {place.title: place for place in found}


def towns():
    """Three municipalities, of which one has no coordinates."""
    return [
        publish(make_municipality(title="Utrecht", latitude=52.0907, longitude=5.1214)),
        publish(make_municipality(title="Arnhem", latitude=51.9851, longitude=5.8987)),
        publish(make_municipality(title="Breda")),
    ]


@every_list
def test_each_place_says_how_many_records_it_has_and_leads_to_them(client, url):
    utrecht, arnhem, breda = towns()
    for town in (utrecht, utrecht, breda):
        publish(LISTS[url](town))
    LISTS[url](arnhem)  # a draft: nobody sees it
    found = places(client, url)
    assert [(p.title, p.count, p.x, p.y) for p in found.values()] == [
        ("Breda", 1, None, None),
        ("Utrecht", 2, 279, 384),
    ]
    for place in found.values():
        context = client.get(url + place.url).context
        assert (context["total"], context["view"], [c.label for c in context["chips"]]) == (
            place.count,
            "lijst",
            [place.title],
        )


@every_list
def test_a_chosen_place_is_marked_and_the_others_keep_their_number(client, url):
    utrecht, arnhem, _ = towns()
    for town in (utrecht, arnhem, arnhem):
        publish(LISTS[url](town))
    found = places(client, url, gemeente=utrecht.slug)
    assert {p.title: (p.count, p.is_chosen) for p in found.values()} == {"Arnhem": (2, False), "Utrecht": (1, True)}
    assert client.get(url + found["Arnhem"].url).context["total"] == 2
    shown = client.get(url, {"gemeente": utrecht.slug, "weergave": "kaart"}).context
    assert (shown["total"], len(shown["records"])) == (1, 1)


def test_the_numbers_are_those_of_the_filter_within_the_other_choices(client):
    utrecht, arnhem, breda = towns()
    for town, phase in [(utrecht, "pilot"), (utrecht, "running"), (arnhem, "pilot"), (breda, "running")]:
        publish(make_practice(title="Straatwerk", municipality=town, phase=phase))
    for chosen in [{}, {"fase": "pilot"}, {"fase": ["pilot", "running"], "gemeente": breda.slug}, {"q": "straatwerk"}]:
        context = client.get("/praktijken/", {**chosen, "weergave": "kaart"}).context
        (group,) = [group for group in context["groups"] if group.name == "gemeente"]
        beside = {o.label: (o.count, o.is_chosen) for o in [*group.options, *group.more] if o.count}
        assert {p.title: (p.count, p.is_chosen) for p in context["places"]} == beside
        for place in context["places"]:
            assert client.get("/praktijken/" + place.url).context["total"] == place.count


def test_municipalities_themselves_lead_to_their_own_page(client):
    utrecht, arnhem, _ = towns()
    hidden = make_municipality(title="Nog niet", latitude=52.0, longitude=5.0)
    found = places(client, "/gemeenten/")
    assert list(found) == ["Arnhem", "Breda", "Utrecht"]
    assert {p.url for p in found.values()} >= {utrecht.get_absolute_url(), arnhem.get_absolute_url()}
    assert {(p.count, p.is_chosen) for p in found.values()} == {(None, False)}
    assert list(places(client, "/gemeenten/", q="arnhem")) == ["Arnhem"]
    client.force_login(make_staff())
    assert places(client, "/gemeenten/")["Nog niet"].url == hidden.get_absolute_url()


def test_all_municipalities_lie_on_the_map_not_only_those_of_the_page(client):
    for number in range(21):
        publish(make_municipality(title=f"Gemeente {number:02}", province="drenthe" if number == 0 else "utrecht"))
    assert len(places(client, "/gemeenten/")) == 21
    assert len(places(client, "/gemeenten/", pagina=2)) == 21
    assert len(places(client, "/gemeenten/", provincie="utrecht")) == 20


@every_list
def test_a_hidden_record_gives_no_dot_and_no_number(url):
    circle = make_group()
    clients = {"anonymous": Client(), "member": Client(), "staff": Client()}
    clients["member"].force_login(make_user(groups=[circle]))
    clients["staff"].force_login(make_staff())
    utrecht, arnhem, breda = towns()
    publish(LISTS[url](utrecht))
    publish(LISTS[url](utrecht), circle)
    publish(LISTS[url](arnhem), circle)
    LISTS[url](breda)
    numbers = {who: {p.title: p.count for p in places(client, url).values()} for who, client in clients.items()}
    assert numbers == {
        "anonymous": {"Utrecht": 1},
        "member": {"Arnhem": 1, "Utrecht": 2},
        "staff": {"Arnhem": 1, "Breda": 1, "Utrecht": 2},
    }


def test_a_hidden_municipality_of_a_public_record_is_no_place(client):
    circle = make_group()
    town = publish(make_municipality(title="Besloten", latitude=52.0, longitude=5.0), circle)
    publish(make_publication(municipalities=[town, towns()[0]]))
    assert list(places(client, "/publicaties/")) == ["Utrecht"]
    client.force_login(make_user(groups=[circle]))
    assert list(places(client, "/publicaties/")) == ["Besloten", "Utrecht"]


@every_list
def test_a_map_takes_one_query_more_however_many_places_there_are(client, url):
    def queries(view):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url, {"weergave": view}).status_code == 200
        return len(captured)

    towns()
    publish(LISTS[url](publish(make_municipality())))
    queries("lijst")  # warm
    assert queries("kaart") == queries("lijst") + 1
    for _ in range(3):
        publish(LISTS[url](publish(make_municipality(latitude=52.0, longitude=5.0))))
    assert queries("kaart") == queries("lijst") + 1


def test_another_view_fetches_no_places(client):
    publish(make_practice())
    assert client.get("/praktijken/", {"weergave": "tabel"}).context["places"] == []
    assert client.get("/praktijken/").context["places"] == []
