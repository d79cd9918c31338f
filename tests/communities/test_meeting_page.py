"""The page and the addresses of a meeting: when and where, the agenda, who told what and who was there."""

import datetime as dt

import pytest

from communities.models import AgendaItem, Meeting
from tests.factories import (
    make_community,
    make_field_report,
    make_group,
    make_meeting,
    make_municipality,
    make_practice,
    make_publication,
    make_user,
    publish,
)
from tests.pages import Page

DAY, NEXT, TWO, FOUR = dt.date(2022, 3, 10), dt.date(2022, 3, 11), dt.time(14), dt.time(16, 5)


def page_of(client, record):
    return Page(client.get(record.get_absolute_url()))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"when": "najaar 2022"}, "najaar 2022"),
        ({"start_on": DAY}, "10 maart 2022"),
        ({"start_on": DAY, "end_on": DAY}, "10 maart 2022"),
        ({"start_on": DAY, "end_on": NEXT}, "10 maart 2022 tot en met 11 maart 2022"),
        ({"start_on": DAY, "end_on": NEXT, "start_time": TWO}, "10 maart 2022, 14.00 uur tot en met 11 maart 2022"),
        (
            {"start_on": DAY, "end_on": NEXT, "start_time": FOUR, "end_time": TWO},
            "10 maart 2022, 16.05 uur tot en met 11 maart 2022, 14.00 uur",
        ),
        ({"start_on": DAY, "start_time": TWO}, "10 maart 2022, 14.00 uur"),
        ({"start_on": DAY, "start_time": TWO, "end_time": FOUR}, "10 maart 2022, 14.00 tot 16.05 uur"),
        ({"start_on": DAY, "start_time": dt.time(9, 30)}, "10 maart 2022, 9.30 uur"),
        ({"start_on": dt.date(2024, 12, 1)}, "1 december 2024"),
        ({}, ""),
    ],
)
def test_when_in_words(fields, words):
    assert Meeting(**fields).when_in_words == words


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, ""),
        ({"is_online": True}, "Online"),
        ({"is_online": False, "place": "Utrecht"}, "Utrecht"),
        ({"is_online": True, "place": "Utrecht"}, "Online, Utrecht"),
    ],
)
def test_where_in_words(fields, words):
    assert Meeting(**fields).where_in_words == words


@pytest.mark.django_db
def test_the_agenda_stands_in_order_with_speakers_and_publications(client):
    publication = publish(make_publication(title="The study", language="en"))
    agenda = [
        {"title": "Het onderzoek", "speaker": "A. Spreker", "organisation": "WODC", "publication": publication},
        {"title": "Rondje", "kind": "round", "text": "Iedereen vertelt."},
    ]
    meeting = publish(make_meeting(agenda=agenda, start_time=TWO, place="Utrecht"))
    AgendaItem.objects.create(meeting=meeting, title="Opening", order=0)
    page = page_of(client, meeting)
    first, second, third = page.section("Agenda").items
    assert first.text == "Opening"
    assert second.text == "Het onderzoek Presentatie door A. Spreker (WODC) Publicatie: The study"
    assert second.links == [("The study", publication.get_absolute_url())]
    assert second.one("a").attrs["lang"] == "en"
    assert third.text == "Rondje Iedereen vertelt."
    assert page.main.one("p", "when").text == "10 maart 2022, 14.00 uur. Utrecht"
    back = page_of(client, publication).section("Besproken op een bijeenkomst").items
    assert back[0].text == f"{meeting.title} Het onderzoek, A. Spreker"


@pytest.mark.django_db
def test_who_told_what_and_who_was_there(client):
    told, came, absent, guest = (
        publish(make_municipality(title=title)) for title in ("Told", "Came", "Absent", "Guest")
    )
    community = publish(make_community(municipalities=[told, came, absent]))
    meeting = publish(make_meeting(community=community, attendance=[came, guest, told]))
    practice = publish(make_practice(title="Wijkaanpak", municipality=told))
    report = {"title": "Told vertelt", "text": "Het loopt.", "practice": practice, "approach": practice.approach}
    publish(make_field_report(meeting=meeting, municipality=told, **report))
    make_field_report(meeting=meeting, municipality=absent, title="Kanarie", text="Nog een concept")
    page = page_of(client, meeting)
    assert {name: value.text for name, value in page.section("Wie waren er?").pairs.items()} == {
        "Absent": "Niet vastgelegd",
        "Came": "Was erbij",
        "Guest": "Was erbij",
        "Told": "Bracht een bericht in",
    }
    card = page.section("Wie vertelde wat?").one("article")
    assert (
        card.text == f"Told vertelt Het loopt. Gemeente: Told. Praktijk: Wijkaanpak. Aanpak: {practice.approach.title}."
    )
    assert "Kanarie" not in page.main.text


