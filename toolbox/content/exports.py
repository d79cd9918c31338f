"""Any list as Atom, CSV or JSON: the same question, the same rows, the same access."""

import csv
import io

from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from toolbox.search import selection

from .listing import records_of

FEED_SIZE = 50
BATCH = 200
MAX_ROWS = 10_000  # of one CSV file
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def export(name, filterset, title, request):
    """The response for format=`name` ("atom", "csv" or "json") of the list behind this filter set."""
    return {"atom": _atom, "csv": _csv, "json": _json}[name](filterset, title, request)


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


def _json(filterset, title, request):
    """One page of the list with its counts: the read API."""
    answer, understood = filterset.answer(), filterset.understood()
    page = answer.question.page

    def link(number):
        return request.build_absolute_uri(request.path + filterset.address(format="json", pagina=number))

    return JsonResponse(
        {
            "title": title,
            "total": answer.total,
            "also_searched": understood["equal"],
            "left_out": understood["left_out"],
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
            "results": [_line(record, request) for record in records_of(answer.entries, request.user)],
        },
        json_dumps_params={"ensure_ascii": False},
    )


def _csv(filterset, title, request):
    """The whole list (at most MAX_ROWS), a batch at a time; opens in a spreadsheet without running anything."""

    def lines_of(entries):
        return [_line(record, request) for record in records_of(entries, request.user)]

    def lines():
        kinds = selection.one_of_each_kind(filterset.question, request.user)  # who comes late has columns too
        columns = list(dict.fromkeys(name for line in lines_of(kinds) for name in line))
        yield "\ufeff" + _csv_line(columns)
        for page in range(1, MAX_ROWS // BATCH + 1):
            answer = filterset.rows(page=page, size=BATCH)
            for line in lines_of(answer.entries):
                yield _csv_line([_cell(line.get(name)) for name in columns])
            if page >= answer.pages:
                return

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="toolbox-{timezone.localdate():%Y-%m-%d}.csv"'
    return response


def _line(record, request):
    line = record.export()
    return line | {"url": request.build_absolute_uri(line["url"])}


def _cell(value):
    """A value as text that no spreadsheet takes for a formula."""
    text = "; ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    return "'" + text if text.startswith(FORMULA_SIGNS) else text


def _csv_line(cells):
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
