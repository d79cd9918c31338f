"""The first documents: made of public records only, read by the same road as every file, and never made over."""

import io
import zipfile

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from docx import Document as Word
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pypdf import PdfReader

from publications import confirming, scanner
from publications.models import Document, Publication
from tests.factories import make_staff
from tests.pages import Page
from toolbox.accounts.access import State
from toolbox.approaches.models import Evidence, Practice
from toolbox.content import first_content
from toolbox.content.models import Revision
from toolbox.first_documents import documents, facts, records
from toolbox.management.commands import serve

SHEET, FAMILIES = "kenniskaart-sms-bom", "kenniskaart-aanpak-criminele-familienetwerken"
REPORT, SLIDES, OVERVIEW = "verslag-bijeenkomst-2022-03-10", "zo-beoordelen-we-bewijs", "alle-aanpakken-op-een-rij"
SLUGS = [SHEET, FAMILIES, REPORT, SLIDES, OVERVIEW]
PROPOSED = "voorstel, nog niet beoordeeld"


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The folder of all stored files of this module."""
    return tmp_path_factory.mktemp("files")


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker, files):
    """The first content and the first documents, made once; what the command said."""
    with override_settings(MEDIA_ROOT=files), django_db_blocker.unblock(), transaction.atomic():
        first_content.load()
        yield make()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def portal(made, db, settings, files):
    """Each test's own changes are undone by the test."""
    settings.MEDIA_ROOT = files
    return made


@pytest.fixture
def editor():
    """Somebody of the staff."""
    return make_staff()


def make():
    out, err = io.StringIO(), io.StringIO()
    call_command("make_first_documents", stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def publication(slug):
    return Publication.objects.get(slug=slug)


def content(slug):
    with publication(slug).documents.get().public_file.open() as file:
        return io.BytesIO(file.read())


def forget(slug):
    """As if the document had never been made."""
    record = publication(slug)
    history = Revision.objects.filter(kind="publication", object_id=record.pk)
    record.delete()
    history.delete()


def everything():
    """All that a second run could touch."""
    rows = Document.objects.order_by("pk").values_list("pk", "sha256", "state", "is_shown", "publication", "name")
    return list(rows), list(Publication.objects.order_by("pk").values_list("pk", "title", "state", "updated_at"))


def words_of_all():
    """{slug: all words} of the documents as they would be made now."""
    return {one.slug: words(one.name, one.make()) for one in documents.all_documents()}


def words(name, made):
    if name.endswith(".pdf"):
        text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)
    else:
        with zipfile.ZipFile(io.BytesIO(made)) as packed:
            text = " ".join(packed.read(part).decode() for part in packed.namelist() if part.endswith(".xml"))
    return " ".join(text.split())


def test_five_documents_are_on_the_site_for_everybody(portal):
    out, err = portal
    assert "5 first documents made, 0 left as they were." in out
    assert "5 of 5" in err
    rows = Document.objects.visible_to(AnonymousUser()).filter(publication__slug__in=SLUGS)
    assert {row.publication.slug: (row.state, row.language) for row in rows} == dict.fromkeys(SLUGS, ("ready", "nl"))


def test_nothing_in_them_is_left_for_an_editor_to_look_at():
    rows = Document.objects.filter(publication__slug__in=SLUGS)
    assert [(row.findings, row.likely) for row in rows] == [([], None)] * 5


@pytest.mark.parametrize(
    ("phrase", "slug", "label"),
    [
        ("De officier van justitie moet toestemming geven", SHEET, "p. 2"),
        ("waren negentien families begonnen", FAMILIES, "p. 3"),
        ("voor de derde keer met de opleiding", REPORT, "deel 10"),
        ("Er is gemeten met een vergelijkingsgroep", SLIDES, "dia 9"),
        ("Een week waarin jongeren een wapen kunnen inleveren", OVERVIEW, "p. 4"),
    ],
)
def test_each_is_found_by_a_phrase_from_an_inner_page(client, phrase, slug, label):
    root = Page(client.get(f"/publicaties/{slug}/", {"q": phrase})).root
    assert label in [link.text for link in root.one("ul", "places").all("a")]
    found = client.get("/publicaties/", {"q": phrase, "format": "json"}).json()
    assert publication(slug).title in str(found)


@pytest.mark.parametrize("slug", [SHEET, FAMILIES, OVERVIEW])
def test_a_pdf_is_tagged_and_says_its_title_and_language(slug):
    reader = PdfReader(content(slug))
    catalogue = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "nl-NL"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "/StructTreeRoot" in catalogue
    assert reader.metadata.title == publication(slug).title
    assert len(reader.pages) >= 3
    assert [type(one) for one in reader.outline][1] is list  # headings under the heading


def test_the_report_has_real_headings_a_title_and_a_language():
    word = Word(content(REPORT))
    assert word.core_properties.title == publication(REPORT).title == "Verslag: Online bijeenkomst van 10 maart 2022"
    assert word.core_properties.language == "nl-NL"
    assert not word.core_properties.author
    chapters = [one.text for one in word.paragraphs if one.style.name == "Heading 1"]
    assert chapters[:3] == ["Agenda", "Wie vertelde wat?", "Wie waren er?"]
    assert [row.cells[1].text for row in word.tables[0].rows][1:3] == ["Bracht een bericht in", "Niet vastgelegd"]


def test_every_slide_has_a_title_of_its_own_and_every_step_of_the_ladder_a_slide():
    show = Presentation(content(SLIDES))
    titles = [slide.shapes.title.text for slide in show.slides]
    assert len(set(titles)) == len(titles) == 15
    assert [title[:7] for title in titles if title.startswith("Stap")] == [f"Stap {step}:" for step in range(7)]
    assert show.core_properties.title == publication(SLIDES).title
    pictures = [shape for slide in show.slides for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP]
    said = [picture._element.nvGrpSpPr.cNvPr.get("descr") for picture in pictures]
    assert said == [f"{step} van de 6 blokjes zijn gevuld" for step in range(7)]


