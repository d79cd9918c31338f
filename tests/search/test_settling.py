"""What becomes of a question that finds nothing or little: mended, offered, or with words left out; and it is said."""

import pytest

from tests.factories import make_publication, make_term, publish
from tests.pages import Page
from toolbox.content.filters import TermFacet
from toolbox.content.models import Facet
from toolbox.search.filters import EntryFilterSet
from toolbox.search.query import parse
from toolbox.search.selection import Question, select
from toolbox.search.settling import settle

pytestmark = pytest.mark.django_db


class Filter(EntryFilterSet):
    """A list with one facet."""

    thema = TermFacet(Facet.THEME)


def settled(text, **values):
    """The Settled of a question that was typed, without a thesaurus."""
    return settle(Question(query=parse(text), **values), None, parse, ())


def titles(settled):
    """What the settled question finds, in order."""
    return [entry.title for entry in select(settled.question, None).entries]


def texts(*titles, **values):
    for title in titles:
        publish(make_publication(title=title, **values))


def test_a_mistake_that_finds_nothing_is_mended():
    texts("Rekrutering op school")
    found = settled("rekruttering school")
    assert (found.suggestion, found.is_mended) == ("rekrutering school", True)
    assert titles(found) == ["Rekrutering op school"]


def test_a_mistake_that_finds_something_is_only_offered():
    texts("Uithaalers", *(f"De uithalers van haven {n}" for n in range(6)))
    found = settled("uithaalers")
    assert (found.suggestion, found.is_mended, titles(found)) == ("uithalers", False, ["Uithaalers"])


def test_what_finds_enough_is_as_it_was_typed():
    texts("Coach", "Een coach", "Coaches")
    assert settled("coach").question.query == parse("coach")
    assert settled("coach").suggestion == ""


def test_a_rare_word_of_a_sentence_is_no_mistake():
    texts("Jeugdgroepen in kaart brengen", *(f"Verslag van maart, {n}" for n in range(9)))
    assert settled("hoe breng je een jeugdgroep in kaart").suggestion == ""


def test_the_nearest_answer_keeps_what_says_most():
    texts("Coach op school", *(f"School {n}" for n in range(5)))
    found = settled("coach school vliegtuigen")
    assert [clause.text for clause in found.question.query.left_out] == ["vliegtuigen"]
    assert titles(found) == ["Coach op school"]
    rare = settled("school coach vliegtuigen raketten")
    assert titles(rare) == ["Coach op school"]


def test_a_pair_of_words_is_never_loosened():
    texts("Coach op school", "School", "Coach")
    assert titles(settled("coach school")) == ["Coach op school"]


def test_a_sentence_may_miss_a_word_and_what_holds_all_comes_first():
    texts("Geld", "Coach voor jonge geldezels op school", "Coach op school", "Geldezels op school")
    found = settled("hoe helpt een coach geldezels op school")
    assert found.question.query.is_loose
    assert titles(found)[0] == "Coach voor jonge geldezels op school"
    assert set(titles(found)[1:]) == {"Coach op school", "Geldezels op school"}


def test_beside_a_word_that_nothing_has_one_that_nearly_all_is_about_still_finds():
    texts("Jongeren op straat")
    found = settled("vliegtuigen jongeren")
    assert [clause.text for clause in found.question.query.left_out] == ["vliegtuigen"]
    assert titles(found) == ["Jongeren op straat"]


def test_a_sentence_whose_words_all_hold_misses_none_when_that_gives_nothing_more():
    texts("Coaches in de wijk voor uithalers", "Een andere aanpak")
    found = settled("coaches wijk uithalers")
    assert not found.question.query.is_loose
    assert titles(found) == ["Coaches in de wijk voor uithalers"]


def test_the_word_that_is_rare_says_most_where_words_may_miss():
    texts("Geldezels", *(f"Coach {n}" for n in range(6)), *(f"Sport {n}" for n in range(6)))
    assert titles(settled("coach sport geldezels"))[0] == "Geldezels"


def test_beside_a_word_that_nearly_all_is_about_the_other_is_enough():
    texts("De coach", "Een coach voor jongeren")
    found = settled("jongeren coach")
    assert titles(found) == ["Een coach voor jongeren", "De coach"]
    assert found.question.query.is_loose


@pytest.mark.parametrize(
    "text",
    ['hoe helpt "coach op school" geldezels', "hoe helpt coach of geldezels wapens", "hoe helpt coach school -wapens"],
)
def test_who_uses_the_grammar_is_taken_at_their_word(text):
    texts("Coach")
    assert not settled(text).question.query.is_loose


def test_with_a_filter_chosen_no_word_is_left_out():
    texts("Coach")
    found = settled("coach vliegtuigen", chosen={"kind": ("publication",)})
    assert found.question.query.left_out == ()
    assert titles(found) == []


@pytest.mark.parametrize("text", ["hoe werkt een coach", "wat is er over een coach", "coach"])
def test_what_says_little_keeps_no_text_from_its_answer(text):
    texts("Coach")
    assert titles(settled(text)) == ["Coach"]


def test_what_nearly_all_is_about_keeps_no_text_from_an_answer_that_two_words_give():
    texts("Wapens op school", "De jongere")
    assert titles(settled("wapens school jongeren")) == ["Wapens op school"]
    assert titles(settled("school jongeren")) == titles(settled("school"))  # nothing has both: the nearest
    assert [clause.text for clause in settled("school jongeren").question.query.left_out] == ["jongeren"]


def test_the_page_says_what_was_mended_offered_and_left_out(client):
    texts("Rekrutering op school", "Geld")
    mended = Page(client.get("/zoeken/", {"q": "rekruttering"})).main
    assert "Bedoelde je rekrutering? Met ‘rekruttering’ vonden we niets." in mended.text
    assert ("rekrutering", "?q=rekrutering") in mended.links
    assert client.get("/zoeken/", {"q": "rekruttering"}).content.decode().count('value="rekruttering"') == 1
    left_out = Page(client.get("/zoeken/", {"q": "rekrutering vliegtuigen"})).main
    assert "Niets heeft al je woorden. We lieten weg: vliegtuigen." in left_out.text


def test_the_thesaurus_s_words_are_known_too():
    term = make_term(name="Rekrutering")
    texts("Iets", terms=[term])
    assert settled("rekruttering").suggestion == "rekrutering"
