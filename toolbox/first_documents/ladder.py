"""The plain data of the slides: the ladder, the texts of the page about evidence, and which approaches stand where."""

from django.template.loader import render_to_string
from lxml import html

from toolbox.approaches.models.evidence import PROPOSAL, Effect
from toolbox.pages import evidence_answers

from .facts import about

TEXTS = "pages/evidence_texts.html"
BEFORE, AFTER = (
    ("twee", "onderbouwing"),
    ("voorstel", "erkenning", "gedaan"),
)  # around the steps


def ladder(approaches, title, date):
    """Every step with its meaning and the approaches on it, and what the page about evidence says."""
    answers = evidence_answers()
    texts = _texts(answers)
    return {
        "title": title,
        "lead": "Twee vragen over elke aanpak: hoeveel weten we, en wat weten we?",
        "before": [texts[name] for name in BEFORE],
        "steps": [
            {"step": step, "label": label, "means": means, "approaches": _standing(step, approaches)}
            for step, label, means in answers["groundings"]
        ],
        "effects": texts["effect"] | {"rows": [(label, means) for _, label, means in answers["effects"]]},
        "after": [texts[name] for name in AFTER],
        "about": about(date),
    }


def _standing(step, approaches):
    """Which approaches stand on a step, those that nobody judged yet apart; "" for none."""
    rows = [(_called(one, row), row) for one in approaches for row in one.evidence_list if row.grounding == step]
    judged = _in_a_row(name for name, row in rows if row.is_judged)
    proposed = _in_a_row(name for name, row in rows if not row.is_judged)
    said = [("Hier staan", judged), (f"Hier staan ({PROPOSAL})", proposed)]
    return " ".join(f"{where}: {names}." for where, names in said if names)


def _called(approach, row):
    """Its title; a step up the ladder must not hide that it may do harm."""
    return f"{approach.title}, let op: kan schadelijk zijn" if row.effect == Effect.HARMFUL else approach.title


def _in_a_row(names):
    return "; ".join(dict.fromkeys(names))


def _texts(answers):
    """{id of a section: its heading and paragraphs}; a paragraph with links is of the page only."""
    page = html.fragment_fromstring(render_to_string(TEXTS, answers), create_parent=True)
    return {
        section.get("aria-labelledby"): {
            "heading": _plain(section.find("h2")),
            "paragraphs": [_plain(text) for text in section.findall("p") if text.find(".//a") is None],
        }
        for section in page.iter("section")
    }


def _plain(element):
    return " ".join(element.text_content().split())
