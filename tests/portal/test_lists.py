"""The lists of the portal beside the data files: what is in them, and every number beside a filter."""

import itertools
import re
import unicodedata
from collections import Counter
from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from tests.factories import make_publication, publish, withdraw
from tests.pages import Page
from tests.portal.data import FILES, KINDS, RECORDS, TERMS, address, link
from tests.portal.words import FACETS as FACET_NAMES
from toolbox.pages import NAMES

pytestmark = pytest.mark.django_db
FIXED = {reverse(name) for name in NAMES}
ALL = sum(number for _, _, number in KINDS.values())
TERM_FILTERS = {
    "thema": "theme",
    "risico": "risk_level",
    "werkvorm": "working_form",
    "plek": "setting",
    "doelgroep": "target_group",
    "aard": "kind_of_approach",
    "niveau": "prevention_level",
    "partner": "partner",
}
AGES = {"0-7": (0, 7), "8-11": (8, 11), "12-15": (12, 15), "16-17": (16, 17), "18-22": (18, 22), "23-27": (23, 27)}
SIZES = [("under_50k", 0), ("50k_100k", 50_000), ("100k_300k", 100_000), ("over_300k", 300_000)]


def terms_of(kind, row):
    """{filter: slugs} of a record; a practice is about all that its approach is about."""
    slugs = [*row.get("terms", []), *(RECORDS["approach"][row["approach"]]["terms"] if kind == "practice" else [])]
    return {name: {slug for slug in slugs if TERMS[slug]["facet"] == facet} for name, facet in TERM_FILTERS.items()}


def known(row):
    """What is known of the effect: a proposal never counts as a judgement."""
    rows = row.get("evidence", [])
    effects = {"unknown" if one["effect"] == "unknown" else f"{one['effect']}-proposed" for one in rows}
    return {
        "effect": effects or {"unknown"},
        "onderbouwing": {f"{one['grounding']}-proposed" for one in rows} or {"unknown"},
    }


def ages(row):
    """The bands that the ages of an approach touch."""
    if "age_min" not in row:
        return {"unknown"}
    return {band for band, (low, high) in AGES.items() if low <= row["age_max"] and high >= row["age_min"]}


def place(slug):
    """Province and size of a municipality."""
    row = RECORDS["municipality"][slug]
    size = [name for name, begin in SIZES if row["population"] >= begin][-1] if "population" in row else "unknown"
    return {"provincie": {row["province"]}, "grootte": {size}}


def facets_of(kind, row):
    """{filter: values} of a record, for every filter of its list."""
    of_type = {
        "approach": lambda: known(row) | {"leeftijd": ages(row), "kosten": {"unknown"}},
        "practice": lambda: (
            known(row)
            | place(row["municipality"])
            | {"aanpak": {row["approach"]}, "gemeente": {row["municipality"]}, "fase": {row.get("phase", "unknown")}}
        ),
        "municipality": lambda: (
            place(row["slug"])
            | {"eenheid": {row.get("police_unit", "unknown")}}
            | {"programma": {"yes" if {"prevention_since", "prevention_note"} & row.keys() else "unknown"}}
        ),
        "publication": lambda: {
            "jaar": {str(row.get("year", "unknown"))},
            "soort": {row["kind"]},
            "taal": {row["language"]},
            "uitgever": set(re.split(r"\s*;\s*", row["publisher"])) if row.get("publisher") else {"unknown"},
            "aanpak": set(row.get("approaches", [])),
            "gemeente": set(row.get("municipalities", [])),
        },
        "learningcommunity": lambda: {"gemeente": set(row["municipalities"])},
        "meeting": lambda: {
            "soort": {row["kind"]},
            "jaar": {str(row["year"])},
            "community": {row["community"]} if "community" in row else set(),
            "gemeente": {row["municipality"]} if "municipality" in row else set(),
        },
        "fieldreport": lambda: {
            "gemeente": {row["municipality"]},
            "jaar": {str(RECORDS["meeting"][row["meeting"]]["year"])},
        },
    }
    return terms_of(kind, row) | of_type[kind]()


FACETS = {kind: {slug: facets_of(kind, row) for slug, row in rows.items()} for kind, rows in RECORDS.items()}


