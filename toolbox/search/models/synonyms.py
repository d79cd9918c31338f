"""SynonymGroup: the thesaurus of the portal, kept by its editors."""

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower

from .. import thesaurus

MAX_WORDS = 40  # of one list
MAX_WORD = 100  # signs


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
