"""Dates known in part: what exists, as Python and the database each decide it, and which of two comes first."""

import calendar
import datetime as dt
from itertools import product

import pytest
from django.db import connection

from tests.factories import make_practice
from tests.municipalities.rules import refused_by, write
from toolbox.content.dates import PARTIAL_DATE, first_day, in_words

YEARS = (1896, 1900, 1999, 2000, 2022, 2023, 2024, 2100)
EXISTING = [f"{year}" for year in YEARS]
EXISTING += [f"{year}-{month:02}" for year, month in product(YEARS, range(1, 13))]
EXISTING += [
    f"{year}-{month:02}-{day:02}"
    for year, month in product(YEARS, range(1, 13))
    for day in range(1, calendar.monthrange(year, month)[1] + 1)
]
EVERYTHING = {f"{y}-{m:02}-{d:02}" for y, m, d in product(YEARS, range(14), range(33))}
EVERYTHING |= {f"{y}-{m:02}" for y, m in product(YEARS, range(14))} | {"0000", "0000-01", "0000-02-29"}
EVERYTHING |= {"gisteren", "22", "2022-3", "2022-03-1", "10-03-2022", "2022/03/10", "2022-03-10T10", "2022-", "-2022"}
EVERYTHING |= {" 2022", "2022 ", "2022\n", "2022-03\n", "٢٠٢٢", "20222", "2022-03-10 "}


def test_python_knows_what_exists():
    def exists(text):
        try:
            return first_day(text) is not None
        except ValueError:
            return False

    assert {text for text in EVERYTHING | set(EXISTING) if exists(text)} == set(EXISTING)


@pytest.mark.django_db
def test_the_database_knows_the_same():
    with connection.cursor() as cursor:
        texts = list(EVERYTHING | set(EXISTING))
        cursor.execute("SELECT t FROM unnest(%s) t WHERE t ~ %s", [texts, PARTIAL_DATE])
        assert {text for (text,) in cursor.fetchall()} == set(EXISTING)


def test_the_first_day_and_the_words():
    assert first_day("") is None
    assert first_day("2022") == dt.date(2022, 1, 1)
    assert first_day("2022-03") == dt.date(2022, 3, 1)
    assert first_day("2024-02-29") == dt.date(2024, 2, 29)
    words = {"": "", "2022": "2022", "2022-03": "maart 2022", "2022-03-01": "1 maart 2022"}
    assert {text: in_words(text) for text in words} == words


IN_ORDER = [
    ("2021", "2021"),
    ("2021", "2021-06"),
    ("2021-06", "2021"),
    ("2021-06-15", "2021-06"),
    ("2021-06", "2021-06-01"),
    ("2020-12", "2021"),
    ("2020-12-31", "2021-01-01"),
    ("", "2021"),
    ("2021", ""),
]
OUT_OF_ORDER = [
    ("2021", "2020"),
    ("2021", "2020-12"),
    ("2021-06", "2020"),
    ("2021-06", "2021-05"),
    ("2021-06-15", "2021-05"),
    ("2021-06", "2021-05-31"),
    ("2021-06-15", "2021-06-14"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("start", "end"), OUT_OF_ORDER)
def test_the_database_refuses_an_end_before_the_beginning(start, end):
    with refused_by("approaches_practice_dates_in_order"):
        write(make_practice(), start=start, end=end)


@pytest.mark.django_db
def test_the_database_takes_what_may_be_in_order():
    practice = make_practice()
    for start, end in IN_ORDER:
        write(practice, start=start, end=end)
        practice.full_clean()


@pytest.mark.django_db
@pytest.mark.parametrize("column", ["start", "end", "phase_as_of"])
def test_the_database_refuses_what_does_not_exist(column):
    for value in ("2022-13", "2022-02-30", "2023-02-29", "2022-00", "gisteren", "0000"):
        practice = make_practice()
        with refused_by("approaches_practice_dates"):
            write(practice, **{column: value})
