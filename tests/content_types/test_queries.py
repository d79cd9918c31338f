"""A page takes the same number of queries whether it shows one record or three."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.content_types.scenes import TYPES, enter, list_url, text_of
from tests.factories import make_group, make_parents, make_record, make_staff, make_term, make_user, publish
from toolbox.content.models import Facet

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("model", TYPES, ids=lambda model: model.kind_name())]
READERS = {
    "anonymous": lambda circle: None,
    "member": lambda circle: make_user(groups=[circle]),
    "staff": lambda circle: make_staff(),
}
PLACES = {
    "list": lambda model, term: list_url(model),
    "list by term and word": lambda model, term: f"{list_url(model)}?thema={term.slug}&q=teltitel",
    "feed": lambda model, term: f"{list_url(model)}?format=atom",
    "CSV": lambda model, term: f"{list_url(model)}?format=csv",
    "JSON": lambda model, term: f"{list_url(model)}?format=json",
    "search": lambda model, term: f"{reverse('search')}?q=teltitel",
    "term": lambda model, term: term.get_absolute_url(),
    "home": lambda model, term: reverse("home"),
    "sitemap": lambda model, term: reverse("sitemap"),
}


def queries(client, url):
    """How many queries a page takes, and what it says."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
        text = text_of(response)
    assert response.status_code == 200
    return len(captured), text


def test_more_records_take_no_more_queries(client, model):
    circle, term, parents = make_group(), make_term(name="Tel mee"), make_parents(model)
    enter(client, make_user(groups=[circle]))
    urls = {place: find(model, term) for place, find in PLACES.items()}
    names = ("een", "twee", "drie")
    records = [make_record(model, terms=[term], title=f"Teltitel {name}", **parents) for name in names]
    publish(records[0])
    one = {}
    for place, url in urls.items():
        text_of(client.get(url))  # asked once before, so that every cache is warm
        one[place], text = queries(client, url)
        assert (place, records[0].get_absolute_url() in text) == (place, True)
    for record, readers in zip(records[1:], (None, circle), strict=True):
        record.terms.add(make_term(), make_term(facet=Facet.PARTNER))
        publish(record, readers)
    three = {}
    for place, url in urls.items():
        three[place], text = queries(client, url)
        shown = [record.get_absolute_url() in text for record in records]
        assert (place, shown) == (place, [True, True, place != "sitemap"])
    assert {place: number for place, number in three.items() if number > one[place]} == {}


@pytest.mark.parametrize("reader", READERS)
def test_a_longer_record_takes_no_more_queries(client, model, reader):
    circle = make_group()
    enter(client, READERS[reader](circle))
    readers = None if reader == "anonymous" else circle
    record = publish(make_record(model, terms=[make_term(name="Begrip een")]), readers)

    def ask():
        version = record.get_versions_url(record.newest_revision().number)
        pages = {"detail": record.get_absolute_url(), "versions": record.get_versions_url(), "version": version}
        found = {page: queries(client, url) for page, url in pages.items()}
        assert f'"{version}"' in found["versions"][1]
        return {page: number for page, (number, _) in found.items()}, found["detail"][1], found["version"][1]

    ask()  # once before, so that every cache is warm
    one, *texts = ask()
    assert all("Begrip een" in text for text in texts)
    record.terms.add(make_term(name="Begrip twee"), make_term(name="Begrip drie", facet=Facet.PARTNER))
    publish(record, readers)
    three, *texts = ask()
    assert all("Begrip twee" in text and "Begrip drie" in text for text in texts)
    assert {place: number for place, number in three.items() if number > one[place]} == {}
