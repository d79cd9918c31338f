"""Logging in with a password and logging out."""

import html

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_group, make_publication, make_user, publish
from toolbox.accounts.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "een lang wachtwoord"
WRONG = "Dit e-mailadres en wachtwoord horen niet bij elkaar. Kijk ze na en probeer het opnieuw."


@pytest.fixture
def user():
    """An account with a password."""
    return make_user("sanne@gemeente.nl", password=PASSWORD)


def log_in(client, email="sanne@gemeente.nl", password=PASSWORD, **data):
    """Send the login form."""
    return client.post(reverse("login"), {"username": email, "password": password, **data})


def who(client):
    """The account that the client is logged in as, or None."""
    return client.session.get("_auth_user_id")


def errors(response):
    """The errors of the form as the page shows them."""
    shown = response.context["form"].non_field_errors()
    assert all(html.unescape(str(error)) in html.unescape(response.content.decode()) for error in shown)
    return list(shown)


def test_the_right_password_lets_in_and_leads_home(client, user):
    response = log_in(client, "Sanne@Gemeente.nl")
    assert (response.status_code, response.url) == (302, reverse("home"))
    assert who(client) == str(user.pk)


def test_the_message_does_not_say_whether_the_account_exists(client, user):
    make_user("weg@gemeente.nl", password=PASSWORD, is_active=False)
    make_user("zonder@gemeente.nl")
    wrong = [
        log_in(client, password="fout wachtwoord"),
        log_in(client, "niemand@gemeente.nl"),
        log_in(client, "weg@gemeente.nl"),
        log_in(client, "zonder@gemeente.nl"),
    ]
    assert [errors(response) for response in wrong] == [[WRONG]] * 4
    assert [response.status_code for response in wrong] == [200] * 4
    assert who(client) is None


def test_what_is_no_address_is_said_beside_the_field(client, user):
    response = log_in(client, "sanne")
    assert list(response.context["form"].errors) == ["username"]
    assert "geldig e-mailadres" in response.content.decode()


def test_the_way_back_is_kept_through_a_mistake(client, user):
    path = "/publicaties/?thema=drugs&q=a+b"
    page = client.get(reverse("login"), {"next": path})
    hidden = f'<input type="hidden" name="next" value="{html.escape(path)}">'
    assert hidden in page.content.decode()
    assert hidden in log_in(client, password="fout", next=path).content.decode()
    assert log_in(client, next=path).url == path


@pytest.mark.parametrize(
    "path",
    ["https://elders.nl/", "//elders.nl/", "/\\elders.nl", "javascript:alert(1)", "https:elders.nl", "http:///x"],
)
def test_the_way_back_never_leads_to_another_site(client, user, path):
    assert log_in(client, next=path).url == reverse("home")
    assert who(client) == str(user.pk)


def test_who_is_logged_in_is_led_on(client, user):
    client.force_login(user)
    assert client.get(reverse("login"), {"next": "/publicaties/"}).url == "/publicaties/"


def test_logging_out_takes_a_post(client, user):
    client.force_login(user)
    assert client.get(reverse("logout")).status_code == 405
    assert who(client) == str(user.pk)
    response = client.post(reverse("logout"))
    assert (response.status_code, response.url) == (302, reverse("home"))
    assert who(client) is None


def test_a_page_of_a_logged_in_reader_has_the_button_to_log_out(client, user):
    client.force_login(user)
    page = client.get(reverse("home")).content.decode()
    assert f'action="{reverse("logout")}"' in page
    assert "csrfmiddlewaretoken" in page


def test_an_account_that_is_switched_off_is_out_at_once(client):
    circle = make_group()
    member = make_user(groups=[circle])
    record = publish(make_publication(title="Alleen voor de kring"), readers=circle)
    client.force_login(member)
    assert "Alleen voor de kring" in client.get(record.get_absolute_url()).content.decode()
    User.objects.filter(pk=member.pk).update(is_active=False)
    response = client.get(record.get_absolute_url())
    assert response.status_code == 404
    assert "Alleen voor de kring" not in response.content.decode()


def test_a_post_from_another_site_is_refused(user):
    client = Client(enforce_csrf_checks=True)
    response = log_in(client)
    assert response.status_code == 403
    assert who(client) is None
    token = client.get(reverse("login")).context["csrf_token"]
    assert log_in(client, csrfmiddlewaretoken=str(token)).status_code == 302
    assert who(client) == str(user.pk)
