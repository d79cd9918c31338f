"""Practice: one municipality that does an approach."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from toolbox.content.dates import first_day, in_words
from toolbox.content.models import (
    ContentQuerySet,
    LinesField,
    PartialDateField,
    PublishedWithin,
    TermLink,
    TermsField,
    in_order_q,
    partial_date_q,
)
from toolbox.municipalities import projection
from toolbox.municipalities.models import Municipality
from toolbox.search.models import UNKNOWN

from .approach import Approach
from .known import Known

END_MESSAGE = "Het einde ligt voor het begin."
REASON_MESSAGE = "Schrijf op waarom het gestopt is: daar leren anderen van."


class Phase(models.TextChoices):
    """How far it is."""

    EXPLORATION = "exploration", "Verkenning"
    DESIGN = "design", "Ontwerp"
    PREPARATION = "preparation", "Voorbereiding"
    PILOT = "pilot", "Pilot"
    RUNNING = "running", "In uitvoering"
    SCALING_UP = "scaling_up", "Opschaling"
    EMBEDDED = "embedded", "Geborgd"
    ADJUSTED = "adjusted", "Bijgesteld"
    STOPPED = "stopped", "Gestopt"


class Scale(models.TextChoices):
    """How wide it is."""

    NEIGHBOURHOOD = "neighbourhood", "Wijk"
    MUNICIPALITY = "municipality", "Gemeente"
    REGION = "region", "Regio"
    NATIONAL = "national", "Landelijk"
    INTERNATIONAL = "international", "Internationaal"


class PracticeQuerySet(ContentQuerySet):
    """Practices."""

    def whole(self):
        """With the terms of the approach: the entry holds them too."""
        return super().whole().prefetch_related("approach__term_links__tag")

    def in_order(self):
        """By municipality, then by title."""
        return self.order_by("municipality__title", "title", "pk")


class Practice(Known):
    """What one municipality does, how far it is and how it went."""

    parts = ("facts", "evidence")
    on_cards = ("approach", "municipality", "facts", "evidence")
    columns = (
        ("Gemeente", "municipality"),
        ("Aanpak", "approach"),
        ("Fase", "get_phase_display"),
        ("Sinds", "since"),
    )
    on_page = (
        *("approach__evidence", "municipality", "facts", "evidence__findings__publication"),
        *("publications__contributors", "field_reports__meeting", "meetings"),
    )

    approach = models.ForeignKey(Approach, models.PROTECT, verbose_name="aanpak", related_name="practices")
    municipality = models.ForeignKey(Municipality, models.PROTECT, verbose_name="gemeente", related_name="practices")
    scale = models.CharField("schaal", max_length=20, choices=Scale.choices, blank=True)
    phase = models.CharField("fase", max_length=20, choices=Phase.choices, blank=True)
    phase_as_of = PartialDateField("stand van de fase")
    start = PartialDateField("begin")
    start_note = models.CharField("opmerking bij het begin", max_length=100, blank=True)
    end = PartialDateField("einde")
    reason_stopped = models.TextField("waarom gestopt", blank=True)
    contact = models.CharField(
        "contact", max_length=200, blank=True, help_text="Liefst een functie of een algemeen adres, geen persoon."
    )
    open_questions = LinesField("open vragen", help_text="Wat weten we nog niet? Eén vraag per regel.")
    terms = TermsField("approaches.PracticeTerm")

    objects = PracticeQuerySet.as_manager()

    class Meta(Known.Meta):
        verbose_name = "praktijk"
        verbose_name_plural = "praktijken"
        constraints = [
            *Known.Meta.constraints,
            PublishedWithin("approach", name="approaches_practice_within_approach"),
            PublishedWithin("municipality", name="approaches_practice_within_municipality"),
            models.UniqueConstraint(
                "approach",
                "municipality",
                Lower("title"),
                name="approaches_practice_once",
                violation_error_message="Deze gemeente heeft bij deze aanpak al een praktijk met deze titel.",
            ),
            models.CheckConstraint(
                name="approaches_practice_dates",
                condition=partial_date_q("start") & partial_date_q("end") & partial_date_q("phase_as_of"),
            ),
            models.CheckConstraint(
                name="approaches_practice_dates_in_order",
                condition=in_order_q("start", "end"),
                violation_error_message=END_MESSAGE,
            ),
            models.CheckConstraint(
                name="approaches_practice_stopped_why",
                condition=~Q(phase=Phase.STOPPED) | ~Q(reason_stopped=""),
                violation_error_message=REASON_MESSAGE,
            ),
            models.CheckConstraint(
                name="approaches_practice_choices_known",
                condition=Q(phase__in=["", *Phase.values], scale__in=["", *Scale.values]),
            ),
        ]

    def clean(self):
        """Say next to the fields what the constraints say."""
        errors = {}
        if self.start and self.end and self.end < self.start[: len(self.end)]:
            errors["end"] = END_MESSAGE
        if self.phase == Phase.STOPPED and not self.reason_stopped:
            errors["reason_stopped"] = REASON_MESSAGE
        if errors:
            raise ValidationError(errors)

    @property
    def since(self):
        """When it began, in words: the note says it more precisely."""
        return self.start_note or in_words(self.start)

    @property
    def points(self):
        """Of its municipality."""
        return projection.points([getattr(self, "municipality", None)])

    @property
    def unknown(self):
        """The names of what is not known, for one honest line."""
        sections = self.sections
        return self.missing(
            fase=self.phase,
            begin=self.since,
            bereik=sections.get("reach"),
            kosten=sections.get("budget"),
            **{"wat goed ging": sections.get("went_well"), "wat minder goed ging": sections.get("went_less")},
            contact=self.contact,
        )

    def index_names(self):
        """With the names of the approach and the municipality: whoever may see this may see those."""
        approach, municipality = self.approach, self.municipality
        places = [municipality.title, municipality.official_name]
        return [approach.title, *approach.also_called, *places, *(term.name for term in self._all_terms())]

    def index_texts(self):
        """Every fact, note and question."""
        facts = [f"{fact.text} {fact.unit}" for fact in self.fact_list]
        return [*facts, *(row.note for row in self.evidence_list), self.reason_stopped, *self.open_questions]

    def index_facets(self):
        """As all that is known, with the approach and its terms, municipality, province and size, and the phase."""
        terms = {}
        for term in self._all_terms():
            terms.setdefault(term.facet, []).append(term.slug)
        return (
            super().index_facets()
            | terms
            | {
                "approach": [self.approach.slug],
                "municipality": [self.municipality.slug],
                "province": [self.municipality.province],
                "size": [self.municipality.size],
                "phase": [self.phase or UNKNOWN],
            }
        )

    def _all_terms(self):
        """Its own terms and those of its approach: who looks for a theme looks for both."""
        return list(dict.fromkeys([*self.term_list, *self.approach.term_list]))

    def index_date(self):
        """When it began."""
        return first_day(self.start)

    def export(self):
        """As all that is known, with the practice's own facts."""
        return super().export() | {
            "approach": getattr(getattr(self, "approach", None), "title", None),
            "municipality": getattr(getattr(self, "municipality", None), "title", None),
            "scale": self.get_scale_display(),
            "phase": self.get_phase_display(),
            "phase_as_of": self.phase_as_of,
            "start": self.start,
            "end": self.end,
            "reason_stopped": self.reason_stopped,
            "contact": self.contact,
            "open_questions": self.open_questions,
        }


class PracticeTerm(TermLink):
    """A term of a practice."""

    content_object = models.ForeignKey(Practice, models.CASCADE, related_name="term_links")

    class Meta(TermLink.Meta):
        pass
