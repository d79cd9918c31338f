"""The access table, row by row: every type x every state x every reader x every place where a record shows."""

import json
from itertools import product

import pytest
from django.urls import reverse

from tests.content_types.scenes import (
    CANARIES,
    READERS,
    STATES,
    TYPES,
    canaries_in,
    enter,
    let_days_pass,
    list_url,
    make_scene,
    read,
    status_for,
    text_of,
    tomorrow,
)
from tests.factories import make_group, make_record, make_user, publish, withdraw

pytestmark = pytest.mark.django_db
every_type = pytest.mark.parametrize("model", TYPES, ids=lambda model: model.kind_name())


def own_pages(record):
    """The addresses of the record itself."""
    newest = record.newest_revision().number
    return [record.get_absolute_url(), record.get_versions_url(), record.get_versions_url(newest)]


def lists(scene):
    """{name: (address, parameters)} of every place where many records show; none repeats a canary of the address."""
    here, everywhere, term = list_url(type(scene.record)), reverse("search"), scene.term.get_absolute_url()
    return {
        "home": (reverse("home"), {}),
        "list": (here, {}),
        "list by word of the title": (here, {"q": "vindwoord"}),
        "search by word of the body": (everywhere, {"q": "lijfwoord"}),
        "page of the term": (term, {}),
        "feed": (here, {"format": "atom"}),
        "CSV": (here, {"format": "csv"}),
        "JSON": (here, {"format": "json"}),
    }


@every_type
@pytest.mark.parametrize("state", STATES)
def test_own_pages_show_the_record_only_to_whom_the_table_says(client, model, state):
    scene = make_scene(model, state)
    page, versions, version = own_pages(scene.record)
    for reader, find in READERS.items():
        enter(client, find(scene))
        got = {url: read(client, url) for url in (page, versions, version)}
        status = status_for(state, reader)
        assert (reader, {code for code, _ in got.values()}) == (reader, {status})
        if status == 200:
            assert "title" in canaries_in(got[versions][1]), reader
            assert canaries_in(got[page][1]) >= {"title", "summary"} <= canaries_in(got[version][1]), reader
        else:
            shown = {"title"} if status == 410 else set()
            assert (reader, [canaries_in(text) for _, text in got.values()]) == (reader, [shown] * 3)


@every_type
@pytest.mark.parametrize("state", STATES)
def test_lists_hold_the_record_only_for_whom_the_table_says(client, model, state):
    scene = make_scene(model, state)
    for reader, find in READERS.items():
        enter(client, find(scene))
        pages = {name: read(client, url, **data) for name, (url, data) in lists(scene).items()}
        assert {status for status, _ in pages.values()} == {200}
        is_visible = status_for(state, reader) == 200
        found = {name: canaries_in(text) for name, (_, text) in pages.items()}
        if is_visible:
            assert (reader, [name for name in found if "title" not in found[name]]) == (reader, [])
        else:
            assert (reader, found) == (reader, dict.fromkeys(pages, set()))
        assert (scene.term.name in pages["home"][1]) == is_visible  # themes with their counts
        answer = json.loads(pages["JSON"][1])
        assert (reader, answer["total"]) == (reader, is_visible)
        assert answer["counts"]["thema"] == ({scene.term.slug: 1} if is_visible else {})
        assert {sum(values.values()) for values in answer["counts"].values()} <= {0, int(is_visible)}


@every_type
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("reader", ["anonymous", "staff"])
def test_sitemap_holds_what_everybody_may_see_whoever_asks(client, model, state, reader):
    scene = make_scene(model, state)
    enter(client, READERS[reader](scene))
    status, text = read(client, reverse("sitemap"))
    assert status == 200
    assert (scene.record.get_absolute_url() in text) == (state == "published")
    assert list_url(model) in text


