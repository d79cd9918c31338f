"""The models of the ground floor."""

from .content import Content, ContentQuerySet, Part
from .revision import OldSlug, Revision
from .term import Facet, Term, TermLink, TermsField

__all__ = ["Content", "ContentQuerySet", "Facet", "OldSlug", "Part", "Revision", "Term", "TermLink", "TermsField"]
