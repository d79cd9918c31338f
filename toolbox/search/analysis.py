"""From text to the words of the index: pure functions, used for what is indexed and for what is asked.

This first analysis folds case and accents, cuts words, and knows "SMS-bom" as sms, bom and smsbom. PostgreSQL only
stores and matches what is made here, so no text-search configuration of a server plays a part.
"""

import re
import unicodedata

LEXICON = "1"  # the version of everything in this module; another version means: rebuild the index
MAX_POSITION = 16_383  # PostgreSQL's limits for a tsvector
MAX_WORD = 255
MAX_BYTES = 900_000  # of one vector's literal; a tsvector may be 1,048,575 bytes
ARTICLES = ("de", "het", "een", "the", "a", "an")
_STOP_WORDS = (
    "aan al als bij dan dat de den der deze die dit door dus een en er ge had heb hebben heeft het hij "
    "hoe hun ik in is je kan maar me met mij mijn na naar niet nog nu of om onder ons ook op over te "
    "tegen tot u uit uw van veel voor was wat we wel werd wie wij worden wordt zal ze zich zij zijn zo a "
    "an and are as at be by for from has in is it of on or that the to was were with "
)
STOP_WORDS = frozenset(_STOP_WORDS.split())
_WORDS = re.compile(r"[^\W_]+(?:[-'’./&][^\W_]+)*")
_PARTS = re.compile(r"[^\W_]+")


def fold(text):
    """Lower case, without accents: "Interveniëren" becomes "intervenieren"."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).lower()


def analyse(text):
    """The words of a text in order: a list with, per word, the list of its parts ("SMS-bom": ["sms", "bom"]).

    Stop words stay out, unless they are a part of a longer word.
    """
    words = []
    for match in _WORDS.finditer(fold(text)):
        parts = [part[:MAX_WORD] for part in _PARTS.findall(match.group())]
        if len(parts) > 1 or parts[0] not in STOP_WORDS:
            words.append(parts)
    return words


def sort_key(title):
    """A title as a sort key that is the same in every database: folded, without a leading article or quote."""
    words = _PARTS.findall(fold(title))
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
    positions, size, place = {}, 0, 0
    for text, weight in weighted_texts:
        for parts in analyse(text):
            found = [(part, place + 1 + i) for i, part in enumerate(parts)]
            if len(parts) > 1:
                found.append(("".join(parts)[:MAX_WORD], place + len(parts)))
            place += len(parts)
            for lexeme, position in found:
                if size > MAX_BYTES:
                    break
                positions.setdefault(lexeme, []).append(f"{min(position, MAX_POSITION)}{weight}")
                size += len(lexeme.encode()) + 8
        place += 1  # a phrase does not run from one text into the next
    literals = [f"{quote(lexeme)}:{','.join(where[:255])}" for lexeme, where in sorted(positions.items())]
    return " ".join(literals + [quote(lexeme) for lexeme in sorted(set(lexemes))])
