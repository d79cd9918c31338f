"""Measure search on the test texts: the bare match, the SQL of a search, a whole page, and one changed text."""

import gc
import json
import time
from itertools import count

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from toolbox import benching, test_texts
from toolbox.benching import Times
from toolbox.content.models import Term
from toolbox.everything import EverythingFilter
from toolbox.search import selection
from toolbox.search.models import Entry, Word
from toolbox.search.query import parse

SHARES = {
    "R": (0.0002, 0.001),
    "M": (0.004, 0.01),
    "C": (0.05, 0.12),
    "V": (0.35, 1.0),
}  # of the entries hold such a word
CLASSES = ("R", "M", "C", "V", "RV", "MC", "CC", "VV", "MCV", "CCV", "VVVV")
QUERIES = 8  # of each class
UPDATES = 10  # texts that are written anew
BARE = "SELECT count(*) FROM search_entry WHERE full_vector @@ %s::tsquery"


class Command(BaseCommand):
    """Everything by turns, so that what else the machine does hits all alike; medians, and the spread over the runs."""

    help = "Measure search on databases that make_test_texts made."

    def add_arguments(self, parser):
        parser.add_argument("--entries", type=int, nargs="+", required=True, help="the sizes to measure")
        parser.add_argument("--runs", type=int, default=3)
        parser.add_argument("--repeat", type=int, default=5, help="measurements of each question in a run")
        parser.add_argument("--json", help="write all figures to this file too")

    def handle(self, *, entries, runs, repeat, **options):
        """Raises CommandError when a size is not there."""
        settings.DEBUG, settings.ALLOWED_HOSTS = False, ["testserver"]
        figures = {}
        for size in sorted(entries):
            benching.use(size)
            if benching.made_of() != test_texts.version():
                raise CommandError(f"Make the texts first: manage.py make_test_texts --entries {size}")
            questions = questions_of(size)
            figures[size] = [self.run(size, questions, repeat, number, runs) for number in range(1, runs + 1)]
        report = summary(figures)
        self.stdout.write(as_table(report))
        if options["json"]:
            write_json(options["json"], report)

    def run(self, size, questions, repeat, number, runs):
        """One run over all questions of a size: {(class, question): {what: Times}}, and the updates."""
        asked = [(name, text) for name, texts in questions.items() for text in texts]
        for _, text in asked:  # what is read for the first time comes from the disk
            bare(text), search(text), page(text)
        found = {question: {"bare": [], "search": [], "page": []} for question in asked}
        gc.collect()
        gc.disable()
        try:
            for turn in range(1, repeat + 1):
                for question in asked:
                    for what, measure in (("bare", bare), ("search", search), ("page", page)):
                        found[question][what].append(measure(question[1]))
                self.stderr.write(f"{size} texts, run {number} of {runs}, turn {turn} of {repeat}")
            updates = [update(n) for n in range(1, UPDATES + 1) for _ in range(repeat)]
        finally:
            gc.enable()
        questions = {key: {what: Times(tuple(ms)) for what, ms in row.items()} for key, row in found.items()}
        return {"questions": questions, "update": Times(tuple(updates)), "matches": {t: matches(t) for _, t in asked}}


