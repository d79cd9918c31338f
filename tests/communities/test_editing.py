"""An editor's work on communities and meetings: links and rows, drafts ahead, reports with their own history."""

import pytest

from communities.models import FieldReport, LearningCommunity, Meeting
from tests.factories import (
    make_community,
    make_field_report,
    make_group,
    make_meeting,
    make_municipality,
    make_publication,
    publish,
)
from tests.municipalities.editor import Editor, admin_address
from tests.pages import Page
from toolbox.accounts.access import State

pytestmark = pytest.mark.django_db


def main(client, record):
    """What a visitor without account reads."""
    client.logout()
    return Page(client.get(record.get_absolute_url())).main.text


def test_an_editor_adds_a_community_with_its_members(client):
    editor, circle = Editor(client), make_group("Leerkring")
    towns = [make_municipality(slug=slug) for slug in ("breda", "almelo")]
    fields = {"title": "Leerkring", "slug": "leerkring", "purpose": "Leren.", "group": circle.pk}
    editor.save(admin_address(LearningCommunity), **fields, municipalities=[town.pk for town in towns])
    community = LearningCommunity.objects.get()
    assert (community.group, community.state, community.owner) == (circle, State.DRAFT, editor.user)
    [revision] = community.revisions()
    assert (revision.author, revision.snapshot["municipalities"]) == (editor.user, ["almelo", "breda"])
    editor.save(admin_address(community), municipalities=[towns[0].pk])
    assert community.newest_revision().snapshot["municipalities"] == ["breda"]
    assert community.revisions().count() == 2


def test_an_editor_adds_a_meeting_with_all_that_belongs_to_it(client):
    editor, town = Editor(client), publish(make_municipality(title="Breda", slug="breda"))
    community, tip = make_community(municipalities=[town]), make_publication(slug="lees-dit")
    rows = {
        "agenda": [{"title": "Opening"}, {"title": "Het onderzoek", "speaker": "A.", "publication": tip.pk}],
        "field_reports": [{"municipality": town.pk, "text": "Het loopt.", "sources": "Verslag"}],
    }
    fields = {"title": "Startdag", "slug": "startdag", "year": 2022, "start_on": "2022-03-10"}
    links = {"community": community.pk, "reading_list": [tip.pk], "attendance": [town.pk]}
    editor.save(admin_address(Meeting), rows, **fields, **links, note="Nieuw")
    meeting = Meeting.objects.get()
    [revision] = meeting.revisions()
    saved = revision.snapshot
    assert (revision.author, revision.note, saved["community"]) == (editor.user, "Nieuw", community.slug)
    assert (saved["reading_list"], saved["attendance"]) == (["lees-dit"], ["breda"])
    assert [(item["title"], item["publication"]) for item in saved["agenda"]] == [
        ("Opening", None),
        ("Het onderzoek", "lees-dit"),
    ]
    assert "field_reports" not in saved
    report = FieldReport.objects.get()
    assert (report.title, report.slug, report.state) == ("Breda op Startdag", "startdag-breda", State.DRAFT)
    [first] = report.revisions()
    assert (first.author, first.is_system, report.owner) == (editor.user, False, editor.user)
    assert first.snapshot["meeting"] == "startdag"


def test_a_report_added_to_a_public_meeting_is_a_draft_whatever_is_sent_along(client):
    editor, town = Editor(client), publish(make_municipality(title="Breda"))
    meeting = publish(make_meeting())
    forged = {"state": "published", "readers": "", "published_at": "2020-01-01"}
    rows = {"field_reports": [{"municipality": town.pk, "text": "Kanarielied", **forged}]}
    before = meeting.revisions().count()
    editor.save(admin_address(meeting), rows, _continue="1")
    report = FieldReport.objects.get()
    assert (report.state, report.readers, report.published_at) == (State.DRAFT, None, None)
    assert meeting.revisions().count() == before  # its own text did not change
    assert "Kanarielied" not in main(client, meeting)
    assert "Kanarielied" not in main(client, town)
    publish(report)
    assert "Kanarielied" in main(client, meeting)


