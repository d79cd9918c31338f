"""Work that returns: once per turn, whatever happens."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone

from tests.letters.models import Letter
from toolbox.work import register
from toolbox.work.models import Chore

pytestmark = pytest.mark.django_db
NIGHT = dt.time(3, 30)


def work():
    call_command("work", until_empty=True)


def turn_of(name="count letters", **fields):
    Chore.objects.filter(name=name).update(next_try_at=timezone.now(), **fields)


def counted():
    return Letter.objects.filter(text="counted").count()


def test_a_chore_runs_once_per_turn():
    work()
    work()
    assert counted() == 1
    assert Chore.objects.get(name="count letters").next_try_at == register.next_time(NIGHT, timezone.now())
    turn_of()
    work()
    assert counted() == 2


def test_a_failing_chore_tries_again_waits_for_its_next_turn_and_never_stops(make):
    broken = make("broken chore", next_try_at=None)
    for attempt in range(1, Chore.max_attempts):
        work()
        chore = Chore.objects.get(name="count letters")
        assert (chore.attempts, "broken" in chore.last_error) == (attempt, True)
        turn_of()
    work()
    chore = Chore.objects.get(name="count letters")
    assert (chore.attempts, chore.next_try_at) == (0, register.next_time(NIGHT, timezone.now()))
    assert "broken" in chore.last_error
    broken.delete()
    turn_of()
    work()
    assert counted() == 1
    assert Chore.objects.get(name="count letters").last_error == ""


def test_a_chore_that_killed_its_worker_at_every_attempt_waits_for_its_next_turn():
    work()
    turn_of(attempts=Chore.max_attempts)
    work()
    assert counted() == 1  # of the first turn
    chore = Chore.objects.get(name="count letters")
    assert (chore.attempts, chore.next_try_at) == (0, register.next_time(NIGHT, timezone.now()))


def test_a_chore_that_no_code_knows_disappears():
    Chore.objects.create(name="old")
    work()
    assert sorted(Chore.objects.values_list("name", flat=True)) == ["count letters", "worker-lives"]


@pytest.mark.parametrize(
    ("when", "now", "expected"),
    [
        (dt.timedelta(minutes=5), "2026-03-29T12:02:00Z", "2026-03-29T12:05:00Z"),
        (dt.timedelta(minutes=5), "2026-03-29T12:05:00Z", "2026-03-29T12:10:00Z"),
        (dt.timedelta(hours=1), "2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z"),
        (dt.time(3, 30), "2026-03-28T12:00:00Z", "2026-03-29T01:30:00Z"),  # the clock went forward at 01:00 UTC
        (dt.time(3, 30), "2026-03-29T01:30:00Z", "2026-03-30T01:30:00Z"),
        (dt.time(2, 30), "2026-03-28T12:00:00Z", "2026-03-29T01:30:00Z"),  # there is no 02:30 that night
        (dt.time(2, 30), "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z"),
        (dt.time(3, 30), "2026-10-24T12:00:00Z", "2026-10-25T02:30:00Z"),  # back to winter time at 01:00 UTC
        (dt.time(2, 30), "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z"),  # the first 02:30 of two
        (dt.time(2, 30), "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"),  # and not again at the second
        (dt.time(2, 30), "2026-10-25T01:10:00Z", "2026-10-26T01:30:00Z"),
    ],
)
def test_the_next_turn_of_a_chore_also_over_summer_time(when, now, expected):
    now, expected = dt.datetime.fromisoformat(now), dt.datetime.fromisoformat(expected)
    assert register.next_time(when, now) == expected
    assert register.next_time(when, timezone.localtime(now)) == expected


@pytest.mark.parametrize("day", [dt.date(2026, 3, 29), dt.date(2026, 10, 25)], ids=["to summer", "to winter"])
@pytest.mark.parametrize("when", [dt.time(0), dt.time(2, 0), dt.time(2, 30), dt.time(3, 0), dt.time(23, 59)])
def test_a_daily_chore_has_one_turn_a_day_when_the_clock_changes(day, when):
    now = timezone.make_aware(dt.datetime.combine(day - dt.timedelta(days=2), dt.time(23, 59)))
    days = []
    for _ in range(4):
        now = register.next_time(when, now)
        days.append(timezone.localdate(now))
    assert days == [day + dt.timedelta(days=number) for number in (-1, 0, 1, 2)]
