"""Editing in the admin: one revision per save, drafts ahead of a published page, conflicts, moves, and who may."""

import pytest
from django.urls import reverse

from publications.models import Publication
from tests.factories import make_group, make_publication, make_staff, make_term, make_user, publish
from toolbox.accounts.access import State
from toolbox.content.models import Revision, Term
from toolbox.search.models import QueryCount

pytestmark = pytest.mark.django_db

ADD = "/admin/publications/publication/add/"


@pytest.fixture
def staff(client):
    user = make_staff(name="Redacteur")
    client.force_login(user)
    return user


def address(publication, page="change"):
    return reverse(f"admin:publications_publication_{page}", args=[publication.pk])


def form_data(client, address, /, **changes):
    """What a browser would send back from this form, with changes."""
    form = client.get(address).context["adminform"].form
    data = {}
    for field in form:
        value = field.value()
        if isinstance(value, list | tuple):
            data[field.html_name] = [getattr(item, "pk", item) for item in value]
        elif value not in (None, False, ""):
            data[field.html_name] = value
    for formset in client.get(address).context["inline_admin_formsets"]:
        for field in formset.formset.management_form:
            data[field.html_name] = field.value()
        for row in formset.formset.forms:
            data |= {field.html_name: field.value() for field in row if field.value() is not None}
    return data | changes


def test_editor_adds_a_publication_with_terms_from_the_vocabulary(client, staff):
    term = make_term(name="Doorgroei")
    assert "Doorgroei" in client.get(ADD).content.decode()
    data = form_data(client, ADD, title="Nieuw", slug="nieuw", kind="guide", terms=[term.pk], note="eerste")
    data |= {
        "contributors-TOTAL_FORMS": 1,
        "contributors-0-name": "Een Maker",
        "contributors-0-kind": "person",
        "contributors-0-order": 0,
    }
    assert client.post(ADD, data).status_code == 302
    publication = Publication.objects.get(slug="nieuw")
    assert (publication.state, publication.owner) == (State.DRAFT, staff)
    [revision] = publication.revisions()
    assert (revision.author, revision.note, revision.snapshot["terms"]) == (staff, "eerste", [term.slug])
    assert [row["name"] for row in revision.snapshot["contributors"]] == ["Een Maker"]


def test_a_term_that_does_not_exist_is_refused_and_none_is_made(client, staff):
    make_term()
    response = client.post(
        ADD, form_data(client, ADD, title="Nieuw", slug="nieuw", kind="guide", terms=["zelfbedacht"])
    )
    assert response.context["adminform"].form.errors.keys() == {"terms"}
    assert 'value="Nieuw"' in response.content.decode()  # what was typed is still there
    assert (Term.objects.count(), Publication.objects.count()) == (1, 0)


def test_draft_of_a_published_page_is_kept_apart_until_it_is_published(client, staff):
    publication = publish(make_publication(title="Oude titel", contributors=["Eerste Maker"]))
    url = address(publication)
    data = form_data(client, url, title="Nieuwe titel", _draft="1")
    data |= {
        "contributors-TOTAL_FORMS": 2,
        "contributors-1-name": "Tweede Maker",
        "contributors-1-kind": "person",
        "contributors-1-order": 0,
    }
    assert client.post(url, data).status_code == 302
    publication.refresh_from_db()
    assert (publication.title, publication.contributors.count()) == ("Oude titel", 1)
    assert publication.draft_ahead().author == staff

    again = form_data(client, url)
    assert again["title"] == "Nieuwe titel"
    assert (again["contributors-0-name"], again["contributors-1-name"]) == ("Eerste Maker", "Tweede Maker")
    publication.refresh_from_db()
    assert publication.title == "Oude titel"  # looking at the form changes nothing

    assert client.post(url, again | {"subtitle": "Ook nog", "_continue": "1"}).status_code == 302
    publication.refresh_from_db()
    assert (publication.title, publication.subtitle, publication.draft_ahead()) == ("Nieuwe titel", "Ook nog", None)
    assert [maker.name for maker in publication.contributor_list] == ["Eerste Maker", "Tweede Maker"]


