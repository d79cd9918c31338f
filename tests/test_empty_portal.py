"""A portal without any content works, and says what to do next; and one with a single record of some type."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    MAKERS,
    make_approach,
    make_community,
    make_field_report,
    make_group,
    make_meeting,
    make_municipality,
    make_publication,
    make_record,
    make_staff,
    make_term,
    make_user,
    publish,
)
from tests.pages import Page
from tests.promises import broken
from toolbox.accounts.access import MUNICIPALITIES_GROUP

pytestmark = pytest.mark.django_db
TYPES = [model for model in MAKERS if model._meta.app_label != "stories"]
LISTS = [
    "/aanpakken/",
    "/praktijken/",
    "/publicaties/",
    "/gemeenten/",
    "/bijeenkomsten/",
    "/communities/",
    "/berichten/",
]
every_list = pytest.mark.parametrize("address", [*LISTS, "/zoeken/"])


def page(client, address):
    """A page that is whole."""
    response = client.get(address)
    assert response.status_code == 200
    page = Page(response)
    assert broken(page) == []
    return page


def text(client, address):
    """What is on a page."""
    return page(client, address).root.text


def test_these_are_all_lists():
    assert {reverse(f"{model.kind_name()}:list") for model in TYPES} == set(LISTS)


def test_home_tells_a_visitor_that_there_is_nothing_yet_and_where_to_log_in(client):
    home = page(client, "/")
    assert home.headings == ["Er staat hier nog niets"]
    assert "load_content" not in home.root.text
    assert reverse("login") in [there for _, there in home.main.links]


def test_home_tells_a_reader_with_an_account_no_more_than_that(client):
    client.force_login(make_user())
    home = page(client, "/")
    assert home.headings == ["Er staat hier nog niets"]
    assert "load_content" not in home.root.text
    assert home.main.links == []


def test_home_tells_staff_how_to_begin(client):
    client.force_login(make_staff())
    home = page(client, "/")
    assert "python manage.py load_content" in home.root.text
    assert reverse("admin:index") in home.links


@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.kind_name())
def test_a_draft_is_something_for_staff_and_nothing_for_visitors(client, model):
    draft = make_record(model, title="Eerste concept")
    of_others = draft._meta.verbose_name_plural.capitalize()
    for address in ("/", reverse(f"{model.kind_name()}:list"), "/zoeken/"):
        assert "Eerste concept" not in text(client, address), address
    assert of_others not in page(client, "/").main.text
    client.force_login(make_staff())
    home = page(client, "/")
    assert "Eerste concept" in home.section("Laatst toegevoegd").text
    assert f"{of_others} 1" in [words for words, _ in home.section("Wat vind je hier?").links]
    assert "nog niets" not in home.main.text


@every_list
def test_lists_say_that_there_is_nothing_yet(client, address):
    empty = page(client, address)
    assert empty.total == 0
    assert empty.by_id("lijst").text == "Niets gevonden Hier staat nog niets."
    assert "Neem deze lijst mee" not in empty.main.text


@every_list
def test_searching_says_that_nothing_is_found_and_what_to_do(client, address):
    empty = page(client, f"{address}?q=drugs")
    assert "Niets gevonden" in empty.by_id("lijst").text
    assert "Hier staat nog niets" not in empty.main.text
    assert address in [there for _, there in empty.by_id("lijst").links]
    assert "Dan zie je" not in empty.by_id("lijst").text  # what gives nothing is not offered


@every_list
def test_every_format_of_an_empty_list(client, address):
    answer = client.get(f"{address}?format=json").json()
    assert (answer["total"], answer["results"], answer["pages"], answer["next"]) == (0, [], 1, None)
    assert not any(answer["counts"].values())
    feed = client.get(f"{address}?format=atom").content
    assert b"<feed" in feed
    assert b"<entry" not in feed
    csv = b"".join(client.get(f"{address}?format=csv").streaming_content).decode("utf-8-sig")
    assert csv.strip() == ""


@every_list
def test_a_filter_of_an_empty_list_is_refused_only_when_nobody_knows_it(client, address):
    make_term(slug="doorgroei")
    assert page(client, f"{address}?thema=doorgroei").total == 0
    assert client.get(f"{address}?thema=bestaat-niet").status_code == 400


def test_a_term_without_records_still_says_what_it_means(client):
    term = make_term(definition="Iemand die doorgroeit")
    empty = page(client, term.get_absolute_url())
    assert "Iemand die doorgroeit" in empty.main.text
    assert empty.total == 0


def test_the_portal_is_ready_and_its_sitemap_holds_the_lists(client):
    assert client.get("/gereed").json() == {
        "ready": True,
        "problems": [],
        "work": {"worker": False, "oldest_due_seconds": 0},
    }
    xml = client.get("/sitemap.xml").content.decode()
    assert [address for address in LISTS if f"{address}</loc>" not in xml] == []


# A portal with little in it: home shows what there is, and no heading with nothing under it


def headings(client):
    """The headings of home."""
    return page(client, "/").headings


@pytest.mark.parametrize("make", [make_approach, make_municipality, make_publication])
def test_home_with_one_record_that_stands_alone(client, make):
    record = publish(make(title="De enige"))
    assert headings(client) == ["Laatst toegevoegd", "Wat vind je hier?"]
    home = page(client, "/")
    tiles = [(f"{record._meta.verbose_name_plural.capitalize()} 1", reverse(f"{record.kind_name()}:list"))]
    assert home.section("Wat vind je hier?").links == tiles
    assert ("De enige", record.get_absolute_url()) in home.section("Laatst toegevoegd").links


def test_home_with_only_a_meeting_that_is_past(client):
    publish(make_meeting(title="Voorbij"))
    assert headings(client) == ["Laatst toegevoegd", "Wat vind je hier?"]


def test_home_with_only_a_meeting_that_comes(client):
    day = timezone.localdate() + dt.timedelta(days=10)
    publish(make_meeting(title="Over tien dagen", start_on=day))
    publish(make_meeting(title="Over een jaar", start_on=day + dt.timedelta(days=355)))
    assert headings(client) == ["Volgende bijeenkomst", "Laatst toegevoegd", "Wat vind je hier?"]
    assert page(client, "/").section("Volgende bijeenkomst").one("h3").text == "Over tien dagen"


def test_home_with_only_a_meeting_today(client):
    publish(make_meeting(title="Vandaag", start_on=timezone.localdate()))
    assert page(client, "/").section("Volgende bijeenkomst").one("h3").text == "Vandaag"


def test_home_with_only_what_was_announced_without_a_day(client):
    publish(make_meeting(title="Ooit", when="najaar 2030", year=2030))
    assert headings(client) == ["Laatst toegevoegd", "Wat vind je hier?"]
    assert "najaar 2030" in page(client, "/").section("Laatst toegevoegd").text


def test_home_shows_the_last_meeting_that_somebody_reported_of(client):
    old = publish(make_meeting(title="Met verslag", start_on=dt.date(2022, 3, 10)))
    publish(make_meeting(title="Zonder verslag", start_on=dt.date(2023, 3, 10)))
    report = make_field_report(meeting=old)
    assert "Laatste verslag" not in headings(client)
    publish(report)
    assert page(client, "/").section("Laatste verslag").one("h3").text == "Met verslag"


def test_home_with_only_a_community(client):
    community = publish(make_community(title="Samen leren"))
    assert headings(client) == ["Laatst toegevoegd", "Learning community", "Wat vind je hier?"]
    section = page(client, "/").section("Learning community")
    assert section.links == [("Samen leren", community.get_absolute_url())]
    assert "Wil je meer weten?" not in section.text


def test_home_with_a_community_of_a_circle_is_empty_for_others(client):
    circle = make_group(MUNICIPALITIES_GROUP)
    publish(make_community(title="Samen leren"), circle)
    assert headings(client) == ["Er staat hier nog niets"]
    client.force_login(make_user(groups=[circle]))
    assert "Learning community" in headings(client)


def test_home_asks_nothing_that_no_approach_answers(client):
    weapons, other = make_term(slug="wapens-en-geweld"), make_term()
    publish(make_publication(terms=[weapons]))
    draft = make_approach(terms=[weapons])
    publish(make_approach(terms=[other]))
    assert "Waar loop je tegenaan?" not in headings(client)
    publish(draft)
    (link,) = page(client, "/").section("Waar loop je tegenaan?").links
    assert link[0] == "Jongeren dragen een wapen"
    assert [card.one("h3").text for card in page(client, link[1]).main.all("article")] == [draft.title]


@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.kind_name())
def test_the_page_of_a_record_with_nothing_but_a_title_is_whole(client, model):
    """Nothing is empty, and no word of the code stands where a value is missing."""
    record = publish(make_record(model, title="Alleen dit", summary=""))
    alone = page(client, record.get_absolute_url())
    assert alone.texts["h1"] == ["Alleen dit"]
    assert "Nog niet gecontroleerd door de redactie." in alone.main.text


def test_a_community_of_which_nothing_is_known_says_so(client):
    community = publish(make_community())
    alone = page(client, community.get_absolute_url())
    assert alone.section("Welke gemeenten doen mee?").one("p").text == "Dat is nog niet bekend."
    assert alone.section("Bijeenkomsten en aankondigingen").kids("p")[0].text == "Er is nog geen bijeenkomst bekend."
    assert alone.section("Contact").one("p", "unknown").text == "Nog niet bekend: coördinator, contact."
