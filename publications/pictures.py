"""Pictures of pages: made once, by the worker for the first page and when somebody asks for another."""

from contextlib import contextmanager

from django.core.files.storage import default_storage
from django.db import connection, transaction

from . import storage
from .extraction import limited
from .extraction.kinds import KINDS

AT_ONCE = 1  # pictures that are being made, on all web servers together
_LOCK = 7_210_011  # of this kind of work, for advisory locks


class Busy(Exception):
    """Too many pictures are being made; try again in a moment."""


def of_page(document, number):
    """The stored picture of a page, made now when nobody asked for it before; None when there is none.

    Raises Busy, DiskFull and OSError.
    """
    if number == 1 and document.picture:
        return document.picture.name
    if not (KINDS[document.kind].has_picture and document.public_file and 0 < number <= document.page_count):
        return None
    folder, _, file = document.public_file.name.rpartition("/")
    name = f"{folder}/{file.rpartition('.')[0]}-{number}.webp"  # of this public file: a cleaned copy looks otherwise
    if not default_storage.exists(name):
        with _turn():
            if not default_storage.exists(name):  # somebody else asked at the same time
                with storage.local_path(document.public_file.name) as path:
                    made = limited.picture(path, document.kind, number)
                storage.keep(made or b"", name)  # empty: there is none, and nobody has to try that again
    return name if default_storage.size(name) else None


@contextmanager
def _turn():
    """One of AT_ONCE turns, on all servers together; freed with the transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        for turn in range(AT_ONCE):
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [_LOCK, turn])
            if cursor.fetchone()[0]:
                yield
                return
        raise Busy
