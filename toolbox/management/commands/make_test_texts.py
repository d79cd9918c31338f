"""Fill a database of its own with made-up texts, to measure search with."""

import datetime as dt
import time

from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection, transaction
from django.db.models import Max, QuerySet

from publications.models import Contributor, Publication, PublicationTerm
from toolbox import benching, test_texts
from toolbox.content import first_content
from toolbox.content.models import Term
from toolbox.municipalities.models import Municipality
from toolbox.search.models import Entry

MOST = 1_000_000
BATCH = 500
MADE_AT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


class Command(BaseCommand):
    """May be stopped and run again: it goes on after the last text that is there."""

    help = "Make a database with so many test texts, beside the site's own on the same server."

    def add_arguments(self, parser):
        parser.add_argument("--entries", type=int, required=True, help=f"the number of texts, 1 to {MOST}")
        parser.add_argument("--from", type=int, dest="first", help="write the entries from this text on anew")

    def handle(self, *, entries, first=None, **options):
        """Raises CommandError when the server allows no new database, or the one that is there has other texts."""
        if not 1 <= entries <= MOST:
            raise CommandError(f"--entries is a number from 1 to {MOST}, not {entries}.")
        begun = time.monotonic()
        benching.create(entries)
        benching.use(entries, "-c synchronous_commit=off")
        self.prepare(entries)
        present = highest()
        first = present + 1 if first is None else first
        if not 1 <= first <= present + 1:
            raise CommandError(f"--from is a number from 1 to {present + 1}: there are {present} texts.")
        self.write(first, entries, present)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")
        self.say(f"{benching.name_of(entries)}: {highest()} texts, {time.monotonic() - begun:.0f} s.")

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

    def write(self, first, last, present):
        """Texts first..last, in batches; the records up to `present` are there, only their entries are written."""
        terms, municipalities = (by_slug(model) for model in (Term, Municipality))
        progress = benching.Progress(self.stdout, last - first + 1)
        for start in range(first, last + 1, BATCH):
            texts = [test_texts.text(number) for number in range(start, min(start + BATCH, last + 1))]
            with transaction.atomic():
                insert([text for text in texts if text.number > present], terms, municipalities)
                Entry.objects.write(*[benching.document(text, terms) for text in texts])
            progress.add(len(texts))

    def say(self, line):
        """At once, even when the output is a file."""
        self.stdout.write(line)
        self.stdout.flush()


def highest():
    """The number of the last text that is there; 0: none."""
    pk = Publication.objects.aggregate(Max("pk"))["pk__max"] or 0
    return max(0, pk - benching.FIRST_PK)


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
