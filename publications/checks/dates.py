"""Dates that somebody was born on: a date beside a word that says so, never any date. Patterns for personal_data."""

import re

_MONTHS = (
    "januari|februari|maart|april|juni|juli|augustus|september|oktober|november|december"
    "|january|february|march|june|july|august|october"
    r"|(?:jan|febr?|mrt|mar|apr|mei|may|jun|jul|aug|sept?|okt|oct|nov|dec)\.?"
)
_YEAR = r"(?:(?:19|20)[0-9]{2}|'?[0-9]{2})(?!\w)"
_DAY, _MONTH = r"(?:0?[1-9]|[12][0-9]|3[01])", r"(?:0?[1-9]|1[0-2])"
_DATE = (
    rf"(?P<date>{_DAY}(?P<sign> ?[-./] ?| ){_MONTH}(?P=sign){_YEAR}"
    rf"|(?:19|20)[0-9]{{2}}(?P<dash>[-./]){_MONTH}(?P=dash){_DAY}(?!\w)"
    rf"|{_DAY}(?:e|[a-z]{{2,3}})?[ -](?:{_MONTHS})[ -]{_YEAR}"
    rf"|(?:{_MONTHS}) {_DAY}(?:st|nd|rd|th)?,? {_YEAR})(?![-/.][0-9])"
)
_BORN = (
    r"(?:\b(?:geboortedat(?:um|a)|geboortedag|geboren|geb\.? ?datum|geb\. ?dat|geb|born|date of birth"
    r"|birth ?da(?:te|y)|dob|d\.o\.b)\b\.?)"
)
# "Geboren uit overleg" is no birth, and "geboren na 1 januari 2004" is a group.
_FIGURE, _GROUP = "uit|out of", "tussen|voor|vóór|na|vanaf|sinds|tot|between|before|after|since"
_NOT_A_GROUP = rf"(?! (?:{_FIGURE}|{_GROUP})\b)"

BIRTH_DATES = (
    re.compile(
        rf"{_BORN}{_NOT_A_GROUP}(?P<gap>(?:[^0-9;!?\x00]|\([0-9]{{1,2}}\)){{0,60}}?)(?<!\w){_DATE}", re.IGNORECASE
    ),
    re.compile(
        rf"(?<!\w)(?<![0-9][-./]){_DATE}(?P<gap>[ (,]{{1,3}}(?:is )?){_BORN}{_NOT_A_GROUP}(?!\W{{1,3}}[0-9])", re.I
    ),
    re.compile(rf"(?P<gap>)\([*°] ?{_DATE}\)", re.IGNORECASE),
)
_OTHER_SENTENCE = re.compile(r"\w{3}\.\s+(?-i:[A-Z])|\n\s*\n")
_OTHER_DATE = re.compile(rf"\b(?:datum|onbekend|gesprek|overleg|bijeenkomst|versie|{_GROUP})\b", re.IGNORECASE)


def is_birth_date(match):
    """Whether nothing between the word and the date of a match of BIRTH_DATES says that it is another date."""
    return not (_OTHER_SENTENCE.search(match["gap"]) or _OTHER_DATE.search(match["gap"]))
