"""What every sort of page of the site keeps to: lists, records, versions, errors, logging in; and its health."""

from urllib.parse import quote, urlsplit

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.urls import reverse

from tests.factories import MAKERS, make_publication, make_record, make_term, make_user, publish, withdraw
from tests.pages import Page
from tests.promises import broken
from toolbox.accounts.login_links import make_login_link
from toolbox.search.models import Entry

pytestmark = pytest.mark.django_db
TYPES = [model for model in MAKERS if model._meta.app_label != "stories"]


def test_alive_and_ready(client):
    publish(make_publication())
    assert client.get("/gezond").content == b"ok"
    response = client.get("/gereed")
    assert response.status_code == 200
    assert response.json() == {
        "ready": True,
        "problems": [],
        "work": {"worker": False, "oldest_due_seconds": 0},
    }
    assert "no-store" in response["Cache-Control"]


def test_not_ready_when_the_index_is_of_another_analysis(client):
    publish(make_publication())
    Entry.objects.update(lexicon="0")
    response = client.get("/gereed")
    assert response.status_code == 503
    assert not response.json()["ready"]
    assert response.json()["problems"] == ["the index is of an older analysis: manage.py reindex"]


@pytest.mark.parametrize("app", ["publications", "municipalities", "approaches", "communities", "content"])
def test_not_ready_when_a_migration_waits(client, app):
    last = sorted(name for label, name in MigrationRecorder(connection).applied_migrations() if label == app)[-1]
    MigrationRecorder(connection).record_unapplied(app, last)
    response = client.get("/gereed")
    assert response.status_code == 503
    assert response.json()["problems"] == ["migrations are waiting: manage.py migrate"]


def test_the_page_that_is_not_there_leads_to_logging_in_and_back(client):
    lists = [reverse(f"{model.kind_name()}:list") for model in TYPES]
    for path in ("/bestaat-niet/?a=1&b=2", "/begrip/bestaat-niet/", *(f"{path}bestaat-niet/" for path in lists)):
        response = client.get(path)
        assert response.status_code == 404
        assert f"{reverse('login')}?next={quote(path)}" in Page(response).links, path


@pytest.fixture
def addresses():
    """One page of every sort: {name: (address, status)}."""
    term = make_term(slug="doorgroei", name="Doorgroei")
    found = {
        "home": ("/", 200),
        "list, filtered": ("/publicaties/?q=jongeren&thema=doorgroei&sorteer=title", 200),
        "list, nothing": ("/publicaties/?q=bestaatniet", 200),
        "list, cut": ("/publicaties/?q=" + "woord+" * 100, 200),
        "list, wrong value": ("/publicaties/?soort=gedicht", 400),
        "list, no such page": ("/publicaties/?pagina=99", 400),
        "list, page 2": ("/publicaties/?pagina=2", 200),
        "search": ("/zoeken/?q=drugs", 200),
        "term": (term.get_absolute_url(), 200),
        "not there": ("/bestaat-niet/", 404),
        "login": ("/inloggen/", 200),
        "login link": (make_login_link(make_user()), 200),
        "login link, used": ("/inloggen/MQ/abc-123/", 410),
    }
    for model in TYPES:
        kind = model.kind_name()
        record = publish(make_record(model, terms=[term], title=f"Drugs en jongeren ({kind})"))
        gone = withdraw(publish(make_record(model, title=f"Ingetrokken ({kind})")))
        found |= {
            f"{kind}: list": (reverse(f"{kind}:list"), 200),
            f"{kind}: record": (record.get_absolute_url(), 200),
            f"{kind}: versions": (record.get_versions_url(), 200),
            f"{kind}: version": (record.get_versions_url(record.live_revision().number), 200),
            f"{kind}: gone": (gone.get_absolute_url(), 410),
        }
    for _ in range(20):
        publish(make_publication())
    return found


def test_every_page_is_a_whole_page(client, addresses):
    titles = {}
    for name, (address, status) in addresses.items():
        response = client.get(address)
        assert (name, response.status_code) == (name, status)
        page = Page(response)
        assert broken(page) == [], name
        if status == 200:
            titles.setdefault(page.texts["title"][0], []).append(name)
    assert [names for names in titles.values() if len(names) > 1] == []


def test_no_page_sets_a_cookie_and_every_page_has_the_policy(client, addresses):
    for name, (address, _) in addresses.items():
        response = client.get(address)
        if name not in ("login", "login link"):  # a form, which needs one
            assert dict(response.cookies) == {}, name
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy, name
        assert "unsafe" not in policy, name


def test_every_sort_of_link_leads_somewhere(client, addresses):
    own = {address for address, status in addresses.values() if status != 200}
    links = {}
    for name, (address, _) in addresses.items():
        for link in Page(client.get(address)).links:
            path, query = urlsplit(link).path.split("/"), urlsplit(link).query
            sort = (path[1], len(path), query.count("="), query.split("=")[0], query.partition("format=")[2])
            if link not in own and path[1] != "inloggen":
                links.setdefault(sort, (name, link))
    assert len(links) > 60
    assert {place: link for place, link in links.values() if client.get(link).status_code != 200} == {}
