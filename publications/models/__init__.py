"""Publications, who made them and what they found."""

from .finding import Finding
from .publication import (
    FIRST_YEAR,
    LAST_YEAR,
    Contributor,
    DocumentKind,
    Language,
    Publication,
    PublicationTerm,
    SourceMark,
)

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "Contributor",
    "DocumentKind",
    "Finding",
    "Language",
    "Publication",
    "PublicationTerm",
    "SourceMark",
]
