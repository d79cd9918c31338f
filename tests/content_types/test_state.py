"""Who may see a record changes by transition() and by nothing else."""

from contextlib import suppress

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, connection, transaction
from django.db.models import F, Value
from django.utils import timezone

from tests.content_types.scenes import TYPES, tomorrow
from tests.factories import make_group, make_record, make_staff, make_user, publish, withdraw
from toolbox.accounts.access import State, StateChangeRefused
from toolbox.content.workflow import MOVES, MoveRefused, moves_for
from toolbox.search.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("model", TYPES, ids=lambda model: model.kind_name())]
GUARDED = ("state", "readers_id", "published_at")


def guarded(record):
    """What the database says about who may see the record, in its row and in its entry: the two must agree."""
    row = type(record).objects.values(*GUARDED).get(pk=record.pk)
    assert Entry.objects.of(record).values(*GUARDED).get() == row
    return row


CHANGES = {
    "state": lambda: State.DRAFT,
    "readers": lambda: None,
    "published_at": tomorrow,
}


@pytest.mark.parametrize("field", CHANGES)
def test_save_refuses(model, field):
    record = publish(make_record(model), make_group())
    before = guarded(record)
    record = model.objects.get(pk=record.pk)
    setattr(record, field, CHANGES[field]())
    with pytest.raises(StateChangeRefused):
        record.save()
    assert guarded(record) == before


@pytest.mark.parametrize("field", CHANGES)
@pytest.mark.parametrize("manager", ["objects", "_base_manager", "_default_manager"])
def test_update_refuses(model, manager, field):
    record = publish(make_record(model), make_group())
    before = guarded(record)
    with pytest.raises(StateChangeRefused):
        getattr(model, manager).filter(pk=record.pk).update(**{field: CHANGES[field]()})
    with pytest.raises(StateChangeRefused):
        Entry.objects.of(record).update(**{field: CHANGES[field]()})
    assert guarded(record) == before


def test_update_refuses_other_ways_to_say_it(model):
    record = publish(make_record(model), make_group())
    before = guarded(record)
    rows = model.objects.filter(pk=record.pk)
    for values in [{"readers_id": None}, {"state": Value("draft")}, {"published_at": F("created_at")}]:
        with pytest.raises(StateChangeRefused):
            rows.update(**values)
    with pytest.raises(StateChangeRefused):
        model.objects.update_or_create(pk=record.pk, defaults={"state": State.DRAFT})
    assert guarded(record) == before


@pytest.mark.parametrize("field", [*CHANGES, "readers_id"])
@pytest.mark.parametrize("manager", ["objects", "_base_manager"])
def test_bulk_update_refuses(model, manager, field):
    record = publish(make_record(model), make_group())
    before = guarded(record)
    setattr(record, field, CHANGES[field.removesuffix("_id")]())
    with pytest.raises(StateChangeRefused), transaction.atomic():
        getattr(model, manager).bulk_update([record], [field])
    assert guarded(record) == before


@pytest.mark.parametrize("manager", ["objects", "_base_manager"])
def test_bulk_create_refuses(model, manager):
    for state in State.values:
        with pytest.raises(StateChangeRefused):
            getattr(model, manager).bulk_create([model(title="Een", slug="een", state=state)])
    assert not model.objects.exists()


@pytest.mark.parametrize("state", [state for state in State.values if state != State.DRAFT])
def test_a_record_begins_as_a_draft(model, state):
    fields = {"title": "Een", "slug": "een", "published_at": timezone.now(), "withdrawn_at": timezone.now()}
    with pytest.raises(StateChangeRefused):
        model.objects.create(state=state, **fields)
    with pytest.raises(StateChangeRefused):
        model.objects.get_or_create(slug="een", defaults={"state": state, **fields})
    assert not model.objects.exists()
    assert not Entry.objects.exists()


def test_saving_a_stale_copy_does_not_undo_a_transition(model):
    record = publish(make_record(model))
    stale = model.objects.get(pk=record.pk)
    withdraw(record)
    now = guarded(record)
    stale.title = "Een andere titel"
    with suppress(StateChangeRefused):  # refusing is as good as saving the text only
        stale.save()
    assert guarded(record) == now


def test_saving_a_stale_copy_does_not_open_what_became_a_circles(model):
    record = publish(make_record(model))
    stale = model.objects.get(pk=record.pk)
    publish(record, make_group())
    now = guarded(record)
    stale.title = "Een andere titel"
    with suppress(StateChangeRefused):  # refusing is as good as saving the text only
        stale.save()
    assert guarded(record) == now


def test_a_copy_that_was_refreshed_can_be_saved(model):
    record = make_record(model)
    copy = model.objects.get(pk=record.pk)
    publish(record)
    copy.refresh_from_db()
    copy.title = "Een andere titel"
    copy.save()
    assert guarded(record)["state"] == State.PUBLISHED
    assert record.revisions().first().snapshot["title"] == "Een andere titel"


def test_a_copy_with_some_columns_can_be_saved(model):
    record = publish(make_record(model))
    part = model.objects.only("title").get(pk=record.pk)
    part.title = "Een andere titel"
    part.save()
    assert guarded(record)["state"] == State.PUBLISHED
    assert model.objects.get(pk=record.pk).title == "Een andere titel"


def test_publishing_asks_who_may_read_it(model):
    record = make_record(model)
    with pytest.raises(MoveRefused, match="wie dit mag lezen"):
        record.transition(State.PUBLISHED, None)
    assert guarded(record)["state"] == State.DRAFT


def test_withdrawing_asks_for_a_reason(model):
    record = publish(make_record(model))
    for note in ("", "  "):
        with pytest.raises(MoveRefused, match="waarom"):
            record.transition(State.WITHDRAWN, None, note)
    assert guarded(record)["state"] == State.PUBLISHED


def test_the_table_of_moves_is_all_there_is(model):
    owner, stranger, staff = make_user(), make_user(), make_staff()
    may = {owner: 2, stranger: 0, staff: len(MOVES)}
    records = [
        make_record(model, owner=owner),
        make_record(model, owner=owner),
        publish(make_record(model, owner=owner)),
        withdraw(publish(make_record(model, owner=owner))),
    ]
    records[1].transition(State.IN_REVIEW, owner)
    assert [record.state for record in records] == State.values
    for user, number in may.items():
        assert sum(len(moves_for(record, user)) for record in records) == number
    for record in records:
        for to in State.values:
            if (record.state, to) not in MOVES:
                with pytest.raises(MoveRefused):
                    record.transition(to, None, "Omdat", readers=None)


def test_a_transition_moves_row_and_entry_together_and_is_in_the_history(model):
    circle, staff = make_group(), make_staff()
    record = make_record(model)
    record.transition(State.PUBLISHED, staff, "Klaar", readers=circle)
    assert guarded(record) == {"state": "published", "readers_id": circle.pk, "published_at": record.published_at}
    newest = record.newest_revision()
    assert (newest.author, newest.note, newest.readers, newest.state) == (staff, "Klaar", circle, "published")


def test_the_database_holds_the_rules_too(model):
    record = publish(make_record(model), make_group())
    table = model._meta.db_table
    for change in ["state = 'onbekend'", "published_at = NULL", "state = 'withdrawn'"]:
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f'UPDATE "{table}" SET {change} WHERE id = %s', [record.pk])


def test_a_circle_with_records_cannot_be_deleted(model):
    circle = make_group()
    record = publish(make_record(model), circle)
    with pytest.raises(IntegrityError), transaction.atomic():
        circle.delete()
    assert Group.objects.filter(pk=circle.pk).exists()
    assert guarded(record)["readers_id"] == circle.pk
