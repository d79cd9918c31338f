"""What a file says about itself, as far as it is to be believed: title, authors, year, language. Pure functions."""

import datetime
import re

from . import texts
from .kinds import KINDS
from .language import language
from .reading import NO_TEXT, READY, SENTENCES, Reading

FEWEST_LETTERS = 20  # of a page on average; with fewer it is a scan
FIRST_PAGES = 3  # among which a date is looked for
FIRST_SIGNS = 4000  # of each of them
FIRST_LINES = 15  # of page 1, among which a title is looked for
LONGEST_TITLE = 200
OLDEST_YEAR = 1950
MOST_AUTHORS = 20

_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_MONTHS += "|january|february|march|may|june|july|august|october|januar|märz|juin|juillet|octobre|décembre"
_MONTH_YEAR = re.compile(rf"\b(?:{_MONTHS})\s+((?:19|20)\d\d)\b", re.I)
_DAY = re.compile(r"\b(?:\d{1,2}[-/.]\d{1,2}[-/.]((?:19|20)\d\d)|((?:19|20)\d\d)-\d\d-\d\d)\b")
_YEAR = re.compile(r"(?<![\d.,/€-])\b((?:19|20)\d\d)\b(?![\d,%]|\.\d|-\d)")
_PERIOD = re.compile(r"\b(?:19|20)\d\d\s*[-–/]\s*((?:19|20)\d\d)\b")

_NO_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint|excel)\b.*|untitled.*|naamloos.*|zonder titel|document\s*\d*"
    r"|presentati(?:e|on)\s*\d*|powerpoint[- ]presentati(?:e|on)|word[- ]document|titel|title"
    r"|dia\s*\d*|slide\s*\d*|scan[\W_]*\d*|img[\W_]*\d+"
    r"|klik om .*|click to .*|template.*|sjabloon.*|(?:blank|leeg) .*|map\d+|book\d+|print.*"
    r"|[\w-]+\.(?:dotx?|indd|qxd).*)",
    re.I,
)
_NO_LINE = re.compile(r"(?:p(?:agina|\.)?\s*)?\d+(?:\s*(?:van|/|of)\s*\d+)?|.*(?:https?://|www\.|@).*", re.I)
_NO_AUTHOR = re.compile(
    r"(?:microsoft.*|windows.*|.*\buser\b.*|gebruiker.*|eigenaar|owner|admin.*|administrator|beheerder|unknown|onbekend"
    r"|author|auteur|python-(?:docx|pptx)|openpyxl|apache poi|steve canny|adobe.*|canva|pc|laptop|default|test"
    r"|none|null|scanner.*|.*\.(?:docx?|pdf|nl|com))",
    re.I,
)


def describe(found, name, reader=""):
    """The Reading of what was found in a file that is called `name`."""
    kind = KINDS[found.kind]
    text = "\n".join(page.text[:FIRST_SIGNS] for page in found.pages[:10])
    prose = [] if found.kind == "xlsx" else found.pages  # a name or a year in a cell is one of many
    state = READY if _has_text(found) else NO_TEXT
    title, title_from = _title(found, name, prose)
    year, year_from = _year(found, prose)
    return Reading(
        state=state,
        kind=found.kind,
        message="" if state == READY else SENTENCES["no_words" if kind.is_office else NO_TEXT],
        pages=tuple(found.pages),
        page_count=found.page_count,
        title=title,
        title_from=title_from,
        authors=authors(found.properties.get("author", "")),
        year=year,
        year_from=year_from,
        language=language(text, found.language),
        properties=found.properties,
        hidden={what: count for what, count in found.hidden.items() if count},
        accessibility=found.accessibility,
        outline=tuple(found.outline[:500]),
        notes=(*found.notes, *_notes(found)),
        reader=reader,
    )


def is_title(text, name=""):
    """Whether a text can be the title of a publication: not what a program fills in, not the name of the file."""
    stem = _plain(name.rpartition(".")[0])
    if not 4 <= len(text) <= LONGEST_TITLE or texts.letters(text) < 4 or _NO_TITLE.fullmatch(text):
        return False
    return _plain(text) != stem and _plain(text.rpartition(".")[0]) != stem if stem else True


