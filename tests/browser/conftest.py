"""One server, one Chromium and one shared window per process; the tests in a browser come last.

Without Chromium they are skipped; where CI is set that is an error.
"""

import os
import shutil

import pytest
from django.core.management import call_command
from django.db import connections
from playwright.sync_api import expect, sync_playwright

from tests.browser.places import make_scenes
from tests.browser.server import serve
from toolbox.content import first_content

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"),
]
PATIENCE = 15_000  # milliseconds: a test waits for a state, and gives up only when it will not come
DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 320, "height": 640}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Last, for other tests must find neither the first content nor the running loop of Playwright."""
    items.sort(key=lambda item: item.nodeid.startswith("tests/browser/"))


def missing(what):
    """Skip, or fail where nothing may be skipped."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(what)


@pytest.fixture(scope="package")
def executable():
    """The program of the browser: CHROMIUM in the environment, or what is installed."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    return found or missing("no Chromium: apt-get install chromium, or set CHROMIUM to its program")


@pytest.fixture(scope="package")
def site(executable, django_db_setup, django_db_blocker, tmp_path_factory):
    """The address of the portal with its first content: committed, for the server reads it in threads of its own.

    When the package is done the database is as empty as it was.
    """
    with django_db_blocker.unblock():
        try:
            first_content.load()
            make_scenes()
            with serve(tmp_path_factory.mktemp("static")) as address:
                yield address
        finally:
            call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(scope="package")
def browser(executable, site):
    """Chromium. Playwright's own loop runs in this thread, so Django must not refuse the ORM because of it."""
    expect.set_options(timeout=PATIENCE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        try:
            playwright = sync_playwright().start()
        except Exception:  # its driver is a node of its own, which says no more than that it stopped
            missing("Playwright does not start: apt-get install libatomic1")
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield browser
        browser.close()
        connections.close_all()  # those that Django made while the loop ran are its own: nobody sees them afterwards
        playwright.stop()


@pytest.fixture(scope="package")
def make_context(browser, site):
    """A function that makes a visitor: with a cache, cookies and settings of their own."""

    def make(**options):
        context = browser.new_context(
            **{"base_url": site, "viewport": DESKTOP, "reduced_motion": "reduce", "locale": "nl-NL", **options}
        )
        context.set_default_timeout(PATIENCE)
        return context

    return make


@pytest.fixture(scope="package")
def window(make_context):
    """The one window that most tests share: to open another costs more than most pages do."""
    return make_context().new_page()


@pytest.fixture
def page(window):
    """The shared window as a reader without an account has it: 1280 px wide, in light colours."""
    window.context.clear_cookies()
    window.set_viewport_size(DESKTOP)
    window.emulate_media(color_scheme="light")
    return window
