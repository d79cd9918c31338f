"""The worker: python manage.py work. Start as many as you like."""

import contextlib
import signal
import threading

from django.core.management import BaseCommand
from django.db import connection

from toolbox.work import due, register, worker


class Command(BaseCommand):
    """Runs until SIGTERM or Ctrl-C, and then finishes the row in hand."""

    help = "Do what is due, and wait for more; SIGTERM or Ctrl-C finishes the row in hand."

    def add_arguments(self, parser):
        """Both ways to stop by itself."""
        parser.add_argument("--max-rows", type=int, help="stop after so many rows; who supervises starts a fresh one")
        parser.add_argument("--until-empty", action="store_true", help="stop when nothing is due")

    def handle(self, *, max_rows, until_empty, **options):
        """Work in this process."""
        connection.settings_dict["CONN_MAX_AGE"] = None  # a session that holds an advisory lock is never too old
        register.discover()
        with told_to_stop() as stop:
            due.plan_chores()
            worker.run(stop, until_empty=until_empty, max_rows=max_rows)


@contextlib.contextmanager
def told_to_stop():
    """An event that SIGTERM and Ctrl-C set, instead of what they did before."""
    stop, before = threading.Event(), {}
    if threading.current_thread() is threading.main_thread():
        before = {number: signal.signal(number, lambda *_: stop.set()) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
