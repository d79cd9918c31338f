"""How many queries each page of the filled portal takes at most: who adds one changes a number here, and knows it."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_user
from toolbox.accounts.access import MUNICIPALITIES_GROUP

pytestmark = pytest.mark.django_db
AT_MOST = {  # of a list four are the bounds of a search: a savepoint, its settings, and back
    "/": 30,
    "/zoeken/": 27,
    "/zoeken/?q=drugs": 40,  # with records of every kind
    "/begrip/preventief/": 25,
    "/aanpakken/": 16,
    "/praktijken/": 18,
    "/publicaties/": 18,
    "/gemeenten/": 12,
    "/bijeenkomsten/": 15,
    "/communities/": 13,
    "/berichten/": 16,
    "/aanpakken/aanpak-criminele-familienetwerken/": 22,  # with everything that can be on such a page
    "/aanpakken/sms-bom/": 16,
    "/praktijken/utrecht-sms-bom/": 13,
    "/gemeenten/utrecht/": 13,
    "/publicaties/experimenteren-met-kwetsbare-jongeren/": 15,
    "/communities/jonge-aanwas/": 5,
    "/bijeenkomsten/2022/bijeenkomst-2022-03-10/": 13,
    "/berichten/bijeenkomst-2022-03-10-utrecht/": 7,
    "/aanpakken/credible-messengers/versies/": 5,
    "/aanpakken/credible-messengers/versies/1/": 9,
    "/sitemap.xml": 4,
}
MEMBER = 3  # more for who is logged in: the session, the account, its groups


def queries(client, address):
    """How many queries a page takes."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("address", AT_MOST)
def test_a_page_takes_this_many_queries_at_most(portal, client, address):
    assert queries(client, address) <= AT_MOST[address]
    client.force_login(make_user(groups=[Group.objects.get(name=MUNICIPALITIES_GROUP)]))
    assert queries(client, address) <= AT_MOST[address] + MEMBER
