"""The one function that selects, counts and sorts: every list of the site is a query on the index."""

from dataclasses import dataclass, field

from django.db import connection

from . import bounded, ranking
from .bounded import CAP
from .models import Entry
from .query import Query

PAGE_SIZE = 20
DEFAULT_SORT = "newest"
MAX_ASKED = 20  # values of an address that are looked up
HIDDEN_COLUMNS = ("rank_vector", "full_vector", "facets", "words")


@dataclass(frozen=True)
class Question:
    """What a list asks: `within` is what the page itself is about, `chosen` what the reader chose (facet -> values)."""

    query: Query = Query("")
    within: dict = field(default_factory=dict)
    chosen: dict = field(default_factory=dict)
    sort: str = ""
    own_sort: str = DEFAULT_SORT  # of the list, when the reader chose none and typed no words
    page: int = 1
    size: int = PAGE_SIZE

    @property
    def order(self):
        """A chosen order, or with words by relevance, or the list's own."""
        if self.sort in bounded.ORDERS and (self.sort != "relevance" or self.query.words):
            return self.sort
        return "relevance" if self.query.words else self.own_sort

    def tsquery(self, leave_out=None):
        """The whole condition; `leave_out` names a facet whose choice does not count."""
        chosen = {facet: values for facet, values in self.chosen.items() if values and facet != leave_out}
        return " & ".join(filter(None, [Query("").tsquery(self.within), self.query.tsquery(chosen)]))


@dataclass(frozen=True)
class Answer:
    """The entries of one page, how many there are in all, and per asked facet how many each value would give."""

    question: Question
    entries: list
    total: int
    counts: dict
    is_more: bool = False  # there are more than `total`: a chosen order is of the first ones
    least: frozenset = frozenset()  # the facets whose numbers are of the first ones

    @property
    def pages(self):
        """The number of pages: at least one, which may be empty."""
        return max(1, -(-self.total // self.question.size))


def select(question, user, count=(), cap=CAP):
    """Answer a question for a reader (None = anonymous). Raises bounded.TooSlow.

    OR inside a facet, AND between facets; a facet's own choice is left out of its own counts, so that every number
    says what choosing that value gives. The number of queries depends on the question, never on the rows. `cap` is
    the number of matches that are ranked and counted; None: all of them.
    """
    free = [facet for facet in count if not question.chosen.get(facet)]
    page = {"start": (question.page - 1) * question.size, "size": question.size}
    with bounded.session():
        found = _run(question, user, question.tsquery(), cap, facets=free, **page)
        counts, least = _by_facet(found.facets, free), {*free} if found.is_more else set()
        for facet in set(count) - set(free):
            others = _run(question, user, question.tsquery(leave_out=facet), cap, facets=[facet])
            counts |= _by_facet(others.facets, [facet])
            least |= {facet} if others.is_more else set()
        rows = entries(found.ids, user)
    return Answer(question, rows, found.total, counts, found.is_more, frozenset(least))


def entries(ids, user):
    """These entries in this order, as far as they are visible."""
    rows = Entry.objects.visible_to(user).defer(*HIDDEN_COLUMNS).in_bulk(ids)
    return [rows[pk] for pk in ids if pk in rows]


def ids(question, user, most):
    """The ids of the first so many entries on all pages together. Raises bounded.TooSlow."""
    return _run(question, user, question.tsquery(), most, size=most).ids


def total(question, user):
    """How many entries a question gives a reader on all pages together, at most CAP."""
    return _run(question, user, question.tsquery(), CAP).total


def numbers(tsqueries, user, within, most=CAP):
    """How many entries of a list hold each of these conditions, at most so many: a list of numbers."""
    bounds = Question(within=within).tsquery()
    sqls, params = [], []
    for tsquery in tsqueries:
        matches = Entry.objects.visible_to(user).matching(" & ".join(filter(None, [bounds, tsquery])))
        sql, values = matches.values("pk")[:most].query.sql_with_params()
        sqls.append(f"(SELECT count(*) FROM ({sql}) t{len(sqls)})")
        params += values
    with bounded.session(), connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(sqls)}", params)
        return list(cursor.fetchone())


def one_of_each_kind(ids, user):
    """One of these entries of each kind, by the name of the kind."""
    rows = Entry.objects.visible_to(user).filter(pk__in=ids)
    return list(rows.order_by("kind", "pk").distinct("kind").defer(*HIDDEN_COLUMNS))


def offered(within, user, facets, asked=None):
    """The values that the visible entries have: {facet: {value: number}}. What nobody may see is not offered.

    Of more than CAP entries the newest tell; a value of `asked` (facet -> values) that they do not have is looked up.
    """
    question = Question(within=within)
    found = _run(question, user, question.tsquery(), CAP, facets=facets)
    values = _by_facet(found.facets, facets)
    rare = [(facet, value) for facet in asked or () for value in asked[facet] if value not in values[facet]]
    if found.is_more and rare:
        conditions = [Query("").tsquery({facet: [value]}) for facet, value in rare[:MAX_ASKED]]
        for (facet, value), number in zip(rare, numbers(conditions, user, within, most=1), strict=False):
            values[facet] |= {value: number} if number else {}
    return values


def _run(question, user, tsquery, cap, **wanted):
    """A bounded statement for this question; without words the first in the order of the list count."""
    visible, in_front = Entry.objects.visible_to(user), None
    matches = visible.matching(tsquery)
    if question.query.words:  # what has the words in front has them; but a word left out may stand in its text
        in_front = (matches if question.query.without else visible).filter(rank_vector__matches=tsquery)
        wanted["scores"] = ranking.score(question.query), ranking.often(question.query)
    sql, params = bounded.statement(matches, in_front, order=question.order, cap=cap, **wanted)
    return bounded.run(sql, params, cap)


def _by_facet(numbers, facets):
    counts = {facet: {} for facet in facets}
    for lexeme, number in numbers.items():
        facet, _, value = lexeme.partition(":")
        counts[facet][value] = number
    return counts
