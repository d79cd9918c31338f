"""What every test may ask for."""

import pytest
from django.apps import apps
from django.db import connection


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database; the tables of stories come last, for they point at tables that migrations make."""
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        existing = connection.introspection.table_names()
        for model in apps.get_app_config("stories").get_models():
            if model._meta.db_table not in existing:
                editor.create_model(model)
