"""Document: a file of a publication, on its way from received to shown; and Page: its text, page by page."""

import datetime as dt
from functools import cached_property

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from toolbox.accounts.access import GuardedPartQuerySet, is_staff
from toolbox.work.models import Due, DueQuerySet

from ..extraction.kinds import KINDS
from .publication import Publication


class DocumentState(models.TextChoices):
    """Where a file stands. Only what is ready, with or without text, can be shown to readers."""

    RECEIVED = "received", "Ontvangen"
    CHECKING = "checking", "Wordt gelezen"
    READY = "ready", "Klaar"
    NO_TEXT = "no_text", "Klaar, zonder tekst"
    PASSWORD = "password", "Met wachtwoord"
    DAMAGED = "damaged", "Beschadigd"
    TOO_HEAVY = "too_heavy", "Te zwaar"
    WRONG_TYPE = "wrong_type", "Verkeerd soort bestand"
    INFECTED = "infected", "Besmet"
    FAILED = "failed", "Niet gelukt"


WAITING = (DocumentState.RECEIVED, DocumentState.CHECKING)
READABLE = (DocumentState.READY, DocumentState.NO_TEXT)
PAGES_IN_WORDS = {
    "pdf": ("bladzijde", "bladzijden"),
    "docx": ("deel", "delen"),
    "pptx": ("dia", "dia’s"),
    "xlsx": ("blad", "bladen"),
}
STAGES = {"scan": "virussen zoeken", "read": "tekst lezen", "picture": "plaatje maken", "index": "klaarzetten"}


