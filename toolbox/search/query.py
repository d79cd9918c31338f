"""From what a reader typed and chose to a tsquery literal: pure, and never an error."""

from dataclasses import dataclass

from . import analysis

MAX_LENGTH = 200
MAX_WORDS = 12


@dataclass(frozen=True)
class Query:
    """What was asked: the words (each a list of parts), and whether something was cut off."""

    text: str
    words: tuple = ()
    is_cut: bool = False

    def tsquery(self, chosen=None):
        """The condition as a tsquery literal, or "" for everything.

        `chosen` maps a facet to its chosen values: OR inside a facet, AND between facets and with the words.
        """
        clauses = [_word(parts) for parts in self.words]
        for facet, values in sorted((chosen or {}).items()):
            lexemes = [analysis.quote(analysis.facet_lexeme(facet, value)) for value in values]
            clauses.append(f"({' | '.join(lexemes)})")
        return " & ".join(clauses)


def parse(text):
    """Read what a reader typed. Words are AND; text of stop words only is browsing (no words)."""
    clean = " ".join("".join(sign if sign.isprintable() else " " for sign in text[: 2 * MAX_LENGTH]).split())
    words = analysis.analyse(clean[:MAX_LENGTH])
    is_cut = len(clean) > MAX_LENGTH or len(text) > 2 * MAX_LENGTH or len(words) > MAX_WORDS
    return Query(clean[:MAX_LENGTH], tuple(tuple(parts) for parts in words[:MAX_WORDS]), is_cut)


def _word(parts):
    """ "SMS-bom" finds the parts side by side or written as one."""
    whole = analysis.quote("".join(parts)[: analysis.MAX_WORD])
    if len(parts) == 1:
        return whole
    return f"({whole} | ({' & '.join(analysis.quote(part) for part in parts)}))"
