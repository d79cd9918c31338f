"""What was read out of one file, and what it tells the editor when that did not succeed."""

from dataclasses import asdict, dataclass, field, fields, replace

from . import texts
from .kinds import KINDS, LARGEST_FILE, MB

READY, NO_TEXT, PASSWORD = "ready", "no_text", "password"
DAMAGED, TOO_HEAVY, WRONG_TYPE = "damaged", "too_heavy", "wrong_type"
BROKEN = 70  # exit of a process that lacks a library; sysexits.h, EX_SOFTWARE
STATES = (READY, NO_TEXT, PASSWORD, DAMAGED, TOO_HEAVY, WRONG_TYPE)

_AGAIN = "Open het bestand op je computer, sla het opnieuw op en zet het er nog een keer neer."
SENTENCES = {  # state or reason: what the editor reads
    READY: "",
    NO_TEXT: "Dit is een scan of afbeelding zonder tekst. Wat erin staat, is niet te doorzoeken en niet voor te lezen.",
    "no_words": "In dit bestand staat geen tekst.",
    PASSWORD: "Dit bestand heeft een wachtwoord. Haal het wachtwoord eraf en zet het bestand er opnieuw neer.",
    DAMAGED: f"Dit bestand is beschadigd en kan niet worden gelezen. {_AGAIN}",
    "empty": "Dit bestand is leeg. Kijk of het op je computer wel opent, en zet het er opnieuw neer.",
    "no_pages": f"Dit bestand heeft geen pagina’s. {_AGAIN}",
    TOO_HEAVY: "Dit bestand is te zwaar om te lezen. Maak het kleiner, bijvoorbeeld met minder of kleinere "
    "afbeeldingen, en zet het er opnieuw neer.",
    "too_large": f"Dit bestand is groter dan {LARGEST_FILE // MB} MB. Maak het kleiner en zet het er opnieuw neer.",
    "bomb": "Dit bestand wordt bij het uitpakken veel te groot. Daarom is het niet gelezen.",
    WRONG_TYPE: "Dit bestand is iets anders dan de naam zegt. Sla het op als het goede soort en probeer het opnieuw.",
    "renamed": "De naam eindigt op .{extension}, maar dit is {found}. Sla het bestand op als .{extension}, of geef het "
    "de juiste naam, en probeer het opnieuw.",
    "old_office": "Dit is een bestand van een oude versie van Office. Sla het bestand op als .{extension} en probeer "
    "het opnieuw.",
    "macros": "In dit bestand zitten macro’s (kleine programma’s). Sla het bestand op als .{extension} zonder macro’s "
    "en probeer het opnieuw.",
}


class UnreadableError(Exception):
    """A file that cannot be read: its end state and the Dutch sentence that goes with it."""

    def __init__(self, state, reason="", **words):
        self.state, self.sentence = state, SENTENCES[reason or state].format(**words)
        super().__init__(self.sentence)


@dataclass(frozen=True)
class Page:
    """One page of a pdf, slide of a presentation, part of a Word text or sheet of a workbook."""

    number: int  # from 1
    label: str
    heading: str
    text: str


@dataclass
class Found:
    """What a reader finds in a file, as the file gives it; `metadata.describe` makes a Reading of it."""

    kind: str
    pages: list = field(default_factory=list)
    page_count: int = 0
    properties: dict = field(default_factory=dict)  # name: text
    title: str = ""  # that stands in the text itself
    date: str = ""  # of the properties, ISO 8601
    language: str = ""  # that the file says it has
    hidden: dict = field(default_factory=dict)  # what: how many
    accessibility: dict = field(default_factory=dict)
    outline: list = field(default_factory=list)  # (level, title, page)
    notes: list = field(default_factory=list)
    unread: list = field(default_factory=list)  # numbers of pages that are there and cannot be read

    size: int = 0  # bytes of text that were kept

    def add(self, text, limits, heading="", number=None):
        """Add a page; whether there is room for a next one."""
        number = number or len(self.pages) + 1
        text = texts.clean(text)
        kept = texts.cut(text, limits.text - self.size)
        self.size += len(kept.encode())
        self.pages.append(Page(number, KINDS[self.kind].label(number), texts.line(heading), kept))
        return kept == text and len(self.pages) < limits.pages

    def drop_unread(self):
        """Take away the pages at the end that are not there; raises UnreadableError when nothing is left.

        A broken or hostile file may say that it has a million pages.
        """
        stated, looked_at = self.page_count, len(self.pages)
        while self.unread and self.pages and self.pages[-1].number == self.unread[-1]:
            self.pages.pop()
            self.unread.pop()
        if not self.pages:
            raise UnreadableError(DAMAGED)
        if len(self.pages) < looked_at:
            self.page_count = len(self.pages)
            self.notes.append(f"Dit bestand noemt {stated} pagina’s, maar er zijn er {self.page_count} te lezen.")


