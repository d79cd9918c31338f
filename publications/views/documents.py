"""Reading documents: the file, a page as text, and its picture; for whoever may see the publication."""

import logging

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from toolbox.accounts.access import State
from toolbox.content.views import gone_page
from toolbox.search import snippets
from toolbox.search.models import SynonymGroup
from toolbox.search.query import parse

from .. import pictures, storage
from ..extraction.kinds import KINDS
from ..models import Document, Publication
from ..serving import send

logger = logging.getLogger(__name__)
INLINE = ("pdf", "jpg", "png", "webp")  # what a browser shows by itself


class Gone(Exception):
    """The reader could see this before; the publication was withdrawn."""

    def __init__(self, publication):
        super().__init__(publication)
        self.publication = publication


def for_reader(view):
    """A view of a document that this reader may see: 404 for any other, 410 for what was withdrawn."""

    @require_safe
    def wrapped(request, pk, *args, **kwargs):
        try:
            return view(request, find(request.user, pk), *args, **kwargs)
        except Gone as gone:
            return gone_page(request, gone.publication)
        except FileNotFoundError as error:
            logger.error("the file of document %s is gone: %s", pk, error)
            raise Http404 from error

    return wrapped


def find(user, pk):
    """The document, for a user who may see it. Raises Http404, and Gone for one of a withdrawn publication."""
    rows = Document.objects.filter(pk=pk).select_related("publication__readers")
    document = rows.visible_to(user).first()
    if document is None:
        gone = Publication.objects.gone_for(user).filter(documents__in=Document.objects.shown().filter(pk=pk)).first()
        if gone:
            raise Gone(gone)
        raise Http404
    return document


def is_public(document):
    """May everybody read it, so that a cache may keep it?"""
    publication = document.publication
    is_out = publication.state == State.PUBLISHED and publication.published_at <= timezone.now()
    return is_out and publication.readers_id is None and document.is_shown


@for_reader
def file(request, document, name):
    """The public file; a wrong name for this number is 404. `?opslaan` downloads what a browser would show."""
    if name != document.name or not document.public_file:
        raise Http404
    return send(
        request,
        document.public_file.name,
        document.content_type,
        document.name,
        is_public=is_public(document),
        is_inline=document.kind in INLINE and "opslaan" not in request.GET,
    )


@for_reader
def page(request, document, number):
    """The text of one page, the way to the others, and its picture: what a screen reader and a search lead to."""
    found = document.pages.filter(number=number).first()
    if found is None:
        raise Http404
    typed = request.GET.get("q", "")
    query = parse(typed, SynonymGroup.objects.in_use() if typed.strip() else ())
    numbers = list(document.pages.order_by("number").values_list("number", "label"))
    at = [n for n, _ in numbers].index(number)
    return render(
        request,
        "publications/document_page.html",
        {
            "document": document,
            "publication": document.publication,
            "page": found,
            "text": snippets.mark(found.text, query) if query.words else None,
            "query": query.text,
            "before": numbers[at - 1] if at else None,
            "after": numbers[at + 1] if at + 1 < len(numbers) else None,
            "has_picture": KINDS[document.kind].has_picture,
            "newer": document.replaced_by.visible_to(request.user).first(),
        },
    )


@for_reader
def picture(request, document, number):
    """The picture of a page: of the first one made beforehand, of another when somebody asks for it."""
    try:
        name = pictures.of_page(document, number)
    except (pictures.Busy, storage.DiskFull):
        return too_busy(request)
    if name is None:
        raise Http404
    return send(
        request, name, "image/webp", f"{document.pk}-{number}.webp", is_public=is_public(document), is_inline=True
    )


def too_busy(request):
    """Status 503: too many pictures are being made now."""
    response = render(request, "503.html", {"problems": ["Er worden nu te veel plaatjes gemaakt."]}, status=503)
    response["Retry-After"] = "5"
    return response
