"""Approach: the type of approach, whoever does it."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q

from toolbox.content.models import LinesField, Part, TermLink, TermsField
from toolbox.municipalities import projection
from toolbox.search.models import UNKNOWN

from .known import Known

ITSELF_MESSAGE = "Een aanpak lijkt niet op zichzelf."
AGE_MESSAGE = "De leeftijd tot en met mag niet lager zijn dan de leeftijd vanaf."
OLDEST = 120


class AgeBand(models.TextChoices):
    """Bands of age, as the law and the field cut them; the labels are the first and the last age."""

    B0 = "0-7", "0 tot en met 7 jaar"
    B8 = "8-11", "8 tot en met 11 jaar"
    B12 = "12-15", "12 tot en met 15 jaar"
    B16 = "16-17", "16 en 17 jaar"
    B18 = "18-22", "18 tot en met 22 jaar"
    B23 = "23-27", "23 tot en met 27 jaar"
    B28 = "28-", "28 jaar en ouder"

    @property
    def bounds(self):
        """The first and the last age of the band."""
        first, _, last = self.value.partition("-")
        return int(first), int(last or OLDEST)


class CostClass(models.TextChoices):
    """What it costs in a year."""

    UNDER_25K = "under_25k", "Minder dan €\u00a025.000 per jaar"
    UP_TO_100K = "25k_100k", "€\u00a025.000 tot €\u00a0100.000 per jaar"
    UP_TO_500K = "100k_500k", "€\u00a0100.000 tot €\u00a0500.000 per jaar"
    OVER_500K = "over_500k", "Meer dan €\u00a0500.000 per jaar"


class Recognition(models.TextChoices):
    """What an official register says. It stands apart: "erkend" is not "bewezen"."""

    WELL_FOUNDED = "well_founded", "Goed onderbouwd (NJi)"
    FIRST_INDICATIONS = "first_indications", "Effectief volgens eerste aanwijzingen (NJi)"
    GOOD_INDICATIONS = "good_indications", "Effectief volgens goede aanwijzingen (NJi)"
    STRONG_INDICATIONS = "strong_indications", "Effectief volgens sterke aanwijzingen (NJi)"
    OTHER = "other", "Ander register"


class Approach(Known):
    """A type of approach: what it is, for whom, how, and what is known of its effect."""

    parts = ("facts", "evidence", "look_alikes")
    on_cards = ("facts", "evidence", "practices__municipality")
    columns = (
        ("Leeftijd", "ages"),
        ("Onderbouwing", "grounding_in_words"),
        ("Effect", "effect_in_words"),
        ("Gemeenten", "places"),
    )
    on_page = (
        *("facts", "evidence__findings__publication", "look_alikes__other__evidence", "looks_like__approach__evidence"),
        *("practices__municipality", "practices__facts", "practices__evidence"),
        *("publications__contributors", "field_reports__meeting", "field_reports__municipality"),
    )

    shared = ("title", "slug", "also_called", "terms")

    also_called = LinesField("ook bekend als", help_text="Eén naam per regel.")
    age_min = models.PositiveSmallIntegerField("leeftijd vanaf", null=True, blank=True)
    age_max = models.PositiveSmallIntegerField("leeftijd tot en met", null=True, blank=True)
    age_source = models.CharField("bron van de leeftijd", max_length=200, blank=True)
    duration = models.CharField("duur", max_length=100, blank=True)
    cost_class = models.CharField("kosten", max_length=20, choices=CostClass.choices, blank=True)
    open_questions = LinesField("open vragen", help_text="Wat weten we nog niet? Eén vraag per regel.")
    recognition = models.CharField("officiële erkenning", max_length=30, choices=Recognition.choices, blank=True)
    recognition_on = models.DateField("erkend op", null=True, blank=True)
    recognition_note = models.CharField("register en oordeel", max_length=200, blank=True)
    recognition_url = models.CharField(
        "adres in het register",
        max_length=300,
        blank=True,
        validators=[URLValidator(["https"], message="Vul een adres in dat begint met https://")],
    )
    terms = TermsField("approaches.ApproachTerm")

    class Meta(Known.Meta):
        verbose_name = "aanpak"
        verbose_name_plural = "aanpakken"
        constraints = [
            *Known.Meta.constraints,
            models.CheckConstraint(
                name="approaches_approach_ages_in_order",
                condition=Q(age_min=None) | Q(age_max=None) | Q(age_max__gte=F("age_min")),
                violation_error_message=AGE_MESSAGE,
            ),
            models.CheckConstraint(
                name="approaches_approach_ages_plausible",
                condition=(Q(age_min=None) | Q(age_min__lte=OLDEST)) & (Q(age_max=None) | Q(age_max__lte=OLDEST)),
                violation_error_message=f"Een leeftijd is hoogstens {OLDEST} jaar.",
            ),
            models.CheckConstraint(
                name="approaches_approach_recognition_dated",
                condition=Q(recognition="") | Q(recognition_on__isnull=False),
                violation_error_message="Schrijf bij een erkenning van welke datum die is.",
            ),
            models.CheckConstraint(
                name="approaches_approach_choices_known",
                condition=Q(cost_class__in=["", *CostClass.values], recognition__in=["", *Recognition.values]),
            ),
        ]

    def clean(self):
        """Say next to the field what the constraint on ages says."""
        if self.age_min is not None and self.age_max is not None and self.age_max < self.age_min:
            raise ValidationError({"age_max": AGE_MESSAGE})

    @property
    def ages(self):
        """ "8 tot en met 27 jaar", "vanaf 12 jaar", "tot en met 16 jaar", or "" when not known."""
        if self.age_min is None and self.age_max is None:
            return ""
        if self.age_max is None:
            return f"vanaf {self.age_min} jaar"
        if self.age_max == self.age_min:
            return f"{self.age_min} jaar"
        until = f"tot en met {self.age_max} jaar"
        return until if self.age_min is None else f"{self.age_min} {until}"

    @property
    def age_bands(self):
        """The values of the bands that the ages touch; UNKNOWN when no age is known."""
        if not self.ages:
            return [UNKNOWN]
        low, high = self.age_min or 0, OLDEST if self.age_max is None else self.age_max
        return [band.value for band in AgeBand if band.bounds[0] <= high and band.bounds[1] >= low]

    @property
    def municipalities(self):
        """The municipalities that do it, each once, as far as the prefetched rows show them."""
        rows = {getattr(practice, "municipality", None) for practice in self.practices.all()} - {None}
        return sorted(rows, key=lambda row: (row.title, row.pk))

    @property
    def places(self):
        """Their names."""
        return [row.title for row in self.municipalities]

    @property
    def points(self):
        """Of the municipalities that do it."""
        return projection.points(self.municipalities)

    @property
    def unknown(self):
        """The names of what is not known, for one honest line."""
        sections = self.sections
        return self.missing(
            leeftijd=self.ages,
            duur=self.duration,
            kosten=self.cost_class or sections.get("budget"),
            **{"hoe je het uitvoert": sections.get("step"), "wat mag": sections.get("legal")},
        )

    def cited(self):
        """With the sources of the age and of the look-alikes."""
        return [
            [self.age_source] if self.age_source else [],
            *super().cited(),
            *(x.sources for x in self.look_alikes.all()),
        ]

    def index_titles(self):
        """The other names."""
        return self.also_called

    def card_texts(self):
        """Other names."""
        return self.also_called

    def index_texts(self):
        """Every fact, question and note."""
        notes = [row.note for row in self.evidence_list] + [row.outcome for row in self.evidence_list]
        return [*(fact.text for fact in self.fact_list), *notes, *self.open_questions]

    def index_facets(self):
        """As all that is known, with ages and costs."""
        return super().index_facets() | {
            "approach": [self.slug],
            "age": self.age_bands,
            "cost_class": [self.cost_class or UNKNOWN],
        }

    def export(self):
        """As all that is known, with the approach's own facts."""
        return super().export() | {
            "also_called": self.also_called,
            "age_min": self.age_min,
            "age_max": self.age_max,
            "duration": self.duration,
            "cost_class": self.get_cost_class_display(),
            "open_questions": self.open_questions,
            "practices": [practice.title for practice in self.practices.all()],
            "municipalities": self.places,
        }


