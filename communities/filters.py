"""The facets of the lists of communities, meetings and field reports."""

from toolbox.content.filters import RecordFacet, TermFacet
from toolbox.content.models import Facet
from toolbox.municipalities.models import Municipality
from toolbox.search.facets import ChoiceFacet, YearFacet
from toolbox.search.filters import EntryFilterSet

from .models import LearningCommunity, MeetingKind


class LearningCommunityFilter(EntryFilterSet):
    """Who takes part."""

    own_sort = "title"
    places = Municipality

    gemeente = RecordFacet(Municipality)
    thema = TermFacet(Facet.THEME)


class MeetingFilter(EntryFilterSet):
    """What sort, when, of whom."""

    places = Municipality

    soort = ChoiceFacet("meeting_kind", "Soort", MeetingKind.choices)
    jaar = YearFacet("year", "Jaar")
    community = RecordFacet(LearningCommunity, "Community")
    gemeente = RecordFacet(Municipality)
    thema = TermFacet(Facet.THEME)


class FieldReportFilter(EntryFilterSet):
    """Who told it, and when."""

    places = Municipality

    gemeente = RecordFacet(Municipality)
    jaar = YearFacet("year", "Jaar")
    thema = TermFacet(Facet.THEME)
