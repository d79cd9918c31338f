"""A visitor without an account is left in peace: no errors, no cookies, nobody else hears of the visit."""

from urllib.parse import urlsplit

import pytest

from tests.browser.places import PLACES, visit

pytestmark = pytest.mark.django_db
POLICY = {
    "default-src 'none'",
    *("script-src 'self'", "style-src 'self'", "font-src 'self'", "img-src 'self' data:", "connect-src 'self'"),
    *("form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"),
}
MORE_POLICY = {"object-src 'none'", "manifest-src 'self'"}  # as strict as without them, or nearly so


@pytest.fixture
def heard(page):
    """What a page says, with where, and the addresses that it asks for."""
    said, asked = [], []
    listeners = {
        "console": lambda message: said.append((message.text, message.location["url"])),
        "pageerror": lambda error: said.append((str(error), "")),
        "request": lambda request: asked.append(request.url),
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    yield said, asked
    for event, listener in listeners.items():
        page.remove_listener(event, listener)


@pytest.mark.parametrize("name", PLACES)
def test_a_visit_leaves_no_trace(page, heard, site, name):
    said, asked = heard
    response = visit(page, name)
    own_status = [f"{site}{PLACES[name][0]}"] if PLACES[name][1] != 200 else []  # 404 is said of the page itself
    assert [(text, where) for text, where in said if where not in own_status] == []
    assert [url for url in asked if urlsplit(url).netloc not in (urlsplit(site).netloc, "")] == []
    if name != "login":  # a form, which needs one
        assert page.context.cookies() == []
    kept = page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    assert set(kept) <= {"htmx-current-path-for-history"}  # the address of this tab: no page and no word of it
    policy = {rule.strip() for rule in response.headers["content-security-policy"].split(";")}
    assert POLICY <= policy <= POLICY | MORE_POLICY