@dataclass(frozen=True)
class Reading:
    """What was read out of one file. All of it is data from outside: text without meaning to the site.

    `title_from` is "properties", "text" or "name", `year_from` "properties" or "text"; "" when there is none.
    `hidden` counts what a reader does not see, by name: comments, tracked_changes, hidden_text, notes, hidden_slides,
    hidden_sheets, hidden_cells, scripts, launches, embedded_files, gps, camera. A name that is missing was not found.
    `accessibility` holds tagged, title, language, text (true or false), of a pdf only.
    `page_count` counts pages, slides, parts or sheets; 1 for an image; 0 when it could not be read.
    """

    state: str
    kind: str = ""
    message: str = ""
    pages: tuple[Page, ...] = ()
    page_count: int = 0
    title: str = ""
    title_from: str = ""
    authors: tuple[str, ...] = ()
    year: int | None = None
    year_from: str = ""
    language: str = ""
    properties: dict[str, str] = field(default_factory=dict)
    hidden: dict[str, int] = field(default_factory=dict)
    accessibility: dict[str, bool] = field(default_factory=dict)
    outline: tuple[tuple[int, str, int], ...] = ()
    notes: tuple[str, ...] = ()
    reader: str = ""
    picture: bytes | None = None  # WebP of the first page, when asked for
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    peak_memory: int = 0  # bytes, of the largest process that read

    @property
    def is_readable(self):
        """Whether the file could be opened and read, with or without text."""
        return self.state in (READY, NO_TEXT)

    def to_json(self):
        """What goes over the border between the processes; the picture and the measures go beside it."""
        return {name: value for name, value in asdict(self).items() if name not in _BESIDE}

    @classmethod
    def from_json(cls, data):
        """A Reading of what another process says, which is not trusted.

        Raises ValueError, TypeError or KeyError when that is not a Reading.
        """
        given = {name: data[name] for name in (one.name for one in fields(cls)) if name not in _BESIDE}
        if given["state"] not in STATES or given["kind"] not in KINDS:
            raise ValueError("no such state or kind")
        pages = tuple(
            Page(_number(page["number"]), *(_text(page[name]) for name in ("label", "heading", "text")))
            for page in given["pages"]
        )
        year = given["year"]
        return cls(
            **given
            | {name: _text(given[name]) for name in _TEXTS}
            | {
                "pages": pages,
                "page_count": _number(given["page_count"]),
                "year": None if year is None else _number(year),
                "authors": tuple(_text(one) for one in given["authors"]),
                "notes": tuple(_text(one) for one in given["notes"]),
                "properties": {_text(name): _text(value) for name, value in given["properties"].items()},
                "hidden": {_text(name): _number(value) for name, value in given["hidden"].items()},
                "accessibility": {_text(name): value is True for name, value in given["accessibility"].items()},
                "outline": tuple((_number(a), _text(title), _number(b)) for a, title, b in given["outline"]),
            }
        )

    def noting(self, note):
        """The same Reading with one more note for the editor."""
        return replace(self, notes=(*self.notes, note))


_TEXTS = ("message", "title", "title_from", "year_from", "language", "reader")
_BESIDE = ("picture", "seconds", "cpu_seconds", "peak_memory")


def unread(state, kind="", message=""):
    """The Reading of a file that could not be read."""
    return Reading(state=state, kind=kind, message=message or SENTENCES[state])


def _text(value):
    if not isinstance(value, str):
        raise TypeError("no text")
    return value.encode("utf-8", "ignore").decode().replace("\0", "")


def _number(value):
    if type(value) is not int or not 0 <= value < 2**31:
        raise ValueError("no number")
    return value
