"""Synonyms: from the words somebody typed to what is searched for too, what is offered and what to watch out for.

Pure. Words are compared without case, accents, spaces and hyphens, so "SMS-bom", "sms bom" and "smsbom" are one.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from . import analysis

MAX_SPAN = 6  # words that together are one word of a group
_SIGNS = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Group:
    """Words that mean the same, and what belongs to them; see models.SynonymGroup."""

    preferred: str
    equal: tuple = ()
    entry_words: tuple = ()
    related: tuple = ()
    warning: str = ""
    is_protected: bool = False


@dataclass(frozen=True)
class Piece:
    """One or more typed words that belong together, and what the thesaurus knows of them (mostly nothing)."""

    words: tuple  # as typed
    groups: tuple = ()
    equal: tuple = ()  # searched for too; the preferred word first
    related: tuple = ()  # offered, never searched for
    warnings: tuple = ()
    is_protected: bool = False  # searched for as typed: neither widened nor split

    @property
    def text(self):
        """As typed."""
        return " ".join(self.words)


def key(text):
    """What is the same for every spelling of a word: "SMS-bom" and "sms bom" become "smsbom"."""
    return "".join(_SIGNS.findall(analysis.fold(text)))


def words_of(groups, related=True):
    """Every word that the thesaurus may show; without `related`: that it searches for."""
    return {word for group in groups for word in (group.preferred, *group.equal, *(group.related if related else ()))}


def widen(words, groups, stem=str, without=()):
    """The pieces that these words fall into, in order; together they hold every word once.

    The longest entry of the thesaurus wins, so in "sms bom" nobody widens "bom"; and words of a protected entry take
    part in no other. `stem` makes one of a key and its plural. `without` holds preferred words whose group the reader
    switched off: it still holds its words together, and still warns.
    """
    protected, plain = _index(tuple(groups), stem)
    off = {key(word) for word in without}
    pieces, free = [], []
    for span, found in [*_spans(words, protected, stem), ((), ())]:
        free += span if not found else ()
        if found or not span:
            pieces += [_piece(*row, off, stem) for row in _spans(free, plain, stem)]
            free = []
        if found:
            pieces.append(_piece(span, found, off, stem))
    return pieces


@lru_cache(maxsize=4)
def _index(groups, stem):
    """What an entry leads to: two dicts from a key (or an entry in capitals, as it is) to groups: protected, plain."""
    protected, plain = {}, {}
    for group in groups:
        index = protected if group.is_protected else plain
        names = [stem(key(word)) for word in (group.preferred, *group.equal)]
        names += [word if word.isupper() else stem(key(word)) for word in group.entry_words]
        for name in dict.fromkeys(names):
            index[name] = (*index.get(name, ()), group)
    return protected, plain


def _spans(words, index, stem):
    """Cut the words into the longest spans that are in the index, and the words between: [(words, groups)]."""
    spans, start = [], 0
    while start < len(words):
        for length in range(min(MAX_SPAN, len(words) - start), 0, -1):
            span = tuple(words[start : start + length])
            text = " ".join(span)
            found = dict.fromkeys((*index.get(stem(key(text)), ()), *(index.get(text, ()) if text.isupper() else ())))
            if found:
                break
        spans.append((span, tuple(found)))
        start += length
    return spans


def _piece(span, groups, off, stem):
    """What these groups say of these words."""
    known = {stem(key(" ".join(span)))}
    used = [group for group in groups if not group.is_protected and key(group.preferred) not in off]
    equal = _new([word for group in used for word in (group.preferred, *group.equal)], known, stem)
    related = _new([word for group in groups for word in group.related], known, stem)
    warnings = tuple(group.warning for group in groups if group.warning)
    return Piece(span, groups, equal, related, warnings, any(group.is_protected for group in groups))


def _new(words, known, stem):
    """The words whose key is not known yet; from now on it is."""
    new = []
    for word in words:
        name = stem(key(word))
        if name not in known:
            known.add(name)
            new.append(word)
    return tuple(new)
