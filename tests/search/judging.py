"""How well a search finds what people look for: questions judged beforehand, and figures for anything that answers.

`judged.json` was written by reading the first content, never by looking at what a search gives. Each question names
the records that answer it, as "kind/slug": 3 is exactly this, 2 is good, 1 is related; any other record is 0.
"""

import json
from dataclasses import dataclass
from math import log2
from pathlib import Path

FILE = Path(__file__).with_name("judged.json")
CLASSES = ("compounds", "synonyms", "misspellings", "phrases", "names", "questions")
ASKERS = ("adviser", "editor", "researcher")


@dataclass(frozen=True)
class Judged:
    """A question as somebody types it, and the grade of every record that answers it."""

    words: str
    cls: str  # one of CLASSES
    by: str  # one of ASKERS
    grades: dict  # (kind, slug) -> 1, 2 or 3


@dataclass(frozen=True)
class Figures:
    """How a search did on some questions: the share with success, and the mean nDCG; both from 0 to 1."""

    number: int
    success: float
    ndcg: float


def load(path=FILE):
    """All judged questions."""
    return [
        Judged(row["words"], row["class"], row["by"], {tuple(k.split("/")): n for k, n in row["expected"].items()})
        for row in json.loads(path.read_text())
    ]


def success(ranking, grades, depth=3):
    """Is one of the best records for this question among the first three?"""
    best = max(grades.values())
    return any(grades.get(record) == best for record in ranking[:depth])


def ndcg(ranking, grades, depth=10):
    """Normalised discounted cumulative gain of the first ten: 1 when no order could be better, 0 when nothing fits.

    A grade g gains 2^g - 1. A record that occurs again gains nothing.
    """
    found = [grades.get(record, 0) for record in ranking[:depth]]
    for place, record in enumerate(ranking[:depth]):
        if record in ranking[:place]:
            found[place] = 0
    return _gain(found) / _gain(sorted(grades.values(), reverse=True)[:depth])


def figures(search, questions=None):
    """{class: Figures}, and "all" for all together, of a function `search(text) -> [(kind, slug), ...]`, best first."""
    rows = {}
    for question in load() if questions is None else questions:
        ranking = list(search(question.words))
        row = success(ranking, question.grades), ndcg(ranking, question.grades)
        for name in (question.cls, "all"):
            rows.setdefault(name, []).append(row)
    return {name: _mean(rows[name]) for name in (*CLASSES, "all") if name in rows}


def table(result):
    """The figures as a table in Markdown."""
    lines = ["| class | questions | success@3 | nDCG@10 |", "|---|---|---|---|"]
    lines += [f"| {name} | {row.number} | {row.success:.0%} | {row.ndcg:.2f} |" for name, row in result.items()]
    return "\n".join(lines)


def _gain(grades):
    return sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(grades))


def _mean(rows):
    return Figures(len(rows), sum(row[0] for row in rows) / len(rows), sum(row[1] for row in rows) / len(rows))
