"""A process of its own: starts the server, and stops it when its last user was killed and could not do so itself."""

import os
import sys

from . import server
from .cluster import Cluster, EmbeddedPostgresError


def main(data, programs):
    """Start the server and close the output, or print why not; then wait until nobody uses it, and stop it."""
    cluster = Cluster(data, programs)
    with server.locked(cluster, "guard", shared=True):  # the last user waits for it, see server.py
        try:
            start(cluster)
        except (EmbeddedPostgresError, OSError) as error:
            print(error)
            return
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        with server.locked(cluster, "users"):
            cluster.stop()


def start(cluster):
    """Start the server unless another guard just did: whoever asked for that one may be dead already."""
    with server.locked(cluster, "start"):
        if not cluster.answers():
            cluster.start()


if __name__ == "__main__":
    main(*sys.argv[1:])
