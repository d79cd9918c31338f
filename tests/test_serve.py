"""manage.py serve with real processes: it starts, answers, and leaves nothing behind."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.embedded_postgres.processes import processes_of, wait_for

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = {
    "DJANGO_SETTINGS_MODULE": "toolbox.settings",
    "SECRET_KEY": "for these tests only",
    "DEBUG": "true",
    "DATABASE_URL": "",
    "HOST": "",
    "PORT": "0",
}
SERVE = [sys.executable, "manage.py", "serve"]


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """A data folder of its own for all sites of this module."""
    return {**os.environ, **SETTINGS, "DATA_DIR": str(tmp_path_factory.mktemp("site") / "data")}


@pytest.fixture
def start_site(environment):
    """Call it to start a site on a free port; returns its process and its address."""
    sites = []

    def start():
        site = subprocess.Popen(SERVE, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        sites.append(site)
        ready = next(line for line in site.stdout if line.startswith("Ready"))
        return site, ready.split()[-1]

    yield start
    for site in sites:
        site.kill()
        site.wait()
        site.stdout.close()
    wait_for(lambda: not processes_of(environment["DATA_DIR"]))


def fetch(address):
    with urllib.request.urlopen(f"{address}gezond", timeout=30) as response:
        return response.status


def port_of(address):
    return int(address.rstrip("/").rpartition(":")[2])


def is_free(port):
    with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
        return True
    return False


def child_of(site, command):
    """The pid of the process of this site with these words in its command; None when there is none."""
    for pid in Path(f"/proc/{site.pid}/task/{site.pid}/children").read_text().split():
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            if command in Path(f"/proc/{pid}/cmdline").read_bytes():
                return int(pid)
    return None


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_serves_until_it_is_told_to_stop(start_site, environment, number):
    site, address = start_site()
    assert fetch(address) == 200
    site.send_signal(number)
    assert site.wait(60) == 0
    assert is_free(port_of(address))
    wait_for(lambda: not processes_of(environment["DATA_DIR"]))


def test_taken_port_is_said_in_words(start_site, environment):
    _, address = start_site()
    port = str(port_of(address))
    second = subprocess.run(SERVE, cwd=ROOT, env={**environment, "PORT": port}, capture_output=True, text=True)
    assert (second.returncode, second.stdout) == (1, "")
    assert second.stderr.startswith(f"Cannot listen on port {port} of 127.0.0.1 (Address already in use)")
    assert second.stderr.count("\n") == 1
    assert fetch(address) == 200


def test_killed_site_leaves_no_process_and_no_taken_port(start_site, environment):
    site, address = start_site()
    assert processes_of(environment["DATA_DIR"])
    assert not is_free(port_of(address))
    site.kill()
    wait_for(lambda: not processes_of(environment["DATA_DIR"]))
    assert is_free(port_of(address))


def test_site_ends_when_its_web_server_does(start_site):
    site, _ = start_site()
    os.kill(child_of(site, b"gunicorn"), signal.SIGKILL)
    assert site.wait(60) == 1


def test_a_worker_that_dies_is_replaced_while_the_site_answers(start_site):
    site, address = start_site()
    worker = child_of(site, b"manage.py\0work")
    os.kill(worker, signal.SIGKILL)
    assert next(line for line in site.stdout if "worker" in line) == "The worker ended (code -9); a new one starts.\n"
    wait_for(lambda: child_of(site, b"manage.py\0work") not in (None, worker))
    assert fetch(address) == 200


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"PORT": "eighty"}, "PORT must be a number from 0 to 65535, not 'eighty'."),
        ({"PORT": "65536"}, "PORT must be a number from 0 to 65535, not '65536'."),
        ({"HOST": "no such host"}, "HOST must be an address of this machine, not 'no such host'"),
        ({"HOST": "192.0.2.1"}, "Cannot listen on port 0 of 192.0.2.1 (Cannot assign requested address)"),
        ({"DATA_DIR": __file__}, f"The database cannot be used: DATA_DIR must be a folder, but {__file__} is a file."),
    ],
)
def test_bad_input_ends_with_a_sentence(environment, variables, sentence):
    done = subprocess.run(SERVE, cwd=ROOT, env={**environment, **variables}, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith(sentence)
    assert done.stderr.count("\n") == 1


def test_an_index_of_an_older_analysis_is_rebuilt_while_the_site_answers(start_site, environment):
    site, address = start_site()
    age = "from toolbox.search.models import Entry; Entry.objects.update(lexicon='older')"
    subprocess.run([sys.executable, "manage.py", "shell", "-c", age], cwd=ROOT, env=environment, check=True)
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{address}gereed", timeout=30)
    assert (refused.value.code, "manage.py reindex" in refused.value.read().decode()) == (503, True)
    site.terminate()
    site.wait(60)
    site, address = start_site()
    assert fetch(address) == 200
    assert next(line for line in site.stdout if "search index" in line) == "The search index is up to date.\n"
    assert urllib.request.urlopen(f"{address}gereed", timeout=30).status == 200
