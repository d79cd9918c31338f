"""A row is its own queue: what every row that waits for the worker has."""

import datetime as dt

from django.db import models
from django.utils import timezone

from . import register


class DueQuerySet(models.QuerySet):
    """Rows by what the worker has to do with them."""

    def due(self, now=None):
        """Rows whose moment has come."""
        return self.filter(next_try_at__lte=now or timezone.now())

    def stuck(self):
        """Rows that the worker gave up: for the list that staff see."""
        return self.filter(next_try_at=None, attempts__gte=self.model.max_attempts)

    def retry(self):
        """Give these rows a new chance ("Opnieuw proberen"); returns how many."""
        return self.update(next_try_at=timezone.now(), attempts=0, last_error="")


class Due(models.Model):
    """Abstract. A subclass with a Meta of its own inherits Due.Meta, for the index; the worker alone writes the fields.

    A row that the worker has in hand has a next try too, so that it is free again by itself when its worker dies.
    """

    first_wait = dt.timedelta(seconds=10)  # after a failed attempt; doubles with every next one
    max_attempts = 5

    next_try_at = models.DateTimeField("volgende poging", null=True, blank=True, help_text="Leeg: niets te doen.")
    attempts = models.PositiveSmallIntegerField("pogingen", default=0)
    last_error = models.TextField("laatste fout", blank=True)

    objects = DueQuerySet.as_manager()

    class Meta:
        abstract = True
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=models.Q(next_try_at__isnull=False),
                name="%(app_label)s_%(class)s_due",
            )
        ]

    def gave_up(self):
        """Called once when the last attempt has failed or killed its worker: the place to go to a failed state.

        In the transaction in which the row stops, with the row locked.
        """


class Chore(Due):
    """Work that returns: one row per registered chore, so it runs once per turn with any number of workers."""

    name = models.CharField("naam", max_length=100)

    class Meta(Due.Meta):
        verbose_name = "terugkerend werk"
        verbose_name_plural = "terugkerend werk"
        constraints = [models.UniqueConstraint(fields=["name"], name="work_chore_once")]

    def __str__(self):
        return self.name

    def gave_up(self):
        """It never stops: its next turn comes, with new attempts; the last error stays until a turn succeeds."""
        self.next_try_at, self.attempts = register.next_time(register.chores[self.name][0], timezone.now()), 0
        self.save(update_fields=["next_try_at", "attempts"])
