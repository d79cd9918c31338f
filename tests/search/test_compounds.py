"""Cutting compounds: measured on sets of words, and what holds for every word."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.search import sets
from toolbox.search.compounds import MOST_PARTS, split
from toolbox.search.lexicon import LEXICON, fold

COMPOUNDS = sets.lines("compounds.txt")
OTHERS = sets.lines("not_compounds.txt")


@pytest.mark.parametrize("part", [sets.tuned, sets.held_out])
def test_compounds_of_the_field_are_cut_exactly(part):
    rows = part(sets.lines("compounds.txt")) + part(sets.lines("compounds_found.txt"))
    assert len(sets.wrongly_cut(rows)) <= 0.08 * len(rows), sets.wrongly_cut(rows)


def test_compounds_that_the_lexicon_was_written_with_are_cut_exactly():
    rows = sets.lines("compounds_tuned.txt")
    assert len(sets.wrongly_cut(rows)) <= 0.02 * len(rows), sets.wrongly_cut(rows)


@pytest.mark.parametrize("part", [sets.tuned, sets.held_out])
@pytest.mark.parametrize("name", ["not_compounds.txt", "not_compounds_found.txt"])
def test_what_is_no_compound_stays_whole(name, part):
    rows = part(sets.lines(name))
    assert len(sets.falsely_cut(rows)) <= 0.03 * len(rows), sets.falsely_cut(rows)


def test_the_sets_are_large_and_share_no_word():
    assert min(len(COMPOUNDS), len(OTHERS)) > 100
    found = sets.lines("compounds_found.txt") + sets.lines("compounds_tuned.txt")
    words = [sets.compound(line)[0] for line in COMPOUNDS + found] + OTHERS + sets.lines("not_compounds_found.txt")
    assert len(words) == len(set(words)), sorted(word for word in set(words) if words.count(word) > 1)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("jeugdcriminaliteit", ("jeugd", "criminaliteit")),
        ("drugskoeriers", ("drug", "koerier")),
        ("messenbezit", ("mes", "bezit")),
        ("jeugdstrafrechtketen", ("jeugd", "straf", "recht", "keten")),
        ("smsbom", ("sms", "bom")),
        ("onderwereld", ("onder", "wereld")),
    ],
)
def test_links_plurals_and_words_of_the_lexicon(word, parts):
    assert split(word) == parts


@pytest.mark.parametrize("word", LEXICON["never"])
def test_what_the_lexicon_forbids_is_not_cut(word):
    assert split(word) == ()


@given(st.text(st.sampled_from("abdegiklmnoprst"), max_size=80) | st.text(max_size=80))
def test_any_word_has_no_part_or_more_than_one(word):
    assert len(split(fold(word))) in {0, 2, 3, MOST_PARTS}


def test_a_long_word_takes_no_long_time():
    start = time.perf_counter()
    for word in ("jeugd" * 12, "straf" * 11 + "x", "en" * 30, "s" * 10_000, "jeugd" * 2_000):
        split(word)
    assert time.perf_counter() - start < 1