def shown(answer):
    """The addresses on one page of a list as data."""
    return {urlsplit(line["url"]).path for line in answer["results"]}


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_holds_every_record_of_its_kind_once(site, kind):
    path, label, number = KINDS[kind]
    found = []
    for page in range(1, -(-number // 20) + 1):
        listed = site.page(path if page == 1 else f"{path}?pagina={page}")
        words = "learning community" if number == 1 else label
        assert listed.by_id("aantal").text == f"{number} {words}"
        found += [card.one("h3").links[0] for card in listed.main.all("article")]
    assert Counter(found) == Counter(link(kind, slug) for slug in RECORDS[kind])
    assert site.json(path)["total"] == number


def test_home_counts_every_kind_and_leads_to_its_list(site):
    tiles = site.page("/").section("Wat vind je hier?").links
    assert sorted(tiles) == sorted((f"{label.capitalize()} {number}", path) for path, label, number in KINDS.values())


def test_searching_for_nothing_lists_everything(site):
    answer = site.json("/zoeken/")
    assert answer["total"] == ALL == 166
    assert answer["counts"]["soort"] == {kind: number for kind, (_, _, number) in KINDS.items()}
    for kind, (_, _, number) in KINDS.items():
        assert site.json("/zoeken/", soort=kind)["total"] == number


@pytest.mark.parametrize("kind", KINDS)
def test_every_number_beside_a_filter_is_what_the_file_says(site, kind):
    counts = site.json(KINDS[kind][0])["counts"]
    for name, numbers in counts.items():
        wanted = Counter(value for row in FACETS[kind].values() for value in row[name])
        assert {value: number for value, number in numbers.items() if number} == wanted, name
    hidden = {name for row in FACETS[kind].values() for name, values in row.items() if values} - counts.keys()
    assert hidden <= set(TERM_FILTERS)  # not every list has a filter for every facet of the vocabulary


@pytest.mark.parametrize("kind", KINDS)
def test_choosing_a_value_gives_the_records_that_have_it(site, kind):
    for name, numbers in site.json(KINDS[kind][0])["counts"].items():
        for value in sorted(numbers, key=numbers.get)[-2:]:  # the two that most records have
            answer = site.json(KINDS[kind][0], **{name: value})
            wanted = {address(kind, slug) for slug, row in FACETS[kind].items() if value in row[name]}
            assert answer["total"] == len(wanted) == numbers[value], (name, value)
            assert shown(answer) <= wanted
            assert len(shown(answer)) == min(20, len(wanted))


def words_of(record):
    """Every word of a publication, lower case and without accents: another road than the site's own analysis."""
    names = ("title", "subtitle", "summary", "publisher", "series", "commissioned_by", "doi", "isbn")
    fields = [record.get(name, "") for name in names]
    fields += [row["name"] for row in record["contributors"]] + [TERMS[slug]["name"] for slug in record["terms"]]
    text = unicodedata.normalize("NFKD", " ".join(fields))
    return set(re.findall(r"[a-z0-9]+", text.encode("ascii", "ignore").decode().lower()))


WORDS = {record["slug"]: words_of(record) for record in FILES["publication"]}
QUESTIONS = list(
    itertools.product(
        ["", "monitoring", "beke ferwerda", "rotterdam", "bestaatniet"],  # words without a plural, parts or a synonym
        [[], ["instroom-en-rekrutering"], ["instroom-en-rekrutering", "preventief"]],
        [[], ["2022"], ["2021", "2022", "unknown"]],
        [[], ["research_report"], ["guide", "research_report"]],
    )
)[::7]


def fits(slug, chosen, leave_out=None):
    """Does a publication have one of the chosen values of each filter?"""
    row = FACETS["publication"][slug]
    return all(not values or name == leave_out or row[name] & set(values) for name, values in chosen.items())


@pytest.mark.parametrize("question", QUESTIONS, ids=range(len(QUESTIONS)))
def test_words_and_filters_together_give_what_brute_force_gives(site, client, question):
    q, terms, years, kinds = question
    themes = [slug for slug in terms if TERMS[slug]["facet"] == "theme"]
    chosen = {"thema": themes, "jaar": years, "soort": kinds}
    found = [slug for slug in WORDS if set(q.split()) <= WORDS[slug]]
    wanted = {address("publication", slug) for slug in found if fits(slug, chosen)}
    answer = site.json("/publicaties/", q=q, **chosen)
    assert answer["total"] == len(wanted)
    assert shown(answer) <= wanted
    assert len(answer["results"]) == min(20, len(wanted))
    for name, counts in answer["counts"].items():
        rows = [FACETS["publication"][slug] for slug in found if fits(slug, chosen, leave_out=name)]
        brute = Counter(value for row in rows for value in row[name])
        assert {value: count for value, count in counts.items() if count} == brute, name
    page = Page(client.get("/publicaties/", {"q": q, **chosen}))
    assert (page.total, len(page.main.all("article"))) == (len(wanted), min(20, len(wanted)))


def test_the_questions_above_are_worth_asking():
    """A brute force that finds nothing proves nothing."""
    numbers = [
        sum(set(q.split()) <= WORDS[slug] and fits(slug, {"jaar": years, "soort": kinds}) for slug in WORDS)
        for q, _, years, kinds in QUESTIONS
    ]
    assert sum(number > 0 for number in numbers) >= 8
    assert len(set(numbers)) >= 5


def test_the_sitemap_holds_every_public_page_and_no_other(client):
    make_publication(slug="concept")
    withdraw(publish(make_publication(slug="ingetrokken")))
    xml = client.get("/sitemap.xml").content.decode()
    paths = {urlsplit(there).path for there in re.findall(r"<loc>(.*?)</loc>", xml)}
    records = {address(kind, slug) for kind in KINDS for slug in RECORDS[kind]}
    lists = {path for path, _, _ in KINDS.values()}
    of_tests = {path for path in paths if path.startswith("/verhalen/")}
    assert paths - of_tests == records | lists | {f"/begrip/{slug}/" for slug in TERMS} | {"/"} | FIXED


def test_every_facet_of_the_vocabulary_is_a_filter_somewhere():
    assert set(TERM_FILTERS.values()) == set(FACET_NAMES)
