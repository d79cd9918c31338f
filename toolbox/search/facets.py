"""The facets of a list: what may be chosen, what each value is called, and what choosing it gives."""

from dataclasses import dataclass

import django_filters

from .models import UNKNOWN

SHOWN_OPTIONS = 12


@dataclass(frozen=True)
class Option:
    """One value of a facet on a list: what choosing it gives, and whether it is chosen."""

    value: str
    label: str
    count: int
    is_chosen: bool
    is_least: bool = False  # there may be more


@dataclass(frozen=True)
class FacetGroup:
    """A facet as a list shows it: the first options, and the others under "meer"."""

    name: str
    label: str
    options: list
    more: list

    @property
    def chosen(self):
        """How many values are chosen."""
        return sum(option.is_chosen for option in [*self.options, *self.more])


class FacetFilter(django_filters.MultipleChoiceFilter):
    """One facet of the index: `uitgever = FacetFilter("publisher", "Uitgever")`. Valid is what visible entries have."""

    unknown_label = "Onbekend"

    def __init__(self, facet, label, **options):
        super().__init__(label=label, **options)
        self.facet = facet

    def labels(self, offered, user, shared):
        """{value: label} of every value valid for this user; `offered` are the values that visible entries have.

        `shared` is a dict for what the facets of one list may fetch together.
        """
        return {value: self.unknown_label if value == UNKNOWN else value for value in offered}

    def sort(self, labels, offered):
        """The values in the order in which a list shows them: most frequent first."""
        return sorted(labels, key=lambda value: (value == UNKNOWN, -offered.get(value, 0), labels[value].lower()))


class YearFacet(FacetFilter):
    """Years: newest first, unknown last."""

    unknown_label = "Jaar onbekend"

    def sort(self, labels, offered):
        """Newest first."""
        return sorted(labels, key=lambda value: (value != UNKNOWN, value), reverse=True)


class ChoiceFacet(FacetFilter):
    """A facet with a fixed list of values: each is valid, also when nothing has it."""

    def __init__(self, facet, label, choices, **options):
        super().__init__(facet, label, **options)
        self.fixed = choices

    def labels(self, offered, user, shared):
        """The fixed list."""
        return dict(self.fixed)

    def sort(self, labels, offered):
        """In the order of the list."""
        return list(labels)
