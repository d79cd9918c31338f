"""Documents in tests: their files lie in a folder of the test."""

import pytest
from django.test import Client

from tests.factories import make_staff
from tests.workers import start_worker  # noqa: F401  a fixture


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    """The folder of all stored files."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


@pytest.fixture
def editor():
    return make_staff()


@pytest.fixture
def staff(editor):
    client = Client()
    client.force_login(editor)
    return client
