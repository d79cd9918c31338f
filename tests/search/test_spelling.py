"""The word that somebody meant, out of those that are known."""

import pytest

from toolbox.search import spelling


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("ondermeining", "ondermijning"), ("jeugt", "jeugd"), ("cooch", "coach"), ("reqrutering", "rekrutering")],
)
def test_what_sounds_the_same_is_found(typed, meant):
    known = [(word, word, 3) for word in ("ondermijning", "jeugd", "coach", "rekrutering", "onderneming", "jacht")]
    assert spelling.best(typed, known) == meant


@pytest.mark.parametrize("typed", ["abc", "2024", "b00tcmp", "zzzzzzzz", ""])
def test_what_is_near_to_nothing_is_left_alone(typed):
    assert spelling.best(typed, [("coach", "coach", 9), ("abcd", "abcd", 9)]) == ""


def test_of_two_as_near_the_word_of_most_texts():
    assert spelling.best("coacht", [("coaches", "coaches", 1), ("coach", "coach", 1)]) == "coach"
    assert spelling.best("wapend", [("wapens", "wapens", 2), ("wapent", "wapent", 9)]) == "wapent"
