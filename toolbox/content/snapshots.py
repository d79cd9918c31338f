"""A record as plain data and back: history, drafts, restore, old versions and first content all use this one form.

A snapshot is a dict: the record's own fields, "terms" (slugs), per name in `record.links` the records it points at, and
per name in `record.parts` a list of dicts, the rows that belong to the record. What it points at stands there by its
`reference`: the slug of a record. First-content files hold the same form, without the parts' "id".
"""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import FloatField


class SnapshotError(Exception):
    """A snapshot does not fit its model; `path` names the field ("contributors 2: name")."""

    def __init__(self, path, message):
        super().__init__(f"{path}: {message}")
        self.path, self.message = path, message


class BrokenRule(SnapshotError):
    """The database refused it by a constraint: `path` names that; an editor reads the message alone."""

    def __str__(self):
        return self.message


class MissingReference(SnapshotError):
    """A snapshot names something that is not there."""


def take(record):
    """The record with its parts, links and terms as plain data (JSON with str, int, float, bool, None and lists)."""
    data = {field.name: _to_plain(field, record) for field in _text_fields(record)}
    data["terms"] = sorted(link.tag.slug for link in record.term_links.all()) if record.pk else []
    for name in record.links:
        data[name] = sorted(row.reference for row in getattr(record, name).all()) if record.pk else []
    for name in record.parts:
        rows = getattr(record, name).all() if record.pk else []
        ordered = sorted(rows, key=lambda row: (row.order, row.pk))
        data[name] = [{"id": row.pk, **_part_data(record, name, row)} for row in ordered]
    return data


def same_text(one, other):
    """Do two snapshots say the same? The numbers of the parts' rows do not count."""

    def without_ids(data):
        return {
            name: [{k: v for k, v in row.items() if k != "id"} if isinstance(row, dict) else row for row in value]
            if isinstance(value, list)
            else value
            for name, value in data.items()
        }

    return without_ids(one) == without_ids(other)


def completed(model, data):
    """A snapshot from a first-content file: every field of the model, those not named with their default.

    Raises SnapshotError for a name the model does not have, a value of the wrong type, and a reference to nothing.
    """
    fields = {field.name for field in _text_fields(model())}
    for name in data:
        if name not in fields | {"terms", *model.links, *model.parts}:
            raise SnapshotError(name, "unknown field")
    record = set_fields(model(), data, _required)
    whole = {field.name: _to_plain(field, record) for field in _text_fields(record)}
    whole["terms"] = sorted(_list_of(str, data, "terms"))
    for name in model.links:
        target = model._meta.get_field(name).related_model
        whole[name] = sorted(_required(target, reference, name).reference for reference in _list_of(str, data, name))
    for name in model.parts:
        related = model._meta.get_field(name)
        whole[name] = [
            _completed_part(related, row, f"{name} {i}") for i, row in enumerate(_list_of(object, data, name), start=1)
        ]
    return whole


def set_fields(record, data, find=None):
    """Put the snapshot's own fields on the record, unsaved. Raises SnapshotError for a value of the wrong type.

    `find(model, reference, path)` gives the row that a reference names, or None; not given: whatever there is.
    """
    for field in _text_fields(record):
        if field.name in data:
            _set(record, field, data[field.name], field.name, find or _found)
    return record


def write(record, data, terms):
    """Save the snapshot as the record's live text: fields, terms (Term objects), links and parts; in `record.edit()`.

    A part keeps its row when its "id" or else its place is the same. What it once pointed at and is no more is left
    out. Raises SnapshotError for an invalid value; then nothing has changed.
    """
    set_fields(record, data)
    _check(record, record.not_in_history, "")
    try:
        with transaction.atomic():
            record.save()
            record.terms.set(terms)
            for name in set(record.links) & data.keys():  # a snapshot older than a field leaves it as it is
                target = record._meta.get_field(name).related_model
                getattr(record, name).set(filter(None, [_found(target, named, name) for named in data[name]]))
            for name in record.parts:
                if name in data:
                    _write_parts(record, name, data[name])
    except IntegrityError as error:
        raise BrokenRule(*_refusal(record, error)) from error


def points_at_itself(model):
    """Can one record of this type point at another?"""
    parts = [model._meta.get_field(name).related_model for name in model.parts]
    own = [field for part in parts for field in part._meta.concrete_fields if field.name not in part.belongs_to]
    fields = [*(f for f in model._meta.concrete_fields if f.name not in model.not_in_history), *own]
    fields += [model._meta.get_field(name) for name in model.links]
    return any(field.related_model is model for field in fields if field.is_relation)


def rebuilt(model, data, terms, user):
    """The record as it was, in memory only: its parts, links and terms answer from the snapshot.

    What it pointed at is there as far as this user (None = anonymous) may see it; what points at it today is not.
    """

    def find(target, reference, path):
        return target.objects.visible_to(user).by_reference(reference).first()

    record = set_fields(model(), data, find)
    link = model.term_link()
    cache = {relation.get_accessor_name(): _fixed(relation.related_model, []) for relation in _pointing_here(model)}
    cache["term_links"] = _fixed(link, [link(tag=term, content_object=record) for term in terms])
    for name in model.links:
        target = model._meta.get_field(name).related_model
        cache[name] = _fixed(target, filter(None, [find(target, reference, name) for reference in data.get(name, [])]))
    for name in model.parts:
        related = model._meta.get_field(name)
        filled = [
            (_fill_part(related, record, related.related_model(pk=row.get("id")), row, f"{name} {i}", i, find), row)
            for i, row in enumerate(data.get(name, []), start=1)
        ]
        rows = [row for row, was in filled if _shows_all(row, was)]
        for row in rows:
            pointing = _pointing_here(related.related_model)
            row._prefetched_objects_cache = {p.get_accessor_name(): _fixed(p.related_model, []) for p in pointing}
        cache[name] = _fixed(related.related_model, rows)
    record._prefetched_objects_cache = cache
    return record


