"""One proposal of all fields for a file that was read."""

import re
from dataclasses import dataclass
from enum import StrEnum

from .doubles import publication_of
from .kinds import kind_of
from .places import municipalities
from .themes import themes

THEME = "theme"


class Source(StrEnum):
    """Where a value comes from; "" when there is none."""

    FILE = "file"
    PROPOSAL = "proposal"
    UNKNOWN = ""


SOURCES = {Source.FILE: "uit het bestand", Source.PROPOSAL: "voorstel", Source.UNKNOWN: "niet bekend"}


@dataclass(frozen=True)
class Proposed:
    """A value and where it comes from. Not known is empty: "", None or ()."""

    value: object
    source: Source

    @property
    def source_in_words(self):
        """As the editor reads it."""
        return SOURCES[self.source]


@dataclass(frozen=True)
class Proposal:
    """What the portal proposes, per field of a publication."""

    title: Proposed
    year: Proposed
    authors: Proposed  # names in order
    kind: Proposed  # a value of DocumentKind
    language: Proposed  # a code of ISO 639
    municipalities: Proposed  # slugs
    themes: Proposed  # slugs
    publication: Proposed  # the pk of one that is there already, and has this title


def propose(reading, vocabulary):
    """The Proposal for a reading, a dict as of extraction.reading.Reading.

    "Uit het bestand" is what stands in the file as such: its title, a date, its authors, its language. What follows
    from its name, its words or the day that it was made on is "voorstel".
    """
    pages = [page["text"] for page in reading.get("pages") or ()]
    title = reading.get("title") or ""
    own_title = title if reading.get("title_from") != "name" else _spaced(title)
    year, language = reading.get("year"), reading.get("language") or ""
    of_theme = [term for term in vocabulary.terms if term.facet == THEME]
    return Proposal(
        title=_proposed(title, reading.get("title_from") in ("properties", "text")),
        year=_proposed(year, reading.get("year_from") == "text"),
        authors=_proposed(people(reading.get("authors") or ()), True),
        kind=_proposed(kind_of(own_title, pages, reading.get("kind") or "", vocabulary.kinds), False),
        language=_proposed(language if language in vocabulary.languages else "", True),
        municipalities=_proposed(municipalities(own_title, pages, vocabulary.municipalities), False),
        themes=_proposed(themes(own_title, pages, of_theme, vocabulary.names), False),
        publication=_proposed(publication_of(own_title, year, vocabulary.publications), False),
    )


_SURNAME_FIRST = re.compile(r"(?P<surname>[^,()]+),\s*(?P<first>[^,()]+?)(?:\s*\(.*\)|\s+-\s.*)?")
_PREFIX = re.compile(
    r"(?P<first>.*\S)\s+(?P<prefix>(?:van|de|den|der|ten|ter|te|von|el|al|\x27t)(?:\s+(?:de|den|der|\x27t))?)"
)


def people(names):
    """The names as one writes them: "Vries, Anna de (DGRR)" is Anna de Vries. One word is an account, no name."""
    found = []
    for name in names:
        name = " ".join(str(name).split())
        if turned := _SURNAME_FIRST.fullmatch(name):
            first, surname = turned["first"], turned["surname"]
            if prefix := _PREFIX.fullmatch(first):
                first, surname = prefix["first"], f"{prefix['prefix']} {surname}"
            name = f"{first} {surname}"
        if " " in name:
            found.append(name)
    return tuple(dict.fromkeys(found))


def _spaced(name):
    """The name of a file as words."""
    return re.sub(r"[_\s-]+", " ", name).strip()


def _proposed(value, is_from_file):
    if not value:
        return Proposed(value, Source.UNKNOWN)
    return Proposed(value, Source.FILE if is_from_file else Source.PROPOSAL)