def test_second_editor_is_told_and_loses_nothing(client, staff):
    publication = make_publication(title="Begin")
    data = form_data(client, address(publication))
    other = make_staff(name="Collega")
    with publication.edit(other):
        publication.title = "Van de collega"
        publication.save()
    response = client.post(address(publication), data | {"title": "Van mij"})
    page = response.content.decode()
    assert "Intussen bewaarde Collega versie 2" in page
    assert 'value="Van mij"' in page
    assert Publication.objects.get().title == "Van de collega"
    form = response.context["adminform"].form
    second = client.post(address(publication), data | {"title": "Van mij", "base": form["base"].value()})
    assert second.status_code == 302
    assert Publication.objects.get().title == "Van mij"


def test_state_is_read_only_in_the_form(client, staff):
    publication = make_publication()
    client.post(
        address(publication), form_data(client, address(publication), state="published", published_at="2020-01-01")
    )
    assert Publication.objects.get().state == State.DRAFT


def test_move_asks_who_may_read_and_then_publishes(client, staff):
    circle = make_group("Gemeenten")
    publication = make_publication()
    url = address(publication, "move")
    assert "Alleen Gemeenten" in client.get(url).content.decode()
    assert "Kies wie dit mag lezen." in client.post(url, {"to": "published"}).content.decode()
    assert Publication.objects.get().state == State.DRAFT
    client.post(url, {"to": "published", "readers": circle.pk})
    publication.refresh_from_db()
    assert (publication.state, publication.readers) == (State.PUBLISHED, circle)
    assert publication.newest_revision().author == staff


def test_withdrawing_asks_for_the_reason(client, staff):
    publication = publish(make_publication())
    url = address(publication, "move")
    assert "Schrijf op waarom" in client.post(url, {"to": "withdrawn"}).content.decode()
    client.post(url, {"to": "withdrawn", "note": "Achterhaald"})
    publication.refresh_from_db()
    assert (publication.state, publication.withdrawn_reason) == (State.WITHDRAWN, "Achterhaald")


def test_a_move_that_does_not_exist_is_refused(client, staff):
    publication = make_publication()
    response = client.post(address(publication, "move"), {"to": "withdrawn", "note": "Zomaar"})
    assert response.context["form"].errors.keys() == {"to"}
    assert Publication.objects.get().state == State.DRAFT


def test_staff_withdraw_and_only_a_technical_administrator_deletes(client, staff):
    publication = make_publication()
    assert client.get(address(publication, "delete")).status_code == 403
    client.force_login(make_user(is_superuser=True))
    client.post(address(publication, "delete"), {"post": "yes"})
    assert Publication.objects.count() == 0
    assert Revision.objects.latest("pk").note == "Verwijderd"


@pytest.mark.parametrize("page", ["change", "move", "history"])
def test_readers_find_nothing_in_the_admin(client, page):
    publication = make_publication(title="Geheime titel")
    assert client.get(address(publication, page)).status_code == 302  # to the login page
    client.force_login(make_user(groups=[make_group("Gemeenten")]))
    response = client.get(address(publication, page), follow=True)
    assert response.status_code == 404
    assert "Geheime titel" not in response.content.decode()


def test_editor_in_dutch_is_told_what_is_wrong_next_to_the_field(client, staff):
    data = form_data(client, ADD, title="Nieuw", slug="nieuw", kind="guide", url="http://onveilig.nl", year="1066")
    errors = client.post(ADD, data).context["adminform"].form.errors
    assert errors["url"] == ["Vul een adres in dat begint met https://"]
    assert "Een jaar ligt tussen 1800 en 2100." in str(errors)


def test_staff_see_what_is_searched_for_and_what_is_not_found(client, staff):
    for times, text, is_empty in [(3, "brommerdealer", True), (4, "coach", False), (2, "Jan Jansen", True)]:
        for _ in range(times):
            QueryCount.objects.count_one(text, is_empty)
    page = client.get(reverse("admin:search_querycount_changelist"))
    assert [(name, [row["query"] for row in rows]) for name, rows in page.context["lists"]] == [
        ("Zonder resultaat", ["brommerdealer"]),
        ("Meest gesteld", ["coach", "brommerdealer"]),
    ]
    assert "jan jansen" not in page.content.decode()
    new = client.get(reverse("admin:search_synonymgroup_add") + "?preferred=brommerdealer").content.decode()
    assert 'value="brommerdealer"' in new


def test_only_staff_see_what_is_searched_for(client):
    client.force_login(make_user())
    assert client.get(reverse("admin:search_querycount_changelist")).status_code in (302, 404)