class Batch(models.Model):
    """Files that were dropped together, and what was refused at the door."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField("gemaakt op", auto_now_add=True)
    refused = models.JSONField("geweigerd", default=list)  # of [name, sentence]

    class Meta:
        verbose_name = "stapel bestanden"
        verbose_name_plural = "stapels bestanden"

    def __str__(self):
        return f"Stapel {self.pk}"

    def get_absolute_url(self):
        """The page where staff confirm what was read."""
        return reverse("upload:batch", args=[self.pk])


class DocumentQuerySet(DueQuerySet, GuardedPartQuerySet):
    """Files, by what may be done with them."""

    def visible_to(self, user):
        """Staff see all; others what an editor showed, of publications that they may see."""
        rows = super().visible_to(user)
        return rows if is_staff(user) else rows.filter(is_shown=True, state__in=READABLE)

    def newest(self):
        """Without those that a newer version, which is shown, came in place of."""
        return self.exclude(pk__in=Document.objects.shown().exclude(replaces=None).values("replaces"))

    def shown(self):
        """Files that an editor put on the page."""
        return self.filter(is_shown=True, state__in=READABLE)

    def in_order(self):
        """As they stand on a page."""
        return self.order_by("created_at", "pk")


class Document(Due):
    """A file of a publication: who may see that may see this, once an editor shows it.

    `original` is for staff. `public_file` is what is served, pictured and read into pages.
    """

    access_via = ("publication",)
    first_wait = dt.timedelta(seconds=2)  # all attempts together: half a minute

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="documents", verbose_name="publicatie")
    batch = models.ForeignKey(Batch, models.SET_NULL, null=True, related_name="documents", verbose_name="stapel")
    name = models.CharField("bestandsnaam", max_length=255)
    kind = models.CharField("soort bestand", max_length=10, choices=[(kind, KINDS[kind].name) for kind in KINDS])
    original = models.FileField("origineel", max_length=200)
    public_file = models.FileField("openbaar bestand", max_length=200, blank=True)
    picture = models.FileField("plaatje van de eerste bladzijde", max_length=200, blank=True)
    sha256 = models.CharField("vingerafdruk", max_length=64, db_index=True)
    size = models.PositiveBigIntegerField("grootte in bytes")
    public_size = models.PositiveBigIntegerField("grootte van het openbare bestand", default=0)
    state = models.CharField("status", max_length=20, choices=DocumentState.choices, default=DocumentState.RECEIVED)
    stage = models.CharField("stap", max_length=10, blank=True)
    message = models.CharField("uitleg", max_length=500, blank=True)
    page_count = models.PositiveIntegerField("bladzijden", default=0)
    language = models.CharField("taal", max_length=2, blank=True)
    reading = models.JSONField("wat er is gelezen", default=dict)  # without the text: that is in the pages
    proposal = models.JSONField("wat de toolbox voorstelt", default=dict)
    findings = models.JSONField("wat de redactie moet nakijken", default=list)
    fingerprint = ArrayField(models.BigIntegerField(), verbose_name="vingerafdruk van de tekst", default=list)
    likely = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+", verbose_name="lijkt op")
    likeness = models.CharField("hoe het lijkt", max_length=20, blank=True)
    replaces = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="replaced_by", verbose_name="vervangt"
    )
    is_shown = models.BooleanField("op de site", default=False)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    checked_at = models.DateTimeField("nagekeken op", null=True)
    created_at = models.DateTimeField("ontvangen op", auto_now_add=True)

    objects = DocumentQuerySet.as_manager()

    class Meta(Due.Meta):
        verbose_name = "document"
        verbose_name_plural = "documenten"
        constraints = [
            models.CheckConstraint(
                name="publications_document_state_known", condition=Q(state__in=DocumentState.values)
            ),
            models.CheckConstraint(
                name="publications_document_shown_is_readable",
                condition=Q(is_shown=False) | (Q(state__in=READABLE) & ~Q(public_file="")),
            ),
            models.CheckConstraint(name="publications_document_not_itself", condition=~Q(replaces=F("pk"))),
        ]
        indexes = [*Due.Meta.indexes, GinIndex("fingerprint", name="publications_document_print", fastupdate=False)]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """The public file."""
        return reverse("document:file", args=[self.pk, self.name])

    def get_picture_url(self):
        """The picture of its first page, or "" when there is none."""
        return reverse("document:picture", args=[self.pk, 1]) if self.picture else ""

    @property
    def is_waiting(self):
        """Has it still to be read?"""
        return self.state in WAITING

    @property
    def is_readable(self):
        """Can it be shown?"""
        return self.state in READABLE

    @property
    def stage_in_words(self):
        """What the worker does with it now."""
        return STAGES.get(self.stage, "")

    @property
    def content_type(self):
        """From our own table; what the file says of itself plays no part."""
        return KINDS[self.kind].content_type

    @property
    def kind_in_words(self):
        """What a reader gets: "pdf, 12 bladzijden"."""
        kind, count = KINDS[self.kind], self.page_count
        one, more = PAGES_IN_WORDS.get(kind.extension, ("", ""))
        return f"{kind.name}, {count} {one if count == 1 else more}" if one and count else kind.name

    @property
    def page_list(self):
        """The pages in order, from the prefetched rows."""
        return sorted(self.pages.all(), key=lambda page: page.number)

    @cached_property
    def folder(self):
        """Where its files lie."""
        return self.original.name.rpartition("/")[0]

    def gave_up(self):
        """The worker stopped trying: a person has to look."""
        type(self).objects.filter(pk=self.pk).update(
            state=DocumentState.FAILED,
            stage="",
            message="Het lezen lukte niet, ook niet na een paar keer. Probeer het opnieuw, of vraag de beheerder.",
        )

    def has_file(self, name):
        """Is this stored file one of its own, or a picture of a page of its public file?"""
        stem = self.public_file.name.rpartition(".")[0]
        return name in self.files() or bool(stem and name.startswith(f"{stem}-"))

    def files(self):
        """The names of all its files in the storage."""
        return [name for name in (self.original.name, self.public_file.name, self.picture.name) if name]


class PageQuerySet(models.QuerySet):
    """Pages, as their document may be seen."""

    def visible_to(self, user):
        """The pages of the documents that this user may see."""
        return self.filter(document__in=Document.objects.visible_to(user))


class Page(models.Model):
    """The text of a page, slide, part or sheet of a document."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="pages", verbose_name="document")
    number = models.PositiveIntegerField("nummer")
    label = models.CharField("naam", max_length=50)
    heading = models.CharField("kop", max_length=300, blank=True)
    text = models.TextField("tekst")

    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name = "bladzijde"
        verbose_name_plural = "bladzijden"
        constraints = [models.UniqueConstraint("document", "number", name="publications_page_once")]

    def __str__(self):
        return f"{self.document}, {self.label}"

    def get_absolute_url(self):
        """The page as text, with its picture."""
        return reverse("document:page", args=[self.document_id, self.number])
