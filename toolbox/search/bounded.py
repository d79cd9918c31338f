"""One statement that chooses, ranks and counts, and never reads more than CAP entries, however many there are.

What is matched goes through a GIN index; what is ranked and counted is at most CAP of the matches. When there are
more, those with the words in title, names or summary are among them. What the page needs comes in one round trip.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import OperationalError, connection, transaction

CAP = 2000  # measured: with more, a common word among 100,000 entries takes too long (docs/decisions/0011)
SECONDS = 2  # that a statement may take
CLOSE = 20  # of the best, that are read whole to tell equals apart: the first page
_CANCELLED = "57014"  # PostgreSQL's code for a statement that took too long
COLUMNS = ("id", "date", "sort_title", "published_at", "facets", "rank_vector", "full_vector")
NONE = ("0", ())
ORDERS = {
    "relevance": "score DESC, date DESC NULLS LAST, id DESC",
    "newest": "date DESC NULLS LAST, id DESC",
    "oldest": "date ASC NULLS LAST, id",
    "title": "sort_title, id",
    "added": "published_at DESC NULLS LAST, id DESC",
}


_in_session = ContextVar("in_session", default=False)


class TooSlow(Exception):
    """The database gave up on a question after SECONDS."""


@dataclass(frozen=True)
class Found:
    """What a statement found: the ids of one page, the total (at most the cap) and how often each facet value is."""

    ids: list
    total: int
    is_more: bool  # there are more than the total says; the numbers are of the first ones
    facets: dict  # "theme:drugs" -> number


@contextmanager
def session():
    """The settings of a search: by an index, and no statement longer than SECONDS. Raises TooSlow.

    One inside another is the same one: a page opens one for all it asks.
    """
    if _in_session.get():
        yield
        return
    was_atomic, token = connection.in_atomic_block, _in_session.set(True)
    try:
        with transaction.atomic():
            # Row by row looks cheap to the planner for a common word, and is not: each row's words are unpacked.
            _set(f"SET LOCAL enable_seqscan = off; SET LOCAL statement_timeout = '{SECONDS}s'")
            yield
            if was_atomic:
                _set("SET LOCAL enable_seqscan TO DEFAULT; SET LOCAL statement_timeout TO DEFAULT")
    except OperationalError as error:
        if getattr(error.__cause__, "pgcode", None) == _CANCELLED:
            raise TooSlow from error
        raise
    finally:
        _in_session.reset(token)


def _set(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def statement(matches, in_front=None, *, scores=(NONE, NONE), order="newest", start=0, size=0, facets=(), cap=CAP):
    """(sql, params) for `run`.

    `matches` is a queryset of entries; when they are too many the first in `order` count, or those that also are among
    `in_front`, and any others. `scores` are SQL over a match with its params, for the order "relevance": of every
    match, and what is added for the CLOSE best. `size` rows are given from `start`, and the values of `facets`
    ("theme") counted. `cap` None: all matches.
    """
    sql, values = _bounded(matches, cap and cap + 1, None if in_front is not None else order)
    parts, params, union = [f"b AS MATERIALIZED ({sql})"], [*values], "SELECT * FROM b"
    if in_front is not None and cap:
        sql, values = _bounded(in_front, cap)
        parts.append(f"a AS MATERIALIZED (SELECT * FROM ({sql}) t WHERE (SELECT count(*) FROM b) > {cap})")
        params += values
        union = "SELECT * FROM a UNION ALL SELECT * FROM b WHERE id NOT IN (SELECT id FROM a)"
    parts.append(f"m AS MATERIALIZED ({union})")
    rows = ["SELECT 'total' AS what, '' AS value, count(*) AS n FROM b"]
    if size:
        ranked, values = _by_relevance(*scores) if order == "relevance" else (f"m ORDER BY {ORDERS[order]}", ())
        ranked = f"SELECT id FROM {ranked} LIMIT {size} OFFSET {start}"
        parts.append(f"top AS (SELECT id, row_number() OVER () AS n FROM ({ranked}) t)")
        params += values
        rows.append("SELECT 'row', id::text, n FROM top")
    if facets:
        values = "SELECT value, count(*) FROM (SELECT unnest(facets) AS value FROM m) v"
        rows.append(f"SELECT 'facet', * FROM ({values} WHERE split_part(value, ':', 1) = ANY(%s) GROUP BY value) f")
        params.append(list(facets))
    return f"WITH {', '.join(parts)} {' UNION ALL '.join(rows)}", params


def _by_relevance(score, closer):
    """(sql, params) of all matches in their order; the places after CLOSE are those of the score alone."""
    (first, values), (then, more) = score, closer
    scored = f"SELECT m.*, {first} AS score FROM m"
    placed = f"SELECT s.*, row_number() OVER (ORDER BY {ORDERS['relevance']}) AS place FROM ({scored}) s"
    best = f"CASE WHEN place <= {CLOSE} THEN score + {then} END DESC NULLS LAST"
    return f"({placed}) p ORDER BY {best}, place", [*values, *more]


def _bounded(entries, limit, order=None):
    sql, params = entries.values(*COLUMNS).query.sql_with_params()
    return f"{sql}{f' ORDER BY {ORDERS[order]}' if order else ''}{f' LIMIT {limit}' if limit else ''}", params


def run(sql, params, cap=CAP):
    """What a statement found. Raises TooSlow."""
    with session(), connection.cursor() as cursor:
        cursor.execute(sql, params)
        found = cursor.fetchall()
    rows, total, facets = [], 0, {}
    for what, value, number in found:
        if what == "row":
            rows.append((number, int(value)))
        elif what == "facet":
            facets[value] = number
        else:
            total = number
    is_more = bool(cap) and total > cap
    return Found([pk for _, pk in sorted(rows)], cap if is_more else total, is_more, facets)
