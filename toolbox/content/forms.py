"""What editors fill in, for every type: the text of a record, and its move to another state."""

from django import forms
from django.contrib.auth.models import Group

from toolbox.accounts.access import STAFF_GROUP, State

from . import snapshots, workflow

EVERYBODY = "everybody"


class ContentForm(forms.ModelForm):
    """A record's own text. `base` is the version the editor started from: whoever saves second is told."""

    base = forms.IntegerField(widget=forms.HiddenInput, required=False)
    note = forms.CharField(
        label="Wat heb je veranderd?",
        required=False,
        max_length=300,
        help_text="Alleen collega’s zien dit, bij de versies.",
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if self.instance.pk:
            self.initial["base"] = self.instance.newest_revision().number

    def clean(self):
        """Refuse once when somebody else saved meanwhile; what was typed stays, and saving again overwrites."""
        cleaned = super().clean()
        if self.instance.pk:
            tell_when_behind(self, self.instance.newest_revision())
        return cleaned


def tell_when_behind(form, newest):
    """An error on a form whose `base` is no longer the newest revision; sent again, it counts."""
    if form.cleaned_data.get("base") != newest.number:
        form.add_error(
            None,
            f"Intussen bewaarde {newest.author_name} versie {newest.number}. Bekijk die eerst bij ‘Versies’. "
            "Wat je typte staat hieronder nog. Sla je nu op, dan geldt jouw tekst.",
        )
        form.data = form.data.copy()
        form.data[form.add_prefix("base")] = newest.number


class RowsFormSet(forms.BaseInlineFormSet):
    """Rows beside a record. A row that is typed twice at once is told so next to it, as one that was there already."""

    def clean(self):
        """Rows that are the same by a unique constraint, or are while they are saved: each by itself is valid."""
        super().clean()
        for rule in self.model._meta.constraints:
            names = [getattr(expression, "name", None) for expression in getattr(rule, "expressions", ())]
            if self.fk.name in names:
                self._refuse_twice(rule, [name for name in names if name != self.fk.name])

    def _refuse_twice(self, rule, names):
        seen = set()
        for i, form in enumerate(self.forms):
            cleaned = getattr(form, "cleaned_data", {})
            if not cleaned or self._should_delete_form(form) or not cleaned.keys() >= set(names):
                continue
            key = tuple(getattr(cleaned[name], "pk", cleaned[name]) for name in names)
            waiting = self.initial_forms[i + 1 :]  # these rows still have their old values when this one is saved
            if key in seen or key in [tuple(other.initial[name] for name in names) for other in waiting]:
                form.add_error(None, rule.get_violation_error_message())
            seen.add(key)


class MoveForm(forms.Form):
    """Move a record to another state; who may read it is always asked, never chosen beforehand."""

    to = forms.ChoiceField(label="Wat wil je doen?", widget=forms.RadioSelect)
    readers = forms.ChoiceField(
        label="Wie mag dit lezen?", widget=forms.RadioSelect, required=False, help_text="Kies dit als je publiceert."
    )
    published_at = forms.DateTimeField(
        label="Zichtbaar vanaf",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text="Alleen als je later wilt publiceren.",
    )
    successor = forms.ModelChoiceField(
        None, label="Wat komt ervoor in de plaats?", required=False, help_text="Alleen als je intrekt."
    )
    note = forms.CharField(
        label="Toelichting",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Trek je in? Dan zien lezers dit als de reden.",
    )

    def __init__(self, *args, record, user, **options):
        super().__init__(*args, **options)
        self.record, self.user = record, user
        circles = Group.objects.exclude(name=STAFF_GROUP).order_by("name")
        self.fields["to"].choices = list(workflow.moves_for(record, user).items())
        self.fields["readers"].choices = [(EVERYBODY, "Iedereen"), *[(str(g.pk), f"Alleen {g.name}") for g in circles]]
        self.fields["successor"].queryset = type(record).objects.filter(state=State.PUBLISHED).exclude(pk=record.pk)

    def save(self):
        """Make the move. Returns False, with the reason as an error of the form, when it is refused."""
        cleaned = self.cleaned_data
        readers = ...
        if cleaned["readers"]:
            readers = None if cleaned["readers"] == EVERYBODY else Group.objects.get(pk=cleaned["readers"])
        try:
            self.record.transition(
                cleaned["to"],
                self.user,
                cleaned["note"],
                readers=readers,
                published_at=cleaned["published_at"],
                successor=cleaned["successor"],
            )
        except workflow.MoveRefused as refusal:
            self.add_error(None, str(refusal))
            return False
        except snapshots.SnapshotError as problem:
            self.add_error(None, f"Het concept kan zo niet op de site ({problem}). Pas het eerst aan.")
            return False
        return True
