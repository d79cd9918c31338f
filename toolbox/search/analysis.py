"""From text to the words of the index: pure functions, used for what is indexed and for what is asked.

A word is one lexeme, its stem; a compound, or a word with a hyphen, has its parts too. What is indexed holds the whole
and the parts, so a part finds the compound, and "jeugd criminaliteit" finds "jeugdcriminaliteit" and the other way
round. PostgreSQL only stores and matches what is made here, so no text-search configuration of a server plays a part.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, pairwise

from .compounds import split
from .lexicon import LEXICON as WORDS
from .lexicon import VERSION, fold, plain
from .stemming import stem

LEXICON = VERSION  # of words, rules and stemmer; another version means: rebuild the index
MAX_POSITION = 16_383  # PostgreSQL's limits for a tsvector
MAX_WORD = 255
MAX_BYTES = 900_000  # of one vector's literal; a tsvector may be 1,048,575 bytes
LONGEST_WRITTEN = 50  # signs of a word that may be suggested
MAX_CACHED = 100  # signs of a word that is kept in memory; longer is no word, or a row of them
ARTICLES = ("de", "het", "een", "the", "a", "an")
STOP_WORDS = frozenset(WORDS["stop_words"])
LIGHT_WORDS = frozenset(WORDS["light_words"])
COMMON_WORDS = frozenset(WORDS["common_words"])
_WORDS = re.compile(r"\d+\+(?!\w)|[^\W_]+(?:[-'’./&_][^\W_]+)*")
_PIECES = re.compile(r"[^\W_]+")
_PLURAL_OR_POSSESSIVE = re.compile(r"(?<=\w)['’]s$")  # risico's, Breda's
_NUMBER_AND_WORD = re.compile(r"(\d+)([^\W\d_]{3,})")  # 075aanpak, 18plus; not b00tcmp, 2e or y2024


@dataclass(frozen=True)
class Word:
    """A word of a text or of a question."""

    text: str  # as written, but folded
    whole: str  # its lexeme; of a compound the stems of the parts together, whatever letters link them
    parts: tuple = ()  # the lexemes of the parts; none for a word that is no compound
    joined: tuple = ()  # of a question: the lexemes of this word written as one with a neighbour
    is_phrase: bool = False  # the parts belong side by side, in this order
    is_stop_word: bool = False
    places: tuple = ()  # the lexemes per position, as they are indexed


def analyse(text, protected=()):
    """The words of a question in order, without stop words.

    `protected` are words and phrases as people write them ("Halt", "SMS bom"): such a word is not cut in parts, and a
    phrase is one word.
    """
    phrases = {tuple(_pieces(fold(phrase))) for phrase in protected}
    longest = max(map(len, phrases), default=0)
    found, words = list(_read(text)), []
    while found:
        for length in range(min(longest, len(found)), 0, -1):
            pieces = tuple(piece for word, _, _ in found[:length] for piece in _pieces(word.text))
            if pieces in phrases:
                words.append((_phrase(pieces), found[0][1], found[length - 1][2]))
                break
        else:
            length = 1
            words += [] if found[0][0].is_stop_word else found[:1]
        found = found[length:]
    return _with_joined(words, plain(text))


def join(one, two):
    """The lexeme of two words written as one, so that "buurt lab" finds "buurtlab"; "" where that makes no sense."""
    if one.is_phrase or two.is_phrase or (one.text + two.text).isdigit():
        return ""
    return _lexemes("".join(_pieces(one.text) + _pieces(two.text)))[0]


def tokens(text):
    """(start, end, lexemes) of every indexed word of a text, in order: what to mark for a lexeme that was found."""
    origin = None if text.isascii() else _origin(text)
    for places, start, end in _indexed(text):
        if origin:  # the end: after its last sign, and after the accents that follow it
            start, end = origin[start], max(origin[end - 1] + 1, origin[end])
        yield start, end, tuple(dict.fromkeys(lexeme for place in places for lexeme in place))


def written(text):
    """The words of a text as one may suggest them: in small letters, accents kept, no stop words and no numbers."""
    words = {text[start:end].lower() for start, end, _ in tokens(text) if 2 < end - start <= LONGEST_WRITTEN}
    return {word for word in words if any(map(str.isalpha, word)) and len(fold(word)) <= LONGEST_WRITTEN}


def sort_key(title):
    """A title as a sort key that is the same in every database: folded, without a leading article or quote."""
    words = _PIECES.findall(fold(title))
    if len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    return " ".join(words)


def quote(lexeme):
    """A lexeme as a literal for tsvector and tsquery."""
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"


def facet_lexeme(facet, value):
    """The lexeme of a facet value: "=theme:doorgroei". No text ever yields a "=", so no reader's word matches it."""
    return f"={facet}:{value}".replace("\x00", "")


def make_vector(weighted_texts, lexemes=()):
    """A tsvector literal of (text, weight "A".."D") pairs in order, plus bare lexemes (facet values).

    A text too long for a tsvector is cut off; the words up to there are found.
    """
    positions, size, position = {}, 0, 0
    for text, weight in weighted_texts:
        for places, _, _ in _indexed(text):
            for place in places:
                position += 1
                for lexeme in place:
                    if size > MAX_BYTES:
                        break
                    positions.setdefault(lexeme, []).append(f"{min(position, MAX_POSITION)}{weight}")
                    size += len(lexeme.encode()) + 8
        position += 1  # a phrase does not run from one text into the next
    literals = [f"{quote(lexeme)}:{','.join(where[:255])}" for lexeme, where in sorted(positions.items())]
    return " ".join(literals + [quote(lexeme) for lexeme in sorted(set(lexemes))])


