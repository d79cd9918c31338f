"""Without the style sheets a page still reads from top to bottom."""

import pytest
from playwright.sync_api import expect

from tests.browser.places import WEIGHED, visit

pytestmark = pytest.mark.django_db


def test_without_css_the_page_reads_in_its_own_order(make_context):
    page = make_context().new_page()
    page.route("**/*.css", lambda route: route.abort())
    for name in WEIGHED:
        visit(page, name)
        expect(page.locator(".skip").first).to_have_css("position", "static")
        tops = [page.locator(place).bounding_box()["y"] for place in ("body > header", "main", "body > footer")]
        assert tops == sorted(tops), name
        words = page.locator("body").inner_text()
        title, footer = page.locator("h1").inner_text(), page.locator("body > footer").inner_text()
        assert words.index("Toolbox") < words.index(title) < words.index(footer), name
        first = page.locator("main").locator("h1, h2, h3").first
        assert first.inner_text() == title
    page.context.close()
