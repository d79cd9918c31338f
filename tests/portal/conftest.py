"""The portal with its first content: loaded once per process, each page fetched once."""

from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.test import Client

from tests.pages import Page
from toolbox.content import first_content


class Site:
    """The portal as a visitor without an account reads it. Its pages do not change: each is asked for once."""

    def __init__(self):
        self.statuses, self.pages, self.clicks = {}, {}, {}

    def visit(self, address):
        """Ask for an address, once; a page is kept."""
        if address not in self.statuses:
            response = Client().get(address)
            self.statuses[address] = response.status_code
            if response["Content-Type"].startswith("text/html"):
                self.pages[address] = Page(response)

    def page(self, address):
        """The page at an address, which is there."""
        self.visit(address)
        assert (address, self.statuses[address]) == (address, 200)
        return self.pages[address]

    def crawl(self):
        """Follow every link from home, breadth first: {address: how many clicks from home}.

        Downloads and views are asked for once per list, not for each of its choices: the form to log in once.
        """
        if not self.clicks:
            self.clicks, queue, seen = {"/": 0}, ["/"], set()
            for address in queue:
                self.visit(address)
                for link in self.pages[address].links if address in self.pages else []:
                    sort = _sort(link)
                    if sort not in seen:
                        seen.add(sort)
                        self.clicks[link] = self.clicks[address] + 1
                        queue.append(link)
        return self.clicks

    def whole_pages(self):
        """{address: page} of everything that can be reached and is a page."""
        return {address: self.pages[address] for address in self.crawl() if address in self.pages}

    def json(self, address, **data):
        """A list as data."""
        return Client().get(address, {**data, "format": "json"}).json()


def _sort(link):
    """Two links of the same sort lead to the same thing."""
    path, query = urlsplit(link).path, urlsplit(link).query
    if path.startswith("/inloggen/"):
        return path
    if "format=" in query:
        return path.split("/")[1], query.rsplit("format=", 1)[1]
    if "weergave=" in query and "&" in query:
        return path.split("/")[1], query.rsplit("weergave=", 1)[1].split("&")[0]  # one filtered list in each view
    return link


@pytest.fixture(scope="package", autouse=True)
def portal(django_db_setup, django_db_blocker):
    """The first content. Each test's own changes are undone by the test; all of it goes when the package is done."""
    with django_db_blocker.unblock(), transaction.atomic():
        first_content.load()
        yield Site()
        transaction.set_rollback(True)


@pytest.fixture
def site(portal, db):
    """The pages of the portal; a test that changes a record asks `client` instead."""
    return portal
