"""LearningCommunity: municipalities that learn together."""

from django.db import models

from toolbox.content.dates import in_words
from toolbox.content.models import Content, LinesField, PartialDateField, TermLink, TermsField, partial_date_q
from toolbox.municipalities import projection
from toolbox.municipalities.models import Municipality


class LearningCommunity(Content):
    """A community: why it is there, who takes part, whom to ask, and which group of readers it is."""

    links = ("municipalities",)
    not_in_history = (*Content.not_in_history, "group")
    on_cards = ("municipalities",)
    columns = (("Gemeenten", "municipalities"),)
    on_page = ("municipalities", "meetings__field_reports")

    purpose = models.TextField("doel")
    name_note = models.TextField("opmerking bij de naam", blank=True)
    municipalities = models.ManyToManyField(
        Municipality, verbose_name="deelnemende gemeenten", related_name="communities", blank=True
    )
    group = models.OneToOneField(
        "auth.Group",
        models.PROTECT,
        verbose_name="lezersgroep",
        null=True,
        blank=True,
        related_name="+",
        help_text="Wie in deze groep zit, leest wat alleen voor de community is.",
    )
    coordinator = models.CharField("coördinator", max_length=200, blank=True)
    contact_name = models.CharField("contactpersoon", max_length=200, blank=True)
    contact_role = models.CharField("functie van de contactpersoon", max_length=200, blank=True)
    contact_as_of = PartialDateField("contact: stand van")
    contact_note = models.CharField(
        "opmerking bij het contact", max_length=300, blank=True, help_text="Alleen collega’s zien dit."
    )
    sources = LinesField("bronnen", help_text="Eén bron per regel.")
    terms = TermsField("communities.LearningCommunityTerm")

    class Meta(Content.Meta):
        verbose_name = "learning community"
        verbose_name_plural = "learning communities"
        constraints = [
            *Content.Meta.constraints,
            models.CheckConstraint(
                name="communities_learningcommunity_contact_dated",
                condition=models.Q(contact_name="") | ~models.Q(contact_as_of=""),
                violation_error_message="Schrijf bij de contactpersoon van wanneer dat is.",
            ),
            models.CheckConstraint(
                name="communities_learningcommunity_dates", condition=partial_date_q("contact_as_of")
            ),
        ]

    @property
    def contact_since(self):
        """Of when the contact is, in words."""
        return in_words(self.contact_as_of)

    @property
    def points(self):
        """Of all that take part."""
        return projection.points(self.municipalities.all())

    @property
    def unknown(self):
        """The names of what is not known, for one honest line."""
        known = {"coördinator": self.coordinator, "contact": self.contact_name}
        return [name for name, value in known.items() if not value]

    def index_titles(self):
        """What it is: people ask for "de learning community"."""
        return [self._meta.verbose_name]

    def index_texts(self):
        """Purpose, name and contact."""
        return [self.purpose, self.name_note, self.coordinator, self.contact_name, self.contact_role]

    def index_facets(self):
        """The terms, and the municipalities that take part."""
        return super().index_facets() | {"municipality": [row.slug for row in self.municipalities.all()]}

    def export(self):
        """As every record, with purpose, municipalities and contact."""
        return super().export() | {
            "purpose": self.purpose,
            "municipalities": [row.title for row in self.municipalities.all()],
            "coordinator": self.coordinator,
            "contact_name": self.contact_name,
            "contact_role": self.contact_role,
            "contact_as_of": self.contact_as_of,
            "sources": self.sources,
        }


class LearningCommunityTerm(TermLink):
    """A term of a community."""

    content_object = models.ForeignKey(LearningCommunity, models.CASCADE, related_name="term_links")

    class Meta(TermLink.Meta):
        pass
