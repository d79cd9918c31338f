"""Workers that are killed at any moment: every document ends in its right state, once, and nothing is left behind."""

import datetime as dt
import os
import random
import time

import pytest
from django.core.files.base import ContentFile

from publications import ingest, storage
from publications.due import sweep
from publications.models import Document, Page
from tests.publications.extraction import image_files, office_files, pdf_files

pytestmark = pytest.mark.django_db(transaction=True)
SLOW = pytest.mark.skipif(not os.environ.get("SLOW"), reason="thirty kills take minutes: set SLOW=1")
FILES = [  # (name, content, end state, pages)
    ("verslag.pdf", pdf_files.report(), "ready", 10),
    ("tekst.docx", office_files.word(), "ready", 3),
    ("dias.pptx", office_files.slides(), "ready", 4),
    ("foto.jpg", image_files.photo(), "ready", 1),
    ("slot.pdf", pdf_files.locked("geheim"), "password", 0),
]


@pytest.mark.parametrize(("batch", "kills"), [(6, 5), pytest.param(50, 30, marks=SLOW)])
def test_killed_workers_leave_every_document_in_its_right_state(start_worker, files, monkeypatch, batch, kills):
    monkeypatch.setattr(Document, "first_wait", Document.first_wait / 10)
    expected = {}
    for number in range(batch):
        name, content, *end = FILES[number % len(FILES)]
        document = ingest.receive(ContentFile(content), f"{number} {name}", None)
        expected[document.pk] = tuple(end)
    rng = random.Random(7)
    for _ in range(kills):
        worker = start_worker(until_empty=False)
        time.sleep(rng.uniform(0.05, 1.2))
        worker.kill()
        worker.join()
    workers = [start_worker(), start_worker()]
    deadline = time.monotonic() + 30 + 3 * batch
    while Document.objects.exclude(next_try_at=None).exists() and time.monotonic() < deadline:
        time.sleep(0.2)
    for worker in workers:
        worker.kill()
        worker.join()
    found = {document.pk: (document.state, document.pages.count()) for document in Document.objects.all()}
    assert found == expected
    assert Page.objects.count() == sum(pages for _, pages in expected.values())
    monkeypatch.setattr(storage, "LEFTOVER", dt.timedelta(seconds=-1))
    sweep()
    on_disk = {str(path.relative_to(files)) for path in files.rglob("*") if path.is_file()}
    assert on_disk == {name for document in Document.objects.all() for name in document.files()}
