"""First content: data files inside the apps become records, and never overwrite what an editor wrote.

A file `first_content/<model>.json` beside a type's app holds a list of records in the form of a snapshot. Everything is
loaded in one transaction: a broken file changes nothing.
"""

import json
from pathlib import Path

from django.apps import apps
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction

from toolbox.accounts.access import State
from toolbox.search.models import SynonymGroup

from . import snapshots
from .models import Content, OldSlug, Revision, Term
from .workflow import MoveRefused

NOTE = "Eerste inhoud"


class FirstContentError(Exception):
    """A data file is broken; the message names the file, the record and the field."""


def file_of(model):
    """Where the first content of a model lies; the file need not exist."""
    return Path(apps.get_app_config(model._meta.app_label).path) / "first_content" / f"{model._meta.model_name}.json"


def load(models=None):
    """Load terms, synonyms and all records of these content types (None: all); returns (new, changed, left alone).

    Raises FirstContentError; then nothing has changed.
    """
    with transaction.atomic():
        _load_missing(Term)
        _load_missing(SynonymGroup, "preferred")
        counts = {"new": 0, "changed": 0, "left": 0}
        for model in Content.types() if models is None else models:
            rows = list(_records(file_of(model)))
            if snapshots.points_at_itself(model):
                for data, where in rows:
                    _make_room(model, data, where)
            for data, where in rows:
                counts[_load_record(model, data, where)] += 1
    return counts["new"], counts["changed"], counts["left"]


def is_empty():
    """Was nothing ever loaded or written?"""
    return not Revision.objects.exists() and not Term.objects.exists()


def _load_missing(model, name=None):
    """Make the terms (or synonyms) that are missing; an existing one may be an editor's, so it stays as it is.

    So does one that an editor made by hand under the same `name`.
    """
    have = set(model.objects.values_list("slug", flat=True))
    for data, where in _records(file_of(model)):
        if data["slug"] in have or name and model.objects.filter(**{f"{name}__iexact": data.get(name)}).exists():
            continue
        try:
            row = model(**data)
            row.full_clean()
        except (TypeError, ValueError, ValidationError) as error:
            raise FirstContentError(f"{where}: {_first_problem(error)}") from error
        row.save()


def _make_room(model, data, where):
    """Make the bare row of a new record, so that others of the same file can point at it."""
    if _existing(model, data["slug"]) or _history(model, data["slug"]).exists():
        return
    record = model()
    try:
        with record.unrecorded():
            snapshots.write(record, {name: data[name] for name in data if name not in (*model.parts, *model.links)}, [])
    except snapshots.SnapshotError as error:
        raise FirstContentError(f"{where}, field {error.path}: {error.message}") from error


def _load_record(model, data, where):
    """Make, renew or leave one record; returns "new", "changed" or "left"."""
    readers = _readers(data, where)
    try:
        record = _existing(model, data["slug"])
        history = _history(model, data["slug"]) if record is None else record.revisions()
        try:
            snapshot = snapshots.completed(model, {name: value for name, value in data.items() if name != "readers"})
        except snapshots.MissingReference:
            if history.exists():
                return "left"  # it was loaded before: an editor deleted or renamed what it points at
            raise
        terms = _terms(snapshot["terms"], where)
        if not all(history.values_list("is_system", flat=True)):
            return "left"  # an editor's work, or an editor's choice to delete it
        is_new = record is None or not history.exists()
        is_moved = is_new or record.readers != readers
        is_same = not is_new and snapshots.same_text(snapshots.take(record.whole()), snapshot)
        if is_same and not is_moved:
            return "left"
        record = record or model()
        with record.unrecorded():
            if not is_same:
                record.checked_on = record.checked_by = None  # what somebody checked was another text
            snapshots.write(record, snapshot, terms)
        if is_moved:
            record.transition(State.PUBLISHED, None, NOTE, readers=readers)
        else:
            record.record(note=NOTE)
    except snapshots.SnapshotError as error:
        raise FirstContentError(f"{where}, field {error.path}: {error.message}") from error
    except MoveRefused as refusal:
        raise FirstContentError(f"{where}: {refusal}") from refusal
    return "new" if is_new else "changed"


def _readers(data, where):
    """The circle that may read the record: the group that "readers" names, or None for everybody."""
    name = data.get("readers")
    group = Group.objects.filter(name=name).first() if isinstance(name, str) else None
    if name is not None and group is None:
        raise FirstContentError(f"{where}, field readers: there is no group {name!r}")
    return group


def _existing(model, slug):
    """The record of this address, also when an editor gave it another one."""
    old = OldSlug.objects.filter(kind=model.kind_name(), slug=slug).values("object_id")
    return model.objects.filter(slug=slug).first() or model.objects.filter(pk__in=old).first()


def _history(model, slug):
    """All revisions of the deleted records that once had this address."""
    revisions = Revision.objects.filter(kind=model.kind_name())
    return revisions.filter(object_id__in=revisions.filter(snapshot__slug=slug).values("object_id"))


def _terms(slugs, where):
    terms = {term.slug: term for term in Term.objects.filter(slug__in=slugs)}
    for slug in slugs:
        if slug not in terms:
            raise FirstContentError(f"{where}, field terms: there is no term {slug!r}")
    return list(terms.values())


def _records(path):
    """Yield (data, words that say where) for each record of a file. Raises FirstContentError for what is no record."""
    if not path.exists():
        return
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise FirstContentError(f"{path.name}: no valid JSON ({error})") from error
    if not isinstance(rows, list):
        raise FirstContentError(f"{path.name}: not a list of records")
    seen = set()
    for number, data in enumerate(rows, start=1):
        where = f"{path.name}, record {number}"
        if not isinstance(data, dict) or not isinstance(data.get("slug"), str):
            raise FirstContentError(f"{where}, field slug: missing")
        where += f" ({data['slug']})"
        if data["slug"] in seen:
            raise FirstContentError(f"{where}, field slug: occurs twice")
        seen.add(data["slug"])
        yield data, where


def _first_problem(error):
    if isinstance(error, ValidationError):
        field, messages = next(iter(error.message_dict.items()))
        return f"field {field}: {messages[0]}"
    return str(error)
