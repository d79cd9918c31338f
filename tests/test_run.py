"""The script ./run: what it says when it cannot go on, and that one failed check hides no other."""

import ast
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parent.parent / "run"


@pytest.fixture
def run(tmp_path, monkeypatch):
    """The script as a module, in a folder of its own, with an environment of which pip is a stand-in."""
    module = module_from_spec(spec_from_loader("run", SourceFileLoader("run", str(SCRIPT))))
    module.__loader__.exec_module(module)
    (tmp_path / "requirements.txt").write_text("Django\n")
    venv = tmp_path / ".venv"
    venv.mkdir()
    for name, value in {"ROOT": tmp_path, "VENV": venv, "PYTHON": str(venv / "python")}.items():
        monkeypatch.setattr(module, name, value)
    (venv / ".made-for").write_text(f"{sys.version} {tmp_path}")
    return module


def stand_in(path, script):
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o700)
    return str(path)


def test_older_python_can_read_the_script():
    assert ast.parse(SCRIPT.read_text(), feature_version=(3, 6))


def test_older_python_is_refused(run, monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 10, 12))
    with pytest.raises(SystemExit, match="Python 3.11 or newer is needed"):
        run.main([])


def test_missing_venv_module_is_said(run, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "executable", stand_in(tmp_path / "python3", "exit 1"))
    (run.VENV / ".made-for").unlink()
    with pytest.raises(SystemExit, match="apt-get install python3-venv"):
        run.install("requirements.txt")


def test_failed_installation_is_said_and_tried_again(run):
    stand_in(Path(run.PYTHON), "echo ERROR: No matching distribution found for Django; exit 1")
    sentence = r"could not be installed \(ERROR: No matching distribution found for Django\): check the network"
    for _ in range(2):
        with pytest.raises(SystemExit, match=sentence):
            run.install("requirements.txt")


def test_dependencies_are_installed_again_only_when_they_changed(run, tmp_path):
    stand_in(Path(run.PYTHON), f"echo installed >> '{tmp_path}/log'")
    run.install("requirements.txt")
    run.install("requirements.txt")
    assert (tmp_path / "log").read_text() == "installed\n"
    (tmp_path / "requirements.txt").write_text("Django==5\n")
    run.install("requirements.txt")
    assert (tmp_path / "log").read_text() == "installed\ninstalled\n"


@pytest.mark.parametrize(
    ("variable", "text", "expected"),
    [
        (None, "", False),
        (None, "DATABASE_URL=\n", False),
        (None, 'DATABASE_URL=""  # none\n', False),
        (None, "# DATABASE_URL=postgresql://x\n", False),
        (None, "DEBUG=true\nDATABASE_URL=postgresql://x\n", True),
        (None, "export DATABASE_URL='postgresql://x'\n", True),
        ("postgresql://x", "", True),
        ("", "DATABASE_URL=postgresql://x\n", False),
    ],
)
def test_own_database(run, tmp_path, monkeypatch, variable, text, expected):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    if variable is not None:
        monkeypatch.setenv("DATABASE_URL", variable)
    (tmp_path / ".env").write_text(text)
    assert run.own_database() is expected


def test_every_check_runs_and_the_failed_ones_are_named(run, monkeypatch, capfd):
    monkeypatch.setattr(run, "PYTHON", sys.executable)
    checks = {"first": "raise SystemExit(3)", "second": "print('second ran')", "third": "raise SystemExit(4)"}
    monkeypatch.setattr(run, "CHECKS", {name: ["-c", code] for name, code in checks.items()})
    assert run.run_checks() == 1
    output = capfd.readouterr().out
    assert "second ran" in output
    assert output.splitlines()[-1] == "Failed: first, third"


def test_passed_checks_are_said(run, monkeypatch, capfd):
    monkeypatch.setattr(run, "PYTHON", sys.executable)
    monkeypatch.setattr(run, "CHECKS", {"only": ["-c", ""]})
    assert run.run_checks() == 0
    assert capfd.readouterr().out.splitlines()[-1] == "All checks passed."
