"""The portal with its first content, as a visitor without an account walks through it."""

import itertools
import json
import re
import unicodedata
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.urls import reverse

from publications.models import Publication
from tests.factories import make_publication, make_user, publish, withdraw
from tests.pages import Page
from toolbox.accounts.login_links import make_login_link
from toolbox.content import first_content
from toolbox.content.models import Term
from toolbox.search.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("portal")]
ROOT = Path(__file__).resolve().parent.parent
RECORDS = json.loads((ROOT / "publications/first_content/publication.json").read_text())
TERMS = {term["slug"]: term for term in json.loads((ROOT / "toolbox/content/first_content/term.json").read_text())}


@pytest.fixture(scope="module")
def portal(django_db_setup, django_db_blocker):
    """The first content, loaded once; each test's own changes are undone by the test."""
    with django_db_blocker.unblock(), transaction.atomic():
        first_content.load()
        yield
        transaction.set_rollback(True)


def test_every_publication_is_four_clicks_from_home_at_most(client):
    wanted = {f"/publicaties/{record['slug']}/" for record in RECORDS}
    assert len(wanted) == 78
    clicks = {"/": 0}
    queue = ["/"]
    while queue and not wanted <= clicks.keys():
        address = queue.pop(0)  # breadth first: the shortest road to each page
        if clicks[address] == 4:
            break
        response = client.get(address)
        assert (address, response.status_code) == (address, 200)
        if response["Content-Type"].startswith("text/html"):
            new = [
                link for link in Page(response).links if link not in clicks and urlsplit(link).path != reverse("login")
            ]
            clicks |= dict.fromkeys(new, clicks[address] + 1)
            queue += new
    assert wanted - clicks.keys() == set()
    titles = {Page(client.get(path)).texts["h1"][0].strip() for path in sorted(wanted)[:10]}
    assert titles == {r["title"] for r in RECORDS if f"/publicaties/{r['slug']}/" in sorted(wanted)[:10]}


def words_of(record):
    """Every word of a record, lower case and without accents: another road than the site's own analysis."""
    fields = [
        record.get(name) or "" for name in ("title", "subtitle", "summary", "publisher", "series", "commissioned_by")
    ]
    fields += [row["name"] for row in record.get("contributors", [])] + [
        TERMS[slug]["name"] for slug in record["terms"]
    ]
    text = unicodedata.normalize("NFKD", " ".join([*fields, record.get("doi") or "", record.get("isbn") or ""]))
    return set(re.findall(r"[a-z0-9]+", text.encode("ascii", "ignore").decode().lower()))


def facets_of(record):
    """{parameter: values} of a record."""
    return {
        "thema": {slug for slug in record["terms"] if TERMS[slug]["facet"] == "theme"},
        "jaar": {str(record.get("year") or "unknown")},
        "soort": {record["kind"]},
        "taal": {record["language"]},
        "uitgever": set(re.split(r"\s*;\s*", record["publisher"])) if record.get("publisher") else {"unknown"},
    }


FACETS = {record["slug"]: facets_of(record) for record in RECORDS}
WORDS = {record["slug"]: words_of(record) for record in RECORDS}
QUESTIONS = list(
    itertools.product(
        ["", "jongeren", "drugs criminaliteit", "ferwerda", "bestaatniet"],
        [[], ["instroom-en-rekrutering"], ["instroom-en-rekrutering", "preventief"]],
        [[], ["2022"], ["2021", "2022", "unknown"]],
        [[], ["research_report"], ["guide", "research_report"]],
    )
)


def fits(slug, chosen, leave_out=None):
    """Does a record have one of the chosen values of each facet?"""
    return all(not values or name == leave_out or FACETS[slug][name] & set(values) for name, values in chosen.items())


@pytest.mark.parametrize("number", range(0, len(QUESTIONS), 7))
def test_words_and_filters_together_give_what_brute_force_gives(client, number):
    q, thema, jaar, soort = QUESTIONS[number]
    themes = {slug for values in FACETS.values() for slug in values["thema"]}
    chosen = {"thema": [slug for slug in thema if slug in themes], "jaar": jaar, "soort": soort}
    found = [slug for slug in FACETS if set(q.split()) <= WORDS[slug]]
    wanted = [slug for slug in found if fits(slug, chosen)]
    answer = client.get("/publicaties/", {"q": q, **chosen, "format": "json"}).json()
    assert answer["total"] == len(wanted)
    assert {row["url"].rstrip("/").rsplit("/", 1)[1] for row in answer["results"]} <= set(wanted)
    assert len(answer["results"]) == min(20, len(wanted))
    for name, counts in answer["counts"].items():
        brute = {}
        for slug in found:
            if fits(slug, chosen, leave_out=name):
                for value in FACETS[slug][name]:
                    brute[value] = brute.get(value, 0) + 1
        assert {value: count for value, count in counts.items() if count} == brute, name
    page = client.get("/publicaties/", {"q": q, **chosen}).content.decode()
    shown = int(re.search(r'<h2 id="aantal">\s*(\d+)', page)[1])
    assert (shown, page.count("<article")) == (len(wanted), min(20, len(wanted)))


def test_the_questions_above_are_worth_asking():
    """A brute force that finds nothing proves nothing."""
    numbers = [
        sum(set(q.split()) <= WORDS[slug] and fits(slug, {"jaar": jaar, "soort": soort}) for slug in FACETS)
        for q, _, jaar, soort in QUESTIONS[::7]
    ]
    assert sum(number > 0 for number in numbers) >= 8
    assert len(set(numbers)) >= 5


