"""Content: what every type of record has, and the roads on which it changes."""

from contextlib import contextmanager

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from toolbox.accounts.access import (
    GUARDED_COLUMNS,
    Guarded,
    GuardedPartQuerySet,
    GuardedQuerySet,
    State,
    StateChangeRefused,
)
from toolbox.search.models import Document, Entry

from .. import snapshots, workflow
from .revision import OldSlug, Revision
from .term import Term


class ContentQuerySet(GuardedQuerySet):
    """Records of one type."""

    def with_terms(self):
        """With their terms at hand, for pages and exports."""
        return self.prefetch_related("term_links__tag")

    def for_lists(self):
        """With all that a card or an export line shows; a type adds its own."""
        return self.with_terms().select_related("readers")

    def bulk_create(self, objs, *args, **options):
        """Refused: records come with an entry and a history, one by one."""
        raise StateChangeRefused("Make records one by one: each has an entry in the index and a history.")

    def delete(self):
        """Delete one by one, so that each leaves the index and a last revision."""
        for record in self:
            record.delete()


class Content(Guarded):
    """Abstract: a record with a page of its own.

    Text changes inside `edit()` (or by a bare `save()`), which writes the Revision and the search entry in the same
    transaction. Who may see it changes by `transition()` only.
    """

    parts = ()  # related names of the rows that belong to this record
    not_in_history = (
        *("state", "readers", "published_at", "owner", "checked_on", "checked_by", "review_due"),
        *("withdrawn_at", "withdrawn_reason", "successor", "created_at", "updated_at"),
    )

    title = models.CharField("titel", max_length=300)
    slug = models.SlugField("adres", max_length=200, unique=True, help_text="Het laatste deel van het webadres.")
    summary = models.TextField("samenvatting", blank=True, help_text="In het kort, in gewone woorden.")
    checked_on = models.DateField("laatst gecontroleerd op", null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name="gecontroleerd door",
        null=True,
        blank=True,
        related_name="+",
    )
    review_due = models.DateField("opnieuw controleren voor", null=True, blank=True)
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, blank=True, editable=False)
    withdrawn_reason = models.TextField("reden van intrekken", blank=True, editable=False)
    successor = models.ForeignKey(
        "self", models.SET_NULL, verbose_name="opvolger", null=True, blank=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField("gemaakt op", auto_now_add=True)
    updated_at = models.DateTimeField("laatst gewijzigd op", auto_now=True)

    objects = ContentQuerySet.as_manager()

    class Meta(Guarded.Meta):
        abstract = True
        constraints = [
            *Guarded.Meta.constraints,
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_withdrawn_since",
                condition=~Q(state=State.WITHDRAWN) | Q(withdrawn_at__isnull=False),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """The record's own page; a type's addresses live in a namespace with the type's name."""
        return reverse(f"{self.kind_name()}:detail", args=[self.slug])

    def get_versions_url(self, number=None):
        """The page of all versions, or of one."""
        name = f"{self.kind_name()}:version" if number else f"{self.kind_name()}:versions"
        return reverse(name, args=[self.slug, number] if number else [self.slug])

    # What a type is, for everything that treats all types alike

    @staticmethod
    def types():
        """Every content type there is, in the order of INSTALLED_APPS."""
        return [model for model in apps.get_models() if issubclass(model, Content)]

    @classmethod
    def kind_name(cls):
        """The type's name in the index and in addresses: "publication"."""
        return cls._meta.model_name

    @classmethod
    def term_link(cls):
        """The model that links this type to its terms."""
        return cls._meta.get_field("term_links").related_model

    @property
    def term_list(self):
        """The terms in the order of the vocabulary, from the prefetched links."""
        return sorted((link.tag for link in self.term_links.all()), key=lambda term: (term.order, term.name))

    @property
    def kind_label(self):
        """What a reader calls one record of this type."""
        return self._meta.verbose_name.capitalize()

    @property
    def card_templates(self):
        """The template of this record on a list: the type's own, where it has one."""
        return f"{self._meta.app_label}/{self.kind_name()}_card.html", "content/card.html"

    # What of it is indexed; a type extends these

    def index_text(self):
        """Words that are found beside title, terms and summary."""
        return ""

    def index_facets(self):
        """{facet: [values]}: per facet of the vocabulary the slugs of the terms."""
        facets = {}
        for term in self.term_list:
            facets.setdefault(term.facet, []).append(term.slug)
        return facets

    def index_date(self):
        """The date that lists sort by, or None when it is not known."""

    def export(self):
        """One line of a CSV or JSON list: plain values under the names of the model; a type adds its own."""
        return {
            "kind": self.kind_name(),
            "title": self.title,
            "url": self.get_absolute_url(),
            "summary": self.summary,
            "terms": [term.name for term in self.term_list],
            "checked_on": self.checked_on,
            "updated_at": self.updated_at,
        }

    def reindex(self):
        """Write the record's entry anew; returns the record as the database has it, whatever is in memory."""
        record = type(self).objects.for_lists().get(pk=self.pk)
        Entry.objects.write(record.document())
        return record

    def document(self):
        """What the index keeps of this record."""
        return Document(
            record=self,
            title=self.title,
            url=self.get_absolute_url(),
            names=[term.name for term in self.term_list],
            summary=self.summary,
            body=self.index_text(),
            facets=self.index_facets(),
            date=self.index_date(),
        )

    # How its text changes

    @classmethod
    def from_db(cls, db, field_names, values):
        """Remember the stored address and who may see it, to see a change."""
        record = super().from_db(db, field_names, values)
        record._remember()
        return record

    def refresh_from_db(self, *args, **options):
        """As Django's; what is stored is remembered anew."""
        super().refresh_from_db(*args, **options)
        self._remember()

    def _remember(self):
        self._stored = {name: self.__dict__.get(name) for name in ("slug", *GUARDED_COLUMNS)}

    def _changed(self, name):
        """Is the loaded value another than the stored one?"""
        new = {"slug": self.__dict__.get("slug"), "state": State.DRAFT}
        return name in self.__dict__ and self.__dict__[name] != getattr(self, "_stored", new).get(name)

    def save(self, *args, **kwargs):
        """Save the row, and its revision and entry with it.

        Raises StateChangeRefused when who may see it (state, readers, published_at) changed without `transition()`.
        """
        if not getattr(self, "_moving", False):
            if any(self._changed(name) for name in GUARDED_COLUMNS):
                raise StateChangeRefused("Use transition(): saving does not change who may see a record.")
            if not self._state.adding:  # a copy read before a transition must not undo it
                kwargs.setdefault("update_fields", self._text_columns())
        with transaction.atomic():
            super().save(*args, **kwargs)
            if self._changed("slug"):
                self._keep_old_slug(self._stored["slug"])
            self._remember()
            self.record()

    def _text_columns(self):
        """The loaded columns that a bare save writes: not those of transition()."""
        own = {*GUARDED_COLUMNS, "withdrawn_at", "withdrawn_reason", "successor_id"}
        fields = self._meta.concrete_fields
        return [f.name for f in fields if not f.primary_key and f.attname in self.__dict__ and f.attname not in own]

    def lock(self):
        """Hold the row until the transaction ends: whoever changes the record or what belongs to it waits here."""
        type(self).objects.select_for_update().get(pk=self.pk)

    @contextmanager
    def edit(self, by=None, note=""):
        """Several changes as one: one transaction, one revision, one entry. `by` None is the system."""
        with transaction.atomic():
            if self.pk:
                self.lock()
            self._editing = True
            try:
                yield self
            finally:
                self._editing = False
            self.record(by, note)

    def record(self, by=None, note="", always=False):
        """Write the entry, and a Revision when the text changed; inside `edit()` it waits for the end."""
        if getattr(self, "_editing", False):
            return None
        row = self.reindex()
        snapshot = snapshots.take(row)
        last = row.live_revision() or row.newest_revision()
        if not always and last is not None and snapshots.same_text(last.snapshot, snapshot):
            return None
        if row.state != State.PUBLISHED:
            return row._add_revision(snapshot, by, note)
        row._forget_embargo()
        return row._add_revision(snapshot, by, note, max(row.published_at, timezone.now()))

    def save_draft(self, snapshot, by, note=""):
        """Keep a new text without showing it: a Revision ahead of the live page. Returns the Revision."""
        with transaction.atomic():
            self.lock()
            return self._add_revision(snapshot, by, note)

    def restore(self, revision, by):
        """Take the text of an older revision again, at today's address: as a draft when the page is published.

        Returns the new Revision.
        """
        snapshot = {**revision.snapshot, "slug": self.slug}
        note = f"Teruggezet naar versie {revision.number}"
        if self.state == State.PUBLISHED:
            return self.save_draft(snapshot, by, note)
        with self.edit(by, note):
            self.write_snapshot(snapshot)
        return self.newest_revision()

    def write_snapshot(self, snapshot):
        """Make a snapshot the row's text; call it inside `edit()`. Terms that no longer exist are left out."""
        snapshots.write(self, snapshot, Term.objects.filter(slug__in=snapshot["terms"]))

    def show_draft(self, draft):
        """Put a draft's text on the row without history: for a form, which then saves the record or rolls back."""
        self._editing = True
        try:
            self.write_snapshot(draft.snapshot)
        finally:
            self._editing = False

    def delete(self, *args, by=None, **kwargs):
        """Delete the row and its entry. A last revision stays, not the system's: first content leaves it deleted."""
        with transaction.atomic():
            self.lock()
            self._add_revision(snapshots.take(self), by, "Verwijderd", is_system=False)
            Entry.objects.of(self).delete()
            return super().delete(*args, **kwargs)

    # Its history

    def revisions(self):
        """All revisions, newest first."""
        return Revision.objects.of(self)

    def newest_revision(self):
        """The newest revision, or None before the first save."""
        return self.revisions().first()

    def live_revision(self):
        """The revision whose text the published page shows, or None."""
        live = self.revisions().exclude(published_at=None)
        return live.first() if self.state == State.PUBLISHED else None

    def draft_ahead(self):
        """The revision that runs ahead of a published page, or None."""
        newest = self.newest_revision()
        return newest if self.state == State.PUBLISHED and newest and newest.published_at is None else None

    def _add_revision(self, snapshot, by, note, published_at=None, is_system=None):
        newest = self.newest_revision()
        return Revision.objects.create(
            kind=self.kind_name(),
            object_id=self.pk,
            number=newest.number + 1 if newest else 1,
            snapshot=snapshot,
            state=self.state,
            note=note,
            author=by,
            is_system=by is None if is_system is None else is_system,
            published_at=published_at,
            readers_id=self.readers_id,
        )

    def _forget_embargo(self):
        """A text that was to be seen later, and is replaced or withdrawn before, was never live."""
        self.revisions().filter(published_at__gt=timezone.now()).update(published_at=None)

    def _keep_old_slug(self, slug):
        kind = self.kind_name()
        OldSlug.objects.filter(kind=kind, slug=self.slug).delete()  # an address in use leads nowhere else
        OldSlug.objects.update_or_create(kind=kind, slug=slug, defaults={"object_id": self.pk})

    # Who may see it

    def transition(self, to, by, note="", *, readers=..., published_at=None, successor=None):
        """Move the record to another state, by the table in workflow.py.

        Publishing asks for `readers` (a Group, or None for everybody; never chosen by default) and may set a moment
        in the future; it also puts the draft that runs ahead on the page. Withdrawing asks for a note: readers see it
        as the reason. Raises MoveRefused, and SnapshotError when that draft no longer fits.
        """
        with transaction.atomic():
            self.refresh_from_db(from_queryset=type(self).objects.select_for_update())
            self._remember()
            workflow.check_move(self, to, by)
            if to == State.PUBLISHED:
                self._publish(readers, published_at)
            elif to == State.WITHDRAWN:
                self._withdraw(note, successor)
            self.state = to
            self._moving = self._editing = True
            try:
                self.save()
            finally:
                self._moving = self._editing = False
            self.record(by, note or State(to).label, always=True)

    def _publish(self, readers, published_at):
        if readers is ...:
            raise workflow.MoveRefused("Kies wie dit mag lezen.")
        if draft := self.draft_ahead():
            self.show_draft(draft)
        self.readers = readers
        self.published_at = published_at or self.published_at or timezone.now()
        self.withdrawn_at, self.withdrawn_reason, self.successor = None, "", None

    def _withdraw(self, note, successor):
        if not note.strip():
            raise workflow.MoveRefused("Schrijf op waarom je dit intrekt: lezers zien de reden.")
        if self.published_at > timezone.now():
            self.published_at = None  # nobody ever saw it
            self._forget_embargo()
        self.withdrawn_at, self.withdrawn_reason, self.successor = timezone.now(), note, successor


class Part(models.Model):
    """Abstract: a row that belongs to one record (`access_via` names it) and has its order there."""

    order = models.PositiveSmallIntegerField("volgorde", default=0)

    objects = GuardedPartQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Save; the record's revision and entry follow."""
        with transaction.atomic():
            record = getattr(self, self.access_via)
            record.lock()
            super().save(*args, **kwargs)
            record.record()

    def delete(self, *args, **kwargs):
        """Delete; the record's revision and entry follow."""
        with transaction.atomic():
            record = getattr(self, self.access_via)
            record.lock()
            result = super().delete(*args, **kwargs)
            record.record()
            return result
