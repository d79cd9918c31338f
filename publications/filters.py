"""The facets of the list of publications."""

from toolbox.approaches.models import Approach
from toolbox.content.filters import RecordFacet, TermFacet
from toolbox.content.models import Facet, Language
from toolbox.municipalities.models import Municipality
from toolbox.search.facets import ChoiceFacet, FacetFilter, YearFacet
from toolbox.search.filters import EntryFilterSet

from .models import DocumentKind


class PublicationFilter(EntryFilterSet):
    """Kind, theme, year, language and publisher, and what it is about."""

    places = Municipality

    soort = ChoiceFacet("document_kind", "Soort", DocumentKind.choices)
    thema = TermFacet(Facet.THEME)
    jaar = YearFacet("year", "Jaar")
    taal = ChoiceFacet("language", "Taal", Language.choices)
    uitgever = FacetFilter("publisher", "Uitgever")
    aanpak = RecordFacet(Approach)
    gemeente = RecordFacet(Municipality)
