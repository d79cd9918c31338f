"""The ways out of a list without results: each says what following it gives."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import (
    make_group,
    make_municipality,
    make_practice,
    make_publication,
    make_staff,
    make_term,
    make_user,
    publish,
)

pytestmark = pytest.mark.django_db
THEMES = ["thema-een", "thema-twee"]
YEARS = ["2020", "2021"]
ROWS = st.lists(
    st.tuples(st.sampled_from(THEMES), st.sampled_from(YEARS), st.sampled_from(["bom", "tas"]), st.booleans()),
    max_size=4,
)
CHOICE = st.fixed_dictionaries(
    {"thema": st.sets(st.sampled_from(THEMES)), "soort": st.sets(st.sampled_from(["guide", "book"]))},
    optional={"q": st.sampled_from(["bom", "bom tas", "niets"]), "weergave": st.just("tabel")},
)


def ways(client, url, **chosen):
    """The ways out of a list, which has no results."""
    response = client.get(url, chosen)
    assert response.status_code == 200
    assert response.context["total"] == 0
    return response.context["ways_out"]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=ROWS, chosen=CHOICE, is_member=st.booleans())
def test_every_offer_is_what_following_it_gives(rows, chosen, is_member):
    with transaction.atomic():
        check(rows, {name: sorted(v) if isinstance(v, set) else v for name, v in chosen.items()}, is_member)
        transaction.set_rollback(True)


def check(rows, chosen, is_member):
    """Make the rows, ask, and follow every way out, and every chip: what is not offered gives nothing."""
    circle, client = make_group(), Client()
    terms = {slug: make_term(slug=slug) for slug in THEMES}
    for theme, year, word, is_hidden in rows:
        record = make_publication(terms=[terms[theme]], title=word, year=year, kind="guide")
        publish(record, circle if is_hidden else None)
    if is_member:
        client.force_login(make_user(groups=[circle]))
    response = client.get("/publicaties/", chosen)
    context = response.context
    if context["total"]:
        assert context["ways_out"] == []
        return
    offered = {}
    for way in context["ways_out"]:
        url = way.url if way.what == "everywhere" else f"/publicaties/{way.url}"
        assert client.get(url).context["total"] == way.count > 0
        offered[way.what, way.label] = way.url
    for chip in context["chips"]:
        given_without = client.get(f"/publicaties/{chip.url}").context["total"]
        assert bool(given_without) == (("filter", f"{chip.facet}: {chip.label}") in offered)
    if "q" in chosen and not context["chips"]:
        assert "words" not in {what for what, _ in offered}


def test_each_way_out_says_what_to_leave_out(client):
    theme, other = make_term(name="Drugs"), make_term(name="Wapens")
    publish(make_publication(title="Over de tas", terms=[theme]))
    publish(make_practice(title="Bomtas"))
    found = ways(client, "/publicaties/", q="tas", thema=[other.slug], sorteer="title")
    assert [(w.what, w.label, w.count, w.url) for w in found] == [
        ("filter", "Thema: Wapens", 1, "?q=tas&sorteer=title"),
        ("everywhere", "tas", 2, "/zoeken/?q=tas"),
    ]
    found = ways(client, "/publicaties/", q="bomtas", thema=[theme.slug])
    assert [(w.what, w.label, w.count, w.url) for w in found] == [
        ("words", "bomtas", 1, f"?thema={theme.slug}"),
        ("everywhere", "bomtas", 1, "/zoeken/?q=bomtas"),
    ]


def test_words_that_occur_nowhere_have_no_way_out(client):
    publish(make_publication())
    assert ways(client, "/publicaties/", q="kwispelstaart") == []
    assert ways(client, "/zoeken/", q="kwispelstaart") == []


def test_an_empty_list_without_a_choice_offers_nothing(client):
    make_publication(title="Concept")
    assert ways(client, "/publicaties/") == []


@pytest.mark.parametrize("who", ["anonymous", "member", "staff"])
def test_what_a_reader_may_not_see_is_not_counted(client, who):
    circle, theme, other = make_group(), make_term(), make_term()
    publish(make_publication(title="Bom", terms=[theme]), circle)
    make_publication(title="Bom", terms=[theme])
    publish(make_practice(title="Bom"), circle)
    if who != "anonymous":
        client.force_login(make_user(groups=[circle]) if who == "member" else make_staff())
    found = ways(client, "/publicaties/", q="bom", thema=other.slug)
    seen = {"anonymous": {}, "member": {"filter": 1, "everywhere": 2}, "staff": {"filter": 2, "everywhere": 3}}
    assert {way.what: way.count for way in found} == seen[who]


def test_the_number_of_queries_is_bounded(client):
    """A hundred choices are no hundred counts."""
    term, towns = make_term(), [publish(make_municipality()) for _ in range(12)]
    for town in towns:
        publish(make_practice(title="Straatwerk", municipality=town))

    def queries(number):
        chosen = {"thema": term.slug, "q": "straatwerk", "gemeente": [town.slug for town in towns[:number]]}
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/praktijken/", chosen).context["total"] == 0
        return len(captured)

    queries(1)  # warm
    assert queries(12) == queries(6) > queries(1)