def _shows_all(row, data):
    """Is everything there that the row's visibility hangs on? Else it is left out whole, as on the live page."""
    names = {way.split("__")[0] for way in row.access_via} - {*row.belongs_to}
    return all(getattr(row, name, None) is not None for name in names if data.get(name))


def _text_fields(record):
    """The fields that are the record's text: not its state, address book keeping or dates of change."""
    return [f for f in record._meta.concrete_fields if not f.primary_key and f.name not in record.not_in_history]


def _part_fields(related):
    part = related.related_model
    return [f for f in part._meta.concrete_fields if not f.primary_key and f.name not in (*part.belongs_to, "order")]


def _pointing_here(model):
    """The relations by which other rows point at this model, as attributes that hold many rows."""
    return [relation for relation in model._meta.related_objects if relation.get_accessor_name() and relation.multiple]


def _part_data(record, name, row):
    return {field.name: _to_plain(field, row) for field in _part_fields(record._meta.get_field(name))}


def _list_of(kind, data, name):
    value = data.get(name, [])
    if not isinstance(value, list) or not all(isinstance(item, kind) for item in value):
        raise SnapshotError(name, "wrong type")
    return value


def _completed_part(related, row, path):
    if not isinstance(row, dict):
        raise SnapshotError(path, "wrong type")
    fields = _part_fields(related)
    for name in row:
        if name not in {field.name for field in fields}:
            raise SnapshotError(f"{path}: {name}", "unknown field")
    blank = _fill_part(related, None, related.related_model(), row, path, 0, _required)
    return {field.name: _to_plain(field, blank) for field in fields}


def _write_parts(record, name, rows):
    related = record._meta.get_field(name)
    existing = {row.pk: row for row in getattr(record, name).order_by("order", "pk")}
    by_place = list(existing.values())
    kept = set()
    for i, data in enumerate(rows):
        if "id" in data:
            row = existing.get(data["id"]) or related.related_model(pk=data["id"])
        else:
            row = by_place[i] if i < len(by_place) else related.related_model()
        _fill_part(related, record, row, data, f"{name} {i + 1}", i + 1, _found)
        _check(row, [related.field.name], f"{name} {i + 1}: ")
        row.save()
        kept.add(row.pk)
    for pk in existing.keys() - kept:
        existing[pk].delete()


def _fill_part(related, record, row, data, path, order, find):
    if record is not None:
        setattr(row, related.field.name, record)
    row.order = order
    for field in _part_fields(related):
        if field.name in data:
            _set(row, field, data[field.name], f"{path}: {field.name}", find)
    return row


def _check(row, exclude, path):
    """Raises SnapshotError for what the row's fields refuse; the constraints are left to the database."""
    try:
        row.full_clean(exclude=exclude, validate_constraints=False)
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise SnapshotError(f"{path}{field}", messages[0]) from error


def _refusal(record, error):
    """(name, words) of the constraint of the record or its parts that the database kept."""
    name = error.__cause__.diag.constraint_name or ""
    models = [type(record), *(record._meta.get_field(part).related_model for part in record.parts)]
    for rule in (rule for model in models for rule in model._meta.constraints):
        if rule.name == name:
            return name, str(rule.get_violation_error_message())
    return name, "Dit past niet bij wat er al staat."


def _fixed(model, rows):
    """A queryset that already has its rows."""
    queryset = model._default_manager.none()
    queryset._result_cache, queryset._prefetch_done = list(rows), True
    return queryset


def _found(model, reference, path):
    """The row that a reference names, whoever may see it; None when there is none."""
    return model.objects.by_reference(reference).first()


def _required(model, reference, path):
    """The row that a reference names. Raises MissingReference when there is none."""
    row = _found(model, reference, path)
    if row is None:
        raise MissingReference(path, f"there is no {model._meta.model_name} {reference!r}")
    return row


def _to_plain(field, instance):
    if field.is_relation:
        row = getattr(instance, field.name, None)
        return row and row.reference
    value = field.value_from_object(instance)
    plain = value is None or isinstance(value, str | int | float | bool | list)
    return value if plain else field.value_to_string(instance)


def _set(instance, field, value, path, find):
    texts = value if isinstance(value, list) else [value]
    if not all(isinstance(text, str | int | float | bool | None) for text in texts):
        raise SnapshotError(path, "wrong type")
    if any(isinstance(text, str) and "\x00" in text for text in texts):
        raise SnapshotError(path, "wrong type")
    if isinstance(value, float) and not isinstance(field, FloatField):
        raise SnapshotError(path, "wrong type")
    if field.is_relation:
        if not isinstance(value, str | None):
            raise SnapshotError(path, "wrong type")
        setattr(instance, field.name, find(field.related_model, value, path) if value else None)
        return
    if isinstance(value, list) != isinstance(field.get_default(), list):
        raise SnapshotError(path, "wrong type")
    try:
        setattr(instance, field.attname, field.to_python(value))
    except (TypeError, ValidationError) as error:
        raise SnapshotError(path, "; ".join(getattr(error, "messages", [str(error)]))) from error
