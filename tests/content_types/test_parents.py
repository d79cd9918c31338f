"""What lies under a record is never wider than it: transition() says so in words, and the database keeps it."""

import datetime as dt
from functools import partial
from itertools import product

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from tests.content_types.scenes import TYPES, enter, list_url, read, tomorrow
from tests.content_types.test_conflicts import at_once
from tests.factories import make_group, make_parents, make_record, make_staff, make_user, publish, withdraw
from toolbox.accounts.access import State
from toolbox.content import snapshots
from toolbox.content.models import PublishedWithin
from toolbox.content.workflow import MoveRefused

RULES = [(model, rule) for model in TYPES for rule in model._meta.constraints if isinstance(rule, PublishedWithin)]
every_rule = pytest.mark.parametrize(("model", "rule"), RULES, ids=[rule.name for _, rule in RULES])
pytestmark = pytest.mark.django_db

NARROWER = {  # what a parent may be when its child is public
    "draft": lambda parent: None,
    "in review": lambda parent: parent.transition(State.IN_REVIEW, None),
    "withdrawn": lambda parent: withdraw(publish(parent)),
    "published later": lambda parent: publish(parent, published_at=tomorrow()),
    "published for a circle": lambda parent: publish(parent, make_group()),
}


def parent_type(model, rule):
    """The type that records of `model` lie under by this rule."""
    return model._meta.get_field(rule.parent).related_model


def make_family(model, rule, **fields):
    """A draft of the type under a draft parent; what else it lies under is public. Returns (child, parent)."""
    parent = make_record(parent_type(model, rule), title="De ouder")
    parents = {name: row for name, row in make_parents(model).items() if name != rule.parent}
    return make_record(model, **{"title": "Het kind", rule.parent: parent, **parents, **fields}), parent


def stored(record):
    """Who may see it, as the database says."""
    return type(record).objects.values_list("state", "readers", "published_at").get(pk=record.pk)


