"""Advisory locks on rows: who works on a row for seconds keeps other workers away, and no editor.

They belong to the session, not to a transaction, so that a long step can make several short ones. PostgreSQL frees
them when the session ends, at once after a kill -9. That also means: the session must stay (a pooler in front of the
database has to work in session mode, and nobody closes the connection meanwhile).
"""

from contextlib import suppress

from django.db import InterfaceError, OperationalError, connection

# The two numbers of PostgreSQL: which table, which row. Rows whose key differs by 2^31 share a lock: they only wait.
_KEY = "(%s::regclass::oid::int, (%s::bigint & 2147483647)::int)"


def try_lock(row):
    """Lock the row (with a number for a key) for this session; False when another session has it. Never waits."""
    return _ask(f"SELECT pg_try_advisory_lock{_KEY}", row)


def unlock(row):
    """Free the row; a session that was lost has lost its locks too."""
    with suppress(OperationalError, InterfaceError):
        _ask(f"SELECT pg_advisory_unlock{_KEY}", row)


def _ask(sql, row):
    with connection.cursor() as cursor:
        cursor.execute(sql, [connection.ops.quote_name(row._meta.db_table), row.pk])
        return cursor.fetchone()[0]
