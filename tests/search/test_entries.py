"""The entry of a record: written with it, the same every time, gone with it."""

import pytest
from django.db import IntegrityError, connection, transaction

from publications.models import Contributor
from tests.factories import (
    make_approach,
    make_municipality,
    make_practice,
    make_publication,
    make_story,
    make_term,
    publish,
)
from tests.stories.models import Story
from toolbox.search.analysis import LEXICON
from toolbox.search.models import Document, Entry, EntryQuerySet
from toolbox.search.query import parse

pytestmark = pytest.mark.django_db


def rows():
    """Every column of every entry as text, vectors included."""
    with connection.cursor() as cursor:
        cursor.execute("select e::text from search_entry e order by id")
        return [row for (row,) in cursor.fetchall()]


def found(text):
    """The titles of the entries that hold these words, whoever may see them."""
    return sorted(Entry.objects.matching(parse(text).tsquery()).values_list("title", flat=True))


def test_writing_again_changes_nothing():
    record = publish(make_publication(terms=[make_term(), make_term()], contributors=["A", "B"], year=2020))
    before = rows()
    record.reindex()
    Entry.objects.write(record.document(), make_story().document())
    assert rows()[:1] == before
    assert Entry.objects.count() == 2


def test_an_entry_says_what_the_record_says():
    term = make_term(slug="drugs", name="Drugs")
    record = publish(make_publication(title="Het plan", summary="Kort", terms=[term], year=2020))
    entry = Entry.objects.get()
    assert (entry.kind, entry.object_id, entry.url) == ("publication", record.pk, record.get_absolute_url())
    assert (entry.title, entry.sort_title, entry.summary, entry.lexicon) == ("Het plan", "plan", "Kort", LEXICON)
    assert (entry.state, entry.readers_id, entry.published_at) == (record.state, None, record.published_at)
    assert {"kind:publication", "theme:drugs", "year:2020"} <= set(entry.facets)


def test_a_record_that_changes_keeps_its_entry():
    record = make_publication(title="Oud")
    pk = Entry.objects.get().pk
    record.title = "Nieuw"
    record.save()
    assert Entry.objects.get().pk == pk
    assert (found("oud"), found("nieuw")) == ([], ["Nieuw"])


def test_the_entry_follows_the_name_and_the_address_of_a_term():
    term = make_term(slug="geweld", name="Geweld")
    make_publication(title="P", terms=[term])
    make_story(title="S", terms=[term])
    make_story(title="Zonder")
    assert found("geweld") == ["P", "S"]
    term.name, term.slug = "Agressie", "agressie"
    term.save()
    assert found("geweld") == []
    assert found("agressie") == ["P", "S"]
    assert Entry.objects.filter(facets__contains=["theme:agressie"]).count() == 2
    assert not Entry.objects.filter(facets__contains=["theme:geweld"]).exists()


def test_a_renamed_term_writes_only_the_entries_that_hold_it(monkeypatch):
    """A practice has the terms of its approach in its entry, not those of its municipality."""
    written, write = [], EntryQuerySet.write

    def watched(self, *documents):
        written.extend(document.title for document in documents)
        write(self, *documents)

    monkeypatch.setattr(EntryQuerySet, "write", watched)
    of_town, of_approach = make_term(name="Van de gemeente"), make_term(name="Van de aanpak")
    town = publish(make_municipality(title="Gemeente", terms=[of_town]))
    approach = publish(make_approach(title="Aanpak", terms=[of_approach]))
    make_practice(title="Praktijk", municipality=town, approach=approach)
    for term, titles in [(of_town, ["Gemeente"]), (of_approach, ["Aanpak", "Praktijk"])]:
        written.clear()
        term.name += ", anders"
        term.save()
        assert written == titles


def test_the_entry_follows_the_terms_of_the_record():
    first, second = make_term(name="Eerste"), make_term(name="Tweede")
    record = make_story(title="S", terms=[first])
    record.terms.add(second)
    assert (found("eerste"), found("tweede")) == (["S"], ["S"])
    record.terms.remove(first)
    assert (found("eerste"), found("tweede")) == ([], ["S"])
    record.terms.clear()
    assert found("tweede") == []


def test_the_entry_follows_a_contributor():
    make_publication(title="P", contributors=["Bouabid", "Ferwerda"])
    contributor = Contributor.objects.get(name="Bouabid")
    contributor.name = "Siegel"
    contributor.save()
    assert (found("bouabid"), found("siegel")) == ([], ["P"])
    contributor.delete()
    assert (found("siegel"), found("ferwerda")) == ([], ["P"])


def test_the_entry_goes_with_the_record():
    record, other = make_publication(title="Weg"), make_story(title="Blijft")
    record.delete()
    assert list(Entry.objects.values_list("title", flat=True)) == ["Blijft"]
    type(other).objects.all().delete()
    assert not Entry.objects.exists()


def test_records_of_two_types_with_the_same_number_have_two_entries():
    publication = make_publication(title="P")
    Entry.objects.write(Document(Story(pk=publication.pk), "S", "/s/"))
    assert Entry.objects.of(publication).get().title == "P"
    assert Entry.objects.of(Story(pk=publication.pk)).get().title == "S"


def test_what_is_rolled_back_leaves_no_entry_and_no_change():
    record = make_publication(title="Staat er al")
    before = rows()
    with transaction.atomic():
        record.title = "Anders"
        record.save()
        make_publication(title="Half")
        assert (found("half"), found("anders")) == (["Half"], ["Anders"])
        transaction.set_rollback(True)
    assert rows() == before


def test_a_record_whose_entry_cannot_be_written_is_not_saved(monkeypatch):
    record = make_publication(title="Oud")
    record.title = "Nieuw"
    monkeypatch.setattr(type(record), "index_date", lambda self: "geen datum")
    with pytest.raises(Exception, match="geen datum"):
        record.save()
    assert type(record).objects.get().title == "Oud"
    assert found("oud") == ["Oud"]


def test_the_database_holds_one_entry_per_record():
    make_publication()
    entry = Entry.objects.get()
    with pytest.raises(IntegrityError, match="search_entry_once"), transaction.atomic():
        Entry.objects.create(
            kind=entry.kind, object_id=entry.object_id, url="/x/", title="x", rank_vector="", full_vector=""
        )


def test_titles_of_any_length_and_sign_have_an_entry():
    record = make_publication(title="ﷺ" * 300, summary="'\\ & | ! <-> :*")
    entry = Entry.objects.of(record).get()
    assert len(entry.sort_title) == 500
    assert entry.summary == record.summary
