"""The one function that selects, counts and sorts: every list of the site is a query on the index."""

from collections import defaultdict
from dataclasses import dataclass, field, replace

from django.db.models import Case, Count, ExpressionWrapper, F, FloatField, Func, Value, When

from .models import Entry
from .query import Query

PAGE_SIZE = 20
DEFAULT_SORT = "newest"
HIDDEN_COLUMNS = ("rank_vector", "full_vector", "facets")
ORDERS = {
    "newest": [F("date").desc(nulls_last=True), F("pk").desc()],
    "oldest": [F("date").asc(nulls_last=True), F("pk")],
    "title": [F("sort_title"), F("pk")],
    "added": [F("published_at").desc(nulls_last=True), F("pk").desc()],
}


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

    @property
    def pages(self):
        """The number of pages: at least one, which may be empty."""
        return max(1, -(-self.total // self.question.size))


class TextRank(Func):
    """ts_rank(vector, literal): how well the small vector fits, between 0 and 1."""

    template = "ts_rank(%(expressions)s::tsquery)"
    output_field = FloatField()


class Unnest(Func):
    """unnest(array): a row per element."""

    function = "unnest"
    set_returning = True


def select(question, user, count=()):
    """Answer a question for a reader (None = anonymous).

    OR inside a facet, AND between facets; a facet's own choice is left out of its own counts, so that every number
    says what choosing that value gives. The number of queries depends on the question, never on the rows.
    """
    visible = Entry.objects.visible_to(user)
    matches = _matches(question, user)
    start = (question.page - 1) * question.size
    entries = list(_sorted(matches, question).defer(*HIDDEN_COLUMNS)[start : start + question.size])
    counts = {}
    if free := [facet for facet in count if not question.chosen.get(facet)]:
        counts |= _facet_counts(matches, free)
    for facet in set(count) - set(free):
        counts |= _facet_counts(visible.matching(question.tsquery(leave_out=facet)), [facet])
    return Answer(question, entries, matches.count(), counts)


def nearest(question, user):
    """The question without the conditions that keep it from having an answer; itself when nothing comes near.

    The entry that holds the most of them says which stay.
    """
    clauses = question.query.clauses
    if len(clauses) < 2:
        return question
    either = replace(question, query=question.query.either())
    holds = {
        f"holds_{n}": Case(When(full_vector__matches=clause.tsquery(), then=Value(1)), default=Value(0))
        for n, clause in enumerate(clauses)
    }
    rows = _matches(either, user).annotate(**holds).annotate(held=sum(map(F, holds), start=Value(0)))
    best = rows.annotate(score=_score(question.query)).order_by("-held", "-score", "pk").first()
    if best is None:
        return question
    missing = [clause for n, clause in enumerate(clauses) if not getattr(best, f"holds_{n}")]
    return replace(question, query=question.query.leave_out(missing))


def total(question, user):
    """How many entries a question gives a reader, on all pages together."""
    return _matches(question, user).count()


def one_of_each_kind(question, user):
    """An entry of each kind that a question gives a reader, by the name of the kind."""
    return list(_matches(question, user).order_by("kind", "pk").distinct("kind").defer(*HIDDEN_COLUMNS))


def offered(within, user, facets):
    """The values that the visible entries have: {facet: {value: number}}. What nobody may see is not offered."""
    return _facet_counts(_matches(Question(within=within), user), facets)


def _matches(question, user):
    return Entry.objects.visible_to(user).matching(question.tsquery())


def _facet_counts(matches, facets):
    rows = (
        matches.order_by()
        .annotate(value=Unnest(F("facets")))
        .values("value")
        .annotate(n=Count("pk"))
        .values_list("value", "n")
    )
    counts = defaultdict(dict, {facet: {} for facet in facets})
    for lexeme, number in rows:
        facet, _, value = lexeme.partition(":")
        if facet in counts:
            counts[facet][value] = number
    return dict(counts)


def _sorted(matches, question):
    """A chosen order, or with words by relevance: a word in title, names or summary first, then how well it fits."""
    if question.sort in ORDERS:
        return matches.order_by(*ORDERS[question.sort])
    if not question.query.words:
        return matches.order_by(*ORDERS[question.own_sort])
    return matches.annotate(score=_score(question.query)).order_by(F("score").desc(), *ORDERS[DEFAULT_SORT])


def _score(query):
    """The reader's own words in title, names or summary first, then words that mean the same, then how well it fits."""
    in_own_words = Case(When(rank_vector__matches=query.literally(), then=Value(2.0)), default=Value(0.0))
    in_front = Case(When(rank_vector__matches=query.tsquery(), then=Value(1.0)), default=Value(0.0))
    fit = TextRank(F("rank_vector"), Value(query.either().tsquery()))
    return ExpressionWrapper(in_own_words + in_front + fit, output_field=FloatField())
