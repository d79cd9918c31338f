"""From a dropped file to a document that can be shown: whole or not at all, read once, and always in a clear state."""

import errno
import io

import pytest
from django.utils import timezone
from PIL import Image

from publications import ingest, scanner, storage
from publications.due import sweep
from publications.models import Document, DocumentState, Publication
from tests.factories import make_document, make_municipality, make_publication, make_staff, publish
from tests.publications.dropped import twenty
from tests.publications.extraction import image_files, office_files, pdf_files, sheet_files
from toolbox.search.models import Entry
from toolbox.work import register, worker

pytestmark = pytest.mark.django_db


def receive(content=None, name="verslag.pdf", user=None):
    return ingest.receive(io.BytesIO(pdf_files.report() if content is None else content), name, user)


def work():
    """What the worker does until nothing is due."""
    register.discover()
    worker.run(until_empty=True)


def fresh(document):
    return Document.objects.get(pk=document.pk)


def stored(files):
    """The names of everything in the storage, what waits too."""
    return sorted(str(path.relative_to(files)) for path in files.rglob("*") if path.is_file())


def test_a_file_is_at_once_a_document_of_a_draft_of_its_own():
    editor = make_staff()
    document = receive(user=editor, name="Verslag_van de middag.pdf")
    publication = document.publication
    assert (publication.title, publication.state, publication.owner) == ("Verslag van de middag", "draft", editor)
    assert (document.state, document.is_shown, document.next_try_at is not None) == ("received", False, True)
    assert document.original.read() == pdf_files.report()


def test_two_files_of_one_name_have_addresses_of_their_own():
    one, two = receive(), receive(pdf_files.plain())
    assert one.publication.slug != two.publication.slug


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("oud.doc", b"\xd0\xcf\x11\xe0", "Sla het bestand op als .docx"),
        ("oud.ppt", b"x", "Sla het bestand op als .pptx"),
        ("oud.xls", b"x", "Sla het bestand op als .xlsx"),
        ("rapport.pdf.exe", b"MZ", "kan hier niet"),
        ("leeg.pdf", b"", "leeg"),
        ("groot.pdf", b"x" * 2048, "groter dan"),
    ],
)
def test_what_is_not_taken_in_leaves_nothing(files, monkeypatch, name, content, says):
    monkeypatch.setattr(ingest, "LARGEST_FILE", 1024)
    with pytest.raises(ingest.Refused, match=says):
        receive(content, name)
    assert stored(files) == []
    assert not Publication.objects.exists()


