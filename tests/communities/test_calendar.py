"""Meetings as iCalendar, as a calendar program reads them."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from communities.models import LearningCommunity
from tests.factories import make_community, make_group, make_meeting, make_staff, make_user, publish, withdraw
from tests.municipalities.rules import write
from tests.pages import Page

pytestmark = pytest.mark.django_db

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DAY = dt.date(2022, 3, 10)


def calendar_of(record):
    """The address of a record's calendar."""
    return f"{record.get_absolute_url().rstrip('/')}.ics"


def events(client, record):
    """What a calendar program reads at this record's calendar."""
    answer = client.get(calendar_of(record))
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    calendar = Calendar.from_ical(answer.content)
    assert calendar["VERSION"] == "2.0"
    assert [part.errors for part in calendar.walk()] == [[]] * len(calendar.walk())
    return calendar.walk("VEVENT")


def event(client, **fields):
    """The only event of a public meeting."""
    [found] = events(client, publish(make_meeting(**fields)))
    return found


@pytest.mark.parametrize(
    ("day", "hour"),
    [
        (dt.date(2022, 7, 14), 12),
        (dt.date(2022, 3, 10), 13),
        (dt.date(2022, 3, 26), 13),
        (dt.date(2022, 3, 27), 12),  # the clock changed this night
        (dt.date(2022, 10, 29), 12),
        (dt.date(2022, 10, 30), 13),
    ],
)
def test_a_time_is_that_of_amsterdam_in_summer_and_winter(client, day, hour):
    found = event(client, start_on=day, start_time=dt.time(14), end_time=dt.time(16, 30))
    assert found["DTSTART"].dt == dt.datetime.combine(day, dt.time(hour), dt.UTC)
    assert found["DTSTART"].dt.astimezone(AMSTERDAM).time() == dt.time(14)
    assert found["DTEND"].dt.astimezone(AMSTERDAM) == dt.datetime.combine(day, dt.time(16, 30), AMSTERDAM)
    assert found["DTSTART"].to_ical().endswith(b"Z")


def test_a_meeting_over_a_night_ends_on_the_other_day(client):
    fields = {"start_on": DAY, "end_on": dt.date(2022, 3, 11), "start_time": dt.time(20), "end_time": dt.time(9)}
    assert event(client, **fields)["DTEND"].dt == dt.datetime(2022, 3, 11, 8, tzinfo=dt.UTC)


def test_without_an_end_there_is_none(client):
    assert "DTEND" not in event(client, start_on=DAY, start_time=dt.time(14))


@pytest.mark.parametrize(
    ("fields", "end"),
    [
        ({}, dt.date(2022, 3, 11)),
        ({"end_on": DAY}, dt.date(2022, 3, 11)),
        ({"end_on": dt.date(2022, 3, 12)}, dt.date(2022, 3, 13)),
        ({"end_on": dt.date(2022, 3, 12), "start_time": dt.time(14)}, dt.date(2022, 3, 13)),  # no time of the end
        ({"start_on": dt.date(2022, 12, 31)}, dt.date(2023, 1, 1)),
    ],
)
def test_without_times_a_meeting_is_whole_days_and_the_end_is_the_day_after(client, fields, end):
    found = event(client, **{"start_on": DAY, **fields})
    assert found["DTSTART"].params.get("VALUE") == found["DTEND"].params.get("VALUE") == "DATE"
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (fields.get("start_on", DAY), end)


def test_every_character_comes_through_and_no_line_is_too_long(client):
    title = 'Één; twee, drie: \\n "aanhaling" & <b> 🎉 ' + "lange titel é🎉 " * 20
    summary = "Regel één, met komma;\nregel twee\r\nregel 🎉 " + "x" * 300 + "\nBEGIN:VEVENT\nUID:vals"
    meeting = publish(make_meeting(title=title[:300], summary=summary, place="Zaal 1; hoek, links", is_online=True))
    [found] = events(client, meeting)
    assert len(meeting.title) == 300
    assert found["SUMMARY"] == meeting.title
    assert found["DESCRIPTION"] == summary.replace("\r\n", "\n")
    assert found["LOCATION"] == "Online, Zaal 1; hoek, links"
    assert found["URL"] == f"http://testserver{meeting.get_absolute_url()}"
    raw = client.get(calendar_of(meeting)).content
    lines = raw.split(b"\r\n")
    assert (lines[-1], max(map(len, lines)) <= 75) == (b"", True)
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) > 60  # there was something to fold
    for line in lines:
        line.decode()  # no character is cut in two


