"""Roads through the portal that an adviser takes, by links alone."""

from urllib.parse import urlencode

import pytest

from tests.pages import Page
from tests.portal.data import RECORDS
from tests.portal.data import title as title_of
from toolbox.approaches.models import Approach
from toolbox.content.models import Term

pytestmark = pytest.mark.django_db
SITUATIONS = {  # what an adviser runs into: (the term that it asks for, an approach that fits)
    "Jongeren bezorgen of dealen drugs": ("drugshandel-en-drugskoeriers", "sms-bom"),
    "Misdaad gaat over van ouder op kind": (
        "criminele-families-en-familienetwerken",
        "aanpak-criminele-familienetwerken",
    ),
    "Kinderen op de basisschool lopen gevaar": ("basisschool", "weerbaarheidslessen"),
    "Jongeren dragen een wapen": ("wapens-en-geweld", "wapeninleveractie"),
    "Een jongere groeit door naar zwaarder werk": ("doorgroei", "persoonsgerichte-aanpak"),
    "In een wijk is misdaad gewoon geworden": ("wijk-en-voedingsbodem", "gebiedsgerichte-preventieaanpak"),
}


def follow(site, page, words, heading=None):
    """Click on the link with these words, under a heading where one is given: the page that it leads to."""
    place = page.section(heading) if heading else page.main
    addresses = {there for text, there in place.links if text == words}
    assert len(addresses) == 1, f"{words!r} leads to {addresses or 'nothing'} on {page.path}"
    return site.page(addresses.pop())


def test_home_begins_with_six_situations(site):
    page = site.page("/")
    assert page.headings[0] == "Waar loop je tegenaan?"
    assert [words for words, _ in page.section("Waar loop je tegenaan?").links] == list(SITUATIONS)


@pytest.mark.parametrize("words", SITUATIONS)
def test_a_situation_leads_to_approaches_for_it(site, words):
    """Two clicks from home, and every approach on the way is about what was asked."""
    term, fitting = SITUATIONS[words]
    found = follow(site, site.page("/"), words, "Waar loop je tegenaan?")
    titles = [card.one("h3").text for card in found.main.all("article")]
    assert len(titles) == found.total > 0
    assert set(titles) == {row["title"] for row in RECORDS["approach"].values() if term in row["terms"]}
    assert title_of("approach", fitting) in titles
    for title in titles:
        page = follow(site, found, title)
        assert page.texts["h1"] == [title]
        assert f"/begrip/{term}/" in [there for _, there in page.section("Gaat over").links]


def test_a_situation_without_an_approach_is_not_shown(client):
    """The last approach about weapons goes: then home does not ask whether young people carry one."""
    weapons = "wapens-en-geweld"
    before = [words for words, _ in Page(client.get("/")).section("Waar loop je tegenaan?").links]
    for approach in Approach.objects.filter(terms__slug=weapons).distinct():
        approach.terms.remove(Term.objects.get(slug=weapons))
    after = [words for words, _ in Page(client.get("/")).section("Waar loop je tegenaan?").links]
    assert before == list(SITUATIONS)
    assert after == [words for words in SITUATIONS if words != "Jongeren dragen een wapen"]


@pytest.mark.parametrize("words", ["sms bom", "SMS-bom", "smsbom", "Sms Bom"])
def test_searching_for_the_sms_bom_in_any_spelling_leads_to_the_approach(site, words):
    for path in ("/zoeken/", "/aanpakken/"):
        found = site.page(f"{path}?{urlencode({'q': words})}")
        addresses = [card.one("h3").links[0][1] for card in found.main.all("article")]
        assert "/aanpakken/sms-bom/" in addresses[:5], path


def test_from_the_sms_bom_to_who_does_it_and_what_was_told(site):
    found = site.page("/zoeken/?q=sms+bom")
    (there,) = [
        card.one("h3").links[0][1] for card in found.main.all("article") if card.one("p", "kicker").text == "Aanpak"
    ]
    approach = site.page(there)
    assert approach.texts["h1"] == ["SMS bom"]

    (card,) = [card for card in approach.section("Wie doet het?").all("article") if "Utrecht" in card.text]
    utrecht_does = site.page(card.one("h3").links[0][1])
    assert utrecht_does.main.one("header").text == "Praktijk van Utrecht SMS bom"
    utrecht = follow(site, utrecht_does, "Utrecht", "Kort op een rij")
    assert utrecht.texts["h1"] == ["Utrecht"]
    meeting = follow(site, utrecht, "Online bijeenkomst van 10 maart 2022", "Berichten uit de praktijk")
    assert meeting.texts["h1"] == ["Online bijeenkomst van 10 maart 2022"]
    told = follow(site, meeting, "Rotterdam over drugsgebruikers en de SMS bom", "Wie vertelde wat?")
    assert "Een van de middelen is de SMS bom." in told.section("Wat is er verteld?").text
    rotterdam_does = follow(site, told, "Drugsgebruikers aanspreken, met SMS bom", "Wat is er verteld?")
    assert rotterdam_does.main.one("header").text == "Praktijk van Rotterdam Drugsgebruikers aanspreken, met SMS bom"
    assert follow(site, rotterdam_does, "SMS bom", "Kort op een rij").path == approach.path


def test_from_what_does_harm_to_what_it_is_taken_for(site):
    """A harmful approach warns where it stands, and its page leads to what is something else."""
    harmful = site.page("/aanpakken/afschrikprogramma/")
    assert "Schadelijk" in harmful.section("Werkt het?").text_without("ladder")
    (card,) = [
        card for card in site.page("/aanpakken/").main.all("article") if harmful.path in [to for _, to in card.links]
    ]
    assert "harmful" in card.classes
    assert "Schadelijk" in card.text
    other = follow(site, harmful, "Credible messengers", "Lijkt erop, maar is het niet")
    assert "Schadelijk" not in other.section("Werkt het?").text_without("ladder")
    assert "Schadelijk" in other.section("Lijkt erop, maar is het niet").text


def test_breadcrumbs_lead_back(site):
    page = site.page("/praktijken/utrecht-sms-bom/")
    crumbs = [nav for nav in page.root.all("nav") if nav.attrs.get("aria-label") == "Kruimelpad"]
    assert [nav.links for nav in crumbs] == [[("Home", "/"), ("Praktijken", "/praktijken/")]]
