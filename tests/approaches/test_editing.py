"""An editor's work on approaches and practices: forms with rows, one revision per save, drafts ahead of the page."""

import pytest

from tests.factories import make_approach, make_municipality, make_practice, make_publication, make_term, publish
from tests.municipalities.editor import Editor, admin_address
from tests.pages import Page
from toolbox.accounts.access import State
from toolbox.approaches.models import Approach, Practice

pytestmark = pytest.mark.django_db


def main(client, record):
    """What a visitor without account reads."""
    client.logout()
    return Page(client.get(record.get_absolute_url())).main.text


def test_an_editor_adds_an_approach_with_all_that_belongs_to_it(client):
    editor, term, other = Editor(client), make_term(), make_approach(title="Andere")
    rows = {
        "facts": [
            {"section": "what", "text": "Een vorm van begeleiding.", "sources": "Handreiking\nBoek"},
            {"section": "budget", "amount": 2_000_000, "unit": "euro", "sources": "Begroting"},
        ],
        "evidence": [{"outcome": "Recidive", "grounding": 4, "effect": "mixed", "sources": "Studie"}],
        "look_alikes": [{"other": other.pk, "why": "Dat is strenger.", "sources": "Boek"}],
    }
    fields = {"title": "Nieuw", "slug": "nieuw", "also_called": "Eén\nTwee", "age_min": 8, "terms": [term.pk]}
    editor.save(admin_address(Approach), rows, **fields, note="Eerste versie")
    approach = Approach.objects.get(slug="nieuw")
    assert (approach.owner, approach.state, approach.also_called) == (editor.user, State.DRAFT, ["Eén", "Twee"])
    [revision] = approach.revisions()
    saved = revision.snapshot
    assert (revision.author, revision.note, saved["terms"]) == (editor.user, "Eerste versie", [term.slug])
    assert [row["text"] or row["amount"] for row in saved["facts"]] == ["Een vorm van begeleiding.", 2_000_000]
    assert saved["facts"][0]["sources"] == ["Handreiking", "Boek"]
    assert [row["effect"] for row in saved["evidence"]] == ["mixed"]
    assert [row["other"] for row in saved["look_alikes"]] == [other.slug]


def test_an_editor_adds_a_practice(client):
    editor = Editor(client)
    approach, municipality = publish(make_approach()), publish(make_municipality())
    rows = {
        "facts": [{"section": "reach", "amount": 13, "unit": "families", "sources": "Plan"}],
        "evidence": [{"grounding": 1}],
    }
    fields = {"title": "Nieuw", "slug": "nieuw", "approach": approach.pk, "municipality": municipality.pk}
    editor.save(admin_address(Practice), rows, **fields, phase="pilot")
    practice = Practice.objects.get()
    [revision] = practice.revisions()
    assert (revision.snapshot["approach"], revision.snapshot["municipality"]) == (approach.slug, municipality.slug)
    assert (practice.facts.get().amount, practice.evidence.get().grounding, practice.phase) == (13, 1, "pilot")


def test_a_change_with_rows_added_changed_moved_and_removed_is_one_revision(client):
    editor = Editor(client)
    approach = make_approach(facts=[{"text": "een"}, {"text": "twee"}, {"text": "drie"}], evidence=[{"outcome": "A"}])
    before = approach.revisions().count()
    changes = {"facts-0-order": 9, "facts-1-text": "twee, anders", "facts-2-DELETE": ["on"], "evidence-0-grounding": 3}
    editor.save(admin_address(approach), {"facts": [{"text": "vier", "sources": "x"}]}, **changes, title="Nieuwe titel")
    assert approach.revisions().count() == before + 1
    saved = approach.newest_revision().snapshot
    assert [row["text"] for row in saved["facts"]] == ["twee, anders", "vier", "een"]
    assert (saved["title"], saved["evidence"][0]["grounding"]) == ("Nieuwe titel", 3)
    approach = Approach.objects.get()
    assert [fact.text for fact in approach.fact_list] == ["twee, anders", "vier", "een"]


def test_saving_without_a_change_makes_no_revision(client):
    editor, approach = (
        Editor(client),
        make_approach(facts=[{}], evidence=[{}], look_alikes=[{"name": "x", "why": "y", "sources": ["z"]}]),
    )
    editor.save(admin_address(approach))
    assert approach.revisions().count() == 1


