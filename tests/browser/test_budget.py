"""A visit is light: what a page weighs on the line, and that a second page takes no more than itself."""

import gzip
from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest

from tests.browser.places import PLACES, WEIGHED

pytestmark = pytest.mark.django_db
ENTRIES = """() => performance.getEntriesByType("resource").map((entry) =>
  [entry.name, entry.transferSize, entry.encodedBodySize, entry.decodedBodySize])"""


@dataclass
class Part:
    """One thing that the browser fetched for a page: from its cache, or over the line."""

    name: str
    was_cached: bool
    compressed: int
    raw: int


def load(page, name):
    """The parts of a page. The page itself is compressed here, which in production the proxy does."""
    response = page.goto(PLACES[name][0])
    page.wait_for_load_state("networkidle")
    html = response.body()
    parts = [Part("page.html", False, len(gzip.compress(html)), len(html))]
    for url, transferred, encoded, decoded in page.evaluate(ENTRIES):
        parts.append(Part(urlsplit(url).path, transferred == 0, encoded, decoded))
    return parts


@pytest.mark.parametrize("name", WEIGHED)
def test_a_first_visit(make_context, name):
    context = make_context()
    parts = load(context.new_page(), name)
    context.close()
    assert not any(part.was_cached for part in parts)
    total = sum(part.compressed for part in parts)
    weights = Counter()
    for part in parts:
        weights[part.name.rsplit(".")[-1]] += part.compressed
    assert total <= 70_000, weights
    assert weights["css"] <= 18_000
    assert weights["woff2"] <= 25_000
    assert sum(part.name.endswith(".woff2") for part in parts) == 1
    assert sum(part.raw for part in parts if "/js/toolbox" in part.name) <= 4_000
    assert len(parts) <= 8, [part.name for part in parts]  # and the icon of the tab, which has no tab here


def test_a_second_page_takes_only_itself(make_context):
    context = make_context()
    page = context.new_page()
    for name in WEIGHED:
        load(page, name)
    for name in WEIGHED:
        assert [part.name for part in load(page, name) if not part.was_cached] == ["page.html"], name
    context.close()
