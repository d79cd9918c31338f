"""Records, their terms and their history."""

from .constraints import PublishedWithin, TriggerConstraint
from .content import Content, ContentQuerySet
from .fields import Language, LinesField, PartialDateField, in_order_q, partial_date_q
from .part import Part, PartQuerySet
from .revision import OldSlug, Revision
from .term import Facet, Term, TermLink, TermsField
from .visible import visible_prefetches

__all__ = [
    "Content",
    "ContentQuerySet",
    "Facet",
    "Language",
    "LinesField",
    "OldSlug",
    "Part",
    "PartQuerySet",
    "PartialDateField",
    "PublishedWithin",
    "Revision",
    "Term",
    "TermLink",
    "TermsField",
    "TriggerConstraint",
    "in_order_q",
    "partial_date_q",
    "visible_prefetches",
]
