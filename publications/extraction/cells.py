"""What stands in a cell of Excel, as text: shared and own texts, figures, yes or no, and moments.

A cell holds a number or the place of a text; what it means stands in the styles and the shared texts of the workbook.
Source: ECMA-376 part 1, 18.3.1.4 (c), 18.4 (shared strings), 18.8.30 (numFmt), 18.17.4 (dates), 22.9.2.19 (ST_Xstring).
"""

import datetime as dt
import math
import re
import sys
import time

from .kinds import MB
from .office import first, local
from .reading import UnreadableError

MOST_SHARED = 128 * MB  # of memory
_ON = ("1", "true")
_IS = {"1": "WAAR", "true": "WAAR", "0": "ONWAAR", "false": "ONWAAR"}  # as a Dutch Excel shows them
_BUILT_IN = {
    **dict.fromkeys(("14", "15", "16", "17"), "d-m-yy"),
    **dict.fromkeys(("18", "20"), "h:mm"),
    **dict.fromkeys(("19", "21", "45", "47"), "h:mm:ss"),
    "22": "d-m-yy h:mm",
    "46": "[h]:mm:ss",
}
_LONGEST_FORMAT = 255
# in a format no sign of a moment: quoted, escaped, room, filling, a colour, language or condition, AM and PM
_NO_SIGN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]|AM/PM|A/P', re.I)
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_NO_DAY = 60  # 29 February 1900, which Excel counts and which never was


class Book:
    """What the cells of a workbook point to. `misses` is whether a cell asked for a text that is not there."""

    def __init__(self, package, main, limits):
        self.misses = False
        self._from_1904 = any(one.get("date1904") in _ON for one in main.iter("{*}workbookPr"))
        self._formats = _formats(package)
        self._shared = _shared(package, limits.reading / 2)  # the cells need time too

    def text(self, cell):
        """The text of a cell on one line; "" when it is empty or holds a mistake, such as #N/B."""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return _rich(cell)
        held = next((child.text or "" for child in cell if local(child) == "v"), "").strip()
        if not held or kind == "e":
            return ""
        if kind == "s":
            return self._text_at(held)
        if kind == "n":
            return self._number(held, cell.get("s", "0"))
        return _IS.get(held, held) if kind == "b" else _line(held)

    def _text_at(self, place):
        number = int(place) if re.fullmatch("[0-9]{1,9}", place) else -1
        if 0 <= number < len(self._shared):
            return self._shared[number]
        self.misses = True
        return ""

    def _number(self, held, style):
        try:
            number = float(held)
        except ValueError:
            return _line(held)
        if not math.isfinite(number):
            return held
        form = self._formats.get(style, "")
        if set(form) == {"0"} and number.is_integer():
            return str(int(number)).zfill(len(form))  # a number of a person or a file, with its zeros in front
        return (form and _moment(number, form, self._from_1904)) or _plain(number)


def _shared(package, seconds):
    """The shared texts, until they fill the memory or the time that they may have."""
    found, size = [], 0
    for part in package.related(package.main, "sharedStrings")[:1]:
        try:
            for element in package.stream(part, "si"):
                found.append(_rich(element))
                size += sys.getsizeof(found[-1]) + 8
                if size > MOST_SHARED or time.process_time() > seconds:
                    break
        except UnreadableError:
            pass  # the cells that ask for the rest are counted
    return found


def _formats(package):
    """{number of a style: its format}, of the styles that say something about a moment or zeros in front."""
    found = {}
    for styles in (package.xml(part) for part in package.related(package.main, "styles")[:1]):
        given = {one.get("numFmtId"): one.get("formatCode", "") for one in styles.iter("{*}numFmt")}
        own = {number: _signs(code) for number, code in given.items()}
        rows = first(styles, "cellXfs")
        for number, row in enumerate(() if rows is None else rows):
            form = row.get("numFmtId", "")
            if signs := own.get(form) or _BUILT_IN.get(form):
                found[str(number)] = signs
    return found


def _signs(code):
    """The signs of a format that tell a moment ("d-m-yy h:mm"), or its zeros; "" for another."""
    if re.fullmatch("0{2,}", code):
        return code[:_LONGEST_FORMAT]
    signs = _NO_SIGN.sub("", code[:_LONGEST_FORMAT]).partition(";")[0].lower()
    return signs if re.search("[dmyhs]", signs) else ""


def _moment(number, form, from_1904):
    """A number of days as a day, a time or both; "" when its format or the number is not that of one."""
    has_clock = bool(re.search("[hs]", form))
    has_day = bool(re.search("[dy]", form)) or ("m" in form and not has_clock)
    if number < 0 or not (has_clock or has_day):
        return ""
    if not has_day:
        return _clock(round(number * 86_400), form)
    if not from_1904 and (number < 1 or int(number) == _NO_DAY):
        return ""
    start = dt.datetime(1904, 1, 1) if from_1904 else dt.datetime(1899, 12, 31 if number < _NO_DAY else 30)
    try:
        moment = start + dt.timedelta(seconds=round(number * 86_400))
    except OverflowError:
        return ""
    return f"{moment:%d-%m-%Y %H:%M}" if has_clock else f"{moment:%d-%m-%Y}"


def _clock(seconds, form):
    """ "14:30", or "14:30:05" where the format has seconds; a duration ("[h]") goes on after 24 hours."""
    hours = seconds // 3600 if "[" in form else seconds // 3600 % 24
    return f"{hours:02}:{seconds // 60 % 60:02}" + (f":{seconds % 60:02}" if "s" in form else "")


def _plain(number):
    """A number in the digits that Excel shows: 15 at most, whole when it is, for some programs write 1.2E8."""
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else f"{number:.15g}"


def _rich(element):
    """The text of all runs; how a word is pronounced (rPh) is left out."""
    return _line("".join(run.text or "" for run in element.iter("{*}t") if local(run.getparent()) != "rPh"))


def _line(text):
    """The text on one line, for a row is one; signs that XML does not allow stand in it as _x000D_."""
    return " ".join(_ESCAPED.sub(lambda match: chr(int(match[1], 16)), text).split())
