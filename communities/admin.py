"""Communities, meetings and field reports in the admin."""

from django.contrib import admin

from toolbox.content.admin import ContentAdmin, PartInline, RecordInline

from .models import AgendaItem, FieldReport, LearningCommunity, Meeting


@admin.register(LearningCommunity)
class LearningCommunityAdmin(ContentAdmin):
    """A community, who takes part, and whom to ask."""

    autocomplete_fields = ["municipalities"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "summary", "state", "base"]}),
        ("Waarvoor is het?", {"fields": ["purpose", "name_note", "terms", "sources"]}),
        ("Wie doet mee?", {"fields": ["municipalities", "group", "coordinator"]}),
        ("Wie kun je bellen?", {"fields": [("contact_name", "contact_role"), "contact_as_of", "contact_note"]}),
        ("Controle", {"fields": ["checked_on", "checked_by", "review_due", "owner"]}),
        ("Deze wijziging", {"fields": ["note"]}),
    ]


class AgendaInline(PartInline):
    """The agenda."""

    model = AgendaItem
    autocomplete_fields = ["publication"]
    fields = [("order", "kind", "title"), ("speaker", "organisation"), "text", "publication"]


class FieldReportInline(RecordInline):
    """What was told. Each report has its own status and readers: see its own page."""

    model = FieldReport
    autocomplete_fields = ["municipality", "approach", "practice"]
    fields = [("order", "municipality"), "text", ("approach", "practice"), "sources", ("state", "readers")]


@admin.register(Meeting)
class MeetingAdmin(ContentAdmin):
    """A meeting with its agenda, its reading list and what was told."""

    inlines = [AgendaInline, FieldReportInline]
    autocomplete_fields = ["community", "municipality", "practice", "reading_list", "attendance"]
    list_display = ["title", "kind", "start_on", "when", "state", "readers", "checked_on"]
    list_filter = ["state", "readers", "kind", "year"]
    fieldsets = [
        (None, {"fields": ["title", "title_language", "slug", "kind", "community", "summary", "state", "base"]}),
        (
            "Wanneer?",
            {
                "fields": [
                    ("start_on", "start_time"),
                    ("end_on", "end_time"),
                    "when",
                    ("year", "year_note"),
                ]
            },
        ),
        ("Waar?", {"fields": ["is_online", "place", "municipality"]}),
        ("Wie was er?", {"fields": ["attendance"]}),
        ("Leestips", {"fields": ["reading_list", "reading_list_note"]}),
        ("Waar gaat het over?", {"fields": ["practice", "terms", "report_note", "sources"]}),
        ("Controle", {"fields": ["checked_on", "checked_by", "review_due", "owner"]}),
        ("Deze wijziging", {"fields": ["note"]}),
    ]


@admin.register(FieldReport)
class FieldReportAdmin(ContentAdmin):
    """What one municipality told. A report without title or address gets those of what it is about."""

    autocomplete_fields = ["meeting", "municipality", "approach", "practice"]
    list_display = ["title", "meeting", "municipality", "state", "readers", "checked_on"]
    list_select_related = ["meeting", "municipality", "readers"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "meeting", "municipality", "text", "state", "base"]}),
        ("Waar gaat het over?", {"fields": ["approach", "practice", "terms", "summary"]}),
        ("Herkomst", {"fields": ["order", "sources"]}),
        ("Controle", {"fields": ["checked_on", "checked_by", "review_due", "owner"]}),
        ("Deze wijziging", {"fields": ["note"]}),
    ]

    def get_form(self, request, obj=None, **options):
        """Title and address may stay empty."""
        form = super().get_form(request, obj, **options)
        for name in form.base_fields.keys() & {"title", "slug"}:
            form.base_fields[name].required = False
        return form
