"""Words to suggest: counted with the entries, of public texts only, in the same moment."""

import random
from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from tests.content_types.scenes import STATES, tomorrow
from tests.factories import make_group, make_story, make_term, publish, withdraw
from tests.stories.models import Story
from toolbox.accounts.access import State
from toolbox.search import analysis
from toolbox.search.models import Entry, EntryPage, Page, Word

pytestmark = pytest.mark.django_db


def words():
    """{word: number} as it is kept."""
    return dict(Word.objects.values_list("word", "number"))


def counted():
    """The same by counting: each public record once."""
    found = Counter()
    for story in Story.objects.filter(state=State.PUBLISHED, readers=None, published_at__lte=timezone.now()):
        texts = [story.title, story.summary, story.body, *(term.name for term in story.terms.all())]
        found.update(set().union(*map(analysis.written, texts)))
    return dict(found)


def test_the_numbers_are_those_of_the_public_entries_whatever_happens():
    rng, vocabulary = random.Random(5), ["coach", "wapens", "school", "jeugd", "haven", "geld", "één", "dealer"]
    terms = [make_term(name=name) for name in ("Geldezel", "Coach op straat")]
    stories = [make_story(title=f"Verhaal {n}") for n in range(6)]
    for _ in range(60):
        story, term = rng.choice(stories), rng.choice(terms)
        match rng.randrange(7):
            case 0 | 1 if story.state in (State.DRAFT, State.PUBLISHED):
                publish(story, rng.choice([None, None, make_group("Kring")]))
            case 1 if story.state == State.PUBLISHED:
                withdraw(story)
            case 2 if story.state == State.WITHDRAWN:
                story.transition(State.DRAFT, None)
            case 3:
                story.terms.set(rng.sample(terms, rng.randrange(3)))
            case 4:
                term.name = " ".join(rng.sample(vocabulary, 2))
                term.save()
            case 5 if len(stories) > 4:
                stories.remove(story)
                story.delete()
            case _:
                with story.edit():
                    story.body = " ".join(rng.sample(vocabulary, 3))
                    story.save()
        assert words() == counted()
    assert words()
    Entry.objects.all().delete()
    assert words() == {}


@pytest.mark.parametrize(
    ("readers", "moment", "is_known"), [(None, None, True), ("Kring", None, False), (None, "tomorrow", False)]
)
def test_only_what_everybody_may_read_now_is_suggested(readers, moment, is_known):
    story = make_story(body="kanariewoord")
    assert not Word.objects.filter(word="kanariewoord").exists()
    publish(story, make_group(readers) if readers else None, published_at=tomorrow() if moment else None)
    assert Word.objects.filter(word="kanariewoord").exists() == is_known
    withdraw(story)
    assert not Word.objects.filter(word="kanariewoord").exists()


def test_words_of_pages_count_too_and_once_per_record():
    story = publish(make_story(title="Titel"))
    document = story.whole().document()
    document.pages = [Page(n, f"p. {n}", "/", "bladzijdewoord") for n in (1, 2)]
    Entry.objects.write(document)
    assert words()["bladzijdewoord"] == 1
    assert EntryPage.objects.count() == 2


def test_rebuilding_changes_no_word_and_no_entry():
    term, circle = make_term(name="Geldezels"), make_group()
    for state, move in STATES.items():
        move(make_story(title=f"Coach {state}", body="Een coach, privé school", terms=[term]), circle)

    def rows():
        return [list(model.objects.order_by("pk").values_list()) for model in (Word, Entry)]

    before = rows()
    call_command("reindex", stdout=StringIO())
    assert rows() == before
    assert words() == {"coach": 1, "published": 1, "privé": 1, "school": 1, "geldezels": 1}


def test_words_that_start_so_come_by_number_of_texts():
    for title in ("Coachen", "Coach", "Coach", "Wapens"):
        publish(make_story(title=title))
    assert Word.objects.starting_with("coa", 5) == ["coach", "coachen"]
    assert Word.objects.starting_with("coa", 1) == ["coach"]
    assert Word.objects.starting_with("%", 5) == []
