"""From entries of the index to the records that a list shows."""

from .models import Content


def records_of(entries, user):
    """The records of these entries in their order, with one query per kind and relation; what went away is left out."""
    wanted = {}
    for entry in entries:
        wanted.setdefault(entry.kind, []).append(entry.object_id)
    found = {}
    for model in Content.types():
        pks = wanted.get(model.kind_name())
        if pks:
            for record in model.objects.visible_to(user).for_lists(user).filter(pk__in=pks):
                found[model.kind_name(), record.pk] = record
    keys = [(entry.kind, entry.object_id) for entry in entries]
    return [found[key] for key in keys if key in found]
