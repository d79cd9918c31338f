"""What every page keeps to, whatever it is about."""

import re
from urllib.parse import urlsplit

LEFT_OVER = re.compile(
    r"\b(January|February|March|May|June|July|August|October|December|None|unknown|True|False)\b"
    r"|check before publishing|general knowledge|seed\.txt|source:|\{\{|\}\}|\{%|%\}|&amp;|&quot;|lorem"
)
SAYS_SOMETHING = ("h1", "h2", "h3", "li", "dt", "dd", "p", "a", "strong", "em", "span", "title", "legend")
LOADS = {"script": ["src"], "link": ["href"], "img": ["src", "srcset"], "iframe": ["src"], "use": ["href"]}
HOLDS_SOMETHING = ("ul", "ol", "dl", "form", "nav", "article")


def whole(page):
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


def links_within(page):
    """What leads to a place on the page, such as a source, leads there."""
    ids = {attrs["id"] for _, attrs in page.tags if "id" in attrs}
    yield from (f"no {there}" for _, there in page.root.links if there[0] == "#" and there[1:] not in ids)


def nothing_empty(page):
    """No heading, list, item or section is empty; but what a script will say has a place that waits."""
    for element in page.root.walk():
        is_control = any(child.tag in ("input", "button", "select") for child in element.walk())
        waits = element.attrs.get("role") == "status"
        if element.tag in SAYS_SOMETHING and not (element.text or is_control or waits):
            yield f"an empty <{element.tag}>"
        if element.tag in HOLDS_SOMETHING and not element.kids():
            yield f"an empty <{element.tag}>"
        if element.tag == "section":
            headings = element.all("h1") or element.all("h2")
            if not headings or element.text == headings[0].text:
                yield f"a section with no heading, or nothing under it: {element.text!r}"


def headings_in_steps(page):
    """No level is left out, so that who listens hears how the page is made."""
    levels = [int(element.tag[1]) for element in page.root.walk() if re.fullmatch("h[1-6]", element.tag)]
    yield from (f"h{one} and then h{two}" for one, two in zip([0, *levels], levels, strict=False) if two > one + 1)


def only_words_for_readers(page):
    """No English month, no value of the code, no word that the sources used among themselves."""
    yield from (match.group() for match in LEFT_OVER.finditer(" ".join([*page.root.pieces, page.description])))


def nothing_inline(page):
    """No style or script in the page itself: the policy of the site would refuse it."""
    for tag, attrs in page.tags:
        if tag == "style" or tag == "script" and "src" not in attrs:
            yield f"a <{tag}> with its text in the page"
        yield from (f"an inline {name}" for name in attrs if name == "style" or name.startswith("on"))


def nothing_from_elsewhere(page):
    """Whatever the page loads comes from this site."""
    for tag, attrs in page.tags:
        for name in LOADS.get(tag, ()):
            if urlsplit(attrs.get(name, "")).netloc:
                yield f"<{tag}> from {attrs[name]}"


PROMISES = [
    whole,
    links_within,
    nothing_empty,
    headings_in_steps,
    only_words_for_readers,
    nothing_inline,
    nothing_from_elsewhere,
]


def broken(page):
    """The promises that a page breaks, in sentences."""
    return [f"{page.path}, {promise.__name__}: {what}" for promise in PROMISES for what in promise(page)]
