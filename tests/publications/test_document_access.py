"""Who may see a publication may see its documents, and nobody else on any path: file, page, picture, snippet, count."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from publications import confirming
from publications.serving import SANDBOX
from tests.factories import make_document, make_group, make_publication, make_staff, make_user, publish, withdraw
from toolbox.accounts.access import State

pytestmark = pytest.mark.django_db

TEXT, FILE, NAME = "kanarietekst", b"kanariebestand", "kanarienaam.pdf"
STATES = {
    "draft": lambda record, circle: record,
    "embargo": lambda record, circle: publish(record, published_at=timezone.now() + dt.timedelta(days=1)),
    "published": lambda record, circle: publish(record),
    "for a circle": lambda record, circle: publish(record, circle),
    "withdrawn": lambda record, circle: withdraw(publish(record)),
    "withdrawn from a circle": lambda record, circle: withdraw(publish(record, circle)),
}
SEES = {  # reader: the states in which that reader sees it, and those that answer 410
    "anonymous": ({"published"}, {"withdrawn"}),
    "outsider": ({"published"}, {"withdrawn"}),
    "member": ({"published", "for a circle"}, {"withdrawn", "withdrawn from a circle"}),
    "staff": (set(STATES), set()),
}


def readers(circle):
    return {
        "anonymous": None,
        "outsider": make_user(groups=[make_group()]),
        "member": make_user(groups=[circle]),
        "staff": make_staff(),
    }


def client_of(user):
    client = Client()
    if user:
        client.force_login(user)
    return client


def addresses(document):
    return {
        "file": document.get_absolute_url(),
        "page": reverse("document:page", args=[document.pk, 1]),
        "picture": reverse("document:picture", args=[document.pk, 1]),
    }


def content(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def channels(client, *publications):
    """(address, answer) of everything that a search for the text, and the lists, give this reader."""
    for address in (f"/zoeken/?q={TEXT}", f"/publicaties/?q={TEXT}"):
        for form in ("", "&format=json", "&format=csv", "&format=atom"):
            yield address + form, content(client.get(address + form)).decode()
    for address in (f"/zoeken/suggesties/?q={TEXT[:6]}", "/publicaties/", "/", "/sitemap.xml"):
        yield address, content(client.get(address)).decode()
    for publication in publications:
        yield publication.get_absolute_url(), content(client.get(publication.get_absolute_url())).decode()


@pytest.mark.parametrize("state", STATES)
def test_the_access_rule_holds_for_file_page_and_picture(state):
    circle = make_group()
    publication = STATES[state](make_publication(), circle)
    document = make_document(publication, pages=[TEXT], content=FILE, name=NAME)
    for name, user in readers(circle).items():
        sees, gone = SEES[name]
        expected = 200 if state in sees else 410 if state in gone else 404
        for what, address in addresses(document).items():
            response = client_of(user).get(address)
            assert (name, what, response.status_code) == (name, what, expected)
            body = content(response)
            if expected != 200:
                assert TEXT.encode() not in body
                assert FILE not in body
                assert "ETag" not in response
            elif what == "file":
                assert body == FILE
                assert response["Content-Security-Policy"] == SANDBOX
            elif what == "page":
                assert TEXT.encode() in body


def test_no_list_search_or_feed_shows_more_than_that():
    circle, documents = make_group(), {}
    for number, (state, change) in enumerate(STATES.items()):
        publication = change(make_publication(title=f"Verslag {number}"), circle)
        documents[state] = make_document(publication, pages=["voor", f"het woord {TEXT} hier"], name=f"{number}-{NAME}")
    for name, user in readers(circle).items():
        client, sees = client_of(user), SEES[name][0]
        for address, body in channels(client, *(document.publication for document in documents.values())):
            for state, document in documents.items():
                if state not in sees:
                    assert document.name not in body, (name, state, address)
                    assert reverse("document:page", args=[document.pk, 2]) not in body, (name, state, address)
        results = client.get("/zoeken/", {"q": TEXT, "format": "json"}).json()["results"]
        assert {row["title"] for row in results} == {documents[state].publication.title for state in sees}
        body = client.get("/zoeken/", {"q": TEXT}).content.decode()
        for state in sees:
            assert f'href="{reverse("document:page", args=[documents[state].pk, 2])}"' in body
        assert body.count("p. 2") >= len(sees)


def test_a_change_of_readers_works_at_the_next_request():
    circle, staff = make_group(), make_staff()
    publication = publish(make_publication(), circle)
    document = make_document(publication, pages=[TEXT], content=FILE)
    anonymous, member = Client(), client_of(make_user(groups=[circle]))

    def seen():
        return [
            [one.get(address).status_code for address in addresses(document).values()] for one in (anonymous, member)
        ]

    assert seen() == [[404] * 3, [200] * 3]
    publication.transition(State.PUBLISHED, staff, readers=None)
    assert seen() == [[200] * 3, [200] * 3]
    publication.transition(State.PUBLISHED, staff, readers=circle)
    assert seen() == [[404] * 3, [200] * 3]
    assert anonymous.get("/zoeken/", {"q": TEXT, "format": "json"}).json()["total"] == 0
    publication.transition(State.WITHDRAWN, staff, "Klopt niet meer.")
    assert seen() == [[404] * 3, [410] * 3]


def test_a_document_that_no_editor_showed_is_for_staff_only():
    publication = publish(make_publication())
    document = make_document(publication, pages=[TEXT], is_shown=False)
    staff = client_of(make_staff())
    for address in addresses(document).values():
        assert Client().get(address).status_code == 404
        assert staff.get(address).status_code == 200
    assert Client().get("/zoeken/", {"q": TEXT, "format": "json"}).json()["total"] == 0
    confirming.show(document, make_staff())
    assert Client().get("/zoeken/", {"q": TEXT, "format": "json"}).json()["total"] == 1
    confirming.hide(document)
    assert Client().get(addresses(document)["file"]).status_code == 404
    assert Client().get("/zoeken/", {"q": TEXT, "format": "json"}).json()["total"] == 0


def test_the_original_is_for_staff_only():
    document = make_document(publish(make_publication()), content=FILE)
    address = reverse("upload:original", args=[document.pk])
    assert Client().get(address).status_code == 404
    assert client_of(make_user()).get(address).status_code == 404
    response = client_of(make_staff()).get(address)
    assert content(response) == b"origineel " + FILE
    assert response["Content-Disposition"].startswith("attachment")
    assert "private, no-store" in response["Cache-Control"]


def test_a_circle_s_file_is_kept_by_no_cache():
    circle = make_group()
    document = make_document(publish(make_publication(), circle))
    member = client_of(make_user(groups=[circle]))
    for what in ("file", "picture"):
        assert member.get(addresses(document)[what])["Cache-Control"] == "private, no-store"


def test_a_wrong_name_or_page_is_not_found():
    document = make_document(name="goed.pdf")
    for address in (
        reverse("document:file", args=[document.pk, "anders.pdf"]),
        reverse("document:file", args=[document.pk + 999, "goed.pdf"]),
        reverse("document:page", args=[document.pk, 99]),
        reverse("document:picture", args=[document.pk, 99]),
    ):
        assert Client().get(address).status_code == 404


def test_a_file_goes_out_as_it_is_also_to_a_browser_that_takes_gzip():
    document = make_document(content=b"tekst " * 1000)
    response = Client().get(document.get_absolute_url(), headers={"Accept-Encoding": "gzip", "Range": "bytes=0-4"})
    assert (response.status_code, content(response)) == (206, b"tekst")
    assert "Content-Encoding" not in response


def test_an_older_version_stays_where_it_was_and_out_of_the_index():
    publication = publish(make_publication())
    old = make_document(publication, pages=["het woord korenbloem"], name="oud.pdf")
    new = make_document(publication, pages=["het woord zonnebloem"], name="nieuw.pdf", is_shown=False)
    confirming.make_version(new, old, make_staff())
    confirming.show(new, make_staff())
    page = Client().get(publication.get_absolute_url()).content.decode()
    assert page.index("nieuw.pdf") < page.index("Eerdere versie") < page.index("oud.pdf")
    assert Client().get(old.get_absolute_url()).status_code == 200
    assert "nieuwere versie" in Client().get(addresses(old)["page"]).content.decode()
    totals = [
        Client().get("/zoeken/", {"q": q, "format": "json"}).json()["total"] for q in ("korenbloem", "zonnebloem")
    ]
    assert totals == [0, 1]
