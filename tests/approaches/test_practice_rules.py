"""A practice: what the database refuses, and what an editor is told."""

import pytest
from django.utils import timezone

from tests.approaches.test_partial_dates import OUT_OF_ORDER
from tests.factories import make_approach, make_group, make_municipality, make_practice, publish
from tests.municipalities.editor import Editor, admin_address
from tests.municipalities.rules import refused_by, write
from tests.pages import Page
from toolbox.accounts.access import State
from toolbox.approaches.models import Practice

pytestmark = pytest.mark.django_db

DATE = "Vul een jaar, maand of dag in die bestaat: 2022, 2022-03 of 2022-03-10."
END = "Het einde ligt voor het begin."
REASON = "Schrijf op waarom het gestopt is: daar leren anderen van."
ONCE = "Deze gemeente heeft bij deze aanpak al een praktijk met deze titel."


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({"phase": "stopped"}, "approaches_practice_stopped_why"),
        ({"phase": "begonnen"}, "approaches_practice_choices_known"),
        ({"scale": "wereld"}, "approaches_practice_choices_known"),
    ],
)
def test_the_database_refuses(columns, constraint):
    with refused_by(constraint):
        write(make_practice(), **columns)


def test_the_database_refuses_the_same_practice_twice_however_it_is_written():
    one = make_practice(title="Wijkaanpak")
    with refused_by("approaches_practice_once"):
        make_practice(title="WIJKAANPAK", approach=one.approach, municipality=one.municipality)
    make_practice(title="Wijkaanpak", approach=one.approach)  # of another municipality
    make_practice(title="Wijkaanpak", municipality=one.municipality)  # of another approach


@pytest.mark.parametrize("parent", ["approach", "municipality"])
def test_the_database_refuses_a_published_practice_under_what_is_not_published(parent):
    make = {"approach": make_approach, "municipality": make_municipality}[parent]
    practice = make_practice(**{parent: make()})
    with refused_by(f"approaches_practice_within_{parent}"):
        write(practice, state=State.PUBLISHED, published_at=timezone.now())


def test_an_editor_is_told_and_loses_nothing(client):
    editor, other = Editor(client), make_practice(title="Wijkaanpak")
    known = {"title": "Nieuwe <aanpak>", "slug": "nieuw", "open_questions": "Wat?\nHoe?", "contact": "Team jeugd"}
    known |= {"approach": other.approach.pk, "municipality": other.municipality.pk}
    told = [
        *(({"start": start, "end": end}, "end", END) for start, end in OUT_OF_ORDER[1::2]),
        *(({field: "2022-13"}, field, DATE) for field in ("start", "end", "phase_as_of")),
        ({"start": "2022-02-30"}, "start", DATE),
        ({"start": "gisteren"}, "start", DATE),
        ({"phase": "stopped"}, "reason_stopped", REASON),
        ({"phase": "stopped", "reason_stopped": "  "}, "reason_stopped", REASON),
        ({"title": "WIJKAANPAK"}, "", ONCE),
        ({"approach": ""}, "approach", "Dit veld is verplicht."),
        ({"municipality": ""}, "municipality", "Dit veld is verplicht."),
        ({"slug": other.slug}, "slug", "bestaat al"),
    ]
    for typed, field, words in told:
        errors = editor.refused(admin_address(Practice), **known | typed)
        assert words in errors.get(field, ""), (typed, errors)
    assert Practice.objects.get() == other


def test_a_choice_that_does_not_exist_is_refused(client):
    editor, practice = Editor(client), make_practice()
    for name in ("phase", "scale"):
        data = editor.filled_in(admin_address(practice), **{name: "zomaar"})
        assert "zomaar is geen beschikbare keuze" in client.post(admin_address(practice), data).content.decode()
    practice.refresh_from_db()
    assert (practice.phase, practice.scale) == ("", "")


def test_what_is_right_is_saved(client):
    editor, other = Editor(client), make_practice(title="Wijkaanpak")
    fields = {"title": "Andere aanpak", "slug": "anders", "approach": other.approach.pk}
    fields |= {
        "municipality": other.municipality.pk,
        "phase": "stopped",
        "reason_stopped": "Geen geld",
        "start": "2019-12",
    }
    editor.save(admin_address(Practice), **fields, end="2020")
    practice = Practice.objects.get(slug="anders")
    assert (practice.phase, practice.start, practice.end, practice.state) == ("stopped", "2019-12", "2020", "draft")
    page = Page(client.get(practice.get_absolute_url())).section("Kort op een rij").pairs
    assert page["Fase"].text == "Gestopt Waarom gestopt: Geen geld"
    assert (page["Sinds"].text, page["Tot en met"].text) == ("december 2019", "2020")


@pytest.mark.parametrize("parent", ["approach", "municipality"])
def test_publishing_under_what_is_not_published_is_refused_in_words(client, parent):
    Editor(client)
    make = {"approach": make_approach, "municipality": make_municipality}[parent]
    practice = make_practice(**{parent: make(title="Nog niet klaar")})
    address = admin_address(practice, "move")
    answer = client.post(address, {"to": "published", "readers": "everybody", "note": "Klaar"})
    text = Page(answer).root.text
    assert answer.status_code == 200
    assert "‘Nog niet klaar’ staat niet op de site voor dezelfde lezers. Publiceer eerst de" in text
    assert "Klaar" in text  # the note is still there
    practice.refresh_from_db()
    assert practice.state == State.DRAFT
    publish(getattr(practice, parent))
    assert client.post(address, {"to": "published", "readers": "everybody"}).status_code == 302


def test_a_practice_has_no_more_readers_than_its_approach(client):
    Editor(client)
    circle = make_group("Leerkring")
    practice = make_practice(approach=publish(make_approach(), circle))
    address = admin_address(practice, "move")
    assert (
        "Publiceer eerst de aanpak"
        in client.post(address, {"to": "published", "readers": "everybody"}).content.decode()
    )
    assert client.post(address, {"to": "published", "readers": circle.pk}).status_code == 302
    practice.refresh_from_db()
    assert (practice.state, practice.readers) == (State.PUBLISHED, circle)


def test_a_published_practice_does_not_move_to_an_approach_that_is_not(client):
    editor, hidden = Editor(client), make_approach(title="Nog niet klaar")
    practice = publish(make_practice())
    errors = editor.refused(admin_address(practice), approach=hidden.pk, _continue="1")
    assert "De aanpak ‘Nog niet klaar’ staat niet op de site" in errors["approach"]


def test_what_stands_under_it_goes_first(client):
    Editor(client)
    practice = publish(make_practice(title="Onderliggend"))
    address = admin_address(practice.approach, "move")
    assert "‘Onderliggend’" in client.post(address, {"to": "withdrawn", "note": "Oud"}).content.decode()
    practice.approach.refresh_from_db()
    assert practice.approach.state == State.PUBLISHED
