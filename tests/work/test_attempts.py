"""What becomes of a row that is due: done, tried again, given up, given a new chance. In this process."""

import datetime as dt
from contextlib import ExitStack

import pytest
from django.core.management import call_command
from django.utils import timezone

from tests.letters.models import Delivery, Letter, Parcel
from toolbox.work import register, worker

pytestmark = pytest.mark.django_db
KINDS = pytest.mark.parametrize("model", [Letter, Parcel])


@pytest.fixture
def work(make_due):
    """Call it to let so many turns of a worker pass, and to bring what waits to its moment between them."""

    def work(turns=1):
        for turn in range(turns):
            if turn:
                make_due()
            call_command("work", until_empty=True)

    return work


def step_of(model):
    return next(step for step in register.steps if step.queryset.model is model)


def delivered():
    return sorted(Delivery.objects.values_list("text", flat=True))


@KINDS
def test_a_row_that_is_due_is_done_once(make, work, model):
    row = make(model=model, attempts=1, last_error="earlier")
    work(2)
    row.refresh_from_db()
    assert (row.next_try_at, row.attempts, row.last_error) == (None, 0, "")
    assert delivered() == ["plain"]


@KINDS
def test_a_row_that_is_not_due_or_not_wanted_waits(make, work, model):
    make(model=model, next_try_at=timezone.now() + dt.timedelta(hours=1))
    make(model=model, next_try_at=None)
    make("withdrawn", model)
    make("is due", model)
    work()
    assert delivered() == ["is due"]


def test_the_row_that_waits_longest_comes_first(make, work):
    now = timezone.now()
    for hours in (1, 3, 2):
        make(f"{hours} hours", next_try_at=now - dt.timedelta(hours=hours))
    work()
    assert [delivery.text for delivery in Delivery.objects.order_by("pk")] == ["3 hours", "2 hours", "1 hours"]


@KINDS
def test_a_step_may_ask_for_a_next_one(make, work, model):
    row = make("monthly", model)
    work()
    row.refresh_from_db()
    assert row.next_try_at > timezone.now() + dt.timedelta(days=29)
    assert (row.attempts, row.last_error) == (0, "")


@pytest.mark.parametrize(("model", "waits"), [(Letter, [10, 20, 40, 80]), (Parcel, [2])])
def test_a_failing_row_waits_twice_as_long_each_time_and_is_then_given_up_once(make, work, make_due, model, waits):
    row, seen = make("fail", model), []
    for _ in range(len(waits) + 3):
        work()
        row.refresh_from_db()
        if row.next_try_at:
            seen.append(round((row.next_try_at - timezone.now()).total_seconds()))
        assert row.times_given_up == (0 if row.next_try_at else 1)
        make_due()
    assert seen == waits
    assert (row.attempts, row.next_try_at) == (model.max_attempts, None)
    assert delivered() == []  # the step's own work was taken back each time
    assert list(model.objects.stuck()) == [row]


def test_the_error_is_kept_whatever_it_says(make, work):
    row = make("fail")
    work()
    row.refresh_from_db()
    assert row.last_error.startswith("Traceback")
    assert row.last_error.strip().endswith(r"ValueError: what a file is called: \udcff")


@KINDS
def test_a_row_that_was_given_up_gets_a_new_chance(make, work, model):
    row = make("fail", model)
    work(model.max_attempts)
    assert model.objects.stuck().retry() == 1
    model.objects.update(text="mended")
    work()
    row.refresh_from_db()
    assert (row.next_try_at, row.attempts, row.last_error) == (None, 0, "")
    assert delivered() == ["mended"]


def test_giving_up_that_fails_stops_the_row_all_the_same(make, work):
    row = make("fail twice")
    make("plain")
    work(Letter.max_attempts + 2)
    row.refresh_from_db()
    assert (row.next_try_at, row.times_given_up) == (None, 0)
    assert list(Letter.objects.stuck()) == [row]
    assert delivered() == ["plain"]


def test_a_failing_row_does_not_hold_up_others(make, work):
    make("fail")
    make("fail", Parcel)
    make("letter")
    make("parcel", Parcel)
    work()
    assert delivered() == ["letter", "parcel"]


def test_a_long_step_that_fails_frees_its_row(make, work, locks_held):
    make("fail", Parcel)
    work()
    assert Parcel.objects.get().attempts == 1
    assert locks_held() == 0


@KINDS
@pytest.mark.parametrize(
    "change", [{"attempts": 0}, {"attempts": 2}, {"next_try_at": None}], ids=["new chance", "another's", "cancelled"]
)
def test_an_attempt_that_is_no_longer_ours_counts_for_nothing(make, model, change):
    row = make(model=model)
    step = step_of(model)
    with ExitStack() as at_the_end:
        row = worker.take(step, at_the_end)
        model.objects.update(**change)
        before = model.objects.values().get()
        worker.do(row, step)
    assert model.objects.values().get() == before
    assert delivered() == []


@KINDS
def test_a_failure_that_is_no_longer_ours_counts_for_nothing(make, model):
    make("fail", model)
    step = step_of(model)
    with ExitStack() as at_the_end:
        row = worker.take(step, at_the_end)
        model.objects.retry()
        before = model.objects.values().get()
        worker.do(row, step)
    assert model.objects.values().get() == before


def test_a_row_waits_from_the_moment_at_which_its_attempt_failed(make):
    make("fail", Parcel)
    step = step_of(Parcel)
    with ExitStack() as at_the_end:
        row = worker.take(step, at_the_end)
        Parcel.objects.update(next_try_at=timezone.now() - dt.timedelta(seconds=30))  # the step took so long
        worker.do(row, step)
    assert Parcel.objects.get().next_try_at > timezone.now() + dt.timedelta(seconds=1)


@KINDS
def test_a_row_that_is_gone_meanwhile_is_left(make, model):
    make(model=model)
    step = step_of(model)
    with ExitStack() as at_the_end:
        row = worker.take(step, at_the_end)
        model.objects.all().delete()
        worker.do(row, step)
    assert delivered() == []


def test_the_end_of_a_long_step_gets_the_row_as_it_is_then(make):
    make(model=Parcel)
    step = step_of(Parcel)
    with ExitStack() as at_the_end:
        row = worker.take(step, at_the_end)
        Parcel.objects.update(note="typed meanwhile")
        worker.do(row, step)
    assert delivered() == ["typed meanwhile"]
    assert Parcel.objects.get().note == "typed meanwhile"


def test_a_worker_may_stop_after_a_number_of_rows(make):
    for _ in range(5):
        make()
    call_command("work", max_rows=3)
    assert 1 <= Letter.objects.due().count() < 5