def test_what_nobody_judged_says_so_and_what_may_harm_is_never_hidden():
    made = words_of_all()
    assert all(PROPOSED in made[slug].lower() for slug in (SHEET, FAMILIES, SLIDES, OVERVIEW))
    assert "Afschrikprogramma (scared straight), let op: kan schadelijk zijn" in made[SLIDES]
    assert "Let op: dit kan schadelijk zijn" in made[OVERVIEW]


def test_what_somebody_judged_says_who_and_when():
    row = Evidence.objects.get(approach__slug="sms-bom")
    row.judged_by, row.judged_on = "de expertgroep", "2026-05-04"
    row.save()
    made = words_of_all()
    assert "Beoordeeld door de expertgroep op 4 mei 2026" in made[SHEET]
    assert "Hier staan: SMS bom." in made[SLIDES]


def test_a_document_belongs_to_what_it_is_about():
    sheet, report = publication(SHEET), publication(REPORT)
    assert [one.slug for one in sheet.approaches.all()] == ["sms-bom"]
    assert {one.slug for one in sheet.municipalities.all()} == {"rotterdam", "utrecht"}
    assert {term.slug for term in sheet.term_list} == {"drugsgebruik-en-vraagzijde", "drugshandel-en-drugskoeriers"}
    assert {one.slug for one in report.municipalities.all()} == {
        *("amsterdam", "rotterdam", "tilburg", "utrecht", "zaanstad")
    }
    assert [str(one) for one in sheet.contributor_list] == [sheet.publisher] == [facts.PUBLISHER]


def test_what_not_everybody_may_read_is_in_no_document():
    practice = Practice.objects.get(slug="utrecht-sms-bom")
    with practice.edit():
        practice.title = "Grijzeotter"
        practice.save()
        practice.facts.create(text="Zandloperbeleid in de wijk.", sources=["Zandloperbrief"])
    made = words_of_all()
    assert all("Grijzeotter" in made[slug] for slug in (SHEET, REPORT, OVERVIEW))
    assert "Zandloperbeleid" in made[SHEET]
    practice.transition(State.PUBLISHED, None, readers=Group.objects.create(name="Kring"))
    text = " ".join(words_of_all().values())
    assert "Grijzeotter" not in text
    assert "Zandloper" not in text


def test_the_same_records_give_the_same_bytes():
    first, second = documents.all_documents(), documents.all_documents()
    assert [one.make() for one in first] == [one.make() for one in second]


def test_a_second_run_changes_nothing():
    before = everything()
    assert "0 first documents made, 5 left as they were." in make()[0]
    assert everything() == before


def test_what_an_editor_did_stays(editor):
    publication(SHEET).transition(State.WITHDRAWN, editor, "Verouderd")
    publication(FAMILIES).delete(by=editor)
    report = publication(REPORT)
    with report.edit(editor):
        report.title, report.slug = "Ons verslag", "ons-verslag"
        report.save()
    before = everything()
    assert "0 first documents made, 5 left" in make()[0]
    assert everything() == before
    assert publication(SHEET).state == State.WITHDRAWN


def test_a_file_that_an_editor_dropped_before_is_no_second_publication(editor):
    sheet = publication(SHEET)
    with sheet.edit(editor):
        sheet.slug = "van-ons"
        sheet.save()
    Revision.objects.filter(kind="publication", object_id=sheet.pk).delete()  # as if it had always been theirs
    assert "0 first documents made, 5 left" in make()[0]
    assert not Publication.objects.filter(slug=SHEET).exists()


def test_what_a_stopped_run_left_half_is_finished(monkeypatch):
    forget(SHEET)
    with monkeypatch.context() as patch:
        patch.setattr(confirming, "show", interrupt)
        with pytest.raises(KeyboardInterrupt):
            make()
    assert Document.objects.get(name=f"{SHEET}.pdf").publication.state == State.DRAFT
    assert "1 first documents made, 4 left" in make()[0]
    assert publication(SHEET).documents.get().is_shown


def interrupt(*args, **options):
    raise KeyboardInterrupt


def test_a_first_start_makes_them_and_a_later_start_does_not(monkeypatch, settings):
    settings.DEBUG = True
    called = []
    monkeypatch.setattr(serve, "call_command", lambda name, **options: called.append(name))
    monkeypatch.setattr(serve.connections, "close_all", lambda: None)
    for is_empty in (True, False):
        monkeypatch.setattr(first_content, "is_empty", lambda is_empty=is_empty: is_empty)
        serve.Command(stdout=io.StringIO()).prepare("http://127.0.0.1")
    first, later = called[:4], called[4:]
    assert first == ["migrate", "load_content", "make_first_documents", "login_link"]
    assert later == ["migrate", "load_content", "login_link"]


def test_one_that_cannot_be_read_yet_waits_as_a_draft_and_is_named(monkeypatch):
    forget(SHEET)
    with monkeypatch.context() as patch:
        patch.setattr(scanner, "is_configured", lambda: True)
        patch.setattr(scanner, "is_infected", down)
        out, _ = make()
    assert "kenniskaart-sms-bom.pdf: Wordt gelezen" in out
    assert not Document.objects.visible_to(AnonymousUser()).filter(publication__slug=SHEET).exists()


def down(path):
    raise scanner.ScannerDown


def test_without_records_nothing_is_made(monkeypatch):
    for name, found in {"approach": None, "meeting": None, "approaches": []}.items():
        monkeypatch.setattr(records, name, lambda *_, found=found: found)
    assert documents.all_documents() == []
