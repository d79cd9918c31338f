"""Any list as Atom, CSV or JSON: the same question, the same rows, the same access."""

import csv
import io

from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from toolbox.search import selection

from .listing import explain, records_of

FEED_SIZE = 50
BATCH = 200
MAX_ROWS = 10_000  # of one CSV file
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def export(name, filterset, answer, title, request):
    """The response for format=`name` ("atom", "csv" or "json") of the list behind this filter set."""
    if name == "json":
        return _json(filterset, answer, title, request)
    return {"atom": _atom, "csv": _csv}[name](filterset, title, request)


def _atom(filterset, title, request):
    """The newest records of the list, latest addition first."""
    records = records_of(filterset.rows(sort="added", page=1, size=FEED_SIZE).entries, request.user)
    base = request.build_absolute_uri(request.path + filterset.address())
    feed = Atom1Feed(
        title=f"{title} - Toolbox Ondermijning en jongeren",
        link=base,
        description=title,
        language="nl",
        feed_url=request.build_absolute_uri(request.path + filterset.address(format="atom")),
    )
    for record in records:
        url = request.build_absolute_uri(record.get_absolute_url())
        feed.add_item(
            title=record.title,
            link=url,
            unique_id=url,
            description=record.summary,
            pubdate=record.published_at or record.created_at,
            updateddate=record.updated_at,
            categories=[term.name for term in record.term_list],
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _json(filterset, answer, title, request):
    """One page of the list with its counts: the read API."""
    page, understood = answer.question.page, filterset.understood()
    records = records_of(answer.entries, request.user)
    explain(records, answer.question.query)

    def link(number):
        return request.build_absolute_uri(request.path + filterset.address(format="json", pagina=number))

    def result(record):
        return _line(record, request) | {"snippets": _snippets(record.found, request)}

    return JsonResponse(
        {
            "title": title,
            "total": answer.total,
            "is_more": answer.is_more,
            "also_searched": understood["equal"],
            "left_out": understood["left_out"],
            "suggestion": understood["suggestion"] or None,
            "is_suggestion_used": understood["is_mended"],
            "related": [word for word, _ in understood["related"]],
            "warnings": understood["warnings"],
            "page": page,
            "pages": answer.pages,
            "next": link(page + 1) if page < answer.pages else None,
            "previous": link(page - 1) if page > 1 else None,
            "counts": {
                group.name: {option.value: option.count for option in [*group.options, *group.more]}
                for group in filterset.groups(answer)
            },
            "results": [result(record) for record in records],
        },
        json_dumps_params={"ensure_ascii": False},
    )


def _snippets(found, request):
    """Where the words stand: in the record's own text (no page), or on a page of a document."""
    if found is None:
        return []
    own = found.text or (found.summary if found.summary and found.summary.clauses else None)
    lines = [{"page": None, "url": None, "text": str(own)}] if own else []
    for place in found.places:
        url = request.build_absolute_uri(place.url)
        lines.append({"page": place.label, "url": url, "text": str(place.snippet)})
    return lines


def _csv(filterset, title, request):
    """The whole list (at most MAX_ROWS), a batch at a time; opens in a spreadsheet without running anything."""
    ids = selection.ids(filterset.question, request.user, MAX_ROWS)
    kinds = selection.one_of_each_kind(ids, request.user)  # who comes late has columns too

    def lines_of(entries):
        return [_line(record, request) for record in records_of(entries, request.user)]

    def lines():
        columns = list(dict.fromkeys(name for line in lines_of(kinds) for name in line))
        yield "\ufeff" + _csv_line(columns)
        for start in range(0, len(ids), BATCH):
            for line in lines_of(selection.entries(ids[start : start + BATCH], request.user)):
                yield _csv_line([_cell(line.get(name)) for name in columns])

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="toolbox-{timezone.localdate():%Y-%m-%d}.csv"'
    return response


def _line(record, request):
    line = record.export()
    return line | {"url": request.build_absolute_uri(line["url"]), "date": record.entry.date}


def _cell(value):
    """A value as text that no spreadsheet takes for a formula."""
    text = "; ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    return "'" + text if text.startswith(FORMULA_SIGNS) else text


def _csv_line(cells):
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
