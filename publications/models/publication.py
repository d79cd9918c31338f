"""Publication: a described document, with its contributors in order."""

import datetime as dt
import re

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator, URLValidator
from django.db import models
from django.db.models import Q

from toolbox.approaches.models import Approach, Practice
from toolbox.content.models import Content, Language, Part, TermLink, TermsField
from toolbox.municipalities.models import Municipality
from toolbox.search.models import UNKNOWN, Page

FIRST_YEAR, LAST_YEAR = 1800, 2100
YEAR_MESSAGE = f"Een jaar ligt tussen {FIRST_YEAR} en {LAST_YEAR}."
CHECKED_YEAR_MESSAGE = "Vul het jaar in dat je hebt gelezen in een bron."


class DocumentKind(models.TextChoices):
    """What sort of document it is."""

    RESEARCH_REPORT = "research_report", "Onderzoeksrapport"
    LITERATURE_REVIEW = "literature_review", "Literatuurstudie of kennissynthese"
    SYSTEMATIC_REVIEW = "systematic_review", "Systematische review"
    JOURNAL_ARTICLE = "journal_article", "Wetenschappelijk artikel"
    THESIS = "thesis", "Proefschrift of scriptie"
    MONITOR = "monitor", "Monitor of cijfers"
    EVALUATION = "evaluation", "Evaluatie"
    ACTION_PLAN = "action_plan", "Plan van aanpak of uitvoeringsprogramma"
    POLICY_DOCUMENT = "policy_document", "Beleidsnota, IVP, collegebrief of raadsvoorstel"
    PARLIAMENTARY_PAPER = "parliamentary_paper", "Kamerstuk of regeling"
    GUIDE = "guide", "Handreiking of handleiding"
    FACTSHEET = "factsheet", "Factsheet, kenniskaart of infographic"
    CHECKLIST = "checklist", "Checklist, format of instrument"
    COVENANT = "covenant", "Convenant, privacyprotocol of DPIA"
    JOB_PROFILE = "job_profile", "Functieprofiel, vacaturetekst of opleiding"
    TEACHING_MATERIAL = "teaching_material", "Lesmateriaal of campagnemateriaal"
    PRESENTATION = "presentation", "Presentatie"
    MEETING_REPORT = "meeting_report", "Verslag"
    PRACTICE_STORY = "practice_story", "Praktijkverhaal, interview, podcast of video"
    NEWS_ITEM = "news_item", "Nieuwsbericht"
    MAGAZINE = "magazine", "Magazine of tijdschrift"
    BOOK = "book", "Boek"


class SourceMark(models.TextChoices):
    """How the record's own facts were found."""

    SEEN = "seen", "Gelezen bij de bron"
    COPY_ONLY = "seen_on_copy_site_only", "Alleen als kopie gezien"
    GENERAL_KNOWLEDGE = "general_knowledge", "Uit algemene kennis"


