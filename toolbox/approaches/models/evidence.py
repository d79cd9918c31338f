"""Evidence: per outcome, how much is known (grounding) and what is known (effect). Two fields, never one score."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from toolbox.content.models import LinesField, Part, PartQuerySet

EFFECT_NEEDS = 4  # the grounding from which an effect may be named: docs/decisions/0008-evidence.md
EFFECT_MESSAGE = "Een effect kun je pas noemen als er verandering is gemeten: kies bij onderbouwing 4 of hoger."
JUDGED_MESSAGE = "Vul in wie het oordeel gaf en wanneer: allebei of geen van beide."
PROPOSAL = "voorstel, nog niet beoordeeld"
SEPARATOR = " | "


class Grounding(models.IntegerChoices):
    """How much do we know? The steps of the CCV's ladder."""

    IDEA = 0, "Idee of signaal"
    DESCRIBED = 1, "Beschreven"
    WELL_FOUNDED = 2, "Goed onderbouwd"
    IMPLEMENTATION_STUDIED = 3, "Uitvoering onderzocht"
    CHANGE_MEASURED = 4, "Verandering gemeten"
    EFFECT_STUDIED = 5, "Effect onderzocht"
    EFFECT_REPEATED = 6, "Effect herhaald onderzocht"


class Effect(models.TextChoices):
    """What do we know? Unknown and harmful are full values."""

    UNKNOWN = "unknown", "Onbekend"
    HARMFUL = "harmful", "Schadelijk"
    NONE = "none", "Geen verschil"
    MIXED = "mixed", "Gemengd"
    SMALL_POSITIVE = "small_positive", "Positief, klein"
    LARGE_POSITIVE = "large_positive", "Positief, groot"


GROUNDING_MEANS = {
    Grounding.IDEA: "Er is nog geen beschrijving.",
    Grounding.DESCRIBED: "Doel, doelgroep en werkwijze staan op papier.",
    Grounding.WELL_FOUNDED: "Theorie of werkzame elementen maken het aannemelijk.",
    Grounding.IMPLEMENTATION_STUDIED: "Er is gekeken naar de uitvoering of het bereik.",
    Grounding.CHANGE_MEASURED: "Er is gemeten voor en na, zonder vergelijking.",
    Grounding.EFFECT_STUDIED: "Er is gemeten met een vergelijkingsgroep.",
    Grounding.EFFECT_REPEATED: "Er is een review, of er zijn ten minste twee sterke studies.",
}
EFFECT_MEANS = {
    Effect.UNKNOWN: "Niet onderzocht, of nog niet beoordeeld.",
    Effect.HARMFUL: "Deelnemers zijn slechter af.",
    Effect.NONE: "Er is geen verschil gevonden.",
    Effect.MIXED: "Soms wel, soms niet.",
    Effect.SMALL_POSITIVE: "Er is een kleine verbetering gevonden.",
    Effect.LARGE_POSITIVE: "Er is een grote verbetering gevonden.",
}


class EvidenceQuerySet(PartQuerySet):
    """Evidence rows."""

    def by_reference(self, reference):
        """The row that `Evidence.reference` names, or none."""
        kind, slug, outcome, place = (*reference.split(SEPARATOR), "", "", "", "")[:4]
        if kind not in Evidence.belongs_to:
            return self.none()
        records = Evidence._meta.get_field(kind).related_model.objects.by_reference(slug)  # an old slug too
        return self.filter(**{f"{kind}__in": records[:1]}, outcome=outcome, place=place)


class Evidence(Part):
    """What is known of one outcome. Until somebody judged it, it is a proposal and counts as none."""

    belongs_to = access_via = ("approach", "practice")
    groundings, effects = Grounding.choices, Effect.choices  # for a page that shows where a row stands among them

    approach = models.ForeignKey("approaches.Approach", models.CASCADE, related_name="evidence", null=True, blank=True)
    practice = models.ForeignKey("approaches.Practice", models.CASCADE, related_name="evidence", null=True, blank=True)
    outcome = models.CharField(
        "uitkomst", max_length=200, blank=True, help_text="Waar het effect over gaat. Leeg: over het geheel."
    )
    grounding = models.PositiveSmallIntegerField("onderbouwing", choices=Grounding.choices)
    effect = models.CharField("effect", max_length=20, choices=Effect.choices, default=Effect.UNKNOWN)
    place = models.CharField("waar gemeten", max_length=200, blank=True)
    year = models.CharField("jaar van het bewijs", max_length=20, blank=True)
    note = models.TextField("toelichting", blank=True)
    sources = LinesField("bronnen", help_text="Eén bron per regel.")
    judged_by = models.CharField("beoordeeld door", max_length=200, blank=True)
    judged_on = models.DateField("beoordeeld op", null=True, blank=True, help_text="Leeg: nog een voorstel.")

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = "bewijs"
        verbose_name_plural = "bewijs"
        constraints = [
            models.CheckConstraint(
                name="approaches_evidence_one_record",
                condition=Q(approach=None, practice__isnull=False) | Q(approach__isnull=False, practice=None),
            ),
            models.CheckConstraint(
                name="approaches_evidence_effect_grounded",
                condition=Q(effect=Effect.UNKNOWN) | Q(grounding__gte=EFFECT_NEEDS),
                violation_error_message=EFFECT_MESSAGE,
            ),
            models.CheckConstraint(
                name="approaches_evidence_values_known",
                condition=Q(effect__in=Effect.values, grounding__in=Grounding.values),
            ),
            models.CheckConstraint(
                name="approaches_evidence_judged_whole",
                condition=Q(judged_by="", judged_on=None) | (~Q(judged_by="") & Q(judged_on__isnull=False)),
                violation_error_message=JUDGED_MESSAGE,
            ),
            *(
                models.UniqueConstraint(
                    parent,
                    "outcome",
                    "place",
                    name=f"approaches_evidence_once_per_{parent}",
                    violation_error_message="Deze uitkomst staat er al, voor dezelfde plek.",
                )
                for parent in ("approach", "practice")
            ),
        ]

    def __str__(self):
        record = self.approach or self.practice
        return f"{record}: {self.outcome or 'het geheel'}"

    @property
    def reference(self):
        """How plain data names this row: by its record, outcome and place."""
        kind = "approach" if self.approach_id else "practice"
        return SEPARATOR.join([kind, getattr(self, kind).slug, self.outcome, self.place])

    @property
    def is_judged(self):
        """Did a person judge it? If not it reads "voorstel, nog niet beoordeeld" and never counts as judged."""
        return self.judged_on is not None

    @property
    def about(self):
        """ "Politiecontacten: ", or "" when it is about the whole: before what is known."""
        return f"{self.outcome}: " if self.outcome else ""

    @property
    def proposal(self):
        """ " (voorstel, nog niet beoordeeld)" as long as nobody judged it: after what is known."""
        return "" if self.is_judged else f" ({PROPOSAL})"

    @property
    def grounding_means(self):
        """The grounding in a sentence."""
        return GROUNDING_MEANS[self.grounding]

    @property
    def effect_means(self):
        """The effect in a sentence."""
        return EFFECT_MEANS[self.effect]

    def clean(self):
        """Say next to the fields what the constraints say."""
        if self.grounding is not None and self.effect != Effect.UNKNOWN and self.grounding < EFFECT_NEEDS:
            raise ValidationError({"effect": EFFECT_MESSAGE})
        if bool(self.judged_by) != bool(self.judged_on):
            raise ValidationError({"judged_on": JUDGED_MESSAGE})
