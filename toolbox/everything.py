"""The lists that hold every kind of content: search, and the page of a term."""

from publications.models import DocumentKind
from toolbox.content.filters import KindFacet, RecordFacet, TermFacet
from toolbox.content.models import Facet, Language
from toolbox.municipalities.models import Municipality
from toolbox.search.facets import ChoiceFacet, YearFacet
from toolbox.search.filters import EntryFilterSet


class EverythingFilter(EntryFilterSet):
    """What kinds have in common, and for publications the kind of document and its language."""

    soort = KindFacet()
    thema = TermFacet(Facet.THEME)
    gemeente = RecordFacet(Municipality)
    jaar = YearFacet("year", "Jaar")
    document = ChoiceFacet("document_kind", "Soort publicatie", DocumentKind.choices)
    taal = ChoiceFacet("language", "Taal", Language.choices)
    doelgroep = TermFacet(Facet.TARGET_GROUP)
    werkvorm = TermFacet(Facet.WORKING_FORM)
