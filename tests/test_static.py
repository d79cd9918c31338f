"""What a reader fetches beside the pages: nothing is missing, and nothing comes along that no page uses."""

import re
from pathlib import Path

from toolbox.situations import SITUATIONS

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = "\n".join(path.read_text() for path in (ROOT / "templates").rglob("*.html"))
SHEET = (ROOT / "static/css/style.css").read_text()
GAUGES = {f"g{steps}" for steps in range(7)}  # by number: components/gauge.html


def test_the_sprite_holds_the_icons_that_are_used_and_no_other():
    symbols = re.findall(r'<symbol id="([\w-]+)"', (ROOT / "static/sprite.svg").read_text())
    used = {*re.findall(r'{% icon "([\w-]+)" %}', TEMPLATES), *(icon for _, icon, _ in SITUATIONS)}
    assert len(symbols) == len(set(symbols))
    assert set(symbols) == used | GAUGES | {"nl"}


def test_every_class_of_the_sheet_is_on_some_page():
    """A class that no template names, not even as a word, styles nothing. (`is-…` is made of an effect.)"""
    rules = re.sub(r"/\*.*?\*/|url\(.*?\)", "", SHEET, flags=re.DOTALL)
    classes = {name for name in re.findall(r"\.([a-z][\w-]+)", rules) if not name.startswith("is-")}
    assert classes - set(re.findall(r"[\w-]+", TEMPLATES)) == set()


def test_colours_are_roles():
    """A component never names a colour itself, but white and ink on what is white in the dark too."""
    named = set(re.findall(r"#[0-9a-f]{3,6}\b", re.sub(r"url\(.*?\)", "", SHEET)))
    assert named <= {"#fff", "#12242b"}


def test_what_is_not_ours_has_its_licence_beside_it():
    assert "SIL OPEN FONT LICENSE" in (ROOT / "static/fonts/figtree-OFL.txt").read_text().upper()
    assert "ISC License" in (ROOT / "static/icons-LICENSE.txt").read_text()
    assert "CC BY 4.0" in (ROOT / "static/sprite.svg").read_text()
