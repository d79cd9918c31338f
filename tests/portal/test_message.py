"""The message of March 2022 about the learning community, row by row: each is a record, and found by its own words.

The search knows no synonyms and no other endings of a word yet: the words below are those a person may type today.
"""

import pytest

from tests.portal.data import RECORDS, address

pytestmark = pytest.mark.django_db
ROWS = {  # what the message tells: (the record, searches that find it)
    "the announcement of the toolbox": (
        ("meeting", "toolbox-ondermijning-en-jongeren"),
        ["toolbox", "toolbox ondermijning", "aankondiging toolbox", "ministerie justitie"],
    ),
    "the learning community": (
        ("learningcommunity", "jonge-aanwas"),
        ["learning community", "community", "jonge aanwas", "acht gemeenten"],
    ),
    "the meeting": (
        ("meeting", "bijeenkomst-2022-03-10"),
        ["10 maart 2022", "online bijeenkomst", "rondje langs de velden", "henk ferwerda"],
    ),
    "Do or Don't": (("publication", "do-or-dont"), ["do or don't", "Do or dont", "kennissynthese", "ferwerda beke"]),
    "Do or Don't, at the meeting": (("meeting", "bijeenkomst-2022-03-10"), ["do or don't", "geworven jongeren"]),
    "Tilburg's family networks": (
        ("practice", "tilburg-criminele-familienetwerken"),
        ["familienetwerken tilburg", "criminele families tilburg", "familieaanpak"],
    ),
    "what Tilburg told of family networks": (
        ("fieldreport", "bijeenkomst-2022-03-10-tilburg"),
        ["tilburg familienetwerken", "tilburg misdaad familienetwerken"],
    ),
    "Tilburg's coaches": (
        ("practice", "tilburg-coaches-voor-jongeren"),
        ["tilburg coaches", "coaches voor jongeren", "coaches jongerenwerk"],
    ),
    "what Tilburg told of coaches": (
        ("fieldreport", "bijeenkomst-2022-03-10-tilburg-2"),
        ["tilburg coaches", "coaches dader slachtoffer"],
    ),
    "Zaanstad's Are we on Track": (
        ("meeting", "are-we-on-track"),
        ["are we on track", "14 maart 2022", "zaanstad online bijeenkomst"],
    ),
    "what Zaanstad told of Are we on Track": (
        ("fieldreport", "bijeenkomst-2022-03-10-zaanstad"),
        ["are we on track", "zaanstad 14 maart"],
    ),
    "Zaanstad's evaluated plans": (
        ("fieldreport", "bijeenkomst-2022-03-10-zaanstad-2"),
        ["geëvalueerde plannen", "zaanstad plannen", "zaanstad acties 2022"],
    ),
    "Zaanstad's plans as a practice": (
        ("practice", "zaanstad-back-on-track"),
        ["back on track", "zaanstad plannen geëvalueerd"],
    ),
    "Rotterdam's drug users": (
        ("practice", "rotterdam-drugsgebruikers-en-sms-bom"),
        ["rotterdam drugsgebruikers", "drugsgebruikers aanspreken", "rotterdam verslaving"],
    ),
    "what Rotterdam told": (
        ("fieldreport", "bijeenkomst-2022-03-10-rotterdam"),
        ["rotterdam drugsgebruikers", "rotterdam sms bom", "rotterdam koeriers"],
    ),
    "Rotterdam's SMS bom": (
        ("practice", "rotterdam-drugsgebruikers-en-sms-bom"),
        ["rotterdam sms bom", "SMS-bom Rotterdam"],
    ),
    "Utrecht's SMS bom": (("practice", "utrecht-sms-bom"), ["utrecht sms bom", "Utrecht SMS-bom", "smsbom utrecht"]),
    "what Utrecht told": (("fieldreport", "bijeenkomst-2022-03-10-utrecht"), ["utrecht sms bom"]),
    "Amsterdam's third training": (
        ("fieldreport", "bijeenkomst-2022-03-10-amsterdam"),
        ["derde opleiding", "opleiding credible messengers", "credible messengers amsterdam"],
    ),
    "Amsterdam's training as a practice": (
        ("practice", "amsterdam-adamas"),
        ["adamas", "derde opleiding", "credible messengers amsterdam"],
    ),
    "the meeting in autumn": (
        ("meeting", "landelijke-bijeenkomst-najaar"),
        ["najaar 2022", "landelijke bijeenkomst", "landelijke bijeenkomst najaar"],
    ),
    "the reading list": (("meeting", "bijeenkomst-2022-03-10"), ["leestips", "leestips maart 2022"]),
    "the contact": (("learningcommunity", "jonge-aanwas"), ["lilian tieman", "Tieman", "ccv adviseur"]),
}
MEMBERS = ["Amsterdam", "Arnhem", "Den Haag", "Eindhoven", "Rotterdam", "Tilburg", "Utrecht", "Zaanstad"]
SEARCHES = [(name, words) for name, (_, searches) in ROWS.items() for words in searches]


