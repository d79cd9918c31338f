"""Where an adviser starts: six situations, each a question to the list of approaches."""

from urllib.parse import urlencode

from django.urls import reverse

from toolbox.approaches.filters import ApproachFilter

SITUATIONS = [  # (in the words of an adviser, the filters it sets)
    ("Jongeren bezorgen of dealen drugs", {"thema": "drugshandel-en-drugskoeriers"}),
    ("Misdaad gaat over van ouder op kind", {"thema": "criminele-families-en-familienetwerken"}),
    ("Kinderen op de basisschool lopen gevaar", {"plek": "basisschool"}),
    ("Jongeren dragen een wapen", {"thema": "wapens-en-geweld"}),
    ("Een jongere groeit door naar zwaarder werk", {"thema": "doorgroei"}),
    ("In een wijk is misdaad gewoon geworden", {"thema": "wijk-en-voedingsbodem"}),
]


def situations(counts):
    """[(words, address)] of those that lead somewhere; `counts` are those of approaches per facet and value."""
    facet_of = {name: getattr(field, "facet", None) for name, field in ApproachFilter.base_filters.items()}
    url = reverse("approach:list")
    return [
        (words, f"{url}?{urlencode(filters)}")
        for words, filters in SITUATIONS
        if all(counts[facet_of[name]].get(value) for name, value in filters.items())
    ]
