"""What is measured of search: the questions, that each measurement leaves all as it was, and the few numbers of it."""

import json
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from toolbox import bench_report, test_texts
from toolbox.benching import Times
from toolbox.management.commands import bench_search, make_test_texts
from toolbox.search.models import Entry, SynonymGroup, Word
from toolbox.search.query import parse

TEXTS = 12


@pytest.fixture
def texts(db, monkeypatch):
    """A few texts in the index, without terms and places."""
    text = test_texts.text
    monkeypatch.setattr(test_texts, "text", lambda number: replace(text(number), terms=(), municipalities=()))
    make_test_texts.write(range(1, TEXTS + 1))
    return [test_texts.text(number) for number in range(1, TEXTS + 1)]


def rows():
    """All that a measurement could change."""
    return [list(model.objects.order_by("pk").values()) for model in (Entry, Word)]


def test_each_measurement_takes_time_and_leaves_the_index_as_it_was(texts):
    before, query = rows(), parse(texts[2].title)
    assert bench_search.matches(query) >= 1
    assert bench_search.bare(query) > 0
    assert bench_search.search(query) > 0
    whole, sql = bench_search.page(Client(), query)
    assert 0 < sql < whole
    assert bench_search.update(3) > 0
    assert rows() == before


def test_a_page_that_does_not_come_is_no_figure(texts, settings):
    settings.ALLOWED_HOSTS = []
    with pytest.raises(CommandError, match="status 400"):
        bench_search.page(Client(), parse("jongeren"))


def test_words_of_a_class_find_as_many_entries_as_it_says(texts):
    few, many = (list(bench_search.words_of(least, most, ())) for least, most in ((1, 2), (6, 12)))
    assert few
    assert many
    assert {bench_search.matches(parse(word)) for word in few} <= {1, 2}
    assert {bench_search.matches(parse(word)) for word in many} <= set(range(6, 13))
    assert few == list(bench_search.words_of(1, 2, ()))


def test_words_that_the_thesaurus_widens_are_a_class(texts):
    word = next(bench_search.words_of(6, 12, ()))
    SynonymGroup.objects.create(preferred="bijnaniets", equal=[word])
    SynonymGroup.objects.create(preferred="helemaalniets", equal=["nogminder"])
    groups = SynonymGroup.objects.in_use()
    assert "bijnaniets" in bench_search.thesaurus_words(6, groups)
    assert "helemaalniets" not in bench_search.thesaurus_words(1, groups)


def test_a_class_takes_another_word_for_each_letter_and_question():
    words = {"C": ["kat", "koe"], "V": [f"v{n}" for n in range(30)]}
    found = list(bench_search.texts_of("CVV", words))
    assert found[:3] == ["kat v0 v1", "koe v2 v3", "kat v4 v5"]
    assert len(set(found)) == bench_search.QUERIES


def test_a_size_that_was_not_made_is_said(db):
    with pytest.raises(CommandError, match="make_test_texts --entries 77"):
        call_command("bench_search", entries=[77], stdout=StringIO())


def test_a_run_measures_every_question_and_text(texts, monkeypatch):
    monkeypatch.setattr(bench_search, "UPDATES", 2)
    query = parse(texts[0].title)
    found = bench_search.run({"R": [query]}, repeat=2)
    (row,) = found["questions"].values()
    assert {what: len(row[what].values) for what in bench_report.MEASURED} == dict.fromkeys(bench_report.MEASURED, 2)
    assert [len(times.values) for times in found["updates"]] == [2, 2]


def figures(factor):
    """A run of one question per class, in which all but the bare match took so many times as long."""
    times = {what: Times((10 * factor, 20 * factor, 90 * factor)) for what in bench_report.MEASURED} | {
        "bare": Times((5.0,))
    }
    questions = {(name, name.lower()): {"matches": 9, **times} for name in bench_report.CLASSES}
    return {"questions": questions, "updates": [Times((2 * factor,))]}


def test_the_report_has_ratios_of_medians_and_their_spread_over_the_runs():
    report = bench_report.summary({10: [figures(1), figures(3), figures(2)]})
    found = report["sizes"][10]["classes"]["all"]
    assert found["search"]["p50"] == [20, 40, 60]
    assert found["ratio"] == {"of each": [4, 8, 12], "p50": [4, 8, 12], "p95": [4, 8, 12]}
    assert report["sizes"][10]["update"]["p50"] == [2, 4, 6]
    assert report["growth"] == {}
    assert json.loads(json.dumps(report))["sizes"]["10"]["classes"]["all"] == found


def test_growth_is_of_the_largest_against_the_smallest_run_by_run():
    report = bench_report.summary({10: [figures(1), figures(2)], 100: [figures(2), figures(8)]})
    assert report["growth"]["page"] == {"of each": [2, 4, 4], "p50": [2, 4, 4], "p95": [2, 4, 4]}
    assert report["growth"]["bare"]["p50"] == [1, 1, 1]
    assert report["growth"]["update"]["p50"] == [2, 4, 4]
    table = bench_report.as_markdown(report)
    assert "| page | 4 (2 - 4) | 4 (2 - 4) | 4 (2 - 4) |" in table
    assert len({line.count("|") for line in table.splitlines() if line.startswith(("| R", "| all", "| class"))}) == 1