@every_type
@pytest.mark.parametrize("state", [state for state in STATES if "published" != state != "withdrawn"])
def test_may_not_see_and_does_not_exist_are_the_same_page(client, model, state):
    scene = make_scene(model, state)
    absent_slug = "x" * len(scene.record.slug)  # of the same length, for the header that counts bytes
    readers = [find for reader, find in READERS.items() if status_for(state, reader) == 404]
    assert len(readers) >= 4
    for find, url in product(readers, own_pages(scene.record)):
        enter(client, find(scene))
        hidden, absent = client.get(url), client.get(url.replace(scene.record.slug, absent_slug))
        assert (hidden.status_code, absent.status_code) == (404, 404)
        assert dict(hidden.headers) == dict(absent.headers)
        assert text_of(hidden).replace(scene.record.slug, absent_slug) == text_of(absent)


@every_type
def test_an_anonymous_404_offers_to_log_in_with_the_way_back(client, model):
    scene = make_scene(model, "published for a circle")
    url = scene.record.get_absolute_url()
    status, text = read(client, url)
    assert status == 404
    assert f"{reverse('login')}?next={url}" in text


@every_type
def test_leaving_the_circle_works_at_once(client, model):
    scene = make_scene(model, "published for a circle")
    member = make_user(groups=[scene.circle])
    enter(client, member)
    assert canaries_in(read(client, list_url(model))[1]) >= {"title"}
    member.groups.remove(scene.circle)
    assert canaries_in(read(client, list_url(model))[1]) == set()
    assert read(client, scene.record.get_absolute_url())[0] == 404


@every_type
def test_an_inactive_account_sees_no_more_than_the_public(client, model):
    scene = make_scene(model, "published for a circle")
    member = make_user(groups=[scene.circle])
    enter(client, member)
    assert read(client, scene.record.get_absolute_url())[0] == 200
    member.is_active = False
    member.save()
    assert read(client, scene.record.get_absolute_url())[0] == 404


@every_type
def test_an_embargo_ends_by_itself(client, model):
    scene = make_scene(model, "embargo")
    assert read(client, scene.record.get_absolute_url())[0] == 404
    let_days_pass(2)
    for url in [*own_pages(scene.record), list_url(model), reverse("search"), reverse("home")]:
        status, text = read(client, url)
        assert (url, status) == (url, 200)
        assert "title" in canaries_in(text), url


@every_type
def test_withdrawing_in_embargo_means_that_nobody_ever_saw_it(client, model):
    scene = make_scene(model, "withdrawn in embargo")
    let_days_pass(2)
    status, text = read(client, scene.record.get_absolute_url())
    assert (status, canaries_in(text)) == (404, set())


@every_type
def test_a_gone_page_says_title_date_reason_and_successor(client, model):
    successor = publish(make_record(model, title="De opvolger zelf"))
    record = publish(make_record(model, title="Het oude stuk", summary=CANARIES["summary"]))
    withdraw(record, "Er staat een fout in de cijfers", successor=successor)
    status, text = read(client, record.get_absolute_url())
    assert status == 410
    assert "Het oude stuk" in text
    assert "Er staat een fout in de cijfers" in text
    assert str(record.withdrawn_at.year) in text
    assert "De opvolger zelf" in text
    assert f'href="{successor.get_absolute_url()}"' in text
    assert canaries_in(text) == set()


@every_type
@pytest.mark.parametrize("hidden", ["draft", "embargo", "circle"])
def test_a_gone_page_keeps_silent_about_a_successor_that_this_reader_may_not_see(client, model, hidden):
    circle = make_group()
    successor = make_record(model, title="De opvolger zelf")
    if hidden != "draft":
        options = {"readers": circle} if hidden == "circle" else {"published_at": tomorrow()}
        publish(successor, **options)
    record = withdraw(publish(make_record(model, title="Het oude stuk")), successor=successor)
    status, text = read(client, record.get_absolute_url())
    assert status == 410
    assert "De opvolger zelf" not in text
    assert successor.get_absolute_url() not in text
    enter(client, make_user(groups=[circle]))
    assert ("De opvolger zelf" in read(client, record.get_absolute_url())[1]) == (hidden == "circle")
