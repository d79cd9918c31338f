"""The roof's own pages: home, health, sitemap."""

import shutil

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.contrib.sitemaps import Sitemap
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from communities.models import FieldReport, LearningCommunity, Meeting
from publications.models import Publication
from toolbox.approaches.models import Approach, Effect, Practice
from toolbox.content.listing import records_of
from toolbox.content.models import Content, Facet, Term
from toolbox.municipalities.models import Municipality
from toolbox.pages import NAMES
from toolbox.search import bounded, selection
from toolbox.search.models import Entry
from toolbox.situations import situations
from toolbox.work import health

KINDS = [Approach, Practice, Publication, Municipality, Meeting, FieldReport, LearningCommunity]  # as a visitor looks
LIBRARY = [Approach, Practice, Publication]  # of these the newest are told on the home page
NEWEST, REPORTS = 4, 4
MIN_FREE_BYTES = 200 * 1024 * 1024


def home(request):
    """Where to start: situations, search, what was told, what is new, who learns together, and whom to ask."""
    user, today = request.user, timezone.localdate()
    library = {"kind": [model.kind_name() for model in LIBRARY]}
    with bounded.session():
        everything = selection.select(
            selection.Question(sort="added", size=NEWEST), user, count=["kind", Facet.THEME.value]
        )
        newest = selection.select(selection.Question(within=library, sort="added", size=NEWEST), user)
        approaches = selection.offered({"kind": [Approach.kind_name()]}, user, ["theme", "setting"])
    counts = everything.counts["kind"]
    kinds = [
        (model._meta.verbose_name_plural, reverse(f"{model.kind_name()}:list"), counts[model.kind_name()])
        for model in KINDS
        if counts.get(model.kind_name())
    ]
    themes = everything.counts[Facet.THEME.value]
    meetings = Meeting.objects.visible_to(user).for_lists(user)
    reported = meetings.filter(pk__in=FieldReport.objects.visible_to(user).values("meeting"))
    latest_report = reported.past(today).first()
    told = FieldReport.objects.visible_to(user).for_lists(user).filter(meeting=latest_report).order_by("pk")
    community = LearningCommunity.objects.visible_to(user).for_lists(user).order_by("pk").first()
    return render(
        request,
        "home.html",
        {
            "total": everything.total,
            "situations": situations(approaches),
            "kinds": kinds,
            "themes": [(t, themes[t.slug]) for t in Term.objects.filter(slug__in=themes, facet=Facet.THEME).in_order()],
            "records": records_of(newest.entries or everything.entries, user),
            "next_meeting": meetings.upcoming(today).first(),
            "latest_report": latest_report,
            "reports": list(told[:REPORTS]) if latest_report else [],
            "community": community,
            "members": community.municipalities.all() if community else [],
            "effects": Effect.choices,
        },
    )


def admin_login(request):
    """The admin has no login page of its own; who is logged in and comes here has no business there."""
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(request.GET.get("next", reverse("admin:index")))


@never_cache
def alive(request):
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


@never_cache
def ready(request):
    """Can the site be read? 200, or 503 and what is wrong; and how the work for later stands: readers do not wait."""
    problems, work = [], None
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            problems.append("migrations are waiting: manage.py migrate")
        else:
            if Entry.objects.are_outdated():
                problems.append("the index is of an older analysis: manage.py reindex")
            wait = health.oldest_due()
            work = {"worker": health.is_working(), "oldest_due_seconds": int(wait.total_seconds()) if wait else 0}
    except DatabaseError:
        problems.append("the database does not answer")
    folder = settings.DATA_DIR if settings.DATA_DIR.exists() else settings.BASE_DIR
    if shutil.disk_usage(folder).free < MIN_FREE_BYTES:
        problems.append("the disk is almost full")
    body = {"ready": not problems, "problems": problems, "work": work}
    return JsonResponse(body, status=503 if problems else 200)


class RecordSitemap(Sitemap):
    """Every page that everybody may see."""

    def items(self):
        """The public entries."""
        return Entry.objects.visible_to(AnonymousUser()).order_by("pk").defer(*selection.HIDDEN_COLUMNS, "body")


class ListSitemap(Sitemap):
    """Home, the pages with a fixed text and the lists."""

    def items(self):
        """Addresses without arguments."""
        lists = [f"{model.kind_name()}:list" for model in Content.types()]
        return [reverse(name) for name in ["home", *NAMES, *lists]]

    def location(self, item):
        """The address itself."""
        return item


class TermSitemap(Sitemap):
    """The pages of the terms."""

    def items(self):
        """Every term: they are public."""
        return Term.objects.all().in_order()
