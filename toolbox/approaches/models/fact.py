"""Fact: one thing that is known of an approach or a practice, with where and when it was known."""

from django.db import models
from django.db.models import Q

from toolbox.content.models import LinesField, Part, PartialDateField, partial_date_q

TEXT_MESSAGE = "Vul een tekst in, of een getal."
UNIT_MESSAGE = "Vul ook het getal in dat bij de eenheid of het woord hoort."
SOURCE_MESSAGE = "Vul ten minste één bron in: zonder bron is het geen feit."


class Section(models.TextChoices):
    """Where on the page a fact stands, in the order of the page."""

    WHAT = "what", "Wat is het?"
    FOR_WHOM = "for_whom", "Voor wie?"
    MECHANISM = "mechanism", "Waarom zou het werken?"
    STEP = "step", "Hoe voer je het uit?"
    LEGAL = "legal", "Wat mag?"
    PITFALL = "pitfall", "Waar loop je tegenaan?"
    CLAIM = "claim", "Wat is er bekend?"
    WENT_WELL = "went_well", "Wat ging goed?"
    WENT_LESS = "went_less", "Wat ging minder goed?"
    REACH = "reach", "Hoeveel mensen doen mee?"
    BUDGET = "budget", "Wat kost het?"
    EVIDENCE_NOTE = "evidence_note", "Over het bewijs"


class Fact(Part):
    """A text, or an amount with its unit. Two sources that differ are two facts, shown one after the other."""

    belongs_to = access_via = ("approach", "practice")

    approach = models.ForeignKey("approaches.Approach", models.CASCADE, related_name="facts", null=True, blank=True)
    practice = models.ForeignKey("approaches.Practice", models.CASCADE, related_name="facts", null=True, blank=True)
    section = models.CharField("onderdeel", max_length=20, choices=Section.choices, default=Section.CLAIM)
    text = models.TextField("tekst", blank=True)
    amount = models.BigIntegerField("getal", null=True, blank=True)
    qualifier = models.CharField(
        "woord voor het getal", max_length=30, blank=True, help_text="Zoals: ongeveer, bijna, meer dan."
    )
    unit = models.CharField(
        "eenheid", max_length=100, blank=True, help_text="Zoals: jongeren. Bij geld: euro, of euro per jaar."
    )
    as_of = PartialDateField("stand van")
    sources = LinesField("bronnen", help_text="Eén bron per regel.")

    class Meta:
        verbose_name = "feit"
        verbose_name_plural = "feiten"
        constraints = [
            models.CheckConstraint(
                name="approaches_fact_one_record",
                condition=Q(approach=None, practice__isnull=False) | Q(approach__isnull=False, practice=None),
            ),
            models.CheckConstraint(
                name="approaches_fact_says_something",
                condition=~Q(text="") | Q(amount__isnull=False),
                violation_error_message=TEXT_MESSAGE,
            ),
            models.CheckConstraint(  # what was not found has no source
                name="approaches_fact_sourced",
                condition=Q(section=Section.EVIDENCE_NOTE) | ~Q(sources=[]),
                violation_error_message=SOURCE_MESSAGE,
            ),
            models.CheckConstraint(
                name="approaches_fact_unit",
                condition=Q(amount__isnull=False) | Q(unit="", qualifier=""),
                violation_error_message=UNIT_MESSAGE,
            ),
            models.CheckConstraint(name="approaches_fact_section_known", condition=Q(section__in=Section.values)),
            models.CheckConstraint(name="approaches_fact_as_of", condition=partial_date_q("as_of")),
        ]

    def __str__(self):
        return self.text or self.amount_in_words

    @property
    def amount_in_words(self):
        """ "bijna 500 contacten", "meer dan € 10.000.000 per jaar"; "" without an amount. Spaces do not break."""
        if self.amount is None:
            return ""
        number = f"{self.amount:,}".replace(",", ".")
        unit = self.unit
        if unit == "euro" or unit.startswith("euro "):
            number, unit = f"€\u00a0{number}", unit.removeprefix("euro").strip()
        return "\u00a0".join(filter(None, [self.qualifier.replace(" ", "\u00a0"), number])) + (
            f" {unit}" if unit else ""
        )
