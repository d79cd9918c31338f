"""Several workers, killed workers, a lost database: real processes on the test database."""

import datetime as dt
import random
import signal
import time
from collections import Counter

import pytest
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from tests.embedded_postgres.processes import wait_for
from tests.letters.models import Delivery, Letter, Parcel
from toolbox.work import worker
from toolbox.work.models import Chore

pytestmark = pytest.mark.django_db(transaction=True)
KINDS = pytest.mark.parametrize("model", [Letter, Parcel])


def is_free(row, milliseconds=50):
    """Can an editor save this row in this time?"""
    try:
        with transaction.atomic():
            connection.cursor().execute(f"SET LOCAL lock_timeout = {milliseconds}")
            type(row).objects.filter(pk=row.pk).update(note="by an editor")
    except OperationalError:
        return False
    return True


@pytest.fixture
def is_in_hand(locks_held):
    """Call it: has an attempt on this row begun, and is its worker (for a parcel: any) still busy?"""

    def is_in_hand(row):
        row.refresh_from_db()
        if row.last_error != worker.UNFINISHED:
            return False
        return locks_held() == 1 if isinstance(row, Parcel) else not is_free(row)

    return is_in_hand


def empty(start_worker, number=1):
    """Let so many workers do all that is due."""
    workers = [start_worker(until_empty=True) for _ in range(number)]
    for process in workers:
        process.join(60)
        assert process.exitcode == 0


def end_other_sessions():
    """As a restart of the database does; returns how many there were."""
    sessions = "pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    sessions += " AND backend_type = 'client backend'"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(pg_terminate_backend(pid)) FROM {sessions}")
        return cursor.fetchone()[0]


def allow_connections(is_allowed):
    """May new sessions begin in the test database? That can only be changed from another database."""
    name = connection.ops.quote_name(connection.settings_dict["NAME"])
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS {is_allowed}")


def deliveries(model):
    """How often each row of this model was delivered."""
    name = model._meta.model_name
    return Counter(Delivery.objects.exclude(**{name: None}).values_list(f"{name}_id", flat=True))


@pytest.mark.parametrize(("model", "text"), [(Letter, "minute"), (Parcel, "minute"), (Parcel, "end: minute")])
def test_a_killed_worker_leaves_no_half_work_and_the_next_one_does_the_row_once(
    make, start_worker, is_in_hand, make_due, model, text
):
    row = make(text, model)
    process = start_worker()
    wait_for(lambda: is_in_hand(row))
    if text.startswith("end"):
        wait_for(lambda: not is_free(row))
    process.kill()
    process.join()
    wait_for(lambda: not is_in_hand(row), seconds=5)
    row.refresh_from_db()
    assert (row.attempts, row.last_error) == (1, worker.UNFINISHED)
    assert row.next_try_at > timezone.now()
    assert Delivery.objects.count() == 0
    model.objects.update(text="plain")
    make_due()
    empty(start_worker, 2)
    assert deliveries(model) == {row.pk: 1}


@KINDS
def test_a_row_that_kills_its_worker_each_time_is_given_up_once(make, start_worker, make_due, model):
    row = make("die", model)
    for _ in range(model.max_attempts):
        make_due()
        process = start_worker(until_empty=True)
        process.join(30)
        assert process.exitcode == -signal.SIGKILL
    make_due()
    row.refresh_from_db()
    assert (row.attempts, row.times_given_up) == (model.max_attempts, 0)
    for _ in range(2):
        empty(start_worker, 2)
        make_due()
    row.refresh_from_db()
    assert (row.next_try_at, row.last_error, row.times_given_up) == (None, worker.UNFINISHED, 1)
    assert list(model.objects.stuck()) == [row]
    assert Delivery.objects.count() == 0


@KINDS
def test_a_row_in_hand_is_neither_taken_nor_given_up_by_another_worker(make, start_worker, is_in_hand, make_due, model):
    row = make("while", model, attempts=model.max_attempts - 1)
    busy = start_worker(until_empty=True)
    wait_for(lambda: is_in_hand(row))
    if model is Parcel:
        make_due()  # as when the step takes longer than the wait; a letter is locked
        empty(start_worker)
        row.refresh_from_db()
        assert row.next_try_at > timezone.now()  # put off
    else:
        empty(start_worker)
    busy.join(30)
    row.refresh_from_db()
    assert (row.next_try_at, row.attempts, row.times_given_up) == (None, 0, 0)
    assert deliveries(model) == {row.pk: 1}
    assert Delivery.objects.get().process == busy.pid


