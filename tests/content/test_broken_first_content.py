"""A broken data file: the message names the file, the record and the field, and nothing has changed."""

import json
import re

import pytest
from django.core.management import CommandError, call_command

from tests.content.dump import dump
from tests.factories import make_publication
from toolbox.content import first_content
from toolbox.content.first_content import FirstContentError

pytestmark = pytest.mark.django_db
TERM = {"facet": "theme", "slug": "drugs", "name": "Drugs", "definition": "Middelen."}
GOOD = {"slug": "goed", "title": "Goed", "kind": "guide", "terms": ["drugs"], "contributors": [{"name": "Anna"}]}


@pytest.fixture
def files(tmp_path, monkeypatch):
    """Call it with what the files of publications and terms hold: data, or text as it is."""
    monkeypatch.setattr(first_content, "file_of", lambda model: tmp_path / f"{model._meta.model_name}.json")

    def write(publications, terms=(TERM,)):
        for name, data in (("publication", publications), ("term", terms)):
            (tmp_path / f"{name}.json").write_text(data if isinstance(data, str) else json.dumps(data))

    return write


def refuse(words):
    """Load; it fails with these words and changes nothing."""
    make_publication(title="Was er al")
    before = dump()
    with pytest.raises(FirstContentError) as error:
        first_content.load()
    assert re.search(words, str(error.value)), str(error.value)
    assert dump() == before


@pytest.mark.parametrize("text", ["", "[{", "{'a': 1}", "[1,]", "\ufeff[]"])
def test_no_json(files, text):
    files(text)
    refuse("^publication.json: no valid JSON")


@pytest.mark.parametrize("data", [{}, "{}", 1, None])
def test_no_list(files, data):
    files(json.dumps(data))
    refuse("^publication.json: (not a list of records|no valid JSON)")


@pytest.mark.parametrize("record", [1, "goed", [], None, {}, {"title": "Zonder"}, {"slug": 5}, {"slug": None}])
def test_no_record(files, record):
    files([GOOD, record])
    refuse("^publication.json, record 2, field slug: missing")


def test_the_same_address_twice(files):
    files([GOOD, GOOD])
    refuse(r"^publication.json, record 2 \(goed\), field slug: occurs twice")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"naam": "x"}, "naam"),
        ({"state": "published"}, "state"),
        ({"owner": 1}, "owner"),
        ({"id": 1}, "id"),
        ({"year": "twintig"}, "year"),
        ({"year": 2020.5}, "year"),
        ({"year": [2020]}, "year"),
        ({"year": 1200}, "year"),
        ({"year_checked": True}, "year"),
        ({"year_checked": "misschien"}, "year_checked"),
        ({"title": None}, "title"),
        ({"title": ["Een"]}, "title"),
        ({"title": "x" * 301}, "title"),
        ({"title": "nul \x00"}, "title"),
        ({"slug": "met spatie"}, "slug"),
        ({"kind": "poem"}, "kind"),
        ({"url": "http://onveilig.nl"}, "url"),
        ({"terms": ["bestaat-niet"]}, "terms"),
        ({"terms": "drugs"}, "terms"),
        ({"terms": None}, "terms"),
        ({"terms": [1]}, "terms"),
        ({"terms": [{"slug": "drugs"}]}, "terms"),
        ({"contributors": None}, "contributors"),
        ({"contributors": "Anna"}, "contributors"),
        ({"contributors": ["Anna"]}, "contributors 1"),
        ({"contributors": [5]}, "contributors 1"),
        ({"contributors": [{"name": "Anna"}, {"name": ""}]}, "contributors 2: name"),
        ({"contributors": [{"name": "Anna", "kind": "robot"}]}, "contributors 1: kind"),
        ({"contributors": [{"naam": "Anna"}]}, "contributors 1: naam"),
        ({"contributors": [{"kind": "person"}]}, "contributors 1: name"),
    ],
)
def test_a_value_that_is_not_right(files, values, field):
    files([GOOD, {"slug": "fout", "title": "Fout", "kind": "guide", **values}])
    slug = re.escape(str(values.get("slug", "fout")))
    refuse(rf"^publication\.json, record 2 \({slug}\), field {field}\b")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"facet": "kleur"}, "facet"),
        ({"name": ""}, "name"),
        ({"name": "Drugs"}, "name"),
        ({"definition": ""}, "definition"),
        ({"order": "eerst"}, "order"),
        ({"kleur": "rood"}, "kleur"),
    ],
)
def test_a_term_that_is_not_right(files, values, field):
    files([GOOD], [TERM, {**TERM, "slug": "fout", "name": "Fout", **values}])
    refuse(rf"^term\.json, record 2 \(fout\): .*\b{field}\b")


def test_the_command_says_it_in_one_sentence(files):
    files([{**GOOD, "naam": "x"}])
    words = r"^First content: publication\.json, record 1 \(goed\), field naam: unknown field\. Nothing was changed\.$"
    with pytest.raises(CommandError, match=words):
        call_command("load_content")
