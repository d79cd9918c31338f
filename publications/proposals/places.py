"""Which municipalities a text is about, not which it happens to name. Pure functions."""

import re
from collections import Counter

FIRST_PAGES = 2  # a document says at its start what it is about
MOST = 8  # municipalities of one document
LEAST, LEAST_IN_SHORT, SHORT = 3, 2, 3  # times that a name stands there; in a text of so many pages or fewer
SHARE = 0.3  # of the times of the one that is named most
MAX_SIGNS = 500_000

# Names that are words or surnames too: only "gemeente Best" counts.
_WORDS = """Asten Beek Bergen Best Borne Buren Deurne Duiven Echt Ede Epe Goes Gouda Haren Heel Heerde Hof Hoorn Houten
Huizen Hulst Kampen Laren Leek Leiden Losser Mill Oss Putten Sluis Soest Stein Tiel Uden Urk Vaals Veere Velsen Voorst
Weert Westland Winkel"""
AMBIGUOUS = frozenset(_WORDS.split())
_OF_AN_INSTITUTE = re.compile(  # "Universiteit Utrecht", "provincie Utrecht", "Rechtbank Den Haag"
    r"(?:universit\w*|hogeschool|school|instituut|academie|umc|rechtbank|(?:gerechts)?hof|arrondissement|eenheid|provincie"
    r"|regio|veiligheidsregio|politieregio|district|station|ziekenhuis|museum|uitgeverij|press|ajax|feyenoord|fc|adres"
    r"|ressort|parket|arrondissementsparket|university of|van \w+ naar|te|metropoolregio)\s+(?:midden-|regio\s+)?\Z",
    re.IGNORECASE,
)
_OF_A_PERSON = re.compile(r"(?:[A-Z][\w.\x27-]*\s+(?:van|Van|van de|de)|\bVan)\s+\Z")
_OF_A_TOWN = re.compile(r"(?:[Ss]tad|[Gg]emeente\w*|[Rr]aad|[Cc]ollege|[Bb]urgemeester)\s+van\s+\Z")
_POSTCODE = re.compile(r"\d{4} ?[A-Z]{2},?\s+\Z")
_AFTER = re.compile(  # "Utrecht University", "Den Haag: WODC", "Den Haag, 12 maart 2022"
    r"\s+(?:University|UMC|Law School|Universiteit|Centraal|CS)\b|\s?:\s+[A-Z]"
    r"|[,/]\s+(?:\d{1,2}\s+)?(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|(?:19|20)\d\d)\b"
)
_TOWN_BEFORE = re.compile(r"(?:[Gg]emeenten?|[Bb]urgemeester van|[Gg]emeenteraad van|[Rr]aad van)\s+\Z")


def municipalities(title, pages, places):
    """The slugs of the municipalities that a document is about, the one named most first; at most MOST.

    In the title one mention will do. Else it stands at the start, and often: a national report names many towns once.
    """
    named, counts, at_start = set(), Counter(), set()
    text, start = _within(pages)
    for place in places:
        if _count(title, place):
            named.add(place.slug)
        counts[place.slug] = _count(text, place)
        if counts[place.slug] and _count(start, place):
            at_start.add(place.slug)
    least = LEAST_IN_SHORT if len(pages) <= SHORT else LEAST
    most = max(counts.values(), default=0)
    often = {slug for slug in at_start if counts[slug] >= max(least, SHARE * most)}
    order = sorted(named | often, key=lambda slug: (slug not in named, -counts[slug], slug))
    return tuple(order[:MOST])


def _within(pages):
    """The text, and that of the first pages."""
    text = "\n\n".join(pages)[:MAX_SIGNS]
    return text, "\n\n".join(pages[:FIRST_PAGES])


def _count(text, place):
    return sum(_is_about(text, match, place) for name in (place.name, *place.also) for match in _named(name, text))


def _named(name, text):
    if name not in text:
        return ()
    return re.finditer(rf"(?<![\w'’-]){re.escape(name)}(?!\w)(?!-(?!Noord|Zuid|Oost|West|Centrum|Nieuw))", text)


def _is_about(text, match, place):
    """Whether the name is that of the municipality here, and no institute, person, address, publisher or date line."""
    before, after = text[max(0, match.start() - 40) : match.start()], text[match.end() : match.end() + 40]
    if _TOWN_BEFORE.search(before) or _OF_A_TOWN.search(before):
        return True
    if match.group() in AMBIGUOUS or _OF_AN_INSTITUTE.search(before) or _POSTCODE.search(before):
        return False
    return not (_OF_A_PERSON.search(before) or _AFTER.match(after))
