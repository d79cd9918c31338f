"""The words of the portal as plain data, for who has rows to fill in."""

import re
from dataclasses import dataclass, field

from toolbox.search.stemming import stem
from toolbox.search.thesaurus import key

_PIECES = re.compile(r",\s+|\s+en\s+")  # "Werk, inkomen en schulden" names three things


@dataclass(frozen=True)
class Term:
    """A term of the vocabulary; `also` is what texts call it too, see also_words()."""

    facet: str
    slug: str
    name: str
    also: tuple = ()


@dataclass(frozen=True)
class Municipality:
    """A municipality; `also` holds other full names, such as 's-Gravenhage: no adjectives, no telephone codes."""

    slug: str
    name: str
    also: tuple = ()


@dataclass(frozen=True)
class Vocabulary:
    """All that a proposal is chosen from. What is not in `kinds` or `languages` is not proposed."""

    terms: tuple = ()
    municipalities: tuple = ()
    kinds: frozenset = field(default_factory=frozenset)
    publications: tuple = ()  # of doubles.Known
    names: tuple = ()  # fixed names, see fixed_names(): their words say nothing apart
    languages: frozenset = frozenset({"nl", "en"})


def fixed_names(groups):
    """The names of several words in the thesaurus: "Preventie met Gezag" is no text about gezag."""
    words = [word for group in groups for word in (group.preferred, *group.equal)]
    return tuple(word for word in words if sum(piece[:1].isupper() for piece in word.split()) > 1)


def also_words(name, groups):
    """What texts call a term too: the words of the thesaurus groups that its name, or a part of its name, is in.

    Of a group the preferred and the equal words count, not what people only type to get there. A part of a name that is
    in no group stands for itself.
    """
    pieces = list(dict.fromkeys([name, *_PIECES.split(name)]))
    wanted = {stem(key(piece)) for piece in pieces}
    words = dict.fromkeys(pieces[1:] if len(pieces) > 2 else ())
    for group in groups:
        own = (group.preferred, *group.equal)
        if not group.is_protected and wanted & {stem(key(word)) for word in own}:
            words |= dict.fromkeys(own)
    return tuple(word for word in words if word != name)
