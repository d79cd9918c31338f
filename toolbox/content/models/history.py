"""How the text of a record changes: one revision and one entry per change, drafts ahead of the page, restore."""

from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from toolbox.accounts.access import GUARDED_COLUMNS, Guarded, State, StateChangeRefused
from toolbox.search.models import Entry

from .. import snapshots
from .revision import OldSlug, Revision
from .term import Term


class Recorded(Guarded):
    """Abstract: a record with a history. Its text changes inside `edit()`, or by a bare `save()`."""

    parts = ()  # related names of the rows that belong to this record
    links = ()  # many-to-many fields to other records; change them inside `edit()`
    shared = ("title", "slug")  # fields that the entries of its neighbours hold
    not_in_history = (
        *("state", "readers", "published_at", "owner", "checked_on", "checked_by", "review_due"),
        *("withdrawn_at", "withdrawn_reason", "successor", "created_at", "updated_at"),
    )

    class Meta(Guarded.Meta):
        abstract = True

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

    @contextmanager
    def unrecorded(self):
        """Change the row without entry and history; whoever does so records it, or rolls it back."""
        self._editing = True
        try:
            yield self
        finally:
            self._editing = False

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
            with self.unrecorded():
                yield self
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
        if last is not None and any(last.snapshot.get(name) != snapshot[name] for name in self.shared):
            row.reindex_neighbours()
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
        with self.unrecorded():
            self.write_snapshot(draft.snapshot)

    def delete(self, *args, by=None, **kwargs):
        """Delete the row and its entry. A last revision stays, not the system's: first content leaves it deleted."""
        with transaction.atomic():
            self.lock()
            self._add_revision(snapshots.take(self.whole()), by, "Verwijderd", is_system=False)
            Entry.objects.of(self).delete()
            neighbours = list(self.neighbours())
            result = super().delete(*args, **kwargs)
            for record in neighbours:
                record.record(by, f"‘{self}’ is verwijderd")
            return result

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
