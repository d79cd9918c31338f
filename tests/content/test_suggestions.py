"""Suggestions while typing: terms, words, titles; public ones, that find something."""

import pytest

from tests.factories import make_group, make_publication, make_story, make_term, make_user, publish
from tests.pages import Page
from toolbox.search.models import SynonymGroup

pytestmark = pytest.mark.django_db
URL = "/zoeken/suggesties/"


def suggest(client, q):
    """What is suggested, and is the same as options and as data."""
    found = client.get(URL, {"q": q, "format": "json"}).json()["suggestions"]
    options = Page(client.get(URL, {"q": q})).all("option")
    assert [attrs["value"] for attrs in options] == found
    return found


@pytest.fixture
def portal():
    SynonymGroup.objects.create(preferred="coachgesprek", equal=["coaching"])
    publish(
        make_story(title="De coachende school", terms=[make_term(name="Coachen van jongeren")], body="coachtraject")
    )
    publish(make_publication(title="Coaching: een onderzoek", summary="Over coaching"))


def test_terms_words_and_titles(client, portal):
    found = suggest(client, "coach")
    assert found[0] == "Coachen van jongeren"
    assert set(found) >= {"coachgesprek", "De coachende school", "Coaching: een onderzoek", "coachtraject"}


def test_each_has_results(client, portal):
    make_story(terms=[make_term(name="Coachloos")])
    SynonymGroup.objects.create(preferred="coachloosheid", equal=["zonder hulp"])
    found = suggest(client, "coach")
    assert found
    assert "Coachloos" not in found
    assert "coachloosheid" not in found
    for text in found:
        assert client.get("/zoeken/", {"q": text, "format": "json"}).json()["total"] > 0


@pytest.mark.parametrize("typed", ["COACHT", "cóacht", "  coacht", "de coacht"])
def test_however_it_is_typed(client, portal, typed):
    assert suggest(client, typed)[-1].endswith("coachtraject")


def test_the_last_word_is_written_out(client, portal):
    assert suggest(client, "school coachtr") == ["school coachtraject"]


@pytest.mark.parametrize("typed", ["", "c", "-", '"', "\x00", "%", "_", "zzzz", "' OR 1=1", "😀", "x" * 10_000])
def test_nothing_for_what_is_no_beginning(client, portal, typed):
    assert suggest(client, typed) == []


def test_no_more_than_eight_and_each_once(client):
    for n in range(12):
        terms = [make_term(name=f"Coachgroep {n}")]
        publish(make_story(title=f"Coach {n} van de stad", body=f"coach{'abcdefghijkl'[n]}je", terms=terms))
    found = suggest(client, "coach")
    assert len(found) == len(set(found)) == 8


def test_a_member_gets_what_everybody_gets(client, portal):
    circle = make_group()
    publish(make_story(title="Coachgeheim", body="coachkanarie"), circle)
    before = suggest(client, "coach")
    client.force_login(make_user(groups=[circle]))
    assert suggest(client, "coach") == before
    assert not [text for text in before if "geheim" in text or "kanarie" in text]
    assert client.get(URL, {"q": "coach"})["Cache-Control"] == "public, max-age=300"


@pytest.mark.parametrize("address", ["/", "/zoeken/", "/verhalen/", "/nee/"])
def test_the_field_knows_its_suggestions(client, address):
    page = Page(client.get(address))
    (field,) = [attrs for attrs in page.all("input") if attrs.get("name") == "q"]
    (options,) = page.all("datalist")
    assert field["list"] == options["id"]
    assert options["hx-get"] == URL
