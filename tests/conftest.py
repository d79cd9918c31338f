"""What every test may ask for, and how the tests are spread over processes."""

import gc

import pytest
from django.apps import apps
from django.db import connection
from django.template import loader
from xdist.scheduler import LoadScopeScheduling

TOGETHER = (
    "tests/portal/",
    "tests/content_types/test_relations.py",
    "tests/test_serve.py",
    "tests/test_first_documents.py",
)


class Together(LoadScopeScheduling):
    """Tests that share a world which takes seconds to make run in one process; all others one by one, where there is
    room. The largest world comes first, so that no process waits for it at the end.
    """

    def _split_scope(self, nodeid):
        return next((place for place in TOGETHER if nodeid.startswith(place)), nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Spread the tests as said above."""
    return Together(config, log)


def pytest_collection_finish():
    """What was imported stays: to look through it for garbage again and again takes a tenth of all the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


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
