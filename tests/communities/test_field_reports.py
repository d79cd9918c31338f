"""A field report: who may report what, title and address of its own, and its page."""

import datetime as dt

import pytest
from django.utils import timezone

from communities.models import FieldReport
from tests.factories import (
    make_approach,
    make_community,
    make_field_report,
    make_group,
    make_meeting,
    make_municipality,
    make_practice,
    publish,
    withdraw,
)
from tests.municipalities.editor import Editor, admin_address
from tests.municipalities.rules import refused_by, write
from tests.pages import Page
from toolbox.accounts.access import State

pytestmark = pytest.mark.django_db

MEMBER = "Deze gemeente doet niet mee aan de community van de bijeenkomst."
PRACTICE = "Deze praktijk is van een andere gemeente, of van een andere aanpak."


@pytest.fixture
def member():
    return publish(make_municipality(title="Utrecht", slug="utrecht"))


@pytest.fixture
def meeting(member):
    community = publish(make_community(title="Leerkring", municipalities=[member]))
    day = dt.date(2022, 3, 10)
    return publish(make_meeting(title="Startdag", slug="startdag", community=community, start_on=day))


def test_the_database_refuses_a_report_of_who_is_no_member(meeting, member):
    other = publish(make_municipality())
    with refused_by("communities_fieldreport_of_member"):
        make_field_report(meeting=meeting, municipality=other)
    report = make_field_report(meeting=meeting, municipality=member)
    with refused_by("communities_fieldreport_of_member"):
        write(report, municipality=other)
    anywhere = make_field_report(municipality=other)  # a meeting without a community takes any
    with refused_by("communities_fieldreport_of_member"):
        write(anywhere, meeting=meeting)


def test_who_left_keeps_what_it_told_and_may_change_and_withdraw_it(client, meeting, member):
    editor, report = Editor(client), publish(make_field_report(meeting=meeting, municipality=member))
    draft = make_field_report(meeting=meeting, municipality=member)
    meeting.community.municipalities.clear()
    editor.save(admin_address(report), text="Beter opgeschreven", _continue="1")
    publish(draft)
    withdraw(report)
    report.refresh_from_db()
    assert (report.text, report.state) == ("Beter opgeschreven", State.WITHDRAWN)
    errors = editor.refused(admin_address(FieldReport), meeting=meeting.pk, municipality=member.pk, text="Nog een")
    assert errors["municipality"] == MEMBER


def test_the_database_refuses_a_report_about_a_practice_of_another(meeting, member):
    practice = make_practice(municipality=member)
    report = make_field_report(meeting=meeting, municipality=member, practice=practice, approach=practice.approach)
    with refused_by("communities_fieldreport_of_practice"):
        write(report, practice=make_practice(approach=practice.approach))
    with refused_by("communities_fieldreport_of_practice"):
        write(report, practice=make_practice(municipality=member))
    with refused_by("communities_fieldreport_of_practice"):
        write(report, approach=make_approach())
    write(report, approach=None)  # the practice says which approach it is


def test_an_editor_is_told_and_loses_nothing(client, meeting, member):
    editor, other = Editor(client), publish(make_municipality())
    elsewhere, approach = make_practice(), make_approach()
    own = make_practice(municipality=member)
    known = {"title": "Titel", "slug": "titel", "text": "Wat er <b>echt</b>\nverteld is", "meeting": meeting.pk}
    known |= {"municipality": member.pk, "sources": "Verslag"}
    told = [
        ({"municipality": other.pk}, "municipality", MEMBER),
        ({"practice": elsewhere.pk}, "practice", PRACTICE),
        ({"practice": own.pk, "approach": approach.pk}, "practice", PRACTICE),
        ({"text": ""}, "text", "Dit veld is verplicht."),
        ({"meeting": ""}, "meeting", "Dit veld is verplicht."),
        ({"municipality": ""}, "municipality", "Dit veld is verplicht."),
    ]
    for typed, field, words in told:
        errors = editor.refused(admin_address(FieldReport), **known | typed)
        assert words in errors.get(field, ""), (typed, errors)
    row = {"text": "Beneden aan het formulier"}
    for typed, field, words in told[:3]:
        typed = {"municipality": member.pk, **row, **typed}
        errors = editor.refused(admin_address(meeting), {"field_reports": [typed]}, summary="Ook getypt")
        assert words in errors.get(f"field_reports-0-{field}", ""), (typed, errors)
    assert not FieldReport.objects.exists()
    editor.save(admin_address(FieldReport), **known, practice=own.pk, approach=own.approach.pk)
    assert FieldReport.objects.get().practice == own


