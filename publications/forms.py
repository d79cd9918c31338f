"""What an editor confirms or changes of what was read out of a file."""

from django import forms
from django.contrib.auth.models import Group

from toolbox.accounts.access import STAFF_GROUP
from toolbox.content.forms import EVERYBODY, tell_when_behind
from toolbox.content.models import Facet, Language, Term
from toolbox.municipalities.models import Municipality

from .models import FIRST_YEAR, LAST_YEAR, DocumentKind, Publication

UNKNOWN_CHOICE = ("", "Kies …")
SOURCES = {"file": "uit het bestand", "proposal": "voorstel"}
SEPARATOR = ";"


class MakersField(forms.CharField):
    """Names with a semicolon between them; a list."""

    def to_python(self, value):
        """The names, each once."""
        names = (" ".join(name.split()) for name in (value or "").replace("\0", "").split(SEPARATOR))
        return list(dict.fromkeys(name for name in names if name))

    def validate(self, value):
        """Each name fits."""
        if long := [name for name in value if len(name) > 200]:
            raise forms.ValidationError(f"Deze naam is te lang: {long[0][:60]}…")

    def run_validators(self, value):
        """See validate."""


class SlugChoice(forms.ModelMultipleChoiceField):
    """Boxes to tick; rows are named by their slug."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, rows, choices, **options):
        super().__init__(rows, to_field_name="slug", required=False, **options)
        self.choices = choices  # the same list for every form of a page: it is fetched once


class Choices:
    """What all forms of a page may choose from, fetched once."""

    def __init__(self):
        self.themes = list(Term.objects.filter(facet=Facet.THEME).in_order().values_list("slug", "name"))
        self.municipalities = list(Municipality.objects.order_by("title", "pk").values_list("slug", "title"))
        self.kinds = [UNKNOWN_CHOICE, *DocumentKind.choices]
        self.languages = [UNKNOWN_CHOICE, *Language.choices]


class DocumentForm(forms.Form):
    """One document of a batch: what the portal read or proposes, for the editor to confirm or change.

    `newest` is the newest revision of its publication: whoever confirms second is told.
    """

    base = forms.IntegerField(widget=forms.HiddenInput, required=False)
    include = forms.BooleanField(label="Zet op de site", required=False)
    checked = forms.BooleanField(label="Ik heb dit nagekeken: het mag zo op de site", required=False)
    title = forms.CharField(label="Titel", max_length=300)
    kind = forms.ChoiceField(label="Soort")
    year = forms.IntegerField(
        label="Jaar",
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        required=False,
        error_messages={"invalid": "Vul een jaar in, zoals 2024."},
    )
    language = forms.ChoiceField(label="Taal")
    makers = MakersField(label="Makers", required=False, help_text="Meer namen: zet er een puntkomma tussen.")

    def __init__(self, *args, document, newest, choices, **options):
        self.document, self.newest = document, newest
        start = {"base": newest.number, **initial(document)}
        super().__init__(*args, prefix=f"d{document.pk}", initial=start, label_suffix="", **options)
        self.fields["themes"] = SlugChoice(Term.objects.filter(facet=Facet.THEME), choices.themes, label="Thema’s")
        self.fields["municipalities"] = SlugChoice(
            Municipality.objects.all(), choices.municipalities, label="Gemeenten"
        )
        self.fields["kind"].choices, self.fields["language"].choices = choices.kinds, choices.languages
        self.fields["kind"].error_messages["required"] = "Kies wat voor document dit is."
        self.fields["language"].error_messages["required"] = "Kies de taal."
        for name, field in self.fields.items():
            proposed = document.proposal.get(SOURCE_OF.get(name, name), {}) if not document.publication.kind else {}
            field.source = SOURCES.get(proposed.get("source"), "")

    @property
    def must_check(self):
        """Is there something that the editor has to look at first?"""
        return any(note["must_be_ticked"] for note in self.document.findings)

    @property
    def can_be_cleaned(self):
        """Would a cleaned copy be without some of it?"""
        return any(note["can_be_cleaned"] for note in self.document.findings)

    def clean(self):
        """What has to be looked at is looked at, before it is on the site."""
        cleaned = super().clean()
        tell_when_behind(self, self.newest)
        if cleaned.get("include") and self.must_check and not cleaned.get("checked"):
            self.add_error("checked", "Kijk dit eerst na en zet dan hier een vinkje.")
        return cleaned


SOURCE_OF = {"makers": "authors"}  # field of the form: of the proposal


def initial(document):
    """What the form starts with: what the publication has, and else what is proposed."""
    publication, proposal = document.publication, document.proposal

    def proposed(name, empty=""):
        return proposal.get(name, {}).get("value") or empty

    is_new = not publication.kind
    makers = [maker.name for maker in publication.contributor_list] or list(proposed("authors", ()))
    return {
        "include": document.is_readable and not document.likeness,
        "title": (proposed("title") if is_new else "") or publication.title,
        "kind": publication.kind or proposed("kind"),
        "year": publication.year or proposed("year", None),
        "language": (is_new and (proposed("language") or document.language)) or publication.language,
        "makers": f"{SEPARATOR} ".join(makers),
        "themes": [t.slug for t in publication.term_list if t.facet == Facet.THEME] or list(proposed("themes", ())),
        "municipalities": [row.slug for row in publication.municipalities.all()]
        or list(proposed("municipalities", ())),
    }


class BelongsForm(forms.Form):
    """Where a document belongs: to a publication that is there already, and what that one is about."""

    publication = forms.ModelChoiceField(
        None,
        label="Bij welke publicatie hoort dit document?",
        required=False,
        empty_label="Een eigen publicatie",
        help_text="Kies een publicatie die er al is, of laat dit zo.",
    )

    def __init__(self, *args, document, user, **options):
        super().__init__(*args, label_suffix="", **options)
        own = document.publication
        others = Publication.objects.visible_to(user).exclude(kind="")  # a draft of another file is no place for this
        field = self.fields["publication"]
        field.queryset, field.initial = others, own.pk if own.kind else None
        field.choices = [("", field.empty_label), *_named(others)]
        for name, rows, label in self.relations(user):
            field = self.fields[name] = forms.ModelMultipleChoiceField(
                rows, label=label, required=False, widget=forms.CheckboxSelectMultiple
            )
            field.choices, field.initial = _named(rows), [row.pk for row in getattr(own, name).all()]

    @staticmethod
    def relations(user):
        """(name on Publication, rows to choose from, label)."""
        for name, label in (
            ("approaches", "Aanpakken"),
            ("practices", "Praktijken"),
            ("municipalities", "Gemeenten"),
            ("recommended_at", "Bijeenkomsten: leestip bij"),
        ):
            model = Publication._meta.get_field(name).related_model
            yield name, model.objects.visible_to(user).in_order(), label


def _named(rows):
    """Choices, fetched once: a template runs no query."""
    return list(rows.order_by("title", "pk").values_list("pk", "title"))


class ForAllForm(forms.Form):
    """What holds for every document of the batch that is put on the site now."""

    readers = forms.ChoiceField(
        label="Wie mag dit lezen?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wie dit mag lezen."},
    )
    kind = forms.ChoiceField(label="Soort, voor alle", required=False)
    municipality = forms.ChoiceField(label="Gemeente, voor alle", required=False)
    theme = forms.ChoiceField(label="Thema, voor alle", required=False)

    def __init__(self, *args, choices, **options):
        super().__init__(*args, prefix="alle", label_suffix="", **options)
        circles = Group.objects.exclude(name=STAFF_GROUP).order_by("name")
        self.fields["readers"].choices = [(EVERYBODY, "Iedereen"), *[(str(g.pk), f"Alleen {g.name}") for g in circles]]
        as_proposed = ("", "Per document, zoals hieronder")
        self.fields["kind"].choices = [as_proposed, *DocumentKind.choices]
        self.fields["municipality"].choices = [as_proposed, *choices.municipalities]
        self.fields["theme"].choices = [as_proposed, *choices.themes]

    def readers_group(self):
        """The Group that may read it; None is everybody."""
        chosen = self.cleaned_data["readers"]
        return None if chosen == EVERYBODY else Group.objects.get(pk=chosen)
