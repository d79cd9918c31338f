"""Known: what approaches and practices share. Facts by section, evidence, and the list of sources of a page."""

from django.db import models

from toolbox.content.models import Content, Language
from toolbox.search.models import UNKNOWN

from .evidence import PROPOSAL, Effect, Grounding

PROPOSED = "proposed"  # the end of a facet value that nobody judged


def _facet_choices(choices, words):
    """Every value twice: judged, and as a proposal. What nobody judged never counts as judged."""
    judged = [(str(value), label) for value, label in choices]
    proposed = [(f"{value}-{PROPOSED}", f"{label} (voorstel)") for value, label in choices]
    return [pair for pairs in zip(judged, proposed, strict=True) for pair in pairs] + [(UNKNOWN, words)]


EFFECT_CHOICES = _facet_choices([choice for choice in Effect.choices if choice[0] != Effect.UNKNOWN], "Onbekend")
GROUNDING_CHOICES = _facet_choices(Grounding.choices, "Nog geen oordeel")


class SourceList:
    """The sources of a page, each once. The page numbers them as it goes: the first that it marks is number 1."""

    def __init__(self, sources):
        self._waiting, self._numbered = dict.fromkeys(sources), []

    def number(self, source):
        """The number of a source; one that is asked for the first time gets the next. None for what is not here."""
        if source in self._waiting:
            del self._waiting[source]
            self._numbered.append(source)
        return self._numbered.index(source) + 1 if source in self._numbered else None

    def __iter__(self):
        """As numbered; then those that no mark leads to."""
        return iter([*self._numbered, *self._waiting])

    def __len__(self):
        return len(self._numbered) + len(self._waiting)


class Known(Content):
    """Abstract: a record that knows things: facts, evidence and open questions."""

    title_language = models.CharField(
        "taal van de titel", max_length=2, choices=Language.choices, default=Language.DUTCH
    )

    class Meta(Content.Meta):
        abstract = True
        constraints = [
            *Content.Meta.constraints,
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_title_language_known",
                condition=models.Q(title_language__in=Language.values),
            ),
        ]

    @property
    def fact_list(self):
        """The facts in order, from the prefetched rows."""
        return sorted(self.facts.all(), key=lambda fact: (fact.order, fact.pk or 0))

    @property
    def evidence_list(self):
        """The evidence in order, from the prefetched rows."""
        return sorted(self.evidence.all(), key=lambda evidence: (evidence.order, evidence.pk or 0))

    @property
    def grounding_in_words(self):
        """How much is known, per outcome; "" without evidence."""
        return "; ".join(f"{row.about}{row.get_grounding_display()}{row.proposal}" for row in self.evidence_list)

    @property
    def effect_in_words(self):
        """What is known, per outcome; "" without evidence."""
        return "; ".join(f"{row.about}{row.get_effect_display()}{row.proposal}" for row in self.evidence_list)

    @property
    def is_harmful(self):
        """Does any evidence, judged or proposed, point at harm? A warning does not wait for a judge."""
        return any(row.effect == Effect.HARMFUL for row in self.evidence_list)

    @property
    def sections(self):
        """{section: facts} for the sections that have any; a template asks for the one it shows."""
        sections = {}
        for fact in self.fact_list:
            sections.setdefault(fact.section, []).append(fact)
        return sections

    def cited(self):
        """Every list of sources on the page; a type adds its own."""
        return [row.sources for row in [*self.fact_list, *self.evidence_list]]

    @property
    def source_list(self):
        """The sources of the page; ask once per page, for it counts along."""
        return SourceList(source for sources in self.cited() for source in sources)

    def missing(self, **known):
        """The words of `known` whose value is empty: {"words": value}."""
        return [words for words, value in known.items() if not value]

    def index_facets(self):
        """The terms, and grounding and effect: judged or proposed apart; no judgement is "unknown"."""
        rows = self.evidence_list
        effects = {UNKNOWN if row.effect == Effect.UNKNOWN else self._value(row.effect, row) for row in rows}
        return super().index_facets() | {
            "grounding": sorted({self._value(row.grounding, row) for row in rows}) or [UNKNOWN],
            "effect": sorted(effects) or [UNKNOWN],
        }

    @staticmethod
    def _value(value, row):
        return str(value) if row.is_judged else f"{value}-{PROPOSED}"

    def export(self):
        """As every record, with the evidence in words and the facts with their sources."""
        return super().export() | {
            "title_language": self.title_language,
            "evidence": [
                f"{row.outcome or 'geheel'}: {row.get_grounding_display()}; effect: {row.get_effect_display()}"
                f" ({f'beoordeeld door {row.judged_by} op {row.judged_on}' if row.is_judged else PROPOSAL})"
                for row in self.evidence_list
            ],
            "facts": [
                f"{fact.get_section_display()} {' '.join(filter(None, [fact.amount_in_words, fact.text]))}"
                f" [{'; '.join(filter(None, [fact.as_of, *fact.sources]))}]"
                for fact in self.fact_list
            ],
        }
