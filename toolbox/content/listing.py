"""From entries of the index to what a list shows of them: the records, and their places on a map."""

from dataclasses import dataclass

from toolbox.search import showing
from toolbox.search.analysis import sort_key

from .models import Content


@dataclass(frozen=True)
class Place:
    """A place on the map of a list; what has no coordinates (x and y are None) is listed beside it."""

    title: str
    url: str
    count: int | None  # records there; None where the place itself is the record
    is_chosen: bool
    x: int | None
    y: int | None


def records_of(entries, user):
    """The records of these entries in their order, each with its `entry`; what went away is left out.

    One query per kind and relation.
    """
    wanted = {}
    for entry in entries:
        wanted.setdefault(entry.kind, []).append(entry.object_id)
    found = {}
    for model in Content.types():
        pks = wanted.get(model.kind_name())
        if pks:
            for record in model.objects.visible_to(user).for_lists(user).filter(pk__in=pks):
                found[model.kind_name(), record.pk] = record
    records = []
    for entry in entries:
        if record := found.get((entry.kind, entry.object_id)):
            record.entry = entry
            records.append(record)
    return records


def explain(records, query):
    """Give each record of a list of results its `found` (search.showing.Found): why it is there; None without words."""
    found = showing.show(
        [record.entry for record in records],
        query,
        {record.entry.pk: record.card_texts() for record in records},
        {record.entry.pk: [term.name for term in record.term_list] for record in records},
    )
    for record in records:
        record.found = found.get(record.entry.pk)


def places_of(filterset, answer):
    """The places of the whole list, by title: those that this reader may see and where the list has records.

    Each leads to the list of that place alone, which is what its number counts; in a list of the places themselves
    to its own page.
    """
    counts, name = answer.counts[filterset.place_facet], filterset.place_name
    chosen = filterset.form.cleaned_data[name] if name else ()
    rows = filterset.places.objects.visible_to(filterset.user).filter(slug__in=counts)
    return [
        Place(
            title=row.title,
            url=filterset.address(**{name: row.slug}, weergave=None) if name else row.get_absolute_url(),
            count=counts[row.slug] if name else None,
            is_chosen=row.slug in chosen,
            x=row.point and row.point[0],
            y=row.point and row.point[1],
        )
        for row in sorted(rows, key=lambda row: (sort_key(row.title), row.pk))
    ]
