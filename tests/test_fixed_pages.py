"""The pages with a fixed text: whole, for everybody, in the sitemap, and as true as the code that they speak of."""

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import make_community, make_group, make_staff, make_user, publish, withdraw
from tests.pages import Page
from tests.portal.words import EFFECTS, GROUNDINGS
from tests.promises import broken

pytestmark = pytest.mark.django_db
ADDRESSES = {
    "about": "/over/",
    "about-evidence": "/over/bewijs/",
    "accessibility": "/toegankelijkheid/",
    "privacy": "/privacy/",
    "contact": "/contact/",
}
WITHOUT_QUERIES = [address for name, address in ADDRESSES.items() if name != "contact"]
CONTACT = {"contact_name": "Robin de Vries", "contact_role": "adviseur", "contact_as_of": "2022-03"}


def read(client, address):
    """A whole page."""
    response = client.get(address)
    assert (address, response.status_code) == (address, 200)
    page = Page(response)
    assert broken(page) == []
    return page


def queries(client, address):
    """How many queries a page takes."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def members_client(*groups):
    """Somebody in these groups."""
    client = Client()
    client.force_login(make_user(groups=groups))
    return client


def test_each_has_its_own_address_title_and_description(client):
    assert {name: reverse(name) for name in ADDRESSES} == ADDRESSES
    pages = [read(client, address) for address in ADDRESSES.values()]
    assert len({page.texts["title"][0] for page in pages}) == len(pages)
    assert len({page.description for page in pages}) == len(pages)
    assert all(50 < len(page.description) < 156 for page in pages)


@pytest.mark.parametrize("address", ADDRESSES.values())
def test_each_is_the_same_for_staff_and_sets_no_cookie(client, address):
    page = read(client, address)
    assert dict(page.response.cookies) == {}
    client.force_login(make_staff())
    assert read(client, address).main.text == page.main.text


@pytest.mark.parametrize("address", ADDRESSES.values())
def test_each_answers_head_and_takes_no_form(client, address):
    response = client.head(address)
    assert (response.status_code, response.content) == (200, b"")
    assert client.post(address, {"a": "b"}).status_code == 405


def test_each_is_in_the_sitemap(client):
    sitemap = client.get("/sitemap.xml").content.decode()
    assert [address for address in ADDRESSES.values() if f"http://testserver{address}</loc>" not in sitemap] == []


@pytest.mark.parametrize("address", ADDRESSES.values())
def test_every_link_within_the_site_leads_somewhere(client, address):
    links = [there for _, there in read(client, address).main.links if there.startswith("/")]
    assert {there: status for there in links if (status := client.get(there).status_code) != 200} == {}


@pytest.mark.parametrize("address", WITHOUT_QUERIES)
def test_a_text_asks_the_database_nothing(client, address):
    assert queries(client, address) == 0


def test_about_names_every_kind_and_leads_to_evidence(client):
    links = dict(read(client, "/over/").section("Hoe hangt alles samen?").links)
    assert links == {
        "Aanpak": "/aanpakken/",
        "Praktijk": "/praktijken/",
        "Bewijs": "/over/bewijs/",
        "Publicatie": "/publicaties/",
        "Gemeente": "/gemeenten/",
        "Learning community": "/communities/",
        "Bijeenkomst": "/bijeenkomsten/",
        "Bericht uit de praktijk": "/berichten/",
    }


def test_about_tells_how_much_of_a_list_you_take_along(client):
    pairs = read(client, "/over/").section("Hoe neem je gegevens mee?").pairs
    assert list(pairs) == ["CSV", "JSON", "Atom", "Agenda (iCal)"]
    assert "10.000 regels" in pairs["CSV"].text
    assert "20 per bladzijde" in pairs["JSON"].text
    assert "50 nieuwste" in pairs["Atom"].text


def test_evidence_explains_every_step_and_every_word_that_an_editor_can_choose(client):
    page = read(client, "/over/bewijs/")
    steps = {word: answer.text for word, answer in page.section("Onderbouwing: hoeveel weten we?").pairs.items()}
    assert list(steps) == [word for word, _ in GROUNDINGS]
    for step, (word, means) in enumerate(GROUNDINGS):
        assert steps[word].endswith(f"Stap {step}. {means}")
    effect = page.section("Effect: wat weten we?")
    assert {word: answer.text for word, answer in effect.pairs.items()} == dict(EFFECTS.values())
    assert "stap 4 (Verandering gemeten) of hoger" in effect.text
    assert "‘voorstel, nog niet beoordeeld’" in page.section("Wat is een voorstel?").text


@pytest.mark.parametrize(
    ("quoted", "template"),
    [
        ("Nog niet gecontroleerd door de redactie", "components/checked.html"),
        ("Nog niet bekend: ", "components/unknown.html"),
        ("Bekijk alle versies", "content/detail.html"),
        ("voorstel, nog niet beoordeeld", "components/effect.html"),
    ],
)
def test_what_these_pages_quote_is_what_the_site_says(client, quoted, template):
    assert quoted in " ".join(read(client, address).main.text for address in ("/over/", "/over/bewijs/"))
    assert quoted in (settings.BASE_DIR / "templates" / template).read_text()


def test_privacy_names_the_cookies_that_there_are(client):
    cookies = read(client, "/privacy/").section("Welke cookies zijn er?").pairs
    assert list(cookies) == ["csrftoken", "sessionid", "messages"]
    assert "na 14 dagen" in cookies["sessionid"].text
    assert "als je de browser sluit" in cookies["csrftoken"].text
    assert client.get(reverse("login")).cookies["csrftoken"]["max-age"] == ""
    user = make_user(password="een lang wachtwoord")
    client.post(reverse("login"), {"username": user.email, "password": "een lang wachtwoord"})
    assert client.cookies.keys() == {"csrftoken", "sessionid"}
    assert client.cookies["sessionid"]["max-age"] == 14 * 24 * 60 * 60
    client.post(reverse("logout"))
    assert client.cookies["sessionid"].value == ""


def test_privacy_names_what_an_account_holds():
    """A new field of an account is a new sentence on the page of privacy, and then a name here."""
    user = make_user()
    told = {"email", "name", "password", "groups", "user_permissions", "is_superuser", "is_active"}
    assert {field.name for field in user._meta.get_fields() if not field.auto_created} == told | {
        "joined_at",
        "last_login",
    }
    assert {field.name for field in user.representations.model._meta.fields} == {
        "id",
        "user",
        "municipality",
        "function",
        "left_on",
    }


def test_privacy_is_right_that_nobody_else_is_asked():
    allowed = {value for values in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].values() for value in values}
    assert allowed == {"'none'", "'self'", "data:"}


def test_contact_is_who_the_community_names_with_its_date(client):
    community = publish(make_community(title="Samen leren", **CONTACT))
    publish(make_community(title="Zonder contact"))
    section = read(client, "/contact/").section("Wie kun je iets vragen?")
    assert section.links == [("Samen leren", community.get_absolute_url())]
    assert section.pairs["Learning community Samen leren"].text == (
        "Robin de Vries, adviseur Stand van maart 2022. Dit kan veranderd zijn."
    )


def test_contact_without_anybody_says_so(client):
    assert "Er is nog geen contactpersoon bekend." in read(client, "/contact/").main.text


def test_contact_of_a_circle_is_for_that_circle(client):
    circle = make_group("Kring")
    publish(make_community(**CONTACT), readers=circle)
    assert "Robin de Vries" not in read(client, "/contact/").root.text
    assert "Robin de Vries" not in read(members_client(make_group()), "/contact/").root.text
    section = read(members_client(circle), "/contact/").section("Wie kun je iets vragen?")
    assert "Robin de Vries" in section.text
    assert "Alleen voor Kring" in section.text


def test_nobody_is_sent_to_the_contact_of_a_draft_or_a_withdrawn_community(client):
    make_community(**CONTACT)
    withdraw(publish(make_community(**CONTACT)))
    client.force_login(make_staff())
    assert "Robin de Vries" not in read(client, "/contact/").root.text


def test_contact_takes_one_query_however_many_communities_there_are(client):
    assert queries(client, "/contact/") == 1
    for name in ("Een", "Twee", "Drie"):
        publish(make_community(title=name, **CONTACT), readers=None)
    assert queries(client, "/contact/") == 1
    assert [name for name, _ in read(client, "/contact/").section("Wie kun je iets vragen?").links] == [
        "Drie",
        "Een",
        "Twee",
    ]


def test_contact_leaves_a_parameter_it_does_not_know_alone(client):
    assert read(client, "/contact/?over=/aanpakken/sms-bom/&fout=1").main.text == read(client, "/contact/").main.text
