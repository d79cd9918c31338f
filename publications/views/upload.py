"""Staff put files down, see what was read out of them, and put them on the site."""

from functools import wraps

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Q
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from toolbox.accounts.access import is_staff
from toolbox.content.models import Revision
from toolbox.content.workflow import MoveRefused
from toolbox.work import health

from .. import confirming, ingest, storage
from ..checks.clean import CannotClean
from ..forms import BelongsForm, Choices, DocumentForm, ForAllForm
from ..models import Batch, Document, DocumentState, Publication
from ..models.document import READABLE, WAITING
from ..serving import send

BATCHES = 20  # that the upload page lists
FORMS = 50  # of one page of a batch; the others follow when these are on the site


def staff_only(view):
    """For staff; for anybody else the page does not exist."""

    @never_cache
    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if not is_staff(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return wrapped


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request, pk=None):
    """Put files down: all at once with a form, or one by one with a script; both end on the page of the batch."""
    if request.method == "POST":
        batch = get_object_or_404(Batch, pk=pk) if pk else Batch.objects.create(owner=request.user)
        taken = take(request, batch)
        if request.headers.get("Accept", "").startswith("application/json"):
            return JsonResponse(
                {"batch": batch.get_absolute_url(), "add": reverse("upload:add", args=[batch.pk]), **taken}
            )
        if not taken["taken"] and not taken["refused"]:
            batch.delete()
            messages.error(request, "Kies eerst een of meer bestanden.")
            return redirect("upload:start")
        return redirect(batch)
    waiting = Count("documents", filter=Q(documents__state__in=WAITING))
    open_ = Count("documents", filter=Q(documents__state__in=READABLE, documents__is_shown=False))
    batches = Batch.objects.annotate(number=Count("documents"), waiting=waiting, open=open_).select_related("owner")
    stuck = Document.objects.filter(state=DocumentState.FAILED).select_related("publication").order_by("-created_at")
    return render(
        request,
        "publications/upload.html",
        {
            "batches": list(batches.order_by("-created_at")[:BATCHES]),
            "stuck": list(stuck[:BATCHES]),
            "is_working": health.is_working(),
            "oldest_due": (waited := health.oldest_due()) and timezone.now() - waited,
        },
    )


def take(request, batch):
    """Take the files of a request into a batch: {"taken": [name], "refused": [[name, sentence]]}."""
    files = request.FILES.getlist("files")  # they arrive here, and with that what is refused is known
    taken, refused = [], list(getattr(request, "refused", []))
    for file in files:
        try:
            taken.append(ingest.receive(file, file.name, request.user, batch).name)
        except (ingest.Refused, storage.DiskFull) as problem:
            refused.append([ingest.clean_name(file.name), str(problem)])
    if refused:
        with transaction.atomic():  # files come in side by side
            row = Batch.objects.select_for_update().get(pk=batch.pk)
            row.refused = [*row.refused, *refused]
            row.save(update_fields=["refused"])
    return {"taken": taken, "refused": refused}


def documents_of(batch):
    """The documents of a batch with all that their forms show."""
    rows = batch.documents.select_related("publication", "likely__publication")
    related = ("publication__term_links__tag", "publication__municipalities", "publication__contributors")
    return rows.prefetch_related(*related).in_order()


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def batch(request, pk):
    """The files of a batch: how far they are, what was read, and the way to the site."""
    found = get_object_or_404(Batch, pk=pk)
    if "voortgang" in request.GET:  # what the script asks for while files are read
        rows = found.documents.in_order().defer("reading", "proposal", "findings")  # all that was read may be much
        return render(request, "publications/progress.html", progress(found, list(rows)))
    choices = Choices()
    documents = list(documents_of(found))
    data = request.POST if request.method == "POST" else None
    for_all = ForAllForm(data, choices=choices)
    ready = [one for one in documents if one.is_readable and not one.is_shown]
    newest = Revision.objects.newest_of(Publication, [one.publication_id for one in ready[:FORMS]])
    forms = [form_for(one, newest[one.publication_id], data, choices) for one in ready[:FORMS]]
    if data is not None and (not forms or publish(request, for_all, forms)):
        return redirect(found)
    context = {
        **progress(found, documents),
        "for_all": for_all,
        "forms": [form for form in forms if not form.document.is_shown],
        "more": max(0, len(ready) - FORMS),
        "shown": [one for one in documents if one.is_shown],
        "failed": [one for one in documents if not (one.is_readable or one.is_waiting)],
    }
    return render(request, "publications/batch.html", context, status=200 if data is None else 422)


def progress(batch, documents):
    """What the page tells of how far the files of a batch are."""
    waiting = [one for one in documents if one.is_waiting]
    done, total = len(documents) - len(waiting), len(documents)
    return {"batch": batch, "waiting": waiting, "done": done, "total": total, "is_working": health.is_working()}


