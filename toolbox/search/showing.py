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
    """Why a record is on a list of results: what holds the words of the question beside what its card shows anyway."""

    query: object
    summary: Snippet | None = None
    names: tuple = ()  # of its terms
    text: Snippet | None = None  # of the rest of the record
    places: tuple = ()  # the best pages of its documents
    others: int = 0  # more pages

    def mark(self, text):
        """A text that the card shows, marked."""
        return mark(text, self.query)


def show(entries, query, shown, names):
    """{pk of the entry: Found} for the entries of one page of results; {} without words. One query at most.

    `shown` and `names` map a pk to texts: what its card shows beside title and summary, and the names of its terms.
    """
    if not query.words or not entries:
        return {}
    places = _places(entries, query)
    return {e.pk: _found(e, query, shown[e.pk], names[e.pk], *places.get(e.pk, ((), 0))) for e in entries}


def _found(entry, query, shown, names, places, number):
    summary = mark(_first_words(entry.summary), query) if entry.summary else None
    seen = {clause for text in [entry.title, *shown] for clause in mark(text, query).clauses}
    seen |= summary.clauses if summary else set()
    named = [mark(name, query) for name in names]
    named = tuple(name for name in named if name.clauses - seen)
    seen |= {clause for name in named for clause in name.clauses}
    rest = f"{entry.summary} {entry.body}" if summary and len(str(summary)) < len(entry.summary) else entry.body
    text = snippet(rest, query, without=seen) if len(seen) < len(query.clauses) else None
    return Found(query, summary, named, text, places, number - len(places))


def _first_words(text):
    words = text.split()
    return " ".join(words[:SUMMARY_WORDS]) + (" …" if len(words) > SUMMARY_WORDS else "")


def places(entry, query, most):
    """(the best Places of one entry, at most so many; how many more there are)."""
    found, number = _places([entry], query, most).get(entry.pk, ((), 0))
    return found, number - len(found)


def _places(entries, query, most=PAGES):
    """{pk of an entry: (its best Places, the number of pages that are as good)}."""
    is_near = any(term.is_phrase for clause in query.clauses for term in clause.terms)
    clauses = [clause.somewhere() for clause in query.clauses]
    held = " + ".join(["(vector @@ %s::tsquery)::int"] * len(clauses))
    either = " | ".join(f"({clause})" for clause in clauses)
    with bounded.session(), connection.cursor() as cursor:
        limit = CHECKED * most // PAGES if is_near else most
        cursor.execute(_PAGES.format(held=held), [*clauses, either, [e.pk for e in entries], either, limit])
        rows = cursor.fetchall()
    found = {}
    for pk, label, url, text, number in rows:
        places, missed, _ = found.setdefault(pk, ([], [], number))
        if piece := snippet(text, query):
            places.append(Place(label, url, piece))
        else:
            missed.append(label)
    return {pk: (tuple(kept[:most]), number - len(missed)) for pk, (kept, missed, number) in found.items()}
