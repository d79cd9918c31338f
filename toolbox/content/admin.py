"""The technical admin of every content type: text with history, moves between states, terms from the vocabulary."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Field, TextField
from django.forms import Textarea
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from toolbox.accounts.access import State, is_staff
from toolbox.search.models import QueryCount, SynonymGroup, questions

from . import snapshots, workflow
from .forms import ContentForm, MoveForm, RowsFormSet
from .models import Content, Part, Term
from .models.fields import LinesInput

admin.site.site_header = "Beheer van de toolbox"
admin.site.site_title = "Beheer"
admin.site.index_title = "Wat wil je doen?"


class StaffAdmin(admin.ModelAdmin):
    """Staff see, add and change; only a technical administrator deletes (staff withdraw)."""

    def has_module_permission(self, request):
        """All staff."""
        return is_staff(request.user)

    def has_view_permission(self, request, obj=None):
        """All staff."""
        return is_staff(request.user)

    def has_add_permission(self, request):
        """All staff."""
        return is_staff(request.user)

    def has_change_permission(self, request, obj=None):
        """All staff."""
        return is_staff(request.user)

    def has_delete_permission(self, request, obj=None):
        """Technical administrators only."""
        return is_staff(request.user) and request.user.is_superuser


class StaffInline(admin.StackedInline):
    """Rows beside a record, for whoever may change the record."""

    extra = 0
    formset = RowsFormSet
    formfield_overrides = {TextField: {"widget": Textarea(attrs={"rows": 3})}}

    def has_view_permission(self, request, obj=None):
        """As the record."""
        return is_staff(request.user)

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission


class PartInline(StaffInline):
    """Rows that belong to a record, in their order."""

    ordering = ["order", "pk"]


class RecordInline(StaffInline):
    """Records that lie under another: their text may be changed here, their status on their own page."""

    readonly_fields = ["state", "readers"]
    show_change_link = True
    can_delete = False
    ordering = ["pk"]


class ContentAdmin(StaffAdmin):
    """A type registers with this class. State is read-only here: it changes on the page "Status en lezers"."""

    form = ContentForm
    change_form_template = "admin/content_change_form.html"
    list_display = ["title", "state", "readers", "checked_on", "updated_at"]
    list_filter = ["state", "readers"]
    search_fields = ["title", "slug"]
    prepopulated_fields = {"slug": ["title"]}
    readonly_fields = ["state"]
    ordering = ["-updated_at"]

    def get_queryset(self, request):
        """Through the access rule, as everywhere."""
        return super().get_queryset(request).visible_to(request.user).select_related("readers")

    def get_urls(self):
        """The admin's addresses, and the page for moves."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_move"
        move = path("<path:object_id>/status/", self.admin_site.admin_view(self.move_view), name=name)
        return [move, *super().get_urls()]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """The form shows and saves the draft that runs ahead of a published page, when there is one.

        The draft is put on the row inside a transaction; it stays there only when the editor saves it live.
        """
        with transaction.atomic():
            point = transaction.savepoint()
            record = (
                object_id
                and self.get_queryset(request).select_for_update(of=["self"]).filter(pk=self._pk(object_id)).first()
            )
            if not record or not self.has_change_permission(request, record):
                return super().changeform_view(request, object_id, form_url, extra_context)
            draft = record.draft_ahead()
            if draft and (problem := self._show(record, draft)):
                draft = None
                if request.method == "GET":
                    messages.warning(request, problem)
            context = {"draft": draft, "record": record, "moves": workflow.moves_for(record, request.user)}
            response = super().changeform_view(request, object_id, form_url, context | (extra_context or {}))
            kept = getattr(request, "kept_draft", None)
            if kept or draft and isinstance(response, TemplateResponse):
                if kept is None:
                    response.render()  # while the draft is on the row
                transaction.savepoint_rollback(point)
            if kept:
                snapshot, note = kept
                record.save_draft(snapshot, request.user, note)
                self._save_beside(request, is_draft=True)
            return response

    def _show(self, record, draft):
        """Put a draft on the row; or say why that cannot be done any more: then the form shows the live text."""
        try:
            record.show_draft(draft)
        except snapshots.SnapshotError as error:
            return (
                f"Het concept (versie {draft.number}) past niet meer ({error}). Hieronder staat de tekst van de site. "
                "Wat er in het concept staat, zie je bij ‘Versies’."
            )
        return ""

    def save_model(self, request, obj, form, change):
        """The row first; history and index wait for terms and parts."""
        obj._editing = True
        if not change and obj.owner is None:
            obj.owner = request.user
        super().save_model(request, obj, form, change)

    def save_formset(self, request, form, formset, change):
        """Parts belong to the record that is being edited; other rows beside it wait for `_save_beside`."""
        for row in formset.forms:
            setattr(row.instance, formset.fk.name, form.instance)
            if hasattr(row.instance, "order"):
                row.instance.order = row.instance.order or len(formset.forms)  # no order given: last
        if issubclass(formset.model, Part):
            super().save_formset(request, form, formset, change)
        else:
            rows = formset.save(commit=False)
            request.beside = [*getattr(request, "beside", []), (rows, formset.deleted_objects)]

    def _save_beside(self, request, is_draft=False):
        """Save what stands beside the record and is no part of its text, also when that text is kept as a draft.

        A record of its own has a history of its own: by this editor, and as a draft when it is published and this is.
        """
        for rows, gone in getattr(request, "beside", []):
            for row in rows:
                if not isinstance(row, Content):
                    row.save()
                elif is_draft and row.state == State.PUBLISHED:
                    row.save_draft(snapshots.take(row), request.user)
                else:
                    if row._state.adding:
                        row.owner = request.user
                    with row.edit(request.user):
                        row.save()
            for row in gone:
                row.delete()

    def save_related(self, request, form, formsets, change):
        """Terms and parts, then one revision: live, or (for a published page) as a draft that is kept apart."""
        super().save_related(request, form, formsets, change)
        record, note = form.instance, form.cleaned_data.get("note", "")
        record._editing = False
        if "_draft" in request.POST and record.state == State.PUBLISHED:
            request.kept_draft = (snapshots.take(record), note)
        else:
            record.record(request.user, note)
            self._save_beside(request)

    def delete_model(self, request, obj):
        """Delete, and say in the history who did."""
        obj.delete(by=request.user)

    def response_change(self, request, obj):
        """After keeping a draft: say so, and stay."""
        if getattr(request, "kept_draft", None):
            messages.success(request, "Je concept is bewaard. Lezers zien de oude tekst, tot je publiceert.")
            return redirect(request.path)
        return super().response_change(request, obj)

    def move_view(self, request, object_id):
        """Ask for and make a move of the workflow. Raises Http404 for a record this person may not change."""
        record = self.get_queryset(request).filter(pk=self._pk(object_id)).first()
        if record is None or not self.has_change_permission(request, record):
            raise Http404
        form = MoveForm(request.POST or None, record=record, user=request.user)
        if request.method == "POST" and form.is_valid() and form.save():
            messages.success(request, f"De status is nu: {State(record.state).label}.")
            return redirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[record.pk]))
        context = self.admin_site.each_context(request) | {"form": form, "record": record, "opts": self.opts}
        return TemplateResponse(request, "admin/content_move.html", context | {"title": "Status en lezers"})

    def _pk(self, object_id):
        """The number in an address; 0, which no record has, when it is none."""
        text = unquote(object_id)
        return int(text) if text.isdecimal() and len(text) < 18 else 0