@pytest.mark.parametrize("parent", ["meeting", "municipality"])
def test_the_database_refuses_it_published_under_what_is_not(parent):
    make = {"meeting": make_meeting, "municipality": make_municipality}[parent]
    report = make_field_report(**{parent: make()})
    with refused_by(f"communities_fieldreport_within_{parent}"):
        write(report, state=State.PUBLISHED, published_at=timezone.now())


def test_it_has_no_more_readers_than_its_meeting(client, member):
    Editor(client)
    circle = make_group("Leerkring")
    report = make_field_report(meeting=publish(make_meeting(), circle), municipality=member)
    address = admin_address(report, "move")
    answer = client.post(address, {"to": "published", "readers": "everybody"})
    assert "staat niet op de site voor dezelfde lezers" in answer.content.decode()
    assert client.post(address, {"to": "published", "readers": circle.pk}).status_code == 302


def test_left_empty_it_gets_a_title_and_an_address_of_its_own(client, meeting, member):
    editor = Editor(client)
    practice = make_practice(title="Wijkaanpak", municipality=member)
    fields = {"meeting": meeting.pk, "municipality": member.pk, "text": "Het loopt."}
    for about in ({}, {"practice": practice.pk}, {"approach": make_approach(title="Boksen").pk}):
        editor.save(admin_address(FieldReport), **fields, **about)
    made = FieldReport.objects.order_by("pk").values_list("title", "slug")
    assert list(made) == [
        (f"Utrecht op {meeting.title}", "startdag-utrecht"),
        (f"Utrecht op {meeting.title}", "startdag-utrecht-2"),  # not the practice's name: it may have fewer readers
        (f"Utrecht op {meeting.title}", "startdag-utrecht-3"),
    ]


def test_the_address_of_a_long_name_fits_and_is_unique():
    meeting = publish(make_meeting(slug="m" * 200))
    town = publish(make_municipality(slug="g" * 200, title="G" * 300))
    reports = [FieldReport.objects.create(meeting=meeting, municipality=town, text="x") for _ in range(3)]
    slugs = {report.slug for report in reports}
    assert len(slugs) == 3
    assert max(map(len, slugs)) <= 200
    assert len(reports[0].title) <= 300


def test_its_page_says_who_told_what_where(client, meeting, member):
    practice = publish(make_practice(title="Wijkaanpak", municipality=member))
    about = {"practice": practice, "approach": practice.approach, "sources": ["Verslag"]}
    report = publish(make_field_report(meeting=meeting, municipality=member, text="Het loopt & groeit.", **about))
    page = Page(client.get(report.get_absolute_url()))
    told = page.section("Wat is er verteld?")
    assert told.one("p", "lead").text == "Het loopt & groeit."
    assert {name: value.text for name, value in told.pairs.items()} == {
        "Verteld op": "Startdag 10 maart 2022",
        "Gemeente": "Utrecht",
        "Praktijk": "Wijkaanpak",
        "Aanpak": practice.approach.title,
    }
    assert [item.text for item in page.section("Bronnen").items] == ["Verslag"]
    for record in (meeting, member, practice, practice.approach):
        assert "Het loopt & groeit." in Page(client.get(record.get_absolute_url())).main.text
    for chosen in ({"gemeente": "utrecht"}, {"jaar": "2022"}, {"q": "groeit"}):
        assert client.get("/berichten/", {**chosen, "format": "json"}).json()["total"] == 1


def test_a_report_without_a_title_never_takes_that_of_a_hidden_practice(client, meeting, member):
    practice = make_practice(title="Geheime proef", municipality=member)
    report = publish(make_field_report(title="", slug="", meeting=meeting, municipality=member, practice=practice))
    page = client.get(report.get_absolute_url()).content.decode()
    assert report.title in page
    assert "Geheime proef" not in page
