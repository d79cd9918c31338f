"""A process of its own: starts the server, and stops it when its last user was killed and could not do so itself."""

import os
import sys

from . import server
from .cluster import Cluster, EmbeddedPostgresError


def main(data, programs):
    """Start the server and close the output, or print why not; then wait until nobody uses it, and stop it."""
    cluster = Cluster(data, programs)
    try:
        with server.locked(cluster, "start"):  # whoever asked for this may be dead, and another guard be busy
            if not cluster.answers():
                cluster.start()
    except (EmbeddedPostgresError, OSError) as error:
        print(error)
        return
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    with server.locked(cluster, "users"):
        cluster.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
