"""Approaches and practices in the admin, with their facts and evidence."""

from django.contrib import admin

from toolbox.content.admin import ContentAdmin, PartInline, StaffAdmin

from .models import Approach, Evidence, Fact, LookAlike, Practice


class FactInline(PartInline):
    """Facts, in the order of the page."""

    model = Fact
    fields = [("order", "section", "as_of"), "text", ("qualifier", "amount", "unit"), "sources"]


class EvidenceInline(PartInline):
    """Evidence per outcome. Without a judge it is a proposal."""

    model = Evidence
    fields = [
        ("order", "outcome"),
        ("grounding", "effect"),
        ("place", "year"),
        "note",
        "sources",
        ("judged_by", "judged_on"),
    ]


class LookAlikeInline(PartInline):
    """What it is taken for."""

    model = LookAlike
    fk_name = "approach"
    autocomplete_fields = ["other"]
    fields = [("order", "other", "name"), "why", "sources"]


@admin.register(Approach)
class ApproachAdmin(ContentAdmin):
    """The type of approach."""

    inlines = [FactInline, EvidenceInline, LookAlikeInline]
    search_fields = ["title", "also_called", "slug"]
    fieldsets = [
        (None, {"fields": ["title", "title_language", "also_called", "slug", "summary", "state", "base"]}),
        ("Voor wie?", {"fields": [("age_min", "age_max"), "age_source"]}),
        ("Hoe lang en hoe duur?", {"fields": ["duration", "cost_class"]}),
        ("Waar gaat het over?", {"fields": ["terms"]}),
        ("Wat weten we nog niet?", {"fields": ["open_questions"]}),
        (
            "Officiële erkenning",
            {"fields": ["recognition", "recognition_on", "recognition_note", "recognition_url"]},
        ),
        ("Controle", {"fields": ["checked_on", "checked_by", "review_due", "owner"]}),
        ("Deze wijziging", {"fields": ["note"]}),
    ]


@admin.register(Practice)
class PracticeAdmin(ContentAdmin):
    """What one municipality does."""

    inlines = [FactInline, EvidenceInline]
    autocomplete_fields = ["approach", "municipality"]
    list_display = ["title", "municipality", "approach", "phase", "state", "readers", "checked_on"]
    list_filter = ["state", "readers", "phase"]
    list_select_related = ["municipality", "approach", "readers"]
    search_fields = ["title", "slug", "municipality__title", "approach__title"]
    fieldsets = [
        (
            None,
            {"fields": ["title", "title_language", "slug", ("approach", "municipality"), "summary", "state", "base"]},
        ),
        (
            "Hoe ver is het?",
            {
                "fields": [
                    "scale",
                    ("phase", "phase_as_of"),
                    ("start", "start_note"),
                    ("end", "reason_stopped"),
                    "contact",
                ]
            },
        ),
        ("Waar gaat het over?", {"fields": ["terms"]}),
        ("Wat weten we nog niet?", {"fields": ["open_questions"]}),
        ("Controle", {"fields": ["checked_on", "checked_by", "review_due", "owner"]}),
        ("Deze wijziging", {"fields": ["note"]}),
    ]


@admin.register(Evidence)
class EvidenceAdmin(StaffAdmin):
    """Only to be found from other records: evidence is changed with its approach or practice."""

    search_fields = ["outcome", "approach__title", "practice__title"]
    ordering = ["approach__title", "practice__title", "order", "pk"]
    list_select_related = ["approach", "practice"]

    def get_queryset(self, request):
        """With the record that it belongs to, for its name."""
        return super().get_queryset(request).visible_to(request.user).select_related("approach", "practice")

    def has_module_permission(self, request):
        """Not in the menu."""
        return False

    def has_add_permission(self, request):
        """With its record."""
        return False

    has_change_permission = has_delete_permission = lambda self, request, obj=None: False