@pytest.mark.parametrize(("name", "words"), SEARCHES)
def test_a_row_of_the_message_is_found_by_its_words(site, name, words):
    (kind, slug), _ = ROWS[name]
    results = site.json("/zoeken/", q=words)["results"]
    assert f"http://testserver{address(kind, slug)}" in [line["url"] for line in results]
    assert site.page(address(kind, slug)).texts["h1"] == [RECORDS[kind][slug]["title"]]


@pytest.mark.parametrize("name", MEMBERS)
def test_a_member_of_the_community_is_found_and_says_that_it_takes_part(site, name):
    found = [line["url"] for line in site.json("/zoeken/", q=name, soort="municipality")["results"]]
    assert found[0] == f"http://testserver/gemeenten/{name.lower().replace(' ', '-')}/"  # before those in its province
    page = site.page(found[0].removeprefix("http://testserver"))
    assert page.texts["h1"] == [name]
    together = page.section("Leert samen met anderen")
    assert "Doet mee aan de learning community" in together.text
    assert "/communities/jonge-aanwas/" in [there for _, there in together.links]


def test_the_community_has_these_eight_members_and_no_other(site):
    page = site.page("/communities/jonge-aanwas/")
    assert [name for name, _ in page.section("Welke gemeenten doen mee?").links] == MEMBERS
    assert [name for name, _ in site.page("/").section("Learning community").links[1:]] == MEMBERS


def test_do_or_dont_has_three_parts_and_the_first_is_done(site):
    page = site.page("/bijeenkomsten/2022/bijeenkomst-2022-03-10/")
    talk = page.section("Agenda").items[0]
    assert talk.one("p", "meta").text == "Presentatie door Henk Ferwerda (Bureau Beke)"
    for words in (
        "Het project telt drie onderdelen",
        "bestaande kennis bundelen",
        "kijken wat gemeenten in de praktijk doen",
        "adviezen geven over wat wel en niet te doen",
        "Het eerste deel was klaar",
    ):
        assert words in talk.text
    assert talk.links == [("Do or don't", "/publicaties/do-or-dont/")]
    told = site.page("/publicaties/do-or-dont/").section("Besproken op een bijeenkomst")
    assert ("Online bijeenkomst van 10 maart 2022", page.path) in told.links


def test_seven_reports_of_five_municipalities_in_the_order_of_the_round(site):
    round_ = site.page("/bijeenkomsten/2022/bijeenkomst-2022-03-10/").section("Wie vertelde wat?")
    told = [card.one("p", "meta").links[0][0] for card in round_.all("article")]
    assert told == ["Tilburg", "Tilburg", "Zaanstad", "Zaanstad", "Rotterdam", "Utrecht", "Amsterdam"]


def test_of_three_members_nothing_was_written_down_and_the_page_says_so(site):
    came = site.page("/bijeenkomsten/2022/bijeenkomst-2022-03-10/").section("Wie waren er?").pairs
    assert {name: cell.text for name, cell in came.items()} == {
        name: "Niet vastgelegd" if name in ("Arnhem", "Den Haag", "Eindhoven") else "Bracht een bericht in"
        for name in MEMBERS
    }


def test_the_reading_list_says_that_it_was_not_kept(site):
    section = site.page("/bijeenkomsten/2022/bijeenkomst-2022-03-10/").section("Leestips")
    assert "kondigt leestips aan, maar de lijst is leeg overgenomen" in section.one("p", "notice").text
    assert section.links == []


@pytest.mark.parametrize(("path", "heading"), [("/", "Learning community"), ("/communities/jonge-aanwas/", "Contact")])
def test_the_contact_is_named_with_the_month_of_the_message(site, path, heading):
    text = site.page(path).section(heading).text
    assert "Lilian Tieman, adviseur bij het CCV" in text
    assert "Stand van maart 2022. Dit kan veranderd zijn." in text


@pytest.mark.parametrize("slug", RECORDS["meeting"])
def test_the_year_is_not_in_the_message_and_every_page_says_so(site, slug):
    when = site.page(address("meeting", slug)).section("Gegevens").pairs["Wanneer"]
    assert "2022" in when.text_without("note")
    assert when.one("span", "note").text.endswith("het bericht noemt zelf geen jaar")


def test_what_is_only_announced_has_no_day_and_says_so(site):
    for slug, words in (
        ("landelijke-bijeenkomst-najaar", "Najaar 2022"),
        ("toolbox-ondermijning-en-jongeren", "In de"),
    ):
        section = site.page(address("meeting", slug)).section("Gegevens")
        assert section.pairs["Wanneer"].text.startswith(words)
        assert "datum" in section.one("p", "unknown").text
        assert "iCal" not in section.text
