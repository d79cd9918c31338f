"""The vocabulary: terms of eight facets, and how a record holds them."""

from django import forms
from django.apps import apps
from django.db import models, transaction
from django.urls import reverse
from taggit.managers import TaggableManager, _TaggableManager
from taggit.models import ItemBase, TagBase

from .fields import Language


class Facet(models.TextChoices):
    """The eight facets, in the order in which pages show them."""

    THEME = "theme", "Thema"
    TARGET_GROUP = "target_group", "Doelgroep"
    RISK_LEVEL = "risk_level", "Risiconiveau"
    KIND_OF_APPROACH = "kind_of_approach", "Soort aanpak"
    PREVENTION_LEVEL = "prevention_level", "Niveau van preventie"
    WORKING_FORM = "working_form", "Werkvorm"
    SETTING = "setting", "Plek"
    PARTNER = "partner", "Partner"


class TermQuerySet(models.QuerySet):
    """Terms in the order of the vocabulary. Terms are public: they have no state."""

    def in_order(self):
        """By facet, then as the editors ordered them."""
        place = models.Case(*[models.When(facet=facet, then=i) for i, facet in enumerate(Facet.values)])
        return self.order_by(place, "order", "pk")

    def grouped(self):
        """[(label of the facet, [terms])], for the choice of an editor."""
        groups = {}
        for term in self.in_order():
            groups.setdefault(Facet(term.facet).label, []).append(term)
        return list(groups.items())


class Term(TagBase):
    """One preferred term. Its name is the same for all types; what people also call it are search synonyms."""

    name_language = models.CharField("taal van de naam", max_length=2, choices=Language.choices, default=Language.DUTCH)
    facet = models.CharField("facet", max_length=20, choices=Facet.choices)
    definition = models.TextField("betekenis")
    scope_note = models.TextField("toelichting", blank=True, help_text="Wanneer je de term wel of niet gebruikt.")
    order = models.PositiveSmallIntegerField("volgorde", default=0)

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = "begrip"
        verbose_name_plural = "begrippen"
        constraints = [
            models.CheckConstraint(name="content_term_facet_known", condition=models.Q(facet__in=Facet.values)),
            models.CheckConstraint(
                name="content_term_name_language_known", condition=models.Q(name_language__in=Language.values)
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def lang(self):
        """The language of the name, for its mark on a page; "" when it is Dutch, as the page."""
        return "" if self.name_language == Language.DUTCH else self.name_language

    def get_absolute_url(self):
        """The page with everything about this term."""
        return reverse("term", args=[self.slug])

    def save(self, *args, **kwargs):
        """Save; the entries of all records with this term follow, since they hold its name and slug."""
        with transaction.atomic(savepoint=False):
            is_new = self.pk is None
            super().save(*args, **kwargs)
            if not is_new:
                for record in self.records():
                    record.reindex()
                    if "terms" in record.shared:
                        record.reindex_neighbours()

    def records(self):
        """Every record with this term, of every type and state."""
        for link in link_models():
            for row in link.objects.filter(tag=self).select_related("content_object"):
                yield row.content_object


class TermLink(ItemBase):
    """Abstract: one term of one record. A type adds `content_object` with related_name="term_links"."""

    tag = models.ForeignKey(Term, models.PROTECT, verbose_name="begrip", related_name="%(class)s_set")

    class Meta:
        abstract = True
        verbose_name = "begrip bij een pagina"
        verbose_name_plural = "begrippen bij een pagina"
        constraints = [models.UniqueConstraint("tag", "content_object", name="%(app_label)s_%(class)s_once")]

    def __str__(self):
        return str(self.tag)


def link_models():
    """The term links of all types."""
    return [model for model in apps.get_models() if issubclass(model, TermLink)]


class TermManager(_TaggableManager):
    """Terms are chosen, never typed: strings are refused, so no Term is ever made by accident."""

    def add(self, *terms, **options):
        """Add Term objects, and write the record's history and entry."""
        new = self._checked(terms)
        self._change(lambda current: current | new)

    def set(self, terms, **options):
        """Hold exactly these Term objects, and write the record's history and entry."""
        wanted = self._checked(terms)
        self._change(lambda current: wanted)

    def remove(self, *terms):
        """Take these Term objects away, and write the record's history and entry."""
        gone = self._checked(terms)
        self._change(lambda current: current - gone)

    def clear(self):
        """Take all terms away, and write the record's history and entry."""
        self._change(lambda current: set())

    def _checked(self, terms):
        terms = set(terms)
        if wrong := [term for term in terms if not isinstance(term, Term)]:
            raise TypeError(f"Terms are Term objects, not {wrong[0]!r}")
        return terms

    def _change(self, choose):
        with transaction.atomic(savepoint=False):
            self.instance.lock()
            links = self.through.objects.filter(content_object=self.instance)
            current = {link.tag for link in links.select_related("tag")}
            terms = choose(current)
            links.exclude(tag__in=terms).delete()
            new = [self.through(tag=term, content_object=self.instance) for term in terms - current]
            self.through.objects.bulk_create(new)
            getattr(self.instance, "_prefetched_objects_cache", {}).pop("term_links", None)
            self.instance.record()


class TermsChoice(forms.ModelMultipleChoiceField):
    """Boxes to tick, grouped per facet: editors choose terms."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options):
        super().__init__(Term.objects.all(), **options)

    def _get_choices(self):
        return [(label, [(term.pk, term.name) for term in terms]) for label, terms in Term.objects.all().grouped()]

    choices = property(_get_choices, forms.ModelMultipleChoiceField.choices.fset)


class TermsField(TaggableManager):
    """`terms = TermsField("app.LinkModel")`: the terms of a record."""

    def __init__(self, through=None, **options):
        options = {"verbose_name": "begrippen", "help_text": "", "blank": True, **options}
        super().__init__(through=through, manager=TermManager, **options)

    def formfield(self, form_class=None, **options):
        """A choice out of the vocabulary, grouped per facet."""
        return TermsChoice(label=self.verbose_name.capitalize(), required=False)

    def deconstruct(self):
        """For migrations: the arguments of this class, not taggit's."""
        name, path, args, options = super().deconstruct()
        options.pop("manager", None)
        return name, path, args, options
