"""What a list's address may hold: parsed and validated by django-filter, chosen and counted by the index."""

from dataclasses import dataclass, replace
from functools import cached_property

import django_filters
from django import forms

from . import selection, settling
from .facets import SHOWN_OPTIONS, FacetFilter, FacetGroup, Option
from .models import Entry, SynonymGroup
from .query import parse

MAX_RELATED = 6  # words to offer
MAX_WAYS_OUT = 6  # of filters; each is counted
VIEWS = {"lijst": "Lijst", "tabel": "Tabel", "kaart": "Kaart"}  # the first is what a list is without a choice
LIST, TABLE, MAP = VIEWS
FORMATS = {"atom": "Atom", "csv": "CSV", "json": "JSON"}
SORTS = {
    "relevance": "Best passend",
    "newest": "Nieuwste eerst",
    "oldest": "Oudste eerst",
    "title": "Titel A-Z",
    "added": "Laatst toegevoegd",
}


@dataclass(frozen=True)
class Chip:
    """A chosen value, and the address without it."""

    facet: str
    label: str
    url: str


@dataclass(frozen=True)
class WayOut:
    """What a list without results would give: without one filter, without the words, or everywhere."""

    what: str  # "filter", "words" or "everywhere"
    label: str  # what to leave out; for "everywhere" the words that stay
    count: int
    url: str


class TextField(forms.CharField):
    """Words to search for: never refused; what is too long is cut, and the page says so."""

    def to_python(self, value):
        """Read the words as a search.query.Query."""
        return parse(value or "")

    def validate(self, value):
        """Every text is a query."""

    def run_validators(self, value):
        """No validators: see to_python."""


class TextFilter(django_filters.Filter):
    """`q`."""

    field_class = TextField


class PageFilter(django_filters.Filter):
    """`pagina`: a whole number from 1."""

    field_class = forms.IntegerField


