"""What the settings refuse, and where they come from."""

import os
import re
import stat
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from django.db import NotSupportedError, connection

from toolbox import dotenv
from toolbox.postgres import base

ROOT = Path(__file__).resolve().parent.parent
SERVER = {
    "SECRET_KEY": "for these tests only",
    "DEBUG": "false",
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
    "BEHIND_TLS_PROXY": "",
}


def python(*arguments, **variables):
    environment = {**os.environ, **SERVER, **variables}
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True)


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"SECRET_KEY": ""}, "Set SECRET_KEY"),
        ({"DATABASE_URL": ""}, "Set DATABASE_URL: the embedded PostgreSQL is for development (DEBUG=true) only."),
        ({"DATABASE_URL": "sqlite:///db"}, "DATABASE_URL must start with postgresql://"),
        ({}, "The database cannot be used: connection to server at"),
    ],
)
def test_command_without_what_it_needs_ends_with_a_sentence(variables, sentence):
    done = python("manage.py", "migrate", **variables)
    assert done.returncode == 1
    assert done.stderr.startswith(sentence)
    assert done.stderr.count("\n") == 1


def test_older_postgresql_is_refused(monkeypatch):
    wrapper = base.DatabaseWrapper(connection.settings_dict)
    monkeypatch.setattr(wrapper, "get_database_version", lambda: (14, 9))
    with pytest.raises(NotSupportedError, match="PostgreSQL 15 or later is required"):
        wrapper.check_database_version_supported()


@pytest.mark.parametrize(
    ("variables", "header"),
    [({}, "None"), ({"BEHIND_TLS_PROXY": "true"}, "('HTTP_X_FORWARDED_PROTO', 'https')")],
)
def test_proxy_is_believed_only_when_there_is_one(variables, header):
    code = "from django.conf import settings; print(settings.SECURE_PROXY_SSL_HEADER)"
    done = python("-c", code, DJANGO_SETTINGS_MODULE="toolbox.settings", **variables)
    assert done.stdout.strip() == header


def test_every_variable_is_explained():
    read = set(re.findall(r'\benv(?:\.\w+)?\("(\w+)"', (ROOT / "toolbox" / "settings.py").read_text()))
    lines = (ROOT / ".env.example").read_text().splitlines()
    explained = {line.partition("=")[0] for before, line in pairwise(lines) if before and "=" in line}
    assert {"SECRET_KEY", "DATABASE_URL"} <= read <= explained


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A folder with nothing but .env.example, and no variables."""
    (tmp_path / ".env.example").write_text("# about\nSECRET_KEY=\nDEBUG=true\n")
    monkeypatch.setattr(dotenv, "ROOT", tmp_path)
    monkeypatch.setenv("PG_BIN", "there is an embedded PostgreSQL")
    for name in dotenv.VARIABLES:
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def test_fresh_checkout_gets_a_secret_key_that_only_its_owner_can_read(checkout):
    dotenv.write_env()
    assert re.search(r"^SECRET_KEY=\S{50,}\nDEBUG=true$", (checkout / ".env").read_text(), re.MULTILINE)
    assert stat.S_IMODE((checkout / ".env").stat().st_mode) == 0o600
    assert {path.name for path in checkout.iterdir()} == {".env", ".env.example"}


def test_own_env_file_is_kept(checkout):
    (checkout / ".env").write_text("DEBUG=false\n")
    dotenv.write_env()
    assert (checkout / ".env").read_text() == "DEBUG=false\n"


@pytest.mark.parametrize("name", dotenv.VARIABLES)
def test_server_that_forgot_a_variable_gets_no_development_values(checkout, monkeypatch, name):
    monkeypatch.setenv(name, "anything")
    dotenv.write_env()
    assert not (checkout / ".env").exists()


def test_server_without_embedded_postgresql_gets_no_development_values(checkout, monkeypatch):
    monkeypatch.delenv("PG_BIN")
    monkeypatch.setattr(dotenv.importlib.util, "find_spec", lambda name: None)
    dotenv.write_env()
    assert not (checkout / ".env").exists()
