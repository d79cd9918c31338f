"""The rows of the index, and the words of who asks."""

from .entry import UNKNOWN, Document, Entry, EntryPage, EntryQuerySet, Page
from .questions import QueryCount
from .synonyms import MAX_WORDS, SynonymGroup
from .words import Word

__all__ = [
    "MAX_WORDS",
    "UNKNOWN",
    "Document",
    "Entry",
    "EntryPage",
    "EntryQuerySet",
    "Page",
    "QueryCount",
    "SynonymGroup",
    "Word",
]