def run(sql, *values):
    """Raw SQL, in a transaction of its own."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_practices_and_field_reports_lie_under_others():
    found = {(model.kind_name(), rule.parent) for model, rule in RULES}
    practices = {("practice", "approach"), ("practice", "municipality")}
    assert found >= practices | {("fieldreport", "meeting"), ("fieldreport", "municipality")}


@every_rule
@pytest.mark.parametrize("state", NARROWER)
def test_a_record_is_not_published_wider_than_its_parent(model, rule, state):
    child, parent = make_family(model, rule)
    NARROWER[state](parent)
    before = stored(child)
    with pytest.raises(MoveRefused) as refusal:
        publish(child)
    words = str(refusal.value)
    assert "‘De ouder’ staat niet op de site voor dezelfde lezers" in words
    assert f"De {parent._meta.verbose_name} " in words
    assert stored(child) == before
    if state == "withdrawn":
        parent.transition(State.DRAFT, None)
    publish(parent, published_at=timezone.now())
    publish(child, published_at=timezone.now())
    assert stored(child)[:2] == ("published", None)


@every_rule
def test_a_record_for_a_circle_lies_under_what_the_circle_reads(model, rule):
    circle, other = make_group(), make_group()
    child, parent = make_family(model, rule)
    publish(parent, circle)
    for readers in (None, other):
        with pytest.raises(MoveRefused, match="De ouder"):
            publish(child, readers)
    publish(child, circle)
    assert stored(child)[:2] == ("published", circle.pk)
    publish(parent)  # for everybody: the child stays the circle's
    assert stored(child)[:2] == ("published", circle.pk)
    publish(child)
    assert stored(child)[:2] == ("published", None)


@every_rule
def test_a_record_may_wait_for_its_parent(model, rule):
    child, parent = make_family(model, rule)
    publish(parent, published_at=tomorrow())
    publish(child, published_at=tomorrow() + dt.timedelta(hours=1))
    assert stored(child)[0] == State.PUBLISHED


MOVES = {
    "withdrawn": lambda parent: withdraw(parent),
    "narrowed": lambda parent: publish(parent, make_group()),
    "postponed": lambda parent: publish(parent, published_at=tomorrow()),
}


@every_rule
@pytest.mark.parametrize("move", MOVES)
def test_a_parent_does_not_leave_a_child_that_is_wider(model, rule, move):
    child, parent = make_family(model, rule)
    publish(parent)
    publish(child)
    before = stored(parent)
    with pytest.raises(MoveRefused) as refusal:
        MOVES[move](parent)
    assert "‘Het kind’" in str(refusal.value)
    assert "Trek die eerst in, of geef ze dezelfde lezers." in str(refusal.value)
    assert stored(parent) == before
    withdraw(child)
    MOVES[move](parent)
    assert stored(parent) != before


@every_rule
def test_a_parent_narrows_to_the_readers_of_its_children(model, rule):
    circle = make_group()
    child, parent = make_family(model, rule)
    publish(parent)
    publish(child, circle)
    with pytest.raises(MoveRefused, match="Het kind"):
        publish(parent, make_group())
    publish(parent, circle)
    assert stored(parent)[:2] == ("published", circle.pk)


@every_rule
@pytest.mark.parametrize("state", NARROWER)
def test_a_published_record_does_not_move_to_a_parent_that_fewer_may_see(model, rule, state):
    """Told at the field in a form; refused by the database whoever asks; and so is a draft ahead that says so."""
    child, parent = make_family(model, rule)
    publish(parent)
    publish(child)
    other = make_record(parent_type(model, rule), title="De andere")
    NARROWER[state](other)
    child = model.objects.get(pk=child.pk)
    child.full_clean()
    setattr(child, rule.parent, other)
    with pytest.raises(ValidationError) as refusal:
        child.full_clean()
    assert list(refusal.value.message_dict) == [rule.parent]
    assert "‘De andere’ staat niet op de site voor dezelfde lezers" in refusal.value.message_dict[rule.parent][0]
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        child.save()
    assert refusal.value.__cause__.diag.constraint_name == rule.name
    child = model.objects.get(pk=child.pk)
    child.save_draft({**snapshots.take(child.whole()), rule.parent: other.slug}, None)
    with pytest.raises((MoveRefused, snapshots.SnapshotError)):
        publish(child)
    assert getattr(model.objects.get(pk=child.pk), rule.parent) == parent


@every_rule
def test_a_published_record_moves_to_another_public_parent(model, rule):
    child, parent = make_family(model, rule)
    other = publish(make_record(parent_type(model, rule), title="De andere"))
    publish(parent)
    publish(child)
    setattr(child, rule.parent, other)
    child.full_clean()
    with child.edit():
        child.save()
    assert getattr(model.objects.get(pk=child.pk), rule.parent) == other
    assert child.newest_revision().snapshot[rule.parent] == other.slug


@every_rule
def test_a_draft_may_lie_under_anything(model, rule):
    child, _ = make_family(model, rule)
    other = make_record(parent_type(model, rule))
    child = model.objects.get(pk=child.pk)
    setattr(child, rule.parent, other)
    child.full_clean()
    child.save()
    assert getattr(model.objects.get(pk=child.pk), rule.parent) == other


PARENT_SQL = {
    "draft": "state = 'draft'",
    "in review": "state = 'in_review'",
    "withdrawn": "state = 'withdrawn', withdrawn_at = now()",
    "published later": "published_at = now() + interval '1 day'",
    "for a circle": "readers_id = {circle}",
}


@every_rule
@pytest.mark.parametrize("change", PARENT_SQL)
def test_the_database_refuses_it_of_the_parent(model, rule, change):
    child, parent = make_family(model, rule)
    publish(parent)
    publish(child)
    before = stored(parent)
    sql = f'UPDATE "{parent._meta.db_table}" SET {PARENT_SQL[change].format(circle=make_group().pk)} WHERE id = %s'
    with pytest.raises(IntegrityError) as refusal:
        run(sql, parent.pk)
    assert refusal.value.__cause__.diag.constraint_name == rule.name
    assert stored(parent) == before
    run(f"UPDATE \"{model._meta.db_table}\" SET state = 'draft' WHERE id = %s", child.pk)
    run(sql, parent.pk)
    assert stored(parent) != before


@every_rule
@pytest.mark.parametrize("state", NARROWER)
def test_the_database_refuses_it_of_the_child(model, rule, state):
    child, parent = make_family(model, rule)
    NARROWER[state](parent)
    before = stored(child)
    sql = f"UPDATE \"{model._meta.db_table}\" SET state = 'published', published_at = clock_timestamp() WHERE id = %s"
    with pytest.raises(IntegrityError) as refusal:
        run(sql, child.pk)
    assert refusal.value.__cause__.diag.constraint_name == rule.name
    assert stored(child) == before


@every_rule
def test_the_database_refuses_other_readers_earlier_dates_and_other_parents_of_the_child(model, rule):
    circle = make_group()
    child, parent = make_family(model, rule)
    publish(parent, circle, published_at=tomorrow() + dt.timedelta(days=1))
    publish(child, circle, published_at=tomorrow() + dt.timedelta(days=2))
    draft = make_record(parent_type(model, rule))
    column = model._meta.get_field(rule.parent).column
    earlier = "published_at = now() + interval '1 day'"  # what else it lies under is public by then
    for change in ["readers_id = NULL", earlier, f"{column} = {draft.pk}"]:
        with pytest.raises(IntegrityError) as refusal:
            run(f'UPDATE "{model._meta.db_table}" SET {change} WHERE id = %s', child.pk)
        assert (change, refusal.value.__cause__.diag.constraint_name) == (change, rule.name)
    run(f"UPDATE \"{model._meta.db_table}\" SET published_at = now() + interval '5 days' WHERE id = %s", child.pk)


@every_rule
def test_a_parent_with_children_is_not_deleted(model, rule):
    child, parent = make_family(model, rule)
    with pytest.raises(IntegrityError), transaction.atomic():
        parent.delete()
    assert getattr(model.objects.get(pk=child.pk), rule.parent) == parent


@every_rule
def test_the_owner_of_a_draft_sees_no_trace_of_what_it_lies_under(client, model, rule):
    owner = make_user()
    child, parent = make_family(model, rule, title="Te zien", owner=owner)
    with parent.edit():
        parent.title, parent.slug, parent.summary = "Kanarietitel", "kanarieadres", "Kanariekort"
        parent.save()
    pages = [child.get_absolute_url(), child.get_versions_url(), child.get_versions_url(1)]
    pages += [f"{list_url(model)}?format={name}" for name in ("atom", "csv", "json")]
    pages += [reverse("search"), reverse("home"), *(list_url(each) for each in TYPES)]
    enter(client, owner)
    for url in pages:
        status, text = read(client, url)
        assert (url, status, "kanarie" in text.lower()) == (url, 200, False)
    assert "Te zien" in read(client, list_url(model))[1]
    enter(client, make_staff())
    assert "Kanarietitel" in read(client, child.get_absolute_url())[1]


@pytest.mark.django_db(transaction=True)
@every_rule
def test_of_two_moves_at_once_that_do_not_go_together_one_is_refused(model, rule):
    """Publishing a child, or moving it to another parent, while that parent is withdrawn: whoever is second is told."""
    for moves_the_child, is_child_first in product([False, True], repeat=2):
        child, parent = make_family(model, rule)
        target = publish(make_record(parent_type(model, rule)) if moves_the_child else parent)
        if moves_the_child:
            publish(parent)
            publish(child)
        copy, of_parent = model.objects.get(pk=child.pk), type(target).objects.get(pk=target.pk)
        setattr(copy, rule.parent, target)
        change, leave = copy.save if moves_the_child else partial(publish, copy), partial(withdraw, of_parent)
        problems = at_once(*((change, leave) if is_child_first else (leave, change)))
        told = IntegrityError if moves_the_child and not is_child_first else MoveRefused
        assert [type(problem) for problem in problems] == [told]
        found = model.objects.get(pk=child.pk)
        is_under = found.state == State.PUBLISHED and getattr(found, rule.parent) == target
        assert (is_under, stored(target)[0]) == (is_child_first, "published" if is_child_first else "withdrawn")
