"""The worker's own step: the chores."""

from django.utils import timezone

from . import health, register
from .models import Chore


@register.step(Chore.objects.all())
def do_chore(chore):
    """Run one registered chore and say when its next turn is."""
    when, function = register.chores[chore.name]
    function()
    return register.next_time(when, timezone.now())


@register.chore(health.WORKER_LIVES, health.TURN)
def live():
    """Nothing to do: having had its turn is the message."""


def plan_chores():
    """Make the rows of new chores, due now, and remove those that no code knows any more."""
    now = timezone.now()
    rows = [Chore(name=name, next_try_at=now) for name in register.chores]
    Chore.objects.bulk_create(rows, ignore_conflicts=True)
    Chore.objects.exclude(name__in=register.chores).delete()
