"""Staff put files down, see what was read, and put them on the site; nothing that was typed or dropped is lost."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from publications import confirming, uploads
from publications.models import Batch, Document, Publication
from tests.factories import (
    make_approach,
    make_document,
    make_group,
    make_meeting,
    make_municipality,
    make_practice,
    make_publication,
    make_staff,
    make_term,
    make_user,
    publish,
)
from tests.publications.dropped import twenty
from tests.publications.extraction import office_files, pdf_files
from tests.publications.test_ingest import work
from toolbox.content import snapshots

pytestmark = pytest.mark.django_db
START = "/beheer/uploaden/"


@pytest.fixture
def editor():
    return make_staff()


@pytest.fixture
def staff(editor):
    client = Client()
    client.force_login(editor)
    return client


def drop(client, *files, address=START, **headers):
    rows = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(address, {"files": rows}, headers=headers)


def form_of(response):
    """{name: value} as a browser would send the page's form of confirmation, boxes that are ticked included."""
    data = {}
    for form in [response.context["for_all"], *response.context["forms"]]:
        for bound in form:
            value = bound.value()
            if value not in (None, "", [], False):
                data[bound.html_name] = "on" if value is True else value
    return data


def confirm(client, batch, **changes):
    page = client.get(batch.get_absolute_url())
    data = {"alle-readers": "everybody"} | form_of(page) | changes
    return client.post(batch.get_absolute_url(), {name: value for name, value in data.items() if value is not None})


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


def act(client, document, action):
    return client.post(reverse("upload:act", args=[document.pk, action]))


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


def test_left_out_files_leave_the_disk(staff, files, django_capture_on_commit_callbacks):
    drop(staff, ("een.pdf", pdf_files.report()))
    work()
    with django_capture_on_commit_callbacks(execute=True):
        act(staff, Document.objects.get(), "overslaan")
    assert [path for path in files.rglob("*") if path.is_file()] == []


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


def test_a_document_is_on_its_publication_s_page_with_what_is_found_in_it():
    publication = publish(make_publication())
    document = make_document(publication, pages=["voor", "hier staat korenbloem", "na"])
    page = Client().get(publication.get_absolute_url(), {"q": "korenbloem"}).content.decode()
    assert re.search(rf'href="/documenten/{document.pk}/p/2/\?q=korenbloem">p. 2</a>', page)
    assert "<mark>korenbloem</mark>" in page
    assert "staat niet in dit document" in Client().get(publication.get_absolute_url(), {"q": "tulp"}).content.decode()
    text = Client().get(f"/documenten/{document.pk}/p/2/", {"q": "korenbloem"}).content.decode()
    assert "<mark>korenbloem</mark>" in text


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


def test_an_original_that_was_not_scanned_is_given_to_nobody(staff):
    for state in ("received", "checking", "infected"):
        document = make_document(state=state, is_shown=False)
        assert staff.get(reverse("upload:original", args=[document.pk])).status_code == 404


def test_errors_and_help_are_tied_to_their_field(staff):
    drop(staff, ("een.pdf", pdf_files.plain()))
    work()
    document = Document.objects.get()
    page = confirm(staff, document.batch, **{f"d{document.pk}-title": ""}).content.decode()
    for named in re.findall(r'aria-describedby="([^"]+)"', page):
        for name in named.split():
            assert f'id="{name}"' in page, name
