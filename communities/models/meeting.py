"""Meeting: where and when, who was there, and its reading list. Also what was only announced."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format

from publications.models import Publication
from toolbox.approaches.models import Practice
from toolbox.content.models import Content, ContentQuerySet, Language, LinesField, TermLink, TermsField
from toolbox.municipalities import projection
from toolbox.municipalities.models import Municipality

from .community import LearningCommunity

FIRST_YEAR, LAST_YEAR = 2000, 2100
END_MESSAGE = "Het einde ligt voor het begin."
WHEN_MESSAGE = "Vul een datum in, of in woorden wanneer het is: één van beide."
YEAR_MESSAGE = "Het jaar is niet dat van de datum."
TIME_MESSAGE = "Een tijd heeft een datum nodig, en een eindtijd ook een begintijd."


class MeetingKind(models.TextChoices):
    """What sort of gathering it is."""

    MEETING = "meeting", "Bijeenkomst"
    NATIONAL_MEETING = "national_meeting", "Landelijke bijeenkomst"
    WEBINAR = "webinar", "Online bijeenkomst van een gemeente"
    ANNOUNCEMENT = "announcement", "Aankondiging"


class MeetingQuerySet(ContentQuerySet):
    """Meetings by the calendar."""

    def in_order(self):
        """Latest first; a meeting without a day stands at the end of its year."""
        return self.order_by("-year", F("start_on").desc(nulls_first=True), "pk")

    def upcoming(self, today):
        """Those that end today or later, the next first."""
        return self.filter(Q(start_on__gte=today) | Q(end_on__gte=today)).order_by("start_on", "start_time", "pk")

    def past(self, today):
        """Those with a day before today, the latest first."""
        return self.filter(start_on__lt=today).exclude(end_on__gte=today).order_by("-start_on", "-pk")


class Meeting(Content):
    """A meeting of a community, or a gathering that was told of or announced."""

    parts = ("agenda",)
    links = ("reading_list", "attendance")
    on_cards = ("community", "municipality")
    columns = (("Soort", "get_kind_display"), ("Wanneer", "when_in_words"), ("Waar", "where_in_words"))
    on_page = (
        *("community__municipalities", "municipality", "practice__approach", "agenda__publication__contributors"),
        *("reading_list__contributors", "attendance", "field_reports__municipality", "field_reports__approach"),
        "field_reports__practice",
    )

    shared = ("title", "slug", "year", "start_on", "start_time", "end_on", "end_time", "when")

    community = models.ForeignKey(
        LearningCommunity, models.PROTECT, verbose_name="community", related_name="meetings", null=True, blank=True
    )
    title_language = models.CharField(
        "taal van de titel", max_length=2, choices=Language.choices, default=Language.DUTCH
    )
    kind = models.CharField("soort", max_length=20, choices=MeetingKind.choices, default=MeetingKind.MEETING)
    year = models.PositiveSmallIntegerField(
        "jaar", validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    year_note = models.TextField("opmerking bij het jaar", blank=True)
    start_on = models.DateField("datum", null=True, blank=True)
    start_time = models.TimeField("begintijd", null=True, blank=True)
    end_on = models.DateField("tot en met", null=True, blank=True, help_text="Alleen als het langer dan een dag duurt.")
    end_time = models.TimeField("eindtijd", null=True, blank=True)
    when = models.CharField("wanneer, in woorden", max_length=100, blank=True, help_text="Zoals: najaar 2022.")
    is_online = models.BooleanField("online", null=True, blank=True)
    place = models.CharField("plaats", max_length=200, blank=True)
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        verbose_name="gemeente die het organiseert",
        related_name="hosted_meetings",
        null=True,
        blank=True,
    )
    practice = models.ForeignKey(
        Practice, models.SET_NULL, verbose_name="gaat over praktijk", related_name="meetings", null=True, blank=True
    )
    reading_list = models.ManyToManyField(
        Publication, verbose_name="leestips", related_name="recommended_at", blank=True
    )
    reading_list_note = models.TextField("opmerking bij de leestips", blank=True)
    attendance = models.ManyToManyField(
        Municipality,
        verbose_name="aanwezige gemeenten",
        related_name="attended_meetings",
        blank=True,
        help_text="Leeg: niet vastgelegd.",
    )
    report_note = models.CharField("over dit verslag", max_length=200, blank=True)
    sources = LinesField("bronnen", help_text="Eén bron per regel.")
    terms = TermsField("communities.MeetingTerm")

    objects = MeetingQuerySet.as_manager()

    class Meta(Content.Meta):
        verbose_name = "bijeenkomst"
        verbose_name_plural = "bijeenkomsten"
        constraints = [
            *Content.Meta.constraints,
            models.CheckConstraint(
                name="communities_meeting_day_or_words",
                condition=Q(start_on=None) & ~Q(when="") | Q(start_on__isnull=False, when=""),
                violation_error_message=WHEN_MESSAGE,
            ),
            models.CheckConstraint(
                name="communities_meeting_times_whole",
                condition=(Q(start_on__isnull=False) | Q(start_time=None, end_on=None))
                & (Q(end_time=None) | Q(start_time__isnull=False)),
                violation_error_message=TIME_MESSAGE,
            ),
            models.CheckConstraint(
                name="communities_meeting_ends_after_start",
                condition=(Q(end_on=None) | Q(end_on__gte=F("start_on")))
                & (
                    Q(end_time=None)
                    | Q(end_on__isnull=False, end_on__gt=F("start_on"))  # a comparison with NULL is no refusal
                    | Q(end_time__gt=F("start_time"))
                ),
                violation_error_message=END_MESSAGE,
            ),
            models.CheckConstraint(
                name="communities_meeting_year_of_start",
                condition=Q(start_on=None) | Q(start_on__year=F("year")),
                violation_error_message=YEAR_MESSAGE,
            ),
            models.CheckConstraint(
                name="communities_meeting_year_plausible", condition=Q(year__range=(FIRST_YEAR, LAST_YEAR))
            ),
            models.CheckConstraint(name="communities_meeting_kind_known", condition=Q(kind__in=MeetingKind.values)),
            models.CheckConstraint(
                name="communities_meeting_title_language_known", condition=Q(title_language__in=Language.values)
            ),
        ]

    def clean(self):
        """Say next to the fields what the constraints say."""
        errors = {}
        if bool(self.start_on) == bool(self.when):
            errors["start_on"] = WHEN_MESSAGE
        if self.start_on and self.year and self.start_on.year != self.year:
            errors["year"] = YEAR_MESSAGE
        if (self.start_time or self.end_on) and not self.start_on or self.end_time and not self.start_time:
            errors["start_time"] = TIME_MESSAGE
        elif self.end_on and self.end_on < self.start_on:
            errors["end_on"] = END_MESSAGE
        elif self.end_time and self.end_time <= self.start_time and not (self.end_on and self.end_on > self.start_on):
            errors["end_time"] = END_MESSAGE
        if errors:
            raise ValidationError(errors)

    def address(self):
        """With the year."""
        return {"year": self.year, **super().address()}

    @property
    def starts_at(self):
        """The moment it begins, in Dutch time; None when no time is known."""
        return self._moment(self.start_on, self.start_time)

    @property
    def ends_at(self):
        """The moment it ends, in Dutch time; None when no time is known."""
        return self._moment(self.end_on or self.start_on, self.end_time)

    @staticmethod
    def _moment(day, time):
        return timezone.make_aware(dt.datetime.combine(day, time)) if day and time else None

    @property
    def when_in_words(self):
        """ "10 maart 2022, 14.00 tot 16.00 uur", or the words of the announcement."""
        if not self.start_on:
            return self.when
        first, last = (date_format(day, "j F Y") if day else "" for day in (self.start_on, self.end_on))
        start, end = (date_format(time, "G.i") if time else "" for time in (self.start_time, self.end_time))
        if self.is_of_days:
            return " tot en met ".join(
                f"{day}, {time} uur" if time else day for day, time in [(first, start), (last, end)]
            )
        return f"{first}, {' tot '.join(filter(None, [start, end]))} uur" if start else first

    @property
    def is_of_days(self):
        """Does it end on another day than it begins?"""
        return bool(self.end_on and self.end_on != self.start_on)

    @property
    def where_in_words(self):
        """ "Online", the place, or both; "" when not known."""
        return ", ".join(filter(None, ["Online" if self.is_online else "", self.place]))

    @property
    def points(self):
        """Of the municipality that holds it."""
        return projection.points([getattr(self, "municipality", None)])

    @property
    def agenda_list(self):
        """The agenda in order, from the prefetched rows."""
        return sorted(self.agenda.all(), key=lambda item: (item.order, item.pk or 0))

    @property
    def attendance_list(self):
        """[(municipality, words)] of all that take part, from the prefetched rows: what is not recorded says so.

        Empty for what was only announced: nobody can have been there.
        """
        told = {report.municipality for report in self.field_reports.all() if getattr(report, "municipality", None)}
        came = set(self.attendance.all())
        if not (told or came or self.start_on and self.start_on <= timezone.localdate()):
            return []
        members = set(self.community.municipalities.all()) if self.community else set()
        words = {True: "Bracht een bericht in", False: "Was erbij"}
        return [
            (row, words[row in told] if row in told | came else "Niet vastgelegd")
            for row in sorted(members | told | came, key=lambda row: row.title)
        ]

    @property
    def unknown(self):
        """The names of what is not known, for one honest line."""
        known = {"datum": self.start_on, "tijd": self.start_time, "plaats": self.where_in_words}
        return [name for name, value in known.items() if not value]

    def index_texts(self):
        """What it is, when, where, and the whole agenda; not the field reports, which may have other readers."""
        items = [" ".join([item.title, item.speaker, item.organisation, item.text]) for item in self.agenda_list]
        what = [self.get_kind_display(), self.when_in_words, self.where_in_words]
        return [*what, *items, self.reading_list_note]

    def index_facets(self):
        """The terms, and kind, year, and the municipality that hosts it."""
        return super().index_facets() | {
            "meeting_kind": [self.kind],
            "year": [str(self.year)],
            "municipality": [self.municipality.slug] if self.municipality else [],
            "learningcommunity": [self.community.slug] if self.community else [],
        }

    def index_date(self):
        """The day, or for words the last day of the year."""
        return self.start_on or dt.date(self.year, 12, 31)

    def export(self):
        """As every record, with when, where and the agenda."""
        return super().export() | {
            "title_language": self.title_language,
            "meeting_kind": self.get_kind_display(),
            "community": getattr(self.community, "title", None),
            "when": self.when_in_words,
            "start": self.starts_at or self.start_on,
            "end": self.ends_at or self.end_on,
            "is_online": self.is_online,
            "place": self.place,
            "municipality": getattr(self.municipality, "title", None),
            "sources": self.sources,
        }


class MeetingTerm(TermLink):
    """A term of a meeting."""

    content_object = models.ForeignKey(Meeting, models.CASCADE, related_name="term_links")

    class Meta(TermLink.Meta):
        pass
