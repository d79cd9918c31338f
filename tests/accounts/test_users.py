"""Accounts: one per address however it is typed, and circles as groups."""

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from tests.factories import make_group, make_staff, make_user
from toolbox.accounts.access import MUNICIPALITIES_GROUP, STAFF_GROUP
from toolbox.accounts.models import User

pytestmark = pytest.mark.django_db


def test_the_address_is_kept_in_lower_case():
    assert User.objects.get(pk=make_user("Sanne@Gemeente.NL").pk).email == "sanne@gemeente.nl"


@pytest.mark.parametrize("typed", ["sanne@gemeente.nl", "SANNE@gemeente.nl", "Sanne@Gemeente.NL"])
def test_one_logs_in_however_the_address_is_typed(typed):
    user = make_user("sanne@gemeente.nl", password="een lang wachtwoord")
    assert authenticate(username=typed, password="een lang wachtwoord") == user
    assert authenticate(username=typed, password="een ander wachtwoord") is None


def test_the_database_refuses_the_same_address_in_capitals():
    make_user("sanne@gemeente.nl")
    row = make_user("jan@gemeente.nl")
    with pytest.raises(IntegrityError, match="accounts_user_email_once"), transaction.atomic():
        User.objects.filter(pk=row.pk).update(email="SANNE@gemeente.nl")


def test_the_form_says_in_dutch_that_the_address_is_taken():
    make_user("sanne@gemeente.nl")
    other = User(email="Sanne@gemeente.nl", name="Nog een", password="!")
    with pytest.raises(ValidationError) as error:
        other.full_clean()
    assert "Dit adres heeft al een account." in error.value.messages


def test_an_account_without_password_is_entered_by_no_password():
    user = make_user("sanne@gemeente.nl")
    assert not user.has_usable_password()
    assert authenticate(username="sanne@gemeente.nl", password="") is None


def test_an_inactive_account_does_not_log_in():
    user = make_user("sanne@gemeente.nl", password="een lang wachtwoord")
    assert authenticate(username=user.email, password="een lang wachtwoord") == user
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert authenticate(username=user.email, password="een lang wachtwoord") is None


def test_staff_is_the_group_redactie_or_a_superuser():
    staff, superuser = make_staff(), User.objects.create_superuser("beheer@voorbeeld.nl", "een lang wachtwoord")
    reader = make_user(groups=[make_group(MUNICIPALITIES_GROUP)])
    assert [user.is_staff for user in (staff, superuser, reader)] == [True, True, False]
    assert STAFF_GROUP in staff.groups.values_list("name", flat=True)
    assert not superuser.groups.exists()


def test_both_fixed_groups_are_there_after_migrating():
    with connection.cursor() as cursor:
        cursor.execute("select name from auth_group")
        names = {name for (name,) in cursor.fetchall()}
    assert {STAFF_GROUP, MUNICIPALITIES_GROUP} <= names


def test_a_person_is_called_by_name_or_else_by_address():
    assert str(make_user("sanne@gemeente.nl", name="Sanne")) == "Sanne"
    assert str(make_user("jan@gemeente.nl")) == "jan@gemeente.nl"
