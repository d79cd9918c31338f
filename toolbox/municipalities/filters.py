"""The facets of the list of municipalities."""

from toolbox.content.filters import TermFacet
from toolbox.content.models import Facet
from toolbox.search.facets import ChoiceFacet, FacetFilter
from toolbox.search.filters import EntryFilterSet
from toolbox.search.models import UNKNOWN

from .models import SIZES, Municipality, Province

SIZE_CHOICES = [*((value, label) for value, label, _ in SIZES), (UNKNOWN, "Onbekend")]


class MunicipalityFilter(EntryFilterSet):
    """Province, size, police unit, and the national programme."""

    own_sort = "title"
    places = Municipality

    provincie = ChoiceFacet("province", "Provincie", Province.choices)
    grootte = ChoiceFacet("size", "Grootte", SIZE_CHOICES)
    eenheid = FacetFilter("police_unit", "Politie-eenheid")
    thema = TermFacet(Facet.THEME)
    programma = ChoiceFacet("prevention", "Programma", [("yes", "Preventie met Gezag"), (UNKNOWN, "Niet bekend")])
