"""A page takes as many queries for two hundred records as for one: for visitors, and for a member of a circle."""

import datetime as dt

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from communities.models import FieldReport, LearningCommunity, Meeting
from publications.models import Publication
from tests.factories import (
    make_approach,
    make_community,
    make_field_report,
    make_group,
    make_meeting,
    make_municipality,
    make_practice,
    make_publication,
    make_term,
    make_user,
    publish,
)
from tests.pages import Page
from toolbox.approaches.models import Approach, Practice
from toolbox.municipalities.models import Municipality
from toolbox.search.models import Entry

pytestmark = pytest.mark.django_db
WORD = "teltitel"
HOME = {"visitor": 52, "member": 55}  # at most: when the six that are newest are of six types
FACT = {"section": "claim", "text": "Zo is het.", "sources": ["een bron"]}


@pytest.fixture
def world():
    """One of each type, all joined to each other, each with a term of its own and a day on which it was published."""
    terms = {model: make_term(slug=f"over-{model.kind_name()}") for model in KINDS}
    day = iter(timezone.now() - dt.timedelta(days=30 - number) for number in range(30))

    def put(make, model, **fields):
        title = f"{WORD} {model.kind_name()}"
        return publish(make(title=title, terms=[terms[model]], **fields), published_at=next(day))

    town = put(make_municipality, Municipality)
    known = {"facts": [FACT], "evidence": [{"outcome": "geheel", "sources": ["een bron"]}]}
    approach = put(make_approach, Approach, **known)
    practice = put(make_practice, Practice, approach=approach, municipality=town, **known)
    links = {"approaches": [approach], "practices": [practice], "municipalities": [town]}
    finding = {"evidence": approach.evidence.get(), "design": "review"}
    publication = put(make_publication, Publication, contributors=["Anna"], findings=[finding], **links)
    community = put(make_community, LearningCommunity, municipalities=[town])
    agenda = [{"title": "Spreker", "publication": publication}]
    joined = {"community": community, "municipality": town, "practice": practice}
    meeting = put(make_meeting, Meeting, agenda=agenda, reading_list=[publication], attendance=[town], **joined)
    about = {"meeting": meeting, "municipality": town, "approach": approach, "practice": practice}
    report = put(make_field_report, FieldReport, **about)
    return {type(r): r for r in (town, approach, practice, publication, community, meeting, report)}


KINDS = [Municipality, Approach, Practice, Publication, LearningCommunity, Meeting, FieldReport]
every_kind = pytest.mark.parametrize("model", KINDS, ids=lambda model: model.kind_name())


def fields_of(row):
    """The columns of a row but its number."""
    return {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if not f.primary_key}


def copies(record, number, readers=None, mark="kopie"):
    """Published copies of a record with its parts, terms and links, written in bulk: without a history."""
    model = type(record)
    original = model.objects.get(pk=record.pk)
    rows = []
    for i in range(number):
        values = fields_of(original) | {"readers_id": readers and readers.pk}
        values |= {"title": f"{original.title} {mark} {i}", "slug": f"{original.slug}-{mark}-{i}"}
        if model is Municipality:
            values["cbs_code"] = f"GM{9_000 + Municipality.objects.count() + i}"
        rows.append(model(**values))
    rows = QuerySet(model).bulk_create(rows)
    belonging = [(model.term_link(), "content_object_id", original.term_links.all())]
    for name in model.links:
        link = model._meta.get_field(name)
        through, own = link.remote_field.through, f"{link.m2m_field_name()}_id"
        belonging.append((through, own, through.objects.filter(**{own: original.pk})))
    for name in model.parts:
        part = model._meta.get_field(name)
        belonging.append((part.related_model, part.field.attname, getattr(original, name).all()))
    for other, own, parts in belonging:
        QuerySet(other).bulk_create([other(**fields_of(one) | {own: row.pk}) for row in rows for one in parts])
    if model in (Approach, Municipality):  # their cards name who does it, and what is done there
        practice = fields_of(original.practices.first()) | {"readers_id": readers and readers.pk}
        own = f"{model.kind_name()}_id"
        done = [Practice(**practice | {own: row.pk, "slug": f"{row.slug}-praktijk"}) for row in rows]
        QuerySet(Practice).bulk_create(done)
    found = model.objects.whole().filter(pk__in=[row.pk for row in rows])
    Entry.objects.write(*[row.document() for row in found])
    return rows


