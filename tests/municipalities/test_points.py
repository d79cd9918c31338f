"""The dots on the small map of a record: where it is done, as far as this reader may see that."""

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
    make_user,
    publish,
)
from toolbox.content import snapshots

pytestmark = pytest.mark.django_db
UTRECHT, ARNHEM = (279, 384), (402, 411)


@pytest.fixture
def towns():
    """Utrecht and Arnhem, and Breda of which the place is not known."""
    return [
        publish(make_municipality(title="Utrecht", latitude=52.0907, longitude=5.1214)),
        publish(make_municipality(title="Arnhem", latitude=51.9851, longitude=5.8987)),
        publish(make_municipality(title="Breda")),
    ]


def listed(client, kind):
    """The only record of a type's list, as its card gets it."""
    (record,) = client.get(reverse(f"{kind}:list")).context["records"]
    return record


def paged(client, record):
    """The record as its own page gets it."""
    return client.get(record.get_absolute_url()).context["record"]


def test_an_approach_has_the_dots_of_its_practices_each_once(client, towns, django_assert_num_queries):
    approach = publish(make_approach())
    for town in (*towns, towns[0]):
        publish(make_practice(approach=approach, municipality=town))
    for record in (listed(client, "approach"), paged(client, approach)):
        with django_assert_num_queries(0):
            assert record.points == [UTRECHT, ARNHEM]
            assert [row.title for row in record.municipalities] == record.places == ["Arnhem", "Breda", "Utrecht"]


def test_a_practice_that_this_reader_may_not_see_gives_no_dot(client, towns):
    utrecht, arnhem, breda = towns
    circle, approach = make_group(), publish(make_approach())
    publish(make_practice(approach=approach, municipality=utrecht))
    publish(make_practice(approach=approach, municipality=arnhem), circle)
    make_practice(approach=approach, municipality=breda)
    for record in (listed(client, "approach"), paged(client, approach)):
        assert (record.points, record.places) == ([UTRECHT], ["Utrecht"])
    client.force_login(make_user(groups=[circle]))
    for record in (listed(client, "approach"), paged(client, approach)):
        assert (record.points, record.places) == ([UTRECHT, ARNHEM], ["Arnhem", "Utrecht"])


@pytest.mark.parametrize("make", [make_practice, make_field_report, make_meeting], ids=lambda make: make.__name__)
def test_what_one_municipality_does_has_its_dot(client, towns, django_assert_num_queries, make):
    record = publish(make(municipality=towns[0]))
    for shown in (listed(client, record.kind_name()), paged(client, record)):
        with django_assert_num_queries(0):
            assert shown.points == [UTRECHT]
    with record.edit():
        record.municipality = towns[2]
        record.save()
    assert listed(client, record.kind_name()).points == []


def test_a_municipality_is_its_own_dot(client, towns):
    assert [(r.title, r.points) for r in client.get("/gemeenten/").context["records"]] == [
        ("Arnhem", [ARNHEM]),
        ("Breda", []),
        ("Utrecht", [UTRECHT]),
    ]


def test_a_community_has_the_dots_of_who_takes_part(client, towns, django_assert_num_queries):
    community = publish(make_community(municipalities=towns))
    for record in (listed(client, "learningcommunity"), paged(client, community)):
        with django_assert_num_queries(0):
            assert record.points == [UTRECHT, ARNHEM]


@pytest.mark.parametrize("kind", ["meeting", "learningcommunity"])
def test_a_municipality_that_this_reader_may_not_see_gives_no_dot(client, kind):
    circle = make_group()
    town = publish(make_municipality(latitude=52.0907, longitude=5.1214), circle)
    publish(make_meeting(municipality=town) if kind == "meeting" else make_community(municipalities=[town]))
    assert listed(client, kind).points == []
    client.force_login(make_user(groups=[circle]))
    assert listed(client, kind).points == [UTRECHT]


def test_what_has_no_place_has_no_dots(towns):
    assert list(make_publication(municipalities=towns).points) == []
    assert list(make_meeting().points) == []
    assert make_approach().points == []


def test_an_old_version_has_the_dots_of_then_and_none_of_what_points_at_it_today(towns):
    def points(record):
        old = snapshots.rebuilt(type(record), snapshots.take(record), [], None)
        old.pk = record.pk
        return old.points

    practice = publish(make_practice(municipality=towns[0]))
    assert points(practice.approach) == []
    assert points(practice) == [UTRECHT]
