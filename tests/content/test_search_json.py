"""Search as data: the same answer as the page, in the same order; and as a file, all of it."""

import csv
import io

import pytest

from tests.factories import make_publication, make_story, make_term, publish
from tests.pages import Page
from toolbox.content import exports
from toolbox.search.models import Entry, SynonymGroup
from toolbox.search.models import Page as DocumentPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def portal():
    SynonymGroup.objects.create(preferred="coach", equal=["mentor"], related=["maatje"], warning="Let op de rol.")
    term = make_term(slug="school", name="School")
    for n in range(23):
        publish(
            make_publication(title=f"Mentor {n:02}", summary="Over een coach", year=2000 + n, terms=[term][: n % 2])
        )
    story = publish(make_story(title="Verhaal", body="Hier helpt een coach"))
    document = story.whole().document()
    document.pages = [DocumentPage(14, "p. 14", "/lees/1/p/14/", "De coach op bladzijde veertien")]
    Entry.objects.write(document)


def ask(client, **data):
    return client.get("/zoeken/", {"format": "json", **data}).json()


def test_everything_about_the_answer(client, portal):
    answer = ask(client, q="coach")
    assert (answer["total"], answer["is_more"], answer["page"], answer["pages"]) == (24, False, 1, 2)
    assert answer["also_searched"] == ["mentor"]
    assert (answer["related"], answer["warnings"]) == (["maatje"], ["Let op de rol."])
    assert (answer["suggestion"], answer["left_out"], answer["previous"]) == (None, [], None)
    assert client.get(answer["next"]).json()["page"] == 2
    assert {kind: n for kind, n in answer["counts"]["soort"].items() if n} == {"publication": 23, "story": 1}
    assert answer["counts"]["thema"] == {"school": 11}
    first = answer["results"][0]
    assert (first["kind"], first["title"], first["date"]) == ("publication", "Mentor 22", "2022-01-01")
    assert first["url"].startswith("http://testserver/publicaties/")
    assert first["snippets"] == [{"page": None, "url": None, "text": "Over een coach"}]
    (story,) = ask(client, q="coach", soort="story")["results"]
    assert story["date"] is None
    assert story["snippets"] == [
        {"page": None, "url": None, "text": "Hier helpt een coach"},
        {"page": "p. 14", "url": "http://testserver/lees/1/p/14/", "text": "De coach op bladzijde veertien"},
    ]


def test_a_mended_question_says_so(client, portal):
    answer = ask(client, q="coahc")
    assert (answer["suggestion"], answer["is_suggestion_used"], answer["total"]) == ("coach", True, 24)
    assert ask(client, q="coach vliegtuig")["left_out"] == ["vliegtuig"]


@pytest.mark.parametrize("sort", ["", "newest", "oldest", "title", "added"])
def test_the_page_the_data_and_the_file_have_one_order(client, portal, sort):
    data = {"q": "coach", "sorteer": sort} if sort else {"q": "coach"}
    pages = [ask(client, **data, pagina=n)["results"] for n in (1, 2)]
    titles = [line["title"] for page in pages for line in page]
    assert len(set(titles)) == 24
    cards = Page(client.get("/zoeken/", data)).main.all("article")
    assert [card.one("h3").text for card in cards] == titles[:20]
    file = b"".join(client.get("/zoeken/", {"format": "csv", **data}).streaming_content).decode("utf-8-sig")
    assert [row["title"] for row in csv.DictReader(io.StringIO(file))] == titles


def test_a_file_is_chosen_once_and_read_in_batches(client, portal, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(exports, "BATCH", 10)
    response = client.get("/zoeken/", {"q": "coach", "format": "csv"})
    with django_assert_max_num_queries(60):
        lines = b"".join(response.streaming_content).decode().splitlines()
    assert len(lines) == 25
    monkeypatch.setattr(exports, "MAX_ROWS", 7)
    response = client.get("/zoeken/", {"q": "coach", "format": "csv"})
    assert len(b"".join(response.streaming_content).decode().splitlines()) == 8
