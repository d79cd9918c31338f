"""Dutch texts to measure with: written by the project itself, and text i is the same however many are made.

Sentences are our own frames, filled with the portal's own words, compounds of their parts, and names made of
syllables. A few words stand everywhere and most hardly anywhere, as in any language. It means nothing.
"""

import hashlib
import json
import random
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from publications.models import DocumentKind
from toolbox.content.models import Facet, Language
from toolbox.search.lexicon import LEXICON, fold

SEED = 1
PAGED = 10  # every tenth text has pages
PAGES, PAGE_WORDS = (5, 20), 280
BODY_WORDS, SUMMARY_SENTENCES = (50, 200), (1, 3)
COMPOUNDS, NAMES, PLACES, MAKERS = 60_000, 20_000, 3_000, 600
TOPICS, ABOUT_TOPIC = 8, 0.4  # words that a text is about, and the share of its nouns that they are
FIRST_YEAR, LAST_YEAR = 1995, 2026
FOLDERS = ("toolbox/*", "publications", "communities")  # that have first content

FRAMES = """
De {n} van {p} werkt samen met de {n} aan {s}.
Wij vroegen {g} {s} naar hun {n}.
In {y} begon {o} met een {a} {n} voor {s}.
Een {a} {n} helpt jongeren om van {s} weg te blijven.
Uit gesprekken met {s} blijkt dat de {n} vaak ontbreekt.
{m} schrijft dat de {n} en de {n} elkaar versterken.
Waar de {n} groeit, neemt de {n} af.
Ouders, {s} en {s} zien dat anders.
Het onderzoek in {p} laat zien hoe {s} de {n} gebruiken.
Zonder {n} heeft {t} weinig zin.
Niet elke {n} past bij de {a} {n} in de wijk.
Daarom kiest de gemeente voor {n}, {n} en {n}.
De school meldt {s} bij het team dat over {n} gaat.
{o} telde {g} {s} in {y}.
Volgens {m} is {t} een zaak van {s}.
Bij {t} hoort een {a} {n}.
Een jaar later was de {n} in {p} veranderd.
Professionals noemen de {n} als eerste signaal.
Er is weinig bekend over {s} met een {a} {n}.
De politie en de {n} delen wat zij weten over {s}.
Het project duurde {g} maanden en bereikte {s} uit {p}.
Wie {s} wil bereiken, begint bij de {n}.
Jongeren zelf praten liever over {n} dan over {n}.
De {a} {n} komt voor in het plan van {o}.
Na de {n} volgt een gesprek met {m}.
Tussen {y} en nu kwamen er {g} {s} bij.
Van de {s} had een deel geen {n}.
Hulp bij {n} werkt beter als {s} meedoen.
{m} en {m} vergeleken {s} met {s}.
Op straat heet dat {n}, in het beleid {n}.
Het gevolg is een {a} {n} zonder {n}.
De kosten van de {n} staan niet vast.
Online is de {n} sneller dan de {n}.
In {p} leiden {s} tot meer vragen over {t}.
"""
TITLES = """
{N} en {n} in {p}.
De {n} van {s}.
{A} {n}: lessen uit {p}.
{S} en de rol van {n}.
Van {n} naar {n}.
{N} voor {s}.
Zicht op {s}.
{N}, {n} en {n}: wat weten we.
Handreiking {n}.
Onderzoek naar {a} {n} onder {s}.
"""
ADJECTIVES = """
nieuwe lokale vroege zware lichte open gerichte duidelijke kwetsbare sterke brede snelle stille zichtbare langdurige
korte gedeelde eigen regionale landelijke kleine grote jonge oude vaste tijdelijke goede slechte dure goedkope warme
harde zachte betrokken ervaren digitale sociale juridische medische culturele sportieve creatieve feitelijke dagelijkse
wekelijkse
"""
ENDINGS = ("gerichte", "vrije", "loze", "rijke", "achtige", "brede", "bewuste", "arme")
SOUNDS = """
b br d dr f fr g gr h j k kl kr l m n p pl r s st t tr v vl w z
a aa e ee i ie o oo ei ui eu
n l r s m k t nd lk rt ls
"""
VILLAGES = ("dam", "veld", "wijk", "oord", "hoven", "beek", "drecht", "horst")
OFFICES = ("Bureau", "Stichting", "Instituut", "Kenniskring", "Hogeschool", "Platform")
_SLOT = re.compile(r"\{(\w)\}")
_SMALL = re.compile(r"[^\W\d_]{4,}")
_ADJECTIVE = re.compile(r"(ele|ige|ische|lijke|ende|erde|ale)$")  # as near as it gets without a dictionary


