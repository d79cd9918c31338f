"""The data files as they stand, read without the site's own code, and how Dutch says what is in them."""

import json
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FILES = {
    path.stem: json.loads(path.read_text())
    for path in sorted([*ROOT.glob("*/first_content/*.json"), *ROOT.glob("*/*/first_content/*.json")])
}
TERMS = {term["slug"]: term for term in FILES["term"]}
KINDS = {  # (the address of the list, what a visitor calls them, how many there are)
    "approach": ("/aanpakken/", "aanpakken", 23),
    "practice": ("/praktijken/", "praktijken", 26),
    "publication": ("/publicaties/", "publicaties", 78),
    "municipality": ("/gemeenten/", "gemeenten", 27),
    "meeting": ("/bijeenkomsten/", "bijeenkomsten", 4),
    "fieldreport": ("/berichten/", "berichten uit de praktijk", 7),
    "learningcommunity": ("/communities/", "learning communities", 1),
}
RECORDS = {kind: {record["slug"]: record for record in FILES[kind]} for kind in KINDS}
MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]


class Row:
    """A row of a data file, which notices what nobody asked for: a key that the walk does not know is lost content."""

    def __init__(self, data, where):
        self.where, self._left = where, dict(data)

    def take(self, name, default=""):
        """The value, which then counts as walked; `default` where the row has none."""
        return self._left.pop(name, default)

    def rows(self, name):
        """The rows in this row."""
        return [Row(part, f"{self.where}, {name} {number}") for number, part in enumerate(self.take(name, []))]

    def done(self):
        """Everything has been walked."""
        assert not self._left, f"{self.where}: the walk does not know {sorted(self._left)}"


def address(kind, slug):
    """Where the page of a record stands."""
    year = f"{RECORDS[kind][slug]['year']}/" if kind == "meeting" else ""
    return f"{KINDS[kind][0]}{year}{slug}/"


def title(kind, slug):
    """What a record is called."""
    return RECORDS[kind][slug]["title"]


def link(kind, slug):
    """How a page links to a record: (text, address)."""
    return title(kind, slug), address(kind, slug)


def pointing_at(kind, name, slug):
    """The slugs of the records of a kind that name this one in a field, which may hold one or a list."""
    return [
        row["slug"]
        for row in FILES[kind]
        if slug in (row.get(name) if isinstance(row.get(name), list) else [row.get(name)])
    ]


def date(text):
    """A date known in part as a sentence says it: "18 december 2020", "maart 2022", "2022"."""
    year, month, day = (*text.split("-"), "", "")[:3]
    words = [str(int(day))] if day else []
    words += [MONTHS[int(month) - 1]] if month else []
    return " ".join([*words, year])


def number(amount):
    """A number with the Dutch points in it."""
    return f"{amount:,}".replace(",", ".")


def amount(row_amount, unit, qualifier):
    """An amount with its unit: "bijna 500 contacten", "meer dan € 10.000.000 per jaar"."""
    if unit.split(" ")[0] == "euro":
        words = [qualifier, "€", number(row_amount), unit.removeprefix("euro").strip()]
    else:
        words = [qualifier, number(row_amount), unit]
    return " ".join(word for word in words if word)
