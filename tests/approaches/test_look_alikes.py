"""What an approach is taken for: what is refused, and both pages say it, with what is known of the other."""

import pytest

from tests.factories import make_approach, make_group, publish
from tests.municipalities.editor import Editor, admin_address
from tests.municipalities.rules import refused_by, write
from tests.pages import Page

pytestmark = pytest.mark.django_db

CHOOSE = "Kies een aanpak, of vul een naam in."
ITSELF = "Een aanpak lijkt niet op zichzelf."
HEADING = "Lijkt erop, maar is het niet"


def like(**fields):
    return {"why": "Dat is iets anders.", "sources": ["Handreiking"], **fields}


def section(client, approach):
    return Page(client.get(approach.get_absolute_url())).section(HEADING)


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [({"name": ""}, "named"), ({"sources": []}, "sourced")],
)
def test_the_database_refuses(columns, constraint):
    row = make_approach(look_alikes=[like(name="Iets")]).look_alikes.get()
    with refused_by(f"approaches_lookalike_{constraint}"):
        write(row, **columns)


def test_the_database_refuses_both_a_name_and_another_approach():
    row = make_approach(look_alikes=[like(name="Iets")]).look_alikes.get()
    with refused_by("approaches_lookalike_named"):
        write(row, other=make_approach())


def test_the_database_refuses_what_looks_like_itself():
    row = make_approach(look_alikes=[like(name="Iets")]).look_alikes.get()
    with refused_by("approaches_lookalike_other"):
        write(row, name="", other=row.approach)


def test_an_editor_is_told_and_loses_nothing(client):
    editor, approach, other = Editor(client), make_approach(), make_approach()
    told = [
        (like(), "", CHOOSE),
        (like(other=other.pk, name="Iets"), "", CHOOSE),
        (like(other=approach.pk), "look_alikes-0-other", ITSELF),
        (like(name="Iets", sources=""), "look_alikes-0-sources", "Dit veld is verplicht."),
        (like(name="Iets", why=""), "look_alikes-0-why", "Dit veld is verplicht."),
    ]
    for row, field, words in told:
        row |= {"sources": "Handreiking" if row["sources"] else ""}
        errors = editor.refused(admin_address(approach), {"look_alikes": [row]}, summary="Ook getypt")
        assert words in errors.get(field, ""), (row, errors)
    assert not approach.look_alikes.exists()
    rows = [{"name": "Iets", "why": "Anders", "sources": "Boek"}, {"other": other.pk, "why": "Ook", "sources": "A\nB"}]
    editor.save(admin_address(approach), {"look_alikes": rows})
    assert [(row.name, row.other, row.sources) for row in approach.look_alikes.in_order()] == [
        ("Iets", None, ["Boek"]),
        ("", other, ["A", "B"]),
    ]


def test_both_pages_say_it_with_what_is_known_of_the_other(client):
    judged = {"judged_by": "CCV", "judged_on": "2024-01-01"}
    harmful = {"grounding": 6, "effect": "harmful", **judged}
    other = publish(make_approach(title="De andere", evidence=[harmful]))
    small = {"outcome": "School", "grounding": 4, "effect": "small_positive"}
    rows = [like(name="Een gevangenisbezoek", why="Dat is geen programma.", sources=["Krant"]), like(other=other)]
    one = publish(make_approach(title="De ene", evidence=[small], look_alikes=rows))

    shown = section(client, one)
    named, linked = shown.items
    assert named.text_without("mark") == "Een gevangenisbezoek: Dat is geen programma."
    assert linked.links[0] == ("De andere", other.get_absolute_url())
    assert "Dat is iets anders." in linked.text
    assert "Effect herhaald onderzocht. Effect: Schadelijk" in linked.text
    page = Page(client.get(one.get_absolute_url()))
    assert [page.sources_of(item) for item in page.section(HEADING).items] == [["Krant"], ["Handreiking"]]

    [back] = section(client, other).items
    assert back.links == [("De ene", one.get_absolute_url())]
    assert "staat over deze aanpak: Dat is iets anders." in back.text
    assert "School: Verandering gemeten. Effect: Positief, klein (voorstel, nog niet beoordeeld)" in back.text


def test_the_other_without_evidence_says_that_nothing_is_known(client):
    other = publish(make_approach(title="De andere"))
    one = publish(make_approach(title="De ene", look_alikes=[like(other=other)]))
    for approach in (one, other):
        assert "Effect: Onbekend (nog geen oordeel)" in section(client, approach).text


@pytest.mark.parametrize("is_circle", [True, False])
def test_what_a_reader_may_not_see_is_on_neither_page(client, is_circle):
    hidden, shown = make_approach(title="Kanarie"), publish(make_approach(title="Te zien"))
    from_shown = publish(make_approach(title="Van hier", look_alikes=[like(other=hidden, why="Kanarieverschil")]))
    to_shown = make_approach(title="Kanarie van daar", look_alikes=[like(other=shown, why="Kanarieverschil")])
    if is_circle:
        for approach in (hidden, to_shown):
            publish(approach, make_group("Leerkring"))
    for approach in (from_shown, shown):
        page = Page(client.get(approach.get_absolute_url()))
        assert "anarie" not in page.main.text
        assert HEADING not in page.headings
    Editor(client)
    assert "Kanarieverschil" in section(client, from_shown).text
    assert "Kanarieverschil" in section(client, shown).text