def test_a_full_disk_leaves_no_row_and_no_half_file(files, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(storage.default_storage, "save", full)
    with pytest.raises(storage.DiskFull, match="De schijf van de toolbox is vol"):
        receive()
    assert stored(files) == []
    assert not Document.objects.exists()


def test_a_row_that_is_not_written_leaves_no_file(files, monkeypatch):
    monkeypatch.setattr(Document.objects, "create", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        receive()
    assert stored(files) == []
    assert not Publication.objects.exists()


def test_what_was_read_is_there_page_by_page():
    document = receive()
    work()
    document = fresh(document)
    assert (document.state, document.page_count, document.next_try_at) == ("ready", 10, None)
    page = document.pages.get(number=7)
    assert page.label == "p. 7"
    assert pdf_files.PHRASE in page.text
    assert document.picture.read()[:4] == b"RIFF"
    assert document.proposal["title"] == {"value": "Samen sterk in de wijk", "source": "file"}


@pytest.mark.parametrize(
    ("name", "content", "state"),
    [
        ("goed.pdf", pdf_files.plain(), DocumentState.READY),
        ("goed.docx", office_files.word(), DocumentState.READY),
        ("goed.pptx", office_files.slides(), DocumentState.READY),
        ("goed.xlsx", sheet_files.book(), DocumentState.READY),
        ("goed.jpg", image_files.photo(), DocumentState.READY),
        ("scan.pdf", pdf_files.scan(), DocumentState.NO_TEXT),
        ("slot.pdf", pdf_files.locked("geheim"), DocumentState.PASSWORD),
        ("stuk.pdf", pdf_files.noise(start=b"%PDF-1.7"), DocumentState.DAMAGED),
        ("stuk.docx", b"PK\x03\x04 en niets", DocumentState.DAMAGED),
        ("anders.pdf", office_files.word(), DocumentState.WRONG_TYPE),
        ("bom.docx", office_files.bomb(office_files.word_parts()), DocumentState.TOO_HEAVY),
    ],
)
def test_every_file_ends_in_a_clear_state(files, name, content, state):
    document = receive(content, name)
    work()
    document = fresh(document)
    assert (document.state, document.stage, document.next_try_at) == (state, "", None)
    assert bool(document.message) == (state != DocumentState.READY)
    is_readable = state in (DocumentState.READY, DocumentState.NO_TEXT)
    assert bool(document.public_file) == is_readable
    assert set(stored(files)) == set(document.files())


def test_a_picture_for_readers_does_not_say_where_it_was_made():
    document = receive(image_files.photo(), "foto.jpg")
    work()
    document = fresh(document)
    assert b"S. Bakker" in document.original.read()
    with Image.open(document.public_file) as picture:
        assert dict(picture.getexif()) == {image_files.DESCRIPTION: "Het plein in de wijk"}
    assert [page.text for page in document.pages.all()] == ["Het plein in de wijk"]
    assert "gps" not in {note["code"] for note in document.findings}


def test_a_picture_that_cannot_be_cleaned_is_not_shown(files, monkeypatch):
    def cannot(*_):
        raise ingest.CannotClean("nee")

    monkeypatch.setattr(ingest, "_cleaned", cannot)
    document = receive(image_files.photo(), "foto.jpg")
    work()
    document = fresh(document)
    assert (document.state, document.public_file.name) == ("too_heavy", "")
    assert [name for name in stored(files) if "openbaar" in name] == []


def test_what_the_toolbox_cannot_look_at_the_editor_does():
    row, cell = sheet_files.row, sheet_files.cell
    half = sheet_files.sheet(row("Naam"), row(cell(9, "s")))  # it points to a text that is not there
    sheet = receive(sheet_files.book([("Namen", "visible", half)]), "namen.xlsx")
    named = receive(pdf_files.plain(), "Jan 06-12345678.pdf")
    work()
    notes = {note["sentence"]: note["must_be_ticked"] for note in fresh(sheet).findings}
    assert notes["Niet helemaal gelezen: blad 1. Kijk zelf of er gegevens van personen in staan."]
    places = {note["code"]: note["places"] for note in fresh(named).findings}
    assert places["telephone"] == [["bestandsnaam", "06-12345678"]]


def test_personal_data_in_a_cell_is_shown_with_its_sheet():
    row, cell = sheet_files.row, sheet_files.cell
    people = sheet_files.sheet(row("Naam", "BSN"), row("Jan", cell("1.11222333E8")), row("Piet", "06-12345678"))
    document = receive(
        sheet_files.book([("Uitleg", "visible", sheet_files.sheet()), ("Lijst", "visible", people)]), "a.xlsx"
    )
    work()
    places = {note["code"]: note["places"] for note in fresh(document).findings}
    assert places["bsn"] == [["blad 2", "111222333"]]
    assert places["telephone"] == [["blad 2", "06-12345678"]]
    assert fresh(document).kind_in_words == "Excel, 2 bladen"


def test_personal_data_is_shown_with_its_page():
    lines = [["Bel 06-12345678 of mail jan@voorbeeld.nl.", *pdf_files.SENTENCES], ["BSN: 111222333"]]
    document = receive(pdf_files.pages([pdf_files.show(page) for page in lines]))
    work()
    places = {note["code"]: note["places"] for note in fresh(document).findings}
    assert places["email"] == [["p. 1", "jan@voorbeeld.nl"]]
    assert places["telephone"] == [["p. 1", "06-12345678"]]
    assert places["bsn"] == [["p. 2", "111222333"]]


def test_the_same_file_again_is_a_double():
    first = receive()
    work()
    second = receive(name="kopie.pdf")
    work()
    assert (fresh(second).likely, fresh(second).likeness) == (first, "identical")
    assert fresh(first).likeness == ""


def test_the_same_text_with_a_change_is_a_likely_double():
    lines = [*pdf_files.SENTENCES, *(f"Regel {n} gaat over wat de coach doet in week {n}." for n in range(40))]
    first = receive(pdf_files.pages([pdf_files.show([("Handreiking coach", 24), *lines])]))
    work()
    changed = [*lines[:-12], *(f"Nieuwe regel {n} over wat nu anders gaat." for n in range(12))]
    second = receive(pdf_files.pages([pdf_files.show([("Handreiking coach", 24), *changed])]), "nieuw.pdf")
    work()
    assert fresh(second).likely == first
    assert fresh(second).likeness in ("same", "newer_version")


def test_proposals_come_from_the_portal_s_own_words():
    publish(make_municipality(title="Utrecht", slug="utrecht"))
    file = twenty()[0]
    document = receive(file.content, file.name)
    work()
    proposal = fresh(document).proposal
    assert proposal["title"] == {"value": file.title, "source": "file"}
    assert proposal["kind"] == {"value": "factsheet", "source": "proposal"}
    assert proposal["municipalities"] == {"value": ["utrecht"], "source": "proposal"}
    assert proposal["year"] == {"value": 2023, "source": "file"}


def test_what_cannot_be_read_for_now_is_tried_again_and_then_seen_by_staff(monkeypatch):
    monkeypatch.setattr(ingest.limited, "read", lambda *_, **__: 1 / 0)
    document = receive()
    register.discover()
    for _ in range(Document.max_attempts):
        Document.objects.filter(pk=document.pk).update(next_try_at=timezone.now())
        worker.run(until_empty=True)
    assert (fresh(document).state, fresh(document).next_try_at) == ("failed", None)
    assert "ZeroDivisionError" in fresh(document).last_error
    monkeypatch.undo()
    Document.objects.filter(pk=document.pk).update(state="received")
    Document.objects.filter(pk=document.pk).retry()
    work()
    assert fresh(document).state == "ready"


def test_a_step_that_is_done_again_gives_the_same(files):
    document = receive()
    work()
    before = stored(files), list(document.pages.order_by("number").values_list("number", "text"))
    Document.objects.filter(pk=document.pk).update(state="checking")
    Document.objects.filter(pk=document.pk).retry()
    work()
    assert (stored(files), list(document.pages.order_by("number").values_list("number", "text"))) == before


def test_what_the_scanner_finds_is_thrown_away(files, settings, monkeypatch):
    settings.CLAMD = "unix:/nergens"
    monkeypatch.setattr(scanner, "is_infected", lambda path: True)
    document = receive()
    work()
    assert (fresh(document).state, stored(files)) == ("infected", [])


def test_without_the_scanner_s_word_nothing_is_read_or_shown(settings):
    settings.CLAMD = "unix:/nergens"
    document = receive()
    work()
    document = fresh(document)
    assert (document.state, document.attempts, document.public_file.name) == ("checking", 0, "")
    assert "virusscanner antwoordt niet" in document.message
    assert document.next_try_at > timezone.now()


def test_the_sweep_takes_what_is_nobody_s_and_leaves_the_rest(files, monkeypatch):
    document = make_document()
    kept = stored(files)
    storage.keep(b"wees", f"{storage.new_folder()}/openbaar.pdf")
    (storage.waiting_folder() / "half").write_bytes(b"half")
    sweep()
    assert len(stored(files)) == len(kept) + 2  # an upload may still be under way
    monkeypatch.setattr(storage, "LEFTOVER", -storage.LEFTOVER)
    storage.keep(b"van eerder", f"{document.folder}/schoon.pdf")
    picture = storage.keep(b"plaatje", f"{document.folder}/openbaar-2.webp")
    sweep()
    assert set(stored(files)) == {*kept, picture}


def test_only_what_is_on_the_site_is_in_the_index():
    publication = publish(make_publication())
    make_document(publication, pages=["het woord zonnebloem"], is_shown=False)
    entry = Entry.objects.of(publication).get()
    assert entry.pages.count() == 0
    make_document(publication, pages=["voor", "het woord korenbloem"])
    assert [page.label for page in Entry.objects.of(publication).get().pages.order_by("number")] == ["p. 1", "p. 2"]
