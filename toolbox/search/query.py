"""From what a reader typed and chose to a tsquery literal: pure, and never an error.

The grammar that people know: words are AND, "a phrase" in its order, -word leaves out, OF (or OR) between two words is
either. Anything else is text: a lonely quote, a dash on its own, an OR with nothing beside it. What the thesaurus calls
the same is searched for too, what it only relates is offered.
"""

import re
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from . import analysis, stemming
from .thesaurus import widen

MAX_LENGTH = 200
MAX_WORDS = 12
MAX_CHOOSING = 6  # conditions that choose when some may be missing; the others only rank
ENOUGH = 2  # conditions that say what is meant
OR_WORDS = ("of", "or", "|")
_PIECES = re.compile(r'(-?)"([^"]*)"?|(\S+)')


@dataclass(frozen=True)
class Term:
    """A word, or words that belong together, as they were typed and as they were analysed."""

    text: str
    words: tuple  # of analysis.Word
    is_phrase: bool = False

    def each(self):
        """Itself."""
        return [self]

    def tsquery(self):
        """All its words; of a phrase side by side."""
        glue = " <-> " if self.is_phrase else " & "
        one = _phrase_word if self.is_phrase and len(self.words) > 1 else _word
        return _bracket(glue, [one(word) for word in self.words])


@dataclass(frozen=True)
class Parts:
    """The parts of a compound that the thesaurus does not know, where it knows a part: "tienerrechtbank"."""

    clauses: tuple  # one per part, with the words that mean the same

    @property
    def text(self):
        """As it is told: the first other word of each part that has one; a part itself is a stem."""
        return " + ".join(clause.equal[0].text for clause in self.clauses if clause.equal)

    def each(self):
        """The terms that a text has when it is found by these."""
        return [term for clause in self.clauses for term in clause.each()]

    def tsquery(self):
        """All parts."""
        return _bracket(" & ", [clause.tsquery() for clause in self.clauses])


@dataclass(frozen=True)
class Clause:
    """One condition: any of these terms, or of the words that mean the same."""

    terms: tuple
    equal: tuple = ()  # of Term or Parts: what is searched for too
    related: tuple = ()  # words to offer
    warnings: tuple = ()

    @property
    def text(self):
        """As it was typed."""
        return " of ".join(term.text for term in self.terms)

    def each(self):
        """Every Term by which a text may be found."""
        return [term for way in (*self.terms, *self.equal) for term in way.each()]

    def is_one_of(self, words):
        """Is it one plain word, of these?"""
        (term, *others) = self.terms
        return not (others or term.is_phrase) and term.words[0].text in words and len(term.words) == 1

    @property
    def is_common(self):
        """Is it a word that nearly all is about ("jongeren"), or another word for one ("minderjarigen")?"""
        words = {way.text.lower() for way in self.equal if isinstance(way, Term)}  # a part alone is not the word
        return self.is_one_of(analysis.COMMON_WORDS) or not words.isdisjoint(analysis.COMMON_WORDS)

    def tsquery(self, is_wide=True):
        """The condition; `is_wide`: with the words that mean the same."""
        return _bracket(" | ", [term.tsquery() for term in (*self.terms, *(self.equal if is_wide else ()))])

    def somewhere(self):
        """The condition for a vector without places: what should stand side by side is there."""
        return self.tsquery().replace(" <-> ", " & ")


@dataclass(frozen=True)
class Query:
    """What was asked: clauses that all hold, terms that may not be there, and what was left out of it."""

    text: str
    clauses: tuple = ()
    without: tuple = ()
    is_cut: bool = False
    light: tuple = ()  # clauses that only help to rank
    left_out: tuple = ()  # clauses that kept it from having an answer
    needed: int = 0  # of the clauses, at least; 0: all of them
    rarity: tuple = ()  # what each clause says, compared with the others: a rare word says most

    @cached_property
    def words(self):
        """The words that are asked for; none is browsing."""
        return tuple(word for clause in self.clauses for term in clause.terms for word in term.words)

    @property
    def is_loose(self):
        """May conditions be missing?"""
        return self.needed > 0

    @property
    def weights(self):
        """What each clause counts for in the order of the results."""
        return self.rarity or (1.0,) * len(self.clauses)

    def leave_out(self, clauses):
        """The same question without these conditions."""
        kept = tuple(clause for clause in self.clauses if clause not in clauses)
        return replace(self, clauses=kept, left_out=(*self.left_out, *clauses))

    def loosely(self, needed, rarity):
        """The same question, where so many conditions are enough."""
        return replace(self, needed=needed, rarity=tuple(rarity))

    def strictly(self):
        """The same question, where all conditions hold."""
        return replace(self, needed=0)

    def literally(self):
        """The condition in the reader's own words only."""
        return " & ".join(clause.tsquery(is_wide=False) for clause in self.clauses)

    def any_of_it(self):
        """The condition that one of all its words is there, also of those that only help to rank."""
        return " | ".join(clause.tsquery() for clause in (*self.clauses, *self.light))

    def choosing(self):
        """The clauses that choose when some may be missing: the rarest, so that there are few ways to have enough."""
        rare = _rare(self.clauses)
        order = sorted(zip(self.clauses, self.weights, strict=True), key=lambda row: -row[1])
        return [clause for clause, _ in order if clause in rare][:MAX_CHOOSING]

    def tsquery(self, chosen=None):
        """The condition as a tsquery literal, or "" for everything.

        `chosen` maps a facet to its chosen values: OR inside a facet, AND between facets and with the words.
        """
        found = [clause.tsquery() for clause in (self.choosing() if self.is_loose else self.clauses)]
        if self.is_loose:
            found = [_bracket(" | ", [_bracket(" & ", list(some)) for some in combinations(found, self.needed)])]
        found += [f"!{term.tsquery()}" for term in self.without]
        for facet, values in sorted((chosen or {}).items()):
            lexemes = [analysis.quote(analysis.facet_lexeme(facet, value)) for value in values]
            found.append(f"({' | '.join(lexemes)})")
        return " & ".join(found)


