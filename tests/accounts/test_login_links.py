"""Links that let one person in once, and the command that prints them."""

import re
from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.urls import reverse

from tests.factories import make_user
from toolbox.accounts.access import MUNICIPALITIES_GROUP, STAFF_GROUP
from toolbox.accounts.login_links import make_login_link, tokens, user_of_link
from toolbox.accounts.models import User

pytestmark = pytest.mark.django_db


def who(client):
    """The account that the client is logged in as, or None."""
    return client.session.get("_auth_user_id")


def is_refused(client, link):
    """Does the link give the page that says it works no longer, by GET and by POST, and let nobody in?"""
    responses = [client.get(link), client.post(link)]
    assert all("Deze link werkt niet meer" in response.content.decode() for response in responses)
    return [response.status_code for response in responses] == [410, 410] and who(client) is None


def parts(link):
    """(uid, token) of a link."""
    return link.strip("/").split("/")[-2:]


def command(*arguments, **options):
    """What `manage.py login_link` prints."""
    out = StringIO()
    call_command("login_link", *arguments, stdout=out, **options)
    return out.getvalue()


def links_in(text):
    """The paths of the links in the command's output."""
    return re.findall(r"http://127\.0\.0\.1:8000(/\S+)", text)


def test_opening_a_link_shows_whose_it_is_and_logs_nobody_in(client):
    user = make_user(name="Sanne de Vries")
    link = make_login_link(user)
    for _ in range(2):  # a mail scanner, then the person
        response = client.get(link)
        assert "Sanne de Vries" in response.content.decode()
        assert "no-store" in response["Cache-Control"]
        assert who(client) is None
    client.head(link)
    assert who(client) is None


def test_the_button_logs_in_once(client):
    user = make_user()
    link = make_login_link(user)
    response = client.post(link)
    assert (response.status_code, response.url) == (302, reverse("home"))
    assert who(client) == str(user.pk)
    client.logout()
    assert is_refused(client, link)


def test_logging_in_uses_up_every_link_given_out_before(client):
    user = make_user()
    first, second = make_login_link(user), make_login_link(user)
    client.post(first)
    client.logout()
    assert is_refused(client, second)
    client.post(make_login_link(User.objects.get(pk=user.pk)))
    assert who(client) == str(user.pk)


def test_a_token_opens_no_other_account(client):
    mine, other = make_user(), make_user()
    (_, token), (uid, _) = parts(make_login_link(mine)), parts(make_login_link(other))
    assert user_of_link(*parts(make_login_link(other))) == other
    assert user_of_link(uid, token) is None
    assert is_refused(client, reverse("login_link", args=[uid, token]))


def test_an_account_that_is_switched_off_is_not_entered(client):
    user = make_user()
    link = make_login_link(user)
    assert user_of_link(*parts(link)) == user
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert is_refused(client, link)


def test_a_link_is_good_for_days_and_no_longer(client, monkeypatch):
    user = make_user()
    given_out = datetime.now()
    link = make_login_link(user)
    limit = timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    monkeypatch.setattr(tokens, "_now", lambda: given_out + limit - timedelta(minutes=1))
    assert user_of_link(*parts(link)) == user
    monkeypatch.setattr(tokens, "_now", lambda: given_out + limit + timedelta(minutes=1))
    assert is_refused(client, link)


@pytest.mark.parametrize(
    "uid", ["MQ", "x", "%00", "____", "LTE", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5", "4oKs", "_w", "AA", "MTA="]
)
def test_nonsense_is_a_link_that_does_not_work(client, uid):
    link = reverse("login_link", args=["_uid_", "abc-123"]).replace("_uid_", uid)
    assert is_refused(client, link)


def test_a_changed_password_uses_up_the_link():
    user = make_user()
    link = make_login_link(user)
    user.set_password("een heel nieuw wachtwoord")
    user.save()
    assert user_of_link(*parts(link)) is None


def test_a_database_without_accounts_gets_two_with_links_that_work(client):
    text = command("--if-fresh")
    users = list(User.objects.order_by("pk"))
    groups = [list(user.groups.values_list("name", flat=True)) for user in users]
    assert groups == [[STAFF_GROUP], [MUNICIPALITIES_GROUP]]
    assert [user.has_usable_password() for user in users] == [False, False]
    for user, link in zip(users, links_in(text), strict=True):
        assert user.email in text
        client.post(link)
        assert who(client) == str(user.pk)
        client.logout()


def test_a_database_with_accounts_gets_nothing():
    make_user(is_active=False)
    assert command("--if-fresh") == ""
    assert User.objects.count() == 1


def test_a_link_for_one_account(client):
    user = make_user("sanne@gemeente.nl", name="Sanne")
    make_user()
    (link,) = links_in(command("Sanne@Gemeente.nl"))
    client.post(link)
    assert who(client) == str(user.pk)


def test_the_address_of_the_site_stands_in_front(client):
    make_user("sanne@gemeente.nl")
    assert "https://toolbox.nl/inloggen/" in command("sanne@gemeente.nl", "--base", "https://toolbox.nl")


@pytest.mark.parametrize("email", ["niemand@gemeente.nl", "weg@gemeente.nl"])
def test_an_address_without_active_account_is_an_error(email):
    make_user("weg@gemeente.nl", is_active=False)
    with pytest.raises(CommandError, match=f"No active account has the address {re.escape(email)}"):
        command(email)


def test_no_address_at_all_is_an_error():
    with pytest.raises(CommandError, match="Give an address, or --if-fresh"):
        command()
    assert not User.objects.exists()
