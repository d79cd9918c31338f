"""A publication: what the database refuses, what editors are told, and what lists and exports know of it."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, QuerySet

from publications.models import FIRST_YEAR, LAST_YEAR, Contributor, Publication, PublicationTerm
from tests.factories import make_approach, make_municipality, make_practice, make_publication, make_term, publish
from toolbox.search.models import Entry
from toolbox.search.selection import offered

pytestmark = pytest.mark.django_db


def problems(**fields):
    """{field: [messages]} of a publication with these fields."""
    try:
        Publication(**{"title": "Titel", "slug": "titel", "kind": "guide", **fields}).full_clean()
    except ValidationError as error:
        return error.message_dict
    return {}


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"year": FIRST_YEAR - 1}, "publications_publication_year_plausible"),
        ({"year": LAST_YEAR + 1}, "publications_publication_year_plausible"),
        ({"year_checked": True}, "publications_publication_checked_year_known"),
    ],
)
def test_the_database_refuses(values, constraint):
    record = make_publication()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        QuerySet.update(Publication.objects.filter(pk=record.pk), **values)


@pytest.mark.parametrize("values", [{"year": FIRST_YEAR}, {"year": LAST_YEAR, "year_checked": True}, {"year": None}])
def test_the_database_takes(values):
    record = make_publication(**values)
    assert Publication.objects.filter(**values).get() == record


def test_an_address_is_used_once():
    make_publication(slug="zelfde")
    with pytest.raises(IntegrityError, match="slug"), transaction.atomic():
        make_publication(slug="zelfde")
    assert problems(slug="zelfde")["slug"]


def test_a_term_is_held_once_and_is_not_deleted_while_in_use():
    term = make_term()
    record = make_publication(terms=[term])
    with pytest.raises(IntegrityError, match="once"), transaction.atomic():
        PublicationTerm.objects.create(tag=term, content_object=record)
    with pytest.raises(ProtectedError):
        term.delete()
    record.terms.clear()
    term.delete()
    assert record.term_list == []


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("year", 1799, f"Een jaar ligt tussen {FIRST_YEAR} en {LAST_YEAR}."),
        ("year", 2101, f"Een jaar ligt tussen {FIRST_YEAR} en {LAST_YEAR}."),
        ("year_checked", True, "Vul het jaar in dat je hebt gelezen in een bron."),
        ("doi", "https://doi.org/10.1234/x", "Een DOI begint met 10. en heeft een schuine streep."),
        ("doi", "10.1234", "Een DOI begint met 10. en heeft een schuine streep."),
        ("isbn", "ISBN 12345", "Een ISBN bestaat uit cijfers en streepjes."),
        ("isbn", "12345", "Een ISBN bestaat uit cijfers en streepjes."),
        ("url", "http://voorbeeld.nl/", "Vul een adres in dat begint met https://"),
        ("url", "javascript:alert(1)", "Vul een adres in dat begint met https://"),
        ("url", "voorbeeld.nl", "Vul een adres in dat begint met https://"),
    ],
)
def test_editors_are_told_in_dutch(field, value, words):
    assert words in [message for messages in problems(**{field: value}).values() for message in messages]


@pytest.mark.parametrize(
    "fields",
    [
        {"doi": "10.1177/1477370818775290"},
        {"isbn": "978-94-92255-54-9"},
        {"isbn": "90-5260-123-X"},
        {"url": "https://voorbeeld.nl/a?b=c#d"},
        {"year": 2020, "year_checked": True},
    ],
)
def test_what_is_right_is_taken(fields):
    assert problems(**fields) == {}


@pytest.mark.parametrize(
    ("publisher", "publishers"),
    [
        ("", []),
        ("WODC", ["WODC"]),
        ("WODC; Bureau Beke", ["WODC", "Bureau Beke"]),
        (" WODC ;Bureau Beke ; ", ["WODC", "Bureau Beke"]),
        ("; ;", []),
        ("Boom, Den Haag", ["Boom, Den Haag"]),
    ],
)
def test_publishers_are_split(publisher, publishers):
    assert Publication(publisher=publisher).publishers == publishers


def test_what_is_not_known_is_named():
    assert Publication().unknown == ["jaar", "uitgever", "webadres", "licentie", "aantal bladzijden"]
    known = Publication(year=2020, publisher="WODC", doi="10.1/x", licence="CC BY", pages=10)
    assert known.unknown == []


def test_where_it_is_read():
    assert Publication().read_url == ""
    assert Publication(doi="10.1234/x").read_url == "https://doi.org/10.1234/x"
    assert Publication(doi="10.1234/x", url="https://x.nl/").read_url == "https://x.nl/"


def test_the_facets_and_the_date():
    term = make_term("setting", slug="school")
    record = make_publication(kind="thesis", year=2020, language="en", publisher="A; B:C", terms=[term])
    entry = Entry.objects.get()
    assert sorted(entry.facets) == [
        "document_kind:thesis",
        "kind:publication",
        "language:en",
        "publisher:A",
        "publisher:B:C",
        "setting:school",
        "year:2020",
    ]
    assert (record.index_date(), entry.date) == (dt.date(2020, 1, 1),) * 2


def test_not_known_is_a_value_of_a_facet():
    record = make_publication(owner=None)
    assert {"year:unknown", "publisher:unknown"} <= set(Entry.objects.get().facets)
    assert record.index_date() is None
    record.transition("published", None, readers=None)
    assert offered({}, None, ["year", "publisher"]) == {"year": {"unknown": 1}, "publisher": {"unknown": 1}}


def test_contributors_stand_in_the_order_of_the_title_page(django_assert_num_queries):
    record = publish(make_publication(contributors=["Zoë", "Anna"]))
    Contributor.objects.create(publication=record, name="Vooraan", order=0)
    (found,) = Publication.objects.for_lists(None)
    with django_assert_num_queries(0):
        assert [contributor.name for contributor in found.contributor_list] == ["Vooraan", "Zoë", "Anna"]


def test_a_line_of_an_export_holds_the_bibliographic_facts():
    fields = {"subtitle": "Sub", "kind": "thesis", "year": 2020, "publisher": "A; B", "series": "S", "language": "en"}
    fields |= {"commissioned_by": "WODC", "doi": "10.1234/x", "isbn": "123456789X", "pages": 9, "url": "https://x.nl/"}
    fields |= {"licence": "CC BY", "source_note": "Gezien", "title": "T", "slug": "t", "summary": "Kort"}
    links = {
        "approaches": [make_approach(title="Aanpak")],
        "practices": [make_practice(title="Praktijk")],
        "municipalities": [make_municipality(title="Gemeente")],
    }
    record = make_publication(**fields, **links, contributors=["Zoë", "Anna"], terms=[make_term(name="Drugs")])
    line = record.export()
    assert line.pop("updated_at") == record.updated_at
    assert line == {
        "kind": "publication",
        "title": "T",
        "url": "/publicaties/t/",
        "summary": "Kort",
        "terms": ["Drugs"],
        "checked_on": None,
        "subtitle": "Sub",
        "contributors": ["Zoë", "Anna"],
        "document_kind": "Proefschrift of scriptie",
        "year": 2020,
        "publisher": "A; B",
        "series": "S",
        "commissioned_by": "WODC",
        "language": "en",
        "doi": "10.1234/x",
        "isbn": "123456789X",
        "pages": 9,
        "published_url": "https://x.nl/",
        "licence": "CC BY",
        "source_note": "Gezien",
        "approaches": ["Aanpak"],
        "practices": ["Praktijk"],
        "municipalities": ["Gemeente"],
    }
