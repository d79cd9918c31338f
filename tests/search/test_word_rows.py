"""Words to suggest: counted with the entries, of public texts only, in the same moment."""

import random
from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from tests.content_types.scenes import tomorrow
from tests.factories import make_group, make_story, publish, withdraw
from toolbox.accounts.access import State
from toolbox.search import analysis
from toolbox.search.models import Entry, EntryPage, Page, Word

pytestmark = pytest.mark.django_db


def words():
    """{word: number} as it is kept."""
    return dict(Word.objects.values_list("word", "number"))


def counted():
    """The same by counting: each public entry once."""
    found = Counter()
    for entry in Entry.objects.visible_to(None).filter(readers=None, published_at__lte=timezone.now()):
        texts = [entry.title, entry.summary, entry.body, *entry.pages.values_list("text", flat=True)]
        found.update(set().union(*map(analysis.written, texts)))
    return dict(found)


def test_the_numbers_are_those_of_the_public_entries_whatever_happens():
    rng, vocabulary = random.Random(5), ["coach", "wapens", "school", "jeugd", "haven", "geld", "één", "dealer"]
    stories = [make_story(title=f"Verhaal {n}") for n in range(6)]
    for _ in range(40):
        story = rng.choice(stories)
        match rng.randrange(4):
            case 0 if story.state == State.DRAFT:
                publish(story, rng.choice([None, None, make_group("Kring")]))
            case 1 if story.state == State.PUBLISHED:
                withdraw(story)
            case 2 if story.state == State.WITHDRAWN:
                story.transition(State.DRAFT, None)
            case _:
                with story.edit():
                    story.body = " ".join(rng.sample(vocabulary, 3))
                    story.save()
        assert words() == counted()
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


def test_rebuilding_changes_no_word_and_no_page():
    publish(make_story(title="Een coach", body="Een coach, privé school"))
    before = words(), list(EntryPage.objects.values_list())
    call_command("reindex", stdout=StringIO())
    assert (words(), list(EntryPage.objects.values_list())) == before
    assert words()["privé"] == 1


def test_words_that_start_so_come_by_number_of_texts():
    for title in ("Coachen", "Coach", "Coach", "Wapens"):
        publish(make_story(title=title))
    assert Word.objects.starting_with("coa", 5) == ["coach", "coachen"]
    assert Word.objects.starting_with("coa", 1) == ["coach"]
    assert Word.objects.starting_with("%", 5) == []
