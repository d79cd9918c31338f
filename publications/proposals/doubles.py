"""Whether two files are the same text, or one is a newer version of the other: by title and by pieces of the text.

A fingerprint stands for a text: the smallest hashes of its pieces of five words. It is kept with a document, so that a
comparison needs no text. Source of the estimate: Broder, On the resemblance and containment of documents (1997).
"""

import re
from dataclasses import dataclass
from hashlib import blake2b

from rapidfuzz import fuzz

from toolbox.search.lexicon import fold

SHINGLE = 5  # words of a piece
SIZE = 128  # hashes of a fingerprint: the share that it tells is mostly within 0.05 of the true one
HASH_BYTES = 6  # a number that JSON keeps exactly, in any language
MAX_WORDS = 200_000
FEWEST = 20  # pieces of a text that can be compared; in fewer, chance says too much
SAME, NEWER_VERSION, OTHER = "same", "newer_version", ""

SAME_TEXT = 0.9  # share of the pieces of both together: one text, saved again or mended here and there
MOSTLY_SAME = 0.5  # a newer version, whatever it is called; a yearly report shares less with that of another year
PARTLY_SAME = 0.2  # a newer version when it has the title and the year of the older one
ALIKE = 93  # of 100: titles that differ by a letter or a sign

FEWEST_LETTERS = 8  # of a title that is looked for among publications; shorter is a word of many titles

_WORD = re.compile(r"[^\W_]+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_STAGE = re.compile(  # how far a text is, not what it is about
    r"\bv(?:ersie|ersion)?\s?\d+(?: \d+)*\b|\b(?:concept|definitief|definitieve|def|final|draft|kopie|copy"
    r"|herziene? versie|bijgewerkt|geactualiseerd|update)\b"
)


@dataclass(frozen=True)
class Known:
    """A publication that is there already."""

    pk: int
    title: str
    subtitle: str = ""
    year: int | None = None


def normalised(title):
    """A title without case, accents, signs and words for a version: "Plan (v2, concept)" and "plan" are one."""
    return " ".join(_STAGE.sub(" ", " ".join(_WORD.findall(fold(title.replace("’", "").replace("'", ""))))).split())


def fingerprint(text):
    """The smallest SIZE hashes of the pieces of a text, sorted: the same for the same words, whatever the layout."""
    words = _WORD.findall(fold(text))[:MAX_WORDS]
    pieces = {" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}
    hashes = {int.from_bytes(blake2b(piece.encode(), digest_size=HASH_BYTES).digest(), "big") for piece in pieces}
    return sorted(hashes)[:SIZE]


def share(one, other):
    """The share of the pieces of two texts together that is in both, 0 to 1, by their fingerprints."""
    both = sorted({*one, *other})
    both = both[:SIZE] if max(len(one), len(other)) >= SIZE else both
    return len(set(one) & set(other) & set(both)) / len(both) if both else 0.0


def likeness(title_a, text_a, title_b, text_b):
    """SAME, NEWER_VERSION or OTHER, of two texts with their titles."""
    return likeness_of(title_a, fingerprint(text_a), title_b, fingerprint(text_b))


def likeness_of(title_a, print_a, title_b, print_b):
    """As likeness(), by fingerprints. Of two files without text nobody can tell: OTHER."""
    if min(len(print_a), len(print_b)) < FEWEST:
        return SAME if print_a and print_a == print_b and _is_one_title(title_a, title_b) else OTHER
    common = share(print_a, print_b)
    if common >= SAME_TEXT:
        return SAME
    if common >= MOSTLY_SAME or (common >= PARTLY_SAME and _is_one_title(title_a, title_b)):
        return NEWER_VERSION
    return OTHER


def publication_of(title, year, publications):
    """The pk of the one publication that this is probably a file of, by its title; None when none or several are.

    The title alone or with the subtitle; a year that is known of both is the same.
    """
    own = normalised(title)
    if len(own.replace(" ", "")) < FEWEST_LETTERS:
        return None
    found = {
        known.pk
        for known in publications
        if own in {normalised(known.title), normalised(f"{known.title} {known.subtitle}")}
        and not (year and known.year and abs(year - known.year) > 1)  # a report of December appears in January
    }
    return found.pop() if len(found) == 1 else None


def _is_one_title(one, other):
    """Alike, and of the same years: a monitor of another year is another monitor."""
    one, other = normalised(one), normalised(other)
    return bool(one) and _YEAR.findall(one) == _YEAR.findall(other) and fuzz.ratio(one, other) >= ALIKE
