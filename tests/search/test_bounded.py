"""The bound: where it is not reached all is exact, and where it is the numbers say so."""

import re

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import make_publication, make_term, publish
from toolbox.search import bounded, selection
from toolbox.search.bounded import ORDERS, TooSlow
from toolbox.search.models import Entry
from toolbox.search.query import parse
from toolbox.search.selection import Question, offered, select
from toolbox.search.thesaurus import Group

pytestmark = pytest.mark.django_db
GROUPS = (Group("coach", equal=("mentor", "vaste begeleider")),)
TEXTS = ("coach", "mentor school", "coach -school", '"coach school"', "coach of wapens", "de", "wapens school coach")
FACETS = ("theme", "year", "language")


@pytest.fixture
def rows():
    """Forty publications, like each other."""
    terms = [make_term(slug="een"), make_term(slug="twee")]
    words = ["coach", "mentor", "school", "wapens", "coach school"]
    for n in range(40):
        publish(
            make_publication(
                title=f"{words[n % 5]} {words[n % 3]}",
                summary=words[n % 4] * (n % 2),
                publisher=words[(n * 3) % 5],
                year=2000 + n % 7 if n % 6 else None,
                terms=terms[: n % 3],
            )
        )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.sampled_from(TEXTS),
    sort=st.sampled_from([*ORDERS, ""]),
    chosen=st.dictionaries(st.sampled_from(["theme", "year"]), st.sampled_from(["een", "twee", "2001"]), max_size=1),
    page=st.integers(1, 4),
)
def test_where_the_bound_is_not_reached_it_makes_no_difference(rows, text, sort, chosen, page):
    chosen = {facet: (value,) for facet, value in chosen.items()}
    question = Question(query=parse(text, GROUPS), chosen=chosen, sort=sort, page=page, size=7)
    one, other = (select(question, None, FACETS, cap=cap) for cap in (bounded.CAP, None))
    assert (one.total, one.counts, one.is_more, one.least) == (other.total, other.counts, False, frozenset())
    assert [entry.pk for entry in one.entries] == [entry.pk for entry in other.entries]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.sampled_from(TEXTS), sort=st.sampled_from([*ORDERS, ""]), cap=st.integers(3, 12))
def test_beyond_the_bound_the_numbers_are_at_most_the_true_ones(rows, text, sort, cap):
    question = Question(query=parse(text, GROUPS), sort=sort, size=100)
    whole, some = select(question, None, FACETS, cap=None), select(question, None, FACETS, cap=cap)
    assert (some.total, some.is_more) == (min(cap, whole.total), whole.total > cap)
    assert some.least == (frozenset(FACETS) if some.is_more else frozenset())
    pks = [entry.pk for entry in some.entries]
    assert len(pks) == len(set(pks)) >= some.total
    assert set(pks) <= {entry.pk for entry in whole.entries}
    for facet in FACETS:
        assert {v: n for v, n in some.counts[facet].items() if n > whole.counts[facet].get(v, 0)} == {}
    front = {entry.pk for entry in whole.entries if parse(text).words and in_front(entry, question)}
    assert len(front & set(pks)) >= min(len(front), cap)


def in_front(entry, question):
    return Entry.objects.filter(pk=entry.pk, rank_vector__matches=question.tsquery()).exists()


def test_without_words_the_first_in_order_are_among_them(rows):
    for order in ("newest", "oldest", "title", "added"):
        whole = [e.pk for e in select(Question(sort=order, size=5), None, cap=None).entries]
        assert [e.pk for e in select(Question(sort=order, size=5), None, cap=6).entries] == whole


def test_a_list_beyond_the_bound_says_so(rows, client, monkeypatch):
    monkeypatch.setattr(selection, "CAP", 10)
    monkeypatch.setattr(selection.select, "__defaults__", ((), 10))
    page = client.get("/zoeken/", {"q": "school"}).content.decode()
    assert "Meer dan 10 resultaten" in " ".join(page.split())
    assert "gelden voor 10 resultaten" in page
    assert re.search(r'<span class="count">\d+\+</span>', page)
    answer = client.get("/zoeken/", {"q": "school", "format": "json"}).json()
    assert (answer["total"], answer["is_more"]) == (10, True)


def test_a_rare_value_beyond_the_bound_is_still_valid(rows, monkeypatch):
    publish(make_publication(title="Eenling", publisher="Zeldzaam", year=1950))
    monkeypatch.setattr(selection, "CAP", 10)
    assert "Zeldzaam" not in offered({}, None, ["publisher"])["publisher"]
    asked = {"publisher": ["Zeldzaam", "Bestaat niet"], "year": []}
    assert offered({}, None, [*asked], asked)["publisher"]["Zeldzaam"] == 1
    assert "Bestaat niet" not in offered({}, None, [*asked], asked)["publisher"]


def setting(name):
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        return cursor.fetchone()[0]


def test_the_settings_of_a_search_are_of_the_outermost_session_and_leave_with_it():
    with bounded.session():
        assert (setting("enable_seqscan"), setting("statement_timeout")) == ("off", f"{bounded.SECONDS}s")
        with bounded.session():
            assert setting("enable_seqscan") == "off"
        assert setting("enable_seqscan") == "off"
    assert (setting("enable_seqscan"), setting("statement_timeout")) == ("on", "0")


def test_a_statement_that_takes_too_long_is_given_up_and_the_connection_goes_on(monkeypatch):
    monkeypatch.setattr(bounded, "SECONDS", 0.05)
    with pytest.raises(TooSlow), bounded.session(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(5)")
    assert setting("statement_timeout") == "0"


@pytest.mark.parametrize("address", ["/zoeken/", "/publicaties/"])
def test_a_search_that_takes_too_long_has_a_page_of_its_own(client, monkeypatch, address):
    def slow(*_, **__):
        raise TooSlow

    monkeypatch.setattr(selection, "select", slow)
    response = client.get(address, {"q": "coach"})
    assert response.status_code == 503
    assert "Het zoeken duurde te lang." in response.content.decode()
    assert client.get(address, {"q": "coach", "format": "json"}).json() == {
        "errors": ["Het zoeken duurde te lang. Probeer het met andere woorden, of kies een filter."]
    }
    assert client.get("/zoeken/suggesties/", {"q": "coach"}).status_code == 200
