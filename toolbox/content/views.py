"""The pages that every record has: itself and its versions. Lists are in finders.py."""

from django.db.models import prefetch_related_objects
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View

from toolbox.accounts.access import State, sees_drafts

from . import snapshots
from .models import Facet, OldSlug, Revision, Term, visible_prefetches


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


def gone_page(request, record):
    """Status 410: title, date, reason and successor of a withdrawn record."""
    successors = type(record).objects.visible_to(request.user).filter(pk=record.successor_id)
    return render(request, "410.html", {"record": record, "successor": successors.first()}, status=410)


def _by_facet(terms):
    """[(label of the facet, [terms])] in the order of the facets."""
    groups = {}
    for term in terms:
        groups.setdefault(term.facet, []).append(term)
    return [(label, groups[facet]) for facet, label in Facet.choices if facet in groups]
