"""A record as plain data and back: history, drafts, restore, old versions and first content all use this one form.

A snapshot is a dict: the record's own fields, "terms" (slugs), and per name in `record.parts` a list of dicts, the rows
that belong to the record. First-content files hold the same form, without the parts' "id".
"""

from django.core.exceptions import ValidationError


class SnapshotError(Exception):
    """A snapshot does not fit its model; `path` names the field ("contributors 2: name")."""

    def __init__(self, path, message):
        super().__init__(f"{path}: {message}")
        self.path, self.message = path, message


def take(record):
    """The record with its parts and terms as plain data (JSON with str, int, bool, None)."""
    data = {field.name: _to_plain(field, record) for field in _text_fields(record)}
    data["terms"] = sorted(term.slug for term in record.terms.all()) if record.pk else []
    for name in record.parts:
        rows = getattr(record, name).order_by("order", "pk") if record.pk else []
        data[name] = [{"id": row.pk, **_part_data(record, name, row)} for row in rows]
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

    Raises SnapshotError for a name the model does not have, and for a value of the wrong type.
    """
    fields = {field.name for field in _text_fields(model())}
    for name in data:
        if name not in fields | {"terms", *model.parts}:
            raise SnapshotError(name, "unknown field")
    record = set_fields(model(), data)
    whole = {field.name: _to_plain(field, record) for field in _text_fields(record)}
    whole["terms"] = sorted(_list_of(str, data, "terms"))
    for name in model.parts:
        related = model._meta.get_field(name)
        whole[name] = [
            _completed_part(related, row, f"{name} {i}") for i, row in enumerate(_list_of(object, data, name), start=1)
        ]
    return whole


def set_fields(record, data):
    """Put the snapshot's own fields on the record, unsaved. Raises SnapshotError for a value of the wrong type."""
    for field in _text_fields(record):
        if field.name in data:
            _set(record, field, data[field.name], field.name)
    return record


def write(record, data, terms):
    """Save the snapshot as the record's live text: fields, terms (Term objects) and parts; call it in `record.edit()`.

    A part keeps its row when its "id" or else its place is the same. Raises SnapshotError for an invalid value.
    """
    set_fields(record, data)
    try:
        record.full_clean(exclude=record.not_in_history)
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise SnapshotError(field, messages[0]) from error
    record.save()
    record.terms.set(terms)
    for name in record.parts:
        _write_parts(record, name, data.get(name, []))


def rebuilt(model, data, terms):
    """The record as it was, in memory only: its parts and terms answer from the snapshot, never from the database."""
    record = set_fields(model(), data)
    link = model.term_link()
    cache = {"term_links": _fixed(link, [link(tag=term, content_object=record) for term in terms])}
    for name in model.parts:
        related = model._meta.get_field(name)
        rows = [
            _fill_part(related, record, related.related_model(pk=row.get("id")), row, f"{name} {i}", order=i)
            for i, row in enumerate(data.get(name, []), start=1)
        ]
        cache[name] = _fixed(related.related_model, rows)
    record._prefetched_objects_cache = cache
    return record


def _text_fields(record):
    """The fields that are the record's text: not its state, address book keeping or dates of change."""
    return [f for f in record._meta.concrete_fields if not f.primary_key and f.name not in record.not_in_history]


def _part_fields(related):
    parent = related.field.name
    return [
        f for f in related.related_model._meta.concrete_fields if not f.primary_key and f.name not in (parent, "order")
    ]


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
    blank = _fill_part(related, None, related.related_model(), row, path, order=0)
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
        _fill_part(related, record, row, data, f"{name} {i + 1}", order=i + 1)
        try:
            row.full_clean(exclude=[related.field.name])
        except ValidationError as error:
            field, messages = next(iter(error.message_dict.items()))
            raise SnapshotError(f"{name} {i + 1}: {field}", messages[0]) from error
        row.save()
        kept.add(row.pk)
    for pk in existing.keys() - kept:
        existing[pk].delete()


def _fill_part(related, record, row, data, path, order):
    if record is not None:
        setattr(row, related.field.name, record)
    row.order = order
    for field in _part_fields(related):
        if field.name in data:
            _set(row, field, data[field.name], f"{path}: {field.name}")
    return row


def _fixed(model, rows):
    """A queryset that already has its rows."""
    queryset = model._default_manager.none()
    queryset._result_cache, queryset._prefetch_done = rows, True
    return queryset


def _to_plain(field, instance):
    value = field.value_from_object(instance)
    return value if value is None or isinstance(value, str | int | bool) else field.value_to_string(instance)


def _set(instance, field, value, path):
    if not isinstance(value, str | int | bool | None) or (isinstance(value, str) and "\x00" in value):
        raise SnapshotError(path, "wrong type")
    try:
        setattr(instance, field.attname, field.to_python(value))
    except ValidationError as error:
        raise SnapshotError(path, "; ".join(error.messages)) from error