class EntryFilterSet(django_filters.FilterSet):
    """The address of a list. A subclass names its facets; `within` is what the page itself is about.

    It parses, validates, and makes the facet groups and chips. It never builds a filter of its own: the index selects.
    """

    own_sort = selection.DEFAULT_SORT
    places = None  # the model whose records a map of this list shows; without one there is no map

    q = TextFilter(label="Zoekwoorden")
    sorteer = django_filters.ChoiceFilter(label="Volgorde", choices=list(SORTS.items()))
    pagina = PageFilter(label="Pagina", min_value=1, max_value=10**6)
    precies = django_filters.ChoiceFilter(label="Alleen je eigen woorden", choices=[("ja", "Ja")])
    weergave = django_filters.ChoiceFilter(label="Weergave", choices=list(VIEWS.items()))
    format = django_filters.ChoiceFilter(label="Formaat", choices=list(FORMATS.items()))

    class Meta:
        model = Entry
        fields = []

    def __init__(self, data, user, within=None):
        data = data.copy()
        for name, values in list(data.lists()):
            if not any(values):
                del data[name]  # "?thema=" chooses nothing
        super().__init__(data, queryset=Entry.objects.none())
        self.user, self.within = user, within or {}
        self.facets = {name: f for name, f in self.filters.items() if isinstance(f, FacetFilter)}
        asked = {facet.facet: data.getlist(name) for name, facet in self.facets.items()}
        self.offered = selection.offered(self.within, user, [*asked], asked)
        shared = {}
        self.labels = {name: f.labels(self.offered[f.facet], user, shared) for name, f in self.facets.items()}
        for name, facet in self.facets.items():
            facet.extra["choices"] = list(self.labels[name].items())
        self.filters["weergave"].extra["choices"] = list(self._views().items())

    @property
    def problems(self):
        """What is wrong with the address, in sentences; empty when all is well."""
        return [
            f"We kennen deze waarde niet bij ‘{self.filters[name].label}’: {', '.join(self.data.getlist(name))[:100]}."
            for name in self.form.errors
        ]

    @cached_property
    def question(self):
        """The question that is answered; see `settled`."""
        return self.settled.question

    @cached_property
    def settled(self):
        """The question in words that have an answer (settling.Settled)."""
        return self.settle(self._as_typed.question, self._as_typed.total)

    @cached_property
    def _as_typed(self):
        """The answer to the valid address as it stands."""
        clean = self.form.cleaned_data
        return self._select(
            selection.Question(
                query=self.read(clean["q"].text) if clean["q"].words else clean["q"],
                within=self.within,
                chosen={facet.facet: tuple(clean[name]) for name, facet in self.facets.items() if clean[name]},
                sort=clean["sorteer"],
                own_sort=self.own_sort,
                page=clean["pagina"] or 1,
            )
        )

    @cached_property
    def groups_of_words(self):
        """The thesaurus."""
        return SynonymGroup.objects.in_use()

    def read(self, text):
        """A text as a query: in the reader's words and, unless they want only those, in words that mean the same."""
        return parse(text, () if self.form.cleaned_data["precies"] else self.groups_of_words)

    def settle(self, question, total=None):
        """The question as it is best answered; see settling.settle."""
        return settling.settle(question, self.user, self.read, self.groups_of_words, total)

    def answer(self):
        """The answer of the index, with counts for every facet, and for the places of a map."""
        return self._as_typed if self.question == self._as_typed.question else self._select(self.question)

    def _select(self, question):
        facets = [f.facet for f in self.facets.values()]
        return selection.select(question, self.user, count={*facets, *filter(None, [self.place_facet])})

    def understood(self):
        """How the words were read: left out, searched for too, offered (with addresses), and what to watch out for."""
        query, settled = self.question.query, self.settled
        related = dict.fromkeys(word for clause in query.clauses for word in clause.related)
        return {
            "suggestion": settled.suggestion,
            "suggested": self.address(q=settled.suggestion),
            "is_mended": settled.is_mended,
            "is_loose": query.is_loose,
            "left_out": [clause.text for clause in query.left_out],
            "warnings": list(dict.fromkeys(text for clause in query.clauses for text in clause.warnings)),
            "equal": list(dict.fromkeys(term.text for clause in query.clauses for term in clause.equal)),
            "is_literal": bool(query.words and self.form.cleaned_data["precies"]),
            "literally": self.address(precies="ja"),
            "widely": self.address(precies=None),
            "related": [(word, self.address(q=word)) for word in [*related][:MAX_RELATED]],
        }

    def rows(self, **changes):
        """Ask the index for another part or order of the same list, without counts."""
        return selection.select(replace(self.question, **changes), self.user)

    def kinds(self, answer):
        """The kinds of a list of all kinds that have results: (facets.Option, the address of only that kind)."""
        name, facet = next((name, facet) for name, facet in self.facets.items() if facet.facet == "kind")
        options = self._group(name, facet, answer).options
        return [(option, self.address(**{name: option.value})) for option in options if option.count]

    def groups(self, answer):
        """The facets of the list, with what each value gives. Values that no visible entry has stay out."""
        groups = [self._group(name, facet, answer) for name, facet in self.facets.items()]
        return [group for group in groups if group.options]

    def chips(self):
        """What is chosen, each with the address without it."""
        return [
            Chip(self.facets[name].label, self.labels[name][value], self.address(without=(name, value)))
            for name, value in self._choices()
        ]

    def ways_out(self):
        """What an empty list would give without one of its filters, or without its words. A count for each."""
        question, ways = self.question, []
        for name, value in self._choices()[:MAX_WAYS_OUT]:
            facet = self.facets[name]
            others = tuple(other for other in question.chosen[facet.facet] if other != value)
            fewer = replace(question, chosen={**question.chosen, facet.facet: others})
            label = f"{facet.label}: {self.labels[name][value]}"
            ways.append(("filter", label, fewer, self.address(without=(name, value))))
        if question.query.words and question.chosen:
            ways.append(("words", question.query.text, replace(question, query=parse("")), self.address(q=None)))
        found = [
            WayOut(what, label, selection.total(self.settle(fewer).question, self.user), url)
            for what, label, fewer, url in ways
        ]
        return [way for way in found if way.count]

    @property
    def view(self):
        """How the list is shown: a value of VIEWS."""
        return self.form.cleaned_data["weergave"] or LIST

    def views(self):
        """The ways to show the list: (value, label, address of the same page of it, is chosen)."""
        page = self.question.page if self.question.page > 1 else None
        return [
            (value, label, self.address(weergave=None if value == LIST else value, pagina=page), value == self.view)
            for value, label in self._views().items()
        ]

    @property
    def place_facet(self):
        """The facet of the index whose values lie on a map, or None."""
        return self.places and self.places.kind_name()

    @property
    def place_name(self):
        """The parameter that chooses a place; None for the list of the places themselves."""
        return next((name for name, facet in self.facets.items() if facet.facet == self.place_facet), None)

    def sorts(self):
        """The orders on offer: (value, label, is chosen).

        The list's own order has an empty value, so that sending the form is no choice: new words sort by relevance.
        """
        has_words = bool(self.question.query.words)
        own = "relevance" if has_words else self.own_sort
        offered = {value: label for value, label in SORTS.items() if has_words or value != "relevance"}
        chosen = self.question.sort if self.question.sort in offered else own
        return [("" if value == own else value, label, value == chosen) for value, label in offered.items()]

    def address(self, without=None, **values):
        """The query string of this list with other `values` (None: not), or without one choice; page 1 unless given."""
        data = self.data.copy()
        for name in set(data) - set(self.filters) | {"pagina", "format"}:
            data.pop(name, None)  # utm_… and the like are not ours to repeat
        if without:
            name, value = without
            data.setlist(name, [other for other in data.getlist(name) if other != value])
        for name, value in values.items():
            if value is None:
                data.pop(name, None)
            else:
                data[name] = str(value)
        return "?" + data.urlencode()

    def _choices(self):
        """[(parameter, value)] of what is chosen."""
        return [(name, value) for name in self.facets for value in self.form.cleaned_data[name]]

    def _views(self):
        return {value: label for value, label in VIEWS.items() if value != MAP or self.places}

    def _group(self, name, facet, answer):
        chosen, counts = set(self.form.cleaned_data[name]), answer.counts[facet.facet]
        is_least = facet.facet in answer.least
        offered = self.offered[facet.facet]
        labels = {v: label for v, label in self.labels[name].items() if v in offered or v in chosen}
        options = [
            Option(value, labels[value], counts.get(value, 0), value in chosen, is_least)
            for value in facet.sort(labels, offered)
        ]
        more = [option for option in options[SHOWN_OPTIONS:] if not option.is_chosen]
        return FacetGroup(name, facet.label, [option for option in options if option not in more], more)
