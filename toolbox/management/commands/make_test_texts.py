"""Fill a database of its own with made-up texts, to measure search with."""

import multiprocessing
import os
import time

from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection, transaction
from django.db.models import QuerySet

from publications.models import Contributor, Publication, PublicationTerm
from toolbox import benching, test_texts
from toolbox.content import first_content
from toolbox.content.models import Term
from toolbox.municipalities.models import Municipality
from toolbox.search.models import Entry

MOST = 1_000_000
BATCH = 500


class Command(BaseCommand):
    """May be stopped and run again: it makes what is not there. Every processor takes its share of the batches."""

    help = "Make a database with so many test texts, beside the site's own on the same server."

    def add_arguments(self, parser):
        parser.add_argument("--entries", type=int, required=True, help=f"the number of texts, 1 to {MOST}")
        parser.add_argument("--from", type=int, dest="first", help="write the entries from this text on anew")
        parser.add_argument("--processes", type=int, default=os.cpu_count())

    def handle(self, *, entries, first=None, processes=1, **options):
        """Raises CommandError when the server allows no new database, or the one that is there has other texts."""
        if not 1 <= entries <= MOST:
            raise CommandError(f"--entries is a number from 1 to {MOST}, not {entries}.")
        begun = time.monotonic()
        benching.create(entries)
        benching.use(entries, "-c synchronous_commit=off")
        self.prepare(entries)
        there = present(1, entries)
        self.make([n for n in range(1, entries + 1) if n not in there or n >= (first or entries + 1)], processes)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")
        self.say(f"{benching.name_of(entries)}: {len(present(1, entries))} texts, {time.monotonic() - begun:.0f} s.")

    def prepare(self, entries):
        """Tables, terms and municipalities; texts that were made of other words are refused."""
        made_of = benching.made_of()
        if made_of not in ("", test_texts.version()):
            raise CommandError(
                f"{benching.name_of(entries)} holds texts {made_of}, and these would be {test_texts.version()}: "
                f"drop it first (DROP DATABASE {benching.name_of(entries)})."
            )
        self.say(f"Preparing {benching.name_of(entries)} ...")
        call_command("migrate", verbosity=0)
        first_content.load([Municipality])  # with the terms; the other records would only make it slower
        benching.mark(test_texts.version())

    def make(self, numbers, processes):
        """The texts with these numbers, in so many processes."""
        progress = benching.Progress(self.stdout, len(numbers))
        batches = [numbers[start : start + BATCH] for start in range(0, len(numbers), BATCH)]
        test_texts.words()  # once, before the processes have each their own
        connection.close()
        with multiprocessing.get_context("fork").Pool(processes) as pool:
            for done in pool.imap_unordered(write, batches):
                progress.add(done)

    def say(self, line):
        """At once, even when the output is a file."""
        self.stdout.write(line)
        self.stdout.flush()


def present(first, last):
    """Which of these texts are there."""
    bounds = (benching.FIRST_PK + first, benching.FIRST_PK + last)
    return {pk - benching.FIRST_PK for pk in Publication.objects.filter(pk__range=bounds).values_list("pk", flat=True)}


@transaction.atomic
def write(numbers):
    """The texts with these numbers, in order: records that are not there, and all entries. Returns how many."""
    texts, there = [test_texts.text(number) for number in numbers], present(numbers[0], numbers[-1])
    terms, municipalities = (by_slug(model) for model in (Term, Municipality))
    insert([text for text in texts if text.number not in there], terms, municipalities)
    Entry.objects.write(*[benching.document(text, terms) for text in texts])
    return len(texts)


def by_slug(model):
    """{slug: row}."""
    return {row.slug: row for row in model.objects.all()}


def insert(texts, terms, municipalities):
    """The records of these texts and what hangs on them, one INSERT per table: no history, and no entry yet."""
    about, links, makers = Publication.municipalities.through, [], []
    places = []
    for text in texts:
        pk = benching.FIRST_PK + text.number
        links += [PublicationTerm(content_object_id=pk, tag=terms[slug]) for slug in text.terms]
        places += [about(publication_id=pk, municipality=municipalities[slug]) for slug in text.municipalities]
        makers += [Contributor(publication_id=pk, name=name, order=n) for n, name in enumerate(text.makers)]
    QuerySet(Publication).bulk_create([benching.record(text) for text in texts])  # its own manager refuses, rightly
    PublicationTerm.objects.bulk_create(links)
    about.objects.bulk_create(places)
    Contributor.objects.bulk_create(makers)
