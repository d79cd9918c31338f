"""Staff confirm what was read and put it on the site; nothing that was typed is lost."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from publications import confirming
from publications.models import Batch, Document, Publication
from tests.factories import (
    make_document,
    make_group,
    make_publication,
    make_term,
    publish,
)
from tests.publications.dropped import twenty
from tests.publications.dropping import confirm, drop, form_of
from tests.publications.extraction import pdf_files
from tests.publications.test_ingest import work
from toolbox.content import snapshots

pytestmark = pytest.mark.django_db


def test_what_is_confirmed_is_on_the_site_and_found(staff):
    circle = make_group()
    file = twenty()[0]
    drop(staff, (file.name, file.content))
    work()
    batch = Batch.objects.get()
    response = confirm(staff, batch, **{"alle-readers": str(circle.pk)})
    assert response.url == batch.get_absolute_url()
    document = Document.objects.get()
    publication = document.publication
    assert (publication.title, publication.kind, publication.year, publication.state, publication.readers) == (
        file.title,
        "factsheet",
        2023,
        "published",
        circle,
    )
    assert document.is_shown
    found = staff.get("/zoeken/", {"q": f'"{file.phrase}"', "format": "json"}).json()
    assert [row["snippets"][0]["page"] for row in found["results"]] == [file.label]
    assert Client().get("/zoeken/", {"q": f'"{file.phrase}"', "format": "json"}).json()["total"] == 0


def test_nobody_chooses_the_readers_beforehand_and_what_was_typed_stays(staff):
    drop(staff, ("een.pdf", pdf_files.report()))
    work()
    batch, document = Batch.objects.get(), Document.objects.get()
    name = f"d{document.pk}"
    response = confirm(
        staff,
        batch,
        **{"alle-readers": None, f"{name}-title": "Zelf getypt", f"{name}-kind": "guide", f"{name}-checked": "on"},
    )
    assert response.status_code == 422
    page = response.content.decode()
    assert "Kies wie dit mag lezen." in page
    assert 'value="Zelf getypt"' in page
    assert Publication.objects.get().state == "draft"


def test_what_is_wrong_is_said_beside_the_field_and_the_others_go_on(staff):
    one, two = twenty()[:2]
    drop(staff, (one.name, one.content), (two.name, two.content))
    work()
    batch = Batch.objects.get()
    first = batch.documents.get(name=one.name)
    response = confirm(staff, batch, **{f"d{first.pk}-year": "vorig jaar"})
    assert "Vul een jaar in, zoals 2024." in response.content.decode()
    assert [document.name for document in Document.objects.shown()] == [two.name]
    assert 'value="vorig jaar"' in response.content.decode()


def test_personal_data_has_to_be_ticked_off(staff):
    lines = [("Handreiking bellen", 24), "Bel 06-12345678.", *pdf_files.SENTENCES]
    drop(staff, ("een.pdf", pdf_files.pages([pdf_files.show(lines)])))
    work()
    batch, document = Batch.objects.get(), Document.objects.get()
    page = staff.get(batch.get_absolute_url()).content.decode()
    assert "p. 1: 06-12345678" in page
    response = confirm(staff, batch)
    assert "Kijk dit eerst na" in response.content.decode()
    assert not Document.objects.get().is_shown
    confirm(staff, batch, **{f"d{document.pk}-checked": "on"})
    assert Document.objects.get().is_shown
    assert Document.objects.get().checked_by is not None


def test_one_choice_holds_for_all(staff):
    theme = make_term(name="Doorgroei")
    files = twenty()[:3]
    drop(staff, *((file.name, file.content) for file in files))
    work()
    confirm(staff, Batch.objects.get(), **{"alle-kind": "checklist", "alle-theme": theme.slug})
    shown = Publication.objects.filter(documents__in=Document.objects.shown())
    assert {publication.kind for publication in shown} == {"checklist"}
    assert all(theme in publication.terms.all() for publication in shown)
    assert shown.count() == 3


def test_a_document_is_on_its_publication_s_page_with_what_is_found_in_it():
    publication = publish(make_publication())
    document = make_document(publication, pages=["voor", "hier staat korenbloem", "na"])
    page = Client().get(publication.get_absolute_url(), {"q": "korenbloem"}).content.decode()
    assert re.search(rf'href="/documenten/{document.pk}/p/2/\?q=korenbloem">p. 2</a>', page)
    assert "<mark>korenbloem</mark>" in page
    assert "staat niet in dit document" in Client().get(publication.get_absolute_url(), {"q": "tulp"}).content.decode()
    text = Client().get(f"/documenten/{document.pk}/p/2/", {"q": "korenbloem"}).content.decode()
    assert "<mark>korenbloem</mark>" in text


def test_readers_of_a_page_that_is_there_are_not_changed_by_a_file(staff):
    circle = make_group()
    target = publish(make_publication(title="Openbaar verslag"))
    drop(staff, ("een.pdf", pdf_files.plain()))
    work()
    document = Document.objects.get()
    confirming.move(document, target, None)
    page = confirm(staff, document.batch, **{"alle-readers": str(circle.pk), f"d{document.pk}-checked": "on"})
    assert "staat al op de site, voor iedereen" in page.content.decode()
    assert not Document.objects.get().is_shown
    confirm(staff, document.batch, **{f"d{document.pk}-checked": "on"})
    assert Document.objects.get().is_shown


def test_a_colleague_s_draft_of_a_published_page_is_not_lost(staff, editor):
    target = publish(make_publication(title="Verslag"))
    target.save_draft(snapshots.take(target.whole()) | {"title": "Beter verslag"}, editor)
    drop(staff, ("een.pdf", pdf_files.plain()))
    work()
    document = Document.objects.get()
    confirming.move(document, target, None)
    page = confirm(staff, document.batch, **{f"d{document.pk}-checked": "on"})
    assert "is er een concept. Publiceer dat eerst." in page.content.decode()
    assert target.draft_ahead().snapshot["title"] == "Beter verslag"


def test_sending_a_page_twice_is_no_mistake(staff):
    file = twenty()[0]
    drop(staff, (file.name, file.content))
    work()
    batch = Batch.objects.get()
    data = {"alle-readers": "everybody"} | form_of(staff.get(batch.get_absolute_url()))
    for _ in range(2):
        assert staff.post(batch.get_absolute_url(), data).status_code == 302


def test_what_became_ready_meanwhile_is_not_asked_for(staff):
    one, two = twenty()[:2]
    drop(staff, (one.name, one.content))
    work()
    batch = Batch.objects.get()
    data = {"alle-readers": "everybody"} | form_of(staff.get(batch.get_absolute_url()))
    drop(staff, (two.name, two.content), address=reverse("upload:add", args=[batch.pk]))
    work()
    assert staff.post(batch.get_absolute_url(), data).status_code == 302
    assert [document.name for document in Document.objects.shown()] == [one.name]


def test_errors_and_help_are_tied_to_their_field(staff):
    drop(staff, ("een.pdf", pdf_files.plain()))
    work()
    document = Document.objects.get()
    page = confirm(staff, document.batch, **{f"d{document.pk}-title": ""}).content.decode()
    for named in re.findall(r'aria-describedby="([^"]+)"', page):
        for name in named.split():
            assert f'id="{name}"' in page, name


def test_whoever_confirms_second_is_told_and_may_then_go_on(staff, editor):
    drop(staff, ("een.pdf", pdf_files.plain()))
    work()
    batch, publication = Batch.objects.get(), Publication.objects.get()
    data = {"alle-readers": "everybody"} | form_of(staff.get(batch.get_absolute_url()))
    with publication.edit(editor):
        publication.title = "Van een collega"
        publication.save()
    told = staff.post(batch.get_absolute_url(), data)
    assert "Bekijk die eerst bij" in told.content.decode()
    assert not Document.objects.shown()
    assert staff.post(batch.get_absolute_url(), form_of(told)).status_code == 302
