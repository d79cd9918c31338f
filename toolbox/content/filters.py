"""Facets out of the vocabulary, the kinds and the records."""

from collections import defaultdict

from toolbox.search.analysis import sort_key
from toolbox.search.facets import ChoiceFacet, FacetFilter
from toolbox.search.models import UNKNOWN

from .models import Content, Term


class TermFacet(FacetFilter):
    """A facet of the vocabulary: `thema = TermFacet(Facet.THEME)`. Every term is valid, in the editors' order."""

    def __init__(self, facet, **options):
        super().__init__(facet.value, facet.label, **options)

    def labels(self, offered, user, shared):
        """The terms of this facet."""
        if "terms" not in shared:
            terms = shared["terms"] = defaultdict(dict)
            for facet, slug, name in Term.objects.in_order().values_list("facet", "slug", "name"):
                terms[facet][slug] = name
        return shared["terms"][self.facet]

    def sort(self, labels, offered):
        """As the editors ordered them."""
        return list(labels)


class KindFacet(ChoiceFacet):
    """The kind of record: "publicaties"."""

    def __init__(self, **options):
        super().__init__("kind", "Wat je zoekt", choices=(), **options)

    def labels(self, offered, user, shared):
        """Every content type there is."""
        return {model.kind_name(): model._meta.verbose_name_plural.capitalize() for model in Content.types()}


class RecordFacet(FacetFilter):
    """Records that others point at: `gemeente = RecordFacet(Municipality)`. Valid are those that the reader may see."""

    def __init__(self, model, label=None, **options):
        super().__init__(model.kind_name(), label or model._meta.verbose_name.capitalize(), **options)
        self.record_model = model  # `model` is django-filter's own

    def labels(self, offered, user, shared):
        """The titles of the visible records, and "unknown" where an entry has it."""
        titles = dict(self.record_model.objects.visible_to(user).values_list("slug", "title"))
        return titles | ({UNKNOWN: self.unknown_label} if UNKNOWN in offered else {})

    def sort(self, labels, offered):
        """By title; unknown last."""
        return sorted(labels, key=lambda value: (value == UNKNOWN, sort_key(labels[value])))
