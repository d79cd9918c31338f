"""Content: what every type of record has, what of it is indexed, and how it moves from state to state."""

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.db.models import Case, Q, When
from django.urls import reverse
from django.utils import timezone

from toolbox.accounts.access import Guarded, GuardedQuerySet, State, StateChangeRefused, is_within
from toolbox.search.models import Document, Entry

from .. import workflow
from .constraints import PublishedWithin
from .history import Recorded
from .listed import Listed
from .revision import OldSlug
from .visible import visible_prefetches


class ContentQuerySet(GuardedQuerySet):
    """Records of one type."""

    def for_lists(self, user):
        """With all that a card or an export line shows this user: the type's `on_cards`."""
        related = visible_prefetches(self.model, self.model.on_cards, user)
        return self.prefetch_related("term_links__tag", *related).select_related("readers")

    def whole(self):
        """With all that is the record's own text, whoever may see what it points at: for its entry and its history."""
        model = self.model
        own = [f.name for f in model._meta.concrete_fields if f.is_relation and f.name not in model.not_in_history]
        parts = [path for part in model.parts for path in model._meta.get_field(part).related_model.paths(part)]
        return self.select_related(*own).prefetch_related("term_links__tag", *model.links, *parts, *model.index_rows)

    def in_order(self):
        """As related records stand on a page: by title."""
        return self.order_by("title", "pk")

    def by_reference(self, reference):
        """The record that plain data names so: by its slug, or by one it once had."""
        old = OldSlug.objects.filter(kind=self.model.kind_name(), slug=reference).values("object_id")
        return self.filter(Q(slug=reference) | Q(pk__in=old)).order_by(Case(When(slug=reference, then=0), default=1))

    def bulk_create(self, objs, *args, **options):
        """Refused: records come with an entry and a history, one by one."""
        raise StateChangeRefused("Make records one by one: each has an entry in the index and a history.")

    def delete(self):
        """Delete one by one, so that each leaves the index and a last revision."""
        for record in self:
            record.delete()


