"""Municipalities and their representatives in the admin."""

from django.contrib import admin

from toolbox.content.admin import ContentAdmin, StaffInline

from .models import Municipality, Representative


class RepresentativeInline(StaffInline):
    """Who speaks for the municipality; saving changes the circles too."""

    model = Representative
    fields = [("user", "function", "left_on")]


@admin.register(Municipality)
class MunicipalityAdmin(ContentAdmin):
    """A municipality with where each fact was found."""

    inlines = [RepresentativeInline]
    list_display = ["title", "province", "population", "state", "checked_on", "updated_at"]
    list_filter = ["state", "province"]
    search_fields = ["title", "official_name", "cbs_code", "slug"]
    fieldsets = [
        (None, {"fields": ["title", "official_name", "slug", "summary", "state", "base"]}),
        (
            "Wie is het?",
            {
                "fields": [
                    ("cbs_code", "code_valid_from", "code_source"),
                    ("province", "province_source"),
                    ("population", "population_year", "is_population_rounded"),
                    "population_source",
                    ("police_unit", "police_unit_source"),
                    "website",
                ]
            },
        ),
        ("Waar ligt het?", {"fields": [("latitude", "longitude"), "location_source"]}),
        ("Waar werkt het aan?", {"fields": ["focus_areas", "focus_areas_source", "terms"]}),
        ("Preventie met Gezag", {"fields": ["prevention_since", "prevention_note", "prevention_source"]}),
        ("Controle", {"fields": ["checked_on", "checked_by", "review_due", "owner"]}),
        ("Deze wijziging", {"fields": ["note"]}),
    ]
