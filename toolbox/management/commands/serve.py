"""The whole site under one command, for development and small installations: python manage.py serve."""

import contextlib
import ctypes
import http.client
import os
import signal
import socket
import subprocess
import sys
import time

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connections

from toolbox.content import first_content
from toolbox.search.models import Entry

STOP_SECONDS = 18  # what a process gets to finish its requests, or the row in hand
RESTART_SECONDS = 2  # from one start of a worker to the next, at least
PR_SET_PDEATHSIG = 1
INDEX = [sys.executable, "manage.py", "reindex"]
WORK = [sys.executable, "manage.py", "work", "--max-rows", "500"]
VISIBLE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # "every address" is no address to open


class Command(BaseCommand):
    """Prepares the database, starts a web server and a worker and watches them.

    A worker that ends is started again; when the web server ends, all end.
    """

    help = "Bring the database up to date and serve the site; Ctrl-C stops it."

    def handle(self, **options):
        """Serve until SIGINT or SIGTERM, or until the web server ends by itself."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: sys.exit(0))
        try:
            with listen(settings.SERVE_HOST, settings.SERVE_PORT) as listener:
                address = address_of(listener)
                self.prepare(address)
                self.run(address, listener)
        except CommandError as error:
            sys.exit(str(error))

    def prepare(self, address):
        """Bring the database up to date; a development site also gets its first content and a way in."""
        self.say("Bringing the database up to date ...")
        call_command("migrate", verbosity=0)
        if settings.DEBUG:
            is_first = first_content.is_empty()
            call_command("load_content", if_empty=True)
            if is_first:
                call_command("make_first_documents")
            call_command("login_link", if_fresh=True, base=address)
        else:
            collect_static_files()
        self.is_outdated = Entry.objects.are_outdated()
        connections.close_all()

    def run(self, address, listener):
        """Start the processes and watch them until the web server ends by itself.

        An index of an older analysis is rebuilt meanwhile; until then the site answers with it, also when that fails.
        """
        processes, ready = {}, False
        try:
            self.say("Starting the web server ...")
            processes["web"] = web = spawn(web_command(listener), listener.fileno())
            listener.close()
            if self.is_outdated:
                processes["index"] = spawn(INDEX)
            while web.poll() is None:
                self.keep_working(processes)
                if "index" in processes and processes["index"].poll() is not None:
                    failed = processes.pop("index").returncode
                    self.say(f"The search index {'could not be rebuilt' if failed else 'is up to date'}.")
                if not ready and (ready := answers(address)):
                    self.say(f"Ready (Ctrl-C stops it): {address}/")
                time.sleep(0.2)
            raise CommandError(f"The web process ended by itself (code {web.returncode}).")
        finally:
            end(processes.values())

    def keep_working(self, processes):
        """Start the worker, and a new one when it has ended: after so many rows, or because it was killed."""
        worker = processes.get("worker")
        if worker and (worker.poll() is None or time.monotonic() < self.next_start):
            return
        if worker and worker.returncode:
            self.say(f"The worker ended (code {worker.returncode}); a new one starts.")
        processes["worker"], self.next_start = spawn(WORK), time.monotonic() + RESTART_SECONDS

    def say(self, text):
        """Progress, at once even when the output is a file."""
        self.stdout.write(text)
        self.stdout.flush()


def collect_static_files():
    """Put the static files where a site without DEBUG serves them from."""
    try:
        call_command("collectstatic", interactive=False, verbosity=0)
    except OSError as error:
        raise CommandError(f"The static files cannot be put in {settings.STATIC_ROOT} ({error.strerror}).") from error


def listen(host, port):
    """The listening socket, held from the start so that no other program takes the port; 0 is any free port."""
    if not port.isdecimal() or int(port) > 65535:
        raise CommandError(f"PORT must be a number from 0 to 65535, not {port!r}.")
    try:
        family = socket.getaddrinfo(host, int(port), type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, int(port)), family=family)
    except socket.gaierror as error:
        raise CommandError(f"HOST must be an address of this machine, not {host!r} ({error.strerror}).") from error
    except OSError as error:
        reason = os.strerror(error.errno)
        raise CommandError(
            f"Cannot listen on port {port} of {host} ({reason}): choose another, for example PORT=8001 ./run"
        ) from error


def address_of(listener):
    """The address a browser opens, without a slash at the end."""
    host, port = listener.getsockname()[:2]
    host = VISIBLE.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def web_command(listener):
    """Gunicorn with two processes of four threads."""
    command = [sys.executable, "-m", "gunicorn", "toolbox.wsgi", "--bind", f"fd://{listener.fileno()}"]
    command += ["--worker-class", "gthread", "--workers", "2", "--threads", "4"]
    return [*command, "--graceful-timeout", "10", "--log-level", "warning", "--no-control-socket"]


def spawn(command, *descriptors):
    """Start a process that does not outlive this one, in a session of its own: Ctrl-C is for this process only.

    It gets these file descriptors, and no others.
    """
    return subprocess.Popen(
        command, cwd=settings.BASE_DIR, pass_fds=descriptors, start_new_session=True, preexec_fn=die_with_parent
    )


def die_with_parent():
    """Linux: after kill -9 of the parent no orphan keeps the port."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def answers(address):
    """Does the web server answer a request, whatever it says?"""
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=5)
    with contextlib.closing(connection), contextlib.suppress(OSError, http.client.HTTPException):
        connection.request("GET", "/gezond")
        return bool(connection.getresponse().status)
    return False


def end(processes):
    """Ask all of them to stop; whoever has not done so in time is killed."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for process in processes:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
