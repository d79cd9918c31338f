"""A process that uses the embedded server: answers each line of SQL on its input with the first value it gives."""

import contextlib
import os
import sys

import psycopg2

from toolbox.embedded_postgres import server
from toolbox.embedded_postgres.cluster import PORT, Cluster


def main(data):
    """Answer "ready", and then every line."""
    cluster = Cluster(data, os.environ.get("PG_BIN", ""))
    server.ensure(cluster)
    print("ready", flush=True)
    for line in sys.stdin:
        print(answer(cluster, line), flush=True)


def answer(cluster, sql):
    """The first value, or "no connection" while the server is just dying."""
    server.ensure(cluster)
    try:
        connection = psycopg2.connect(host=cluster.socket_dir, port=PORT, user="postgres", dbname="postgres")
    except psycopg2.OperationalError:
        return "no connection"
    connection.autocommit = True
    with contextlib.closing(connection), connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0] if cursor.description else "done"


if __name__ == "__main__":
    main(sys.argv[1])
