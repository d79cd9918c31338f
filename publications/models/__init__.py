"""Publications, who made them and what they found."""

from .document import Batch, Document, DocumentState, Page
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
    "Batch",
    "Contributor",
    "Document",
    "DocumentKind",
    "DocumentState",
    "Finding",
    "Page",
    "Publication",
    "PublicationTerm",
    "SourceMark",
]
