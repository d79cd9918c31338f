"""Stems: one and many are one lexeme, look-alikes are two."""

import string
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.search import sets
from toolbox.search.lexicon import LEXICON, fold
from toolbox.search.stemming import MAX_STEMMED, stem

PAIRS = sets.lines("plurals.txt")
LOOK_ALIKES = sets.lines("apart.txt")


@pytest.mark.parametrize("part", [sets.tuned, sets.held_out])
def test_one_and_many_are_one_lexeme(part):
    rows = part(PAIRS)
    assert len(sets.same(rows)) >= 0.85 * len(rows), set(rows) - set(sets.same(rows))


@pytest.mark.parametrize("part", [sets.tuned, sets.held_out])
def test_look_alikes_stay_apart(part):
    assert sets.same(part(LOOK_ALIKES)) == []


def test_the_sets_are_large():
    assert len(PAIRS) >= 64
    assert len(LOOK_ALIKES) >= 22


def test_the_stemmer_does_not_strip_ge():
    """The package's plain "dutch" does: gezin would be zin, geweld wel."""
    assert stem("gezin") == "gezin"
    assert stem("geweld") == "geweld"


@pytest.mark.parametrize(
    ("one", "many"),
    [("carrière", "carrières"), ("strategie", "strategieën"), ("milieu", "milieus"), ("volwassene", "volwassenen")],
)
def test_endings_that_no_rule_of_the_stemmer_knows(one, many):
    assert stem(fold(one)) == stem(fold(many))


@pytest.mark.parametrize(
    ("small", "word"),
    [("pasje", "pas"), ("mesjes", "mes"), ("groepje", "groep"), ("pakketje", "pakket"), ("straatjes", "straat")],
)
def test_what_is_small_is_the_same_thing(small, word):
    assert stem(small) == stem(word)


def test_what_only_looks_small_is_a_word_of_its_own():
    assert stem("maatje") != stem("maat")  # a buddy, and a size
    assert stem("beetje") != stem("beet")


@pytest.mark.parametrize(
    ("done", "verb"), [("geronseld", "ronselen"), ("gemelde", "melden"), ("gearresteerd", "arresteren")]
)
def test_what_was_done_is_found_by_the_verb(done, verb):
    assert stem(done) == stem(verb)


@pytest.mark.parametrize("name", LEXICON["protected"])
def test_a_protected_name_is_its_own_lexeme(name):
    assert stem(name) == name


@pytest.mark.parametrize("word", ["075", "b00tcmp", "g4", "中文", "straße", "x" * (MAX_STEMMED + 1), "om", ""])
def test_what_is_no_dutch_word_stays_as_it_is(word):
    assert stem(word) == word


@given(st.text(max_size=80))
def test_any_word_has_a_stem_that_is_no_longer(word):
    stemmed = stem(fold(word))
    assert len(stemmed) <= max(len(fold(word)), max(map(len, LEXICON["stems"].values())))
    assert bool(stemmed) == bool(fold(word))


def test_threads_do_not_mix_their_words():
    words = [f"{one}{two}heden" for one in ("school", "straat", "buurt", "wijk") for two in string.ascii_lowercase]
    alone = [stem.__wrapped__(word) for word in words]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as pool:
            assert all(found == alone for found in pool.map(lambda _: list(map(stem.__wrapped__, words)), range(12)))
    finally:
        sys.setswitchinterval(interval)
