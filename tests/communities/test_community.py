"""A learning community: its rules, its page with members, meetings and contact, and what only colleagues see."""

import datetime as dt

import pytest

from communities.models import LearningCommunity
from tests.factories import make_community, make_group, make_meeting, make_municipality, publish
from tests.municipalities.editor import Editor, admin_address
from tests.municipalities.rules import refused_by, write
from tests.pages import Page

pytestmark = pytest.mark.django_db

CONTACT = "Schrijf bij de contactpersoon van wanneer dat is."
DATE = "Vul een jaar, maand of dag in die bestaat: 2022, 2022-03 of 2022-03-10."


def page_of(client, record):
    return Page(client.get(record.get_absolute_url()))


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({"contact_name": "A. Bakker"}, "contact_dated"),
        ({"contact_as_of": "2022-13"}, "dates"),
        ({"contact_as_of": "gisteren"}, "dates"),
    ],
)
def test_the_database_refuses(columns, constraint):
    with refused_by(f"communities_learningcommunity_{constraint}"):
        write(make_community(), **columns)


def test_an_editor_is_told_and_loses_nothing(client):
    editor, town = Editor(client), make_municipality()
    known = {"title": "Leerkring", "slug": "leerkring", "purpose": "Van elkaar\nleren", "municipalities": [town.pk]}
    told = [
        ({"contact_name": "A. Bakker"}, "", CONTACT),
        ({"contact_name": "A. Bakker", "contact_as_of": "2022-02-30"}, "contact_as_of", DATE),
        ({"contact_name": "A. Bakker", "contact_as_of": "gisteren"}, "contact_as_of", DATE),
        ({"purpose": ""}, "purpose", "Dit veld is verplicht."),
    ]
    for typed, field, words in told:
        errors = editor.refused(admin_address(LearningCommunity), **known | typed)
        assert words in errors.get(field, ""), (typed, errors)
    assert not LearningCommunity.objects.exists()


def test_a_circle_is_of_one_community(client):
    editor, circle = Editor(client), make_group("Leerkring")
    make_community(group=circle)
    with refused_by("communities_learningcommunity_group_id_key"):
        make_community(group=circle)
    errors = editor.refused(admin_address(make_community()), group=circle.pk)
    assert "bestaat al" in errors["group"]


def test_the_page_shows_members_meetings_and_contact(client):
    towns = [publish(make_municipality(title=title)) for title in ("Zwolle", "Breda")]
    fields = {"purpose": "Leren van elkaar.", "name_note": "Heette eerst anders.", "coordinator": "Het CCV"}
    fields |= {"contact_name": "A. Bakker", "contact_role": "adviseur", "contact_as_of": "2023-05"}
    hidden = make_municipality(title="Kanariestad")
    community = publish(make_community(slug="leerkring", municipalities=[*towns, hidden], sources=["Plan"], **fields))
    publish(make_meeting(title="Oud", community=community, start_on=dt.date(2021, 1, 1)))
    publish(make_meeting(title="Nieuw", community=community, start_on=dt.date(2022, 1, 1)))
    publish(make_meeting(title="Ooit", community=community, kind="announcement", when="najaar 2022"))
    make_meeting(title="Kanariedag", community=community)
    page = page_of(client, community)
    assert "Leren van elkaar. Over de naam: Heette eerst anders." in page.section("Waarvoor is deze community?").text
    members = page.section("Welke gemeenten doen mee?").items
    assert [item.text for item in members] == ["Breda", "Zwolle"]
    assert [item.links[0][1] for item in members] == [town.get_absolute_url() for town in reversed(towns)]
    meetings = page.section("Bijeenkomsten en aankondigingen")
    assert [item.text for item in meetings.items] == [
        "Ooit Aankondiging, najaar 2022",
        "Nieuw Bijeenkomst, 1 januari 2022",
        "Oud Bijeenkomst, 1 januari 2021",
    ]
    assert "/communities/leerkring.ics" in [address for _, address in page.main.links]
    contact = page.section("Contact").text
    assert "A. Bakker, adviseur Stand van mei 2023. Dit kan veranderd zijn. Coördinatie: Het CCV" in contact
    assert "anarie" not in page.main.text
    assert [item.text for item in page.section("Bronnen").items] == ["Plan"]


def test_a_community_with_nothing_says_so(client):
    page = page_of(client, publish(make_community()))
    assert "Dat is nog niet bekend." in page.section("Welke gemeenten doen mee?").text
    assert "Er is nog geen bijeenkomst bekend." in page.section("Bijeenkomsten en aankondigingen").text
    [line] = page.main.all("p", "unknown")
    assert line.text == "Nog niet bekend: coördinator, contact."


def test_the_note_on_the_contact_is_for_colleagues(client):
    fields = {"title": "Leerkring", "contact_name": "A. Bakker", "contact_as_of": "2023", "contact_note": "Kanarienoot"}
    community = publish(make_community(**fields))
    addresses = [community.get_absolute_url(), f"{community.get_versions_url()}2/", "/communities/"]
    addresses += ["/zoeken/?q=Leerkring", "/communities/?format=json", "/communities/?format=csv"]
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        text = (b"".join(answer) if answer.streaming else answer.content).decode()
        assert "Leerkring" in text, address
        assert "Kanarienoot" not in text, address
    assert client.get("/zoeken/?q=kanarienoot&format=json").json()["total"] == 0
    assert Editor(client).sheet(admin_address(community)).values["contact_note"] == "Kanarienoot"


def test_lists_find_it_by_its_members(client):
    town = publish(make_municipality(slug="breda"))
    publish(make_community(title="Met Breda", municipalities=[town]))
    publish(make_community(title="Zonder"))
    [row] = client.get("/communities/", {"gemeente": "breda", "format": "json"}).json()["results"]
    assert (row["title"], row["municipalities"]) == ("Met Breda", [town.title])
    assert f"Doen mee: {town.title}" in Page(client.get("/communities/?gemeente=breda")).main.one("article").text
