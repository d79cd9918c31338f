"""A double, a version, a clean copy, another publication: where a document belongs, and what it is."""

import pytest
from django.test import Client
from django.urls import reverse

from publications.models import Batch, Document, DocumentKind, Publication
from tests.factories import (
    make_approach,
    make_document,
    make_meeting,
    make_municipality,
    make_practice,
    make_publication,
    publish,
)
from tests.publications.dropping import act, confirm, drop
from tests.publications.extraction import office_files, pdf_files
from tests.publications.test_ingest import work

pytestmark = pytest.mark.django_db


def test_a_double_becomes_a_version_is_left_out_or_added_all_the_same(staff, files):
    drop(staff, ("een.pdf", pdf_files.report()))
    work()
    first = Document.objects.get()
    confirm(staff, Batch.objects.get(), **{f"d{first.pk}-kind": "guide", f"d{first.pk}-checked": "on"})
    for name in ("versie.pdf", "weg.pdf", "toch.pdf"):
        drop(staff, (name, pdf_files.report()))
    work()
    version, gone, kept = (Document.objects.get(name=name) for name in ("versie.pdf", "weg.pdf", "toch.pdf"))
    assert "Dit is hetzelfde als" in staff.get(version.batch.get_absolute_url()).content.decode()
    act(staff, version, "versie")
    version.refresh_from_db()
    assert (version.publication, version.replaces) == (first.publication, first)
    act(staff, gone, "overslaan")
    assert not Document.objects.filter(pk=gone.pk).exists()
    assert not Publication.objects.filter(pk=gone.publication_id).exists()
    act(staff, kept, "toch")
    kept.refresh_from_db()
    assert kept.likeness == ""
    assert Publication.objects.count() == 2


def test_a_clean_copy_takes_the_place_of_the_public_file(staff):
    drop(staff, ("verslag.docx", office_files.word()))
    work()
    document = Document.objects.get()
    assert "comments" in {note["code"] for note in document.findings}
    act(staff, document, "schoon")
    work()
    document = Document.objects.get()
    assert document.state == "ready"
    assert b"comments.xml" in document.original.read()
    assert b"comments.xml" not in document.public_file.read()
    assert "comments" not in {note["code"] for note in document.findings}
    assert office_files.SAID in "\n".join(document.pages.values_list("text", flat=True))


def test_a_document_moves_to_a_publication_that_is_there_and_that_is_related(staff):
    target, approach = publish(make_publication(title="Het verslag")), publish(make_approach())
    practice, municipality, meeting = publish(make_practice()), publish(make_municipality()), publish(make_meeting())
    drop(staff, ("een.pdf", pdf_files.report()))
    work()
    document = Document.objects.get()
    own = document.publication
    address = reverse("upload:belongs", args=[document.pk])
    assert "Het verslag" in staff.get(address).content.decode()
    rows = {
        "publication": target.pk,
        "approaches": [approach.pk],
        "practices": [practice.pk],
        "municipalities": [municipality.pk],
        "recommended_at": [meeting.pk],
    }
    response = staff.post(address, rows)
    assert response.url == document.batch.get_absolute_url()
    document.refresh_from_db()
    assert document.publication == target
    assert not Publication.objects.filter(pk=own.pk).exists()
    assert [list(getattr(target, name).all()) for name in ("approaches", "practices", "municipalities")] == [
        [approach],
        [practice],
        [municipality],
    ]
    assert list(meeting.reading_list.all()) == [target]
    assert meeting.newest_revision().author is not None
    staff.post(address, {**rows, "recommended_at": []})
    assert list(meeting.reading_list.all()) == []


def test_who_may_not_know_a_document_knows_nothing_of_where_it_belongs():
    address = reverse("upload:belongs", args=[make_document().pk])
    assert Client().get(address).status_code == 404
    assert Client().post(address).status_code == 404


def test_what_is_read_anew_is_off_the_site_until_somebody_looked(staff):
    publication = publish(make_publication())
    document = make_document(publication, pages=["het woord korenbloem"], content=pdf_files.plain())
    act(staff, document, "opnieuw")
    assert Client().get(document.get_absolute_url()).status_code == 404
    assert Client().get("/zoeken/", {"q": "korenbloem", "format": "json"}).json()["total"] == 0


def test_what_a_publication_was_about_stays_when_a_file_moves_there(staff):
    approach, other = publish(make_approach()), publish(make_approach())
    target, meeting = publish(make_publication(approaches=[approach])), publish(make_meeting())
    with meeting.edit():
        meeting.reading_list.add(target)
    drop(staff, ("een.pdf", pdf_files.plain()))
    document = Document.objects.get()
    staff.post(reverse("upload:belongs", args=[document.pk]), {"publication": target.pk, "approaches": [other.pk]})
    assert set(target.approaches.all()) == {approach, other}
    assert list(meeting.reading_list.all()) == [target]


def test_two_of_the_same_are_not_each_other_s_double(staff):
    drop(staff, ("een.pdf", pdf_files.report()), ("twee.pdf", pdf_files.report()))
    work()
    one, two = Document.objects.order_by("pk")
    assert (one.likely, two.likely) == (None, one)
    act(staff, two, "versie")
    act(staff, one, "overslaan")
    two.refresh_from_db()
    assert (two.replaces, two.likeness) == (None, "")


def test_a_file_on_the_site_is_not_thrown_away_by_one_click(staff):
    document = make_document(batch=Batch.objects.create())
    page = staff.post(reverse("upload:act", args=[document.pk, "overslaan"]), follow=True).content.decode()
    assert "Haal het er eerst af." in page
    assert Document.objects.filter(pk=document.pk).exists()
    act(staff, document, "van-de-site")
    act(staff, document, "overslaan")
    assert not Document.objects.exists()


def test_a_document_of_no_batch_goes_back_on_the_site_by_being_looked_at(staff):
    document = make_document()
    act(staff, document, "van-de-site")
    address = reverse("upload:belongs", args=[document.pk])
    assert "Zet weer op de site" in staff.get(address).content.decode()
    act(staff, document, "nakijken")
    page = confirm(staff, Batch.objects.get(), **{f"d{document.pk}-kind": DocumentKind.FACTSHEET})
    assert page.status_code == 302, page.context["forms"][0].errors
    assert list(Document.objects.shown()) == [document]
