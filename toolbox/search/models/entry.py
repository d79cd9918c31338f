"""Entry: one row per record, with all a list needs to choose, count and sort it; and EntryPage: its pages."""

from collections import Counter
from dataclasses import dataclass, field

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models, transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Cast
from django.utils import timezone

from toolbox.accounts.access import Guarded, GuardedQuerySet, State

from .. import analysis
from .words import Word

UNKNOWN = "unknown"  # the facet value of what is not known
OUT_IN_PUBLIC = Q(state=State.PUBLISHED, readers=None)


@SearchVectorField.register_lookup
class Matches(models.Lookup):
    """`filter(full_vector__matches=literal)`: the tsquery is made in Python and only cast here."""

    lookup_name = "matches"
    prepare_rhs = False

    def as_sql(self, compiler, connection):
        """vector @@ literal::tsquery."""
        left, left_params = self.process_lhs(compiler, connection)
        return f"{left} @@ %s::tsquery", [*left_params, self.rhs]


@dataclass
class Page:
    """A page of a record's document: found apart, and shown with its own label and address."""

    number: int
    label: str  # as it is called: "p. 14", "dia 3"
    url: str
    text: str


@dataclass
class Document:
    """What a record says of itself to the index; the guarded columns come from the record."""

    record: Guarded
    title: str
    url: str
    titles: list = field(default_factory=list)  # what else it is called: these count as the title
    names: list = field(default_factory=list)  # of its terms
    summary: str = ""
    body: str = ""
    pages: list = field(default_factory=list)  # of Page
    facets: dict = field(default_factory=dict)  # facet -> values
    date: object = None  # datetime.date or None


class EntryQuerySet(GuardedQuerySet):
    """Entries, by the words and facets they hold."""

    def matching(self, tsquery):
        """Entries that hold this tsquery literal; "" is everything."""
        return self.filter(full_vector__matches=tsquery) if tsquery else self

    def are_outdated(self):
        """Were some written by another version of the analysis? Then the index must be rebuilt: manage.py reindex."""
        return self.exclude(lexicon=analysis.LEXICON).exists()

    def of(self, record):
        """The entry of a record: none or one."""
        return self.filter(kind=record._meta.model_name, object_id=record.pk)

    @transaction.atomic
    def write(self, *documents):
        """Write the entries of these documents, new or again. The same document gives the same row, always."""
        rows = [_entry(document) for document in documents]
        columns = [
            column.name for column in Entry._meta.concrete_fields if column.name not in ("id", "kind", "object_id")
        ]
        keys = Q(pk__in=[])
        for row in rows:
            keys |= Q(kind=row.kind, object_id=row.object_id)
        before = self.filter(keys).values_list("words", flat=True)
        changed = Counter(word for row in rows for word in row.words)
        changed.subtract(word for words in before for word in words)
        self.bulk_create(
            rows, update_conflicts=True, unique_fields=["kind", "object_id"], update_fields=columns, batch_size=200
        )
        EntryPage.objects.filter(entry__in=rows).delete()
        EntryPage.objects.bulk_create(
            [_page(row, page) for row, document in zip(rows, documents, strict=True) for page in document.pages],
            batch_size=200,
        )
        Word.objects.shift(changed)

    @transaction.atomic
    def delete(self):
        """Take these entries out of the index, with their pages and their words."""
        gone = Counter(word for words in self.values_list("words", flat=True) for word in words)
        result = super().delete()
        Word.objects.shift(Counter({word: -number for word, number in gone.items()}))
        return result

    delete.alters_data = True
    delete.queryset_only = True


