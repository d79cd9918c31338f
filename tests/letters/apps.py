"""An app that lives only in the tests."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """Rows for the worker; it has no migrations, so its tables exist in test databases only."""

    name = "tests.letters"
