"""Counts against results, for sets of records, readers and choices that nobody thought of."""

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.content_types.scenes import READERS, STATES, TYPES, Scene, enter, list_url, results, status_for
from tests.factories import make_group, make_parents, make_record, make_term, make_user

THEMES = ["thema-een", "thema-twee", "thema-drie"]
RECORDS = st.lists(st.tuples(st.sampled_from(list(STATES)), st.sets(st.sampled_from(THEMES))), max_size=4)
CHOICE = st.sets(st.sampled_from(THEMES), max_size=2)


@pytest.mark.django_db
@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.kind_name())
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=RECORDS, reader=st.sampled_from(list(READERS)), chosen=CHOICE)
def test_every_count_is_what_choosing_the_value_gives(model, rows, reader, chosen):
    with transaction.atomic():
        check_counts(model, rows, reader, chosen)
        transaction.set_rollback(True)


def check_counts(model, rows, reader, chosen):
    """Make the rows, and compare the list as this reader sees it with the access table and with itself."""
    circle, owner = make_group(), make_user()
    terms = {slug: make_term(slug=slug) for slug in THEMES}
    parents = make_parents(model)
    for number, (state, slugs) in enumerate(rows):
        texts = {"title": f"Titel {number}", "slug": f"adres-{number}"}
        record = make_record(model, terms=[terms[slug] for slug in slugs], owner=owner, **texts, **parents)
        STATES[state](record, circle)
    client = enter(Client(), READERS[reader](Scene({}, None, circle, owner)))
    visible = [slugs for state, slugs in rows if status_for(state, reader) == 200]

    choice = {"thema": sorted(chosen)} if chosen else {}
    answer = results(client, list_url(model), **choice)
    assert answer["total"] == len(answer["results"]) == sum(not chosen or bool(slugs & chosen) for slugs in visible)
    assert {slug: n for slug, n in answer["counts"].get("thema", {}).items() if n} == {
        slug: sum(slug in slugs for slugs in visible) for slug in THEMES if any(slug in slugs for slugs in visible)
    }
    for name, counts in answer["counts"].items():
        others = {key: values for key, values in choice.items() if key != name}
        for value, count in counts.items():
            assert (name, value, results(client, list_url(model), **others, **{name: value})["total"]) == (
                name,
                value,
                count,
            )
