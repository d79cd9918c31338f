"""No rule of axe is broken on any kind of page: wide and narrow, light and dark."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT

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
    (DESKTOP, "dark", COLOURS),
]
RUN = """async (options) => {
  const { violations } = await axe.run({ ...options, resultTypes: ["violations"] });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
}"""


@pytest.mark.parametrize("name", PLACES)
def test_axe_finds_nothing(page, name):
    visit(page, name)
    page.evaluate(AXE_SCRIPT)  # no script tag: the policy of the site refuses one
    found = []
    for size, scheme, options in MODES:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        found += [f"{size['width']} px, {scheme}: {what}" for what in page.evaluate(RUN, options)]
    assert not found, "\n".join(found)
