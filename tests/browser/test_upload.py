"""Files on their way to the site, in a browser: dropped at once, read, confirmed and found; also without a script."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.db import connections
from django.test import Client
from playwright.sync_api import expect

from publications.models import Batch, Document, Publication
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_accessibility import EVERYTHING, faults
from tests.factories import make_staff
from tests.publications.dropped import twenty
from toolbox.work import register, worker

pytestmark = pytest.mark.django_db
MOST_CLICKS = 25
START = "/beheer/uploaden/"


def beside(work):
    """Run it in a thread, with a connection of its own: what it writes the server sees at once. Returns its answer."""
    with ThreadPoolExecutor(1) as pool:
        try:
            return pool.submit(work).result()
        finally:
            pool.submit(connections.close_all).result()


@pytest.fixture
def files(settings, tmp_path):
    """Twenty files on the disk of an editor; those of the site lie apart."""
    settings.MEDIA_ROOT = tmp_path / "site"
    (tmp_path / "editor").mkdir()
    for file in twenty():
        (tmp_path / "editor" / file.name).write_bytes(file.content)
    return [tmp_path / "editor" / file.name for file in twenty()]


@pytest.fixture
def visit(make_context, site, files):
    """Call it for a window of an editor; afterwards nothing of what was put down is left."""

    def log_in():
        client = Client()
        editor = make_staff()
        client.force_login(editor)
        return editor, client.cookies["sessionid"].value

    def clean_up():
        for publication in Publication.objects.filter(documents__batch__owner=editor).distinct():
            publication.delete()
        Batch.objects.filter(owner=editor).delete()

    editor, session = beside(log_in)
    contexts = []

    def open_window(**options):
        contexts.append(make_context(**options))
        cookie = {"name": "sessionid", "value": session, "url": site}
        contexts[-1].add_cookies([cookie])
        return contexts[-1].new_page()

    yield open_window
    for context in contexts:
        context.close()
    beside(clean_up)


def work():
    """What the worker beside the site does."""
    register.discover()
    beside(lambda: worker.run(until_empty=True))


def found(phrase):
    """[(title, pages)] of what a search for these words gives everybody."""
    rows = Client(SERVER_NAME="127.0.0.1").get("/zoeken/", {"q": phrase, "format": "json"}).json()["results"]
    return [(row["title"], [snippet["page"] for snippet in row["snippets"] if snippet["page"]]) for row in rows]


def test_twenty_files_are_on_the_site_in_few_clicks_and_found_on_their_page(visit, files):
    page, clicks = visit(), 0

    def click(what):
        nonlocal clicks
        clicks += 1
        what.click()

    page.goto(START)
    clicks += 1  # dropping them, or choosing them in the window of the system
    page.set_input_files("#files", files)
    page.wait_for_url(f"**{START}*/")
    expect(page.get_by_role("heading", name="0 van 20 gelezen")).to_be_visible()
    work()
    expect(page.get_by_role("heading", name="20 bestanden om na te kijken")).to_be_visible()
    click(page.get_by_label("Iedereen"))
    unknown = [row for row in page.locator("select[name^=d][name$=-kind]").all() if not row.input_value()]
    for row in unknown:  # a photo does not say what it is
        clicks += 2
        row.select_option("factsheet")
    expect(page.locator("input[name$=-checked]")).to_have_count(0)  # nothing in them to look at
    click(page.get_by_role("button", name="Zet op de site", exact=True))
    expect(page.get_by_text("20 documenten op de site gezet.")).to_be_visible()
    assert clicks <= MOST_CLICKS
    assert Document.objects.shown().count() == 20
    for file in twenty():
        assert found(f'"{file.phrase}"') == [(file.title, [file.label])]


def test_a_file_that_stops_can_be_sent_again_and_the_others_are_not_lost(visit, files):
    page = visit()
    page.goto(START)
    page.route("**/beheer/uploaden/*/erbij/", lambda route: route.abort())
    page.set_input_files("#files", files[:2])
    row = page.locator(".file", has_text=files[1].name)
    expect(row.get_by_text("De verbinding viel weg. Probeer het opnieuw.")).to_be_visible()
    page.unroute("**/beheer/uploaden/*/erbij/")
    row.get_by_role("button", name="Probeer opnieuw").click()
    page.wait_for_url(f"**{START}*/")
    expect(page.get_by_role("heading", name="0 van 2 gelezen")).to_be_visible()


def test_a_refused_file_says_why_and_the_others_go_on(visit, files, tmp_path):
    (tmp_path / "oud.doc").write_bytes(b"x")
    page = visit()
    page.goto(START)
    page.set_input_files("#files", [files[0], tmp_path / "oud.doc"])
    expect(page.locator(".file", has_text="oud.doc")).to_contain_text("Sla het bestand op als .docx")
    page.get_by_role("link", name="Verder met wat wel is gelukt").click()
    expect(page.get_by_text("oud.doc")).to_be_visible()
    assert Document.objects.filter(name=files[0].name).exists()


def test_it_works_without_a_script(visit, files):
    page = visit(java_script_enabled=False)
    page.goto(START)
    page.set_input_files("#files", files[:2])
    page.get_by_role("button", name="Zet neer").click()
    page.wait_for_url(f"**{START}*/")
    work()
    page.get_by_role("link", name="Ververs de pagina").click()
    page.get_by_label("Iedereen").check()
    page.get_by_role("button", name="Zet op de site", exact=True).click()
    expect(page.get_by_text("2 documenten op de site gezet.")).to_be_visible()


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE])
def test_axe_finds_nothing_and_nothing_is_too_wide(visit, files, viewport):
    page = visit(viewport=viewport)

    def check():
        page.evaluate(AXE_SCRIPT)
        assert faults(page, viewport, "light", EVERYTHING) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    page.goto(START)
    check()
    page.set_input_files("#files", files[:9:4])
    page.wait_for_url(f"**{START}*/")
    expect(page.get_by_role("heading", name="0 van 3 gelezen")).to_be_visible()
    check()
    work()
    expect(page.get_by_role("heading", name="3 bestanden om na te kijken")).to_be_visible()
    check()
    document = Document.objects.filter(kind="pdf", batch__owner__isnull=False).latest("pk")
    page.goto(f"/documenten/{document.pk}/p/1/")
    check()
