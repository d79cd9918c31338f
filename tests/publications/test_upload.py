"""Staff put files down; nothing that was dropped is lost, and nobody else knows the place."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from publications import uploads
from publications.models import Batch, Document
from tests.factories import make_document, make_publication, make_user
from tests.publications.dropping import START, act, drop
from tests.publications.extraction import office_files, pdf_files
from tests.publications.test_ingest import work

pytestmark = pytest.mark.django_db


def test_nobody_but_staff_knows_the_page():
    member = Client()
    member.force_login(make_user())
    document = make_document()
    batch = Batch.objects.create()
    for client in (Client(), member):
        for address in (START, batch.get_absolute_url()):
            assert client.get(address).status_code == 404
        assert drop(client, ("a.pdf", pdf_files.plain())).status_code == 404
        assert client.post(reverse("upload:act", args=[document.pk, "overslaan"])).status_code == 404
    assert Document.objects.count() == 1


def test_files_dropped_at_once_lead_to_their_batch_without_a_script(staff, editor):
    response = drop(staff, ("een.pdf", pdf_files.plain()), ("twee.docx", office_files.word()), ("oud.doc", b"x"))
    batch = Batch.objects.get()
    assert response.url == batch.get_absolute_url()
    assert sorted(batch.documents.values_list("name", flat=True)) == ["een.pdf", "twee.docx"]
    assert {one.publication.owner for one in batch.documents.all()} == {editor}
    page = staff.get(response.url).content.decode()
    assert "0 van 2 gelezen" in page
    assert "Sla het bestand op als .docx" in page
    work()
    assert "2 bestanden om na te kijken" in staff.get(response.url).content.decode()


def test_one_by_one_with_a_script_fills_one_batch(staff):
    first = drop(staff, ("een.pdf", pdf_files.plain()), accept="application/json").json()
    assert first["taken"] == ["een.pdf"]
    second = drop(staff, ("oud.xls", b"x"), address=first["add"], accept="application/json").json()
    assert second["taken"] == []
    assert second["refused"][0][0] == "oud.xls"
    assert second["batch"] == first["batch"]
    assert Batch.objects.get().refused == second["refused"]


def test_without_files_the_page_says_what_to_do(staff):
    response = staff.post(START, follow=True)
    assert "Kies eerst een of meer bestanden." in response.content.decode()
    assert not Batch.objects.exists()


def test_a_file_over_the_limit_is_refused_while_it_arrives_and_the_others_are_kept(staff, monkeypatch, files):
    monkeypatch.setattr(uploads, "LARGEST_FILE", 200_000)
    drop(staff, ("een.pdf", pdf_files.plain()), ("groot.pdf", b"x" * 300_000), ("twee.pdf", pdf_files.report()))
    batch = Batch.objects.get()
    assert batch.refused == [["groot.pdf", uploads.LARGE]]
    assert sorted(batch.documents.values_list("name", flat=True)) == ["een.pdf", "twee.pdf"]
    for document in batch.documents.all():
        assert document.original.size == document.size
    assert not any(path.stat().st_size > 200_000 for path in files.rglob("*") if path.is_file())


def test_with_a_full_disk_nothing_is_kept_and_the_editor_is_told(staff, monkeypatch):
    monkeypatch.setattr(uploads.storage, "free_bytes", lambda: 0)
    response = drop(staff, ("een.pdf", pdf_files.plain()))
    assert "De schijf van de toolbox is vol" in staff.get(response.url).content.decode()
    assert not Document.objects.exists()


def test_files_are_taken_in_nowhere_else(staff):
    response = staff.post("/inloggen/", {"username": "a", "bestand": SimpleUploadedFile("a.pdf", b"x" * 1000)})
    assert response.status_code in (200, 302)
    assert "bestand" not in response.wsgi_request.FILES


def test_left_out_files_leave_the_disk(staff, files, django_capture_on_commit_callbacks):
    drop(staff, ("een.pdf", pdf_files.report()))
    work()
    with django_capture_on_commit_callbacks(execute=True):
        act(staff, Document.objects.get(), "overslaan")
    assert [path for path in files.rglob("*") if path.is_file()] == []


def test_what_failed_can_be_tried_again(staff):
    batch = Batch.objects.create()
    document = make_document(make_publication(), batch=batch, state="failed", is_shown=False, attempts=5)
    assert "Opnieuw proberen" in staff.get(START).content.decode()
    act(staff, document, "opnieuw")
    document.refresh_from_db()
    assert (document.state, document.attempts) == ("received", 0)


def test_an_unknown_action_does_not_exist(staff):
    assert act(staff, make_document(), "iets-anders").status_code == 404


def test_a_batch_of_three_takes_no_more_queries_than_one_of_one(staff):
    def batch_of(number):
        batch = Batch.objects.create()
        for _ in range(number):
            make_document(make_publication(contributors=["A"]), batch=batch, is_shown=False)
        return batch.get_absolute_url()

    one, three = batch_of(1), batch_of(3)
    staff.get(one)
    with CaptureQueriesContext(connection) as first:
        staff.get(one)
    with CaptureQueriesContext(connection) as third:
        staff.get(three)
    assert len(third) <= len(first)


def test_a_hostile_name_is_only_text(staff):
    drop(staff, ("<script>alert(1)</script>\u202efdp.pdf", pdf_files.plain()))
    document = Document.objects.get()
    assert "\u202e" not in document.name
    page = staff.get(document.batch.get_absolute_url()).content.decode()
    assert "<script>alert" not in page


def test_an_original_that_was_not_scanned_is_given_to_nobody(staff):
    for state in ("received", "checking", "infected"):
        document = make_document(state=state, is_shown=False)
        assert staff.get(reverse("upload:original", args=[document.pk])).status_code == 404


def test_how_far_the_files_are_is_asked_without_their_forms(staff):
    drop(staff, ("een.pdf", pdf_files.plain()))
    address = Batch.objects.get().get_absolute_url()
    page = staff.get(address, {"voortgang": ""}).content.decode()
    assert "0 van 1 gelezen" in page
    assert "een.pdf" in page
    assert "<html" not in page
    assert "<form" not in page
    work()
    assert 'data-waiting="0"' in staff.get(address, {"voortgang": ""}).content.decode()
