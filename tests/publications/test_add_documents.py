"""The command takes files and folders in by the same road, and tells how each ended."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from publications import storage
from publications.models import Batch, Document
from tests.publications.extraction import office_files, pdf_files

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    """Files in a folder and below it."""
    below = tmp_path / "map" / "dieper"
    below.mkdir(parents=True)
    (tmp_path / "map" / "a goed.pdf").write_bytes(pdf_files.report())
    (tmp_path / "map" / "b stuk.pdf").write_bytes(b"%PDF-1.7 en niets")
    (below / "c oud.doc").write_bytes(b"x")
    (below / "d goed.docx").write_bytes(office_files.word())
    (below / ".verborgen.pdf").write_bytes(b"x")
    return tmp_path / "map"


def add(*paths, **options):
    out, err = io.StringIO(), io.StringIO()
    call_command("add_documents", *map(str, paths), stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def test_every_file_is_one_object_on_a_line(folder):
    out, _ = add(folder, json=True)
    rows = [json.loads(line) for line in out.splitlines()]
    assert [(row["file"].rpartition("/")[2], row["state"], row["pages"]) for row in rows] == [
        ("a goed.pdf", "ready", 10),
        ("b stuk.pdf", "damaged", 0),
        ("c oud.doc", "refused", 0),
        ("d goed.docx", "ready", 3),
    ]
    assert rows[0]["title"] == "Samen sterk in de wijk"
    assert "Sla het bestand op als .docx" in rows[2]["message"]
    assert all(set(row) == {"file", "state", "message", "pages", "title", "seconds"} for row in rows)
    assert rows[0]["seconds"] > 0


def test_the_files_wait_in_one_batch_for_an_editor(folder):
    out, err = add(folder)
    batch = Batch.objects.get()
    assert batch.get_absolute_url() in out
    assert "3 of 4" in err
    assert Document.objects.filter(batch=batch).count() == 3
    assert not Document.objects.shown().exists()


def test_a_path_that_is_not_there_is_said_before_anything_is_taken_in(folder):
    with pytest.raises(CommandError, match="There is no"):
        add(folder, folder / "nergens")
    assert not Document.objects.exists()


def test_a_link_out_of_a_folder_is_not_followed(folder, tmp_path):
    (tmp_path / "geheim.pdf").write_bytes(pdf_files.plain())
    (folder / "link.pdf").symlink_to(tmp_path / "geheim.pdf")
    out, _ = add(folder, json=True)
    assert "link.pdf" not in out


def test_a_name_that_is_no_text_is_told_as_it_can_be(folder):
    (folder / "half \udcff teken.pdf").write_bytes(pdf_files.plain())
    (folder / "regel\nRood.pdf").write_bytes(pdf_files.plain())
    rows = [json.loads(line) for line in add(folder, json=True)[0].splitlines()]
    assert len(rows) == 6
    assert {row["state"] for row in rows} == {"ready", "damaged", "refused"}
    assert "\nRood" not in add(folder)[0]


def test_a_file_that_is_far_too_large_is_refused_without_reading_it(folder, monkeypatch):
    monkeypatch.setattr(storage, "fingerprint", lambda _: 1 / 0)
    with (folder / "reus.pdf").open("wb") as file:
        file.truncate(20 * 1024**3)
    (row,) = (json.loads(line) for line in add(folder / "reus.pdf", json=True)[0].splitlines())
    assert row["state"] == "refused"
