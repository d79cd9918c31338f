"""What is searched for is counted: words and numbers, nobody's name, and not for long."""

import datetime as dt

import pytest
from django.utils import timezone

from tests.factories import make_story, publish
from toolbox.search.models import QueryCount

pytestmark = pytest.mark.django_db


def rows():
    return list(QueryCount.objects.order_by("query").values_list("query", "number", "empty"))


def test_a_question_is_counted_by_day_however_it_is_written():
    for text, is_empty in [("Coach", False), (" coach ", False), ("CÓACH", True), ("wapens", True)]:
        QueryCount.objects.count_one(text, is_empty)
    assert rows() == [("coach", 3, 1), ("wapens", 1, 1)]
    assert {day for (day,) in QueryCount.objects.values_list("day")} == {timezone.localdate()}


def test_only_words_numbers_and_the_day_are_kept():
    assert {field.name for field in QueryCount._meta.fields} == {"id", "day", "query", "number", "empty"}


def test_what_is_old_goes_with_the_next_count():
    old = timezone.localdate() - dt.timedelta(91)
    QueryCount.objects.create(day=old, query="oud", number=9, empty=0)
    QueryCount.objects.create(day=old + dt.timedelta(1), query="nog net", number=9, empty=0)
    QueryCount.objects.count_one("nieuw", False)
    assert [query for query, *_ in rows()] == ["nieuw", "nog net"]


def test_days_are_counted_apart_and_shown_together():
    today = timezone.localdate()
    for days, number, empty in [(91, 50, 50), (90, 2, 0), (1, 1, 1)]:
        QueryCount.objects.create(day=today - dt.timedelta(days), query="coach", number=number, empty=empty)
    assert QueryCount.objects.most_asked() == [{"query": "coach", "asked": 3, "without": 1}]
    QueryCount.objects.count_one("coach", False)
    assert sorted(QueryCount.objects.values_list("day", "number", "empty")) == [
        (today - dt.timedelta(90), 2, 0),
        (today - dt.timedelta(1), 1, 1),
        (today, 1, 0),
    ]


@pytest.mark.parametrize("text", ["", "   ", "x" * 101])
def test_what_is_no_question_is_not_counted(text):
    QueryCount.objects.count_one(text, True)
    assert rows() == []


def test_what_few_people_asked_is_not_shown():
    for times, text in [(2, "jan jansen"), (3, "coach"), (4, "wapens")]:
        for n in range(times):
            QueryCount.objects.count_one(text, is_empty=text == "coach" and n == 0)
    assert QueryCount.objects.most_asked() == [
        {"query": "wapens", "asked": 4, "without": 0},
        {"query": "coach", "asked": 3, "without": 1},
    ]
    assert [row["query"] for row in QueryCount.objects.most_asked(is_empty=True)] == ["coach"]


def test_the_search_page_counts_what_is_asked_and_whether_it_has_an_answer(client):
    publish(make_story(title="Een coach"))
    for text in ("coach", "vliegtuigen", "coach vliegtuigen", "coahc"):
        assert client.get("/zoeken/", {"q": text}).status_code == 200
    assert rows() == [("coach", 1, 0), ("coach vliegtuigen", 1, 1), ("coahc", 1, 1), ("vliegtuigen", 1, 1)]


@pytest.mark.parametrize(
    "address",
    [
        "/zoeken/",
        "/zoeken/?q=de",
        "/zoeken/?q=coach&format=json",
        "/zoeken/?q=coach&format=csv",
        "/zoeken/?q=coach&format=atom",
        "/zoeken/?q=coach&pagina=2",
        "/zoeken/?q=coach&soort=story",
        "/zoeken/?q=coach&soort=x",
        "/zoeken/suggesties/?q=coach",
        "/verhalen/?q=coach",
    ],
)
def test_nothing_else_is_counted(client, address):
    for n in range(21 if "pagina" in address else 1):
        publish(make_story(title=f"Coach {n}"))
    client.get(address)
    assert rows() == []
