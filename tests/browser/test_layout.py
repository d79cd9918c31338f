"""Everything fits on the smallest phone, can be hit with a thumb, and stays where it first stood."""

import pytest
from django.test import Client

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.places import PLACES, WEIGHED, visit
from tests.factories import (
    make_approach,
    make_community,
    make_field_report,
    make_group,
    make_meeting,
    make_municipality,
    make_practice,
    make_publication,
    make_user,
    publish,
)

pytestmark = pytest.mark.django_db
WORD = "jeugdcriminaliteitsvoorkomingsmaatregelen" * 3
WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.scrollingElement.scrollWidth <= width) return [];
  const found = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > width + 1);
  return found.slice(0, 5).map((one) => `too wide: ${one.localName} ${one.textContent.trim().slice(0, 40)}`);
}"""
SMALL = """() => {
  for (const one of document.querySelectorAll("details")) one.open = true;
  const controls = "a[href], button, summary, select, textarea, input:not([type=hidden])";
  const words = (one) => one.textContent.replace(/[\\s.,·|]/g, "").length;
  const isInSentence = (one) => {  // then it is as small as the words around it
    let block = one;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    return words(block) > words(one);
  };
  const found = [...document.querySelectorAll(controls)].filter((one) => {
    if (!one.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
    if (one.closest(".skip, .hidden") || isInSentence(one)) return false;  // the first are seen only with focus
    const target = one.matches("input") && one.closest("label") || one;
    const { width, height } = target.getBoundingClientRect();
    return width > 1 && Math.min(width, height) < 24;
  });
  return found.map((one) => {
    const { width, height } = one.getBoundingClientRect();
    const name = one.textContent.trim() || one.getAttribute("href") || one.name;
    return `${innerWidth} px: ${one.localName} ${name.slice(0, 40)}, ${width.toFixed(1)} x ${height.toFixed(1)}`;
  });
}"""
SHIFTS = """() => new Promise((resolve) => {
  const found = [];
  const keep = (list) => found.push(...list.getEntries().map((entry) =>
    `${entry.value.toFixed(4)}: ${entry.sources.map(({ node }) => node?.outerHTML?.slice(0, 60)).join(", ")}`));
  new PerformanceObserver(keep).observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(found))));
})"""
FRAMES = "new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))"


@pytest.fixture(scope="module")
def member(make_context, site):
    """A reader of a circle, whose records nobody else sees: nothing has to be cleaned up for other tests."""
    client = Client()
    client.force_login(make_user(groups=[make_group("Kring van lange woorden")]))
    context = make_context(viewport=PHONE)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
    yield context
    context.close()


@pytest.fixture(scope="module")
def addresses(member):
    """Where the worst records show: titles and texts of one long word, records with nothing, long lists."""

    def bad(make, **fields):
        return publish(make(**{"title": WORD[:120], "summary": f"Een {WORD} is lang.", **fields}), readers=circle)

    circle = make_group("Kring van lange woorden")
    known = {"facts": [{"text": WORD, "sources": [WORD]}], "evidence": [{"outcome": WORD, "note": WORD}]}
    look_alikes = [{"name": WORD, "why": WORD, "sources": [WORD]}]
    towns = [bad(make_municipality, title=f"{WORD[:60]} {number}", summary="") for number in range(60)]
    approach = bad(make_approach, **known, look_alikes=look_alikes, also_called=[WORD], open_questions=[WORD])
    practice = bad(make_practice, **known, approach=approach, municipality=towns[0], contact=WORD)
    publication = bad(
        make_publication,
        subtitle=WORD,
        publisher=WORD,
        series=WORD,
        source_note=WORD,
        contributors=[WORD, WORD],
        approaches=[approach],
        practices=[practice],
        municipalities=towns,
    )
    community = bad(make_community, purpose=WORD, coordinator=WORD, municipalities=towns)
    agenda = [{"title": WORD, "speaker": WORD, "organisation": WORD, "text": WORD}]
    meeting = bad(make_meeting, place=WORD, agenda=agenda, attendance=towns, reading_list=[publication])
    report = bad(make_field_report, meeting=meeting, municipality=towns[0], approach=approach, text=WORD)
    records = [approach, practice, publication, community, meeting, report, *towns[:2]]
    records += [publish(make_approach(), readers=circle)]
    lists = ["/", "/aanpakken/", "/praktijken/", "/publicaties/", "/gemeenten/", "/bijeenkomsten/", "/zoeken/"]
    views = [
        "/aanpakken/?weergave=tabel",
        "/praktijken/?weergave=kaart",
        f"/zoeken/?q={WORD}",
        f"/bestaat-niet/{WORD}/",
    ]
    return [*lists, *views, approach.get_versions_url(), *(record.get_absolute_url() for record in records)]


@pytest.mark.parametrize("name", PLACES)
def test_it_fits_on_a_phone_and_every_control_can_be_hit(page, name):
    visit(page, name)
    small = page.evaluate(SMALL)
    page.set_viewport_size(PHONE)
    found = [*small, *page.evaluate(WIDE), *page.evaluate(SMALL)]
    assert not found, "\n".join(found)


def test_the_worst_records_fit_too(member, addresses):
    page = member.new_page()
    found = {}
    for address in addresses:
        page.goto(address)
        found[address] = page.evaluate(WIDE)
    assert {address: wide for address, wide in found.items() if wide} == {}
    page.close()


@pytest.fixture
def held(page):
    """The fonts that a page asks for: they wait, and the cache stays aside."""
    routes = []
    page.route("**/*.woff2", lambda route: routes.append(route))
    yield routes
    page.unroute_all()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("name", WEIGHED)
def test_nothing_moves_when_the_font_comes_late(page, held, name, size):
    page.set_viewport_size(size)
    page.goto(PLACES[name][0], wait_until="commit")
    page.locator("footer").last.wait_for()
    assert len(held) == 1
    page.evaluate(FRAMES)  # the page is painted without it
    held[0].continue_()
    page.wait_for_load_state()
    page.evaluate("document.fonts.ready.then(() => null)")
    assert page.evaluate(SHIFTS) == []
