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
    tomorrow,
    visible_states,
)
from tests.factories import make_group, make_story, make_user, publish, withdraw
from toolbox.accounts.access import State
from toolbox.content import snapshots
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


def answers(client, model, term):
    """{question: what is said} on every road of search: of words that all records hold, of none, and of mistakes."""
    search, suggestions, here = reverse("search"), reverse("suggestions"), list_url(model)
    asked = (
        "vindwoort",
        "kanarieblad",
        "vindwoord kanarietitel raket",
        "kanarietitel",
        f"kanarietitel{MARKS['draft']}",
    )
    questions = [(search, {"q": q}) for q in asked]
    questions += [(url, {"q": "bladwoord"}) for url in (search, here, term.get_absolute_url())]
    questions += [(here, {"q": "lijfwoord raket"}), (suggestions, {"q": "vind"}), (suggestions, {"q": "kanarie"})]
    questions += [(url, {"q": "vindwoord", "format": form}) for url in (search, here) for form in ("csv", "atom")]
    questions += [(url, {**data, "format": "json"}) for url, data in questions if "format" not in data]
    return {(url, *data.values()): read(client, url, **data) for url, data in questions}


@pytest.mark.parametrize(("model", "reader"), [(TYPES[1], "anonymous"), (TYPES[5], "member")])
def test_all_is_as_if_what_is_hidden_were_not_there(client, model, reader):
    scene = with_pages(make_scene(model, *STATES))
    enter(client, READERS[reader](scene))
    there = answers(client, model, scene.term)
    assert {status for status, _ in there.values()} == {200}
    told = {state for (_, q, *_), (_, text) in there.items() for state in states_in(without(text, q))}
    assert told == visible_states(reader)
    for state in STATES.keys() - visible_states(reader):
        scene.records[state].delete()
    gone = answers(client, model, scene.term)
    assert {question for question, answer in there.items() if answer != gone[question]} == set()


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


def test_a_word_is_told_in_the_very_moment_in_which_everybody_may_read_it(client):
    story, circle = make_story(title="Kanarietitel", body="Kanarielijf"), make_group()
    ahead = {**snapshots.take(story.whole()), "body": "Kanarievogel"}
    steps = [
        (lambda: None, False),
        (lambda: story.transition(State.IN_REVIEW, None), False),
        (lambda: publish(story), True),
        (lambda: publish(story, circle), False),
        (lambda: publish(story), True),
        (lambda: story.save_draft(ahead, None), True),
        (lambda: publish(story, published_at=tomorrow()), False),
        (lambda: withdraw(story), False),
        (lambda: story.transition(State.DRAFT, None), False),
        (lambda: publish(story), True),
        (lambda: story.delete(), False),
    ]
    word = "kanarielijf"
    for step, (move, is_public) in enumerate(steps):
        move()
        word = "kanarievogel" if step == 6 else word  # the draft that ran ahead is on the page
        for user in (None, make_user(groups=[circle])):
            enter(client, user)
            suggested = results(client, reverse("suggestions"), q="kanar")["suggestions"]
            mended = results(client, reverse("search"), q=f"{word[:-2]}{word[-1]}")["suggestion"]
            known = set(Word.objects.filter(word__startswith="kanarie").values_list("word", flat=True))
            told = (["Kanarietitel", word], word, {"kanarietitel", word}) if is_public else ([], None, set())
            assert (step, suggested, mended, known) == (step, *told)
