"""The site as a browser meets it in production: DEBUG off, compressed static files with hashed names, over HTTP."""

import contextlib
import threading

from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.test import override_settings

HOST = "127.0.0.1"


class Handler(WSGIRequestHandler):
    """Says nothing of the requests it answers."""

    def log_message(self, *args):
        """Leave the terminal to the tests."""


class Server(ThreadedWSGIServer):
    """A thread for each connection; closing waits for all of them, so that none holds on to the test database."""

    daemon_threads = False


def as_in_production(static_root):
    """What the settings of the tests leave out; of TLS nothing, for a browser would not trust the certificate."""
    return override_settings(
        DEBUG=False,
        ALLOWED_HOSTS=[HOST],
        STATIC_ROOT=static_root,
        WHITENOISE_USE_FINDERS=False,
        WHITENOISE_AUTOREFRESH=False,
        STORAGES={
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
        },
    )


@contextlib.contextmanager
def serve(static_root):
    """The address of the site, as long as the block lasts; the browser lets go of its connections before the end."""
    with as_in_production(static_root):
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["admin"])  # no page for readers
        server = Server((HOST, 0), Handler)
        server.set_app(WSGIHandler())
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://{HOST}:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
            server.server_close()
