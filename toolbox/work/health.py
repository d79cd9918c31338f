"""How the work stands: what waits, what was given up, and whether a worker lives."""

import datetime as dt

from django.db.models import Min
from django.utils import timezone

from . import register
from .models import Chore, DueQuerySet

WORKER_LIVES = "worker-lives"  # a chore without work: that it has its turn says that there is a worker
TURN = dt.timedelta(minutes=1)
SILENCE = dt.timedelta(minutes=3)  # that a turn may be late; a worker can have a long step in hand


def oldest_due():
    """How long the row that waits longest has been due (timedelta); None when nothing is due."""
    register.discover()
    now = timezone.now()
    moments = [step.queryset.due(now).aggregate(oldest=Min("next_try_at"))["oldest"] for step in register.steps]
    return max((now - moment for moment in moments if moment), default=None)


def stuck():
    """[(name of the kind of row, in the plural, number)] of the rows that the worker gave up."""
    register.discover()
    models = dict.fromkeys(step.queryset.model for step in register.steps)  # in order, each once
    numbers = {model: DueQuerySet(model).stuck().count() for model in models}
    return [(str(model._meta.verbose_name_plural), number) for model, number in numbers.items() if number]


def last_seen():
    """When a worker was last seen, to the minute (aware datetime); None when there never was one."""
    chore = Chore.objects.filter(name=WORKER_LIVES).first()
    return chore and chore.next_try_at - TURN


def is_working():
    """Is there a worker?"""
    seen = last_seen()
    return seen is not None and timezone.now() - seen < TURN + SILENCE
