"""The table of moves: every pair of states for every role, and what publishing and withdrawing ask for."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from publications.models import Publication
from tests.factories import make_group, make_publication, make_staff, make_user, publish, withdraw
from toolbox.accounts.access import State
from toolbox.content.snapshots import SnapshotError
from toolbox.content.workflow import MoveRefused, moves_for

pytestmark = pytest.mark.django_db

OWNERS = {("draft", "in_review"), ("in_review", "draft")}
ALL = OWNERS | {
    ("draft", "published"),
    ("in_review", "published"),
    ("published", "published"),
    ("published", "withdrawn"),
    ("withdrawn", "draft"),
}
MAY = {"system": ALL, "staff": ALL, "owner": OWNERS, "inactive owner": set(), "inactive staff": set()}
MAY |= {"reader": set(), "anonymous": set()}
STATES = State.values


def in_state(state, owner=None):
    """A publication in this state."""
    record = make_publication(owner=owner)
    if state == State.IN_REVIEW:
        record.transition(State.IN_REVIEW, None)
    elif state != State.DRAFT:
        publish(record)
    return withdraw(record) if state == State.WITHDRAWN else record


def person(role):
    """Who makes the move."""
    return {
        "system": lambda: None,
        "staff": make_staff,
        "owner": make_user,
        "inactive owner": lambda: make_user(is_active=False),
        "inactive staff": lambda: make_staff(is_active=False),
        "reader": lambda: make_user(groups=[make_group()]),
        "anonymous": AnonymousUser,
    }[role]()


@pytest.mark.parametrize("role", MAY)
@pytest.mark.parametrize("start", STATES)
@pytest.mark.parametrize("to", STATES)
def test_every_move_is_allowed_or_refused(start, to, role):
    user = person(role)
    record = in_state(start, owner=user if "owner" in role else None)
    before = list(record.revisions().values_list("number", "state"))
    if (start, to) in MAY[role]:
        record.transition(to, user, "Daarom", readers=None)
        newest = record.newest_revision()
        assert Publication.objects.get().state == to
        assert (newest.state, newest.author, newest.note, newest.is_system) == (to, user, "Daarom", user is None)
    else:
        with pytest.raises(MoveRefused, match=State(start).label):
            record.transition(to, user, "Daarom", readers=None)
        assert Publication.objects.get().state == start
        assert list(record.revisions().values_list("number", "state")) == before


@pytest.mark.parametrize("role", MAY)
@pytest.mark.parametrize("start", STATES)
def test_the_buttons_are_the_moves_that_are_allowed(start, role):
    user = person(role)
    record = in_state(start, owner=user if "owner" in role else None)
    assert set(moves_for(record, user)) == {to for from_, to in MAY[role] if from_ == start}


@pytest.mark.parametrize("start", ["draft", "in_review", "published"])
def test_publishing_asks_for_readers(start):
    record = in_state(start)
    with pytest.raises(MoveRefused, match="Kies wie dit mag lezen"):
        record.transition(State.PUBLISHED, make_staff())
    assert Publication.objects.get().state == start


@pytest.mark.parametrize("note", ["", "  \n"])
def test_withdrawing_asks_for_a_reason(note):
    record = in_state("published")
    with pytest.raises(MoveRefused, match="lezers zien de reden"):
        record.transition(State.WITHDRAWN, make_staff(), note)
    record = Publication.objects.get()
    assert (record.state, record.withdrawn_at, record.withdrawn_reason) == (State.PUBLISHED, None, "")


def test_what_withdrawing_keeps_and_publishing_again_clears():
    record, successor = in_state("published"), make_publication()
    first = record.published_at
    withdraw(record, "Achterhaald", successor=successor)
    record.refresh_from_db()
    assert (record.withdrawn_reason, record.successor, record.published_at) == ("Achterhaald", successor, first)
    assert record.withdrawn_at is not None
    record.transition(State.DRAFT, None)
    publish(record)
    record.refresh_from_db()
    assert (record.withdrawn_at, record.withdrawn_reason, record.successor) == (None, "", None)
    assert record.published_at == first


def test_what_nobody_ever_saw_is_not_gone_but_never_was():
    record = publish(make_publication(), published_at=timezone.now() + timedelta(days=1))
    withdraw(record)
    assert Publication.objects.get().published_at is None
    assert not Publication.objects.gone_for(None).exists()


def test_publishing_again_changes_the_readers():
    circle = make_group()
    record = publish(make_publication(), readers=circle)
    assert not Publication.objects.visible_to(None).exists()
    publish(record, readers=None)
    assert Publication.objects.visible_to(None).get() == record
    assert list(record.revisions().values_list("readers", flat=True)[:2]) == [None, circle.pk]


def test_the_draft_ahead_goes_live_by_publishing_only():
    record = publish(make_publication(title="Oud", contributors=["A"]))
    snapshot = record.newest_revision().snapshot
    record.save_draft({**snapshot, "title": "Nieuw", "contributors": [{"name": "B", "kind": "person"}]}, make_staff())
    assert Publication.objects.get().title == "Oud"
    assert record.draft_ahead().snapshot["title"] == "Nieuw"
    publish(record)
    record = Publication.objects.get()
    assert (record.title, [row.name for row in record.contributor_list]) == ("Nieuw", ["B"])
    assert record.draft_ahead() is None
    assert record.live_revision() == record.newest_revision()


def test_a_draft_that_does_not_fit_is_refused_and_the_record_still_keeps_its_history():
    record = publish(make_publication(title="Oud"))
    record.save_draft({**record.newest_revision().snapshot, "url": "ftp://x"}, make_staff())
    with pytest.raises(SnapshotError, match="url"):
        publish(record)
    assert Publication.objects.get().url == ""
    number = record.newest_revision().number
    record.refresh_from_db()
    record.title = "Nieuw"
    record.save()  # the same object: a refused move must not leave it in the middle of an edit
    assert [row.snapshot["title"] for row in record.revisions().filter(number__gt=number)] == ["Nieuw"]
