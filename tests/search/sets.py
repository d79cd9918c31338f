"""The words on which the analysis is measured, and how: every third line of a set is held out of tuning."""

from pathlib import Path

from toolbox.search.compounds import split
from toolbox.search.lexicon import fold
from toolbox.search.stemming import stem

FOLDER = Path(__file__).parent / "data"


def lines(name):
    """The lines of a set, without the remark on top."""
    return [line for line in (FOLDER / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


def tuned(rows):
    """What one may look at while tuning."""
    return [row for i, row in enumerate(rows) if i % 3 != 2]


def held_out(rows):
    """What only measures."""
    return rows[2::3]


def compound(line):
    """("gezinshulp", the stems of gezin and hulp) of "gezin.s+hulp"."""
    parts = [part.split(".") for part in fold(line).split("+")]
    return "".join(letters for part in parts for letters in part), tuple(stem(part[0]) for part in parts)


def wrongly_cut(rows):
    """(word, what was expected, what came out) of compounds that are not cut exactly."""
    cut = [(word, expected, split(word)) for word, expected in map(compound, rows)]
    return [row for row in cut if row[1] != row[2]]


def falsely_cut(words):
    """Words that are none, and yet are cut."""
    return [(word, split(fold(word))) for word in words if split(fold(word))]


def lexemes(pair):
    """The lexemes of both words of "one:many"."""
    return [stem(fold(word).removesuffix("'s")) for word in pair.split(":")]


def same(pairs):
    """The pairs that have one lexeme."""
    return [pair for pair in pairs if len(set(lexemes(pair))) == 1]
