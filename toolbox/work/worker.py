"""Take a row that is due, do its step, go on: any number of workers, and a dead one holds nothing.

An attempt is two transactions. The first counts it and sets the next try, so that a row that kills its worker runs
out of attempts too. The second holds the row's lock while the step runs and commits the step's work together with
"done". A killed worker's lock is freed by PostgreSQL; its row is due again after the wait.

Between the two a long step runs without a transaction, under an advisory lock. Another worker for which the row
comes due meanwhile finds that lock taken and puts the row off.

A row that is due and has no attempts left was in the hands of a worker that died: it is given up by the next one.
"""

import logging
import threading
import traceback
from contextlib import ExitStack

from django.db import InterfaceError, OperationalError, close_old_connections, connection, transaction
from django.utils import timezone

from . import locks, register

POLL_SECONDS = 1
UNFINISHED = "De laatste poging is begonnen en niet afgemaakt."
ERROR_LENGTH = 4000  # signs of a traceback that are kept, from its end
logger = logging.getLogger(__name__)


def locked(rows, **options):
    """Lock the rows; no_key: others may still insert rows that point at a locked one."""
    return rows.select_for_update(no_key=True, of=("self",), **options)


def write(row, **values):
    """Write past save() on a locked row: a retry is no change of content."""
    type(row)._base_manager.filter(pk=row.pk).update(**values)
    for name, value in values.items():
        setattr(row, name, value)


def wait_after(row, attempt):
    """How long a row waits when this attempt (1 is the first) does not succeed."""
    return row.first_wait * 2 ** (attempt - 1)


def take(step, at_the_end):
    """Count an attempt on the row that waits longest and is in nobody's hands; None when there is none.

    Of a long step the row's advisory lock is taken too, and freed when `at_the_end` (ExitStack) closes.
    """
    while True:
        now = timezone.now()
        with transaction.atomic():
            row = locked(step.queryset.due(now), skip_locked=True).order_by("next_try_at", "pk").first()
            if row is None:
                return None
            if step.is_long and not locks.try_lock(row):
                write(row, next_try_at=now + row.first_wait)  # another worker is busy with it: that is no attempt
                continue
            if step.is_long:
                at_the_end.callback(locks.unlock, row)
            if row.attempts < row.max_attempts:
                attempt = row.attempts + 1
                write(row, attempts=attempt, next_try_at=now + wait_after(row, attempt), last_error=UNFINISHED)
                return row
            give_up(row)


def do(row, step):
    """One attempt: the step and its result are committed together, or neither."""
    wanted = type(row)._base_manager if step.is_long else step.queryset  # a long step may have changed what it is
    ours = wanted.filter(pk=row.pk, attempts=row.attempts, next_try_at__isnull=False)
    try:
        end = step.function(row) if step.is_long else step.function
        with transaction.atomic():
            # This lock waits: PostgreSQL lets the take() of another worker hold for a moment a row it then passes over.
            held = locked(ours).first()
            if held is not None:  # else gone, no longer wanted, or given a new chance
                write(held, next_try_at=end(held) if callable(end) else end, attempts=0, last_error="")
    except Exception:
        fail(ours, report(row, f"attempt {row.attempts} failed"))


def fail(ours, error):
    """Keep the error, and try again later or never."""
    with transaction.atomic():
        held = locked(ours).first()
        if held is None:
            return
        if held.attempts < held.max_attempts:
            write(held, last_error=error, next_try_at=timezone.now() + wait_after(held, held.attempts))
        else:
            give_up(held, last_error=error)


def give_up(held, **values):
    """The row has had its last attempt: the worker leaves it, and its model says what that means."""
    write(held, next_try_at=None, **values)
    try:
        with transaction.atomic():
            held.gave_up()
    except Exception:  # the row stops all the same, and stands on the list of what is stuck
        report(held, "gave_up failed")


def report(row, what):
    """Log the exception that is being handled; returns its traceback, the end of it."""
    error = printable(traceback.format_exc()[-ERROR_LENGTH:])
    logger.error("%s %s: %s\n%s", row._meta.label, row.pk, what, error)
    return error


def printable(text):
    """The text without what PostgreSQL and a log cannot hold: names of files may have anything in them."""
    return text.encode(errors="backslashreplace").decode().replace("\x00", "")


def one_row(step):
    """Take the row of a step that waits longest and do it; whether there was one."""
    with ExitStack() as at_the_end:
        row = take(step, at_the_end)
        if row is not None:
            do(row, step)
        return row is not None


def one_round():
    """One row of every registered step, so that none of them waits for the others; returns how many there were."""
    return sum(map(one_row, register.steps))


def run(stop=None, until_empty=False, max_rows=None):
    """Work until the event `stop` is set, until nothing is due, or until max_rows rows (for a fresh process).

    While the database does not answer it waits; any other error of the loop itself is raised.
    """
    stop = stop or threading.Event()
    rows = 0
    while not stop.is_set():
        if not connection.in_atomic_block:  # it is in tests
            close_old_connections()
        try:
            found = one_round()
        except (OperationalError, InterfaceError):
            logger.exception("the database does not answer")
            connection.close()
            stop.wait(2 * POLL_SECONDS)
            continue
        rows += found
        if max_rows and rows >= max_rows or until_empty and not found:
            return
        if not found:
            stop.wait(POLL_SECONDS)