def test_state_and_readers_of_a_report_are_read_only_in_the_form_of_its_meeting(client):
    editor = Editor(client)
    report = make_field_report(text="Oud")
    address = admin_address(report.meeting)
    prefix = "field_reports-0-"
    assert {f"{prefix}state", f"{prefix}readers"} & editor.sheet(address).values.keys() == set()
    circle = make_group()
    forged = {f"{prefix}state": "published", f"{prefix}readers": circle.pk, f"{prefix}text": "Nieuw"}
    editor.save(address, **forged, _continue="1")
    report.refresh_from_db()
    assert (report.text, report.state, report.readers, report.owner) == ("Nieuw", State.DRAFT, None, None)
    newest = report.newest_revision()
    assert (newest.number, newest.author, newest.snapshot["text"]) == (2, editor.user, "Nieuw")
    editor.save(admin_address(report), state="published", readers=circle.pk, title="Titel")
    report.refresh_from_db()
    assert (report.title, report.state, report.readers) == ("Titel", State.DRAFT, None)


def test_a_report_that_nobody_touched_gets_no_version(client):
    editor, report = Editor(client), make_field_report()
    before = report.meeting.revisions().count()
    editor.save(admin_address(report.meeting), place="Utrecht", _continue="1")
    assert report.revisions().count() == 1
    assert report.meeting.revisions().count() == before + 1


def test_a_draft_ahead_keeps_agenda_links_and_community_off_the_page(client):
    editor, town = Editor(client), publish(make_municipality(title="Kanariestad"))
    community = publish(make_community(title="Kanariekring", municipalities=[town]))
    tip = publish(make_publication(title="Kanarieboek"))
    meeting = publish(make_meeting(title="De dag", agenda=[{"title": "Opening"}]))
    links = {"community": community.pk, "municipality": town.pk, "reading_list": [tip.pk], "attendance": [town.pk]}
    rows = {"agenda": [{"title": "Kanarielezing", "publication": tip.pk}]}
    editor.save(admin_address(meeting), rows, **links, **{"agenda-0-DELETE": ["on"]}, _draft="1")
    text = main(client, meeting)
    assert "anarie" not in text
    assert "Opening" in text
    for record in (community, town, tip):
        assert "De dag" not in main(client, record)
    meeting.refresh_from_db()
    assert (meeting.community, meeting.reading_list.count(), meeting.attendance.count()) == (None, 0, 0)

    client.force_login(editor.user)
    again = editor.sheet(admin_address(meeting)).values
    assert {name: again[name] for name in links} == {
        "community": str(community.pk),
        "municipality": str(town.pk),
        "reading_list": [str(tip.pk)],
        "attendance": [str(town.pk)],
    }
    assert again["agenda-0-title"] == "Kanarielezing"
    client.post(admin_address(meeting, "move"), {"to": "published", "readers": "everybody"})
    text = main(client, meeting)
    words = ("Kanariekring", "Kanariestad", "Kanarieboek", "Kanarielezing")
    assert [word for word in words if word not in text] == []
    assert "Opening" not in text
    for record in (community, town, tip):
        assert "De dag" in main(client, record)


def test_members_in_a_draft_ahead_are_not_on_the_page_yet(client):
    editor, old, new = Editor(client), *(publish(make_municipality(title=title)) for title in ("Oudstad", "Nieuwstad"))
    community = publish(make_community(title="Leerkring", municipalities=[old]))
    editor.save(admin_address(community), municipalities=[new.pk], _draft="1")
    assert ["Oudstad" in main(client, community), "Nieuwstad" in main(client, community)] == [True, False]
    assert "Leerkring" not in main(client, new)
    client.force_login(editor.user)
    editor.save(admin_address(community), _continue="1")
    assert ["Oudstad" in main(client, community), "Nieuwstad" in main(client, community)] == [False, True]


def test_a_report_is_not_lost_when_the_meeting_is_kept_as_a_draft(client):
    editor, town = Editor(client), publish(make_municipality())
    meeting = publish(make_meeting(title="Oud"))
    public = publish(make_field_report(meeting=meeting, municipality=town, text="Staat er al"))
    concept = make_field_report(meeting=meeting, municipality=town, text="Concept")
    new = {"field_reports": [{"municipality": town.pk, "text": "Erbij"}]}
    changes = {"field_reports-0-text": "Kanarielied", "field_reports-1-text": "Ander concept", "title": "Nieuw"}
    editor.save(admin_address(meeting), new, **changes, _draft="1")
    text = main(client, meeting)
    assert ("Staat er al" in text, "Kanarielied" in text, "Nieuw" in text) == (True, False, False)
    assert (public.draft_ahead().snapshot["text"], public.draft_ahead().author) == ("Kanarielied", editor.user)
    concept.refresh_from_db()
    assert concept.text == "Ander concept"
    added = FieldReport.objects.get(text="Erbij")
    assert (added.state, added.owner, added.revisions().count()) == (State.DRAFT, editor.user, 1)
