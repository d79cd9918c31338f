"""No path of search shows a trace of what the reader may not see: every state, every circle.

Of half of the types: lists, counts and exports of each are in test_access.py, and search knows no types.
"""

import pytest
from django.urls import reverse

from tests.content_types.scenes import (
    CANARIES,
    MARKS,
    READERS,
    STATES,
    TYPES,
    enter,
    list_url,
    make_scene,
    read,
    results,
    states_in,
    visible_states,
)
from tests.factories import make_group, make_user
from toolbox.search.models import Entry, Page, Word

pytestmark = pytest.mark.django_db
some_types = pytest.mark.parametrize("model", TYPES[::2], ids=lambda model: model.kind_name())
OUTSIDERS = ["anonymous", "member of another circle", "member"]
PAGE = "kanariepagina"


def with_pages(scene):
    """Give each record a document with a page, as it stands."""
    for state, record in scene.records.items():
        document = record.whole().document()
        document.pages = [Page(1, "p. 1", f"/lees/{MARKS[state]}/", f"Bladwoord {PAGE}{MARKS[state]}")]
        Entry.objects.write(document)
    return scene


def words_of(states):
    """Every canary of these states, with a letter for which there is none: the words of nobody."""
    return [f"{word}{MARKS[state]}" for state in states for word in (*CANARIES.values(), PAGE)]


def without(text, word):
    """A page without the word that was typed."""
    return text.replace(word, "*")


@some_types
def test_the_words_of_what_is_hidden_give_what_words_of_nobody_give(client, model):
    states = [state for state in STATES if state != "published"]  # a word is mended into one that everybody may read
    scene = with_pages(make_scene(model, *states))
    for reader in OUTSIDERS:
        enter(client, READERS[reader](scene))
        hidden = [state for state in states if state not in visible_states(reader)]
        for start in range(0, len(hidden), 3):  # a question has twelve words at most
            asked = " OF ".join(words_of(hidden[start : start + 3]))
            found = results(client, reverse("search"), q=asked)
            assert (reader, found["total"], found["results"], found["suggestion"]) == (reader, 0, [], None)
            assert {number for values in found["counts"].values() for number in values.values()} <= {0}
        word, nobody = f"{PAGE}{MARKS[hidden[0]]}", f"{PAGE}q"
        for url, data in [(reverse("search"), {}), (list_url(model), {"thema": scene.term.slug})]:
            for text in ("{}", "vindwoord {}", "bladwoord {} vindwoord"):
                pages = [read(client, url, q=text.format(one), **data) for one in (word, nobody)]
                assert without(pages[0][1], word) == without(pages[1][1], nobody), (reader, url, text)


@pytest.mark.parametrize("model", TYPES[-1:], ids=lambda model: model.kind_name())
def test_a_mistake_is_never_mended_into_a_hidden_word(client, model):
    scene = with_pages(make_scene(model, *STATES))
    for reader in ("anonymous", "member"):
        enter(client, READERS[reader](scene))
        for state in STATES:
            if state == "published":
                continue  # its words are known to all, and near to those of the others
            for word in (CANARIES["title"], PAGE):
                typed = f"{word[:4]}{word[5:]}{MARKS[state]}"
                _, page = read(client, reverse("search"), q=typed)
                assert (reader, state, set(states_in(page)) - {"published"} - visible_states(reader)) == (
                    reader,
                    state,
                    set(),
                )
                suggestion = results(client, reverse("search"), q=typed)["suggestion"]
                assert suggestion is None or suggestion[-1] == MARKS["published"], (reader, state, suggestion)


@some_types
def test_suggestions_hold_only_what_everybody_may_read(client, model):
    scene = with_pages(make_scene(model, *STATES))
    known = [word for word in Word.objects.values_list("word", flat=True) if word.startswith("kanarie")]
    assert {word[-1] for word in known if word != "kanariebegrip"} == {MARKS["published"]}
    for reader in OUTSIDERS:
        enter(client, READERS[reader](scene))
        for typed in ("kanarie", "kanariepagina", "vindwoord", "vindwoord kanarie", "in het kort kanariesamen"):
            text = read(client, reverse("suggestions"), q=typed)[1]
            assert (reader, typed, set(states_in(text)) - {"published"}) == (reader, typed, set())
    assert "kanarietitel" + MARKS["published"] in text or "kanariesamenvatting" + MARKS["published"] in text


@some_types
def test_pages_and_pieces_of_text_are_only_of_what_the_reader_sees(client, model):
    scene = with_pages(make_scene(model, *STATES))
    for reader, find in READERS.items():
        enter(client, find(scene))
        visible = {MARKS[state] for state in visible_states(reader)}
        found = results(client, reverse("search"), q="bladwoord")
        snippets = [snippet for line in found["results"] for snippet in line["snippets"]]
        assert (reader, {s["text"][-1] for s in snippets if s["page"]}) == (reader, visible)
        assert (reader, {s["url"][-2] for s in snippets if s["page"]}) == (reader, visible)
        page = read(client, reverse("search"), q="bladwoord")[1]
        assert (reader, set(states_in(page))) == (reader, visible_states(reader))


@some_types
def test_who_joins_the_circle_finds_its_pages_and_who_leaves_does_not(client, model):
    scene = with_pages(make_scene(model, "published for a circle"))
    user = make_user()
    enter(client, user)
    for groups, number in [((), 0), ((scene.circle,), 1), ((make_group(),), 0)]:
        user.groups.set(groups)
        assert results(client, reverse("search"), q="bladwoord")["total"] == number
