"""Filters that records share: dates known in part, and the numbers of sources."""

from django import template

from ..dates import in_words

register = template.Library()
register.filter("partial_date", in_words)


@register.filter
def numbers_in(sources, source_list):
    """The places (from 1) of these sources in the page's list of sources; those that are not in it are left out."""
    places = {source: place for place, source in enumerate(source_list, start=1)}
    return [places[source] for source in sources if source in places]