class Publication(Content):
    """What was written: by whom, when, where it is found, and how sure the record is of that."""

    parts = ("contributors", "findings")
    links = ("approaches", "practices", "municipalities")
    on_cards = ("contributors", "approaches", "practices", "municipalities")
    columns = (
        ("Makers", "contributors_in_words"),
        ("Jaar", "year"),
        ("Soort", "get_kind_display"),
        ("Uitgever", "publisher"),
    )
    on_page = (
        *("contributors", "approaches__evidence", "practices__municipality", "municipalities"),
        *("findings__evidence__approach", "findings__evidence__practice__municipality"),
        *("presented_at__meeting", "recommended_at", "documents"),
    )
    index_rows = ("documents__pages",)

    subtitle = models.CharField("ondertitel", max_length=500, blank=True)
    kind = models.CharField("soort", max_length=30, choices=DocumentKind.choices)
    language = models.CharField("taal", max_length=2, choices=Language.choices, default=Language.DUTCH)
    year = models.PositiveSmallIntegerField(
        "jaar",
        null=True,
        blank=True,
        validators=[MinValueValidator(FIRST_YEAR, YEAR_MESSAGE), MaxValueValidator(LAST_YEAR, YEAR_MESSAGE)],
        help_text="Leeg: niet bekend.",
    )
    year_checked = models.BooleanField("jaar gelezen in een bron", default=False)
    year_note = models.CharField("opmerking bij het jaar", max_length=200, blank=True)
    publisher = models.CharField(
        "uitgever", max_length=300, blank=True, help_text="Meer uitgevers: zet er een puntkomma tussen."
    )
    series = models.CharField("tijdschrift of reeks", max_length=300, blank=True)
    commissioned_by = models.CharField("opdrachtgever", max_length=300, blank=True)
    doi = models.CharField(
        "DOI",
        max_length=200,
        blank=True,
        validators=[RegexValidator(r"^10\.\d{4,9}/\S+$", "Een DOI begint met 10. en heeft een schuine streep.")],
        help_text="Zonder https://doi.org/ ervoor.",
    )
    isbn = models.CharField(
        "ISBN",
        max_length=20,
        blank=True,
        validators=[RegexValidator(r"^[0-9][0-9X-]{8,}$", "Een ISBN bestaat uit cijfers en streepjes.")],
    )
    isbn_note = models.CharField("opmerking bij het ISBN", max_length=200, blank=True)
    pages = models.PositiveIntegerField("bladzijden", null=True, blank=True)
    url = models.CharField(
        "adres bij de uitgever",
        max_length=500,
        blank=True,
        validators=[URLValidator(["https"], message="Vul een adres in dat begint met https://")],
    )
    url_note = models.CharField("opmerking bij het adres", max_length=300, blank=True)
    licence = models.CharField("licentie", max_length=100, blank=True)
    contributors_complete = models.BooleanField("alle makers staan erbij", default=True)
    contributors_note = models.CharField("opmerking bij de makers", max_length=300, blank=True)
    source_mark = models.CharField("herkomst", max_length=30, choices=SourceMark.choices, default=SourceMark.SEEN)
    source_note = models.CharField("toelichting op de herkomst", max_length=500, blank=True)
    approaches = models.ManyToManyField(Approach, verbose_name="aanpakken", related_name="publications", blank=True)
    practices = models.ManyToManyField(Practice, verbose_name="praktijken", related_name="publications", blank=True)
    municipalities = models.ManyToManyField(
        Municipality, verbose_name="gemeenten", related_name="publications", blank=True
    )
    terms = TermsField("publications.PublicationTerm")

    class Meta(Content.Meta):
        verbose_name = "publicatie"
        verbose_name_plural = "publicaties"
        constraints = [
            *Content.Meta.constraints,
            models.CheckConstraint(
                name="publications_publication_year_plausible",
                condition=Q(year=None) | Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR),
                violation_error_message=YEAR_MESSAGE,
            ),
            models.CheckConstraint(
                name="publications_publication_checked_year_known",
                condition=Q(year_checked=False) | Q(year__isnull=False),
                violation_error_message=CHECKED_YEAR_MESSAGE,
            ),
        ]

    def clean(self):
        """Say next to the field what the constraint on a checked year says."""
        if self.year_checked and self.year is None:
            raise ValidationError({"year": CHECKED_YEAR_MESSAGE})

    @property
    def title_language(self):
        """The document's own: its title is not translated."""
        return self.language

    @property
    def publishers(self):
        """The publishers one by one."""
        return [name for name in re.split(r"\s*;\s*", self.publisher.strip()) if name]

    @property
    def doi_url(self):
        """The address of the DOI, or ""."""
        return f"https://doi.org/{self.doi}" if self.doi else ""

    @property
    def read_url(self):
        """Where the document can be read: at its maker's, or by its DOI; "" when no address is known."""
        return self.url or self.doi_url

    @property
    def contributor_list(self):
        """The contributors in order, from the prefetched rows."""
        return sorted(self.contributors.all(), key=lambda contributor: (contributor.order, contributor.pk or 0))

    @property
    def contributors_in_words(self):
        """ "Anna de Wit, Bram Smit en anderen", or "" when nobody is known."""
        names = ", ".join(map(str, self.contributor_list))
        return f"{names} en anderen" if names and not self.contributors_complete else names

    @property
    def shown_documents(self):
        """Its documents on the site, the newest version of each, from the prefetched rows; each with its `older`."""
        shown = {document.pk: document for document in self.documents.all() if document.is_shown}
        replaced = {document.replaces_id for document in shown.values()}
        newest = [document for document in shown.values() if document.pk not in replaced]
        for document in newest:
            document.older, before = [], shown.get(document.replaces_id)
            while before is not None and before not in document.older:
                document.older.append(before)
                before = shown.get(before.replaces_id)
        return newest

    @property
    def unknown(self):
        """The names of what is not known, for one honest line."""
        fetched = getattr(self, "_prefetched_objects_cache", {}).get("documents", ())  # a page fetches them
        has_documents = any(document.is_shown for document in fetched)
        known = {
            "jaar": self.year,
            "uitgever": self.publisher,
            "webadres": self.read_url or has_documents,
            "licentie": self.licence,
            "aantal bladzijden": self.pages,
        }
        return [name for name, value in known.items() if not value]

    def card_texts(self):
        """Subtitle, makers and publisher."""
        return [self.subtitle, *map(str, self.contributor_list), self.publisher]

    def index_titles(self):
        """The subtitle, that often says what the title hides."""
        return [self.subtitle]

    def index_texts(self):
        """Makers, publisher, series and numbers."""
        names = [contributor.name for contributor in self.contributor_list]
        return [*names, self.publisher, self.commissioned_by, self.series, self.doi, self.isbn]

    def index_facets(self):
        """The terms, and document kind, year, language and publisher; not known is a value."""
        return super().index_facets() | {
            "document_kind": [self.kind or UNKNOWN],
            "year": [str(self.year or UNKNOWN)],
            "language": [self.language],
            "publisher": self.publishers or [UNKNOWN],
            "approach": [row.slug for row in self.approaches.all()],
            "municipality": [row.slug for row in self.municipalities.all()],
        }

    def index_pages(self):
        """The pages of what is on the site, of each document the newest version."""
        pages = [page for one in sorted(self.shown_documents, key=lambda one: one.pk) for page in one.page_list]
        return [Page(n, page.label, page.get_absolute_url(), page.text) for n, page in enumerate(pages, 1)]

    def index_date(self):
        """The first day of the year, for sorting."""
        return dt.date(self.year, 1, 1) if self.year else None

    def export(self):
        """As every record, with the bibliographic facts."""
        return super().export() | {
            "subtitle": self.subtitle,
            "contributors": [contributor.name for contributor in self.contributor_list],
            "document_kind": self.get_kind_display(),
            "year": self.year,
            "publisher": self.publisher,
            "series": self.series,
            "commissioned_by": self.commissioned_by,
            "language": self.language,
            "doi": self.doi,
            "isbn": self.isbn,
            "pages": self.pages,
            "published_url": self.url,
            "licence": self.licence,
            "source_note": self.source_note,
            "approaches": [row.title for row in self.approaches.all()],
            "practices": [row.title for row in self.practices.all()],
            "municipalities": [row.title for row in self.municipalities.all()],
        }


class PublicationTerm(TermLink):
    """A term of a publication."""

    content_object = models.ForeignKey(Publication, models.CASCADE, related_name="term_links")

    class Meta(TermLink.Meta):
        pass


class Contributor(Part):
    """A person or an organisation that made the publication, in the order of the title page."""

    class Kind(models.TextChoices):
        """A person or an organisation."""

        PERSON = "person", "Persoon"
        ORGANISATION = "organisation", "Organisatie"

    belongs_to = access_via = ("publication",)

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="contributors", verbose_name="publicatie")
    name = models.CharField("naam", max_length=200)
    kind = models.CharField("soort", max_length=20, choices=Kind.choices, default=Kind.PERSON)
    role = models.CharField(
        "rol", max_length=50, blank=True, help_text="Alleen als het geen auteur is, zoals: redactie."
    )

    class Meta:
        verbose_name = "maker"
        verbose_name_plural = "makers"

    def __str__(self):
        return self.name