@admin.register(Term)
class TermAdmin(StaffAdmin):
    """The vocabulary."""

    list_display = ["name", "facet", "order"]
    list_filter = ["facet"]
    search_fields = ["name", "slug", "definition"]
    ordering = ["facet", "order"]
    prepopulated_fields = {"slug": ["name"]}
    fields = ["name", "name_language", "slug", "facet", "definition", "scope_note", "order"]


@admin.register(SynonymGroup)
class SynonymGroupAdmin(StaffAdmin):
    """The words people search with. A change works for the next search."""

    list_display = ["preferred", "same", "is_protected", "is_active"]
    list_filter = ["is_active", "is_protected"]
    search_fields = ["preferred", "equal", "entry_words", "related"]
    fields = ["preferred", "equal", "entry_words", "related", "warning", "is_protected", "is_active"]

    @admin.display(description="dezelfde betekenis")
    def same(self, group):
        """The words of a group in one line."""
        return ", ".join(group.equal)

    def formfield_for_dbfield(self, db_field, request, **options):
        """Lists are typed one word per line."""
        if isinstance(db_field, ArrayField):
            return Field.formfield(db_field, form_class=LinesInput)
        return super().formfield_for_dbfield(db_field, request, **options)


@admin.register(QueryCount)
class QueryCountAdmin(StaffAdmin):
    """What readers search for, and what they do not find: the work list of the search words."""

    def has_add_permission(self, request):
        """Nobody: readers ask."""
        return False

    def has_change_permission(self, request, obj=None):
        """Nobody."""
        return False

    def has_delete_permission(self, request, obj=None):
        """Nobody: counts go by themselves, after so many days."""
        return False

    def changelist_view(self, request, extra_context=None):
        """Two lists: without an answer, and most asked."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": "Waar lezers naar zoeken",
            "days": questions.DAYS,
            "fewest": questions.FEWEST,
            "lists": [
                ("Zonder resultaat", QueryCount.objects.most_asked(is_empty=True)),
                ("Meest gesteld", QueryCount.objects.most_asked()),
            ],
        }
        return TemplateResponse(request, "admin/questions.html", context)