@dataclass(frozen=True)
class Text:
    """A made-up publication: plain values; terms and municipalities by their slug."""

    number: int
    title: str
    summary: str
    body: str
    pages: tuple  # of str
    kind: str
    language: str
    year: int | None
    publisher: str
    terms: tuple
    municipalities: tuple
    makers: tuple  # names of persons


@dataclass(frozen=True)
class Words:
    """The words of all texts, by slot of a frame, those that are used most first."""

    slots: dict  # "n" -> [word]
    terms: dict  # facet -> [slug]
    municipalities: list  # of slugs


def text(number):
    """The text with this number, from 1."""
    writer = _Writer(random.Random(f"{SEED}-{number}"))
    low, high = PAGES
    pages = writer.between(low, high) if number % PAGED == 0 else 0
    return Text(
        number=number,
        title=writer.line(_frames(TITLES)).rstrip("."),
        summary=" ".join(writer.sentence() for _ in range(writer.between(*SUMMARY_SENTENCES))),
        body=writer.words(writer.between(*BODY_WORDS)),
        pages=tuple(writer.words(PAGE_WORDS) for _ in range(pages)),
        kind=writer.pick(DocumentKind.values),
        language=Language.DUTCH if writer.chance(0.85) else Language.ENGLISH,
        year=writer.between(FIRST_YEAR, LAST_YEAR) if writer.chance(0.95) else None,
        publisher=writer.pick(words().slots["o"]) if writer.chance(0.9) else "",
        terms=writer.terms(),
        municipalities=writer.some(words().municipalities, 2),
        makers=writer.some(words().slots["m"], 4),
    )


@cache
def version():
    """What the texts are made of, in short: it changes with the words of the portal, the frames and the code."""
    made = repr([text(number) for number in range(1, 2 * PAGED + 1)])
    return f"{SEED}-{hashlib.sha256(made.encode()).hexdigest()[:8]}"


@cache
def words():
    """The vocabulary: first the words of the first content by number, then parts, compounds and names."""
    rng = random.Random(f"{SEED}-words")
    content = dict(_first_content())
    parts = _shuffled(LEXICON["parts"], rng)
    small = [word for word in _counted(content) if word not in LEXICON["stop_words"] and not _ADJECTIVE.search(word)]
    nouns = list(dict.fromkeys([*small, *parts, *_compounds(parts, rng)]))
    own = ADJECTIVES.split()
    people = _names(NAMES, rng, "")
    offices = [f"{OFFICES[i % len(OFFICES)]} {name}" for i, name in enumerate(_names(MAKERS, rng, ""))]
    terms = {facet: [row["slug"] for row in content["term"] if row["facet"] == facet] for facet in Facet.values}
    return Words(
        slots={
            "n": nouns,
            "s": [_plural(noun) for noun in nouns],
            "a": own + _shuffled([part + ending for part in parts for ending in ENDINGS], rng),
            "p": _names(PLACES, rng, VILLAGES),
            "m": [f"{first} {last}" for first, last in zip(_shuffled(people, rng), people, strict=True)],
            "o": offices,
            "t": [fold(row["name"]) for row in content["term"]],
            "y": [str(year) for year in range(LAST_YEAR, FIRST_YEAR - 1, -1)],
            "g": [str(number) for number in range(2, 1000)],
        },
        terms=terms,
        municipalities=[row["slug"] for row in content["municipality"]],
    )


