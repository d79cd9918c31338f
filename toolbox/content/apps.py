"""What every type of content shares."""

from django.apps import AppConfig


class ContentConfig(AppConfig):
    """Content, its vocabulary, history, workflow, lists and pages."""

    name = "toolbox.content"
    verbose_name = "inhoud"
