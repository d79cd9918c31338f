"""The access table, row by row: every type x every state x every reader x every place where a record shows."""

import json
import re

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
    results,
    states_in,
    status_for,
    text_of,
    tomorrow,
    visible_states,
)
from tests.factories import make_group, make_record, make_user, publish, withdraw
from toolbox.views import KINDS, NEWEST

pytestmark = pytest.mark.django_db
every_type = pytest.mark.parametrize("model", TYPES, ids=lambda model: model.kind_name())


def own_pages(record):
    """The addresses of the record itself."""
    newest = record.newest_revision().number
    return [record.get_absolute_url(), record.get_versions_url(), record.get_versions_url(newest)]


def lists(model, term):
    """{name: (address, parameters)} of every place where many records show; none repeats a canary of the address."""
    here, everywhere = list_url(model), reverse("search")
    return {
        "list": (here, {}),
        "list by word of the title": (here, {"q": "vindwoord"}),
        "search by word of the body": (everywhere, {"q": "lijfwoord"}),
        "page of the term": (term.get_absolute_url(), {}),
        "feed": (here, {"format": "atom"}),
        "CSV": (here, {"format": "csv"}),
        "JSON": (here, {"format": "json"}),
    }


@every_type
def test_own_pages_show_a_record_only_to_whom_the_table_says(client, model):
    """And who may not see it gets the very page of a record that does not exist."""
    scene = make_scene(model, *STATES)
    absent_slug = "x" * len(scene.records["draft"].slug)  # of the same length, for the header that counts bytes
    pages = {state: own_pages(record) for state, record in scene.records.items()}
    for reader, find in READERS.items():
        enter(client, find(scene))
        absent = {}
        for state, record in scene.records.items():
            responses = [client.get(url) for url in pages[state]]
            texts = [text_of(response) for response in responses]
            status, seen = status_for(state, reader), [states_in(text) for text in texts]
            assert (reader, state, {response.status_code for response in responses}) == (reader, state, {status})
            if status == 200:
                assert (reader, [set(each) for each in seen]) == (reader, [{state}] * 3)
                detail, versions, version = (each[state] for each in seen)
                assert "title" in versions, (reader, state)
                assert detail >= {"title", "summary"} <= version, (reader, state)
            else:
                shown = {state: {"title"}} if status == 410 else {}
                assert (reader, state, seen) == (reader, state, [shown] * 3)
            for response, text, url in zip(responses, texts, pages[state], strict=True) if status == 404 else []:
                other = url.replace(record.slug, absent_slug)
                absent[other] = absent.get(other) or client.get(other)
                assert absent[other].status_code == 404
                assert dict(response.headers) == dict(absent[other].headers)
                assert text.replace(record.slug, absent_slug) == text_of(absent[other])


@every_type
def test_places_hold_a_record_only_for_whom_the_table_says(client, model):
    scene = make_scene(model, *STATES)
    for reader, find in READERS.items():
        enter(client, find(scene))
        visible = visible_states(reader)
        pages = {name: read(client, url, **data) for name, (url, data) in lists(model, scene.term).items()}
        found = {name: states_in(text) for name, (_, text) in pages.items()}
        assert {status for status, _ in pages.values()} == {200}
        assert (reader, {name: set(seen) for name, seen in found.items()}) == (reader, dict.fromkeys(pages, visible))
        assert all("title" in words for seen in found.values() for words in seen.values()), reader
        answer = json.loads(pages["JSON"][1])
        assert (reader, answer["total"], len(answer["results"])) == (reader, len(visible), len(visible))
        assert answer["counts"]["thema"] == {scene.term.slug: len(visible)}
        assert {sum(values.values()) for values in answer["counts"].values()} == {len(visible)}

        status, home = read(client, reverse("home"))  # it shows the newest only, and counts all
        newest = states_in(home.partition('id="nieuw"')[2].partition("</section>")[0])
        assert (reader, status, states_in(home).keys() - visible) == (reader, 200, set())
        assert (reader, len(newest)) == (reader, min(len(visible), NEWEST))
        assert all("title" in words for words in newest.values()), reader
        assert (reader, counts_on(home)[scene.term.name]) == (reader, len(visible))

        status, sitemap = read(client, reverse("sitemap"))  # what everybody may see, whoever asks
        held = {state for state, record in scene.records.items() if record.get_absolute_url() in sitemap}
        assert (reader, status, held) == (reader, 200, {"published"})
        assert list_url(model) in sitemap


def counts_on(home):
    """{name: number} of every tile with a number on the home page."""
    return {name: int(number) for name, number in re.findall(r">([^<>]+)(?:</span>)? <span class=.count.>(\d+)<", home)}


@every_type
def test_what_a_reader_may_not_see_is_not_counted_or_offered(client, model):
    scene = make_scene(model, *[state for state in STATES if state not in visible_states("anonymous")])
    kind = model._meta.verbose_name_plural.capitalize()
    kinds = set()
    for reader, find in READERS.items():
        enter(client, find(scene))
        number = len(visible_states(reader) & scene.records.keys())
        home, page = read(client, reverse("home"))[1], read(client, list_url(model))[1]
        assert (reader, scene.term.name in home, scene.term.name in page) == (reader, bool(number), bool(number))
        assert (reader, counts_on(home).get(scene.term.name, 0)) == (reader, number)
        kinds.add((number, counts_on(home).get(kind, 0)))
        answer = results(client, list_url(model))
        assert (reader, answer["total"]) == (reader, number)
        assert answer["counts"].get("thema", {}) == ({scene.term.slug: number} if number else {})
        assert sum(sum(values.values()) for values in answer["counts"].values()) == number * len(answer["counts"])
    assert kinds == {(number, number if model in KINDS else 0) for number in (0, 1, len(scene.records))}


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
