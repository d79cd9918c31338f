"""What the worker does: steps on rows that are due, and chores that return. An app registers in its module due.py."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

steps = []  # in the order in which they were registered
chores = {}  # name -> (timedelta or time of day, function)


@dataclass(frozen=True)
class Step:
    """What is done with a row of this queryset when its moment has come."""

    queryset: QuerySet
    function: Callable
    is_long: bool = False


def step(queryset, *, is_long=False):
    """Decorator: the function gets a row of this queryset (of a Due model; plain filters, no time in it).

    It returns None when the row is done, or the moment (aware datetime) of its next step. It may run again after a
    crash, so what leaves the database (a mail, a file) must bear a repeat.

    A short step has the row locked and runs inside the transaction that also says "done": all of it, or nothing.

    A long step (seconds) runs outside a transaction and has no row locked, so that no editor waits for it; an advisory
    lock keeps other workers away. What it writes on its way it writes in short transactions of its own, a row with
    `update_fields`, and all of that must bear a repeat. Instead of None or a moment it may return a function for its
    end: that gets the row, fresh and locked, and is itself a short step. It is not called when the attempt is no
    longer ours: the row is gone, was given a new chance or has nothing to do any more (`next_try_at` is empty).
    A long step must not close its database connection: that would free the advisory lock.
    """

    def add(function):
        steps.append(Step(queryset, function, is_long))
        return function

    return add


def chore(name, when):
    """Decorator: the function runs every `when` (timedelta), or every day at `when` (local time of day).

    It runs inside a transaction, once per turn with any number of workers.
    """

    def add(function):
        chores[name] = (when, function)
        return function

    return add


def next_time(when, now):
    """The first moment after `now` (aware) at which a chore is due, in UTC.

    A time of day that the clock skips is due an hour later on the clock, one that comes twice at its first time.
    """
    if isinstance(when, dt.timedelta):
        seconds = when.total_seconds()
        return dt.datetime.fromtimestamp((now.timestamp() // seconds + 1) * seconds, dt.UTC)
    today = timezone.localdate(now)
    turns = [dt.datetime.combine(today + dt.timedelta(days=days), when) for days in (0, 1)]
    # In UTC, for Python compares two times of one zone by the clock, also while the clock changes.
    turns = [timezone.make_aware(turn).astimezone(dt.UTC) for turn in turns]
    return next(turn for turn in turns if turn > now)


@cache
def discover():
    """Import the module due.py of every app, once."""
    autodiscover_modules("due")
