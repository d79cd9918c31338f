"""Two people at once, and moves that fail: nothing is lost, numbered twice or left half done."""

import threading
import time

import pytest
from django.db import connection, transaction

from tests.content_types.scenes import TYPES, read
from tests.factories import make_parents, make_record, make_staff, make_term, publish
from toolbox.accounts.access import State
from toolbox.content import snapshots
from toolbox.content.workflow import MoveRefused
from toolbox.search.models import Entry

every_type = pytest.mark.parametrize("model", TYPES, ids=lambda model: model.kind_name())


def save(record, term):
    """A bare save."""
    record.summary = term.name
    record.save()


def edit(record, term):
    """Several changes as one."""
    with record.edit():
        save(record, term)
        record.terms.add(term)


CHANGES = {
    "save": save,
    "edit": edit,
    "terms": lambda record, term: record.terms.add(term),
    "save_draft": lambda record, term: record.save_draft({**snapshots.take(record), "summary": term.name}, None),
    "publish": lambda record, term: publish(record),
}
PAIRS = [
    ("save", "save"),
    ("save", "terms"),
    ("terms", "terms"),
    ("terms", "publish"),
    ("terms", "save_draft"),
    ("edit", "save_draft"),
    ("save_draft", "terms"),
]


def wait_until_done_or_waiting(thread):
    """Until the other connection waits for a lock of ours, or has nothing to wait for."""
    while thread.is_alive():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")  # a transaction else sees the same activity for ever
            cursor.execute(
                "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            if cursor.fetchone():
                return
        time.sleep(0.01)


def at_once(first, second):
    """Run `first` in a transaction that ends only after `second` began in another one; returns what went wrong."""
    problems = []

    def other_connection():
        try:
            second()
        except Exception as error:  # whatever it is: the test says that there is none
            problems.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=other_connection)
    with transaction.atomic():
        first()
        thread.start()
        wait_until_done_or_waiting(thread)
    thread.join()
    return problems


@pytest.mark.django_db(transaction=True)
@every_type
def test_two_changes_at_once_both_count(model):
    parents = make_parents(model)
    for first, second in PAIRS:
        check_two_changes(publish(make_record(model, **parents)), first, second)


def check_two_changes(record, first, second):
    """Make both changes at once; the record, its history and its entry then hold both."""
    model = type(record)
    before = record.newest_revision().number
    terms = make_term(), make_term()
    copies = [model.objects.get(pk=record.pk) for _ in terms]
    problems = at_once(lambda: CHANGES[first](copies[0], terms[0]), lambda: CHANGES[second](copies[1], terms[1]))
    assert problems == []
    numbers = list(record.revisions().order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) == before + 2
    fresh = model.objects.get(pk=record.pk)
    entry = Entry.objects.of(record).get()
    held = {term.slug for term in fresh.terms.all()}
    assert {facet for facet in entry.facets if facet.startswith("theme:")} == {f"theme:{slug}" for slug in held}
    assert (entry.title, entry.summary, entry.state) == (fresh.title, fresh.summary, fresh.state)
    chosen = {term for name, term in zip((first, second), terms, strict=True) if name in ("edit", "terms")}
    assert set(fresh.terms.all()) == chosen


@pytest.mark.django_db
@every_type
def test_a_draft_that_cannot_be_published_changes_nothing(client, model):
    record = publish(make_record(model, title="Nu te lezen"))
    record.save_draft({**snapshots.take(record), "title": ""}, None)
    number = record.newest_revision().number
    with pytest.raises((MoveRefused, snapshots.SnapshotError)):
        record.transition(State.PUBLISHED, make_staff(), readers=None)
    assert "Nu te lezen" in read(client, record.get_absolute_url())[1]
    assert record.newest_revision().number == number
    assert Entry.objects.of(record).get().title == "Nu te lezen"


@pytest.mark.django_db
@every_type
def test_a_record_is_itself_again_after_a_move_that_failed(model):
    record = publish(make_record(model, title="Nu te lezen"))
    record.save_draft({**snapshots.take(record), "title": ""}, None)
    with pytest.raises((MoveRefused, snapshots.SnapshotError)):
        record.transition(State.PUBLISHED, None, readers=None)
    record.refresh_from_db()
    record.title = "Later verbeterd"
    record.save()
    assert record.newest_revision().snapshot["title"] == "Later verbeterd"
    assert Entry.objects.of(record).get().title == "Later verbeterd"
