"""The addresses and the one facet of stories."""

from toolbox.content.filters import TermFacet
from toolbox.content.models import Facet
from toolbox.content.urls import record_paths
from toolbox.search.filters import EntryFilterSet

from .models import Story


class StoryFilter(EntryFilterSet):
    """By theme."""

    thema = TermFacet(Facet.THEME)


app_name = "story"
urlpatterns = record_paths(Story, StoryFilter)
