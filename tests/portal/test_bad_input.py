"""Whatever is typed: a normal answer or a clear message, with no more work than for any question; never a 500."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

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


def test_what_looks_like_a_filter_is_a_word(portal):
    for text in ("=theme:drugs", "g4", "k0", "y2024", "=kind:publication"):
        assert Client().get("/zoeken/", {"q": f'"{text}"', "format": "json"}).json()["total"] < 10
