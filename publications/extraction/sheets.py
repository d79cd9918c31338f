"""A workbook, sheet by sheet: a line for each row. Its cells are read in a stream, for they may be millions."""

import re
import time
from dataclasses import dataclass, field

from . import texts
from .cells import Book
from .office import Package, local, points_to, value
from .reading import Found, UnreadableError

MOST_COLUMNS = 16_384  # that Excel allows
_HIDDEN, _ON = ("hidden", "veryHidden"), ("1", "true")
_PARTLY = "Niet helemaal gelezen: {}. Kijk zelf of er gegevens van personen in staan."

load = Package


def read(package, limits):
    """What is found: a page per sheet, in the order of the workbook; hidden ones count, and their page is empty."""
    main = package.xml(package.main, must=True)
    relations = package.relations(package.main)
    found = Found("xlsx", properties=package.properties())
    found.date = found.properties.get("modified", "") or found.properties.get("created", "")
    found.language = found.properties.get("language", "")
    sheets = list(main.iter("{*}sheet"))
    found.page_count = len(sheets)
    found.hidden = {
        "hidden_sheets": sum(value(sheet, "state") in _HIDDEN for sheet in sheets),
        "hidden_cells": 0,
        "comments": _comments(package),
    }
    book, partly = Book(package, main, limits), []
    for number, row in enumerate(sheets, 1):
        kind, part = relations.get(points_to(row), ("", ""))
        sheet = _Sheet()
        if value(row, "state") not in _HIDDEN:
            sheet.name = texts.line(value(row, "name"))
            found.outline += [(1, sheet.name, number)] if sheet.name else []
            if kind == "worksheet":
                sheet.read(package, part, book, limits.text - found.size, limits.reading)
        found.hidden["hidden_cells"] += sheet.has_hidden
        partly += [] if sheet.is_whole else [number]
        if not found.add(sheet.text, limits, sheet.name, number) or time.process_time() > limits.reading:
            break
    if partly:
        found.notes.append(_PARTLY.format(texts.listed(partly, "blad")))
    return found


def _comments(package):
    parts = [*package.parts("xl/comments"), *package.parts("xl/threadedComments/")]
    return sum(local(one) in ("comment", "threadedComment") for part in parts for one in package.xml(part).iter("{*}*"))


@dataclass
class _Sheet:
    """What a reader sees of one sheet: its name and its rows, with those that are folded or filtered away."""

    name: str = ""
    rows: list = field(default_factory=list)
    is_whole: bool = True
    has_hidden: bool = False

    @property
    def text(self):
        """The name and the rows, as lines; "" when no cell has anything in it."""
        return "\n".join([self.name, *self.rows]) if self.rows else ""

    def read(self, package, part, book, most, seconds):
        """Read the rows, to `most` bytes of text and no longer than until the process had so many seconds of CPU."""
        row, size, hidden, book.misses = [], 0, set(), False
        try:
            for element in package.stream(part, "col", "c", "row", "sheetData"):
                name = local(element)
                if name == "c":
                    if text := book.text(element):
                        row.append(text)
                        size += len(text.encode(errors="ignore")) + 1
                        self.has_hidden = self.has_hidden or _is_hidden(element, hidden)
                elif name == "row":
                    self._end(row)
                    row = []
                elif name == "col":
                    hidden |= _columns(element)
                else:  # all cells stand before this; what follows may be long, and is no text
                    break
                if size > most or time.process_time() > seconds:
                    self.is_whole = False
                    break
        except UnreadableError:
            self.is_whole = False
        self._end(row)
        self.is_whole = self.is_whole and not book.misses

    def _end(self, row):
        if row:
            self.rows.append("\t".join(row))  # as a row of a table in Word


def _is_hidden(cell, columns):
    row = cell.getparent()
    if row is not None and row.get("hidden") in _ON:
        return True
    return bool(columns) and _column(cell.get("r", "")) in columns


def _column(place):
    """The number of a column, from 1: 28 of "AB12"; 0 when that is no place."""
    number = 0
    for letter in re.match("[A-Z]{0,3}", place)[0]:
        number = number * 26 + ord(letter) - 64
    return number


def _columns(element):
    """The numbers of the columns that an element hides."""
    try:
        first, last = int(element.get("min", "")), int(element.get("max", ""))
    except ValueError:
        return set()
    return set(range(max(first, 1), min(last, MOST_COLUMNS) + 1)) if element.get("hidden") in _ON else set()
