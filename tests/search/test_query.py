"""What a reader typed becomes a condition, never an error."""

import pytest

from toolbox.search.analysis import STOP_WORDS
from toolbox.search.query import MAX_LENGTH, MAX_WORDS, Query, parse


def test_all_words_must_be_there():
    assert parse("Drugs in Breda").tsquery() == "'drugs' & 'breda'"


def test_a_compound_is_its_parts_or_the_whole():
    assert parse("de SMS-bom").tsquery() == "('smsbom' | ('sms' & 'bom'))"


def test_facets_are_or_inside_and_and_between():
    tsquery = parse("drugs").tsquery({"year": ["2023"], "theme": ["a", "b"]})
    assert tsquery == "'drugs' & ('=theme:a' | '=theme:b') & ('=year:2023')"


@pytest.mark.parametrize(
    "text", ["", "   ", "de van het", "?!", "&", "' \\ \"", " ".join(sorted(STOP_WORDS))[:MAX_LENGTH]]
)
def test_without_words_it_is_browsing(text):
    query = parse(text)
    assert query.words == ()
    assert query.tsquery() == ""
    assert query.tsquery({"theme": ["a"]}) == "('=theme:a')"


def test_200_signs_are_read_and_more_is_said_to_be_cut():
    fits = "a" * (MAX_LENGTH - 4) + " bom"
    assert parse(fits) == Query(fits, (("a" * 196,), ("bom",)), False)
    query = parse(fits + "x tas")
    assert query.is_cut
    assert query.text == fits
    assert query.words == (("a" * 196,), ("bom",))


def test_white_space_does_not_count_as_length():
    assert parse("  bom \n\t tas  ") == Query("bom tas", (("bom",), ("tas",)), False)


def test_much_more_than_can_be_read_is_said_to_be_cut_too():
    query = parse("bom" + " " * 1000 + "tas")
    assert (query.words, query.is_cut) == ((("bom",),), True)


def test_12_words_are_read_and_more_is_said_to_be_cut():
    words = [f"w{i}" for i in range(MAX_WORDS)]
    assert parse(" ".join(words)) == Query(" ".join(words), tuple((word,) for word in words), False)
    more = parse(" ".join([*words, "teveel"]))
    assert more.words == tuple((word,) for word in words)
    assert more.is_cut


def test_stop_words_do_not_count_among_the_12():
    query = parse("de " * 30 + "bom")
    assert (query.words, query.is_cut) == ((("bom",),), False)


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\u202e", "\u200b", "\ufeff", "\x7f"])
def test_a_control_character_parts_words_and_is_not_shown(sign):
    query = parse(f"bom{sign}tas")
    assert query.text == "bom tas"
    assert query.tsquery() == "'bom' & 'tas'"


@pytest.mark.parametrize(
    ("text", "tsquery"),
    [
        ("=theme:drugs", "'theme' & 'drugs'"),
        ("bom:*", "'bom'"),
        ("!bom", "'bom'"),
        ("bom | tas", "'bom' & 'tas'"),
        ("(bom <-> tas)", "'bom' & 'tas'"),
        ("'; drop table x --", "'drop' & 'table' & 'x'"),
    ],
)
def test_signs_of_the_query_language_are_just_signs(text, tsquery):
    assert parse(text).tsquery() == tsquery
