"""Publications in the admin."""

from django.contrib import admin

from toolbox.content.admin import ContentAdmin, PartInline

from .models import Contributor, Finding, Publication


class ContributorInline(PartInline):
    """The makers, in the order of the title page."""

    model = Contributor
    fields = [("order", "name", "kind", "role")]


class FindingInline(PartInline):
    """What it found, per row of evidence."""

    model = Finding
    autocomplete_fields = ["evidence"]
    fields = [("order", "evidence"), ("outcome", "effect"), ("design", "country", "page")]


@admin.register(Publication)
class PublicationAdmin(ContentAdmin):
    """The description of a publication."""

    inlines = [ContributorInline, FindingInline]
    autocomplete_fields = ["approaches", "practices", "municipalities"]
    list_display = ["title", "kind", "year", "state", "readers", "checked_on", "updated_at"]
    list_filter = ["state", "readers", "kind", "language"]
    fieldsets = [
        (None, {"fields": ["title", "subtitle", "slug", "summary", "state", "base"]}),
        ("Wat is het?", {"fields": ["kind", "language", ("year", "year_checked"), "year_note", "publisher", "series"]}),
        ("Makers", {"fields": ["contributors_complete", "contributors_note", "commissioned_by"]}),
        ("Waar staat het?", {"fields": ["url", "url_note", "doi", "isbn", "isbn_note", "pages", "licence"]}),
        ("Waar gaat het over?", {"fields": ["terms", "approaches", "practices", "municipalities"]}),
        (
            "Herkomst en controle",
            {"fields": ["source_mark", "source_note", "checked_on", "checked_by", "review_due", "owner"]},
        ),
        ("Deze wijziging", {"fields": ["note"]}),
    ]