def test_no_editor_waits_while_a_long_step_runs(make, start_worker, is_in_hand):
    row = make("minute", Parcel)
    start_worker()
    wait_for(lambda: is_in_hand(row))
    assert is_free(row, 1000)
    assert Parcel.objects.get().note == "by an editor"


def test_a_short_step_that_is_too_long_holds_up_neither_workers_nor_rows_that_point_at_it(
    make, start_worker, is_in_hand, monkeypatch
):
    monkeypatch.setattr(Letter, "first_wait", dt.timedelta())  # due at once, and in hand
    row, other = make("minute"), make("other")
    start_worker()
    wait_for(lambda: is_in_hand(row))
    assert not is_free(row, 1000)
    empty(start_worker)
    with transaction.atomic():
        connection.cursor().execute("SET LOCAL lock_timeout = 1000")
        Delivery.objects.create(letter=row, process=0)
    assert deliveries(Letter) == {row.pk: 1, other.pk: 1}


def test_workers_never_do_the_same_row(make, start_worker):
    for model in (Letter, Parcel):
        for _ in range(75):
            make("moment", model)
    empty(start_worker, 3)
    for model in (Letter, Parcel):
        assert set(deliveries(model)) == set(model.objects.filter(text="moment").values_list("pk", flat=True))
        assert set(deliveries(model).values()) == {1}
    assert Delivery.objects.values("process").distinct().count() == 3


def test_workers_killed_at_any_moment_do_every_row_once(make, start_worker, make_due, monkeypatch):
    for model in (Letter, Parcel):
        monkeypatch.setattr(model, "max_attempts", 50)
        for _ in range(25):
            make("moment", model)
    for _ in range(12):
        process = start_worker()
        time.sleep(random.uniform(0.02, 0.15))
        process.kill()
        process.join()
        make_due()
    assert 0 < Delivery.objects.count() < 50  # they were killed at work
    empty(start_worker, 2)
    for model in (Letter, Parcel):
        assert set(deliveries(model).values()) == {1}
        assert len(deliveries(model)) == 25
        assert set(model.objects.values_list("next_try_at", "attempts", "last_error")) == {(None, 0, "")}


def test_a_chore_runs_once_per_turn_with_two_workers(start_worker):
    for turn in (1, 2):
        Chore.objects.update(next_try_at=timezone.now())
        empty(start_worker, 2)
        assert Letter.objects.filter(text="counted").count() == turn


@KINDS
def test_sigterm_finishes_the_row_in_hand(make, start_worker, is_in_hand, model):
    row = make("while", model)
    waiting = make("minute", model)
    process = start_worker()
    wait_for(lambda: is_in_hand(row))
    process.terminate()
    process.join(30)
    assert process.exitcode == 0
    assert deliveries(model) == {row.pk: 1}
    waiting.refresh_from_db()
    assert (waiting.attempts, waiting.next_try_at <= timezone.now()) == (0, True)


def test_a_worker_survives_the_loss_of_its_connection(make, start_worker, is_in_hand, make_due):
    row = make("while")
    process = start_worker()
    wait_for(lambda: is_in_hand(row))
    assert end_other_sessions() == 1
    wait_for(lambda: "Traceback" in Letter.objects.get(pk=row.pk).last_error)
    assert Delivery.objects.count() == 0
    make_due()
    wait_for(lambda: deliveries(Letter) == {row.pk: 1})
    assert Delivery.objects.get().process == process.pid


def test_a_worker_waits_for_a_database_that_does_not_answer(make, start_worker):
    process = start_worker()
    wait_for(lambda: Chore.objects.filter(attempts=0, next_try_at__gt=timezone.now()).count() == 2)
    try:
        allow_connections(False)
        assert end_other_sessions() == 1
        row = make()
        time.sleep(0.7)
        assert Delivery.objects.count() == 0
    finally:
        allow_connections(True)
    wait_for(lambda: deliveries(Letter) == {row.pk: 1})
    assert Delivery.objects.get().process == process.pid


def test_a_long_step_whose_connection_is_lost_is_tried_again_by_the_same_worker(make, start_worker, locks_held):
    row = make("dropped", Parcel)
    process = start_worker()
    wait_for(lambda: Parcel.objects.get().attempts == 1 and locks_held() == 0)
    Parcel.objects.update(text="plain", next_try_at=timezone.now())
    wait_for(lambda: deliveries(Parcel) == {row.pk: 1})
    assert Delivery.objects.get().process == process.pid


def test_a_step_that_closes_old_connections_keeps_its_lock(make, start_worker, is_in_hand):
    row = make("careless", Parcel)
    start_worker(max_age=0)  # by this every connection is too old
    wait_for(lambda: is_in_hand(row))
    time.sleep(0.3)
    assert is_in_hand(row)