def make_set(text):
    """A tsvector literal of the lexemes of a text without their places."""
    found, size = set(), 0
    for places, _, _ in _indexed(text):
        for lexeme in chain.from_iterable(places):
            if lexeme not in found and size <= MAX_BYTES:
                found.add(lexeme)
                size += len(lexeme.encode()) + 4
    return " ".join(map(quote, sorted(found)))


def _read(text):
    """(word, start, end) of every word in a text, stop words too. The places are those of `plain(text)`."""
    for match in _WORDS.finditer(plain(text)):
        written, (start, end) = match.group(), match.span()
        if len(written) <= MAX_CACHED:
            yield _word(written), start, end
        else:  # no word, but a row of them
            yield from ((_word(piece[:MAX_WORD]), start, end) for piece in _pieces(written.lower()))


def _pieces(word):
    """The pieces of a word that is folded: "sms-bom" has two, "075aanpak" too; "risico's" is one."""
    if word.isalpha():
        return [word]
    pieces = []
    for piece in _PIECES.findall(_PLURAL_OR_POSSESSIVE.sub("", word)):
        if number := _NUMBER_AND_WORD.fullmatch(piece):
            pieces += number.groups()
        else:
            pieces.append(piece)
    return [*pieces, "plus"] if word.endswith("+") else pieces


@lru_cache(maxsize=100_000)
def _word(written):
    """A word as it is written, capitals and all: "OM" is a word, "om" a stop word."""
    text = written.lower()
    pieces = _pieces(text)
    found = [_lexemes(piece) for piece in pieces]
    if len(pieces) == 1:
        is_stop_word = text in STOP_WORDS and written not in _CAPITALS
        return Word(text, *found[0], is_stop_word=is_stop_word, places=((found[0][0], *found[0][1]),))
    whole = _lexemes("".join(pieces))[0]
    parts = tuple(part for one, cut in found for part in cut or (one,))
    # "SMS-bom" is smsbom too: at both places, so that in a phrase it borders on what stands before and after
    return Word(text, whole, parts, places=tuple((one, *cut, whole) for one, cut in found))


def _lexemes(piece):
    """(whole, parts) of a word without a hyphen."""
    parts = split(piece)
    return ("".join(parts) if parts else stem(piece))[:MAX_WORD], parts


def _phrase(pieces):
    """A protected word or phrase as one word."""
    parts = tuple(_lexemes(piece)[0] for piece in pieces) if len(pieces) > 1 else ()
    return Word(" ".join(pieces), _lexemes("".join(pieces))[0], parts, is_phrase=bool(parts))


def _with_joined(words, text):
    """The words of a question, each with the ways to write it as one with a neighbour."""
    joined = [set() for _ in words]
    for i, ((one, _, end), (two, start, _)) in enumerate(pairwise(words)):
        if text[end:start].isspace() and (whole := join(one, two)):
            joined[i].add(whole)
            joined[i + 1].add(whole)
    return [replace(word, joined=tuple(sorted(ways))) for (word, _, _), ways in zip(words, joined, strict=True)]


def _indexed(text):
    """(places, start, end) of every word that is indexed: its lexemes per position, and what it is when written short.

    "PGA" holds the words in full, and "persoonsgerichte aanpak" holds pga: each is marked when the other is asked for.
    """
    signs = plain(text)
    found = [[word.places, start, end, word] for word, start, end in _read(text) if not word.is_stop_word]
    for i, (_, start, _, word) in enumerate(found):
        if (full := _IN_FULL.get(word.whole)) and not (word.whole.upper() in _CAPITALS and signs[start].islower()):
            _add(found[i], full)
        for short, full in _WRITTEN_SHORT.get(word.whole, ()):
            run = found[i : i + len(full)]
            if tuple(other.whole for *_, other in run) == full:
                for other in run:
                    _add(other, (short,))
    return [(places, start, end) for places, start, end, _ in found]


def _add(item, lexemes):
    *before, last = item[0]
    item[0] = (*before, (*last, *lexemes))


def _origin(text):
    """For each sign of `plain(text)` its place in the text, and the end."""
    return [*(i for i, sign in enumerate(text) for _ in plain(sign)), len(text)]


def _abbreviations():
    """{short: lexemes of the words in full}, {first lexeme in full: [(short, lexemes in full)]}."""
    in_full, written_short = {}, {}
    for short, full in WORDS["abbreviations"].items():
        words = [word for word, _, _ in _read(full) if not word.is_stop_word]
        wholes = tuple(word.whole for word in words)
        in_full[short.lower()] = tuple(lexeme for word in words for place in word.places for lexeme in place)
        written_short.setdefault(wholes[0], []).append((short.lower(), wholes))
    return in_full, written_short


_CAPITALS = frozenset(short for short in WORDS["abbreviations"] if short.isupper())
_IN_FULL, _WRITTEN_SHORT = _abbreviations()
