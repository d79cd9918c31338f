"""The facets of the lists of approaches and practices."""

from toolbox.content.filters import RecordFacet, TermFacet
from toolbox.content.models import Facet
from toolbox.municipalities.filters import SIZE_CHOICES
from toolbox.municipalities.models import Municipality, Province
from toolbox.search.facets import ChoiceFacet
from toolbox.search.filters import EntryFilterSet
from toolbox.search.models import UNKNOWN

from .models import EFFECT_CHOICES, GROUNDING_CHOICES, AgeBand, Approach, CostClass, Phase


class ApproachFilter(EntryFilterSet):
    """What an adviser chooses by: the question, the young people, the way of working, and what is known."""

    own_sort = "title"

    thema = TermFacet(Facet.THEME)
    risico = TermFacet(Facet.RISK_LEVEL)
    werkvorm = TermFacet(Facet.WORKING_FORM)
    plek = TermFacet(Facet.SETTING)
    effect = ChoiceFacet("effect", "Effect", EFFECT_CHOICES)
    onderbouwing = ChoiceFacet("grounding", "Onderbouwing", GROUNDING_CHOICES)
    leeftijd = ChoiceFacet("age", "Leeftijd", [*AgeBand.choices, (UNKNOWN, "Onbekend")])
    doelgroep = TermFacet(Facet.TARGET_GROUP)
    aard = TermFacet(Facet.KIND_OF_APPROACH)
    niveau = TermFacet(Facet.PREVENTION_LEVEL)
    partner = TermFacet(Facet.PARTNER)
    kosten = ChoiceFacet("cost_class", "Kosten", [*CostClass.choices, (UNKNOWN, "Onbekend")])


class PracticeFilter(EntryFilterSet):
    """Who does what, how far it is, and what is known."""

    own_sort = "title"
    places = Municipality

    aanpak = RecordFacet(Approach)
    gemeente = RecordFacet(Municipality)
    fase = ChoiceFacet("phase", "Fase", [*Phase.choices, (UNKNOWN, "Onbekend")])
    thema = TermFacet(Facet.THEME)
    werkvorm = TermFacet(Facet.WORKING_FORM)
    grootte = ChoiceFacet("size", "Grootte van de gemeente", SIZE_CHOICES)
    provincie = ChoiceFacet("province", "Provincie", Province.choices)
    effect = ChoiceFacet("effect", "Effect", EFFECT_CHOICES)
    onderbouwing = ChoiceFacet("grounding", "Onderbouwing", GROUNDING_CHOICES)
    doelgroep = TermFacet(Facet.TARGET_GROUP)
    plek = TermFacet(Facet.SETTING)
