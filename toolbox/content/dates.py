"""Dates that are known in part: "2022", "2022-03" or "2022-03-10". Pure functions."""

import datetime as dt
import re

from django.utils.dates import MONTHS

PARTIAL_DATE = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"


def first_day(text):
    """The first day a partial date may mean, or None for "". Raises ValueError for what is no date."""
    if not text:
        return None
    if not re.match(PARTIAL_DATE, text):
        raise ValueError(f"no date: {text!r}")
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    return dt.date(year, month, day)


def in_words(text):
    """As a sentence says it: "10 maart 2022", "maart 2022" or "2022"."""
    if not text:
        return ""
    year, *rest = text.split("-")
    month = [str(MONTHS[int(rest[0])])] if rest else []
    day = [str(int(rest[1]))] if len(rest) == 2 else []
    return " ".join([*day, *month, year])