def test_the_number_of_an_event_stays_and_is_its_own(client):
    meeting, other = (publish(make_meeting(start_on=DAY)) for _ in range(2))
    write(meeting, updated_at=dt.datetime(2022, 1, 1, tzinfo=dt.UTC))
    [before], [of_other] = events(client, meeting), events(client, other)
    with meeting.edit():
        meeting.title, meeting.slug, meeting.start_on, meeting.year = "Anders", "anders", dt.date(2023, 1, 5), 2023
        meeting.save()
    [after] = events(client, meeting)
    assert after["UID"] == before["UID"] != of_other["UID"]
    assert after["SUMMARY"] == "Anders"
    assert before["LAST-MODIFIED"].dt == dt.datetime(2022, 1, 1, tzinfo=dt.UTC)
    assert after["DTSTAMP"].dt > before["DTSTAMP"].dt
    with_community = publish(make_community())
    with other.edit():
        other.community = with_community
        other.save()
    assert [found["UID"] for found in events(client, with_community)] == [of_other["UID"]]


def test_a_meeting_without_a_day_has_no_place_in_a_calendar(client):
    community = publish(make_community(title="Leerkring"))
    undated = publish(make_meeting(title="Ooit", when="najaar 2022", community=community))
    publish(make_meeting(title="Op een dag", community=community, start_on=DAY))
    assert client.get(calendar_of(undated)).status_code == 404
    page = Page(client.get(undated.get_absolute_url()))
    assert calendar_of(undated) not in [address for _, address in page.main.links]
    assert [found["SUMMARY"] for found in events(client, community)] == ["Op een dag"]


def test_the_page_of_a_meeting_with_a_day_leads_to_its_calendar(client):
    meeting = publish(make_meeting())
    page = Page(client.get(meeting.get_absolute_url()))
    assert page.main.all("aside", "next")[0].links == [("Zet in je agenda (iCal)", calendar_of(meeting))]


def test_a_calendar_holds_what_its_reader_may_see(client):
    circle, community = make_group("Leerkring"), publish(make_community(title="Leerkring"))
    for title, to in {"Openbaar": None, "Voor de kring": circle}.items():
        publish(make_meeting(title=title, community=community, start_on=DAY), to)
    withdraw(publish(make_meeting(title="Ingetrokken", community=community)))
    draft = make_meeting(title="Concept", community=community)

    def titles():
        return {found["SUMMARY"] for found in events(client, community)}

    assert titles() == {"Openbaar"}
    client.force_login(make_user(groups=[make_group()]))
    assert titles() == {"Openbaar"}
    assert client.get(calendar_of(draft)).status_code == 404
    client.force_login(make_user(groups=[circle]))
    assert titles() == {"Openbaar", "Voor de kring"}
    client.force_login(make_staff())
    assert {"Openbaar", "Voor de kring", "Concept"} <= titles()
    assert [found["SUMMARY"] for found in events(client, draft)] == ["Concept"]


@pytest.mark.parametrize("make", [make_community, make_meeting])
def test_what_is_hidden_has_no_calendar_and_what_was_withdrawn_is_gone(client, make):
    circle, record = make_group(), make(title="Kanarie")
    for_circle = publish(make(title="Kanarie"), circle)
    for hidden in (record, for_circle):
        answer = client.get(calendar_of(hidden))
        assert answer.status_code == 404
        assert "Kanarie" not in answer.content.decode()
    publish(record)
    assert client.get(calendar_of(record)).status_code == 200
    withdraw(record)
    assert client.get(calendar_of(record)).status_code == 410
    client.force_login(make_user(groups=[circle]))
    assert client.get(calendar_of(for_circle)).status_code == 200


def test_who_subscribed_at_an_old_address_is_led_to_the_new_one(client):
    community = publish(make_community(slug="oud"))
    meeting = publish(make_meeting(slug="oude-dag", community=community, start_on=DAY))
    for record, slug in ((community, "nieuw"), (meeting, "nieuwe-dag")):
        with record.edit():
            record.slug = slug
            record.save()
    moved = {"/communities/oud.ics": "/communities/nieuw.ics"}
    moved |= dict.fromkeys(
        ["/bijeenkomsten/2022/oude-dag.ics", "/bijeenkomsten/2021/nieuwe-dag.ics"], "/bijeenkomsten/2022/nieuwe-dag.ics"
    )
    for old, new in moved.items():
        answer = client.get(old)
        assert (answer.status_code, answer["Location"]) == (301, new)
        assert client.get(new).status_code == 200
    assert LearningCommunity.objects.get().slug == "nieuw"
