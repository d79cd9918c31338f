"""The parts of a compound: "jongerenrechter" is jongere and rechter."""

import re
from functools import lru_cache

from .lexicon import LEXICON
from .stemming import MAX_STEMMED, stem

SHORTEST, SHORTEST_PART, MOST_PARTS = 6, 3, 4
LINKS = ("", "s", "en", "n", "er", "e")  # letters between two parts, the likeliest first
_NEVER = frozenset(LEXICON["never"])
_PARTS = frozenset(LEXICON["parts"]) | _NEVER  # what is never cut may be a part
_STEMS = frozenset(stem(part) for part in _PARTS)
_MODIFIERS = frozenset(LEXICON["modifiers"])
_WHOLE = _PARTS | _STEMS
_DERIVED = re.compile(r"(?:lijk|lijks|baar|bar|ig|heid|hed|end|ing)(?:e|en)?$")  # another word than its stem
_ALWAYS = {word: tuple(stem(part) for part in parts.split()) for word, parts in LEXICON["always"].items()}


@lru_cache(maxsize=50_000)
def split(word):
    """The stems of the parts of a folded word: () when it is no compound.

    Only words of the lexicon are parts, so an unknown word stays whole: a false part brings wrong results, and a
    missing one only fewer.
    """
    if word in _ALWAYS:
        return _ALWAYS[word]
    if not SHORTEST <= len(word) <= MAX_STEMMED or not (word.isascii() and word.isalpha()):
        return ()
    if word in _WHOLE or stem(word) in _WHOLE:
        return ()
    for most in range(2, MOST_PARTS + 1):  # few parts before many
        if parts := _cut(word, most):
            return parts
    return ()


def _cut(word, count):
    """The stems of exactly so many parts, or ()."""
    if count == 1:
        return (stem(word),) if _is_head(word) else ()
    for end in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):  # a long first part before a short one
        if (first := _modifier(word[:end])) and (rest := _cut(word[end:], count - 1)):
            return (first, *rest)
    return ()


@lru_cache(maxsize=50_000)
def _modifier(piece):
    """The stem of the part that a piece is, with or without linking letters; "" for none."""
    for link in LINKS:
        bare = piece.removesuffix(link) if link else piece
        if (link and bare == piece) or len(bare) < SHORTEST_PART:
            continue
        if bare in _PARTS or bare in _MODIFIERS:
            return stem(bare)
        if link == "en" and bare[-1] == bare[-2] and bare[:-1] in _PARTS:  # messenbezit
            return stem(bare[:-1])
    return stem(piece) if _is_head(piece) and piece.endswith("en") else ""  # stratenplan


def _is_head(piece):
    """Is it a part, or another form of one? "werking" and "werkelijk" are no forms of werk."""
    if {piece, piece.removesuffix("en"), piece.removesuffix("n")} & _PARTS:  # woningen, deskundigen
        return True
    return len(piece) > SHORTEST_PART and stem(piece) in _STEMS and not _DERIVED.search(piece)
