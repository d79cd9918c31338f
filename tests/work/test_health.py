"""How the work stands, for staff and for who watches the server."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone

from tests.letters.models import Letter, Parcel
from toolbox.work import health
from toolbox.work.models import Chore

pytestmark = pytest.mark.django_db


def ago(**time):
    return timezone.now() - dt.timedelta(**time)


def test_the_row_that_waits_longest_says_how_far_the_work_is_behind(make):
    assert health.oldest_due() is None
    make(next_try_at=ago(minutes=-5))
    make("withdrawn", next_try_at=ago(days=1))  # no step wants it
    assert health.oldest_due() is None
    make(next_try_at=ago(minutes=5))
    make(model=Parcel, next_try_at=ago(minutes=7))
    assert health.oldest_due() // dt.timedelta(minutes=1) == 7


def test_rows_that_were_given_up_are_counted_by_kind(make):
    assert health.stuck() == []
    make(next_try_at=None, attempts=Letter.max_attempts)
    make("withdrawn", next_try_at=None, attempts=Letter.max_attempts)  # whatever became of it
    make(next_try_at=None, attempts=Letter.max_attempts - 1)
    make(attempts=Letter.max_attempts)  # its last attempt runs, or killed its worker
    make(model=Parcel, next_try_at=None, attempts=Parcel.max_attempts)
    assert health.stuck() == [("brieven", 2), ("pakketten", 1)]


def test_a_worker_is_seen_by_its_chore():
    assert (health.last_seen(), health.is_working()) == (None, False)
    call_command("work", until_empty=True)
    assert abs(timezone.now() - health.last_seen()) <= dt.timedelta(minutes=1)
    assert health.is_working()
    Chore.objects.filter(name=health.WORKER_LIVES).update(next_try_at=ago(minutes=2))
    assert health.is_working()  # it may have much in hand
    Chore.objects.filter(name=health.WORKER_LIVES).update(next_try_at=ago(minutes=4))
    assert health.last_seen() < ago(minutes=4)
    assert not health.is_working()


def test_the_age_of_the_queue_is_told_and_keeps_no_reader_out(client, make):
    make(next_try_at=ago(minutes=12, seconds=30))
    response = client.get("/gereed")
    assert response.status_code == 200
    assert response.json()["work"]["worker"] is False
    assert 740 < response.json()["work"]["oldest_due_seconds"] < 800
