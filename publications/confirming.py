"""What an editor decides about a document: put it on the site, with what is known of it; a version; or leave it out."""

from django.db import transaction
from django.utils import timezone

from toolbox.accounts.access import State
from toolbox.content.workflow import MoveRefused

from . import storage
from .ingest import free_slug
from .models import Contributor, Document, Publication
from .models.document import READABLE

NOTE = "Bevestigd bij het neerzetten van bestanden"


def describe(document, data, user):
    """Write what the editor confirmed to the document's publication, as one change. `data` as of forms.DocumentForm.

    Raises MoveRefused when a colleague has a draft of it ahead: that would be lost.
    """
    with transaction.atomic():
        publication = locked(document.publication_id)
        if publication.draft_ahead():
            raise MoveRefused(f"Van ‘{publication}’ is er een concept. Publiceer dat eerst.")
        with publication.edit(user, NOTE):
            for name in ("title", "year", "kind", "language"):
                setattr(publication, name, data[name])
            if publication.pages is None and document.kind == "pdf":
                publication.pages = document.page_count
            publication.year_checked = publication.year_checked and publication.year is not None
            if publication.state != State.PUBLISHED:
                publication.slug = free_slug(publication.title, publication)
            publication.save()
            publication.terms.set([*_other_terms(publication), *data["themes"]])
            publication.municipalities.set(data["municipalities"])
            _set_makers(publication, data["makers"])


def locked(*pks):
    """The publications with these keys, held until the transaction ends; one, or a list in the order of their keys.

    Who may see a publication, its documents and its entry change under this lock only. Raises MoveRefused for one that
    is gone.
    """
    rows = list(Publication.objects.select_for_update().filter(pk__in=pks).order_by("pk"))
    if len(rows) < len(set(pks)):
        raise MoveRefused("Een collega heeft dit intussen weggehaald. Ververs de pagina.")
    return rows[0] if len(pks) == 1 else rows


def _other_terms(publication):
    """Its terms that are no theme: the form does not ask for them."""
    return [term for term in publication.term_list if term.facet != "theme"]


def _set_makers(publication, names):
    """The makers in this order; rows that are there already keep their kind and role."""
    have = {maker.name: maker for maker in publication.contributors.all()}
    for name, maker in have.items():
        if name not in names:
            maker.delete()
    for order, name in enumerate(names, 1):
        maker = have.get(name) or Contributor(publication=publication, name=name)
        if maker.order != order or maker.pk is None:
            maker.order, maker.publication = order, publication
            maker.save()


def relate(document, data, user):
    """Write where the document belongs. `data` as of forms.BelongsForm; each meeting keeps a history of its own.

    What a publication was about stays when a document moves there: what is chosen comes beside it. Raises MoveRefused.
    """
    with transaction.atomic():
        target = data["publication"]
        is_moved = target is not None and target.pk != document.publication_id
        if is_moved:
            move(document, target, user)
        publication = locked(document.publication_id)
        with publication.edit(user, NOTE):
            for name in ("approaches", "practices", "municipalities"):
                rows = getattr(publication, name)
                rows.add(*data[name]) if is_moved else rows.set(data[name])
        wanted, have = set(data["recommended_at"]), set(publication.recommended_at.all())
        for meeting in wanted - have if is_moved else wanted ^ have:
            with meeting.edit(user, NOTE):
                change = meeting.reading_list.add if meeting in wanted else meeting.reading_list.remove
                change(publication)


def show(document, user, readers=...):
    """Put the document on the site; its publication is published when it was not, for these readers.

    Raises MoveRefused: when nobody chose the readers, when it is published already for others, and when the file is
    being read anew.
    """
    with transaction.atomic():
        publication = locked(document.publication_id)
        rows = Document.objects.filter(pk=document.pk, publication=publication, state__in=READABLE)
        if not rows.exclude(public_file="").update(is_shown=True, checked_by=user, checked_at=timezone.now()):
            raise MoveRefused("Een collega verandert dit bestand nu. Ververs de pagina.")
        if publication.state != State.PUBLISHED:
            publication.transition(State.PUBLISHED, user, NOTE, readers=readers)
            return
        if readers is not ... and publication.readers != readers:
            who = f"alleen {publication.readers}" if publication.readers else "iedereen"
            raise MoveRefused(
                f"‘{publication}’ staat al op de site, voor {who}. Kies dezelfde lezers, of een andere publicatie."
            )
        publication.reindex()


def hide(document):
    """Take the document off the site; its publication stays. Raises MoveRefused."""
    with transaction.atomic():
        publication = locked(document.publication_id)
        Document.objects.filter(pk=document.pk).update(is_shown=False)
        publication.reindex()


def move(document, publication, user):
    """Make it a document of another publication; its own draft goes when nothing else is in it. Raises MoveRefused."""
    if document.publication_id == publication.pk:
        return
    with transaction.atomic():
        for record in locked(document.publication_id, publication.pk):
            if record.pk != publication.pk:
                old = record
        Document.objects.filter(pk=document.pk).update(publication=publication, is_shown=False)
        document.publication = publication
        if not _drop_empty(old, user):
            old.reindex()
        publication.reindex()


def make_version(document, older, user):
    """Make it the newer version of another document, in that one's publication. The older one stays where it is.

    Raises MoveRefused when the other one is a newer version of this one.
    """
    with transaction.atomic():
        before = older
        while before is not None:
            if before.pk == document.pk:
                raise MoveRefused("Dit document is zelf de oudere versie.")
            before = before.replaces
        move(document, older.publication, user)
        Document.objects.filter(pk=document.pk).update(replaces=older, likely=None, likeness="")


def keep_apart(document):
    """It is no double ("Toch toevoegen")."""
    Document.objects.filter(pk=document.pk).update(likely=None, likeness="")


def discard(document, user):
    """Take the document away with its files, and its own draft publication ("Overslaan").

    Raises MoveRefused for one that is on the site: that is taken off first, so that nobody does it by mistake.
    """
    with transaction.atomic():
        publication = locked(document.publication_id)
        row = Document.objects.select_for_update().filter(pk=document.pk).first()
        if row is None:
            return
        if row.is_shown:
            raise MoveRefused(f"‘{row}’ staat op de site. Haal het er eerst af.")
        folder = row.folder
        Document.objects.filter(likely=row).update(likely=None, likeness="")
        row.delete()
        if not _drop_empty(publication, user):
            publication.reindex()
        transaction.on_commit(lambda: storage.remove_all(folder))


def _drop_empty(publication, user):
    """Delete a draft that was only made for a file and has none any more; whether it was one."""
    is_empty = publication.state == State.DRAFT and not publication.kind and not publication.documents.exists()
    if is_empty:
        publication.delete(by=user)
    return is_empty