def test_alive_and_ready(client):
    assert client.get("/gezond").content == b"ok"
    response = client.get("/gereed")
    assert (response.status_code, response.json()) == (200, {"ready": True, "problems": []})
    assert "no-store" in response["Cache-Control"]


def test_not_ready_when_the_index_is_of_another_analysis(client):
    entry = Entry.objects.first()
    Entry.objects.filter(pk=entry.pk).update(lexicon="0")
    response = client.get("/gereed")
    assert response.status_code == 503
    assert response.json() == {"ready": False, "problems": ["the index is of an older analysis: manage.py reindex"]}


def test_not_ready_when_a_migration_waits(client):
    MigrationRecorder(connection).record_unapplied("publications", "0001_initial")
    response = client.get("/gereed")
    assert response.status_code == 503
    assert response.json()["problems"] == ["migrations are waiting: manage.py migrate"]


def test_the_sitemap_holds_every_public_page_and_no_other(client):
    make_publication(slug="concept")
    withdraw(publish(make_publication(slug="ingetrokken")))
    xml = client.get("/sitemap.xml").content.decode()
    paths = {urlsplit(address).path for address in re.findall(r"<loc>(.*?)</loc>", xml)}
    records = {f"/publicaties/{record['slug']}/" for record in RECORDS}
    terms = {f"/begrip/{slug}/" for slug in TERMS}
    assert records | terms | {"/", "/publicaties/"} <= paths
    assert {path for path in paths if path.startswith("/publicaties/")} == records | {"/publicaties/"}


def test_the_page_that_is_not_there_leads_to_logging_in_and_back(client):
    for path in ("/bestaat-niet/?a=1&b=2", "/publicaties/bestaat-niet/", "/begrip/bestaat-niet/"):
        response = client.get(path)
        assert response.status_code == 404
        assert f"{reverse('login')}?next={quote(path)}" in Page(response).links, path


def addresses():
    """One page of every sort: {name: (address, status)}."""
    record, term = Publication.objects.order_by("pk").first(), Term.objects.get(slug="instroom-en-rekrutering")
    gone = withdraw(publish(make_publication()))
    return {
        "home": ("/", 200),
        "list": ("/publicaties/", 200),
        "list, page 2": ("/publicaties/?pagina=2", 200),
        "list, filtered": ("/publicaties/?q=jongeren&thema=instroom-en-rekrutering&jaar=2022&sorteer=title", 200),
        "list, nothing": ("/publicaties/?q=bestaatniet", 200),
        "list, cut": ("/publicaties/?q=" + "woord+" * 100, 200),
        "list, wrong value": ("/publicaties/?soort=gedicht", 400),
        "list, no such page": ("/publicaties/?pagina=99", 400),
        "search": ("/zoeken/?q=drugs", 200),
        "term": (term.get_absolute_url(), 200),
        "record": (record.get_absolute_url(), 200),
        "versions": (record.get_versions_url(), 200),
        "version": (record.get_versions_url(record.live_revision().number), 200),
        "gone": (gone.get_absolute_url(), 410),
        "not there": ("/bestaat-niet/", 404),
        "login link": (make_login_link(make_user()), 200),
        "login link, used": ("/inloggen/MQ/abc-123/", 410),
    }


def test_every_page_is_a_whole_page(client):
    titles = {}
    for name, (address, status) in addresses().items():
        response = client.get(address)
        assert (name, response.status_code) == (name, status)
        page = Page(response)
        assert [attrs.get("lang") for attrs in page.all("html")] == ["nl"], name
        assert [len(page.texts["h1"]), len(page.texts["title"]), len(page.all("main"))] == [1, 1, 1], name
        assert page.texts["h1"][0].strip(), name
        assert "Toolbox" in page.texts["title"][0], name
        assert page.description, name
        assert page.double_ids == [], name
        titles.setdefault(page.texts["title"][0].strip(), []).append(name)
    assert {
        title: names for title, names in titles.items() if len(names) > 1 and "list, wrong value" not in names
    } == {}


def test_no_page_sets_a_cookie_or_takes_anything_from_elsewhere(client):
    for name, (address, _) in addresses().items():
        response = client.get(address)
        if name != "login link":  # the button is a form, which needs one
            assert dict(response.cookies) == {}, name
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy, name
        assert "unsafe" not in policy, name
        page = Page(response)
        loaded = [attrs.get("src") for tag in ("script", "img", "iframe") for attrs in page.all(tag)]
        loaded += [attrs["href"] for attrs in page.all("link")]
        assert [address for address in loaded if address is None or urlsplit(address).netloc] == [], name
        assert page.all("style") == [], name
        inline = [attrs for _, attrs in page.tags if "style" in attrs or any(key.startswith("on") for key in attrs)]
        assert inline == [], name


def test_every_sort_of_link_leads_somewhere(client):
    pages = addresses()
    own = {address for address, status in pages.values() if status != 200}
    links = {}
    for name, (address, _) in pages.items():
        for link in Page(client.get(address)).links:
            path, query = urlsplit(link).path.split("/"), urlsplit(link).query
            sort = (name, path[1], len(path), *re.findall(r"(\w+)=", query))  # one link of each sort on each page
            if link not in own and path[1] != "inloggen":
                links.setdefault(sort, link)
    assert len(set(links.values())) > 20
    assert {sort: link for sort, link in links.items() if client.get(link).status_code != 200} == {}
