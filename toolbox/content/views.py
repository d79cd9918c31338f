"""The pages that every type of content has: list, record, versions; and search and the page of a term."""

from urllib.parse import urlencode

from django.db.models import prefetch_related_objects
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View

from toolbox.accounts.access import State, sees_drafts
from toolbox.search import selection
from toolbox.search.filters import MAP, WayOut

from . import snapshots
from .exports import export
from .filters import EverythingFilter
from .listing import places_of, records_of
from .models import Facet, OldSlug, Revision, Term, visible_prefetches

OPEN_FACETS = 5  # the others stand under "Meer filters"


class Finder(View):
    """A list: GET is the state. A type sets `model` and `filterset_class`, and little else."""

    model = None
    filterset_class = None
    template_name = "content/list.html"

    def title(self):
        """The list's heading."""
        return self.model._meta.verbose_name_plural.capitalize()

    def columns(self):
        """What its table shows beside the title: (heading, attribute)."""
        return self.model.columns

    def within(self):
        """What every row of this list has: {facet: [values]}."""
        return {"kind": [self.model.kind_name()]}

    def context(self):
        """What else the template needs."""
        names = self.model._meta
        return {"kind": names.model_name, "kind_label": names.verbose_name_plural, "kind_one": names.verbose_name}

    def get(self, request, **kwargs):
        """The list as a page or an export; status 400 and no rows for a value we do not know."""
        filterset = self.filterset_class(request.GET, request.user, self.within())
        if not filterset.form.is_valid():
            return bad_request(request, filterset.problems)
        answer = filterset.answer()
        if answer.question.page > answer.pages:
            return bad_request(request, [f"Deze lijst heeft geen pagina {answer.question.page}."])
        if filterset.form.cleaned_data["format"]:
            return export(filterset.form.cleaned_data["format"], filterset, self.title(), request)
        context = self.page(filterset, answer) | self.choices(filterset, answer) | self.context()
        return render(request, self.template_name, {"title": self.title(), "clean": request.path, **context})

    def page(self, filterset, answer):
        """What the list shows: its records as cards, rows or beside a map, and the way to its other pages."""
        page, records = answer.question.page, records_of(answer.entries, filterset.user)
        for record in records:
            record.columns = self.columns()
        return {
            "total": answer.total,
            "records": records,
            "view": filterset.view,
            "columns": [heading for heading, _ in self.columns()],
            "places": places_of(filterset, answer) if filterset.view == MAP else [],
            "ways_out": [] if answer.total else [*filterset.ways_out(), *self.everywhere(filterset)],
            "page": page,
            "before": filterset.address(pagina=page - 1) if page > 1 else None,
            "after": filterset.address(pagina=page + 1) if page < answer.pages else None,
            "pages": [(n, filterset.address(pagina=n)) for n in _near(page, answer.pages)],
        }

    def choices(self, filterset, answer):
        """What the reader chose, and can choose: words, filters, order, view and form."""
        groups, chips = filterset.groups(answer), filterset.chips()
        formats = ("csv", "json", "atom")
        return {
            "query": answer.question.query,
            "understood": filterset.understood(),
            "groups": groups,
            "open_groups": groups[:OPEN_FACETS],
            "more_groups": groups[OPEN_FACETS:],
            "more_chosen": any(group.chosen for group in groups[OPEN_FACETS:]),
            "chips": chips,
            "choices": len(chips),
            "sort": answer.question.sort,
            "sorts": filterset.sorts(),
            "views": filterset.views(),
            "exports": [(name.upper(), filterset.address(format=name, weergave=None)) for name in formats],
        }

    def everywhere(self, filterset):
        """The same words in the whole portal, as a way out of an empty list."""
        query = filterset.question.query
        found = query.words and selection.total(selection.Question(query=query), filterset.user)
        if not found:
            return []
        return [WayOut("everywhere", query.text, found, f"{reverse('search')}?{urlencode({'q': query.text})}")]


class Search(Finder):
    """Everything, of all kinds."""

    filterset_class = EverythingFilter

    def title(self):
        """The page's heading."""
        return "Zoeken"

    def columns(self):
        """Only what sort of record it is: the kinds have no other column together."""
        return [("Soort", "kind_label")]

    def within(self):
        """No bounds."""
        return {}

    def context(self):
        """Cards say what kind they are."""
        return {"kind_label": "resultaten", "kind_one": "resultaat", "is_mixed": True}


class TermPage(Search):
    """One term: what it means, and everything about it of all kinds."""

    template_name = "content/term.html"

    def get(self, request, slug):
        """The page; 404 for a term that does not exist."""
        self.term = get_object_or_404(Term, slug=slug)
        return super().get(request)

    def title(self):
        """The term."""
        return self.term.name

    def within(self):
        """Everything with this term."""
        return {self.term.facet: [self.term.slug]}

    def context(self):
        """The term itself."""
        return super().context() | {"term": self.term}