def test_state_and_readers_change_on_their_own_page_only(client):
    editor, practice = Editor(client), make_practice()
    assert {"state", "readers", "published_at"} & editor.sheet(admin_address(practice)).values.keys() == set()
    forged = {"state": "published", "readers": "1", "published_at": "2020-01-01", "published_at_0": "2020-01-01"}
    editor.save(admin_address(practice), **forged, contact="Team jeugd")
    practice.refresh_from_db()
    assert (practice.state, practice.readers, practice.published_at) == (State.DRAFT, None, None)
    assert practice.contact == "Team jeugd"


def test_a_draft_ahead_keeps_rows_off_the_page_until_it_is_published(client):
    editor, other = Editor(client), publish(make_approach(title="De andere"))
    rows = [{"text": "Oud feit"}, {"text": "Blijft"}]
    approach = publish(make_approach(title="Oude titel", facts=rows, evidence=[{"outcome": "Oude uitkomst"}]))
    address = admin_address(approach)
    new = {
        "facts": [{"text": "Kanariefeit", "sources": "Kanariebron"}],
        "evidence": [{"outcome": "Kanarie-uitkomst", "grounding": 6, "effect": "harmful"}],
        "look_alikes": [{"other": other.pk, "why": "Kanarieverschil", "sources": "Kanariebron"}],
    }
    changes = {"facts-0-DELETE": ["on"], "evidence-0-outcome": "Kanarie, anders", "title": "Kanarietitel"}
    editor.save(address, new, **changes, _draft="1")
    for record in (approach, other):
        assert "anarie" not in main(client, record)
    assert "Oud feit" in main(client, approach)
    assert "anarie" not in client.get("/aanpakken/?format=json").content.decode()
    assert client.get("/aanpakken/", {"effect": "harmful-proposed", "format": "json"}).json()["total"] == 0

    client.force_login(editor.user)
    again = editor.sheet(address).values
    assert (again["title"], again["facts-0-text"], again["facts-1-text"]) == ("Kanarietitel", "Blijft", "Kanariefeit")
    assert (again["evidence-0-outcome"], again["look_alikes-0-other"]) == ("Kanarie, anders", str(other.pk))
    assert client.post(admin_address(approach, "move"), {"to": "published", "readers": "everybody"}).status_code == 302
    text = main(client, approach)
    assert [word in text for word in ("Kanariefeit", "Kanariebron", "Kanarie-uitkomst", "Kanarieverschil")] == [
        True
    ] * 4
    assert "Oud feit" not in text
    assert "Kanarieverschil" in main(client, other)
    assert client.get("/aanpakken/", {"effect": "harmful-proposed", "format": "json"}).json()["total"] == 1


def test_a_draft_ahead_keeps_another_approach_and_municipality_off_the_page(client):
    editor = Editor(client)
    approach, town = publish(make_approach(title="Kanarieaanpak")), publish(make_municipality(title="Kanariestad"))
    practice = publish(make_practice(title="De praktijk"))
    editor.save(admin_address(practice), approach=approach.pk, municipality=town.pk, _draft="1")
    assert "anarie" not in main(client, practice)
    for record in (approach, town):
        assert "De praktijk" not in main(client, record)
    client.force_login(editor.user)
    again = editor.sheet(admin_address(practice)).values
    assert (again["approach"], again["municipality"]) == (str(approach.pk), str(town.pk))
    client.post(admin_address(practice, "move"), {"to": "published", "readers": "everybody"})
    assert "Kanarieaanpak" in main(client, practice)
    assert "De praktijk" in main(client, town)


def test_what_a_publication_points_at_is_saved_in_one_revision_and_kept_in_a_draft(client):
    editor = Editor(client)
    approach, practice = publish(make_approach(title="De aanpak", evidence=[{}])), publish(make_practice())
    town = publish(make_municipality())
    publication = publish(make_publication(title="Het onderzoek"))
    before = publication.revisions().count()
    links = {"approaches": [approach.pk], "practices": [practice.pk], "municipalities": [town.pk]}
    rows = {"findings": [{"evidence": approach.evidence.get().pk}]}
    editor.save(admin_address(publication), rows, **links, _draft="1")
    assert not publication.approaches.exists()
    assert [word for word in ("De aanpak", "Hoort bij") if word in main(client, publication)] == []
    assert "Het onderzoek" not in main(client, approach)
    client.force_login(editor.user)
    editor.save(admin_address(publication), _continue="1")
    assert publication.revisions().count() == before + 2
    saved = publication.newest_revision().snapshot
    assert (saved["approaches"], saved["practices"]) == ([approach.slug], [practice.slug])
    assert (saved["municipalities"], len(saved["findings"])) == ([town.slug], 1)
    assert "Het onderzoek" in main(client, approach)
    assert "De aanpak" in main(client, publication)