def numbers(readers, addresses):
    """{(reader, page): queries}."""
    found = {}
    for reader, client in readers.items():
        for name, address in addresses.items():
            with CaptureQueriesContext(connection) as captured:
                response = client.get(address)
            assert (name, response.status_code) == (name, 200)
            found[reader, name] = len(captured)
    return found


def more(numbers, before):
    """What takes more queries than before. Fewer is fine: who finds much is not asked what was meant."""
    return {place: (number, before[place]) for place, number in numbers.items() if number > before[place]}


def readers_of(circle):
    """A visitor without an account, and a member of the circle."""
    clients = {"visitor": Client(), "member": Client()}
    clients["member"].force_login(make_user(groups=[circle]))
    return clients


@every_kind
def test_a_list_of_80_takes_no_more_queries_than_a_list_of_1(world, model):
    circle = make_group()
    readers = readers_of(circle)
    url = reverse(f"{model.kind_name()}:list")
    theme = f"over-{model.kind_name()}"
    addresses = {
        "list": url,
        "list by term and word": f"{url}?thema={theme}&q={WORD}",
        "search": f"/zoeken/?q={WORD}+{model.kind_name()}&soort={model.kind_name()}",
        "term": f"/begrip/{theme}/?soort={model.kind_name()}",
    }
    home = numbers(readers, {"home": "/"})
    assert {reader: number for (reader, _), number in home.items() if number > HOME[reader]} == {}
    one = numbers(readers, addresses)
    copies(world[model], 1, mark="twee")
    copies(world[model], 1, circle, mark="drie")
    assert more(numbers(readers, addresses), one) == {}
    copies(world[model], 38)
    copies(world[model], 39, circle, mark="kring")
    pages = {reader: Page(client.get(url)) for reader, client in readers.items()}
    assert {reader: (page.total, len(page.main.all("article"))) for reader, page in pages.items()} == {
        "visitor": (40, 20),
        "member": (80, 20),
    }
    assert more(numbers(readers, addresses), one) == {}
    assert more(numbers(readers, {"list": f"{url}?pagina=2"}), one) == {}
    assert more(numbers(readers, {"home": "/"}), home) == {}


PILES = {  # what a page of this type may show many of: (whose copies, under which heading)
    Municipality: [
        (Practice, "Wat doet {}?"),
        (FieldReport, "Berichten uit de praktijk"),
        (Publication, "Publicaties"),
    ],
    Approach: [(Practice, "Wie doet het?"), (Publication, "Publicaties"), (FieldReport, "Berichten uit de praktijk")],
    Practice: [(Publication, "Publicaties"), (FieldReport, "Verteld op bijeenkomsten")],
    Publication: [(Meeting, "Besproken op een bijeenkomst")],
    LearningCommunity: [(Meeting, "Bijeenkomsten en aankondigingen")],
    Meeting: [(FieldReport, "Wie vertelde wat?")],
}
MANY = [(model, *pile) for model, piles in PILES.items() for pile in piles]


@pytest.mark.parametrize(("model", "other", "heading"), MANY, ids=lambda value: getattr(value, "__name__", None))
def test_a_page_that_shows_30_others_takes_as_many_queries_as_one_that_shows_1(world, model, other, heading):
    circle = make_group()
    readers = readers_of(circle)
    record = world[model]
    addresses = {"page": record.get_absolute_url(), "versions": record.get_versions_url()}
    one = numbers(readers, addresses)
    copies(world[other], 14)
    copies(world[other], 15, circle, mark="kring")
    assert numbers(readers, addresses) == one
    for reader, number in {"visitor": 15, "member": 30}.items():
        section = Page(readers[reader].get(record.get_absolute_url())).section(heading.format(record.title))
        shown = {there for _, there in section.links if there.startswith(reverse(f"{other.kind_name()}:list"))}
        assert len(shown) == number, reader
