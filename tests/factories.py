"""Rows for tests: plain functions with defaults that never clash."""

from itertools import count

from django.contrib.auth.models import Group

from publications.models import Publication
from tests.stories.models import Story
from toolbox.accounts.access import STAFF_GROUP, State
from toolbox.accounts.models import User
from toolbox.content.models import Term

_numbers = count(1)


def make_user(email=None, groups=(), **fields):
    """An account that can be entered by login link only, in these groups."""
    user = User.objects.create_user(email or f"gebruiker{next(_numbers)}@voorbeeld.nl", **fields)
    user.groups.set(groups)
    return user


def make_staff(**fields):
    """A member of Redactie."""
    return make_user(groups=[make_group(STAFF_GROUP)], **fields)


def make_group(name=None):
    """The group of this name, or a new circle."""
    return Group.objects.get_or_create(name=name or f"Kring {next(_numbers)}")[0]


def make_term(facet="theme", slug=None, name=None, **fields):
    """A term of the vocabulary."""
    number = next(_numbers)
    fields = {"definition": "Wat het betekent.", "order": number, **fields}
    slug = slug or f"begrip-{number}"
    return Term.objects.create(facet=facet, slug=slug, name=name or slug.capitalize(), **fields)


def make_publication(terms=(), contributors=(), **fields):
    """A draft of a publication, with contributors of these names in this order."""
    fields = {"kind": "research_report", **fields}
    return _make(Publication, terms, fields, contributors)


def make_story(terms=(), **fields):
    """A draft of the content type that lives only in the tests."""
    return _make(Story, terms, fields)


def make_record(model, terms=(), **fields):
    """A draft of any content type."""
    return {Publication: make_publication, Story: make_story}[model](terms=terms, **fields)


def publish(record, readers=None, **options):
    """Publish by the system, for everybody or for one circle; returns the record."""
    record.transition(State.PUBLISHED, None, readers=readers, **options)
    return record


def withdraw(record, note="Niet meer juist", **options):
    """Withdraw by the system, with the reason that readers see; returns the record."""
    record.transition(State.WITHDRAWN, None, note, **options)
    return record


def _make(model, terms, fields, contributors=()):
    number = next(_numbers)
    name = model.kind_name()
    record = model(**{"title": f"{name.capitalize()} {number}", "slug": f"{name}-{number}", **fields})
    with record.edit():
        record.save()
        record.terms.set(terms)
        for order, contributor in enumerate(contributors, start=1):
            record.contributors.create(name=contributor, order=order)
    return record