def form_for(document, newest, data, choices):
    """The form of a document; one that was not on the page that was sent starts anew, and nothing is asked of it."""
    is_sent = data is not None and f"d{document.pk}-title" in data
    return DocumentForm(data if is_sent else None, document=document, newest=newest, choices=choices)


def publish(request, for_all, forms):
    """Put on the site what is ticked and right; True when nothing is left to mend. What was typed stays."""
    chosen = [form for form in forms if form.is_bound and form.data.get(form.add_prefix("include"))]
    if not chosen:
        for_all.is_valid()
        for_all.add_error(None, "Kies eerst welke documenten op de site moeten.")
        return False
    apply_to_all(for_all, chosen)
    done = 0
    if for_all.is_valid():
        right = [form for form in chosen if form.is_valid()]  # all are looked at before one is written
        done = sum(show(request, form, for_all) for form in right)
    if done:
        messages.success(
            request, f"{done} document op de site gezet." if done == 1 else f"{done} documenten op de site gezet."
        )
    return done == len(chosen)


def apply_to_all(for_all, forms):
    """What was chosen for all comes in place of (kind) or beside (municipality, theme) what each has."""
    for form in forms:
        data = form.data.copy()
        if kind := for_all.data.get(for_all.add_prefix("kind")):
            data[form.add_prefix("kind")] = kind
        for one, many in (("municipality", "municipalities"), ("theme", "themes")):
            if value := for_all.data.get(for_all.add_prefix(one)):
                name = form.add_prefix(many)
                data.setlist(name, list(dict.fromkeys([*data.getlist(name), value])))
        form.data = data


def show(request, form, for_all):
    """One document, all or nothing. A refusal stands beside it."""
    try:
        with transaction.atomic():
            confirming.describe(form.document, form.cleaned_data, request.user)
            confirming.show(form.document, request.user, for_all.readers_group())
    except MoveRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    form.document.is_shown = True
    return True


@staff_only
@require_POST
def act(request, pk, action):
    """One thing with one document: again, a version, apart, away, a clean copy, off the site."""
    document = get_object_or_404(Document.objects.select_related("publication", "likely__publication", "batch"), pk=pk)
    try:
        done = ACTIONS[action](document, request.user)
    except KeyError:
        raise Http404 from None
    except (MoveRefused, CannotClean, storage.DiskFull) as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, done)
    is_gone = not Document.objects.filter(pk=pk).exists() and document.batch is None
    return redirect("upload:start" if is_gone else document.batch or document.publication)


def _again(document, user):
    ingest.read_again(document)
    return f"‘{document}’ wordt opnieuw gelezen. Tot je het weer hebt nagekeken, staat het niet op de site."


def _version(document, user):
    if document.likely is None:
        raise MoveRefused("Het andere document is er niet meer. Ververs de pagina.")
    confirming.make_version(document, document.likely, user)
    return f"‘{document}’ is een nieuwe versie bij ‘{document.likely.publication}’. Kijk het na en zet het op de site."


def _apart(document, user):
    confirming.keep_apart(document)
    return f"‘{document}’ hoort apart."


def _away(document, user):
    confirming.discard(document, user)
    return f"‘{document}’ is weggehaald."


def _off_the_site(document, user):
    confirming.hide(document)
    return f"‘{document}’ staat niet meer op de site."


def _look(document, user):
    if document.batch is None:
        document.batch = Batch.objects.create(owner=user)
        Document.objects.filter(pk=document.pk).update(batch=document.batch)
    return f"Kijk ‘{document}’ na en zet het op de site."


def _clean(document, user):
    if not document.is_readable:
        raise CannotClean("Dit bestand wordt nu gelezen. Wacht even.")
    ingest.make_clean_copy(document)
    return f"Van ‘{document}’ is een schone kopie gemaakt. Die wordt nu gelezen."


ACTIONS = {
    "opnieuw": _again,
    "versie": _version,
    "toch": _apart,
    "overslaan": _away,
    "van-de-site": _off_the_site,
    "nakijken": _look,
    "schoon": _clean,
}


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def belongs(request, pk):
    """Where a document belongs: the publication, and what and which meetings that is about."""
    document = get_object_or_404(Document.objects.select_related("publication", "batch"), pk=pk)
    form = BelongsForm(request.POST or None, document=document, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            confirming.relate(document, form.cleaned_data, request.user)
        except MoveRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Bewaard waar ‘{document}’ bij hoort.")
            return redirect(document.batch or document.publication)
    status = 422 if form.is_bound else 200
    return render(request, "publications/belongs.html", {"document": document, "form": form}, status=status)


@staff_only
@require_http_methods(["GET", "HEAD"])
def original(request, pk):
    """The file as it came: for staff, always as a download; not before it was scanned, nor when it is infected."""
    document = get_object_or_404(Document, pk=pk)
    if document.is_waiting or document.state == DocumentState.INFECTED:
        raise Http404
    return send(request, document.original.name, document.content_type, document.name, is_public=False, is_inline=False)
