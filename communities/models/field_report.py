"""FieldReport: what a municipality told at a meeting, as a record of its own with its own readers."""

from django.core.exceptions import ValidationError
from django.db import models

from toolbox.approaches.models import Approach, Practice
from toolbox.content.models import (
    Content,
    ContentQuerySet,
    LinesField,
    PublishedWithin,
    TermLink,
    TermsField,
    TriggerConstraint,
)
from toolbox.municipalities import projection
from toolbox.municipalities.models import Municipality

from .community import LearningCommunity
from .meeting import Meeting

MEMBER_MESSAGE = "Deze gemeente doet niet mee aan de community van de bijeenkomst."
PRACTICE_MESSAGE = "Deze praktijk is van een andere gemeente, of van een andere aanpak."


class ReporterIsMember(TriggerConstraint):
    """At a meeting of a community only its members report. Who left later keeps what it told, and may change it."""

    default_violation_error_message = MEMBER_MESSAGE

    def broken_sql(self, model):
        """The condition that is refused: asked of a new report, and when its meeting or municipality changes."""
        members = LearningCommunity.municipalities.through._meta.db_table
        return f"""
            (OLD.meeting_id, OLD.municipality_id) IS DISTINCT FROM (NEW.meeting_id, NEW.municipality_id)
            AND EXISTS (SELECT 1 FROM "{Meeting._meta.db_table}" m
                WHERE m.id = NEW.meeting_id AND m.community_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "{members}" r
                    WHERE r.learningcommunity_id = m.community_id AND r.municipality_id = NEW.municipality_id))
        """


class ReportOfPractice(TriggerConstraint):
    """A report about a practice is of the municipality that does it, and of its approach."""

    default_violation_error_message = PRACTICE_MESSAGE

    def broken_sql(self, model):
        """The condition that is refused: asked when the report points at something else than before."""
        return f"""
            (OLD.practice_id, OLD.municipality_id, OLD.approach_id)
                IS DISTINCT FROM (NEW.practice_id, NEW.municipality_id, NEW.approach_id)
            AND EXISTS (SELECT 1 FROM "{Practice._meta.db_table}" p WHERE p.id = NEW.practice_id
                AND (p.municipality_id <> NEW.municipality_id OR p.approach_id <> NEW.approach_id))
        """


class FieldReportQuerySet(ContentQuerySet):
    """Field reports."""

    def in_order(self):
        """As they were told: by meeting, then as they were written down."""
        return self.order_by("-meeting__year", "-meeting__start_on", "meeting_id", "order", "pk")


class FieldReport(Content):
    """What one municipality told. It never has more readers than its meeting."""

    on_cards = ("meeting", "municipality", "practice", "approach")
    columns = (("Gemeente", "municipality"), ("Verteld op", "meeting"))
    on_page = ("meeting__community", "municipality", "practice", "approach")

    meeting = models.ForeignKey(Meeting, models.PROTECT, verbose_name="bijeenkomst", related_name="field_reports")
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, verbose_name="gemeente", related_name="field_reports"
    )
    approach = models.ForeignKey(
        Approach, models.SET_NULL, verbose_name="over aanpak", related_name="field_reports", null=True, blank=True
    )
    practice = models.ForeignKey(
        Practice, models.SET_NULL, verbose_name="over praktijk", related_name="field_reports", null=True, blank=True
    )
    text = models.TextField("wat er verteld is")
    order = models.PositiveSmallIntegerField("volgorde", default=0)
    sources = LinesField("bronnen", help_text="Eén bron per regel.")
    terms = TermsField("communities.FieldReportTerm")

    objects = FieldReportQuerySet.as_manager()

    class Meta(Content.Meta):
        verbose_name = "bericht uit de praktijk"
        verbose_name_plural = "berichten uit de praktijk"
        constraints = [
            *Content.Meta.constraints,
            PublishedWithin("meeting", name="communities_fieldreport_within_meeting"),
            PublishedWithin("municipality", name="communities_fieldreport_within_municipality"),
            ReporterIsMember(name="communities_fieldreport_of_member"),
            ReportOfPractice(name="communities_fieldreport_of_practice"),
        ]

    def clean(self):
        """Say next to the fields who may report what."""
        errors = {}
        meeting, municipality = getattr(self, "meeting", None), getattr(self, "municipality", None)
        community = meeting and meeting.community
        told = FieldReport.objects.filter(pk=self.pk, meeting=self.meeting_id, municipality=self.municipality_id)
        if community and municipality and municipality not in community.municipalities.all() and not told.exists():
            errors["municipality"] = MEMBER_MESSAGE
        practice = self.practice
        if practice and (municipality and practice.municipality_id != municipality.pk or self._is_other_approach()):
            errors["practice"] = PRACTICE_MESSAGE
        if errors:
            raise ValidationError(errors)

    def _is_other_approach(self):
        return self.approach_id is not None and self.practice.approach_id != self.approach_id

    def save(self, *args, **kwargs):
        """Save; without a title or address it gets those of its municipality and meeting.

        Never those of the practice or approach it is about: they may have fewer readers.
        """
        if not self.title:
            self.title = f"{self.municipality.title} op {self.meeting.title}"[:300]
        if not self.slug:
            stem = f"{self.meeting.slug}-{self.municipality.slug}"[:190]
            taken = set(FieldReport.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
            self.slug = next(slug for n in range(1, 1000) if (slug := f"{stem}-{n}" if n > 1 else stem) not in taken)
        super().save(*args, **kwargs)

    @property
    def points(self):
        """Of its municipality."""
        return projection.points([getattr(self, "municipality", None)])

    def index_names(self):
        """With the municipality: whoever may see this may see that."""
        return [self.municipality.title, *super().index_names()]

    def index_texts(self):
        """What was told, and where."""
        return [self.text, self.meeting.title, self.meeting.when_in_words]

    def index_facets(self):
        """The terms, municipality and year."""
        return super().index_facets() | {
            "municipality": [self.municipality.slug],
            "year": [str(self.meeting.year)],
        }

    def index_date(self):
        """The day of the meeting."""
        return self.meeting.index_date()

    def export(self):
        """As every record, with who told what, where."""
        return super().export() | {
            "text": self.text,
            "municipality": getattr(getattr(self, "municipality", None), "title", None),
            "meeting": getattr(getattr(self, "meeting", None), "title", None),
            "approach": getattr(self.approach, "title", None),
            "practice": getattr(self.practice, "title", None),
            "sources": self.sources,
        }


class FieldReportTerm(TermLink):
    """A term of a field report."""

    content_object = models.ForeignKey(FieldReport, models.CASCADE, related_name="term_links")

    class Meta(TermLink.Meta):
        pass
