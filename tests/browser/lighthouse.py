"""What Lighthouse says of four pages, on a phone and on a desktop: ./test tests/browser/lighthouse.py -n 0

Not one of the tests: it needs node, fetches Lighthouse from npm, and its scores differ a little per run and machine.
Pages come uncompressed here, where in production the proxy compresses them.
"""

import json
import os
import shutil
import subprocess

import pytest

from tests.browser.conftest import FLAGS
from tests.browser.places import PLACES, WEIGHED

pytestmark = pytest.mark.django_db
CATEGORIES = ["performance", "accessibility", "best-practices", "seo"]
PRESETS = {"phone": [], "desktop": ["--preset=desktop"]}


def examine(executable, address, options):
    """Lighthouse's report of one page; None where the page gives it nothing to look at."""
    command = ["npx", "--yes", "lighthouse@12", address, "--quiet", "--output=json", *options]
    flags = f"--chrome-flags=--headless=new {' '.join(FLAGS)}"
    environment = {**os.environ, "CHROME_PATH": executable}
    done = subprocess.run([*command, flags], env=environment, capture_output=True, text=True, timeout=180)
    return json.loads(done.stdout) if done.returncode == 0 else None


def faults(report):
    """The audits that cost points."""
    counted = {ref["id"] for name in CATEGORIES for ref in report["categories"][name]["auditRefs"] if ref["weight"]}
    return sorted(name for name in counted if (report["audits"][name]["score"] or 0) < 1 and judged(report, name))


def judged(report, name):
    """Did the audit apply to this page?"""
    return report["audits"][name]["scoreDisplayMode"] not in ("notApplicable", "manual", "informative")


def test_scores(executable, site, capsys):
    if not shutil.which("npx"):
        pytest.skip("no node: apt-get install npm, or take a newer one from nodejs.org")
    with capsys.disabled():
        print("\n" + "".join(f"{title:<16}" for title in ["", "", *CATEGORIES]), "less than perfect")
        for name in WEIGHED:
            for preset, options in PRESETS.items():
                report = examine(executable, site + PLACES[name][0], options)
                if report is None:
                    print(f"{name:<16}{preset:<16}no report: is Lighthouse there, and does the page answer?")
                    continue
                scores = [round(100 * report["categories"][category]["score"]) for category in CATEGORIES]
                print("".join(f"{value:<16}" for value in [name, preset, *scores]), ", ".join(faults(report)))
