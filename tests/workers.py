"""Workers that are processes of their own, on the test database."""

import multiprocessing

import pytest
from django.core.management import call_command
from django.db import connection, connections

from toolbox.work import worker


@pytest.fixture
def start_worker(monkeypatch):
    """Call it to start `manage.py work` as a process; those that still run at the end are killed.

    A fork, for a fresh Python takes a second each time; tests/test_serve.py starts the command itself.
    """
    monkeypatch.setattr(worker, "POLL_SECONDS", 0.1)
    processes = []

    def start(**options):
        connections.close_all()  # the child makes its own
        processes.append(multiprocessing.get_context("fork").Process(target=_work, kwargs=options))
        processes[-1].start()
        return processes[-1]

    yield start
    for process in processes:
        process.kill()
        process.join()


def _work(max_age=60, **options):
    connection.settings_dict["CONN_MAX_AGE"] = max_age
    call_command("work", **options)
