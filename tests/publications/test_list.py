"""The list of publications as a browser uses it: its form is sent back whole, with the order that stands in it."""

import re

import pytest

from tests.factories import make_publication, publish

pytestmark = pytest.mark.django_db
TITLES = re.compile(r"<h3>\s*<a [^>]*>([^<]+)</a>")
SELECTED = re.compile(r'<option value="([^"]*)"[^>]* selected>([^<]+)</option>')


@pytest.fixture
def two(client):
    """An old publication with the word in its title, and a new one that names it in passing."""
    publish(make_publication(title="Geldezels", year=2010))
    publish(make_publication(title="Jeugd", subtitle="Ook over geldezels", year=2024))


def send(client, address, **typed):
    """Send the form on this page with what was typed, and the order that stands in it."""
    value, _ = SELECTED.search(client.get(address).content.decode()).groups()
    return re.sub("</?mark>", "", client.get("/publicaties/", {**typed, "sorteer": value}).content.decode())


def test_words_typed_in_a_list_sort_by_relevance(client, two):
    page = send(client, "/publicaties/", q="geldezels")
    assert TITLES.findall(page) == ["Geldezels", "Jeugd"]
    assert SELECTED.search(page).group(2) == "Best passend"


def test_an_order_that_was_chosen_stays_with_other_words(client, two):
    page = send(client, "/publicaties/?q=jeugd&sorteer=newest", q="geldezels")
    assert TITLES.findall(page) == ["Jeugd", "Geldezels"]
    assert SELECTED.search(page).group(2) == "Nieuwste eerst"


def test_without_words_the_newest_come_first(client, two):
    page = send(client, "/publicaties/")
    assert TITLES.findall(page) == ["Jeugd", "Geldezels"]
    assert SELECTED.search(page).group(2) == "Nieuwste eerst"
