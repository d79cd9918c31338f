"""A virus scan by a ClamAV daemon, over its socket (clamd's INSTREAM); without one configured nothing is scanned."""

import socket
import struct
from urllib.parse import urlsplit

from django.conf import settings

CHUNK = 64 * 1024
SECONDS = 60


class ScannerDown(Exception):
    """No verdict: the file stays invisible and is tried again."""


def is_configured():
    """Is there a scanner?"""
    return bool(settings.CLAMD)


def is_infected(path):
    """Does the scanner find something in the file? Raises ScannerDown for anything that is no clear verdict.

    CLAMD is "unix:/run/clamav/clamd.ctl" or "tcp://host:3310".
    """
    try:
        with _connect(settings.CLAMD) as connection, open(path, "rb") as file:
            connection.sendall(b"zINSTREAM\0")
            while piece := file.read(CHUNK):
                connection.sendall(struct.pack(">I", len(piece)) + piece)
            connection.sendall(struct.pack(">I", 0))
            answer = _answer(connection)
    except OSError as error:  # over its own limit clamd breaks the connection: also no verdict
        raise ScannerDown(f"ClamAV does not answer: {error}") from error
    if answer == "stream: OK":
        return False
    if answer.endswith(" FOUND"):
        return True
    raise ScannerDown(f"ClamAV says: {answer[:200]}")


def _connect(address):
    parts = urlsplit(address)
    if parts.scheme == "unix":
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(SECONDS)
        connection.connect(parts.path)
        return connection
    return socket.create_connection((parts.hostname, parts.port or 3310), SECONDS)


def _answer(connection):
    found = b""
    while not found.endswith(b"\0") and len(found) < 4096:
        piece = connection.recv(4096)
        if not piece:
            break
        found += piece
    return found.rstrip(b"\0\n").decode("utf-8", "replace").strip()
