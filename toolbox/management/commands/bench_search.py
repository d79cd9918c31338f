"""Measure search on the test texts: the bare match, the SQL of a search, a whole page, and one changed text."""

import gc
import json
import os
import time
from contextlib import contextmanager

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.db import connection, transaction
from django.db.models.functions import MD5
from django.test import Client
from django.urls import reverse

from toolbox import bench_report, benching, test_texts
from toolbox.bench_report import CLASSES
from toolbox.benching import Times
from toolbox.content.models import Term
from toolbox.everything import EverythingFilter
from toolbox.search import analysis, selection
from toolbox.search.models import Entry, SynonymGroup, Word
from toolbox.search.query import parse

SHARES = {  # of the entries that a question of one such word finds
    "R": (0.0002, 0.001),
    "M": (0.004, 0.01),
    "C": (0.05, 0.12),
    "V": (0.35, 1.0),
}
WIDE = 0.01  # of the entries, at least, that a question of a word of the thesaurus (T) finds
QUERIES = 8  # of each class
WORDS = 4 * QUERIES  # of each letter, at most
UPDATES = 10  # texts that are written anew; one has pages
BARE = "SELECT count(*) FROM search_entry WHERE full_vector @@ %s::tsquery"


class Command(BaseCommand):
    """Everything by turns, so that what else the machine does hits all alike; medians, and the spread over the runs."""

    help = "Measure search on databases that make_test_texts made: the same questions at every size."

    def add_arguments(self, parser):
        parser.add_argument("--entries", type=int, nargs="+", required=True, help="the sizes to measure")
        parser.add_argument("--runs", type=int, default=3)
        parser.add_argument("--repeat", type=int, default=5, help="measurements of each question in a run")
        parser.add_argument("--json", help="write all figures to this file too")

    def handle(self, *, entries, runs, repeat, **options):
        """Raises CommandError when a size is not there, or its texts have too few words of a class."""
        settings.DEBUG, settings.ALLOWED_HOSTS = False, ["testserver"]
        sizes = sorted(set(entries))
        missing = [size for size in sizes if not benching.exists(size)]
        for size in [] if missing else reversed(sizes):  # the smallest last: its words are asked
            benching.use(size)
            if benching.made_of() != test_texts.version():
                missing.append(size)
        if missing:
            raise CommandError(f"Make the texts first: manage.py make_test_texts --entries {missing[0]}")
        machine = {"server": server(), "cores": os.cpu_count(), "load before": os.getloadavg()[0]}
        questions = questions_of(sizes[0])
        figures = {size: [] for size in sizes}
        for number in range(1, runs + 1):
            for size in sizes:
                benching.use(size)
                self.say(f"{size} texts, run {number} of {runs}")
                figures[size].append(run(questions, repeat))
        machine["load after"] = os.getloadavg()[0]
        report = {"texts": test_texts.version(), "repeat": repeat, **machine, **bench_report.summary(figures)}
        self.stdout.write(bench_report.as_markdown(report))
        if options["json"]:
            with open(options["json"], "w", encoding="utf-8") as file:
                json.dump(report, file, indent=1, ensure_ascii=False)

    def say(self, line):
        """At once, even when the output is a file."""
        self.stderr.write(line)
        self.stderr.flush()


def questions_of(size):
    """{class: [Query]}: words by the share of the entries that a search for them finds, the same each time."""
    groups = SynonymGroup.objects.in_use()
    words = {name: list(words_of(*(share * size for share in shares), groups)) for name, shares in SHARES.items()}
    words["T"] = thesaurus_words(WIDE * size, groups)
    for name, found in words.items():
        if len(found) < QUERIES:
            raise CommandError(f"There are only {len(found)} words of class {name}.")
    return {name: [parse(text, groups) for text in texts_of(name, words)] for name in CLASSES}


def words_of(least, most, groups):
    """Words that find so many entries, in an order that says nothing; none that search leaves out beside others."""
    passed_over = {*analysis.LIGHT_WORDS, *analysis.COMMON_WORDS}
    rows = Word.objects.filter(number__range=(least, most), length__gte=5).order_by(MD5("word"))
    found = 0
    for word in rows.values_list("word", flat=True).iterator(chunk_size=200):
        query = parse(word, groups)
        if len(query.clauses) == 1 and not query.clauses[0].is_one_of(passed_over):
            if least <= matches(query) <= most:
                found += 1
                yield word
            if found == WORDS:
                return


