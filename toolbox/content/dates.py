"""Dates that are known in part: "2022", "2022-03" or "2022-03-10". Pure functions."""

import datetime as dt
import re

from django.utils.dates import MONTHS

_YEAR = "[0-9]{4}"
_LEAP = "([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)"  # divisible by 4, a century by 400
PARTIAL_DATE = (  # what exists, as Python and PostgreSQL both read it: the database refuses what is no date
    f"^(?!0000)({_YEAR}(-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]))?)?|{_YEAR}-(0[13-9]|1[0-2])-(29|30)"
    f"|{_YEAR}-(0[13578]|1[02])-31|{_LEAP}-02-29)$"
)


def first_day(text):
    """The first day a partial date may mean, or None for "". Raises ValueError for what is no date."""
    if not text:
        return None
    if not re.fullmatch(PARTIAL_DATE, text):
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
