"""Rows for the worker: a letter is done in a short step, a parcel in a long one."""

import datetime as dt

from django.db import models

from toolbox.work.models import Due


class Post(Due):
    """Its text says what its step does."""

    text = models.CharField("tekst", max_length=40)
    note = models.CharField("notitie", max_length=40, blank=True)  # an editor's
    times_given_up = models.PositiveSmallIntegerField("keer opgegeven", default=0)

    class Meta(Due.Meta):
        abstract = True

    def __str__(self):
        return self.text

    def gave_up(self):
        """Count it, and fail when the text says so."""
        self.times_given_up += 1
        self.save()
        if self.text == "fail twice":
            raise ValueError("gave_up failed")


class Letter(Post):
    """Due in a short step."""

    class Meta(Post.Meta):
        verbose_name = "brief"
        verbose_name_plural = "brieven"


class Parcel(Post):
    """Due in a long step, with waits and attempts of its own."""

    first_wait = dt.timedelta(seconds=2)
    max_attempts = 2

    class Meta(Post.Meta):
        verbose_name = "pakket"
        verbose_name_plural = "pakketten"


class Delivery(models.Model):
    """One row per finished step: what was done twice has two. It points at its row, which may be locked meanwhile."""

    letter = models.ForeignKey(Letter, models.CASCADE, null=True)
    parcel = models.ForeignKey(Parcel, models.CASCADE, null=True)
    text = models.CharField("tekst", max_length=40)
    process = models.PositiveIntegerField("proces")

    class Meta:
        verbose_name = "bezorging"
        verbose_name_plural = "bezorgingen"

    def __str__(self):
        return self.text
