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
from toolbox.views import NEWEST

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
    scene = make_scene(model, *STATES)
    pages = {state: own_pages(record) for state, record in scene.records.items()}
    for reader, find in READERS.items():
        enter(client, find(scene))
        for state, urls in pages.items():
            (page, text), (versions, listed), (version, old) = (read(client, url) for url in urls)
            status = status_for(state, reader)
            assert (reader, state, {page, versions, version}) == (reader, state, {status})
            seen = [states_in(each) for each in (text, listed, old)]
            if status == 200:
                assert (reader, [set(each) for each in seen]) == (reader, [{state}] * 3)
                assert "title" in seen[1][state], (reader, state)
                assert seen[0][state] >= {"title", "summary"} <= seen[2][state], (reader, state)
            else:
                shown = {state: {"title"}} if status == 410 else {}
                assert (reader, state, seen) == (reader, state, [shown] * 3)


@every_type
def test_lists_hold_a_record_only_for_whom_the_table_says(client, model):
    scene = make_scene(model, *STATES)
    for reader, find in READERS.items():
        enter(client, find(scene))
        visible = visible_states(reader)
        pages = {name: read(client, url, **data) for name, (url, data) in lists(model, scene.term).items()}
        assert {status for status, _ in pages.values()} == {200}
        found = {name: states_in(text) for name, (_, text) in pages.items()}
        assert (reader, {name: set(seen) for name, seen in found.items()}) == (reader, dict.fromkeys(pages, visible))
        assert all("title" in words for seen in found.values() for words in seen.values()), reader
        answer = json.loads(pages["JSON"][1])
        assert (reader, answer["total"], len(answer["results"])) == (reader, len(visible), len(visible))
        assert answer["counts"]["thema"] == {scene.term.slug: len(visible)}
        assert {sum(values.values()) for values in answer["counts"].values()} == {len(visible)}


@every_type
def test_home_shows_and_counts_a_record_only_for_whom_the_table_says(client, model):
    scene = make_scene(model, *STATES)
    for reader, find in READERS.items():
        status, text = read(enter(client, find(scene)), reverse("home"))
        visible, newest = visible_states(reader), states_in(text.partition('id="nieuw"')[2])
        assert status == 200
        assert (reader, states_in(text).keys() - visible) == (reader, set())
        assert (reader, len(newest)) == (reader, min(len(visible), NEWEST))
        assert all("title" in words for words in newest.values()), reader
        counted = re.search(rf">{scene.term.name} <span class=.count.>(\d+)<", text)
        assert (reader, int(counted[1])) == (reader, len(visible))


@every_type
def test_what_a_reader_may_not_see_is_not_counted_or_offered(client, model):
    scene = make_scene(model, *[state for state in STATES if state not in visible_states("anonymous")])
    for reader, find in READERS.items():
        enter(client, find(scene))
        number = len(visible_states(reader) & scene.records.keys())
        home, page = read(client, reverse("home"))[1], read(client, list_url(model))[1]
        assert (reader, scene.term.name in home, scene.term.name in page) == (reader, bool(number), bool(number))
        answer = results(client, list_url(model))
        assert (reader, answer["total"]) == (reader, number)
        assert answer["counts"].get("thema", {}) == ({scene.term.slug: number} if number else {})
        assert sum(sum(values.values()) for values in answer["counts"].values()) == number * len(answer["counts"])


@every_type
@pytest.mark.parametrize("reader", ["anonymous", "staff"])
def test_sitemap_holds_what_everybody_may_see_whoever_asks(client, model, reader):
    scene = make_scene(model, *STATES)
    enter(client, READERS[reader](scene))
    status, text = read(client, reverse("sitemap"))
    assert status == 200
    held = {state for state, record in scene.records.items() if record.get_absolute_url() in text}
    assert held == {"published"}
    assert list_url(model) in text


@every_type
def test_may_not_see_and_does_not_exist_are_the_same_page(client, model):
    scene = make_scene(model, *STATES)
    absent_slug = "x" * len(scene.records["draft"].slug)  # of the same length, for the header that counts bytes
    pages = {state: own_pages(record) for state, record in scene.records.items()}
    compared = set()
    for reader, find in READERS.items():
        enter(client, find(scene))
        absent = {}
        for state, record in scene.records.items():
            for url in pages[state] if status_for(state, reader) == 404 else []:
                other = url.replace(record.slug, absent_slug)
                absent[other] = absent.get(other) or client.get(other)
                hidden = client.get(url)
                assert (hidden.status_code, absent[other].status_code) == (404, 404)
                assert dict(hidden.headers) == dict(absent[other].headers)
                assert text_of(hidden).replace(record.slug, absent_slug) == text_of(absent[other])
                compared.add((reader, state))
    assert len(compared) >= 4 * len([state for state in STATES if "published" != state != "withdrawn"])


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
