"""AgendaItem: what happens at a meeting, in order."""

from django.db import models
from django.db.models import Q

from publications.models import Publication
from toolbox.content.models import Part

from .meeting import Meeting


class AgendaKind(models.TextChoices):
    """What happens at an item."""

    TALK = "talk", "Presentatie"
    ROUND = "round", "Rondje langs de velden"
    OTHER = "other", "Anders"


class AgendaItem(Part):
    """One item of the agenda."""

    belongs_to = access_via = ("meeting",)

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda", verbose_name="bijeenkomst")
    kind = models.CharField("soort", max_length=20, choices=AgendaKind.choices, default=AgendaKind.TALK)
    title = models.CharField("titel", max_length=200)
    speaker = models.CharField("spreker", max_length=200, blank=True)
    organisation = models.CharField("organisatie van de spreker", max_length=200, blank=True)
    text = models.TextField("wat er besproken is", blank=True)
    publication = models.ForeignKey(
        Publication,
        models.SET_NULL,
        verbose_name="publicatie",
        related_name="presented_at",
        null=True,
        blank=True,
    )

    class Meta:
        verbose_name = "agendapunt"
        verbose_name_plural = "agenda"
        constraints = [
            models.CheckConstraint(name="communities_agendaitem_kind_known", condition=Q(kind__in=AgendaKind.values)),
        ]

    def __str__(self):
        return self.title