@pytest.mark.django_db
def test_what_was_told_to_a_circle_is_there_for_its_members_only(client):
    circle, town = make_group("Leerkring"), publish(make_municipality(title="Utrecht"))
    community = publish(make_community(municipalities=[town]))
    meeting = publish(make_meeting(community=community))
    publish(make_field_report(meeting=meeting, municipality=town, text="Kanarielied"), circle)
    page = page_of(client, meeting)
    assert "Kanarielied" not in page.main.text
    assert page.section("Wie waren er?").pairs["Utrecht"].text == "Niet vastgelegd"
    client.force_login(make_user(groups=[circle]))
    page = page_of(client, meeting)
    assert "Kanarielied" in page.section("Wie vertelde wat?").text
    assert page.section("Wie waren er?").pairs["Utrecht"].text == "Bracht een bericht in"


@pytest.mark.django_db
def test_nobody_was_at_what_was_only_announced(client):
    community = publish(make_community(title="Leerkring", municipalities=[publish(make_municipality())]))
    later = {"start_on": dt.date(2099, 1, 1), "title": "Later"}
    for fields in ({"when": "najaar 2022", "title": "In woorden"}, later):
        meeting = publish(make_meeting(kind="announcement", community=community, **fields))
        page = page_of(client, meeting)
        assert "Wie waren er?" not in page.headings
        assert page.main.one("p", "kicker").text == "Aankondiging"
        assert page.section("Gegevens").pairs["Learning community"].text == "Leerkring"


@pytest.mark.django_db
def test_the_reading_list_and_what_is_said_of_it(client):
    tip, hidden = publish(make_publication(title="Lees dit", year=2020)), make_publication(title="Kanarie")
    meeting = publish(make_meeting(reading_list=[tip, hidden], reading_list_note="Er komen er meer."))
    section = page_of(client, meeting).section("Leestips")
    assert section.text == "Leestips Lees dit Onderzoeksrapport, 2020 Er komen er meer."
    assert (meeting.title, meeting.get_absolute_url()) in page_of(client, tip).main.links
    only_note = publish(make_meeting(reading_list_note="Er komen er meer."))
    assert page_of(client, only_note).section("Leestips").text == "Leestips Er komen er meer."


@pytest.mark.django_db
def test_what_is_not_known_stands_in_one_line(client):
    page = page_of(client, publish(make_meeting(when="najaar 2022", year_note="jaar van de uitnodiging")))
    [line] = page.main.all("p", "unknown")
    assert line.text == "Nog niet bekend: datum, tijd, plaats."
    assert page.section("Gegevens").pairs["Wanneer"].text == "Najaar 2022 Jaar van de uitnodiging"
    fields = {"start_time": TWO, "is_online": True, "practice": publish(make_practice(title="Wijkaanpak"))}
    page = page_of(client, publish(make_meeting(**fields, municipality=publish(make_municipality(title="Breda")))))
    assert page.main.all("p", "unknown") == []
    facts = page.section("Gegevens").pairs
    assert (facts["Waar"].text, facts["Gaat over"].text) == ("Online", "Wijkaanpak")
    assert facts["Georganiseerd door"].text == "Breda"


@pytest.mark.django_db
def test_the_address_has_the_year_and_another_year_or_an_old_name_leads_to_it(client):
    meeting = publish(make_meeting(slug="oud", start_on=DAY))
    with meeting.edit():
        meeting.slug = "nieuw"
        meeting.save()
    assert meeting.get_absolute_url() == "/bijeenkomsten/2022/nieuw/"
    assert client.get("/bijeenkomsten/2022/nieuw/").status_code == 200
    for end in ("", "versies/", "versies/1/"):
        for wrong in ("2021/nieuw/", "2022/oud/", "2021/oud/"):
            answer = client.get(f"/bijeenkomsten/{wrong}{end}")
            assert (answer.status_code, answer["Location"]) == (301, f"/bijeenkomsten/2022/nieuw/{end}")
    hidden = make_meeting(slug="geheim", start_on=DAY)
    for year in (2021, 2022):
        assert client.get(f"/bijeenkomsten/{year}/{hidden.slug}/").status_code == 404
    assert client.get("/bijeenkomsten/nieuw/").status_code == 404


@pytest.mark.django_db
def test_a_meeting_in_another_year_takes_its_address_along(client):
    town = publish(make_municipality())
    meeting = publish(make_meeting(slug="dag", start_on=DAY, municipality=town))
    publish(make_field_report(meeting=meeting, municipality=town))
    with meeting.edit():
        meeting.start_on, meeting.year = dt.date(2023, 1, 5), 2023
        meeting.save()
    answer = client.get("/bijeenkomsten/2022/dag/")
    assert (answer.status_code, answer["Location"]) == (301, "/bijeenkomsten/2023/dag/")
    assert (meeting.title, "/bijeenkomsten/2023/dag/") in page_of(client, town).main.links
    for list_ in ("/bijeenkomsten/", "/berichten/"):
        assert client.get(list_, {"jaar": "2023", "format": "json"}).json()["total"] == 1
