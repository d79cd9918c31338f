"""What every test may ask for."""

import pytest
from django.apps import apps
from django.db import connection
from django.template import loader


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database; the tables of stories come last, for they point at tables that migrations make."""
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        existing = connection.introspection.table_names()
        for model in apps.get_app_config("stories").get_models():
            if model._meta.db_table not in existing:
                editor.create_model(model)


@pytest.fixture(autouse=True)
def no_query_in_a_template(monkeypatch):
    """A page of the site runs no query while it renders, but for who is asking: what it shows, the view fetched.

    A relation that was not fetched would also be a road past the access rule.
    """
    render = loader.render_to_string

    def refuse(execute, sql, params, many, context):
        if any(table in sql for table in ("django_session", "accounts_user", "auth_group")):
            return execute(sql, params, many, context)
        raise AssertionError(f"a query in a template: {sql}")

    def guarded(*args, **options):
        with connection.execute_wrapper(refuse):
            return render(*args, **options)

    monkeypatch.setattr(loader, "render_to_string", guarded)
