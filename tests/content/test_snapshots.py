"""A record as plain data and back, and as it was: always from the one form of history."""

import json

import pytest

from publications.models import Contributor, Publication
from tests.factories import make_publication, make_staff, make_term, publish
from toolbox.content import snapshots
from toolbox.content.models import Term
from toolbox.content.snapshots import SnapshotError

pytestmark = pytest.mark.django_db


def full():
    """A publication with everything."""
    terms = [make_term(), make_term("setting")]
    fields = {
        "year": 2020,
        "year_checked": True,
        "doi": "10.1234/x",
        "pages": 12,
        "url": "https://x.nl/",
        "isbn": "123456789X",
    }
    return make_publication(terms=terms, contributors=["Anna", "Bas", "Cor"], summary="Kort.\nEn é.", **fields)


def write(record, data):
    """Write a snapshot the way the site does."""
    with record.edit():
        record.write_snapshot(data)
    return Publication.objects.get(pk=record.pk)


def as_it_was(record, data, terms):
    """The record with the text of a snapshot, as the page of an old version makes it."""
    old = snapshots.rebuilt(Publication, data, terms, None)
    old.pk = record.pk
    return old


def test_a_snapshot_is_plain_json_with_everything():
    record = full()
    data = snapshots.take(record)
    assert json.loads(json.dumps(data)) == data
    assert (data["title"], data["year"], data["year_checked"], data["isbn_note"]) == (record.title, 2020, True, "")
    assert data["terms"] == sorted(term.slug for term in Term.objects.all())
    assert [row["name"] for row in data["contributors"]] == ["Anna", "Bas", "Cor"]
    assert not {"state", "readers", "published_at", "owner", "checked_on", "id"} & data.keys()


def test_taking_writing_and_taking_again_is_the_same():
    record = full()
    data = snapshots.take(record)
    pks = set(Contributor.objects.values_list("pk", flat=True))
    assert snapshots.take(write(record, data)) == data
    assert set(Contributor.objects.values_list("pk", flat=True)) == pks


def test_a_snapshot_of_one_record_can_be_written_over_another():
    one, other = full(), make_publication(contributors=["X"])
    data = {**snapshots.take(one), "slug": other.slug}
    for row in data["contributors"]:
        row.pop("id")
    assert snapshots.same_text(snapshots.take(write(other, data)), data)
    assert Contributor.objects.count() == 6


def test_a_part_keeps_its_row_by_its_number_when_the_order_changes():
    record = full()
    data = snapshots.take(record)
    numbers = {row["name"]: row["id"] for row in data["contributors"]}
    data["contributors"].reverse()
    record = write(record, data)
    assert [row.name for row in record.contributor_list] == ["Cor", "Bas", "Anna"]
    assert {row.name: row.pk for row in record.contributor_list} == numbers


def test_a_part_without_number_keeps_the_row_of_its_place():
    record = full()
    numbers = list(record.contributors.order_by("order").values_list("pk", flat=True))
    record = write(record, {**snapshots.take(record), "contributors": [{"name": "Dirk"}, {"name": "Eva"}]})
    assert [(row.pk, row.name) for row in record.contributor_list] == [(numbers[0], "Dirk"), (numbers[1], "Eva")]


def test_a_part_that_was_deleted_comes_back_with_its_number():
    record = full()
    data = snapshots.take(record)
    Contributor.objects.get(name="Bas").delete()
    assert snapshots.take(write(record, data)) == data


def test_a_part_of_another_record_is_not_taken():
    record, other = full(), make_publication(contributors=["Van een ander"])
    row = other.contributors.get()
    data = {**snapshots.take(record), "contributors": [{"id": row.pk, "name": "Geroofd", "kind": "person"}]}
    with pytest.raises(SnapshotError, match="contributors 1"):
        write(record, data)
    assert list(other.contributors.values_list("name", flat=True)) == ["Van een ander"]


def test_numbers_of_parts_do_not_make_another_text():
    data = snapshots.take(full())
    without = {**data, "contributors": [{k: v for k, v in row.items() if k != "id"} for row in data["contributors"]]}
    assert data != without
    assert snapshots.same_text(data, without)
    assert not snapshots.same_text(data, {**without, "contributors": without["contributors"][::-1]})
    assert not snapshots.same_text(data, {**data, "title": "Anders"})


def test_the_record_as_it_was_asks_the_database_nothing(django_assert_num_queries):
    record = full()
    data, terms = snapshots.take(record), list(Term.objects.all())
    names, contributors = [term.name for term in record.term_list], [row.name for row in record.contributor_list]
    with django_assert_num_queries(0):
        old = as_it_was(record, data, terms)
        assert [term.name for term in old.term_list] == names
        assert [row.name for row in old.contributor_list] == contributors
        assert (old.title, old.year, old.unknown, old.publishers) == (record.title, 2020, record.unknown, [])
    assert Contributor.objects.count() == 3


def test_the_record_as_it_was_has_its_contributors_in_their_order_of_then():
    record = full()
    data = snapshots.take(record)
    data["contributors"].reverse()  # an editor moved the last to the front: the rows keep their numbers
    write(record, data)
    old = as_it_was(record, snapshots.take(record), [])
    assert [row.name for row in old.contributor_list] == ["Cor", "Bas", "Anna"]


def test_the_record_as_it_was_is_not_the_record_of_now():
    record = publish(full())
    first = record.newest_revision()
    record = write(record, {**first.snapshot, "title": "Nieuw", "contributors": [{"name": "Nieuw"}], "terms": []})
    old = as_it_was(record, first.snapshot, list(Term.objects.all()))
    assert [row.name for row in old.contributor_list] == ["Anna", "Bas", "Cor"]
    assert (len(old.term_list), len(record.term_list)) == (2, 0)
    assert old.title != record.title == "Nieuw"


def test_restoring_makes_a_new_revision_and_keeps_the_address():
    record = full()
    first = record.newest_revision()
    record.title, record.slug = "Anders", "anders"
    record.save()
    revision = record.restore(first, make_staff())
    record = Publication.objects.get()
    assert (record.title, record.slug) == (first.snapshot["title"], "anders")
    assert (revision.number, revision.note) == (3, "Teruggezet naar versie 1")
    assert record.revisions().count() == 3


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"year": "twintig"}, "year"),
        ({"year_checked": "misschien"}, "year_checked"),
        ({"title": ""}, "title"),
        ({"title": None}, "title"),
        ({"slug": "met spatie"}, "slug"),
        ({"kind": "poem"}, "kind"),
        ({"doi": "geen doi"}, "doi"),
        ({"contributors": [{"name": "A"}, {"name": ""}]}, "contributors 2: name"),
        ({"contributors": [{"name": "A", "kind": "robot"}]}, "contributors 1: kind"),
    ],
)
def test_what_is_not_valid_is_named_and_changes_nothing(change, path):
    record = full()
    before = snapshots.take(record)
    with pytest.raises(SnapshotError) as error:
        write(record, {**before, **change})
    assert error.value.path == path
    assert snapshots.take(Publication.objects.get()) == before
