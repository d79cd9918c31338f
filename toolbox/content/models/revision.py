"""One history for all content: what a page said, when, and who wrote it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from toolbox.accounts.access import State, audience_q, sees_drafts


class RevisionQuerySet(models.QuerySet):
    """Revisions of one record, and which of them a reader may see."""

    def of(self, record):
        """Newest first."""
        return self.filter(kind=record._meta.model_name, object_id=record.pk).order_by("-number")

    def newest_of(self, model, pks):
        """{pk: its newest revision, without the snapshot}, for these records of one type."""
        rows = self.filter(kind=model._meta.model_name, object_id__in=pks).order_by("object_id", "-number")
        newest = rows.distinct("object_id").select_related("author").defer("snapshot")
        return {revision.object_id: revision for revision in newest}

    def visible_to(self, user, record):
        """The revisions of a record, which this user may see itself: all for staff and owner, else what was live."""
        if sees_drafts(user, record):
            return self.all()
        return self.filter(Q(published_at__lte=timezone.now()) & audience_q(user))


class Revision(models.Model):
    """A snapshot of one record. If it ever was live text, `published_at` and `readers` say since when, for whom."""

    kind = models.CharField("soort", max_length=50)
    object_id = models.BigIntegerField("record")
    number = models.PositiveIntegerField("versie")
    snapshot = models.JSONField("inhoud")
    state = models.CharField("status", max_length=20, choices=State.choices)
    note = models.TextField("opmerking", blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name="door", null=True, related_name="+"
    )
    is_system = models.BooleanField("door het systeem", default=False)
    at = models.DateTimeField("gemaakt op", default=timezone.now)
    published_at = models.DateTimeField("zichtbaar vanaf", null=True)
    readers = models.ForeignKey("auth.Group", models.PROTECT, verbose_name="lezers", null=True, related_name="+")

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = "versie"
        verbose_name_plural = "versies"
        constraints = [
            models.UniqueConstraint("kind", "object_id", "number", name="content_revision_number_once"),
        ]

    def __str__(self):
        return f"versie {self.number}"

    @property
    def author_name(self):
        """Who wrote it, as staff see it."""
        if self.is_system:
            return "systeem"
        return str(self.author) if self.author else "een vroegere gebruiker"


class OldSlug(models.Model):
    """An address that a record once had; it leads to the new one."""

    kind = models.CharField("soort", max_length=50)
    slug = models.SlugField("oud adres", max_length=200)
    object_id = models.BigIntegerField("record")

    class Meta:
        verbose_name = "oud adres"
        verbose_name_plural = "oude adressen"
        constraints = [models.UniqueConstraint("kind", "slug", name="content_oldslug_once")]

    def __str__(self):
        return self.slug
