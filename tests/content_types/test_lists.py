"""Every list of every type: choosing, sorting, paging, the feed, the spreadsheet and the read API."""

import csv
import io
import xml.etree.ElementTree as ET

import pytest
from django.db import connection
from django.urls import reverse

from tests.content_types.scenes import TYPES, list_url, read, results, text_of, titles
from tests.factories import make_parents, make_record, make_term, publish

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("model", TYPES, ids=lambda model: model.kind_name())]
ATOM = {"a": "http://www.w3.org/2005/Atom"}
IN_ORDER = [
    "10 tips voor ouders",
    "2 tips voor scholen",
    "De aanpak",
    "“Aanval” op het netwerk",
    "Een",
    "Éénmalig contact",
    "eentje te veel",
    "'s Avonds op straat",
    "SMS-bom",
    "SMS bommen",
    "Ünder druk",
    "zwart geld",
]


def test_term_chooses_the_records_that_have_it(client, model):
    theme, other = make_term(), make_term()
    publish(make_record(model, terms=[theme], title="Met het thema"))
    publish(make_record(model, terms=[other], title="Met een ander thema"))
    publish(make_record(model, terms=[theme, other], title="Met allebei"))
    publish(make_record(model, title="Zonder thema"))
    assert set(titles(client, list_url(model), thema=theme.slug)) == {"Met het thema", "Met allebei"}
    either = titles(client, list_url(model), thema=[theme.slug, other.slug])
    assert set(either) == {"Met het thema", "Met een ander thema", "Met allebei"}
    assert set(titles(client, theme.get_absolute_url())) == {"Met het thema", "Met allebei"}


def test_chosen_term_is_a_chip_with_the_address_without_it(client, model):
    theme = make_term(name="Doorgroei voorkomen")
    publish(make_record(model, terms=[theme]))
    _, text = read(client, list_url(model), thema=theme.slug, sorteer="title")
    assert "Doorgroei voorkomen" in text
    assert 'href="?sorteer=title"' in text


def test_page_shows_title_summary_and_the_way_to_the_record(client, model):
    record = publish(make_record(model, title="Straatcultuur & <geld>", summary="Wat jongeren zeggen."))
    _, text = read(client, list_url(model))
    assert "Straatcultuur &amp; &lt;geld&gt;" in text
    assert "Wat jongeren zeggen." in text
    assert f'href="{record.get_absolute_url()}"' in text
    _, detail = read(client, record.get_absolute_url())
    assert "Straatcultuur &amp; &lt;geld&gt;" in detail
    assert "Wat jongeren zeggen." in detail


def test_words_find_title_summary_and_term(client, model):
    theme = make_term(name="Schuldhulp")
    publish(make_record(model, title="Geldezels", terms=[theme], summary="Over bankpassen."))
    publish(make_record(model, title="Iets anders"))
    for url in [list_url(model), reverse("search")]:
        for words in ["geldezels", "GELDEZÈLS", "bankpassen", "schuldhulp", "geldezels schuldhulp"]:
            assert (url, words, titles(client, url, q=words)) == (url, words, ["Geldezels"])
        assert titles(client, url, q="geldezels -schuldhulp") == []
        assert titles(client, url, q='"geldezels iets"') == []


def test_titles_sort_the_same_whatever_the_database(client, model):
    parents = make_parents(model)
    for title in sorted(IN_ORDER, key=lambda title: title[::-1]):
        publish(make_record(model, title=title, **parents))
    assert titles(client, list_url(model), sorteer="title") == IN_ORDER
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT collation_name FROM information_schema.columns"
            " WHERE table_schema = current_schema() AND table_name = 'search_entry' AND column_name = 'sort_title'"
        )
        assert cursor.fetchall() == [("C",)]


def test_latest_addition_comes_first_where_asked(client, model):
    first, second, third = (make_record(model, title=title) for title in ["Een", "Twee", "Drie"])
    for record in (second, third, first):
        publish(record)
    assert titles(client, list_url(model), sorteer="added") == ["Een", "Drie", "Twee"]


def test_pages_hold_every_row_once(client, model):
    parents = make_parents(model)
    made = {publish(make_record(model, title=f"Stuk {number}", **parents)).title for number in range(21)}
    seen, url, data = [], list_url(model), {"format": "json"}
    for page in (1, 2):
        answer = client.get(url, data).json()
        assert (answer["total"], answer["page"], answer["pages"]) == (21, page, 2)
        seen += [line["title"] for line in answer["results"]]
        url, data = answer["next"], {}
    assert url is None
    assert len(seen) == 21
    assert set(seen) == made
    assert "pagina=1" in answer["previous"]
    assert len(list(rows_of(client, list_url(model)))) == 21


def test_read_api_says_what_the_record_says(client, model):
    theme = make_term(name="Schuldhulp")
    record = publish(make_record(model, title="Geldezels", terms=[theme], summary="Over bankpassen."))
    (line,) = results(client, list_url(model))["results"]
    expected = {"kind": model.kind_name(), "title": "Geldezels", "summary": "Over bankpassen.", "terms": ["Schuldhulp"]}
    assert {name: line[name] for name in expected} == expected
    assert line["url"] == f"http://testserver{record.get_absolute_url()}"


def test_feed_is_atom_with_the_latest_addition_first(client, model):
    older, newer = make_record(model, title="Ouder & wijzer"), make_record(model, title="Nieuwer", summary="Kort <b>")
    publish(older)
    publish(newer)
    response = client.get(list_url(model), {"format": "atom", "sorteer": "title"})
    feed = ET.fromstring(response.content)
    assert response["Content-Type"].startswith("application/atom+xml")
    assert feed.tag == f"{{{ATOM['a']}}}feed"
    assert [entry.text for entry in feed.findall("a:entry/a:title", ATOM)] == ["Nieuwer", "Ouder & wijzer"]
    assert feed.findtext("a:entry/a:summary", namespaces=ATOM) == "Kort <b>"
    links = [link.get("href") for link in feed.findall("a:entry/a:link", ATOM)]
    assert links == [f"http://testserver{record.get_absolute_url()}" for record in (newer, older)]
    for name in ("id", "updated"):
        assert all(entry.findtext(f"a:{name}", namespaces=ATOM) for entry in feed.findall("a:entry", ATOM))


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_spreadsheet_runs_nothing(client, model, sign):
    title, summary = f"{sign}HYPERLINK(1)", f'{sign}1+1; "aanhaling",\nnieuwe regel'
    publish(make_record(model, title=title, summary=summary, terms=[make_term(name="Schuldhulp")]))
    (row,) = rows_of(client, list_url(model))
    assert row["title"] == f"'{title}"
    assert row["summary"] == f"'{summary}"
    assert row["terms"] == "Schuldhulp"


def test_an_empty_list_says_so_and_exports_nothing(client, model):
    make_record(model, title="Nog een concept")
    answer = results(client, list_url(model))
    assert (answer["total"], answer["pages"], answer["next"], answer["results"]) == (0, 1, None, [])
    assert list(rows_of(client, list_url(model))) == []
    assert "Nog een concept" not in read(client, list_url(model))[1]


def rows_of(client, url):
    """The rows of a list's CSV as dicts."""
    response = client.get(url, {"format": "csv"})
    assert response["Content-Type"].startswith("text/csv")
    return csv.DictReader(io.StringIO(text_of(response).removeprefix("\ufeff"), newline=""))
