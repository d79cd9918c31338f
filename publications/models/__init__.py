"""Publications, who made them and what they found."""

from .finding import Finding
from .publication import Contributor, DocumentKind, Language, Publication, PublicationTerm, SourceMark

__all__ = ["Contributor", "DocumentKind", "Finding", "Language", "Publication", "PublicationTerm", "SourceMark"]
