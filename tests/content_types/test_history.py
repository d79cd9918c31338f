"""One history: drafts ahead of the page, versions at addresses that stay, restoring, and addresses that moved."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from tests.content_types.scenes import TYPES, enter, let_days_pass, list_url, read, titles, tomorrow
from tests.factories import make_group, make_record, make_staff, make_term, make_user, publish, withdraw
from toolbox.accounts.access import State
from toolbox.content import snapshots
from toolbox.content.models import Revision

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("model", TYPES, ids=lambda model: model.kind_name())]


def draft_of(record, by=None, **texts):
    """Keep a new text ahead of the live page."""
    return record.save_draft({**snapshots.take(record), **texts}, by)


def change(record, **texts):
    """Change the live text in one edit."""
    with record.edit():
        for name, value in texts.items():
            setattr(record, name, value)
        record.save()
    return record.newest_revision()


def fresh(record):
    """The record as the database has it."""
    return type(record).objects.get(pk=record.pk)


def public_places(record):
    """Where everybody reads the record."""
    kind_list = list_url(type(record))
    return [
        (record.get_absolute_url(), {}),
        (record.get_versions_url(), {}),
        (kind_list, {}),
        (kind_list, {"format": "atom"}),
        (kind_list, {"format": "csv"}),
        (kind_list, {"format": "json"}),
        (reverse("search"), {}),
        (reverse("home"), {}),
    ]


def test_a_draft_ahead_is_nowhere_until_it_is_published(client, model):
    record = publish(make_record(model, title="Nu te lezen"))
    draft_of(record, title="Straks te lezen")
    for url, data in public_places(record):
        _, text = read(client, url, **data)
        assert "Nu te lezen" in text, (url, data)
        assert "Straks te lezen" not in text, (url, data)
    assert titles(client, reverse("search"), q="straks") == []
    publish(record)
    for url, data in public_places(record):
        _, text = read(client, url, **data)
        assert "Straks te lezen" in text, (url, data)
    assert titles(client, reverse("search"), q="straks") == ["Straks te lezen"]


def test_a_draft_ahead_is_seen_by_staff_and_owner_at_its_version_address(client, model):
    owner = make_user()
    record = publish(make_record(model, title="Nu te lezen", owner=owner))
    url = record.get_versions_url(draft_of(record, title="Straks te lezen").number)
    for user in (make_staff(), owner):
        status, text = read(enter(client, user), url)
        assert (status, "Straks te lezen" in text) == (200, True)
        assert url in read(client, record.get_versions_url())[1]
        assert url in read(client, record.get_absolute_url())[1]
    for user in (None, make_user()):
        status, text = read(enter(client, user), url)
        assert (status, "Straks te lezen" in text) == (404, False)
        assert url not in read(client, record.get_versions_url())[1]
        assert url not in read(client, record.get_absolute_url())[1]


def test_an_old_version_keeps_its_address_and_its_text_and_terms(client, model):
    old_term, new_term = make_term(name="Oud begrip"), make_term(name="Nieuw begrip")
    record = publish(make_record(model, title="Eerste tekst", terms=[old_term]))
    url = record.get_versions_url(record.newest_revision().number)
    with record.edit():
        record.title = "Tweede tekst"
        record.save()
        record.terms.set([new_term])
    _, old = read(client, url)
    assert "Eerste tekst" in old
    assert "Oud begrip" in old
    assert "Tweede tekst" not in old
    assert "Nieuw begrip" not in old
    _, now = read(client, record.get_absolute_url())
    assert "Tweede tekst" in now
    assert "Eerste tekst" not in now


def test_the_public_sees_only_versions_that_were_live_for_it(client, model):
    circle = make_group()
    record = make_record(model, title="Kladtekst")
    change(record, title="Kringtekst")
    publish(record, circle)
    change(record, title="Tekst voor iedereen")
    publish(record)
    numbers = {revision.snapshot["title"]: revision.number for revision in record.revisions().order_by("number")}
    readers = {None: {"Tekst voor iedereen"}, make_user(groups=[circle]): {"Tekst voor iedereen", "Kringtekst"}}
    for user, expected in readers.items():
        enter(client, user)
        listed = read(client, record.get_versions_url())[1]
        pages = {title: read(client, record.get_versions_url(number)) for title, number in numbers.items()}
        seen = {title for title, (status, text) in pages.items() if status == 200 and title in text}
        assert seen == expected
        assert {title for title, (status, _) in pages.items() if status == 404} == set(numbers) - expected
        assert {title for title, n in numbers.items() if f'"{record.get_versions_url(n)}"' in listed} >= expected
        assert f'"{record.get_versions_url(numbers["Kladtekst"])}"' not in listed


def test_a_text_replaced_in_embargo_was_never_live(client, model):
    record = publish(make_record(model, title="Fout van voor het embargo"), published_at=tomorrow())
    never_live = record.newest_revision().number
    change(record, title="De goede tekst")
    let_days_pass(2)
    assert "De goede tekst" in read(client, record.get_absolute_url())[1]
    assert "Fout van voor" not in read(client, record.get_versions_url(never_live))[1]
    assert read(client, record.get_versions_url(never_live))[0] == 404


def test_a_text_withdrawn_in_embargo_was_never_live(client, model):
    record = publish(make_record(model, title="Fout van voor het embargo"), published_at=tomorrow())
    never_live = record.newest_revision().number
    withdraw(record).transition(State.DRAFT, None)
    change(record, title="De goede tekst")
    publish(record)
    let_days_pass(2)
    assert "De goede tekst" in read(client, record.get_absolute_url())[1]
    assert "Fout van voor" not in read(client, record.get_versions_url(never_live))[1]
    assert read(client, record.get_versions_url(never_live))[0] == 404


def test_a_withdrawn_record_has_no_live_version(client, model):
    record = publish(make_record(model, title="Weg"))
    live = record.live_revision()
    enter(client, make_staff())
    words = "staat nu op de site"
    assert words in read(client, record.get_versions_url())[1]
    assert live.snapshot["title"] == "Weg"
    withdraw(record)
    assert words not in read(client, record.get_versions_url())[1]
    assert fresh(record).live_revision() is None


def test_restoring_a_published_record_makes_a_draft_ahead(client, model):
    staff = make_staff()
    record = publish(make_record(model, title="Eerste tekst"))
    first = record.newest_revision()
    change(record, title="Tweede tekst")
    restored = record.restore(first, staff)
    assert (restored.snapshot["title"], restored.author, restored.published_at) == ("Eerste tekst", staff, None)
    assert "Tweede tekst" in read(client, record.get_absolute_url())[1]
    publish(record)
    assert "Eerste tekst" in read(client, record.get_absolute_url())[1]


def test_restoring_a_draft_takes_text_and_terms_back(client, model):
    term = make_term()
    record = make_record(model, title="Eerste tekst", terms=[term])
    first = record.newest_revision()
    with record.edit():
        record.title, record.slug = "Tweede tekst", "tweede"
        record.save()
        record.terms.clear()
    record.restore(first, make_staff())
    record = fresh(record)
    assert (record.title, record.slug, list(record.terms.all())) == ("Eerste tekst", "tweede", [term])


def test_publishing_a_draft_ahead_takes_its_terms_too(client, model):
    old_term, new_term = make_term(), make_term()
    record = publish(make_record(model, terms=[old_term]))
    draft_of(record, terms=[new_term.slug])
    assert list(record.terms.all()) == [old_term]
    publish(record)
    assert list(fresh(record).terms.all()) == [new_term]
    assert record.get_absolute_url() in read(client, new_term.get_absolute_url())[1]
    assert record.get_absolute_url() not in read(client, old_term.get_absolute_url())[1]


def test_numbers_count_up_and_never_double(client, model):
    record = publish(make_record(model))
    draft_of(record, title="Concept")
    change(record, summary="Nieuw")
    numbers = list(record.revisions().order_by("number").values_list("number", flat=True))
    assert numbers == [1, 2, 3, 4]
    twin = {"kind": record.kind_name(), "object_id": record.pk, "number": 4, "snapshot": {}, "state": "draft"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Revision.objects.create(**twin)


def test_saving_the_same_text_makes_no_version(client, model):
    record = publish(make_record(model))
    number = record.newest_revision().number
    record.save()
    record.terms.set([])
    assert record.newest_revision().number == number


@pytest.mark.parametrize("reader", ["anonymous", "member", "staff"])
def test_an_old_address_leads_to_the_new_one_for_who_may_see_it(client, model, reader):
    circle = make_group()
    user = {"anonymous": None, "member": make_user(groups=[circle]), "staff": make_staff()}[reader]
    enter(client, user)
    record = publish(make_record(model, slug="oud-adres"), None if reader == "anonymous" else circle)
    old = [record.get_absolute_url(), record.get_versions_url(), record.get_versions_url(2)]
    change(record, slug="nieuw-adres")
    for url in old:
        response = client.get(url)
        assert (response.status_code, response["Location"]) == (301, url.replace("oud-adres", "nieuw-adres"))
        assert client.get(response["Location"]).status_code == 200


@pytest.mark.parametrize("state", ["draft", "circle", "embargo"])
def test_an_old_address_tells_nothing_to_who_may_not_see_it(client, model, state):
    record = make_record(model, slug="oud-adres")
    if state != "draft":
        publish(record, **({"readers": make_group()} if state == "circle" else {"published_at": tomorrow()}))
    old = [record.get_absolute_url(), record.get_versions_url(), record.get_versions_url(1)]
    change(record, slug="nieuw-adres")
    for url in old:
        status, text = read(client, url)
        assert (status, "nieuw-adres" in text) == (404, False)
    enter(client, make_staff())
    assert [client.get(url).status_code for url in old] == [301, 301, 301]


def test_an_old_address_of_a_withdrawn_record_leads_to_the_page_that_says_so(client, model):
    record = publish(make_record(model, slug="oud-adres", title="Weggehaald"))
    old = record.get_absolute_url()
    change(record, slug="nieuw-adres")
    withdraw(record, "Het klopte niet")
    response = client.get(old, follow=True)
    assert response.redirect_chain == [(record.get_absolute_url(), 301)]
    assert (response.status_code, "Het klopte niet" in response.content.decode()) == (410, True)


def test_an_old_address_that_is_in_use_again_is_the_new_record(client, model):
    first = publish(make_record(model, slug="adres", title="De eerste"))
    change(first, slug="verhuisd")
    publish(make_record(model, slug="adres", title="De tweede"))
    status, text = read(client, first.get_absolute_url().replace("verhuisd", "adres"))
    assert (status, "De tweede" in text) == (200, True)
