"""Field types of records: a language, a list of short texts, and a date that is known in part."""

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Left, Length

from ..dates import PARTIAL_DATE, first_day

DATE_MESSAGE = "Vul een jaar, maand of dag in die bestaat: 2022, 2022-03 of 2022-03-10."


class Language(models.TextChoices):
    """A language that a text may be written in; the code is that of the lang attribute."""

    DUTCH = "nl", "Nederlands"
    ENGLISH = "en", "Engels"


class LinesInput(forms.CharField):
    """A text area that holds a list, one text per line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value):
        """The list as lines."""
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        """The lines as a list."""
        return [line.strip() for line in (super().to_python(value) or "").splitlines() if line.strip()]

    def has_changed(self, initial, data):
        """Compare lists."""
        return self.to_python(self.prepare_value(initial)) != self.to_python(data)


class LinesField(ArrayField):
    """A list of texts, none of them empty: `sources = LinesField("bronnen")`."""

    def __init__(self, verbose_name=None, base_field=None, **options):
        options = {"default": list, "blank": True, **options}
        super().__init__(base_field or models.TextField(), verbose_name=verbose_name, **options)

    def formfield(self, **options):
        """One text per line."""
        return models.Field.formfield(self, **{"form_class": LinesInput, "required": not self.blank, **options})


def _is_partial_date(value):
    try:
        first_day(value)
    except ValueError:
        raise ValidationError(DATE_MESSAGE) from None


class PartialDateField(models.CharField):
    """A year, a month or a day, as text: "2022", "2022-03", "2022-03-10"; "" is unknown."""

    def __init__(self, *args, **options):
        fixed = {"max_length": 10, "blank": True, "default": "", "db_collation": "C", "validators": [_is_partial_date]}
        super().__init__(
            *args, **{"help_text": "Zo precies als bekend: 2022, 2022-03 of 2022-03-10.", **options, **fixed}
        )

    def deconstruct(self):
        """For migrations: what differs from this class."""
        name, path, args, options = super().deconstruct()
        for fixed in ("max_length", "blank", "default", "db_collation", "validators"):
            options.pop(fixed, None)
        return name, path, args, options


def partial_date_q(name):
    """The condition of a constraint: this column holds a partial date, or nothing."""
    return Q(**{name: ""}) | Q(**{f"{name}__regex": PARTIAL_DATE})


def in_order_q(start, end):
    """The condition of a constraint: `end` does not lie before `start`, as far as both are known."""
    return Q(**{start: ""}) | Q(**{end: ""}) | Q(**{f"{end}__gte": Left(start, Length(end))})
