"""Where an adviser starts: six situations, each a question to the list of approaches."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from toolbox.approaches.filters import ApproachFilter

SITUATIONS = [  # (in the words of an adviser, an icon, the filters it sets)
    ("Jongeren bezorgen of dealen drugs", "smartphone", {"thema": "drugshandel-en-drugskoeriers"}),
    ("Misdaad gaat over van ouder op kind", "house", {"thema": "criminele-families-en-familienetwerken"}),
    ("Kinderen op de basisschool lopen gevaar", "school", {"plek": "basisschool"}),
    ("Jongeren dragen een wapen", "swords", {"thema": "wapens-en-geweld"}),
    ("Een jongere groeit door naar zwaarder werk", "route", {"thema": "doorgroei"}),
    ("In een wijk is misdaad gewoon geworden", "building-2", {"thema": "wijk-en-voedingsbodem"}),
]


@dataclass(frozen=True)
class Situation:
    """A tile on the home page."""

    words: str
    icon: str
    url: str


def situations(counts):
    """The situations that lead somewhere; `counts` are those of approaches per facet and value."""
    facet_of = {name: getattr(field, "facet", None) for name, field in ApproachFilter.base_filters.items()}
    url = reverse("approach:list")
    return [
        Situation(words, icon, f"{url}?{urlencode(filters)}")
        for words, icon, filters in SITUATIONS
        if all(counts[facet_of[name]].get(value) for name, value in filters.items())
    ]