def thesaurus_words(least, groups):
    """Words that search widens with others, and that find at least so many entries; of all the thesaurus evenly."""
    known = [group.preferred for group in groups if group.equal and not group.is_protected]
    found = [word for word in known if matches(parse(word, groups)) >= least]
    return found[:: max(1, len(found) // QUERIES)][:QUERIES]


def texts_of(name, words):
    """The questions of a class, one word of each of its letters; a word comes twice when there are no more."""
    turns = dict.fromkeys(name, 0)
    for _ in range(QUERIES):
        text = []
        for letter in name:
            text.append(words[letter][turns[letter] % len(words[letter])])
            turns[letter] += 1
        yield " ".join(text)


def run(questions, repeat):
    """Everything so many times, in one database: what was found, and Times of each measurement."""
    client = Client()
    asked = [(name, query) for name, queries in questions.items() for query in queries]
    for _, query in asked:  # what is read for the first time comes from the disk
        dict(measured(client, query))
    found = [{what: [] for what in bench_report.MEASURED} for _ in asked]
    gc.collect()
    gc.disable()
    try:
        for turn in range(repeat):
            for number, (times, (_, query)) in enumerate(zip(found, asked, strict=True)):
                for what, taken in measured(client, query, turn + number):
                    times[what].append(taken)
        updates = [[update(number) for _ in range(repeat)] for number in range(1, UPDATES + 1)]
    finally:
        gc.enable()
    return {
        "questions": {
            (name, query.text): {"matches": matches(query), **{what: Times(tuple(ms)) for what, ms in times.items()}}
            for times, (name, query) in zip(found, asked, strict=True)
        },
        "updates": [Times(tuple(ms)) for ms in updates],
    }


def measured(client, query, first=0):
    """(what, milliseconds) of a question, another first each time: one leaves the caches as the next finds them."""
    ways = [
        lambda: [("bare", bare(query))],
        lambda: [("search", search(query))],
        lambda: zip(("page", "page sql"), page(client, query), strict=True),
    ]
    for number in range(len(ways)):
        yield from ways[(first + number) % len(ways)]()


def milliseconds(work):
    """How long it takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


@contextmanager
def stopwatch():
    """A list of how long each statement in it takes, in milliseconds; BEGIN and COMMIT are not among them."""
    spent = []

    def timed(execute, *given):
        begun = time.perf_counter()
        try:
            return execute(*given)
        finally:
            spent.append((time.perf_counter() - begun) * 1000)

    with connection.execute_wrapper(timed):
        yield spent


def matches(query):
    """How many entries the index finds, bare."""
    return _bare(query)[1]


def bare(query):
    """What the index needs to find and count all matches."""
    return _bare(query)[0]


def _bare(query):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        asked = [query.tsquery()]
        taken = milliseconds(lambda: cursor.execute(BARE, asked))
        return taken, cursor.fetchone()[0]


def search(query):
    """What the database needs for the first page of results with all its numbers, as the page of search asks it."""
    facets = [facet.facet for facet in EverythingFilter.base_filters.values() if hasattr(facet, "facet")]
    with stopwatch() as spent:
        selection.select(selection.Question(query=query), None, count=facets)
    return sum(spent)


def page(client, query):
    """What a reader waits for, without the network: the whole page, and the SQL in it. The client is a used one.

    Raises CommandError when the page does not come.
    """
    answers = []
    with stopwatch() as spent:
        taken = milliseconds(lambda: answers.append(client.get(reverse("search"), {"q": query.text})))
    if answers[0].status_code != 200:
        raise CommandError(f"The page of ‘{query.text}’ has status {answers[0].status_code}.")
    return taken, sum(spent)


def update(number):
    """What saving one text with a few new sentences costs the index."""
    terms = {term.slug: term for term in Term.objects.all()}
    document = benching.document(test_texts.text(number), terms)
    document.body = f"{document.body} {test_texts.text(-number).summary}"
    with transaction.atomic():
        taken = milliseconds(lambda: Entry.objects.write(document))
        transaction.set_rollback(True)
    return taken


def server():
    """The version of the database server."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return cursor.fetchone()[0]
