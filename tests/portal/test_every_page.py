"""What every page of the portal keeps to, found by following every link from home, once."""

import re

import pytest

from tests.pages import Page
from tests.portal.data import FILES, KINDS, address, title

pytestmark = pytest.mark.django_db
RECORD_PAGES = {address(kind, record["slug"]): (kind, record) for kind in KINDS for record in FILES[kind]}
LEFT_OVER = re.compile(
    r"\b(January|February|March|May|June|July|August|October|December|None|unknown|True|False)\b"
    r"|check before publishing|general knowledge|seed\.txt|source:|\{\{|\}\}|\{%|%\}|&amp;|&quot;|lorem"
)
SAYS_SOMETHING = ("h1", "h2", "h3", "li", "dt", "dd", "p", "a", "strong", "em", "span", "title", "legend")
HOLDS_SOMETHING = ("ul", "ol", "dl", "form", "nav", "article")


def whole(path, page):
    """It is one page, in Dutch, with one heading, a title and a description."""
    yield from (f"never closed or opened: {tag}" for tag in page.unclosed)
    if [attrs.get("lang") for attrs in page.all("html")] != ["nl"]:
        yield "not in Dutch"
    if [len(page.texts["h1"]), len(page.texts["title"]), len(page.all("main"))] != [1, 1, 1]:
        yield "not one h1, one title and one main"
    if not page.texts["title"][0].endswith(" - Toolbox Ondermijning en jongeren"):
        yield "a title without the name of the site"
    if not page.description:
        yield "no description"
    yield from (f"two times the id {name}" for name in page.double_ids)


def links_within(path, page):
    """What leads to a place on the page, such as a source, leads there."""
    ids = {attrs["id"] for _, attrs in page.tags if "id" in attrs}
    yield from (f"no {there}" for _, there in page.root.links if there[0] == "#" and there[1:] not in ids)


def nothing_empty(path, page):
    """No heading, list, item or section is empty."""
    for element in page.root.walk():
        is_control = any(child.tag in ("input", "button", "select") for child in element.walk())
        if element.tag in SAYS_SOMETHING and not element.text and not is_control:
            yield f"an empty <{element.tag}>"
        if element.tag in HOLDS_SOMETHING and not element.kids():
            yield f"an empty <{element.tag}>"
        if element.tag == "section":
            headings = element.all("h1") or element.all("h2")
            if not headings or element.text == headings[0].text:
                yield f"a section with no heading, or nothing under it: {element.text!r}"


def headings_in_steps(path, page):
    """No level is left out, so that who listens hears how the page is made."""
    levels = [int(element.tag[1]) for element in page.root.walk() if re.fullmatch("h[1-6]", element.tag)]
    yield from (f"h{one} and then h{two}" for one, two in zip([0, *levels], levels, strict=False) if two > one + 1)


def only_words_for_readers(path, page):
    """No English month, no value of the code, no word that the sources used among themselves."""
    yield from (match.group() for match in LEFT_OVER.finditer(" ".join([*page.root.pieces, page.description])))


def unchecked_says_so(path, page):
    """What nobody checked says so."""
    if path in RECORD_PAGES and "checked_on" not in RECORD_PAGES[path][1]:
        lines = [line.text for line in page.main.all("p", "checked")]
        if lines != ["Nog niet gecontroleerd door de redactie."]:
            yield f"it says: {lines}"


PROMISES = [whole, links_within, nothing_empty, headings_in_steps, only_words_for_readers, unchecked_says_so]


def broken(path, page):
    """The promises that a page breaks, in sentences."""
    return [f"{path}, {promise.__name__}: {what}" for promise in PROMISES for what in promise(path, page)]


def test_every_page_that_links_lead_to(site):
    """In one test, so that a machine with more processes goes round only once."""
    clicks = site.crawl()
    assert len(RECORD_PAGES) == 27 + 23 + 26 + 78 + 1 + 4 + 7
    assert {path: clicks.get(path) for path in RECORD_PAGES if clicks.get(path, 99) > 4} == {}
    assert {path: status for path, status in site.statuses.items() if status != 200} == {}
    pages = {path: site.pages[path] for path in clicks if path in site.pages}
    assert len(pages) > 600
    assert [what for path, page in pages.items() for what in broken(path, page)] == []
    for path in RECORD_PAGES:
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
    today = ["Zet in je agenda (iCal)", "Wat we van dit soort aanpak weten:", *research]
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


class Response:
    """A page as a test would write it."""

    def __init__(self, main, title="Iets - Toolbox Ondermijning en jongeren"):
        self.wsgi_request = self
        meta = '<meta name="description" content="Iets">'
        html = f'<html lang="nl"><head>{meta}<title>{title}</title></head><body><main>{main}</main></body></html>'
        self.content = html.encode()

    def get_full_path(self):
        """Where it would stand."""
        return "/"


GOOD = '<h1>Iets</h1><section><h2 id="a">Kop</h2><ul><li>Tekst<sup><a href="#a">1</a></sup></li></ul></section>'
WRONG = {
    "two headings": (GOOD + "<h1>Nog iets</h1>", "whole"),
    "an id twice": (GOOD + '<p id="a">Tekst</p>', "whole"),
    "not closed": (GOOD.replace("</ul>", ""), "whole"),
    "a source that is not there": (GOOD.replace('"#a"', '"#bron-1"'), "links_within"),
    "an empty item": (GOOD.replace("<li>", "<li> </li><li>"), "nothing_empty"),
    "an empty list": (GOOD + "<ul> </ul>", "nothing_empty"),
    "an empty section": (GOOD + "<section><h2>Kop</h2></section>", "nothing_empty"),
    "a level left out": (GOOD + "<h4>Kop</h4>", "headings_in_steps"),
    "an English month": (GOOD.replace("Tekst", "10 March 2022"), "only_words_for_readers"),
    "no value": (GOOD.replace("Tekst", "Sinds None"), "only_words_for_readers"),
    "a word among makers": (
        GOOD.replace("Tekst", "general knowledge, check before publishing"),
        "only_words_for_readers",
    ),
}


def test_a_page_that_keeps_every_promise():
    assert broken("/", Page(Response(GOOD))) == []


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_seen(name):
    main, promise = WRONG[name]
    assert {line.split(", ")[1].split(":")[0] for line in broken("/", Page(Response(main)))} == {promise}
