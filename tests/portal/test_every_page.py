"""Every page of the portal, found by following every link from home, once."""

import re

import pytest

from tests.portal.data import FILES, KINDS, address, title
from tests.promises import broken

pytestmark = pytest.mark.django_db
RECORD_PAGES = {address(kind, record["slug"]): (kind, record) for kind in KINDS for record in FILES[kind]}


def test_every_page_that_links_lead_to(site):
    """In one test, so that a machine with more processes goes round only once."""
    clicks = site.crawl()
    assert len(RECORD_PAGES) == 27 + 23 + 26 + 78 + 1 + 4 + 7
    assert {path: clicks.get(path) for path in RECORD_PAGES if clicks.get(path, 99) > 4} == {}
    assert {path: status for path, status in site.statuses.items() if status != 200} == {}
    pages = {path: site.pages[path] for path in clicks if path in site.pages}
    assert len(pages) > 600
    assert [what for page in pages.values() for what in broken(page)] == []
    for path, (_, record) in RECORD_PAGES.items():
        assert "checked_on" not in record
        assert pages[path].main.one("p", "checked").text == "Nog niet gecontroleerd door de redactie."
        assert differences(site, path) == []


OF_OTHERS = {  # sections with what other records say of this one: they are of today
    *("Wie doet het?", "Publicaties", "Berichten uit de praktijk", "Verteld op bijeenkomsten", "Wie vertelde wat?"),
    *("Leert samen met anderen", "Wie waren er?", "Besproken op een bijeenkomst", "Bijeenkomsten en aankondigingen"),
}


def differences(site, path):
    """The headings under which the newest version, rebuilt from the history, says other things than the page."""
    page = site.page(path)
    version = site.page(site.page(f"{path}versies/").main.one("ol", "versions").links[0][1])
    own = set(page.headings) - OF_OTHERS - {f"Wat doet {page.texts['h1'][0]}?"}
    return [name for name in sorted(own | set(version.headings)) if said(page, name) != said(version, name)]


def said(page, heading):
    """What a page says of itself under a heading: without what it says of other records, and of today."""
    if heading not in page.headings:
        return None
    section = page.section(heading)
    if heading == "Lijkt erop, maar is het niet":
        return [item.text for item in section.items if not item.text.startswith("Bij ")] or None
    research = [row.text_without("verdict") for row in section.all("div") if row.text.startswith("Onderzoek ")]
    today = ["Wat we van dit soort aanpak weten:", *research]
    return " ".join(re.sub("|".join(map(re.escape, today)), "", section.text_without("verdict")).split())


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("fieldreport", "learningcommunity")])
def test_what_is_not_known_stands_in_one_line(site, kind):
    """A report has no values that can be missing, and of the only community all is known."""
    lines = []
    for record in FILES[kind]:
        page = site.page(address(kind, record["slug"]))
        found = [line.text for line in page.main.all("p", "unknown") if line.parent.tag == "section"]
        assert len(found) <= 1, title(kind, record["slug"])
        lines += found
    assert len(lines) > len(FILES[kind]) / 2
    assert [line for line in lines if not re.fullmatch(r"Nog niet bekend: [^:.]+\.", line)] == []
