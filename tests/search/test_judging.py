"""The measure itself, on rankings made by hand; and the judged questions, against the data files."""

from collections import Counter
from math import log2

import pytest

from tests.portal.data import RECORDS
from tests.search.judging import ASKERS, CLASSES, Figures, Judged, figures, load, ndcg, success, table

A, B, C, D = [("story", slug) for slug in "abcd"]
GRADES = {A: 3, B: 2, C: 1}


def test_the_best_order_is_1_and_nothing_is_0():
    assert ndcg([A, B, C], GRADES) == 1
    assert ndcg([], GRADES) == 0
    assert ndcg([D], GRADES) == 0


def test_a_grade_weighs_more_and_a_place_lower_weighs_less():
    ideal = 7 + 3 / log2(3) + 1 / 2
    assert ndcg([B, A], GRADES) == pytest.approx((3 + 7 / log2(3)) / ideal)
    assert ndcg([D, A], GRADES) == pytest.approx(7 / log2(3) / ideal)
    assert ndcg([C, B, A], GRADES) < ndcg([B, C, A], GRADES) < ndcg([B, A, C], GRADES) < ndcg([A, C, B], GRADES) < 1


def test_only_the_first_ten_count_and_the_ideal_is_no_longer():
    many = {("story", str(i)): 3 for i in range(20)}
    assert ndcg(list(many), many) == pytest.approx(1)
    assert ndcg([*[D] * 10, *many], many) == 0


def test_a_record_that_occurs_again_gains_nothing():
    assert ndcg([A, A, A], GRADES) == ndcg([A], GRADES)


def test_success_is_one_of_the_best_among_the_first_three():
    assert success([D, B, A], GRADES)
    assert not success([B, C, D, A], GRADES)
    assert success([B], {B: 2, C: 1})  # nothing is exactly this: the best there is
    assert not success([C], {B: 2, C: 1})
    assert not success([], GRADES)


def test_figures_are_per_class_and_for_all_together():
    questions = [
        Judged(words, cls, "adviser", {A: 3}) for words, cls in [("a", "names"), ("b", "names"), ("c", "phrases")]
    ]
    result = figures({"a": [A], "b": [D], "c": [A]}.get, questions)
    assert result == {"phrases": Figures(1, 1, 1), "names": Figures(2, 0.5, 0.5), "all": Figures(3, 2 / 3, 2 / 3)}
    assert table(result).splitlines()[-1] == "| all | 3 | 67% | 0.67 |"


def test_every_expected_record_is_in_the_first_content():
    for question in load():
        assert question.grades, question.words
        for kind, slug in question.grades:
            assert slug in RECORDS[kind], (question.words, kind, slug)


def test_every_class_has_enough_questions_and_everybody_asks():
    questions = load()
    numbers = Counter(question.cls for question in questions)
    assert set(numbers) == set(CLASSES)
    assert min(numbers.values()) >= 12
    assert len(questions) >= 72
    assert {question.by for question in questions} == set(ASKERS)


def test_every_question_is_asked_once_and_every_grade_is_a_grade():
    questions = load()
    assert len({question.words for question in questions}) == len(questions)
    assert {grade for question in questions for grade in question.grades.values()} == {1, 2, 3}
    assert all(max(question.grades.values()) > 1 for question in questions)


def test_the_same_thing_in_other_words_has_the_same_answer():
    """What is judged per spelling and synonym is one judgement, so that no wording is asked for less."""
    grades = {question.words: question.grades for question in load()}
    for same in (
        ["jeugd criminaliteit", "jeugdcriminaliteit", "criminaliteit onder jeugdigen", "jeugddelinquentie"],
        ["sms bom", "smsbom", "SMS-bom"],
        ["PmG", "prevensie met gezag", '"Preventie met Gezag"'],
    ):
        assert len({tuple(sorted(grades[words].items())) for words in same}) == 1
