"""What leads to a person is found, however it is written; what only looks like it is left alone."""

import re
import time
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publications.checks.check_digits import is_bsn, is_dutch_number, is_iban
from publications.checks.personal_data import ADVICE, NAMES, Kind, find

from .people import FAMILIES, KINDS, Maker

TEXTS = 400  # of each kind
LEAST_FOUND, MOST_FALSE = 0.99, 0.05


def signs(text):
    """What a number is, however it is written."""
    return re.sub(r"[\s.()/,-]", "", text.replace("(0)", "")).lower()


def is_it(finding, kind, it):
    """Whether this was to be found; of a street only its last word belongs to it."""
    found, whole = signs(finding.text), signs(it)
    return finding.kind == kind and (found == whole or (kind == Kind.ADDRESS and whole.endswith(found)))


def missed(kind, seed):
    """[(text, what is in it)] of this kind that was not found."""
    maker, rows = Maker(seed), []
    for _ in range(TEXTS):
        text, it = maker.text_with(kind)
        if not any(is_it(finding, kind, it) for finding in find(text)):
            rows.append((text, it))
    return rows


@pytest.mark.parametrize("kind", KINDS)
def test_of_every_kind_nearly_all_is_found(kind):
    rows = missed(kind, seed=f"found {kind}")
    assert len(rows) <= (1 - LEAST_FOUND) * TEXTS, rows[:10]


def test_where_nothing_is_nearly_nothing_is_found():
    maker, texts, wrong, shown = Maker("nothing"), Counter(), Counter(), []
    for _ in range(2000):
        family, text = maker.nothing()
        texts[family] += 1
        if found := find(text):
            wrong[family] += 1
            shown.append((family, text, found))
    assert set(texts) == set(FAMILIES)
    assert sum(wrong.values()) <= MOST_FALSE * sum(texts.values()), shown[:10]
    by_chance = {"bare number"}  # one in eleven passes the 11-test, and nothing says that it is no BSN
    assert {family for family in wrong if wrong[family] > MOST_FALSE * texts[family]} <= by_chance, shown[:10]


def test_of_a_mixed_set_nearly_every_finding_is_right():
    maker, right, wrong = Maker("mixed"), 0, []
    for _ in range(600):
        kind = maker.one(KINDS)
        text, it = maker.text_with(kind)
        _, other = maker.nothing()
        for found in find(f"{other}\n\n{text}"):
            if is_it(found, kind, it):
                right += 1
            else:
                wrong.append((found, text, other))
    assert right >= 594
    assert len(wrong) <= MOST_FALSE * (right + len(wrong)), wrong[:10]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bel 06-12345678 of mail info@hetccv.nl.", ["06-12345678", "info@hetccv.nl"]),
        ("BSN’s: 111222333, 123456782", ["111222333", "123456782"]),
        ("BSN 123456789", []),  # fails the 11-test
        ("+31 (0)30 231 48 16", ["+31 (0)30 231 48 16"]),
        ("NL91 ABNA 0417 1643 00 t.n.v. X", ["NL91 ABNA 0417 1643 00"]),
        ("NL91 ABNA 0417 1643 01", []),
        ("Kanaalweg 12, 3511 AB Utrecht, tel. 030-2314816", ["Kanaalweg 12, 3511 AB", "030-2314816"]),
        ("3511 AB Utrecht", []),
        ("geboren in 1990", []),
        ("geboren op 12 maart 2004, gesproken op 3 mei 2022", ["12 maart 2004"]),
        ("Geboortedatum: onbekend. Datum gesprek: 3 mei 2022", []),
        ("Kenteken 12-BB-DD en 2-2022-10", ["12-BB-DD"]),
        ("", []),
    ],
)
def test_examples(text, found):
    assert [finding.text for finding in find(text)] == found


def test_a_finding_says_where_it_stands():
    text = "Een tekst met\u00a0accenten: é. BSN\u00a01234.56.782, en 06\u201112345678."
    found = find(text)
    assert [finding.kind for finding in found] == [Kind.BSN, Kind.TELEPHONE]
    assert [text[finding.start : finding.end] for finding in found] == ["1234.56.782", "06\u201112345678"]
    assert [finding.text for finding in found] == ["1234.56.782", "06\u201112345678"]


def test_every_kind_has_a_name_and_an_advice():
    assert set(NAMES) == set(ADVICE) == set(Kind)
    assert all(advice.endswith(".") for advice in ADVICE.values())


@given(st.text(alphabet="0123456789 .-/()+@'NLABbsngeb\n\t:,kKvV\u00a0é", max_size=200))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_any_text_is_read(text):
    found = find(text)
    assert all(finding.text == text[finding.start : finding.end] for finding in found)
    assert all(one.end <= two.start for one, two in zip(found, found[1:], strict=False))


@pytest.mark.parametrize(
    "piece", ["0", "1 ", "a.", "a@", "06-", "geboren ", "A1", "BSN ", "1234 AB ", "Aa 12\n", "+1", "NL12 "]
)
def test_a_long_text_takes_no_long_time(piece):
    text = piece * (50_000 // len(piece))
    start = time.perf_counter()
    find(text)
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize(("digits", "is_one"), [("123456782", True), ("12345672", True), ("123456789", False)])
def test_the_eleven_test(digits, is_one):
    assert is_bsn(digits) == is_one


@pytest.mark.parametrize("digits", ["000000000", "00000000", "1234567", "1234567820"])
def test_what_is_no_bsn_whatever_its_sum(digits):
    assert not is_bsn(digits)


def test_an_iban_has_the_length_of_its_country():
    assert is_iban("NL91ABNA0417164300")
    assert not is_iban("NL91ABNA041716430")
    assert not is_iban("XX91ABNA0417164300")


def test_a_telephone_number_begins_with_an_area():
    assert is_dutch_number("302314816")
    assert is_dutch_number("612345678", "6")
    assert not is_dutch_number("123456789")
    assert not is_dutch_number("203040506", "2")
