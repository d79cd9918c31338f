"""The index: the one query engine behind every list."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Knows entries, facets and words; knows no content type."""

    name = "toolbox.search"
    verbose_name = "zoeken"
