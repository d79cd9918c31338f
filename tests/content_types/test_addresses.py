"""What a list's address may hold: an unknown value is refused in words, an unknown parameter is left alone."""

import re
from itertools import product

import pytest
from django.urls import resolve, reverse

from tests.content_types.scenes import TYPES, enter, list_url, read, results, titles
from tests.factories import make_record, make_staff, make_term, publish
from toolbox.approaches.models import Practice
from toolbox.content.models import Facet
from toolbox.search.facets import FacetFilter

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("model", TYPES, ids=lambda model: model.kind_name())]
BAD = [
    {"pagina": "0"},
    {"pagina": "-1"},
    {"pagina": "99"},
    {"pagina": "x"},
    {"pagina": "1.5"},
    {"pagina": "99999999999999999999"},
    {"sorteer": "willekeurig"},
    {"format": "xml"},
    {"format": "csv", "sorteer": "willekeurig"},
    {"format": "json", "pagina": "99"},
    {"format": "atom", "pagina": "x"},
]


def facets_of(url):
    """The names of the facets in the address of a list."""
    filters = resolve(url).func.view_initkwargs.get("filterset_class") or resolve(url).func.view_class.filterset_class
    return [name for name, each in filters.base_filters.items() if isinstance(each, FacetFilter)]


def lists(model):
    """The list of a type with one record on it; for one type also search and the page of a term, which all share."""
    term = make_term()
    publish(make_record(model, title="Geheimpje", terms=[term]))
    return [list_url(model), *([reverse("search"), term.get_absolute_url()] if model is Practice else [])]


def alone(url):
    """The parameters with which a list holds the one record only: search holds what it lies under too."""
    return {"q": "geheimpje"} if url == reverse("search") else {}


def assert_refused(client, url, data):
    """Status 400, words that say what is wrong, and no record."""
    status, text = read(client, url, **data)
    assert (url, data, status) == (url, data, 400)
    assert "We kennen deze waarde niet bij" in text or "Deze lijst heeft geen pagina" in text
    assert "Geheimpje" not in text


def test_a_value_we_do_not_know_is_refused(client, model):
    for url in lists(model):
        assert "Geheimpje" in read(client, url)[1]
        for data in BAD:
            assert_refused(client, url, data)


def test_a_facet_value_we_do_not_know_is_refused(client, model):
    make_term(slug="wel-een-doelgroep", facet=Facet.TARGET_GROUP)
    for url in lists(model):
        assert "thema" in facets_of(url)
        for name in facets_of(url):
            assert_refused(client, url, {name: "bestaat-niet"})
            assert_refused(client, url, {name: "bestaat-niet\x00'\"<b>"})
        assert_refused(client, url, {"thema": "wel-een-doelgroep"})


def test_one_wrong_value_beside_a_right_one_is_refused(client, model):
    term = make_term()
    url = list_url(model)
    publish(make_record(model, title="Geheimpje", terms=[term]))
    assert titles(client, url, thema=term.slug) == ["Geheimpje"]
    assert_refused(client, url, {"thema": [term.slug, "bestaat-niet"]})


def test_what_a_refused_address_says_is_escaped(client, model):
    _, text = read(client, list_url(model), thema="<script>x</script>")
    assert "&lt;script&gt;x" in text
    assert "<script>x" not in text


def test_a_value_that_only_hidden_records_have_is_a_known_term_without_rows(client, model):
    term = make_term()
    make_record(model, title="Geheimpje", terms=[term])
    answer = results(client, list_url(model), thema=term.slug)
    assert (answer["total"], answer["counts"]["thema"]) == (0, {term.slug: 0})
    enter(client, make_staff())
    assert titles(client, list_url(model), thema=term.slug) == ["Geheimpje"]


def test_a_parameter_we_do_not_know_changes_nothing(client, model):
    for url in lists(model):
        assert titles(client, url, utm_source="x", onbekend="y") == titles(client, url)
        assert titles(client, url, utm_source="x", **alone(url)) == ["Geheimpje"]
        status, text = read(client, url, utm_source="nieuwsbrief")
        assert (status, "Geheimpje" in text) == (200, True)
        assert not [link for link in re.findall(r'href="(\?[^"]*)"', text) if "nieuwsbrief" in link]


def test_an_empty_value_is_no_value(client, model):
    for url in lists(model):
        assert titles(client, url, q="", sorteer="", pagina="") == titles(client, url)
        assert titles(client, url, **{"q": "", **alone(url)}, sorteer="", pagina="") == ["Geheimpje"]
        assert "Geheimpje" in read(client, url, format="")[1]


def test_every_text_is_a_query(client, model):
    browsing, asking = ["'", "<->:*", "\x00", "(", "😀", "de het een"], ["a & b | !c", "x" * 5000]
    for url, words in product(lists(model), [*browsing, *asking]):
        status, text = read(client, url, q=words)
        assert (words, status, "Geheimpje" in text) == (words, 200, words in browsing)


def test_a_term_that_does_not_exist_has_no_page(client, model):
    term = make_term(name="Bestaat wel")
    publish(make_record(model, title="Geheimpje", terms=[term]))
    assert "Geheimpje" in read(client, term.get_absolute_url())[1]
    status, text = read(client, reverse("term", args=["bestaat-niet"]))
    assert (status, "Geheimpje" in text) == (404, False)
