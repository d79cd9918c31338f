"""The house itself: imports run one way, one road leads to rows, and every dependency has a reason."""

import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.template import loader

from tests.factories import make_story
from tests.stories.models import Story

ROOT = Path(__file__).resolve().parent.parent
SITE = ["toolbox", "publications", "communities"]
PACKAGES = [*SITE, "tests"]
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as lint; lint(['--no-logo', '--no-cache'])"
REQUIREMENTS = ["requirements.txt", "requirements-local.txt"]
MAX_DEPENDENCIES = 25

GUARDED_FILES = ["views.py", "pages.py", "filters.py", "listing.py", "exports.py"]  # of these and of templates
ACCESS = re.compile(r"\.(visible_to|gone_for)\(")
STATEMENT_END = re.compile(r"\n(?!\s*[.)])|\Z")
ROADS = {  # what needs no visible_to, and why
    "Term.objects.": "terms are public, they have no state",
    "SynonymGroup.objects.in_use": "the thesaurus is public",
    "OldSlug.objects.": "an address only; the record behind it is asked with visible_to",
    "Entry.objects.none()": "no rows",
    "Entry.objects.are_outdated(": "only whether there are any, for the readiness check",
    "Revision.objects.of(": "takes a record that was found by visible_to, and has a visible_to of its own",
}
TEMPLATE_QUERIES = re.compile(r"_set\b|\.(?:objects|visible_to|for_lists|in_order)\b")  # .all is what a view fetched


def lint_imports(folder):
    """Run the import linter on a copy of the house."""
    return subprocess.run([sys.executable, "-c", LINT_IMPORTS], cwd=folder, capture_output=True, text=True)


@pytest.fixture
def house(tmp_path):
    """A copy of all packages and of pyproject.toml."""
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__", "*.json"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_house_as_it_stands_is_kept(house):
    done = lint_imports(house)
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


@pytest.mark.parametrize(
    ("file", "line", "named"),
    [
        ("toolbox/search/selection.py", "from publications import models", "toolbox.search.selection -> publications"),
        (
            "toolbox/accounts/access.py",
            "from toolbox.search import analysis",
            "toolbox.accounts.access -> toolbox.search",
        ),
        (
            "publications/models/finding.py",
            "from toolbox import views",
            "publications.models.finding -> toolbox.views",
        ),
        (
            "toolbox/approaches/models/practice.py",
            "from publications import models",
            "toolbox.approaches.models.practice -> publications",
        ),
        (
            "publications/models/publication.py",
            "from communities.models import Meeting",
            "publications.models.publication -> communities",
        ),
        ("toolbox/content/workflow.py", "from . import models", "toolbox.content.workflow -> toolbox.content.models"),
        ("toolbox/search/analysis.py", "from . import query", "toolbox.search.analysis -> toolbox.search.query"),
        ("toolbox/content/listing.py", "import tests.factories", "toolbox.content.listing -> tests.factories"),
        ("toolbox/views.py", "import toolbox.embedded_postgres.server", "toolbox.views -> toolbox.embedded_postgres"),
    ],
)
def test_an_import_against_the_layering_is_refused(house, file, line, named):
    path = house / file
    path.write_text(f"{path.read_text()}\n{line}\n")
    done = lint_imports(house)
    assert done.returncode != 0
    assert named in re.sub(r"\s+", " ", done.stdout)


def test_a_module_that_has_no_layer_is_named(house):
    (house / "toolbox/content/helpers.py").write_text('"""No layer."""\n')
    done = lint_imports(house)
    assert done.returncode != 0
    assert "toolbox.content.helpers" in done.stdout


def roads_around(root):
    """["file:line: code"]: queries in pages that reach rows without asking who may see them."""
    found = []
    for path in sorted(root.glob("**/*.py")):
        if path.name in GUARDED_FILES and path.relative_to(root).parts[0] in SITE:
            text = path.read_text()
            for match in re.finditer(r"[\w.]*\.(?:objects|_default_manager|_base_manager)\b", text):
                chain = text[match.start() : STATEMENT_END.search(text, match.end()).start()]
                if ACCESS.search(chain) or any(chain.startswith(road) for road in ROADS):
                    continue
                if _asked_later(text, match):
                    continue
                found.append(f"{path.relative_to(root)}:{text.count(chr(10), 0, match.start()) + 1}: {chain.strip()}")
    for path in sorted(root.glob("templates/**/*")):
        if path.is_file():
            for number, line in enumerate(path.read_text().splitlines(), start=1):
                code = " ".join(re.findall(r"{[{%].*?[%}]}", line))
                if TEMPLATE_QUERIES.search(code):
                    found.append(f"{path.relative_to(root)}:{number}: {line.strip()}")
    return found


