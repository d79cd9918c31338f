"""Rows to work on, and workers that are processes of their own."""

import pytest
from django.db import connection
from django.utils import timezone

from tests.letters.models import Letter, Parcel
from tests.workers import start_worker  # noqa: F401  a fixture
from toolbox.work import register


@pytest.fixture(autouse=True)
def only_letters(monkeypatch):
    """The worker knows what this folder is about, and not what the site has to do; a forked worker inherits that."""
    register.discover()
    ours = ("toolbox.work.due", "tests.letters.due")
    steps = [step for step in register.steps if step.function.__module__ in ours]
    chores = {name: chore for name, chore in register.chores.items() if chore[1].__module__ in ours}
    monkeypatch.setattr(register, "steps", steps)
    monkeypatch.setattr(register, "chores", chores)


@pytest.fixture
def make():
    """Call it to make a letter, or another row, that is due."""

    def make(text="plain", model=Letter, **fields):
        return model.objects.create(text=text, **{"next_try_at": timezone.now(), **fields})

    return make


@pytest.fixture
def make_due():
    """Call it to bring all rows that wait to their moment."""

    def make_due():
        for model in (Letter, Parcel):
            model.objects.filter(next_try_at__isnull=False).update(next_try_at=timezone.now())

    return make_due


@pytest.fixture
def locks_held():
    """Call it for the number of advisory locks in the test database."""

    def locks_held():
        with connection.cursor() as cursor:
            databases = "(SELECT oid FROM pg_database WHERE datname = current_database())"
            cursor.execute(f"SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database IN {databases}")
            return cursor.fetchone()[0]

    return locks_held