class Content(Listed, Recorded):
    """Abstract: a record with a page of its own.

    Its text changes as history.py says, with a Revision and the search entry in the same transaction. Who may see it
    changes by `transition()` only.
    """

    on_page = ()  # relations that the record's page shows
    index_rows = ()  # relations that are no text of its own, but that its entry holds

    title = models.CharField("titel", max_length=300)
    slug = models.SlugField("adres", max_length=200, unique=True, help_text="Het laatste deel van het webadres.")
    summary = models.TextField("samenvatting", blank=True, help_text="In het kort, in gewone woorden.")
    checked_on = models.DateField("laatst gecontroleerd op", null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name="gecontroleerd door",
        null=True,
        blank=True,
        related_name="+",
    )
    review_due = models.DateField("opnieuw controleren voor", null=True, blank=True)
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, blank=True, editable=False)
    withdrawn_reason = models.TextField("reden van intrekken", blank=True, editable=False)
    successor = models.ForeignKey(
        "self", models.SET_NULL, verbose_name="opvolger", null=True, blank=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField("gemaakt op", auto_now_add=True)
    updated_at = models.DateTimeField("laatst gewijzigd op", auto_now=True)

    objects = ContentQuerySet.as_manager()

    class Meta(Guarded.Meta):
        abstract = True
        constraints = [
            *Guarded.Meta.constraints,
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_withdrawn_since",
                condition=~Q(state=State.WITHDRAWN) | Q(withdrawn_at__isnull=False),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """The record's own page; a type's addresses live in a namespace with the type's name."""
        return reverse(f"{self.kind_name()}:detail", kwargs=self.address())

    def get_versions_url(self, number=None):
        """The page of all versions, or of one."""
        if number is None:
            return reverse(f"{self.kind_name()}:versions", kwargs=self.address())
        return reverse(f"{self.kind_name()}:version", kwargs={**self.address(), "number": number})

    def address(self):
        """The variable parts of its addresses."""
        return {"slug": self.slug}

    @property
    def reference(self):
        """How plain data names this record."""
        return self.slug

    # What a type is, for everything that treats all types alike

    @staticmethod
    def types():
        """Every content type there is, in the order of INSTALLED_APPS."""
        return [model for model in apps.get_models() if issubclass(model, Content)]

    @classmethod
    def kind_name(cls):
        """The type's name in the index and in addresses: "publication"."""
        return cls._meta.model_name

    @classmethod
    def term_link(cls):
        """The model that links this type to its terms."""
        return cls._meta.get_field("term_links").related_model

    @property
    def term_list(self):
        """The terms in the order of the vocabulary, from the prefetched links."""
        return sorted((link.tag for link in self.term_links.all()), key=lambda term: (term.order, term.name))

    # What of it is indexed; a type extends these

    def index_titles(self):
        """What it is called beside its title: counts as the title; empty ones do not count."""
        return []

    def index_names(self):
        """Names that count almost as the title: of its terms. Never of a row that has fewer readers."""
        return [term.name for term in self.term_list]

    def index_texts(self):
        """Texts that are found beside title, names and summary; empty ones do not count."""
        return []

    def index_pages(self):
        """Pages of its documents (search.models.Page), numbered from 1: found one by one."""
        return []

    def index_facets(self):
        """{facet: [values]}: per facet of the vocabulary the slugs of the terms."""
        facets = {}
        for term in self.term_list:
            facets.setdefault(term.facet, []).append(term.slug)
        return facets

    def index_date(self):
        """The date that lists sort by, or None when it is not known."""

    def export(self):
        """One line of a CSV or JSON list: plain values under the names of the model; a type adds its own."""
        return {
            "kind": self.kind_name(),
            "title": self.title,
            "url": self.get_absolute_url(),
            "summary": self.summary,
            "terms": [term.name for term in self.term_list],
            "checked_on": self.checked_on,
            "updated_at": self.updated_at,
        }

    def reindex(self):
        """Write the record's entry anew; returns the record as the database has it, whatever is in memory."""
        record = self.whole()
        Entry.objects.write(record.document())
        return record

    def whole(self):
        """The record as the database has it, with all that is its own text."""
        return type(self).objects.whole().get(pk=self.pk)

    def neighbours(self):
        """The records that point here."""
        for relation in self._meta.related_objects:
            if issubclass(relation.related_model, Content):
                yield from relation.related_model.objects.filter(**{relation.field.name: self})

    def reindex_neighbours(self):
        """Write anew the entries of records that point here: they hold its name or address."""
        for record in self.neighbours():
            record.reindex()

    def document(self):
        """What the index keeps of this record."""
        return Document(
            record=self,
            title=self.title,
            url=self.get_absolute_url(),
            titles=[*filter(None, self.index_titles())],
            names=self.index_names(),
            summary=self.summary,
            body=" · ".join(filter(None, self.index_texts())),
            pages=self.index_pages(),
            facets=self.index_facets(),
            date=self.index_date(),
        )

    # Who may see it

    def transition(self, to, by, note="", *, readers=..., published_at=None, successor=None):
        """Move the record to another state, by the table in workflow.py.

        Publishing asks for `readers` (a Group, or None for everybody; never chosen by default) and may set a moment
        in the future; it also puts the draft that runs ahead on the page. Withdrawing asks for a note: readers see it
        as the reason. Raises MoveRefused, and SnapshotError when that draft no longer fits.
        """
        with transaction.atomic():
            self.refresh_from_db(from_queryset=type(self).objects.select_for_update())
            workflow.check_move(self, to, by)
            if to == State.PUBLISHED:
                self._publish(readers, published_at)
            elif to == State.WITHDRAWN:
                self._withdraw(note, successor)
            self.state = to
            self._check_parents()
            self._check_children()
            self._moving = self._editing = True
            try:
                self.save()
            finally:
                self._moving = self._editing = False
            self.record(by, note or State(to).label, always=True)

    def _publish(self, readers, published_at):
        if readers is ...:
            raise workflow.MoveRefused("Kies wie dit mag lezen.")
        if draft := self.draft_ahead():
            self.show_draft(draft)
        self.readers = readers
        self.published_at = published_at or self.published_at or timezone.now()
        self.withdrawn_at, self.withdrawn_reason, self.successor = None, "", None

    def _withdraw(self, note, successor):
        if not note.strip():
            raise workflow.MoveRefused("Schrijf op waarom je dit intrekt: lezers zien de reden.")
        if self.published_at > timezone.now():
            self.published_at = None  # nobody ever saw it
            self._forget_embargo()
        self.withdrawn_at, self.withdrawn_reason, self.successor = timezone.now(), note, successor

    def _check_parents(self):
        """Raises MoveRefused when it would be seen by somebody who may not see what it lies under."""
        if self.state != State.PUBLISHED:
            return
        for rule in self._meta.constraints:
            if isinstance(rule, PublishedWithin):
                parent = getattr(self, rule.parent)
                parent = type(parent).objects.select_for_update(no_key=True).get(pk=parent.pk)  # nobody moves it now
                if not is_within(self, parent):
                    raise workflow.MoveRefused(rule.refusal(self, parent))

    def _check_children(self):
        """Raises MoveRefused when something published under it would be seen by somebody who may not see it."""
        for relation in self._meta.related_objects:
            model, name = relation.related_model, relation.field.name
            if any(isinstance(rule, PublishedWithin) and rule.parent == name for rule in model._meta.constraints):
                children = model.objects.filter(**{name: self}, state=State.PUBLISHED).in_order()
                wider = [child for child in children if not is_within(child, self)]
                if wider:
                    titles = "; ".join(f"‘{child}’" for child in wider[:5])
                    raise workflow.MoveRefused(
                        f"Hieronder staan {model._meta.verbose_name_plural} op de site die dan te zien blijven: "
                        f"{titles}. Trek die eerst in, of geef ze dezelfde lezers."
                    )
