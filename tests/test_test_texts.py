"""Texts to measure with: the same every time, like texts, and searched like any publication."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from publications.models import Publication
from tests.factories import make_municipality, make_term
from toolbox import benching, test_texts
from toolbox.content.models import Term
from toolbox.management.commands import make_test_texts
from toolbox.search import selection
from toolbox.search.models import Entry, EntryPage
from toolbox.search.query import parse


@pytest.fixture
def written():
    """Twenty texts in the index, as the command writes them."""
    wanted = {slug for number in range(1, 21) for slug in test_texts.text(number).terms}
    facets = {slug: facet for facet, slugs in test_texts.words().terms.items() for slug in slugs}
    for slug in wanted:
        make_term(facet=facets[slug], name=slug)
        Term.objects.filter(name=slug).update(slug=slug)
    places = {slug for number in range(1, 21) for slug in test_texts.text(number).municipalities}
    for slug in places:
        make_municipality(slug=slug, title=slug)
    make_test_texts.write(range(1, 21))


def test_a_text_is_the_same_however_many_are_made():
    assert test_texts.text(7) == test_texts.text(7) != test_texts.text(8)
    assert test_texts.version() == test_texts.version()


def test_every_tenth_text_has_pages_and_words_are_as_rare_as_in_a_language():
    texts = [test_texts.text(number) for number in range(1, 41)]
    assert [text.number for text in texts if text.pages] == [10, 20, 30, 40]
    words = [word for text in texts for word in text.body.lower().split()]
    assert len(set(words)) > len(words) / 5
    assert max(map(words.count, set(words))) > len(words) / 50


@pytest.mark.django_db
def test_the_texts_are_published_publications_that_search_finds(written):
    assert (
        Publication.objects.visible_to(None).count()
        == Entry.objects.visible_to(None).filter(kind="publication").count()
        == 20
    )
    assert set(EntryPage.objects.values_list("entry__object_id", flat=True)) == {
        benching.FIRST_PK + 10,
        benching.FIRST_PK + 20,
    }
    title = test_texts.text(3).title
    assert title in [e.title for e in selection.select(selection.Question(query=parse(title)), None).entries]


@pytest.mark.django_db
def test_writing_again_changes_no_entry_and_makes_no_record(written):
    before = list(Entry.objects.order_by("pk").values())
    assert make_test_texts.present(1, 25) == set(range(1, 21))
    make_test_texts.write(range(1, 21))
    assert list(Entry.objects.order_by("pk").values()) == before


def test_progress_is_told_when_all_is_done():
    out = StringIO()
    progress = benching.Progress(out, 20)
    progress.add(12)
    progress.add(8)
    (line,) = out.getvalue().splitlines()
    assert line.startswith("20 of 20, ")


@pytest.mark.parametrize("number", [0, 1_000_001])
def test_only_numbers_that_can_be_made(number):
    with pytest.raises(CommandError, match="from 1 to 1000000"):
        call_command("make_test_texts", entries=number)
