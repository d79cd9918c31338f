"""Which themes a text is about: the words of the vocabulary, counted by the analysis of the index. Pure functions."""

import math
from collections import Counter, defaultdict

from toolbox.search.analysis import COMMON_WORDS, LIGHT_WORDS, analyse
from toolbox.search.lexicon import LEXICON
from toolbox.search.stemming import stem

MOST = 4
MAX_SIGNS = 120_000  # about 60 pages say what a text is about
FIRST_SIGNS = 3000  # title page and summary
IN_TITLE, AT_START = 6.0, 2.0  # what a word counts there; elsewhere 1
LEAST = 4.0  # points of a theme that is proposed
SHARE = 0.35  # of the points of the best
PER_WORDS = 1500  # of a long text a word must stand there once in so many
PHRASE, WORD, EVERYDAY = 1.5, 1.0, 0.6  # how rare it is: "drugshandel" says more than "school"
_TOO_COMMON = LIGHT_WORDS | COMMON_WORDS
_EVERYDAY = frozenset(stem(word) for word in LEXICON["parts"])  # words that Dutch makes other words of


def themes(title, pages, terms, names=()):
    """The slugs of the themes of a text, the surest first; at most MOST. The words in `names` do not count apart."""
    phrases = _phrases(terms)
    phrases |= {name: set() for name in map(_lexemes, names) if name and name not in phrases}
    text = "\n".join(pages)[:MAX_SIGNS]
    in_title = _found(title, phrases)
    at_start = _found(text[:FIRST_SIGNS], phrases)
    words = _lexemes(text)
    anywhere = _count(words, phrases)
    points = defaultdict(float)
    least = 1 + len(words) // PER_WORDS
    for phrase, slugs in phrases.items():
        weight = _rarity(phrase) / max(len(slugs), 1)  # a word of several themes says less of each
        worth = IN_TITLE * bool(in_title[phrase])
        if anywhere[phrase] >= least:
            worth += AT_START * bool(at_start[phrase]) + math.log2(1 + anywhere[phrase] / least)
        for slug in slugs if worth else ():
            points[slug] += weight * worth
    best = max(points.values(), default=0)
    sure = [slug for slug, count in points.items() if count >= max(LEAST, SHARE * best)]
    return tuple(sorted(sure, key=lambda slug: (-points[slug], slug))[:MOST])


def _rarity(phrase):
    if len(phrase) > 1:
        return PHRASE
    return EVERYDAY if phrase[0] in _EVERYDAY else WORD


def _phrases(terms):
    """{lexemes of a word or phrase: slugs of the terms it names}; words that stand in every text are left out."""
    found = defaultdict(set)
    for term in terms:
        for written in (term.name, *term.also):
            phrase = _lexemes(written)
            words = written.lower().split()
            if phrase and not (len(words) == 1 and words[0] in _TOO_COMMON):
                found[phrase].add(term.slug)
    return found


def _lexemes(text):
    """Line by line: the analysis is made for questions, which are short."""
    return tuple(word.whole for line in text.splitlines() for word in analyse(line))


def _found(text, phrases):
    return _count(_lexemes(text), phrases)


def _count(words, phrases):
    """How often each phrase stands in the words; of two that begin at one place only the longest."""
    by_first = defaultdict(list)
    for phrase in sorted(phrases, key=len, reverse=True):
        by_first[phrase[0]].append(phrase)
    counts, at = Counter(), 0
    while at < len(words):
        phrase = next((one for one in by_first.get(words[at], ()) if words[at : at + len(one)] == one), None)
        if phrase:
            counts[phrase] += 1
        at += len(phrase) if phrase else 1
    return counts
