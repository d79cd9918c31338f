"""The word that somebody meant: pure, over the words that may be suggested."""

import re

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .analysis import fold

SHORTEST = 4  # letters of a word that may be a mistake; shorter is too near to everything
LONG = 8  # letters from which two mistakes are possible; before that only when one hears no difference
_SOUNDS = [  # what is written in two ways and sounds the same, or nearly
    (re.compile(pattern), sound)
    for pattern, sound in [
        ("ij|y", "ei"),
        ("auw|ouw|au", "ou"),
        ("uw", "u"),
        ("sch", "sg"),
        ("ch", "g"),
        ("ck|c(?![eiy])|q", "k"),
        ("c", "s"),
        ("ph", "f"),
        ("th|dt|d$", "t"),
        ("x", "ks"),
        ("z", "s"),
        ("v", "f"),
        ("ie", "i"),
        (r"(.)\1+", r"\1"),
    ]
]


def most_mistakes(word):
    """How many letters may be wrong, missing, too many or swapped in a word of this length: 0, 1 or 2."""
    if len(word) < SHORTEST or not word.isalpha():
        return 0
    return 2 if len(word) > SHORTEST + 1 else 1


def sound(folded):
    """How a folded word sounds, roughly: "ondermeining" and "ondermijning" are the same."""
    for pattern, written in _SOUNDS:
        folded = pattern.sub(written, folded)
    return folded


def best(word, known):
    """The known word that was probably meant, or "". `known` holds (word, folded, number of texts).

    The fewest mistakes first; a mistake that cannot be heard is half of one. Then the word of the most texts.
    """
    asked = fold(word)
    limit = most_mistakes(asked)
    choices = {folded: (number, one) for one, folded, number in sorted(known, key=lambda row: (row[2], row[0]))}
    near = process.extract(asked, choices.keys(), scorer=OSA.distance, score_cutoff=limit, limit=None) if limit else []
    ranked = [
        ((mistakes + _heard(asked, folded), folded[:1] != asked[:1], -choices[folded][0], folded), choices[folded][1])
        for folded, mistakes, _ in near
        if mistakes == 1 or (mistakes and (len(asked) >= LONG or not _heard(asked, folded)))
    ]
    return min(ranked)[1] if ranked else ""


def _heard(one, two):
    return OSA.distance(sound(one), sound(two))
