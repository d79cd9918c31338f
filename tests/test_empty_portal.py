"""A portal without any content works, and says what to do next."""

import pytest
from django.urls import reverse

from tests.factories import make_publication, make_staff, make_term, make_user
from tests.pages import Page

pytestmark = pytest.mark.django_db


def text(client, address):
    """A page that is whole."""
    response = client.get(address)
    assert response.status_code == 200
    assert len(Page(response).texts["h1"]) == 1
    return response.content.decode()


def test_home_tells_a_visitor_that_there_is_nothing_yet_and_where_to_log_in(client):
    page = text(client, "/")
    assert "Er staat hier nog niets" in page
    assert "load_content" not in page
    assert f'href="{reverse("login")}"' in page


def test_home_tells_a_reader_with_an_account_no_more_than_that(client):
    client.force_login(make_user())
    page = text(client, "/")
    assert "Er staat hier nog niets" in page
    assert "load_content" not in page
    assert f'href="{reverse("login")}"' not in page


def test_home_tells_staff_how_to_begin(client):
    client.force_login(make_staff())
    page = text(client, "/")
    assert "python manage.py load_content" in page
    assert reverse("admin:index") in page


def test_a_draft_is_something_for_staff_and_nothing_for_visitors(client):
    make_publication(title="Eerste concept")
    assert "Eerste concept" not in text(client, "/")
    client.force_login(make_staff())
    page = text(client, "/")
    assert "Eerste concept" in page
    assert "nog niets" not in page


@pytest.mark.parametrize("address", ["/publicaties/", "/zoeken/"])
def test_lists_say_that_there_is_nothing_yet(client, address):
    assert "Hier staat nog niets" in text(client, address)


@pytest.mark.parametrize("address", ["/publicaties/?q=drugs", "/zoeken/?q=drugs"])
def test_searching_says_that_nothing_is_found(client, address):
    assert "Niets gevonden" in text(client, address)


def test_a_term_without_records_still_says_what_it_means(client):
    term = make_term(definition="Iemand die doorgroeit")
    assert "Iemand die doorgroeit" in text(client, term.get_absolute_url())


def test_every_format_of_an_empty_list(client):
    assert client.get("/publicaties/?format=json").json()["results"] == []
    assert b"<feed" in client.get("/publicaties/?format=atom").content
    csv = b"".join(client.get("/publicaties/?format=csv").streaming_content).decode("utf-8-sig")
    assert csv.strip() == ""


def test_the_portal_is_ready_and_its_sitemap_holds_the_lists(client):
    assert client.get("/gereed").json() == {"ready": True, "problems": []}
    assert "/publicaties/</loc>" in client.get("/sitemap.xml").content.decode()
