"""A list that follows the filters: live with JavaScript, with a button without, and by keyboard."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.places import FINDERS, visit

pytestmark = pytest.mark.django_db
FOCUSED = "document.activeElement.textContent.trim()"


def number(locator):
    """The first number in the words of an element."""
    return int(re.search(r"\d+", locator.inner_text())[0])


def reveal(box):
    """Open the groups that a box is in, from the outside inwards; returns the box."""
    for group in box.locator("xpath=ancestor::details[not(@open)]").all():
        group.locator("> summary").click()
    return box


@pytest.fixture
def finder(page):
    """The list of approaches, with a mark that a new page would not have."""
    visit(page, "approaches")
    page.evaluate("window.isSamePage = true")
    reveal(page.locator("#effect-unknown"))
    return page


def test_ticking_a_box_changes_the_results_and_nothing_else(finder):
    box, before = finder.locator("#effect-unknown"), finder.locator("#aantal").inner_text()
    expected = number(box.locator("xpath=.."))
    box.check()
    expect(finder).to_have_url(re.compile("[?&]effect=unknown"))
    expect(finder.locator("#aantal")).to_have_text(re.compile(rf"^\s*{expected}\s+aanpakken\s*$"))
    expect(finder.locator("#live")).to_have_text(f"{expected} aanpakken")
    expect(finder.locator("#lijst article")).to_have_count(expected)
    expect(box).to_be_focused()
    expect(box).to_be_checked()
    expect(box).to_be_visible()
    expect(finder.get_by_role("button", name=f"Toon {expected} aanpakken")).to_be_visible()
    assert finder.evaluate("window.isSamePage") is True

    finder.go_back()
    expect(finder).to_have_url(re.compile(r"/aanpakken/$"))
    expect(finder.locator("#aantal")).to_have_text(before)
    expect(finder.locator("#effect-unknown")).not_to_be_checked()
    finder.go_forward()
    expect(finder.locator("#aantal")).to_have_text(re.compile(rf"^\s*{expected}\s+aanpakken\s*$"))
    expect(finder.locator("#effect-unknown")).to_be_checked()


def test_two_boxes_quickly_after_each_other_both_count(finder):
    finder.locator("#effect-unknown").check()
    finder.locator("#thema-doorgroei").check()
    expect(finder).to_have_url(re.compile("thema=doorgroei&effect=unknown"))
    expect(finder.locator("ul.chips a", has_text=re.compile("Effect|Thema"))).to_have_count(2)
    expect(finder.locator("#thema-doorgroei")).to_be_focused()


def test_taking_a_chip_away_moves_the_focus_to_the_results(finder):
    before = finder.locator("#aantal").inner_text()
    finder.locator("#effect-unknown").check()
    finder.locator("ul.chips a", has_text="Effect").click()
    expect(finder.locator("#aantal")).to_have_text(before)
    expect(finder.locator("#effect-unknown")).not_to_be_checked()
    expect(finder.locator("#resultaten")).to_be_focused()
    expect(finder).to_have_url(re.compile(r"/aanpakken/(\?|$)"))
    assert finder.evaluate("window.isSamePage") is True


def test_words_and_order_are_live_too(finder):
    finder.locator("#q").fill("drugs")
    finder.keyboard.press("Enter")
    expect(finder).to_have_url(re.compile("[?&]q=drugs"))
    expect(finder.locator("#resultaten")).to_be_focused()
    finder.locator("#sorteer").focus()
    finder.locator("#sorteer").select_option("added")
    expect(finder).to_have_url(re.compile("sorteer=added"))
    expect(finder.locator("#sorteer")).to_be_focused()
    expect(finder.locator("#q")).to_have_value("drugs")
    assert finder.evaluate("window.isSamePage") is True


def test_what_the_server_refuses_has_its_own_page(finder):
    finder.locator("#effect-unknown").evaluate("(box) => { box.value = 'gedicht' }")
    finder.locator("#effect-unknown").check()
    expect(finder.locator("h1")).not_to_have_text("Aanpakken")
    expect(finder.locator("main")).to_contain_text("We kennen deze waarde niet")


def test_on_a_phone_the_filters_are_a_sheet(page):
    page.set_viewport_size(PHONE)
    visit(page, "approaches")
    sheet, opener = page.locator("#filters"), page.get_by_role("button", name=re.compile("^Filters"))
    expect(sheet).to_be_hidden()
    opener.focus()
    page.keyboard.press("Enter")
    expect(sheet).to_be_visible()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(opener).to_be_focused()
    opener.click()
    page.get_by_role("button", name="Sluit", exact=True).click()
    expect(sheet).to_be_hidden()
    expect(opener).to_be_focused()

    opener.click()
    reveal(page.locator("#effect-unknown")).check()
    expect(page.locator("#live")).to_have_text(re.compile("aanpakken"))
    expect(sheet).to_be_visible()  # more filters may follow
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()  # a new button by now: it came with the results
    opener.click()
    page.get_by_role("button", name=re.compile(r"^Toon \d+ aanpak")).click()
    expect(sheet).to_be_hidden()
    expect(page.locator("#resultaten")).to_be_focused()


def test_without_javascript_a_button_does_it(make_context):
    context = make_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    visit(page, "approaches")
    page.get_by_role("button", name=re.compile("^Filters")).click()
    box = reveal(page.locator("#effect-unknown"))
    expected = number(box.locator("xpath=.."))
    box.check()
    page.get_by_role("button", name=re.compile(r"^Toon \d+ aanpak")).click()
    expect(page).to_have_url(re.compile("[?&]effect=unknown"))
    expect(page.locator("#lijst article")).to_have_count(expected)
    page.locator("#sorteer").select_option("added")
    page.get_by_role("button", name="Sorteer", exact=True).click()
    expect(page).to_have_url(re.compile("effect=unknown.*sorteer=added|sorteer=added.*effect=unknown"))
    page.locator("ul.chips a", has_text="Effect").click()
    expect(page).not_to_have_url(re.compile("effect="))
    context.close()


def test_the_second_stop_of_the_keyboard_is_the_results(page):
    for name in FINDERS:
        visit(page, name)
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUSED) == "Naar de inhoud", name
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUSED) == "Naar de resultaten", name
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        expect(page.locator("#lijst h3 a").first).to_be_focused()


@pytest.mark.parametrize("view", ["Tabel", "Kaart", "Lijst"])
def test_another_view_keeps_what_was_chosen(page, view):
    page.goto("/praktijken/?effect=unknown&weergave=tabel")
    total = page.locator("#aantal").inner_text()
    page.get_by_role("navigation", name="Weergave").get_by_role("link", name=view).click()
    expect(page.locator("#aantal")).to_have_text(total)
    expect(page.locator("ul.chips a", has_text="Effect")).to_be_visible()
    expect(page.get_by_role("navigation", name="Weergave").locator("[aria-current]")).to_have_text(view)


def test_the_pages_of_a_list(page):
    visit(page, "publications")
    first = page.locator("#lijst h3").first.inner_text()
    page.get_by_role("navigation", name="Bladzijden van de lijst").get_by_role("link", name="Volgende").click()
    expect(page.locator("#lijst h3").first).not_to_have_text(first)
    page.go_back()
    expect(page.locator("#lijst h3").first).to_have_text(first)
