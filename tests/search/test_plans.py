"""How PostgreSQL answers: by which index, and how many rows it reads, however many there are."""

import json

import pytest
from django.db import connection

from tests.factories import make_story, publish
from toolbox.search.bounded import CAP
from toolbox.search.models import Entry, EntryPage, Page, Word
from toolbox.search.query import parse
from toolbox.search.selection import Question, offered, select
from toolbox.search.showing import show

pytestmark = pytest.mark.django_db
ROWS = 5_000
FILL = """
INSERT INTO search_entry (kind, object_id, url, title, sort_title, summary, date, facets, rank_vector, full_vector,
    body, words, lexicon, state, readers_id, published_at, owner_id)
SELECT kind, 1000000 + n, url, title, 'titel ' || lpad(n::text, 6, '0'), summary, date '2000-01-01' + n, 
    facets || ('theme:t' || n %% 5)::text,
    ('''zelden' || n || ''':1A' || CASE WHEN n %% 50 = 0 THEN ' ''soms'':2A' ELSE '' END)::tsvector,
    ('''overal'':1D ''zelden' || n || ''':2A ''=kind:story'' ''=theme:t' || n %% 5 || ''''
        || CASE WHEN n %% 50 = 0 THEN ' ''soms'':3A' ELSE '' END)::tsvector,
    body, words, lexicon, state, readers_id, published_at - n * interval '1 second', owner_id
FROM search_entry, generate_series(1, %s) n
"""


@pytest.fixture
def entries():
    """Five thousand entries: every one has "overal", one in fifty "soms" in front, each a word of its own."""
    publish(make_story(title="Eerste"))
    with connection.cursor() as cursor:
        cursor.execute(FILL, [ROWS])
        cursor.execute("ANALYZE search_entry")


def plans(work):
    """The plan of every SELECT on the index that this runs, with the rows that were really read."""
    found = []

    def explain(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if "search_" in sql and sql.lstrip().startswith(("SELECT", "WITH")):
            with connection.connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", params)
                (made,) = cursor.fetchone()
                found.append((made if isinstance(made, list) else json.loads(made))[0]["Plan"])
        return result

    with connection.execute_wrapper(explain):
        work()
    assert found
    return found


def nodes(plan):
    """All nodes of a plan."""
    yield plan
    for child in plan.get("Plans", []):
        yield from nodes(child)


def read(found):
    """{index or table: most rows that a node read of it}."""
    rows = {}
    for plan in found:
        for node in nodes(plan):
            name = node.get("Index Name") or node.get("Relation Name")
            if name:
                number = node["Actual Rows"] * node["Actual Loops"] + node.get("Rows Removed by Filter", 0)
                rows[name] = max(rows.get(name, 0), number)
    return rows


def scanned(found):
    """The tables that were read from beginning to end."""
    return {n["Relation Name"] for plan in found for n in nodes(plan) if n["Node Type"].endswith("Seq Scan")}


def asking(text="", **values):
    facets = ["kind", "theme"]
    return plans(lambda: select(Question(query=parse(text), **values), None, count=facets))


@pytest.mark.parametrize(
    ("text", "values", "matches"),
    [
        ("overal", {}, ROWS),
        ("soms", {}, ROWS / 50),
        ("zelden7", {}, 1),
        ("overal soms", {}, ROWS / 50),
        ("overal zelden7", {}, 1),
        ("overal", {"chosen": {"theme": ("t1",)}}, ROWS / 5),
        ("soms", {"chosen": {"theme": ("t0",)}, "sort": "newest"}, ROWS / 50),
    ],
)
def test_words_are_found_by_the_index_and_no_more_than_the_bound_is_read(entries, text, values, matches):
    found = asking(text, **values)
    rows = read(found)
    assert scanned(found) == set()
    assert "search_entry_full" in rows
    assert rows["search_entry"] <= CAP + 1


def test_what_has_the_words_in_front_is_found_by_its_own_index(entries):
    found = asking("overal")
    assert "search_entry_rank" in read(found)


@pytest.mark.parametrize(
    ("sort", "index"),
    [
        ("newest", "search_entry_date"),
        ("oldest", "search_entry_oldest"),
        ("title", "search_entry_title"),
        ("added", "search_entry_new"),
    ],
)
def test_browsing_reads_the_first_in_order(entries, sort, index):
    found = asking(sort=sort)
    rows = read(found)
    assert scanned(found) == set()
    assert rows[index] <= CAP + 1


def test_what_is_offered_reads_no_more_than_the_bound(entries):
    found = plans(lambda: offered({"kind": ["story"]}, None, ["theme"], {"theme": ["t9"]}))
    assert scanned(found) == set()
    assert read(found)["search_entry"] <= CAP + 1


def test_pages_are_read_by_their_entry(entries):
    entry = Entry.objects.first()
    document = publish(make_story(title="Tweede")).whole().document()
    document.pages = [Page(n, f"p. {n}", "/", "coach") for n in range(1, 4)]
    Entry.objects.write(document)
    EntryPage.objects.bulk_create(
        [EntryPage(entry=entry, number=n, label="", url="/", text="", vector="coach") for n in range(1, 3_001)]
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_entrypage")
    second = Entry.objects.get(title="Tweede")
    found = plans(lambda: show([second], parse("coach"), {second.pk: []}, {second.pk: []}))
    assert scanned(found) == set()
    assert max(read(found).values()) == 3


def test_words_are_read_by_their_beginning_and_their_length():
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_word SELECT w, w, length(w), 1 FROM (SELECT md5(n::text) || repeat('x', n % 18) AS w"
            " FROM generate_series(1, 20000) n) t"
        )
        cursor.execute("ANALYZE search_word")
    start = plans(lambda: Word.objects.starting_with("abcd", 5))
    assert "search_word_folded" in read(start)
    near = plans(lambda: list(Word.objects.near("x" * 33, 1)))
    assert "search_word_length" in read(near)
    assert scanned(start + near) == set()
