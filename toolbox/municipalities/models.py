"""Municipality: its own facts, each with where it was found; and Representative: who speaks for it."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator, URLValidator
from django.db import models, transaction
from django.db.models import Q

from toolbox.accounts.access import MUNICIPALITIES_GROUP, STAFF_GROUP
from toolbox.content.models import Content, LinesField, PartialDateField, TermLink, TermsField, partial_date_q
from toolbox.search.models import UNKNOWN

from . import projection

LATITUDES, LONGITUDES = (50.7, 53.6), (3.3, 7.3)  # the European Netherlands
SIZES = [  # (value, label, number of inhabitants it begins at), as advisers compare: "zo groot als wij"
    ("under_50k", "Tot 50.000 inwoners", 0),
    ("50k_100k", "50.000 tot 100.000 inwoners", 50_000),
    ("100k_300k", "100.000 tot 300.000 inwoners", 100_000),
    ("over_300k", "300.000 inwoners of meer", 300_000),
]


class Province(models.TextChoices):
    """The twelve provinces."""

    DRENTHE = "drenthe", "Drenthe"
    FLEVOLAND = "flevoland", "Flevoland"
    FRIESLAND = "friesland", "Friesland"
    GELDERLAND = "gelderland", "Gelderland"
    GRONINGEN = "groningen", "Groningen"
    LIMBURG = "limburg", "Limburg"
    NOORD_BRABANT = "noord_brabant", "Noord-Brabant"
    NOORD_HOLLAND = "noord_holland", "Noord-Holland"
    OVERIJSSEL = "overijssel", "Overijssel"
    UTRECHT = "utrecht", "Utrecht"
    ZEELAND = "zeeland", "Zeeland"
    ZUID_HOLLAND = "zuid_holland", "Zuid-Holland"


class Municipality(Content):
    """A municipality. What it does stands in practices; here is who it is."""

    on_cards = ("practices",)
    columns = (("Provincie", "get_province_display"), ("Inwoners", "population_number"))
    on_page = (
        *("practices__approach", "practices__facts", "practices__evidence", "publications__contributors"),
        *("hosted_meetings", "attended_meetings", "field_reports__meeting", "communities"),
    )
    shared = ("title", "slug", "official_name", "province", "population")

    official_name = models.CharField("officiële naam", max_length=100, blank=True)
    cbs_code = models.CharField(
        "CBS-code",
        max_length=6,
        unique=True,
        validators=[RegexValidator(r"^GM\d{4}$", "Een CBS-code is GM met vier cijfers, zoals GM0344.")],
        error_messages={"unique": "Er is al een gemeente met deze CBS-code."},
    )
    code_valid_from = PartialDateField("code geldig vanaf", help_text="Codes veranderen bij een herindeling.")
    code_source = models.CharField("bron van de code", max_length=200, blank=True)
    province = models.CharField("provincie", max_length=20, choices=Province.choices)
    province_source = models.CharField("bron van de provincie", max_length=200, blank=True)
    population = models.PositiveIntegerField("inwoners", null=True, blank=True, help_text="Leeg: niet bekend.")
    population_year = models.PositiveSmallIntegerField("inwoners op 1 januari van", null=True, blank=True)
    is_population_rounded = models.BooleanField("inwoners afgerond", default=False)
    population_source = models.CharField("bron van de inwoners", max_length=200, blank=True)
    latitude = models.FloatField(
        "breedtegraad",
        null=True,
        blank=True,
        validators=[MinValueValidator(LATITUDES[0]), MaxValueValidator(LATITUDES[1])],
    )
    longitude = models.FloatField(
        "lengtegraad",
        null=True,
        blank=True,
        validators=[MinValueValidator(LONGITUDES[0]), MaxValueValidator(LONGITUDES[1])],
    )
    location_source = models.CharField("bron van de plek", max_length=200, blank=True)
    website = models.CharField(
        "website",
        max_length=300,
        blank=True,
        validators=[URLValidator(["https"], message="Vul een adres in dat begint met https://")],
    )
    police_unit = models.CharField("politie-eenheid", max_length=100, blank=True)
    police_unit_source = models.CharField("bron van de politie-eenheid", max_length=200, blank=True)
    focus_areas = LinesField("focusgebieden", help_text="Eén gebied per regel.")
    focus_areas_source = models.CharField("bron van de focusgebieden", max_length=300, blank=True)
    prevention_since = PartialDateField("in Preventie met Gezag sinds")
    prevention_note = models.CharField("opmerking bij Preventie met Gezag", max_length=200, blank=True)
    prevention_source = models.CharField("bron van Preventie met Gezag", max_length=200, blank=True)
    terms = TermsField("municipalities.MunicipalityTerm")

    class Meta(Content.Meta):
        verbose_name = "gemeente"
        verbose_name_plural = "gemeenten"
        constraints = [
            *Content.Meta.constraints,
            models.CheckConstraint(
                name="municipalities_municipality_code",
                condition=Q(cbs_code__regex=r"^GM[0-9]{4}$"),
                violation_error_message="Een CBS-code is GM met vier cijfers, zoals GM0344.",
            ),
            models.CheckConstraint(
                name="municipalities_municipality_population_dated",
                condition=Q(population=None) | Q(population_year__isnull=False),
                violation_error_message="Schrijf bij het aantal inwoners van welk jaar het is.",
            ),
            models.CheckConstraint(
                name="municipalities_municipality_location_whole",
                condition=Q(latitude=None, longitude=None)  # a comparison with NULL is no refusal: hence isnull
                | Q(latitude__isnull=False, longitude__isnull=False)
                & Q(latitude__range=LATITUDES, longitude__range=LONGITUDES),
                violation_error_message="Vul breedtegraad en lengtegraad allebei in, voor een plek in Nederland.",
            ),
            models.CheckConstraint(
                name="municipalities_municipality_dates",
                condition=partial_date_q("code_valid_from") & partial_date_q("prevention_since"),
            ),
            models.CheckConstraint(
                name="municipalities_municipality_province_known", condition=Q(province__in=Province.values)
            ),
        ]

    @property
    def size(self):
        """The class of its number of inhabitants: a value of SIZES, or UNKNOWN."""
        if self.population is None:
            return UNKNOWN
        return [value for value, _, begin in SIZES if self.population >= begin][-1]

    @property
    def population_number(self):
        """ "ongeveer 670.600", or "" when not known."""
        if self.population is None:
            return ""
        return f"{'ongeveer ' if self.is_population_rounded else ''}{self.population:,}".replace(",", ".")

    @property
    def population_in_words(self):
        """ "ongeveer 670.600 inwoners (1 januari 2024)", or "" when not known."""
        number = self.population_number
        return number and f"{number} inwoners (1 januari {self.population_year})"

    @property
    def point(self):
        """(x, y) on the map, or None when it is not known where it lies."""
        return None if self.latitude is None else projection.point(self.latitude, self.longitude)

    @property
    def points(self):
        """Itself."""
        return projection.points([self])

    @property
    def other_name(self):
        """The official name, when people know it by another: "'s-Gravenhage"."""
        return self.official_name if self.official_name != self.title else ""

    @property
    def prevention(self):
        """Since when it is in Preventie met Gezag, in words; "" when that is not known or it is not."""
        return self.prevention_note or self.prevention_since

    @property
    def meeting_list(self):
        """The meetings that it held, went to or told something at, latest first, from the prefetched rows."""
        told = [getattr(report, "meeting", None) for report in self.field_reports.all()]
        rows = {*self.hosted_meetings.all(), *self.attended_meetings.all(), *told} - {None}
        return sorted(rows, key=lambda meeting: (meeting.index_date(), meeting.pk), reverse=True)

    @property
    def unknown(self):
        """The names of what is not known, for one honest line."""
        known = {
            "aantal inwoners": self.population,
            "website": self.website,
            "politie-eenheid": self.police_unit,
            "focusgebieden": self.focus_areas,
        }
        return [name for name, value in known.items() if not value]

    def delete(self, *args, **kwargs):
        """Delete, with its representatives one by one: that changes their circles."""
        with transaction.atomic():
            self.representatives.all().delete()
            return super().delete(*args, **kwargs)

    def index_titles(self):
        """The official name."""
        return [self.other_name]

    def index_texts(self):
        """Areas, province, police unit and code."""
        names = [self.get_province_display(), self.police_unit, *self.focus_areas, self.cbs_code]
        return [*names, "Preventie met Gezag" if self.prevention else ""]

    def index_facets(self):
        """The terms, and province, size and police unit; not known is a value."""
        return super().index_facets() | {
            "municipality": [self.slug],
            "province": [self.province],
            "size": [self.size],
            "police_unit": [self.police_unit or UNKNOWN],
            "prevention": ["yes" if self.prevention else UNKNOWN],
        }

    def export(self):
        """As every record, with its own facts."""
        return super().export() | {
            "official_name": self.official_name,
            "cbs_code": self.cbs_code,
            "province": self.get_province_display(),
            "population": self.population,
            "population_year": self.population_year,
            "is_population_rounded": self.is_population_rounded,
            "police_unit": self.police_unit,
            "focus_areas": self.focus_areas,
            "prevention_since": self.prevention_since,
            "latitude": self.latitude,
            "longitude": self.longitude,
            "website": self.website,
        }


class MunicipalityTerm(TermLink):
    """A term of a municipality."""

    content_object = models.ForeignKey(Municipality, models.CASCADE, related_name="term_links")

    class Meta(TermLink.Meta):
        pass


class RepresentativeQuerySet(models.QuerySet):
    """People who speak, or spoke, for a municipality. Staff see them; no page does."""

    def current(self):
        """Those who have not left."""
        return self.filter(left_on=None)

    def delete(self):
        """Delete one by one, so that each changes the circles."""
        for row in self:
            row.delete()


class Representative(models.Model):
    """A person who speaks for a municipality. Saving keeps the circles right: see `save`."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="gebruiker", related_name="representations"
    )
    municipality = models.ForeignKey(
        Municipality, models.CASCADE, verbose_name="gemeente", related_name="representatives"
    )
    function = models.CharField("functie", max_length=100, blank=True)
    left_on = models.DateField("vertrokken op", null=True, blank=True, help_text="Vul in zodra iemand weg is.")

    objects = RepresentativeQuerySet.as_manager()

    class Meta:
        verbose_name = "contactpersoon"
        verbose_name_plural = "contactpersonen"
        constraints = [
            models.UniqueConstraint(
                "user",
                "municipality",
                name="municipalities_representative_once",
                violation_error_message="Deze persoon staat al bij deze gemeente.",
            ),
        ]

    def __str__(self):
        return f"{self.user} ({self.municipality})"

    def save(self, *args, **kwargs):
        """Save, and change the circles with it.

        Who speaks for a municipality is in the group Gemeenten; who speaks for none any more is in no circle at all.
        """
        with transaction.atomic():
            former = list(Representative.objects.filter(pk=self.pk).exclude(user=self.user_id).select_related("user"))
            super().save(*args, **kwargs)
            for row in [self, *former]:  # the one who was written here before is no longer
                row._set_circles()

    def delete(self, *args, **kwargs):
        """Delete, and change the circles with it."""
        with transaction.atomic():
            result = super().delete(*args, **kwargs)
            self._set_circles()
            return result

    def _set_circles(self):
        if self.user.representations.current().exists():
            self.user.groups.add(Group.objects.get(name=MUNICIPALITIES_GROUP))
        else:
            self.user.groups.remove(*self.user.groups.exclude(name=STAFF_GROUP))
