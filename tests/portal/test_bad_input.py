"""Whatever is typed: a normal answer or a clear message, with no more work than for any question; never a 500."""

import csv
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import make_story, publish
from tests.pages import Page

pytestmark = pytest.mark.django_db
TEXTS = {
    "stop words": "de het een van",
    "punctuation": "?!... -- \"\" ''",
    "long": "jongeren " * 1_200,
    "one long word": "x" * 10_000,
    "unbalanced": 'coach "op straat',
    "quotes": '""""""""',
    "NUL": "coach\x00jongeren",
    "control characters": "co\x07ach\x1b[31m \x7f\u0085",
    "emoji": "😀👩‍👩‍👧🇳🇱 coach",
    "right to left": "\u202eالشباب \u05e9\u05dc\u05d5\u05dd",
    "combining": "e" + "\u0301" * 300,
    "SQL": "'; DROP TABLE search_entry; -- ' OR 1=1",
    "HTML": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "tsquery": "a & !b | (c <-> d):*A \\' ::",
    "facets": "=theme:drugs =kind:publication g4 k0 y2024",
    "a million times either": "OF ".join(["coach "] * 50_000),
    "only not": "-coach -jongeren",
    "percent": "%s %(x)s {0} {% now %}",
    "surrogates": "\ud800coach".encode("utf-8", "surrogatepass").decode("latin-1"),
}
ADDRESSES = ["/zoeken/", "/publicaties/", "/begrip/preventief/", "/zoeken/suggesties/"]


@pytest.fixture(scope="module")
def most(django_db_blocker):
    """More queries than any question takes."""
    return 60


@pytest.mark.parametrize("name", TEXTS)
def test_any_text_is_answered(portal, most, name):
    for address in ADDRESSES:
        for form in ({}, {"format": "json"}):
            with CaptureQueriesContext(connection) as captured:
                response = Client().get(address, {"q": TEXTS[name], **form})
            assert (address, response.status_code) == (address, 200)
            assert len(captured) < most
            if form:
                assert response.json()
            else:
                assert "<script>alert" not in response.content.decode()
                assert "onerror=alert(1)>" not in response.content.decode()


@pytest.mark.parametrize("name", TEXTS)
def test_any_text_gives_files_that_can_be_read(portal, name):
    file, feed = (Client().get("/publicaties/", {"q": TEXTS[name], "format": form}) for form in ("csv", "atom"))
    lines = list(csv.reader(b"".join(file.streaming_content).decode("utf-8-sig").splitlines()))
    assert (file.status_code, len({len(line) for line in lines})) == (200, 1)
    assert feed.status_code == 200
    assert ElementTree.fromstring(feed.content).tag == "{http://www.w3.org/2005/Atom}feed"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("long", "We zochten op de eerste 12 woorden, tot 200 tekens."),
        ("a million times either", "We zochten op de eerste 12 woorden, tot 200 tekens."),
        ("stop words", "‘de het een van’ heeft geen woord waarop je kunt zoeken."),
        ("only not", "‘-coach -jongeren’ heeft geen woord waarop je kunt zoeken."),
    ],
)
def test_the_page_says_in_words_how_a_text_was_read(portal, name, says):
    assert says in Page(Client().get("/zoeken/", {"q": TEXTS[name]})).main.text


@pytest.mark.parametrize(("value", "number", "status"), [("utrecht", 900, 200), ("x{}", 900, 400), ("x{}", 5_000, 400)])
def test_thousands_of_values_are_no_more_work_than_one(portal, value, number, status):
    values = "&".join(f"gemeente={value.format(n)}" for n in range(number))
    with CaptureQueriesContext(connection) as captured:
        response = Client().get(f"/zoeken/?q=coach&{values}")
    with CaptureQueriesContext(connection) as one:
        Client().get(f"/zoeken/?q=coach&gemeente={value.format(1)}")
    assert response.status_code == status
    assert len(captured) <= len(one)
    assert ("Dit adres klopt niet" in response.content.decode()) == (status == 400)


@pytest.mark.parametrize("q", ["%00", "%FF%FE", "%ED%A0%80", "%", "%zz", "+%26+", "a%0Db"])
def test_any_bytes_are_answered(portal, q):
    for address in ADDRESSES:
        assert Client().get(f"{address}?q={q}").status_code == 200


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("/zoeken/?q=coach&pagina=99999999999999999999", "‘Pagina’"),
        ("/zoeken/?q=coach&pagina=900", "geen pagina 900"),
        ("/zoeken/?q=coach&pagina=-1", "‘Pagina’"),
        ("/zoeken/?q=coach&sorteer=x", "‘Volgorde’"),
        ("/zoeken/?thema=bestaat-niet", "‘Thema’"),
        ("/zoeken/?taal=%00", "‘Taal’"),
        ("/zoeken/?jaar=2022%27%20OR%201=1", "‘Jaar’"),
        ("/zoeken/?format=exe", "‘Formaat’"),
        ("/zoeken/?" + "&".join(f"gemeente=x{n}" for n in range(900)), "‘Gemeente’"),
    ],
)
def test_what_we_do_not_know_is_said_in_words(portal, address, says):
    response = Client().get(address)
    assert response.status_code == 400
    assert says in response.content.decode()
    if "format" not in address:
        answer = Client().get(f"{address}&format=json")
        assert answer.status_code == 400
        assert any(says in error for error in answer.json()["errors"])


@pytest.mark.parametrize("text", ["g4", "k0", "y2024", "=theme:drugs", "=kind:publication"])
def test_what_looks_like_a_filter_is_a_word(portal, text):
    def found():
        return [
            line["title"] for line in Client().get("/zoeken/", {"q": f'"{text}"', "format": "json"}).json()["results"]
        ]

    before = found()
    assert len(before) < 10
    publish(make_story(title="Een proef", body=f"Wie {text} typt."))
    publish(make_story(title="Iets anders"))
    assert sorted(found()) == sorted(["Een proef", *before])