def _asked_later(text, match):
    """`rows = model.objects...` counts as asked when every later use of `rows` in the function begins with access."""
    line_start = text.rfind("\n", 0, match.start()) + 1
    assigned = re.match(r"(\s*)(\w+) = $", text[line_start : match.start()])
    if not assigned:
        return False
    body = text[text.index("\n", match.end()) :]
    ends = re.search(r"\n\s*(?:def|class) |\Z", body).start()
    uses = re.findall(rf"(?<![\w.]){assigned[2]}\b(\S*)", body[:ends])
    return bool(uses) and all(ACCESS.match(use) for use in uses)


def test_every_page_asks_who_may_see_a_row():
    assert roads_around(ROOT) == []


def test_every_exception_is_used():
    """An exception that nothing needs would let a road around the rule in later."""
    code = "".join(path.read_text() for name in GUARDED_FILES for path in ROOT.glob(f"toolbox/**/{name}"))
    unused = [road for road in ROADS if road not in code]
    assert unused == []


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("toolbox/content/views.py", "def page(pk):\n    return Publication.objects.get(pk=pk)\n"),
        ("toolbox/views.py", "def page():\n    return Entry.objects.filter(\n        kind='x'\n    ).first()\n"),
        ("publications/filters.py", "rows = self.model._default_manager.all()\n"),
        (
            "toolbox/content/exports.py",
            "def f():\n    rows = model.objects.for_lists()\n    return rows.filter(pk=1)\n",
        ),
        ("toolbox/content/listing.py", "def f(m):\n    a = m.objects.all()\n    return m.objects.visible_to(None)\n"),
        ("communities/views.py", "def page(pk):\n    return Meeting.objects.get(pk=pk)\n"),
        ("templates/publications/detail.html", "{% for row in record.contributors.in_order %}{% endfor %}\n"),
        ("templates/home.html", "{{ term.publicationterm_set.count }}\n"),
    ],
)
def test_a_road_around_the_access_rule_is_found(tmp_path, file, code):
    planted = tmp_path / file
    planted.parent.mkdir(parents=True)
    planted.write_text(code)
    (line,) = roads_around(tmp_path)
    assert line.startswith(f"{file}:")


@pytest.mark.parametrize(
    "code",
    [
        "def page(user):\n    return Publication.objects.for_lists().visible_to(user).first()\n",
        "def page(u):\n    rows = model.objects.for_lists()\n    return rows.visible_to(u) or rows.gone_for(u)\n",
        "def page():\n    return (\n        Entry.objects.filter(kind='x')\n        .visible_to(None)\n    )\n",
        "terms = Term.objects.all()\n",
    ],
)
def test_the_road_through_the_access_rule_is_not_reported(tmp_path, code):
    planted = tmp_path / "toolbox" / "views.py"
    planted.parent.mkdir()
    planted.write_text(code)
    assert roads_around(tmp_path) == []


@pytest.mark.django_db
def test_a_query_while_a_page_renders_is_refused():
    """The templates walk relations with .all: what a view forgot to fetch through the rule is found by this guard."""
    record = make_story(title="Titel", summary="Samenvatting")
    assert "Samenvatting" in loader.render_to_string("content/card.html", {"record": record})
    with pytest.raises(AssertionError, match="a query in a template"):
        loader.render_to_string("content/card.html", {"record": Story.objects.defer("summary").get()})


def test_only_one_database_driver_is_installed():
    """psycopg 3 beside psycopg2 would be taken by Django without anybody choosing it."""
    assert importlib.util.find_spec("psycopg2") is not None
    assert importlib.util.find_spec("psycopg") is None


def requirements():
    """The direct dependencies, as written."""
    lines = [line.strip() for name in REQUIREMENTS for line in (ROOT / name).read_text().splitlines()]
    return [line for line in lines if line and not line.startswith(("#", "-r"))]


def test_dependencies_are_few_and_pinned():
    assert 0 < len(requirements()) <= MAX_DEPENDENCIES
    loose = [line for line in requirements() if not re.fullmatch(r"[A-Za-z0-9_.-]+(\[[a-z,]+\])?==[0-9][0-9.]*", line)]
    assert loose == []


def test_every_dependency_has_its_reason():
    names = {re.split(r"[=\[]", line)[0].lower() for line in requirements()}
    rows = (ROOT / "docs/decisions/dependencies.md").read_text().lower().splitlines()
    explained = {name for name in names for row in rows if row.startswith("|") and name in row and row.count("|") > 2}
    assert names - explained == set()


def test_the_installed_packages_fit_together():
    done = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    assert "No broken requirements" in done.stdout
