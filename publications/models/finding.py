"""Finding: where a publication and a row of evidence meet."""

from django.db import models
from django.db.models import Q

from toolbox.approaches.models import Effect, Evidence
from toolbox.content.models import Part

from .publication import Publication


class Finding(Part):
    """What this publication found for one row of evidence: the rows behind the evidence map."""

    belongs_to = ("publication",)
    access_via = ("publication", "evidence__approach", "evidence__practice")

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="findings", verbose_name="publicatie")
    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="findings", verbose_name="bewijs")
    outcome = models.CharField("uitkomst", max_length=200, blank=True)
    design = models.CharField("opzet van het onderzoek", max_length=200, blank=True)
    effect = models.CharField("effect", max_length=20, choices=Effect.choices, default=Effect.UNKNOWN)
    country = models.CharField("land of plaats", max_length=100, blank=True)
    page = models.CharField("bladzijde", max_length=20, blank=True)

    class Meta:
        verbose_name = "bevinding"
        verbose_name_plural = "bevindingen"
        constraints = [
            models.UniqueConstraint(
                "publication",
                "evidence",
                "outcome",
                name="publications_finding_once",
                violation_error_message="Deze bevinding staat er al.",
            ),
            models.CheckConstraint(name="publications_finding_effect_known", condition=Q(effect__in=Effect.values)),
        ]

    def __str__(self):
        return f"{self.publication}: {self.evidence}"

    @property
    def subject(self):
        """The approach or practice that it says something of."""
        return self.evidence.approach or self.evidence.practice

    @property
    def unknown(self):
        """The names of what is not known, for one honest line."""
        known = {"opzet van het onderzoek": self.design, "land": self.country, "bladzijde": self.page}
        return [name for name, value in known.items() if not value]
