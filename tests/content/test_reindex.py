"""Rebuilding the index: with the same analysis it changes no row."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from tests.factories import make_group, make_publication, make_story, make_term, publish, withdraw
from toolbox.content.management.commands import reindex
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
