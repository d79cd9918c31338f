"""From what a reader typed and chose to a tsquery literal: pure, and never an error."""

from dataclasses import dataclass

from . import analysis

MAX_LENGTH = 200
MAX_WORDS = 12


@dataclass(frozen=True)
class Query:
    """What was asked: the words (of the analysis), and whether something was cut off."""

    text: str
    words: tuple = ()
    is_cut: bool = False

    def tsquery(self, chosen=None):
        """The condition as a tsquery literal, or "" for everything.

        `chosen` maps a facet to its chosen values: OR inside a facet, AND between facets and with the words.
        """
        clauses = [_word(word) for word in self.words]
        for facet, values in sorted((chosen or {}).items()):
            lexemes = [analysis.quote(analysis.facet_lexeme(facet, value)) for value in values]
            clauses.append(f"({' | '.join(lexemes)})")
        return " & ".join(clauses)


def parse(text):
    """Read what a reader typed. Words are AND; text of stop words only is browsing (no words)."""
    clean = " ".join("".join(sign if sign.isprintable() else " " for sign in text[: 2 * MAX_LENGTH]).split())
    words = analysis.analyse(clean[:MAX_LENGTH])
    is_cut = len(clean) > MAX_LENGTH or len(text) > 2 * MAX_LENGTH or len(words) > MAX_WORDS
    return Query(clean[:MAX_LENGTH], tuple(words[:MAX_WORDS]), is_cut)


def _word(word):
    """A word is found as a whole, as its parts ("SMS-bom", "jeugdcriminaliteit"), or as one with a neighbour."""
    ways = [analysis.quote(word.whole)]
    if word.parts:
        between = " <-> " if word.is_phrase else " & "
        ways.append(f"({between.join(map(analysis.quote, word.parts))})")
    ways += [analysis.quote(whole) for whole in word.joined if whole != word.whole]
    return f"({' | '.join(ways)})" if len(ways) > 1 else ways[0]
