"""Who speaks for a municipality: their circles follow, and nobody but staff sees them."""

import datetime as dt

import pytest

from tests.factories import make_group, make_municipality, make_staff, make_user, publish
from tests.municipalities.editor import Editor, Sheet, admin_address
from tests.municipalities.rules import refused_by
from toolbox.accounts.access import MUNICIPALITIES_GROUP, STAFF_GROUP
from toolbox.content.models import Revision
from toolbox.municipalities.models import Representative

pytestmark = pytest.mark.django_db
TODAY = dt.date(2024, 5, 1)


def represent(user, municipality=None, **fields):
    return Representative.objects.create(user=user, municipality=municipality or make_municipality(), **fields)


def circles(user):
    return set(user.groups.values_list("name", flat=True))


def test_who_speaks_for_a_municipality_is_in_its_circle():
    user = make_user()
    assert circles(user) == set()
    represent(user)
    assert circles(user) == {MUNICIPALITIES_GROUP}


def test_who_leaves_is_in_no_circle_any_more_and_comes_back_to_that_of_municipalities_only():
    user, community = make_user(), make_group("Leerkring")
    row = represent(user)
    user.groups.add(community)
    row.left_on = TODAY
    row.save()
    assert circles(user) == set()
    row.left_on = None
    row.save()
    assert circles(user) == {MUNICIPALITIES_GROUP}


def test_an_editor_who_leaves_a_municipality_stays_an_editor():
    user = make_staff()
    row = represent(user)
    user.groups.add(make_group("Leerkring"))
    assert circles(user) == {STAFF_GROUP, MUNICIPALITIES_GROUP, "Leerkring"}
    row.left_on = TODAY
    row.save()
    assert circles(user) == {STAFF_GROUP}


def test_who_still_speaks_for_another_municipality_keeps_all_circles():
    user = make_user()
    first, second = represent(user), represent(user)
    user.groups.add(make_group("Leerkring"))
    first.left_on = TODAY
    first.save()
    assert circles(user) == {MUNICIPALITIES_GROUP, "Leerkring"}
    second.left_on = TODAY
    second.save()
    assert circles(user) == set()


@pytest.mark.parametrize(
    "delete",
    [
        lambda row: row.delete(),
        lambda row: Representative.objects.filter(pk=row.pk).delete(),
        lambda row: row.municipality.delete(),
        lambda row: type(row.municipality).objects.filter(pk=row.municipality.pk).delete(),
    ],
    ids=["the row", "rows", "the municipality", "municipalities"],
)
def test_deleting_is_leaving(delete):
    user, other = make_user(), make_user()
    row = represent(user)
    represent(other)
    delete(row)
    assert (circles(user), circles(other)) == (set(), {MUNICIPALITIES_GROUP})


def test_another_person_in_the_same_row_is_one_who_comes_and_one_who_leaves():
    first, second = make_user(), make_user()
    row = represent(first)
    row.user = second
    row.save()
    assert (circles(first), circles(second)) == (set(), {MUNICIPALITIES_GROUP})


def test_the_same_person_stands_once_at_a_municipality():
    row = represent(make_user())
    with refused_by("municipalities_representative_once"):
        represent(row.user, row.municipality)


def test_an_editor_adds_changes_and_removes_them(client):
    editor, record, user = Editor(client), make_municipality(), make_user()
    address = admin_address(record)
    editor.save(address, {"representatives": [{"user": user.pk, "function": "Adviseur"}]})
    assert record.representatives.get().function == "Adviseur"
    assert circles(user) == {MUNICIPALITIES_GROUP}
    editor.save(address, **{"representatives-0-left_on": "2024-05-01"})
    assert (record.representatives.get().left_on, circles(user)) == (TODAY, set())
    editor.save(address, **{"representatives-0-left_on": ""})
    assert circles(user) == {MUNICIPALITIES_GROUP}
    editor.save(address, **{"representatives-0-DELETE": ["on"]})
    assert (record.representatives.count(), circles(user)) == (0, set())


def test_an_editor_is_told_when_a_person_stands_there_twice(client):
    editor, record, user = Editor(client), make_municipality(), make_user()
    words = "Deze persoon staat al bij deze gemeente."
    errors = editor.refused(admin_address(record), {"representatives": [{"user": user.pk}, {"user": user.pk}]})
    assert words in errors[""]
    editor.save(admin_address(record), {"representatives": [{"user": user.pk}]})
    errors = editor.refused(admin_address(record), {"representatives": [{"user": user.pk}]})
    assert words in errors[""]
    assert record.representatives.count() == 1


def test_a_draft_ahead_of_the_page_keeps_them_all_the_same(client):
    """They are no text of the page: there is no draft of who speaks for a municipality."""
    editor, record, user = Editor(client), publish(make_municipality(title="Oud")), make_user()
    rows = {"representatives": [{"user": user.pk}]}
    editor.save(admin_address(record), rows, title="Nieuw", _draft="1")
    record.refresh_from_db()
    assert (record.title, record.draft_ahead().snapshot["title"]) == ("Oud", "Nieuw")
    assert record.representatives.get().user == user
    assert circles(user) == {MUNICIPALITIES_GROUP}


def test_they_are_on_no_page_and_in_no_version_or_export(client):
    user = make_user("kanarie@voorbeeld.nl", name="Kanarie Vogel")
    record = publish(make_municipality(title="Utrecht"))
    represent(user, record, function="Kanariefunctie")
    with record.edit():
        record.summary = "Nieuw"
        record.save()
    member = make_user(groups=[make_group(MUNICIPALITIES_GROUP)])
    for reader in (None, member, make_staff()):
        client.logout()
        if reader:
            client.force_login(reader)
        own, versions = record.get_absolute_url(), record.get_versions_url()
        addresses = [own, versions, f"{versions}2/", "/", "/gemeenten/", "/zoeken/?q=kanarie", "/zoeken/?q=Utrecht"]
        addresses += [f"/gemeenten/?format={name}" for name in ("json", "csv", "atom")]
        for address in addresses:
            response = client.get(address)
            content = b"".join(response.streaming_content) if response.streaming else response.content
            assert response.status_code == 200, address
            text = content.decode().lower().replace('value="kanarie"', "").replace("‘kanarie’", "")
            assert "vogel" not in text, address
            assert "kanarie@" not in text, address
            assert "kanariefunctie" not in text, address
    assert "kanarie" not in str(list(Revision.objects.values())).lower()
    sheet = Sheet(client.get(admin_address(record)))  # staff know where to look
    assert sheet.values["representatives-0-function"] == "Kanariefunctie"
