"""The roads of an adviser, walked in a browser: wide and narrow, without JavaScript, and by keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.places import visit
from tests.browser.test_finder import reveal

pytestmark = pytest.mark.django_db
SITUATION, APPROACH = "Misdaad gaat over van ouder op kind", "Aanpak van criminele familienetwerken"
STOPS = 120  # more than any page has before its first results
VISITORS = {
    "desktop": {"viewport": DESKTOP},
    "phone": {"viewport": PHONE, "has_touch": True},
    "desktop without JavaScript": {"viewport": DESKTOP, "java_script_enabled": False},
    "phone without JavaScript": {"viewport": PHONE, "java_script_enabled": False},
}


@pytest.fixture(params=VISITORS)
def visitor(request, make_context):
    """(a page, is there JavaScript) of each kind of visitor."""
    options = VISITORS[request.param]
    context = make_context(**options)
    yield context.new_page(), options.get("java_script_enabled", True)
    context.close()


def follow(page, start):
    """Click on the first link in the page's own text to an address that starts so."""
    page.locator(f"main a[href^='{start}']").filter(visible=True).first.click()
    expect(page).to_have_url(re.compile(start))
    expect(page.locator("h1")).to_have_count(1)


def test_from_a_situation_to_a_meeting(visitor):
    page, has_javascript = visitor
    visit(page, "home")
    situations = page.locator("section").filter(has=page.get_by_role("heading", name="Waar loop je tegenaan?"))
    expect(situations.get_by_role("link")).to_have_count(6)
    situations.get_by_role("link", name=SITUATION).click()
    chips = page.locator("ul.chips a")
    expect(chips.filter(has_text="Thema")).to_have_count(1)

    opener = page.get_by_role("button", name=re.compile("^Filters"))
    if opener.is_visible():
        opener.click()
    reveal(page.locator("#effect-unknown")).check()
    if has_javascript:
        expect(chips.filter(has_text="Effect")).to_have_count(1)
    page.get_by_role("button", name=re.compile(r"^Toon \d+ aanpak")).click()
    expect(page).to_have_url(re.compile("effect=unknown"))
    chips.filter(has_text="Effect").click()
    expect(page).not_to_have_url(re.compile("effect="))
    expect(chips.filter(has_text="Thema")).to_have_count(1)

    page.locator("#lijst").get_by_role("link", name=APPROACH).click()
    expect(page.locator("h1")).to_have_text(APPROACH)
    follow(page, "/praktijken/tilburg")
    follow(page, "/publicaties/")
    page.go_back()
    follow(page, "/bijeenkomsten/20")


def test_the_menu_of_a_phone(make_context):
    context = make_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto("/aanpakken/sms-bom/")
    opener, menu = page.get_by_role("button", name="Menu", exact=True), page.locator("#menu")
    expect(menu).to_be_hidden()
    opener.click()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(opener).to_be_focused()
    opener.click()
    menu.get_by_role("link", name="Gemeenten").click()
    expect(page.locator("h1")).to_have_text("Gemeenten")
    context.close()


def tab_to(page, words):
    """Press Tab until what has the focus says this; it must be in sight, and visibly chosen."""
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        name = page.evaluate("(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()")
        if name.startswith(words):
            assert page.evaluate("document.activeElement.matches(':focus-visible')")
            expect(page.locator(":focus")).to_be_in_viewport()
            return
    raise AssertionError(f"the keyboard does not reach {words!r} on {page.url}")


def test_by_keyboard_alone(page):
    visit(page, "home")
    tab_to(page, SITUATION)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Aanpakken")
    tab_to(page, "Effect")
    page.keyboard.press("Enter")  # opens the group
    tab_to(page, "Onbekend")
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("effect=unknown"))
    expect(page.locator("#effect-unknown")).to_be_focused()
    tab_to(page, "Effect: Onbekend")
    page.keyboard.press("Enter")
    expect(page.locator("#resultaten")).to_be_focused()
    tab_to(page, APPROACH)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(APPROACH)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")  # past header and menu
