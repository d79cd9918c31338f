"""The road of a first document: the same as that of any file, up to what an editor would confirm."""

import io

from django.db import transaction

from publications import confirming, ingest, storage
from publications.due import read_now
from publications.models import Contributor, Document, DocumentState, Publication, SourceMark
from toolbox.accounts.access import State
from toolbox.content.models import Language, Revision

from .facts import PUBLISHER

NOTE = "Eerste documenten"
YEAR_NOTE = "Het jaar waarin de toolbox dit document maakte."
SOURCE_NOTE = "Gemaakt door de toolbox uit haar eigen openbare gegevens. In het document staan de bronnen."


def publish(first):
    """Make, read and show a FirstDocument; returns its Document, or None when it is left alone.

    Left alone is what was made before, whatever an editor did with it since: changed, withdrawn or deleted. What a
    stopped run left half is finished. A document that cannot be read stays a draft. Raises what ingest.receive raises.
    """
    document = _unfinished(first.name)
    if document is None:
        if Revision.objects.filter(kind=Publication.kind_name(), snapshot__slug=first.slug).exists():
            return None
        content = first.make()
        if Document.objects.filter(sha256=storage.fingerprint(io.BytesIO(content))).exists():
            return None
        document = ingest.receive(io.BytesIO(content), first.name, None)
    document = read_now(document)
    if document.state == DocumentState.READY:
        with transaction.atomic():
            _describe(document, first)
            confirming.show(document, None, readers=None)
            document.refresh_from_db()
    return document


def _unfinished(name):
    """The document of this name of a draft that only the system touched, or None."""
    drafts = Document.objects.filter(name=name, batch=None, publication__state=State.DRAFT).select_related(
        "publication"
    )
    for document in drafts.in_order():
        if all(document.publication.revisions().values_list("is_system", flat=True)):
            return document
    return None


def _describe(document, first):
    """What an editor would fill in."""
    publication = document.publication
    with publication.edit(None, NOTE):
        publication.slug, publication.title, publication.summary = first.slug, first.title, first.summary
        publication.kind, publication.language, publication.publisher = first.kind, Language.DUTCH, PUBLISHER
        publication.year, publication.year_checked = first.date.year, True
        publication.year_note = YEAR_NOTE
        publication.pages = document.page_count if document.kind == "pdf" else None
        publication.source_mark = SourceMark.SEEN
        publication.source_note = SOURCE_NOTE
        publication.save()
        for name in ("approaches", "practices", "municipalities", "terms"):
            getattr(publication, name).set(getattr(first, name))
        organisation = Contributor.Kind.ORGANISATION
        Contributor.objects.update_or_create(publication=publication, name=PUBLISHER, defaults={"kind": organisation})
    confirming.keep_apart(document)  # two sheets of one form are no doubles
