"""The one function that selects, counts and sorts."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publications.models import Publication
from tests.factories import make_publication, make_staff, make_story, make_term, publish
from toolbox.search import bounded
from toolbox.search.models import Document, Entry
from toolbox.search.query import parse
from toolbox.search.selection import Question, offered, select

pytestmark = pytest.mark.django_db


def ask(text="", user=None, **values):
    """The titles that a question gives, in order."""
    return [entry.title for entry in select(Question(query=parse(text), **values), user).entries]


def test_a_word_in_the_title_comes_before_one_in_the_text():
    publish(make_story(title="Een", body="bom " * 200))
    publish(make_story(title="Bom"))
    publish(make_story(title="Drie", body="bom"))
    publish(make_story(title="Vier", body="bom"))
    assert ask("bom") == ["Bom", "Een", "Vier", "Drie"]  # then what is most about it, and of equals the newest


def test_what_a_text_mentions_most_orders_the_first_page_and_no_other():
    for number in range(bounded.CLOSE):
        publish(make_story(title=f"Voor {number}", body="bom " * 5))
    publish(make_story(title="Laatste", body="bom"))
    first, second = ask("bom"), ask("bom", page=2)
    assert (len(first), first[0], first[-1], second) == (20, "Voor 19", "Laatste", ["Voor 0"])


def test_title_before_term_before_summary_before_text():
    term = make_term(name="Bommen")
    publish(make_story(title="In de tekst", body="bommen"))
    publish(make_story(title="Samengevat", summary="Over bommen"))
    publish(make_story(title="Met begrip", terms=[term]))
    publish(make_story(title="Bommen"))
    assert ask("bommen") == ["Bommen", "Met begrip", "Samengevat", "In de tekst"]


def test_all_words_in_front_come_before_one_word_in_the_title():
    publish(make_story(title="Samengevat", summary="Over een bom in een tas"))
    publish(make_story(title="Bom", body="een tas"))
    assert ask("bom tas") == ["Samengevat", "Bom"]


def test_relevance_only_counts_when_all_words_are_there():
    publish(make_story(title="Bom"))
    publish(make_story(title="Verhaal", body="een bom in een tas"))
    assert ask("bom tas") == ["Verhaal"]


@pytest.fixture
def dated():
    """Publications of three years and one of an unknown year; published in this order."""
    start = timezone.now() - timedelta(days=1)
    for hour, (title, year) in enumerate([("De beet", 2020), ("Appel", None), ("Het één", 2022), ("Citroen", 2021)]):
        publish(make_publication(title=title, year=year), published_at=start + timedelta(hours=hour))


@pytest.mark.parametrize(
    ("sort", "titles"),
    [
        ("", ["Het één", "Citroen", "De beet", "Appel"]),
        ("newest", ["Het één", "Citroen", "De beet", "Appel"]),
        ("oldest", ["De beet", "Citroen", "Het één", "Appel"]),
        ("title", ["Appel", "De beet", "Citroen", "Het één"]),
        ("added", ["Citroen", "Het één", "Appel", "De beet"]),
    ],
)
def test_every_order_has_what_is_not_known_last(dated, sort, titles):
    assert ask(sort=sort) == titles


def test_drafts_that_staff_see_come_last_in_order_of_addition(dated):
    make_publication(title="Nieuw concept")
    titles = ask(user=make_staff(), sort="added")
    assert titles[-1] == "Nieuw concept"
    assert len(titles) == 5


def test_a_chosen_order_wins_over_relevance():
    publish(make_publication(title="Bom", year=2001))
    publish(make_publication(title="Tas", subtitle="Met bom", year=2020))
    assert ask("bom") == ["Bom", "Tas"]
    assert ask("bom", sort="newest") == ["Tas", "Bom"]


def test_a_facet_typed_as_a_query_is_just_words():
    term = make_term(slug="drugs", name="Verdovende middelen")
    publish(make_story(title="Met begrip", terms=[term]))
    publish(make_story(title="Theme drugs"))
    assert ask(chosen={"theme": ("drugs",)}) == ["Met begrip"]
    assert ask("=theme:drugs") == ["Theme drugs"]


def test_the_text_finds_subtitle_makers_and_numbers():
    publish(
        make_publication(title="A", subtitle="Kleine ondertitel", contributors=["Henk Ferwerda"], doi="10.1234/xyz")
    )
    assert ask("ondertitel ferwerda") == ["A"]
    assert ask("10.1234/xyz") == ["A"]
    assert ask("ferwerda onbekend") == []


def test_two_pages_never_overlap_and_hold_everything():
    titles = {f"Zelfde jaar {i}" for i in range(23)}
    for title in titles:
        publish(make_publication(title=title, year=2020))
    for sort in ("newest", "oldest", "title", "added", ""):
        query = "" if sort else "jaar"  # "" with words: by relevance, which is the same for all
        pages = [ask(query, sort=sort, page=page, size=5) for page in range(1, 6)]
        assert [len(page) for page in pages] == [5, 5, 5, 5, 3], sort
        assert {title for page in pages for title in page} == titles, sort


def test_the_number_of_pages():
    assert select(Question(), None).pages == 1
    for i in range(3):
        publish(make_story(title=f"Verhaal {i}"))
    answers = [select(Question(size=size), None) for size in (1, 2, 3, 4)]
    assert [answer.pages for answer in answers] == [3, 2, 1, 1]
    assert [answer.total for answer in answers] == [3, 3, 3, 3]
    assert select(Question(page=9), None).entries == []


def test_what_a_reader_may_not_see_is_neither_found_nor_counted_nor_offered():
    term = make_term(slug="geheim")
    make_story(title="Concept over bommen", terms=[term])
    publish(make_story(title="Later bommen", terms=[term]), published_at=timezone.now() + timedelta(days=1))
    publish(make_story(title="Bommen"))
    answer = select(Question(query=parse("bommen")), AnonymousUser(), count=["theme", "kind"])
    assert ([entry.title for entry in answer.entries], answer.total) == (["Bommen"], 1)
    assert answer.counts == {"theme": {}, "kind": {"story": 1}}
    assert offered({}, None, ["theme"]) == {"theme": {}}
    assert offered({}, make_staff(), ["theme"]) == {"theme": {"geheim": 2}}


FACETS = {"theme": "abc", "year": "123"}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.fixed_dictionaries({f: st.frozensets(st.sampled_from(v)) for f, v in FACETS.items()}), max_size=8),
    chosen=st.fixed_dictionaries({f: st.frozensets(st.sampled_from(v), max_size=2) for f, v in FACETS.items()}),
    within=st.sampled_from([{}, {"theme": ["a"]}]),
)
def test_counts_are_what_choosing_would_give(rows, chosen, within):
    Entry.objects.all().delete()
    now = timezone.now()
    for number, row in enumerate(rows, start=1):
        record = Publication(pk=number, state="published", published_at=now)
        facets = {facet: sorted(values) for facet, values in row.items()}
        Entry.objects.write(Document(record, f"Rij {number}", f"/{number}/", facets=facets))

    def fits(row, conditions):
        return all(not values or row[facet] & set(values) for facet, values in conditions.items())

    inside = [row for row in rows if fits(row, within)]
    question = Question(within=within, chosen={facet: tuple(sorted(values)) for facet, values in chosen.items()})
    answer = select(question, None, count=list(FACETS))
    assert answer.total == len([row for row in inside if fits(row, chosen)])
    for facet, values in FACETS.items():
        others = {other: values for other, values in chosen.items() if other != facet}
        brute = {v: sum(v in row[facet] and fits(row, others) for row in inside) for v in values}
        assert answer.counts[facet] == {value: number for value, number in brute.items() if number}


def test_the_number_of_queries_does_not_depend_on_the_rows(django_assert_num_queries):
    term = make_term()
    question = Question(query=parse("verhaal"), chosen={"theme": (term.slug,)})
    for rows in (1, 4):
        for _ in range(rows):
            publish(make_story(terms=[term], body="verhaal"))
        # the settings of the session and back, its savepoint, the answer, the chosen facet, and the entries of the page
        with django_assert_num_queries(7):
            assert select(question, None, count=["theme", "kind", "year"]).entries
