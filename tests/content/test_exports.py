"""A mixed list as a spreadsheet: whatever comes first, no column is missing."""

import csv
import io

import pytest

from tests.factories import (
    make_group,
    make_municipality,
    make_practice,
    make_publication,
    make_story,
    make_user,
    publish,
)
from toolbox.content import exports

pytestmark = pytest.mark.django_db


def table(client, **chosen):
    """(columns, rows as dicts) of search as CSV."""
    response = client.get("/zoeken/", {**chosen, "format": "csv"})
    text = b"".join(response.streaming_content).decode().removeprefix("\ufeff")
    reader = csv.DictReader(io.StringIO(text, newline=""))
    return reader.fieldnames, list(reader)


def test_a_kind_that_first_comes_after_many_rows_keeps_its_columns(client, monkeypatch):
    monkeypatch.setattr(exports, "BATCH", 2)
    town = publish(make_municipality(title="A"))
    for number in range(4):
        publish(make_story(title=f"B{number}"))
    publish(make_publication(title="Y", year=2020, publisher="WODC"))
    publish(make_practice(title="Z", municipality=town, phase="pilot"))
    columns, rows = table(client, sorteer="title")
    titles = [row["title"] for row in rows if row["kind"] != "approach"]
    assert titles == ["A", "B0", "B1", "B2", "B3", "Y", "Z"]
    last = {row["title"]: row for row in rows}
    assert (last["Y"]["year"], last["Y"]["publisher"]) == ("2020", "WODC")
    assert (last["Z"]["phase"], last["Z"]["municipality"]) == ("Pilot", "A")
    assert last["A"]["cbs_code"] == town.cbs_code
    assert len(columns) == len(set(columns))


def test_a_kind_that_is_not_in_the_list_has_no_columns(client):
    publish(make_publication(title="Bom", year=2020))
    publish(make_municipality(title="Tas"))
    assert {"year", "cbs_code"} <= set(table(client)[0])
    for chosen in ({"soort": "publication"}, {"q": "bom"}):
        columns, rows = table(client, **chosen)
        assert (len(rows), "year" in columns, "cbs_code" in columns) == (1, True, False)
    assert table(client, q="niets") == ([], [])


def test_a_kind_that_this_reader_may_not_see_has_no_columns(client):
    circle = make_group()
    publish(make_story(title="Verhaal"))
    publish(make_municipality(title="Besloten"), circle)
    assert "cbs_code" not in table(client)[0]
    client.force_login(make_user(groups=[circle]))
    assert "cbs_code" in table(client)[0]
