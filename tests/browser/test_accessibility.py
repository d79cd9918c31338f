"""No rule of axe is broken on any kind of page: wide and narrow, light and dark."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.places import PLACES, visit

pytestmark = pytest.mark.django_db
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EVERYTHING = {"runOnly": {"type": "tag", "values": TAGS}}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
MODES = [  # on one loaded page; dark differs from light by its colours alone
    (DESKTOP, "light", EVERYTHING),
    (PHONE, "light", EVERYTHING),
    (PHONE, "dark", COLOURS),
]
RUN = """async (options) => {
  const { violations } = await axe.run({ ...options, resultTypes: ["violations"] });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
}"""


def faults(page, size, scheme, options):
    """What axe finds on a loaded page, in sentences."""
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
    return [f"{size['width']} px, {scheme}: {what}" for what in page.evaluate(RUN, options)]


@pytest.mark.parametrize("name", PLACES)
def test_axe_finds_nothing(page, name):
    visit(page, name)
    page.evaluate(AXE_SCRIPT)  # no script tag: the policy of the site refuses one
    found = [what for mode in MODES for what in faults(page, *mode)]
    assert not found, "\n".join(found)


def test_axe_finds_nothing_in_what_opens(page):
    visit(page, "approaches")
    page.evaluate(AXE_SCRIPT)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    found = faults(page, *MODES[0])
    page.set_viewport_size(PHONE)
    for sheet in ("filters", "menu"):
        page.evaluate("(id) => document.getElementById(id).showPopover()", sheet)
        expect(page.locator(f"#{sheet}")).to_be_visible()
        found += [what for mode in MODES if mode[0] is PHONE for what in faults(page, *mode)]
    assert not found, "\n".join(found)
