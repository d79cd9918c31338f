"""How well the search of the site finds, on the first content: `pytest tests/portal/test_judged.py -s` prints it."""

from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict

from tests.search.judging import figures, table
from toolbox.everything import EverythingFilter

SUCCESS, NDCG = 0.95, 0.90  # in every class (docs/decisions/0010-search-quality.md)


def search(text):
    """What an anonymous reader gets on the first page of Zoeken: [(kind, slug)]."""
    filterset = EverythingFilter(QueryDict(urlencode({"q": text})), AnonymousUser())
    assert filterset.form.is_valid()
    entries = filterset.answer().entries
    return [(entry.kind, entry.url.rstrip("/").rsplit("/", 1)[-1]) for entry in entries]


@pytest.mark.django_db
def test_the_judged_questions_find_what_they_should():
    result = figures(search)
    print(f"\n{table(result)}")
    assert result["all"].number > 90
    assert {name: row for name, row in result.items() if row.success < SUCCESS or row.ndcg < NDCG} == {}
