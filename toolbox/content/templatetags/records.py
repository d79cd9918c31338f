"""Filters that records share: dates known in part, and the numbers of sources."""

from django import template

from ..dates import in_words

register = template.Library()
register.filter("partial_date", in_words)


@register.filter
def numbers_in(sources, source_list):
    """The numbers of these sources in the page's list of sources; those that are not in it are left out."""
    return list(filter(None, map(source_list.number, sources)))
