"""Publications, who made them and what they found."""

from .finding import Finding
from .publication import (
    FIRST_YEAR,
    LAST_YEAR,
    Contributor,
    DocumentKind,
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
    "Publication",
    "PublicationTerm",
    "SourceMark",
]
