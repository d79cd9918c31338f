"""The piece of a text that answers a question, with the words of the question marked: pure functions."""

from dataclasses import dataclass

from .analysis import tokens

SIZE = 240  # signs of a piece, about
BEFORE = 60  # of them before the first mark
MAX_TEXT = 200_000  # signs that are read


@dataclass(frozen=True)
class Snippet:
    """A text as (piece, is marked) pairs, and which clauses of the question it holds."""

    pieces: tuple
    clauses: frozenset = frozenset()

    def __str__(self):
        return "".join(piece for piece, _ in self.pieces)


def mark(text, query):
    """The whole text, marked."""
    text = text[:MAX_TEXT]
    return _cut(text, 0, len(text), _marks(text, query))


def snippet(text, query, without=frozenset(), size=SIZE):
    """The piece that holds most clauses of the question, or None when it has none beside those in `without`."""
    text = " ".join(text[:MAX_TEXT].split())
    marks = _marks(text, query)
    best, most = None, ()
    for n, (start, _, _) in enumerate(marks):
        inside = [row for row in marks[n:] if row[1] <= start + size - BEFORE]
        clauses = frozenset().union(*(found for *_, found in inside)) - without
        worth = (len(clauses), len(inside))
        if clauses and (best is None or worth > most):
            best, most = start, worth
    return None if best is None else _cut(text, *_around(text, best, size), marks)


def _marks(text, query):
    """[(start, end, numbers of clauses)] of what the question asks for, in order; neighbours of one term are one."""
    found = list(tokens(text))
    places = {}  # number of a token -> clauses
    wholes = {lexemes[0] for _, _, lexemes in found}
    for number, clause in enumerate(query.clauses):
        for term in clause.each():
            for n in _places(term, found, wholes):
                places.setdefault(n, set()).add(number)
    marks = []
    for n in sorted(places):
        start, end, _ = found[n]
        beside = marks and n - 1 in places and text[marks[-1][1] : start].isspace()
        if beside or (marks and start < marks[-1][1]):  # "¼" is one sign, and the words 1 and 4
            start, _, before = marks.pop()
            places[n] |= before
        marks.append((start, end, frozenset(places[n])))
    return marks


def _places(term, found, wholes):
    """The numbers of the tokens that a term is about: of words that belong together only where they stand so."""
    if term.is_phrase and len(term.words) > 1 or any(word.is_phrase for word in term.words):
        units = [word.parts if word.is_phrase else (word.whole,) for word in term.words]
        for n in range(len(found)):
            last = _run([lexeme for unit in units for lexeme in unit], found, n)
            yield from range(n, last)
        if len(term.words) == 1:
            yield from (n for n, (*_, lexemes) in enumerate(found) if term.words[0].whole in lexemes)
        return
    for word in term.words:
        wanted = {word.whole, *word.joined}
        apart = set(word.parts) if word.parts and wholes.issuperset(word.parts) else set()
        yield from (n for n, (*_, lexemes) in enumerate(found) if wanted & set(lexemes) or lexemes[0] in apart)


def _run(lexemes, found, n):
    """The number after the last token of a run that starts at n and holds these lexemes in order; n: no run."""
    at = n
    for lexeme in lexemes:
        if at < len(found) and lexeme in found[at][2]:
            at += 1
        elif at == n or lexeme not in found[at - 1][2]:  # "SMS-bom" holds two
            return n
    return at


def _around(text, start, size):
    """(start, end) of a piece around a mark, from a word to a word."""
    if len(text) <= size:
        return 0, len(text)
    first = max(0, min(start - BEFORE, len(text) - size))
    first = first and text.find(" ", first, start) + 1 or (first and start)
    last = min(len(text), first + size)
    if last < len(text):
        last = max(text.rfind(" ", start, last), start) if " " in text[start:last] else last
    return first, last


def _cut(text, first, last, marks):
    """The text from first to last, marked; dots where something was cut off."""
    pieces, at, clauses = [], first, set()
    if first:
        pieces.append(("… ", False))
    for start, end, numbers in marks:
        if first <= start and end <= last:
            pieces += [(text[at:start], False), (text[start:end], True)]
            at, clauses = end, clauses | numbers
    pieces.append((text[at:last], False))
    if last < len(text):
        pieces.append((" …", False))
    return Snippet(tuple(piece for piece in pieces if piece[0]), frozenset(clauses))