class Entry(Guarded):
    """A record as lists see it. Written in the transaction that saves the record; holds no fact of its own.

    `words` are those that it adds to Word: none unless everybody may read it.
    """

    kind = models.CharField("soort", max_length=50)
    object_id = models.BigIntegerField("nummer")
    url = models.CharField("adres", max_length=500)
    title = models.TextField("titel")
    sort_title = models.CharField("titel voor sorteren", max_length=500, db_collation="C")
    summary = models.TextField("samenvatting", blank=True)
    date = models.DateField("datum", null=True)
    facets = ArrayField(models.TextField(), verbose_name="facetten", default=list)
    rank_vector = SearchVectorField("woorden van titel, begrippen en samenvatting")
    full_vector = SearchVectorField("alle woorden")
    body = models.TextField("tekst", blank=True)  # for snippets
    words = ArrayField(models.TextField(), verbose_name="woorden om voor te stellen", default=list)
    lexicon = models.CharField("versie van de woordanalyse", max_length=20)

    objects = EntryQuerySet.as_manager()

    class Meta(Guarded.Meta):
        verbose_name = "ingang"
        verbose_name_plural = "ingangen"
        constraints = [
            *Guarded.Meta.constraints,
            models.UniqueConstraint("kind", "object_id", name="search_entry_once"),
        ]
        indexes = [
            # Without a list of what is to be indexed later: every search would read that list, and plans would wander.
            GinIndex("full_vector", name="search_entry_full", fastupdate=False),
            GinIndex("rank_vector", name="search_entry_rank", fastupdate=False),
            models.Index(
                F("date").desc(nulls_last=True), F("id").desc(), name="search_entry_date", condition=OUT_IN_PUBLIC
            ),
            models.Index(
                F("date").asc(nulls_last=True), F("id").asc(), name="search_entry_oldest", condition=OUT_IN_PUBLIC
            ),
            models.Index("sort_title", "id", name="search_entry_title", condition=OUT_IN_PUBLIC),
            models.Index(
                F("published_at").desc(nulls_last=True),
                F("id").desc(),
                name="search_entry_new",
                condition=OUT_IN_PUBLIC,
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """The record's own page."""
        return self.url


class EntryPage(models.Model):
    """A page of a document, to find the place in it. Whoever may see the entry may see its pages."""

    pk = models.CompositePrimaryKey("entry", "number")
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="pages", db_index=False)  # the key has it
    number = models.PositiveIntegerField("nummer")
    label = models.CharField("naam", max_length=50)
    url = models.CharField("adres", max_length=500)
    text = models.TextField("tekst")
    vector = SearchVectorField("woorden, zonder plaats")

    class Meta:
        verbose_name = "bladzijde"
        verbose_name_plural = "bladzijden"

    def __str__(self):
        return self.label


def _entry(document):
    """The row of a document, its vectors as casts of literals made in Python."""
    record = document.record
    facets = {"kind": [record._meta.model_name], **document.facets}
    lexemes = [analysis.facet_lexeme(facet, value) for facet, values in facets.items() for value in values]
    titles = " ; ".join([document.title, *document.titles])
    ranked = [(titles, "A"), (" ; ".join(document.names), "B"), (document.summary, "C")]
    whole = [*ranked, (document.body, "D"), *((page.text, "D") for page in document.pages)]
    is_public = record.state == State.PUBLISHED and not record.readers_id and record.published_at <= timezone.now()
    return Entry(
        kind=record._meta.model_name,
        object_id=record.pk,
        url=document.url,
        title=document.title,
        sort_title=analysis.sort_key(document.title)[:500],
        summary=document.summary,
        date=document.date,
        facets=sorted({lexeme.removeprefix("=") for lexeme in lexemes}),
        rank_vector=_vector(ranked, lexemes),
        full_vector=_vector(whole, lexemes),
        body=document.body,
        words=sorted(set().union(*(analysis.written(text) for text, _ in whole))) if is_public else [],
        lexicon=analysis.LEXICON,
        state=record.state,
        readers_id=record.readers_id,
        published_at=record.published_at,
        owner_id=record.owner_id,
    )


def _vector(texts, lexemes):
    return Cast(Value(analysis.make_vector(texts, lexemes)), SearchVectorField())


def _page(entry, page):
    """The row of a page; its vector holds no places, so that many are read fast."""
    vector = Cast(Value(analysis.make_set(page.text)), SearchVectorField())
    return EntryPage(entry=entry, number=page.number, label=page.label, url=page.url, text=page.text, vector=vector)
