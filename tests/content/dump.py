"""The whole database as text, to see whether anything changed."""

from django.apps import apps
from django.db import connection


def dump():
    """{table: [row as text]} of every table of the site's models, all columns, vectors included."""
    tables = {}
    for model in apps.get_models(include_auto_created=True):
        table = connection.ops.quote_name(model._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(f"select t::text from {table} t order by 1")
            tables[table] = [row for (row,) in cursor.fetchall()]
    return tables
