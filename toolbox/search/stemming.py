"""One lexeme for one and many, and for the endings of a word: the Dutch stemmer of Porter, and what it lacks."""

import re
from functools import lru_cache

import snowballstemmer

from .lexicon import LEXICON

MAX_STEMMED = 60  # letters; longer is no Dutch word, and a stemmer's time grows with its length
_ALGORITHM = "dutch_porter"  # plain "dutch" is another: it makes "zin" of "gezin"
_STEMS = {
    **{word: word for word in LEXICON["protected"]},
    **{short.lower(): short.lower() for short in LEXICON["abbreviations"]},
    **LEXICON["stems"],
}
# What ends in a schwa takes -s in the plural; -ces, -res and -les end words of their own (proces, adres, les).
_PLURAL_ES = re.compile(r"(?<=[bdfghknpst])es$")
_PLURAL_ENS = re.compile(r"(?<=[aeiou][^aeiou])ens$")  # tekens, as teken; not mens, grens
_SMALL = ("tje", "pje", "je")  # endings of what is small: pasje, groepje
_KNOWN = frozenset(LEXICON["parts"])
_ONE_IN_TS = re.compile(r"[aeiou]{2}ts$")  # toets, plaats: the s is their own
_LAST_LETTERS = {"z": "s", "v": "f"}  # huizen, brieven


@lru_cache(maxsize=50_000)
def stem(word):
    """The stem of a folded word. What is not a word of a to z stays as it is."""
    if word in _STEMS:
        return _STEMS[word]
    if len(word) > MAX_STEMMED or len(word) < 3 or not (word.isascii() and word.isalpha()):
        return word
    porter = snowballstemmer.stemmer(_ALGORITHM)  # of this call: it keeps the word in itself, and a site has threads
    return _shared_ending(porter.stemWord(_regular(word)))


def _regular(word):
    """Another form of the word, where the stemmer would make two words of one and many."""
    if word.endswith(("ies", "jes")) and len(word) > 4:
        word = word[:-1]  # studies, broertjes
    if word.endswith(("eeen", "ieen")):
        return word[:-2]  # moskeeën, strategieën
    if _ONE_IN_TS.search(word):
        return word + "en"  # the stemmer keeps the s of many
    for ending in _SMALL:
        if word.endswith(ending) and word.removesuffix(ending) in _KNOWN:
            return word.removesuffix(ending)
    if len(word) > 5:
        word = _PLURAL_ENS.sub("en", _PLURAL_ES.sub("e", word))
    return word


def _shared_ending(stemmed):
    """The ending as one spells it: a single consonant, s for z, f for v."""
    if len(stemmed) > 2 and stemmed[-1] == stemmed[-2] and stemmed[-1] not in "aeiou":
        stemmed = stemmed[:-1]
    return stemmed[:-1] + _LAST_LETTERS.get(stemmed[-1], stemmed[-1])
