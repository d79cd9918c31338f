"""What fits no longer, or not at once: a draft that time overtook, and rows that take each other's place."""

import pytest

from tests.factories import make_approach, make_practice, make_publication, publish, withdraw
from tests.municipalities.editor import Editor, Sheet, admin_address
from tests.pages import Page

pytestmark = pytest.mark.django_db

ONCE = "Deze uitkomst staat er al, voor dezelfde plek."


def overtaken_by_a_withdrawal(editor):
    approach, practice = publish(make_approach()), publish(make_practice(title="Op de site"))
    editor.save(admin_address(practice), approach=approach.pk, title="In het concept", _draft="1")
    withdraw(approach)
    return practice


def overtaken_by_an_address(editor):
    publication = publish(make_publication(title="Op de site"))
    editor.save(admin_address(publication), slug="bezet", title="In het concept", _draft="1")
    make_publication(slug="bezet")
    return publication


def overtaken_by_another_outcome(editor):
    approach = publish(make_approach(evidence=[{"outcome": "Oud"}]))
    findings = [{"evidence": approach.evidence.get()}]
    publication = publish(make_publication(title="Op de site", findings=findings))
    editor.save(admin_address(publication), title="In het concept", _draft="1")
    editor.save(admin_address(approach), **{"evidence-0-outcome": "Nieuw"}, _continue="1")
    return publication


@pytest.mark.parametrize("overtake", [overtaken_by_a_withdrawal, overtaken_by_an_address, overtaken_by_another_outcome])
def test_a_draft_that_fits_no_longer_is_no_dead_end(client, overtake):
    editor = Editor(client)
    record = overtake(editor)
    answer = client.post(admin_address(record, "move"), {"to": "published", "readers": "everybody"})
    refusal = Page(answer).root.text
    assert "Het concept kan zo niet op de site" in refusal
    assert "approaches_" not in refusal
    answer = client.get(admin_address(record))
    text = Page(answer).root.text
    assert "past niet meer" in text
    assert "approaches_" not in text, "the name of a constraint is no reason"
    assert "Hieronder staat de tekst van de site." in text
    assert Sheet(answer).values["title"] == "Op de site"
    draft = record.draft_ahead()
    assert Page(client.get(record.get_versions_url(draft.number))).texts["h1"] == ["In het concept"]
    editor.save(admin_address(record), summary="Opnieuw", _continue="1")
    record.refresh_from_db()
    assert (record.summary, record.title, record.draft_ahead()) == ("Opnieuw", "Op de site", None)


@pytest.mark.parametrize(
    "changes",
    [
        {"evidence-0-outcome": "B", "evidence-1-outcome": "A"},
        {"evidence-0-outcome": "B", "evidence-1-outcome": "C"},
        {"evidence-0-outcome": "B", "evidence-1-DELETE": ["on"]},
    ],
)
def test_rows_that_are_the_same_while_they_are_saved_are_told(client, changes):
    editor, record = Editor(client), make_approach(evidence=[{"outcome": "A"}, {"outcome": "B"}])
    assert ONCE in editor.refused(admin_address(record), **changes)[""]
    assert [row.outcome for row in record.evidence.in_order()] == ["A", "B"]


def test_a_row_that_goes_makes_room_for_a_new_one(client):
    editor, record = Editor(client), make_approach(evidence=[{"outcome": "A", "grounding": 1}])
    rows = {"evidence": [{"outcome": "A", "grounding": 2}]}
    editor.save(admin_address(record), rows, **{"evidence-0-DELETE": ["on"]})
    assert record.evidence.get().grounding == 2