class RecordView(View):
    """Finds a record by its address, for whoever may see it."""

    model = None

    def get(self, request, slug, **kwargs):
        """The page; 301 from an old address, 410 for what this reader could see before, else 404."""
        rows = self.model.objects.select_related("readers", "checked_by").prefetch_related("term_links__tag")
        record = rows.visible_to(request.user).filter(slug=slug).first()
        if record is None:
            record = rows.gone_for(request.user).filter(slug=slug).first()
        if record is None:
            record = self.moved(request.user, slug)
        asked = request.resolver_match
        if any(asked.kwargs[name] != value for name, value in record.address().items()):
            return redirect(reverse(asked.view_name, kwargs={**asked.kwargs, **record.address()}), permanent=True)
        if record.state == State.WITHDRAWN and not sees_drafts(request.user, record):
            return gone_page(request, record)
        return self.page(request, record, **{name: value for name, value in kwargs.items() if name == "number"})

    def moved(self, user, slug):
        """The record that once had this address. Raises Http404 when there is none that this reader may know of."""
        old = OldSlug.objects.filter(kind=self.model.kind_name(), slug=slug).first()
        if old is not None:
            rows = self.model.objects.filter(pk=old.object_id)
            if record := rows.visible_to(user).first() or rows.gone_for(user).first():
                return record
        raise Http404

    def template_names(self):
        """The type's own template where it differs."""
        return [f"{self.model._meta.app_label}/{self.model.kind_name()}_detail.html", "content/detail.html"]

    def context(self, record):
        """What the template of a record needs, live or as it was."""
        return {
            "record": record,
            "kind": self.model.kind_name(),
            "kind_label": self.model._meta.verbose_name_plural,
            "list_url": f"{self.model.kind_name()}:list",
            "terms": _by_facet(record.term_list),
        }


class Detail(RecordView):
    """A record's page."""

    def page(self, request, record):
        """The live text, with all that it shows this reader of others."""
        prefetch_related_objects([record], *visible_prefetches(self.model, record.on_page, request.user))
        draft = record.draft_ahead() if sees_drafts(request.user, record) else None
        more = {"draft": draft, "draft_url": draft and record.get_versions_url(draft.number)}
        is_embargo = record.state == State.PUBLISHED and record.published_at > timezone.now()
        return render(request, self.template_names(), self.context(record) | more | {"is_embargo": is_embargo})


class Versions(RecordView):
    """The versions of a record that this reader may see."""

    def page(self, request, record):
        """Newest first."""
        revisions = Revision.objects.of(record).visible_to(request.user, record).select_related("author")
        rows = [(revision, record.get_versions_url(revision.number)) for revision in revisions]
        context = self.context(record) | {"revisions": rows, "live": record.live_revision()}
        return render(request, "content/versions.html", context)


class Version(RecordView):
    """One version, at an address that stays."""

    def page(self, request, record, number):
        """The text as it was; terms as far as they still exist."""
        revision = get_object_or_404(Revision.objects.of(record).visible_to(request.user, record), number=number)
        terms = Term.objects.filter(slug__in=revision.snapshot["terms"])
        old = snapshots.rebuilt(self.model, revision.snapshot, terms, request.user)
        old.pk, old.slug, old.state = record.pk, record.slug, record.state
        old.updated_at = revision.at
        prefetch_related_objects([old], *visible_prefetches(self.model, old.on_page, request.user))
        return render(
            request,
            self.template_names(),
            self.context(old) | {"revision": revision, "is_live": revision == record.live_revision()},
        )


def bad_request(request, problems):
    """Status 400 with what is wrong, and no rows."""
    if request.GET.get("format") == "json":
        return JsonResponse({"errors": problems}, status=400, json_dumps_params={"ensure_ascii": False})
    return render(request, "400.html", {"problems": problems, "list_url": request.path}, status=400)


def gone_page(request, record):
    """Status 410: title, date, reason and successor of a withdrawn record."""
    successors = type(record).objects.visible_to(request.user).filter(pk=record.successor_id)
    return render(request, "410.html", {"record": record, "successor": successors.first()}, status=410)


def _near(page, pages):
    """The page numbers to link: the first, the last, and those around this page."""
    return sorted({1, pages, *range(max(1, page - 3), min(pages, page + 3) + 1)})


def _by_facet(terms):
    """[(label of the facet, [terms])] in the order of the facets."""
    groups = {}
    for term in terms:
        groups.setdefault(term.facet, []).append(term)
    return [(label, groups[facet]) for facet, label in Facet.choices if facet in groups]
