"""A content type that lives only in the tests: what a new type takes, and no more."""

from django.db import models

from toolbox.content.models import Content, TermLink, TermsField


class Story(Content):
    """A text with terms."""

    body = models.TextField("verhaal", blank=True)
    terms = TermsField("stories.StoryTerm")

    class Meta(Content.Meta):
        verbose_name = "verhaal"
        verbose_name_plural = "verhalen"

    def index_texts(self):
        """The text itself."""
        return [self.body]


class StoryTerm(TermLink):
    """A term of a story."""

    content_object = models.ForeignKey(Story, models.CASCADE, related_name="term_links")
