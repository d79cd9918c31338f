"""Entry: one row per record, with all a list needs to choose, count and sort it; and the synonyms of its readers."""

from dataclasses import dataclass, field

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Cast, Lower

from toolbox.accounts.access import Guarded, GuardedQuerySet, State

from . import analysis, thesaurus

UNKNOWN = "unknown"  # the facet value of what is not known
MAX_WORDS = 40  # of one list of synonyms
MAX_WORD = 100  # signs
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
class Document:
    """What a record says of itself to the index; the guarded columns come from the record."""

    record: Guarded
    title: str
    url: str
    names: list = field(default_factory=list)  # of its terms
    summary: str = ""
    body: str = ""
    facets: dict = field(default_factory=dict)  # facet -> values
    date: object = None  # datetime.date or None


class EntryQuerySet(GuardedQuerySet):
    """Entries, by the words and facets they hold."""

    def matching(self, tsquery):
        """Entries that hold this tsquery literal; "" is everything."""
        return self.filter(full_vector__matches=tsquery) if tsquery else self

    def of(self, record):
        """The entry of a record: none or one."""
        return self.filter(kind=record._meta.model_name, object_id=record.pk)

    def write(self, *documents):
        """Write the entries of these documents, new or again. The same document gives the same row, always."""
        rows = [_entry(document) for document in documents]
        columns = [
            column.name for column in Entry._meta.concrete_fields if column.name not in ("id", "kind", "object_id")
        ]
        self.bulk_create(
            rows, update_conflicts=True, unique_fields=["kind", "object_id"], update_fields=columns, batch_size=200
        )


class Entry(Guarded):
    """A record as lists see it. Written in the transaction that saves the record; holds no fact of its own."""

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
            GinIndex("full_vector", name="search_entry_full"),
            GinIndex("rank_vector", name="search_entry_rank"),
            models.Index(
                F("date").desc(nulls_last=True), F("id").desc(), name="search_entry_date", condition=OUT_IN_PUBLIC
            ),
            models.Index("sort_title", "id", name="search_entry_title", condition=OUT_IN_PUBLIC),
            models.Index(F("published_at").desc(), F("id").desc(), name="search_entry_new", condition=OUT_IN_PUBLIC),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """The record's own page."""
        return self.url


def _entry(document):
    """The row of a document, its vectors as casts of literals made in Python."""
    record = document.record
    facets = {"kind": [record._meta.model_name], **document.facets}
    lexemes = [analysis.facet_lexeme(facet, value) for facet, values in facets.items() for value in values]
    ranked = [(document.title, "A"), (" ; ".join(document.names), "B"), (document.summary, "C")]
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
        full_vector=_vector([*ranked, (document.body, "D")], lexemes),
        lexicon=analysis.LEXICON,
        state=record.state,
        readers_id=record.readers_id,
        published_at=record.published_at,
        owner_id=record.owner_id,
    )


def _vector(texts, lexemes):
    return Cast(Value(analysis.make_vector(texts, lexemes)), SearchVectorField())


def _words(label, help_text):
    """A list of words or phrases; the form takes one per line."""
    return ArrayField(models.TextField(), verbose_name=label, default=list, blank=True, help_text=help_text)


class SynonymGroupQuerySet(models.QuerySet):
    """Groups of search words."""

    def in_use(self):
        """The thesaurus as it is now, for thesaurus.widen: read for every question, so a change works at once."""
        names = ("preferred", "equal", "entry_words", "related", "warning", "is_protected")
        rows = self.filter(is_active=True).order_by("preferred").values_list(*names)
        return tuple(
            thesaurus.Group(*(tuple(value) if isinstance(value, list) else value for value in row)) for row in rows
        )


class SynonymGroup(models.Model):
    """Words that mean the same to who searches. They act when somebody asks; the index knows nothing of them."""

    preferred = models.CharField("voorkeurswoord", max_length=MAX_WORD, help_text="Zoals de toolbox het noemt.")
    equal = _words(
        "dezelfde betekenis",
        "Wie het ene woord zoekt, vindt ook het andere. Lezers zien welke woorden erbij kwamen. "
        "Eén woord of uitdrukking per regel.",
    )
    entry_words = _words(
        "ook zo gezocht",
        "Wie dit typt, vindt de woorden hierboven. Zelf zoeken we er niet op, en we laten het nooit zien. "
        "Handig voor een woord dat kwetst of te breed is. Schrijf je het in hoofdletters, dan telt het ook alleen "
        "in hoofdletters: OM is iets anders dan om. Eén woord per regel.",
    )
    related = _words("verwant", "Bieden we aan, maar zoeken we niet vanzelf. Eén woord of uitdrukking per regel.")
    warning = models.CharField(
        "let op",
        max_length=300,
        blank=True,
        help_text="Staat boven de resultaten van wie een van deze woorden zoekt, bijvoorbeeld: ‘Een uithaler is geen "
        "drugskoerier.’",
    )
    is_protected = models.BooleanField(
        "letterlijk zoeken",
        default=False,
        help_text="Voor een naam of vaste uitdrukking: we zoeken precies dit, zonder andere woorden erbij.",
    )
    is_active = models.BooleanField("in gebruik", default=True, help_text="Zet uit wat je niet meer wilt.")
    slug = models.SlugField(
        "naam in de eerste inhoud", max_length=100, unique=True, null=True, blank=True, editable=False
    )

    objects = SynonymGroupQuerySet.as_manager()

    class Meta:
        verbose_name = "groep zoekwoorden"
        verbose_name_plural = "zoekwoorden"
        ordering = ["preferred"]
        constraints = [
            models.UniqueConstraint(
                Lower("preferred"),
                name="search_synonym_once",
                violation_error_message="Er is al een groep met dit voorkeurswoord.",
            ),
        ]

    def __str__(self):
        return self.preferred

    def clean(self):
        """Every word is a word, once; and the group says something."""
        lists = {name: getattr(self, name) for name in ("equal", "entry_words", "related")}
        if not any([*lists.values(), self.warning, self.is_protected]):
            raise ValidationError("Vul woorden in, of een waarschuwing, of kies ‘letterlijk zoeken’.")
        if self.is_protected and (self.equal or self.entry_words):
            raise ValidationError(
                {"is_protected": "Wat we letterlijk zoeken, heeft geen andere woorden. Verwante woorden mogen wel."}
            )
        seen, problems = {}, {}
        first = [self.preferred] if 0 < len(self.preferred) <= MAX_WORD else []  # the field itself says otherwise
        for name, words in {"preferred": first, **lists}.items():
            if problem := _problem(words, seen):
                problems[name] = problem
        if problems:
            raise ValidationError(problems)


def _problem(words, seen):
    """What is wrong with a list of search words, or ""; `seen` holds the words of the lists before it."""
    if len(words) > MAX_WORDS:
        return f"Dit zijn {len(words)} regels; er passen er {MAX_WORDS}."
    for word in words:
        if not isinstance(word, str):
            return f"‘{word}’ is geen tekst."
        name = thesaurus.key(word)
        if len(word) > MAX_WORD:
            return f"‘{word[:30]}…’ is te lang: {len(word)} tekens. Er passen er {MAX_WORD} op een regel."
        if len(name) < 2 or not word.isprintable():
            return f"‘{word}’ is geen woord om op te zoeken."
        if name in seen:
            return f"‘{word}’ staat er al, als ‘{seen[name]}’. Hoofdletters, spaties en streepjes maken geen verschil."
        seen[name] = word
    return ""
