"""A page says how it read the words: what it left out, what it searched for too, what else to try."""

import pytest

from tests.factories import make_group, make_publication, publish
from tests.pages import Page
from toolbox.search.models import SynonymGroup

pytestmark = pytest.mark.django_db


@pytest.fixture
def runner():
    return SynonymGroup.objects.create(
        slug="drugskoerier",
        preferred="drugskoerier",
        equal=["drugsrunner"],
        related=["straathandel"],
        warning="Een uithaler is iets anders.",
    )


def find(client, q, **data):
    page = Page(client.get("/zoeken/", {"q": q, **data}))
    return page, [card.one("h3").text for card in page.main.all("article")]


@pytest.mark.parametrize("form", ["", "json", "csv", "atom"])
def test_what_is_found_by_the_parts_of_a_compound_is_shown_and_marked(client, form):
    SynonymGroup.objects.create(slug="onderwijs", preferred="onderwijs", equal=["school"])
    publish(make_publication(title="Een coach in het onderwijs"))
    response = client.get("/zoeken/", {"q": "schoolcoach", "format": form} if form else {"q": "schoolcoach"})
    assert response.status_code == 200
    if not form:
        page = Page(response)
        assert [mark.text for mark in page.main.all("mark")] == ["coach", "onderwijs"]
        assert "onderwijs" in page.main.text


def test_a_word_that_means_the_same_finds_it_and_the_page_says_so(client, runner):
    publish(make_publication(title="De drugskoerier"))
    page, titles = find(client, "drugsrunner")
    assert titles == ["De drugskoerier"]
    assert "Ook gezocht op: drugskoerier." in page.main.text
    assert "Een uithaler is iets anders." in page.main.text
    assert "Zoek ook op: straathandel" in page.main.text


def test_a_synonym_can_be_switched_off(client, runner):
    publish(make_publication(title="De drugskoerier"))
    page, _ = find(client, "drugsrunner")
    (address,) = [there for words, there in page.main.links if words == "Zoek alleen op je eigen woorden"]
    literal = Page(client.get(f"/zoeken/{address}"))
    assert literal.total == 0
    assert "Ook gezocht op" not in literal.main.text
    assert "We zochten alleen op je eigen woorden." in literal.main.text
    assert {"type": "hidden", "name": "precies", "value": "ja"} in literal.all("input")  # a filter keeps it so


def test_an_editor_s_change_works_at_once(client, runner):
    publish(make_publication(title="De drugskoerier"))
    assert find(client, "bezorger")[1] == []
    runner.equal = ["drugsrunner", "bezorger"]
    runner.save()
    assert find(client, "bezorger")[1] == ["De drugskoerier"]
    runner.is_active = False
    runner.save()
    assert find(client, "drugsrunner")[1] == []


def test_own_words_come_before_words_that_mean_the_same(client, runner):
    publish(make_publication(title="De drugskoerier"))
    publish(make_publication(title="De drugsrunner"))
    publish(make_publication(title="Nog een drugskoerier"))
    assert find(client, "drugsrunner")[1][0] == "De drugsrunner"


def test_without_an_answer_to_all_words_the_others_are_left_out(client):
    publish(make_publication(title="Coaches in gezinnen"))
    publish(make_publication(title="Coaches"))
    page, titles = find(client, "coaches gezinnen raketbasis")
    assert titles == ["Coaches in gezinnen"]
    assert [left.text for left in page.main.all("s")] == ["raketbasis"]


def test_what_is_left_out_says_nothing_of_what_a_reader_may_not_see(client):
    publish(make_publication(title="Coaches"))
    publish(make_publication(title="Coaches en kanarie"), make_group())
    page, titles = find(client, "coaches kanarie")
    assert titles == ["Coaches"]
    assert [left.text for left in page.main.all("s")] == ["kanarie"]


def test_a_filter_is_not_blamed_on_a_word(client):
    """With filters chosen nothing is left out: the page offers the list without one of them."""
    publish(make_publication(title="Coaches", year=2020))
    publish(make_publication(title="Scholen", year=2021))
    page = Page(client.get("/publicaties/", {"q": "coaches scholen", "jaar": "2020"}))
    assert page.total == 0
    assert page.main.all("s") == []


def test_an_exact_phrase_and_a_word_to_leave_out(client):
    publish(make_publication(title="Jonge aanwas in de wijk"))
    publish(make_publication(title="Aanwas van jonge bomen"))
    assert find(client, '"jonge aanwas"')[1] == ["Jonge aanwas in de wijk"]
    assert find(client, "aanwas -wijk")[1] == ["Aanwas van jonge bomen"]


def test_the_list_as_data_says_it_too(client, runner):
    publish(make_publication(title="De drugskoerier"))
    answer = client.get("/zoeken/", {"q": "drugsrunner raketbasis", "format": "json"}).json()
    assert (answer["total"], answer["also_searched"], answer["left_out"]) == (1, ["drugskoerier"], ["raketbasis"])
    assert (answer["related"], answer["warnings"]) == (["straathandel"], ["Een uithaler is iets anders."])