class ApproachTerm(TermLink):
    """A term of an approach."""

    content_object = models.ForeignKey(Approach, models.CASCADE, related_name="term_links")

    class Meta(TermLink.Meta):
        pass


class LookAlike(Part):
    """Something that this approach is taken for, and why it is not that. Shown on both pages."""

    belongs_to = ("approach",)
    access_via = ("approach", "other")

    approach = models.ForeignKey(Approach, models.CASCADE, related_name="look_alikes", verbose_name="aanpak")
    other = models.ForeignKey(
        Approach, models.CASCADE, related_name="looks_like", verbose_name="lijkt op", null=True, blank=True
    )
    name = models.CharField("of: naam", max_length=200, blank=True, help_text="Als het geen aanpak van hier is.")
    why = models.TextField("het verschil")
    sources = LinesField("bronnen", help_text="Eén bron per regel.", blank=False)

    class Meta:
        verbose_name = "verwarring"
        verbose_name_plural = "lijkt op, maar is het niet"
        constraints = [
            models.CheckConstraint(
                name="approaches_lookalike_named",
                condition=Q(other=None) & ~Q(name="") | Q(other__isnull=False, name=""),
                violation_error_message="Kies een aanpak, of vul een naam in.",
            ),
            models.CheckConstraint(
                name="approaches_lookalike_other",
                condition=Q(other=None) | ~Q(other=F("approach")),
                violation_error_message=ITSELF_MESSAGE,
            ),
            models.CheckConstraint(name="approaches_lookalike_sourced", condition=~Q(sources=[])),
        ]

    def __str__(self):
        return str(self.other or self.name)

    def clean(self):
        """Say next to the field what a row beside its approach is not asked by the constraint."""
        if self.other_id is not None and self.other_id == self.approach_id:
            raise ValidationError({"other": ITSELF_MESSAGE})
