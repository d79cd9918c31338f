"""What a list of results shows of why each was found: marked words, a piece of its text, and pages of documents."""

from dataclasses import dataclass

from django.db import connection

from . import bounded
from .snippets import Snippet, mark, snippet

PAGES = 3  # of one record that are shown
CHECKED = 12  # pages of one record that are read when words must stand side by side
SUMMARY_WORDS = 40
_PAGES = """
SELECT entry_id, label, url, text, places FROM (
    SELECT *, count(*) OVER of_entry AS places, row_number() OVER (of_entry ORDER BY rank DESC, number) AS n FROM (
        SELECT *, max(held) OVER (PARTITION BY entry_id) AS most FROM (
            SELECT entry_id, number, label, url, text, {held} AS held, ts_rank(vector, %s::tsquery) AS rank
            FROM search_entrypage WHERE entry_id = ANY(%s) AND vector @@ %s::tsquery
        ) matching
    ) counted WHERE held = most WINDOW of_entry AS (PARTITION BY entry_id)
) ranked WHERE n <= %s ORDER BY entry_id, n
"""


@dataclass(frozen=True)
class Place:
    """A page of a document where it stands."""

    label: str
    url: str
    snippet: Snippet


@dataclass(frozen=True)
class Found:
    """Why a record is on a list of results."""

    title: Snippet
    summary: Snippet | None
    text: Snippet | None  # of what the record says beside title and summary, when that holds more of the question
    places: tuple  # the best pages of its documents
    others: int  # more pages


def show(entries, query):
    """{pk of the entry: Found} for the entries of one page of results; {} without words. Two queries at most."""
    if not query.words or not entries:
        return {}
    places = _places(entries, query)
    return {entry.pk: _found(entry, query, *places.get(entry.pk, ((), 0))) for entry in entries}


def _found(entry, query, places, number):
    title = mark(entry.title, query)
    summary = mark(_first_words(entry.summary), query) if entry.summary else None
    seen = title.clauses | (summary.clauses if summary else frozenset())
    rest = f"{entry.summary} {entry.body}" if summary and len(str(summary)) < len(entry.summary) else entry.body
    text = snippet(rest, query, without=seen) if len(seen) < len(query.clauses) else None
    return Found(title, summary, text, places, number - len(places))


def _first_words(text):
    words = text.split()
    return " ".join(words[:SUMMARY_WORDS]) + (" …" if len(words) > SUMMARY_WORDS else "")


def _places(entries, query):
    """{pk of an entry: (its best Places, the number of pages that are as good)}."""
    is_near = any(term.is_phrase for clause in query.clauses for term in clause.terms)
    clauses = [clause.somewhere() for clause in query.clauses]
    held = " + ".join(["(vector @@ %s::tsquery)::int"] * len(clauses))
    either = " | ".join(f"({clause})" for clause in clauses)
    with bounded.session(), connection.cursor() as cursor:
        limit = CHECKED if is_near else PAGES
        cursor.execute(_PAGES.format(held=held), [*clauses, either, [e.pk for e in entries], either, limit])
        rows = cursor.fetchall()
    found = {}
    for pk, label, url, text, number in rows:
        places, missed, _ = found.setdefault(pk, ([], [], number))
        if piece := snippet(text, query):
            places.append(Place(label, url, piece))
        else:
            missed.append(label)
    return {pk: (tuple(kept[:PAGES]), number - len(missed)) for pk, (kept, missed, number) in found.items()}
