"""Why a record is on a list: its pages, its terms, and the words in its text."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import make_publication, make_story, make_term, publish
from toolbox.search.models import Entry, Page
from toolbox.search.query import parse
from toolbox.search.showing import show

pytestmark = pytest.mark.django_db


def with_pages(*texts, **values):
    """A published publication whose document has these pages."""
    record = publish(make_publication(**values))
    document = type(record).objects.whole().get(pk=record.pk).document()
    document.pages = [Page(n, f"p. {n}", f"/lees/{record.pk}/{n}/", text) for n, text in enumerate(texts, 1)]
    Entry.objects.write(document)
    return record


def shown(*records, question):
    """What `show` says of these records, in this order."""
    entries = [Entry.objects.of(record).get() for record in records]
    nothing = {entry.pk: [] for entry in entries}
    found = show(entries, parse(question), nothing, nothing)
    return [found[entry.pk] for entry in entries]


def test_at_most_three_pages_and_how_many_more():
    record = with_pages("niets", *["een coach"] * 2, "de coaches", "niets", "coach", "coach")
    (found,) = shown(record, question="coach")
    assert [place.label for place in found.places] == ["p. 2", "p. 3", "p. 4"]
    assert found.places[0].url == f"/lees/{record.pk}/2/"
    assert found.others == 2


def test_a_page_with_all_words_is_shown_and_one_with_half_of_them_is_not():
    (found,) = shown(with_pages("coach " * 9, "een coach op school", "school " * 9), question="coach school")
    assert ([place.label for place in found.places], found.others) == (["p. 2"], 0)


def test_words_on_different_pages_are_both_shown():
    (found,) = shown(with_pages("een coach", "een school"), question="coach school")
    assert {place.label for place in found.places} == {"p. 1", "p. 2"}


def test_a_phrase_is_only_found_on_the_page_where_it_stands():
    record = with_pages("aanwas die jonge mensen", "de jonge aanwas", "jonge ... aanwas")
    (found,) = shown(record, question='"jonge aanwas"')
    assert [place.label for place in found.places] == ["p. 2", "p. 3"]  # a sign between them is no word
    assert str(found.places[0].snippet) == "de jonge aanwas"


def test_pages_of_many_records_take_one_query():
    records = [with_pages("een coach", "coach", title=f"Titel {n}") for n in range(5)]
    with CaptureQueriesContext(connection) as one:
        entries = [Entry.objects.of(records[0]).get()]
        show(entries, parse("coach"), {entries[0].pk: []}, {entries[0].pk: []})
    entries = [Entry.objects.of(record).get() for record in records]
    nothing = {entry.pk: [] for entry in entries}
    with CaptureQueriesContext(connection) as many:
        assert len(show(entries, parse("coach"), nothing, nothing)) == 5
    assert len(many) == len(one) - 1  # but the entry itself


def test_browsing_explains_nothing():
    record = with_pages("coach")
    assert show([Entry.objects.of(record).get()], parse("de"), {}, {}) == {}


def test_the_list_links_to_the_page(client):
    record = with_pages("Eerst iets over een coach.", *["coach"] * 4, title="Verslag")
    page = client.get(reverse("search"), {"q": "coach"}).content.decode()
    assert f'<a href="/lees/{record.pk}/1/">p. 1</a>' in page
    assert "Eerst iets over een <mark>coach</mark>." in page
    assert "Nog 2 vindplaatsen" in page


def test_a_term_that_explains_is_named_and_one_that_does_not_is_not(client):
    terms = [make_term(name="Coaching"), make_term(name="Wapens")]
    publish(make_story(title="Zomaar een verhaal", terms=terms))
    page = client.get(reverse("search"), {"q": "coaching"}).content.decode()
    assert "Begrippen: <mark>Coaching</mark>" in " ".join(page.split())
    assert "<mark>Wapens" not in page
    assert "Begrippen" not in client.get(reverse("search"), {"q": "verhaal"}).content.decode()


def test_what_stands_in_title_or_summary_is_marked_there_and_not_repeated(client):
    publish(make_story(title="De coach", summary="Over een coach", body="In de tekst staat coach ook."))
    page = client.get(reverse("search"), {"q": "coach"}).content.decode()
    assert "De <mark>coach</mark>" in page
    assert "Over een <mark>coach</mark>" in page
    assert "In de tekst" not in page
    other = client.get(reverse("search"), {"q": "coach tekst"}).content.decode()
    assert "In de <mark>tekst</mark> staat <mark>coach</mark> ook." in other
