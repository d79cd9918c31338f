"""Rebuilding the index: with the same analysis it changes no row."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, models, transaction

from communities.models import Meeting
from tests.factories import (
    make_approach,
    make_community,
    make_field_report,
    make_group,
    make_meeting,
    make_municipality,
    make_practice,
    make_publication,
    make_story,
    make_term,
    publish,
    withdraw,
)
from toolbox.approaches.models import Approach, Practice
from toolbox.content import snapshots
from toolbox.content.management.commands import reindex
from toolbox.content.models import Content
from toolbox.municipalities.models import Municipality
from toolbox.search import analysis
from toolbox.search.models import Document, Entry

pytestmark = pytest.mark.django_db


def rows():
    """Every column of every entry as text, vectors included."""
    with connection.cursor() as cursor:
        cursor.execute("select e::text from search_entry e order by id")
        return [row for (row,) in cursor.fetchall()]


def run():
    """What the command prints."""
    out = StringIO()
    call_command("reindex", stdout=out)
    return out.getvalue()


def test_rebuilding_changes_no_row():
    term = make_term()
    make_story(terms=[term], body="tekst")
    publish(make_story(terms=[term]), readers=make_group())
    withdraw(publish(make_publication(contributors=["A", "B"], year=2020)))
    publish(make_publication(summary="Kort", publisher="A; B", terms=[term, make_term("setting")]))
    before = rows()
    text = run()
    assert rows() == before
    assert "publicaties: 2 of 2" in text
    assert "verhalen: 2 of 2" in text


def make_neighbours():
    """A record of every type, in a web of relations: {type: record}."""
    municipality = make_municipality(population=50_000, population_year=2022, latitude=52.1, longitude=5.1)
    approach = make_approach(terms=[make_term()], also_called=["Ook zo"])
    practice = publish(make_practice(approach=publish(approach), municipality=publish(municipality)))
    related = {"approaches": [approach], "practices": [practice], "municipalities": [municipality]}
    publication = make_publication(**related, year=2020)
    community = make_community(municipalities=[municipality], contact_as_of="2022")
    times = {"start_time": dt.time(9), "end_on": dt.date(2022, 3, 11), "end_time": dt.time(17)}
    meeting = publish(make_meeting(community=community, municipality=municipality, practice=practice, **times))
    report = make_field_report(meeting=meeting, municipality=municipality, practice=practice, approach=approach)
    records = [municipality, approach, practice, publication, community, meeting, report, make_story()]
    return {type(record): record for record in records}


SPECIAL = {  # values that the database takes
    "cbs_code": "GM9999",
    "start_on": dt.date(2022, 3, 9),
    "end_on": dt.date(2022, 3, 12),
    "latitude": 53.0,
    "longitude": 5.5,
    "slug": "zandloper",
    "year": 2021,
}
TOGETHER = {  # what a field cannot change without
    (Meeting, "when"): {"start_on": None, "start_time": None, "end_on": None, "end_time": None},
    (Meeting, "year"): {"start_on": dt.date(2021, 3, 9)},
    (Approach, "recognition"): {"recognition_on": dt.date(2021, 1, 1)},
    (Practice, "phase"): {"reason_stopped": "Zandloper"},
}
OF_SORT = {
    "LinesField": ["Zandloper"],
    "PartialDateField": "2021-05",
    "DateField": dt.date(2021, 1, 1),
    "TimeField": dt.time(10),
    "PositiveSmallIntegerField": 17,
    "PositiveIntegerField": 17,
}


def other_value(record, field):
    """Another value of the field than the record has."""
    if field.choices:
        return field.choices[-1][0]
    if isinstance(field, models.BooleanField):
        return not getattr(record, field.name)
    return SPECIAL.get(field.name) or OF_SORT.get(type(field).__name__, "Zandloper")


@pytest.mark.parametrize("model", Content.types(), ids=lambda model: model.kind_name())
def test_changing_a_record_leaves_nothing_to_rebuild_in_its_neighbours(model):
    """Whatever field of whatever record an entry holds, it holds the value of today."""
    pk = make_neighbours()[model].pk
    own = [field for field in model._meta.concrete_fields if not (field.primary_key or field.is_relation)]
    changed = []
    for field in [field for field in own if field.name not in model.not_in_history]:
        point = transaction.savepoint()
        record, before = model.objects.get(pk=pk), rows()
        values = {**TOGETHER.get((model, field.name), {}), field.name: other_value(record, field)}
        assert getattr(record, field.name) != values[field.name], field
        with record.edit():
            for name, value in values.items():
                setattr(record, name, value)
            record.save()
        after = rows()
        changed += [field.name] if after != before else []
        run()
        assert (field.name, rows() == after) == (field.name, True)
        transaction.savepoint_rollback(point)
    assert {"title", "slug", "summary"} <= set(changed)


@pytest.mark.parametrize("model", [Approach, Municipality], ids=lambda model: model.kind_name())
def test_terms_of_a_record_leave_nothing_to_rebuild_in_its_neighbours(model):
    record = make_neighbours()[model]
    before = rows()
    record.terms.set([make_term(name="Zandloper")])
    after = rows()
    assert after != before
    run()
    assert rows() == after
    term = record.terms.get()
    term.name, term.slug = "Kompas", "kompas"
    term.save()
    assert rows() != after
    after = rows()
    run()
    assert rows() == after


def test_what_is_missing_or_wrong_is_written_again():
    for number in range(5):
        publish(make_publication(title=f"Titel {number}", contributors=["Anna"]))
    fields = ("object_id", "title", "state", "facets", "rank_vector", "full_vector", "lexicon")
    before = list(Entry.objects.order_by("object_id").values_list(*fields))
    first, second, *_ = Entry.objects.order_by("pk")
    first.delete()
    Entry.objects.filter(pk=second.pk).update(title="Fout", full_vector="", facets=[], lexicon="0")
    run()
    assert list(Entry.objects.order_by("object_id").values_list(*fields)) == before


def test_entries_without_a_record_go_away():
    record = make_publication(title="Blijft")
    for kind in ("publication", "story", "vanished"):
        Entry.objects.write(Document(record, f"Wees van {kind}", "/x/"))
        Entry.objects.filter(title=f"Wees van {kind}").update(kind=kind, object_id=888_888)
    record.reindex()
    assert Entry.objects.count() == 4
    run()
    assert list(Entry.objects.values_list("title", flat=True)) == ["Blijft"]


def test_batches_leave_nothing_out(monkeypatch):
    monkeypatch.setattr(reindex, "BATCH", 2)
    for number in range(5):
        make_story(title=f"Verhaal {number}")
    Entry.objects.all().delete()
    assert "verhalen: 2 of 5" in run()
    assert sorted(Entry.objects.values_list("title", flat=True)) == [f"Verhaal {number}" for number in range(5)]


def test_another_analysis_is_written_down(monkeypatch):
    make_story()
    monkeypatch.setattr(analysis, "LEXICON", "proef")
    run()
    assert Entry.objects.get().lexicon == "proef"


def test_an_empty_portal_has_an_empty_index():
    run()
    assert not Entry.objects.exists()


@pytest.mark.parametrize("make", [make_approach, make_municipality])
def test_deleting_a_record_leaves_nothing_to_rebuild_in_its_neighbours(make):
    gone = make()
    links = {"approaches": [gone]} if make is make_approach else {"municipalities": [gone]}
    record = publish(make_publication(**links))
    assert rows()[-1].count(gone.slug)
    gone.delete()
    after = rows()
    run()
    assert rows() == after
    assert record.newest_revision().snapshot == snapshots.take(record.whole())
