"""Work that is done later, by manage.py work."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    """Knows rows that are due, steps and chores; knows no content and no user."""

    name = "toolbox.work"
    verbose_name = "werk voor later"
