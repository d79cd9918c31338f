"""The vocabulary of the portal's own first content, as plain data."""

import json
from functools import cache
from pathlib import Path

from publications.proposals import Known, Municipality, Term, Vocabulary, also_words, fixed_names
from publications.proposals.kinds import CUES
from toolbox.search.thesaurus import Group

ROOT = Path(__file__).resolve().parents[3]


def rows(name):
    """The rows of a file of first content."""
    return json.loads((ROOT / name).read_text())


@cache
def groups():
    """The thesaurus."""
    names = ("equal", "entry_words", "related")
    return tuple(
        Group(
            row["preferred"],
            *(tuple(row.get(name) or ()) for name in names),
            is_protected=row.get("is_protected", False),
        )
        for row in rows("toolbox/search/first_content/synonymgroup.json")
    )


@cache
def vocabulary():
    """All that a proposal is chosen from."""
    return Vocabulary(
        terms=tuple(
            Term(row["facet"], row["slug"], row["name"], also_words(row["name"], groups()))
            for row in rows("toolbox/content/first_content/term.json")
        ),
        municipalities=tuple(
            Municipality(row["slug"], row["title"], tuple({row["official_name"]} - {row["title"]}))
            for row in rows("toolbox/municipalities/first_content/municipality.json")
        ),
        kinds=frozenset(CUES) | {"journal_article"},
        publications=tuple(
            Known(pk, row["title"], row.get("subtitle") or "", row.get("year"))
            for pk, row in enumerate(rows("publications/first_content/publication.json"), 1)
        ),
        names=fixed_names(groups()),
    )


def reading(*pages, title="", **given):
    """A reading as of the extraction, of pages of text."""
    return {
        "kind": "pdf",
        "title": title,
        "title_from": "text" if title else "",
        "pages": [{"number": number, "text": text} for number, text in enumerate(pages, 1)],
        **given,
    }
