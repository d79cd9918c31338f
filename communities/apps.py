"""Learning communities, their meetings, and what municipalities told there."""

from django.apps import AppConfig


class CommunitiesConfig(AppConfig):
    """Communities, meetings and field reports."""

    name = "communities"
    verbose_name = "learning communities"