class _Writer:
    """One text's own choices; only rng.random() is used, which gives the same in every version of Python."""

    def __init__(self, rng):
        self.random = rng.random
        self.topics = [self.pick(words().slots["n"]) for _ in range(TOPICS)]

    def chance(self, share):
        return self.random() < share

    def between(self, low, high):
        return low + int(self.random() * (high - low + 1))

    def pick(self, ranked):
        """One of a list, the first the oftenest: the n-th is chosen n times as rarely as the first."""
        return ranked[int((len(ranked) + 1) ** self.random()) - 1]

    def some(self, ranked, most):
        """None to `most` of a list, each once."""
        return tuple(dict.fromkeys(self.pick(ranked) for _ in range(self.between(0, most))))

    def line(self, frames):
        """A frame with its slots filled."""
        pieces = list(frames[int(self.random() * len(frames))])
        for i in range(1, len(pieces), 2):
            slot = pieces[i].lower()
            if slot == "n" and self.chance(ABOUT_TOPIC):
                word = self.pick(self.topics)
            else:
                word = self.pick(words().slots[slot])
            pieces[i] = word if slot == pieces[i] else word.capitalize()
        return "".join(pieces)

    def sentence(self):
        line = self.line(_frames(FRAMES))
        return line[0].upper() + line[1:]

    def words(self, number):
        """Sentences of about so many words together."""
        sentences = []
        while number > 0:
            sentences.append(self.sentence())
            number -= sentences[-1].count(" ") + 1
        return " ".join(sentences)

    def terms(self):
        """A theme or two, and perhaps a term of other facets."""
        found = dict.fromkeys(self.pick(words().terms[Facet.THEME]) for _ in range(self.between(1, 2)))
        for facet, slugs in words().terms.items():
            if facet != Facet.THEME and self.chance(0.3):
                found[self.pick(slugs)] = None
        return tuple(found)


@cache
def _frames(lines):
    """Each frame as text and slot by turns."""
    return [_SLOT.split(line) for line in lines.strip().splitlines()]


def _first_content():
    """(kind, records) of every file of first content, in a fixed order."""
    root = Path(__file__).resolve().parent.parent
    for folder in FOLDERS:
        for path in sorted(root.glob(f"{folder}/first_content/*.json")):
            yield path.stem, json.loads(path.read_text(encoding="utf-8"))


def _counted(content):
    """The small words in titles, names, summaries and synonyms, the most used first."""
    counts = Counter()
    for row in (row for rows in content.values() for row in rows):
        texts = [row.get(name, "") for name in ("title", "name", "definition", "summary", "preferred")]
        for value in [*texts, *row.get("equal", []), *row.get("related", [])]:
            counts.update(word for word in _SMALL.findall(value) if word.islower())
    return sorted(counts, key=lambda word: (-counts[word], word))


def _compounds(parts, rng):
    """Two parts as one word, in no order; some come twice."""
    for _ in range(COMPOUNDS):
        one, two = (parts[int(rng.random() * len(parts))] for _ in range(2))
        yield one + ("s" if re.search(r"(ing|heid|teit|tie|schap)$", one) else "") + two


def _names(number, rng, endings):
    """So many different names of two syllables, or of one with an ending."""
    found = {}
    while len(found) < number:
        syllables = [_syllable(rng), endings[int(rng.random() * len(endings))] if endings else _syllable(rng)]
        found["".join(syllables).capitalize()] = None
    return list(found)


def _syllable(rng):
    return "".join(sounds[int(rng.random() * len(sounds))] for sounds in _sounds())


@cache
def _sounds():
    """What a syllable begins with, what sounds in it, and what it ends with."""
    return [line.split() for line in SOUNDS.strip().splitlines()]


def _plural(noun):
    """More than one, by the plain rules of Dutch: banen, mannen, brieven, bewoners, risico's."""
    if noun.endswith("en"):
        return noun
    if re.search(r"[aiou]$", noun):
        return f"{noun}'s"
    if re.search(r"(e|ie|[^aeiou]e[lmnr]|aar|or)$", noun):
        return f"{noun}s"
    if double := re.search(r"([aeou])\1([^aeiou])$", noun):
        noun = noun[:-3] + double[1] + {"f": "v", "s": "z"}.get(double[2], double[2])
    elif re.search(r"(?<![aeiou])[aeiou][^aeioujwxh]$", noun) and not noun.endswith(("ing", "ig")):
        noun += noun[-1]
    return f"{noun}en"


def _shuffled(values, rng):
    return sorted(values, key=lambda _: rng.random())
