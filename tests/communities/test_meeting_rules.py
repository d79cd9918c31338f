"""A meeting: what the database refuses, and what an editor is told."""

import datetime as dt

import pytest

from communities.models import Meeting
from tests.factories import make_meeting
from tests.municipalities.editor import Editor, admin_address
from tests.municipalities.rules import refused_by, write

pytestmark = pytest.mark.django_db

END = "Het einde ligt voor het begin."
WHEN = "Vul een datum in, of in woorden wanneer het is: één van beide."
YEAR = "Het jaar is niet dat van de datum."
TIME = "Een tijd heeft een datum nodig, en een eindtijd ook een begintijd."
DAY, BEFORE, AFTER = dt.date(2022, 3, 10), dt.date(2022, 3, 9), dt.date(2022, 3, 11)
TWO, FOUR = dt.time(14), dt.time(16)
IN_WORDS = {"start_on": None, "when": "najaar 2022"}


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({"start_on": None}, "day_or_words"),
        ({"when": "najaar 2022"}, "day_or_words"),
        (IN_WORDS | {"start_time": TWO}, "times_whole"),
        (IN_WORDS | {"end_on": AFTER}, "times_whole"),
        (IN_WORDS | {"end_time": FOUR}, "times_whole"),
        ({"end_time": FOUR}, "times_whole"),
        ({"end_on": BEFORE}, "ends_after_start"),
        ({"start_time": FOUR, "end_time": TWO}, "ends_after_start"),
        ({"start_time": TWO, "end_time": TWO}, "ends_after_start"),
        ({"end_on": DAY, "start_time": FOUR, "end_time": TWO}, "ends_after_start"),
        ({"end_on": BEFORE, "start_time": TWO, "end_time": FOUR}, "ends_after_start"),
        ({"year": 2021}, "year_of_start"),
        (IN_WORDS | {"year": 1999}, "year_plausible"),
        (IN_WORDS | {"year": 2101}, "year_plausible"),
        ({"kind": "feest"}, "kind_known"),
    ],
)
def test_the_database_refuses(columns, constraint):
    with refused_by(f"communities_meeting_{constraint}"):
        write(make_meeting(start_on=DAY), **columns)


def test_the_database_refuses_an_unknown_sort_of_agenda_item():
    item = make_meeting(agenda=[{"title": "Opening"}]).agenda.get()
    with refused_by("communities_agendaitem_kind_known"):
        write(item, kind="pauze")


@pytest.mark.parametrize(
    "columns",
    [
        IN_WORDS,
        {"start_time": TWO},
        {"start_time": TWO, "end_time": FOUR},
        {"end_on": DAY},
        {"end_on": AFTER, "start_time": FOUR, "end_time": TWO},
        {"start_on": dt.date(2022, 12, 31), "end_on": dt.date(2023, 1, 1)},
    ],
)
def test_the_database_and_the_form_take_the_same(columns):
    meeting = make_meeting(start_on=DAY)
    write(meeting, **columns)
    meeting.refresh_from_db()
    meeting.full_clean()


def test_an_editor_is_told_and_loses_nothing(client):
    editor = Editor(client)
    known = {"title": "Startdag & <meer>", "slug": "startdag", "year": 2022, "place": "Utrecht"}
    known |= {"start_on": "2022-03-10", "reading_list_note": "Lees vooraf\nde brief", "sources": "Uitnodiging"}
    words = {"start_on": "", "when": "najaar 2022"}
    told = [
        ({"start_on": ""}, "start_on", WHEN),
        ({"when": "najaar 2022"}, "start_on", WHEN),
        ({"year": 2021}, "year", YEAR),
        ({"year": ""}, "year", "Dit veld is verplicht."),
        (words | {"year": 1999}, "year", "minstens 2000"),
        (words | {"year": 2101}, "year", "hoogstens 2100"),
        (words | {"start_time": "14:00"}, "start_time", TIME),
        (words | {"end_on": "2022-03-11"}, "start_time", TIME),
        ({"end_time": "16:00"}, "start_time", TIME),
        ({"end_on": "2022-03-09"}, "end_on", END),
        ({"start_time": "16:00", "end_time": "14:00"}, "end_time", END),
        ({"start_time": "14:00", "end_time": "14:00"}, "end_time", END),
        ({"start_time": "16:00", "end_time": "14:00", "end_on": "2022-03-10"}, "end_time", END),
        ({"start_on": "31-02-2022"}, "start_on", "geldige datum"),
        ({"start_time": "25:00"}, "start_time", "geldige tijd"),
    ]
    for typed, field, sentence in told:
        errors = editor.refused(admin_address(Meeting), **known | typed)
        assert sentence in errors.get(field, ""), (typed, errors)
    data = editor.filled_in(admin_address(Meeting), **known | {"kind": "feest"})
    assert "feest is geen beschikbare keuze" in client.post(admin_address(Meeting), data).content.decode()
    assert not Meeting.objects.exists()


def test_days_and_times_as_the_dutch_write_them(client):
    editor = Editor(client)
    fields = {"title": "Startdag", "slug": "startdag", "year": 2022, "start_on": "10-3-2022", "start_time": "14:00"}
    editor.save(admin_address(Meeting), **fields, end_on="11-03-2022", end_time="12:30")
    meeting = Meeting.objects.get()
    assert (meeting.start_on, meeting.start_time) == (DAY, TWO)
    assert (meeting.end_on, meeting.end_time) == (AFTER, dt.time(12, 30))
    sheet = editor.sheet(admin_address(meeting))  # and so they stand in the form
    assert (sheet.values["start_on"], sheet.values["start_time"]) == ("10-03-2022", "14:00:00")
