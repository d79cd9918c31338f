"""What the worker does with documents: read them, and sweep what is nobody's."""

import datetime as dt
import time

from django.utils import timezone

from toolbox.work import worker
from toolbox.work.register import Step, chore, step

from . import ingest, storage
from .models import Document
from .models.document import WAITING

LONGEST = dt.timedelta(minutes=2)  # that one document is waited for, all its attempts together


@step(Document.objects.filter(state__in=WAITING), is_long=True)
def read(document):
    """Read a document that was received, or that was being read when a worker died."""
    return ingest.read(document)


def read_now(document):
    """Read one document for who waits for it; returns it in its end state, or as it is when that takes LONGEST.

    The row is the worker's too: whoever comes first reads it, and this waits for both.
    """
    only = Step(Document.objects.filter(pk=document.pk, state__in=WAITING), read, is_long=True)
    until = timezone.now() + LONGEST
    while document.is_waiting and max(timezone.now(), document.next_try_at or until) < until:
        if not worker.one_row(only):
            time.sleep(0.1)  # another worker has it in hand, or it waits for its next try
        document = Document.objects.get(pk=document.pk)
    return document


@chore("sweep files", dt.time(3, 10))
def sweep():
    """Take away files that no row names, and what cut-off uploads left."""
    known = {document.folder: document for document in Document.objects.only("original", "public_file", "picture")}
    for name in storage.leftovers():
        document = known.get(name.rpartition("/")[0])
        if document is None or not document.has_file(name):
            storage.remove(name)
    storage.sweep_waiting()
