"""The access rule row by row: what each reader sees of a record, of its entry and of its parts."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from publications.models import Contributor, Publication
from tests.factories import make_group, make_publication, make_staff, make_user, publish, withdraw
from toolbox.accounts.access import State, StateChangeRefused, is_staff, visible_q
from toolbox.accounts.models import User
from toolbox.search.models import Entry

pytestmark = pytest.mark.django_db

SEES = {  # reader -> what this reader may see; the owner owns every row
    "none": {"public"},
    "anonymous": {"public"},
    "account": {"public"},
    "member": {"public", "circle"},
    "other member": {"public"},
    "inactive member": {"public"},
    "inactive staff": {"public"},
    "owner": {"draft", "in_review", "embargo", "public", "circle", "withdrawn public", "withdrawn circle", "never out"},
    "staff": {"draft", "in_review", "embargo", "public", "circle", "withdrawn public", "withdrawn circle", "never out"},
    "superuser": {
        "draft",
        "in_review",
        "embargo",
        "public",
        "circle",
        "withdrawn public",
        "withdrawn circle",
        "never out",
    },
}
GONE = {reader: {"withdrawn public"} for reader in SEES} | {"member": {"withdrawn public", "withdrawn circle"}}


@pytest.fixture
def circle():
    """The circle that may read."""
    return make_group()


@pytest.fixture
def readers(circle):
    """One reader of every sort."""
    return {
        "none": None,
        "anonymous": AnonymousUser(),
        "account": make_user(),
        "member": make_user(groups=[circle]),
        "other member": make_user(groups=[make_group()]),
        "inactive member": make_user(groups=[circle], is_active=False),
        "inactive staff": make_staff(is_active=False),
        "owner": make_user(),
        "staff": make_staff(),
        "superuser": User.objects.create_superuser("beheer@voorbeeld.nl"),
    }


@pytest.fixture
def records(circle, readers):
    """One publication in every situation, with a contributor of the same name."""
    later = timezone.now() + timedelta(hours=1)
    names = sorted(SEES["staff"])
    made = {name: make_publication(title=name, contributors=[name], owner=readers["owner"]) for name in names}
    made["in_review"].transition(State.IN_REVIEW, None)
    publish(made["embargo"], published_at=later)
    publish(made["public"])
    publish(made["circle"], readers=circle)
    withdraw(publish(made["withdrawn public"]))
    withdraw(publish(made["withdrawn circle"], readers=circle))
    withdraw(publish(made["never out"], published_at=later))
    return made


@pytest.mark.parametrize("reader", SEES)
def test_record_entry_and_part_are_seen_by_the_same_readers(readers, records, reader):
    user = readers[reader]
    seen = {
        "records": set(Publication.objects.visible_to(user).values_list("title", flat=True)),
        "entries": set(Entry.objects.visible_to(user).values_list("title", flat=True)),
        "parts": set(Contributor.objects.visible_to(user).values_list("name", flat=True)),
    }
    assert seen == {"records": SEES[reader], "entries": SEES[reader], "parts": SEES[reader]}


@pytest.mark.parametrize("reader", GONE)
def test_who_is_told_that_a_row_was_withdrawn(readers, records, reader):
    user = readers[reader]
    assert set(Publication.objects.gone_for(user).values_list("title", flat=True)) == GONE[reader]
    assert set(Entry.objects.gone_for(user).values_list("title", flat=True)) == GONE[reader]


def test_leaving_a_circle_works_at_once(circle):
    member = make_user(groups=[circle])
    record = publish(make_publication(contributors=["A"]), readers=circle)
    rows = [Publication.objects, Entry.objects, Contributor.objects]
    assert [manager.visible_to(member).count() for manager in rows] == [1, 1, 1]
    member.groups.remove(circle)
    assert [manager.visible_to(member).count() for manager in rows] == [0, 0, 0]
    record.transition(State.WITHDRAWN, None, "Oud")
    assert Publication.objects.gone_for(member).count() == 0


def test_leaving_redactie_works_for_the_next_request():
    staff = make_staff()
    make_publication()
    assert Publication.objects.visible_to(staff).count() == 1
    staff.groups.clear()
    again = User.objects.get(pk=staff.pk)  # every request reads its user anew
    assert not is_staff(again)
    assert Publication.objects.visible_to(again).count() == 0


def test_an_embargo_ends_by_itself():
    record = publish(make_publication(), published_at=timezone.now() + timedelta(minutes=5))
    for manager in (Publication.objects, Entry.objects):
        assert not manager.visible_to(None).exists()
        after = visible_q(None, now=record.published_at)
        assert manager.filter(after).get().title == record.title


def test_a_row_of_one_owner_is_not_another_ones():
    record = make_publication(owner=make_user())
    assert not Publication.objects.visible_to(make_user()).exists()
    assert Publication.objects.visible_to(record.owner).get() == record


@pytest.mark.parametrize(
    "values", [{"state": "published"}, {"readers": None}, {"readers_id": 1}, {"published_at": None}]
)
def test_no_update_changes_who_may_see_a_row(values):
    record = make_publication()
    for manager in (Publication.objects, Entry.objects):
        with pytest.raises(StateChangeRefused, match="transition"):
            manager.all().update(**values)
    record.refresh_from_db()
    assert (record.state, record.published_at) == (State.DRAFT, None)


def test_no_bulk_update_changes_who_may_see_a_row():
    record = make_publication()
    record.state = State.PUBLISHED
    with pytest.raises(StateChangeRefused, match="transition"):
        Publication.objects.bulk_update([record], ["state"])
    Publication.objects.bulk_update([record], ["summary"])
    assert Publication.objects.get().state == State.DRAFT


def test_saving_does_not_change_the_state():
    record = make_publication()
    record.state, record.published_at = State.PUBLISHED, timezone.now()
    with pytest.raises(StateChangeRefused, match="transition"):
        record.save()
    assert Publication.objects.get().state == State.DRAFT


def test_a_new_row_is_never_born_published():
    with pytest.raises(StateChangeRefused, match="transition"):
        make_publication(state=State.PUBLISHED, published_at=timezone.now())
    assert not Publication.objects.exists()


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"state": "hidden"}, "publications_publication_state_known"),
        ({"state": "published"}, "publications_publication_published_since"),
        ({"state": "withdrawn"}, "publications_publication_withdrawn_since"),
    ],
)
def test_the_database_refuses_a_state_that_cannot_be(values, constraint):
    record = make_publication()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        QuerySet.update(Publication.objects.filter(pk=record.pk), **values)  # as a slip in SQL would do it


@pytest.mark.parametrize("user", [None, AnonymousUser()])
def test_nobody_is_not_staff(user):
    assert is_staff(user) is False
