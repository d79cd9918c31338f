"""A process of its own beside the server: stops it when its last user was killed and could not do so itself."""

import sys

from . import server
from .cluster import Cluster


def main(data, programs):
    """Wait until nobody uses the server, then stop it if it still runs."""
    cluster = Cluster(data, programs)
    with server.locked(cluster, "users"):
        cluster.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