def authors(text):
    """The people that a property names: ("J. Jansen", "P. Pietersen"); () for a program, a role or an account."""
    pieces = re.split(r"\s*[;&|]\s*|\s+(?:en|and)\s+", text)
    by_comma = [piece.strip() for piece in text.split(",")]
    if len(pieces) == 1 and len(by_comma) > 1 and all(" " in piece for piece in by_comma):
        pieces = by_comma
    people = [texts.line(piece, 100).strip(" ,.-") for piece in pieces]
    return tuple(dict.fromkeys(one for one in people if _is_author(one)))[:MOST_AUTHORS]


def year_in(text, latest, this_year):
    """The year of the first date in a text, or else the latest year that is named; None when there is none.

    A date is a month with a year, or else a day. No date lies after `this_year`, no bare year after `latest`: a plan
    speaks of years to come.
    """
    for pattern in (_MONTH_YEAR, _DAY):
        years = [int(one or two) for one, two in _pairs(pattern.findall(text))]
        if years := [year for year in years if OLDEST_YEAR <= year <= this_year]:
            return years[0]
    years = [int(year) for pattern in (_PERIOD, _YEAR) for year in pattern.findall(text)]
    return max((year for year in years if OLDEST_YEAR <= year <= latest), default=None)


def _title(found, name, prose):
    given = found.properties.get("title", "")
    if is_title(given, name):
        return given, "properties"
    lines = [texts.line(line) for line in prose[0].text.splitlines()[:FIRST_LINES]] if prose else []
    lines = [line for line in lines if not _NO_LINE.fullmatch(line) and not _MONTH_YEAR.search(line)]
    for line in [found.title, *lines]:
        if is_title(line) and (" " in line or texts.letters(line) >= 8):
            return line, "text"
    stem = re.sub(r"[\s_]+|(?<!\d)-|-(?!\d)", " ", name.rpartition(".")[0]).strip()
    return (stem[:1].upper() + stem[1:], "name") if stem else ("", "")


def _year(found, prose):
    stated = re.match(r"\d{4}", found.date)
    stated = int(stated[0]) if stated else None
    this_year = datetime.date.today().year
    latest = stated if stated and OLDEST_YEAR <= stated <= this_year else this_year
    for page in prose[:FIRST_PAGES]:
        if year := year_in(page.text[:FIRST_SIGNS], latest, this_year):
            return year, "text"
    return (stated, "properties") if stated and OLDEST_YEAR <= stated <= this_year else (None, "")


def _has_text(found):
    """Whether there is text to search: of a pdf enough on average, for a stamp on a scan is no text layer."""
    if found.kind == "xlsx" or KINDS[found.kind].is_image:  # a table of figures is text too, and so is a caption
        return any(page.text for page in found.pages)
    count = sum(texts.letters(page.text) for page in found.pages)
    return count >= FEWEST_LETTERS * (len(found.pages) if found.kind == "pdf" else 1)


def _notes(found):
    """What the editor should know about a file that was read in part."""
    if not found.pages:
        return
    label = KINDS[found.kind].label
    if found.page_count > len(found.pages):
        yield f"Alleen de tekst tot en met {label(len(found.pages))} is gelezen, van {found.page_count} in totaal."
    if found.unread:
        yield f"Niet te lezen: {texts.listed(found.unread)}."
    empty = [page.number for page in found.pages if not texts.letters(page.text) and page.number not in found.unread]
    if found.kind == "pdf" and 0 < len(empty) < len(found.pages):
        yield f"Zonder tekst, misschien een scan: {texts.listed(empty)}."


def _is_author(text):
    return texts.letters(text) >= 3 and len(text) <= 80 and "@" not in text and not _NO_AUTHOR.fullmatch(text)


def _plain(text):
    return re.sub(r"[\W_]+", "", text.lower())


def _pairs(found):
    return [(one, "") if isinstance(one, str) else one for one in found]