def parse(text, groups=(), switched_off=()):
    """Read what a reader typed. Text of stop words only, or with nothing but words to leave out, is browsing.

    `groups` are those of the thesaurus; `switched_off` the preferred words whose synonyms the reader does not want.
    """
    clean = " ".join("".join(sign if sign.isprintable() else " " for sign in text[: 2 * MAX_LENGTH]).split())
    clauses, without, run, is_either = [], [], [], False

    def flush():
        clauses.extend(_clauses(run, groups, switched_off))
        run.clear()

    for match in _PIECES.finditer(clean[:MAX_LENGTH]):
        minus, phrase, word = match.groups()
        if word is not None and word.lower() in OR_WORDS:
            flush()
            is_either = bool(clauses)
            continue
        if word is not None and not word.startswith("-") and not is_either:
            run.append(word)
            continue
        flush()
        minus, written = minus or (word or "").startswith("-"), phrase if word is None else word.lstrip("-")
        words = tuple(analysis.analyse(written))
        if words:
            term = Term(_bare(written), words, word is None)
            if minus:
                without.append(term)
            elif is_either:
                clauses[-1] = replace(clauses[-1], terms=(*clauses[-1].terms, term))
            else:
                clauses.append(Clause((term,)))
        is_either = False
    flush()
    kept, is_long = _first_words(clauses)
    is_cut = is_long or len(clean) > MAX_LENGTH or len(text) > 2 * MAX_LENGTH
    asked = _that_say_something(kept)
    without = tuple(without[:MAX_WORDS]) if kept else ()
    return Query(clean[:MAX_LENGTH], asked, without, is_cut, tuple(clause for clause in kept if clause not in asked))


def _clauses(run, groups, switched_off):
    """The conditions of plain words in a row: one per word, or per words that the thesaurus knows together."""
    free = []
    for piece in widen(run, groups, stemming.stem, switched_off) if groups else ():
        if not piece.groups:
            free += piece.words
            continue
        yield from _plain(free, groups, switched_off)
        free = []
        if clause := _known(piece):
            yield clause
    yield from _plain(free if groups else run, groups, switched_off)


def _known(piece):
    """The condition of words that the thesaurus knows; None when they are stop words."""
    words = tuple(analysis.analyse(piece.text))
    equal = [Term(text, tuple(analysis.analyse(text)), True) for text in piece.equal]
    equal = tuple(term for term in equal if term.words)
    return Clause((Term(_bare(piece.text), words),), equal, piece.related, piece.warnings) if words else None


def _bare(text):
    """Without the signs around it."""
    return re.sub(r"^\W+|[^\w+]+$", "", text)


def _plain(words, groups, switched_off):
    """The conditions of words that the thesaurus does not know; of a compound it may know the parts."""
    for word in analysis.analyse(" ".join(words)):
        parts = widen(word.parts, groups, stemming.stem, switched_off) if groups and len(word.parts) > 1 else ()
        clauses = tuple(map(_known, parts))
        is_wider = all(clauses) and any(clause.equal for clause in clauses)  # a stop word as a part says nothing
        yield Clause((Term(word.text, (word,)),), (Parts(clauses),) if is_wider else ())


def _first_words(clauses):
    """As many clauses as hold MAX_WORDS words, and whether that is fewer than there were."""
    kept, number = [], 0
    for clause in clauses:
        number += sum(len(term.words) for term in clause.terms)
        if number > MAX_WORDS and kept:
            return tuple(kept), True
        kept.append(clause)
    return tuple(kept), number > MAX_WORDS


def _that_say_something(clauses):
    """Without the words that say little ("hoe", "werkt"), and beside two others without common ones ("jongeren")."""
    heavy = tuple(clause for clause in clauses if not clause.is_one_of(analysis.LIGHT_WORDS)) or clauses
    rare = _rare(heavy)
    return rare if len(rare) >= ENOUGH else heavy


def _rare(clauses):
    """Without the common words, unless there are no others."""
    return tuple(clause for clause in clauses if not clause.is_common) or clauses


def _bracket(glue, conditions):
    return f"({glue.join(conditions)})" if len(conditions) > 1 else conditions[0]


def _word(word):
    """A word is found as a whole, as its parts ("SMS-bom", "jeugdcriminaliteit"), or as one with a neighbour."""
    ways = [analysis.quote(word.whole)]
    if word.parts:
        ways.append(_bracket(" <-> " if word.is_phrase else " & ", [analysis.quote(part) for part in word.parts]))
    ways += [analysis.quote(whole) for whole in word.joined if whole != word.whole]
    return _bracket(" | ", ways)


def _phrase_word(word):
    """In a phrase a word stands as it is written, or as its parts in order."""
    ways = [analysis.quote(word.whole)]
    if word.parts:
        ways.append(_bracket(" <-> ", [analysis.quote(part) for part in word.parts]))
    return _bracket(" | ", ways)
