"""Databases of test texts beside the site's own on the same server, and the figures of what is measured in them."""

import datetime as dt
import statistics
import time
from dataclasses import dataclass

from django.db import connection, transaction

from publications.models import Publication
from toolbox.accounts.access import State
from toolbox.search.models import UNKNOWN, Document, Page

FIRST_PK = 1_000_000  # the records of the test texts; below it is the site's own content
MADE_AT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
EVERY = 5  # seconds between two lines of progress


def name_of(entries):
    """The database with so many texts."""
    return f"toolbox_texts_{entries}"


def exists(entries):
    """Is there a database with so many texts? Asked of the site's own."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name_of(entries)])
        return bool(cursor.fetchone())


def create(entries):
    """Make the database, unless it is there."""
    if not exists(entries):
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name_of(entries)}" TEMPLATE template0')


def use(entries, options=""):
    """From here on, in this process, the database is the one with so many texts."""
    connection.close()
    connection.settings_dict["NAME"] = name_of(entries)
    given = connection.settings_dict["OPTIONS"].get("options", "")
    connection.settings_dict["OPTIONS"]["options"] = f"{given} {options}".strip()


def made_of():
    """Of which words the texts were made (test_texts.version()); "" for an empty database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
        )
        return cursor.fetchone()[0] or ""


def mark(version):
    """Remember of which words the texts are made."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"COMMENT ON DATABASE \"{connection.settings_dict['NAME']}\" IS '{version}'")


def record(text):
    """The row of a text."""
    return Publication(
        pk=FIRST_PK + text.number,
        slug=f"toets-{text.number}",
        title=text.title,
        summary=text.summary,
        kind=text.kind,
        language=text.language,
        year=text.year,
        publisher=text.publisher,
        state=State.PUBLISHED,
        published_at=MADE_AT + dt.timedelta(seconds=text.number),
        created_at=MADE_AT,
        updated_at=MADE_AT,
    )


def document(text, terms):
    """What the index keeps of a text: as Publication.document() says it, with a body and pages as of a file."""
    row, facets = record(text), {}
    url = row.get_absolute_url()
    for slug in text.terms:
        facets.setdefault(terms[slug].facet, []).append(slug)
    facets |= {
        "document_kind": [text.kind],
        "year": [str(text.year or UNKNOWN)],
        "language": [text.language],
        "publisher": [text.publisher or UNKNOWN],
        "municipality": list(text.municipalities),
    }
    return Document(
        record=row,
        title=text.title,
        url=url,
        names=[terms[slug].name for slug in text.terms],
        summary=text.summary,
        body=" · ".join([text.body, *text.makers, text.publisher]),
        pages=[Page(n, f"p. {n}", f"{url}#p{n}", page) for n, page in enumerate(text.pages, 1)],
        facets=facets,
        date=row.index_date(),
    )


class Progress:
    """How far it is, how fast it goes and how long it will take: a line every few seconds."""

    def __init__(self, stdout, total):
        self.stdout, self.total, self.done = stdout, total, 0
        self.begun = self.told = time.monotonic()

    def add(self, number):
        """So many more are done."""
        self.done += number
        now = time.monotonic()
        if now - self.told >= EVERY or self.done == self.total:
            self.told, speed = now, self.done / max(now - self.begun, 1e-9)
            left = (self.total - self.done) / speed
            self.stdout.write(f"{self.done} of {self.total}, {speed:.0f} a second, {left:.0f} s to go")
            self.stdout.flush()


@dataclass(frozen=True)
class Times:
    """Milliseconds, one for each measurement."""

    values: tuple

    def at(self, share):
        """The value below which this share of them lies: 0.5 is the median."""
        ranked = sorted(self.values)
        return ranked[min(len(ranked) - 1, int(share * len(ranked)))]

    @property
    def median(self):
        """The middle one."""
        return statistics.median(self.values)