def questions_of(size):
    """{class: [text]}: words of the texts by the share of the entries that hold them, the same each time."""
    words = {}
    for name, (least, most) in SHARES.items():
        rows = Word.objects.filter(number__range=(least * size, most * size), length__gte=5).order_by("word")
        found = [word for word in rows.values_list("word", flat=True) if len(parse(word).words) == 1]
        if len(found) < QUERIES:
            raise CommandError(f"There are only {len(found)} words of class {name}.")
        words[name] = found[:: max(1, len(found) // (QUERIES * 4))]
    questions = {}
    for name in CLASSES:
        nexts = {letter: count() for letter in words}
        questions[name] = [
            " ".join(words[letter][next(nexts[letter]) % len(words[letter])] for letter in name) for _ in range(QUERIES)
        ]
    return questions


def milliseconds(work):
    """How long it takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def matches(text):
    """How many entries the index finds, bare."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(BARE, [parse(text).tsquery()])
        return cursor.fetchone()[0]


def bare(text):
    """What the index needs to find and count all matches."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        asked = [parse(text).tsquery()]
        return milliseconds(lambda: (cursor.execute(BARE, asked), cursor.fetchall()))


def search(text):
    """What the database needs for a page of results with all its numbers."""
    spent = []

    def stopwatch(execute, *given):
        begun = time.perf_counter()
        try:
            return execute(*given)
        finally:
            spent.append((time.perf_counter() - begun) * 1000)

    facets = [f.facet for f in EverythingFilter.base_filters.values() if hasattr(f, "facet")]
    question = selection.Question(query=parse(text))
    with connection.execute_wrapper(stopwatch):
        selection.select(question, None, count=facets)
    return sum(spent)


def page(text):
    """What a reader waits for, without the network: the whole page."""
    client = Client()
    return milliseconds(lambda: client.get(reverse("search"), {"q": text}))


def update(number):
    """What saving one changed text costs the index."""
    terms = {term.slug: term for term in Term.objects.all()}
    document = benching.document(test_texts.text(number), terms)
    document.body = f"{document.body} {document.body[: len(document.body) // 2]}"
    with transaction.atomic():
        taken = milliseconds(lambda: Entry.objects.write(document))
        transaction.set_rollback(True)
    return taken


def summary(figures):
    """All figures as plain values: per size and class, with the smallest and the largest of the runs."""
    report = {"texts": test_texts.version(), "sizes": {}}
    for size, runs in figures.items():
        classes = {}
        for name in (*CLASSES, "all"):
            keys = [key for key in runs[0]["questions"] if name in (key[0], "all")]
            row = {"matches": over(sorted(runs[0]["matches"][text] for _, text in keys))}
            for what in ("bare", "search", "page"):
                times = [Times(tuple(run["questions"][key][what].median for key in keys)) for run in runs]
                row[what] = {"p50": spread(t.median for t in times), "p95": spread(t.at(0.95) for t in times)}
            ratios = [
                Times(
                    tuple(run["questions"][k]["search"].median / run["questions"][k]["bare"].median for k in keys)
                ).median
                for run in runs
            ]
            row["ratio"] = spread(ratios)
            row["ratio of p50"] = spread(ratio_of_medians(run, keys) for run in runs)
            classes[name] = row
        updates = {"p50": spread(r["update"].median for r in runs), "p95": spread(r["update"].at(0.95) for r in runs)}
        report["sizes"][size] = {"classes": classes, "update": updates}
    return report


def ratio_of_medians(run, keys):
    """The median of all searches over the median of all bare matches."""
    both = (Times(tuple(run["questions"][key][what].median for key in keys)) for what in ("search", "bare"))
    found, needed = both
    return found.median / needed.median


def over(values):
    """The middle one."""
    return values[len(values) // 2]


def spread(values):
    """[smallest, middle, largest] of the runs."""
    values = sorted(values)
    return [round(value, 2) for value in (values[0], over(values), values[-1])]


def as_table(report):
    """The figures as Markdown, in milliseconds."""
    lines = []
    for size, found in report["sizes"].items():
        lines += [
            f"\n{size} texts ({report['texts']}); milliseconds, of the runs the middle one (smallest - largest)\n"
        ]
        lines += [
            "| class | matches | bare p50 | bare p95 | search p50 | search p95 | search / bare | page p50 | page p95 |"
        ]
        lines += ["|---|---|---|---|---|---|---|---|---|"]
        for name, row in found["classes"].items():
            cells = [row[what][share] for what in ("bare", "search") for share in ("p50", "p95")]
            cells += [row["ratio"], row["page"]["p50"], row["page"]["p95"]]
            lines.append(f"| {name} | {row['matches']} | {' | '.join(map(in_words, cells))} |")
        lines.append(
            f"\nOne changed text: p50 {in_words(found['update']['p50'])}, p95 {in_words(found['update']['p95'])}."
        )
    return "\n".join(lines)


def in_words(three):
    """A middle figure with its spread."""
    least, middle, most = three
    return f"{middle:g} ({least:g} - {most:g})"


def write_json(path, report):
    """All figures in a file."""
    with open(path, "w", encoding="utf-8") as file:
        json.dump(report, file, indent=1)
