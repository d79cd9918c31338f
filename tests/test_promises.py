"""What every page keeps to is seen when it is broken."""

import pytest

from tests.pages import Page
from tests.promises import broken


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
    "a style of its own": (GOOD + '<p style="color: red">Tekst</p>', "nothing_inline"),
    "a script in the page": (GOOD + "<script>alert(1)</script>", "nothing_inline"),
    "what happens on a click": (GOOD.replace("<sup>", '<sup onclick="alert(1)">'), "nothing_inline"),
    "a picture from elsewhere": (GOOD + '<img src="https://example.org/a.png" alt="">', "nothing_from_elsewhere"),
    "an English month": (GOOD.replace("Tekst", "10 March 2022"), "only_words_for_readers"),
    "no value": (GOOD.replace("Tekst", "Sinds None"), "only_words_for_readers"),
    "a word among makers": (
        GOOD.replace("Tekst", "general knowledge, check before publishing"),
        "only_words_for_readers",
    ),
}


def test_a_page_that_keeps_every_promise():
    assert broken(Page(Response(GOOD))) == []


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_seen(name):
    main, promise = WRONG[name]
    assert {line.split(", ")[1].split(":")[0] for line in broken(Page(Response(main)))} == {promise}
