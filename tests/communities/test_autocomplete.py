"""The fields of all forms where an editor types a name to find a record: staff find it, others do not."""

import pytest
from django.contrib import admin
from django.urls import reverse

from tests.factories import make_approach, make_group, make_record, make_user
from tests.municipalities.editor import Editor
from toolbox.accounts.access import MUNICIPALITIES_GROUP
from toolbox.approaches.models import Evidence
from toolbox.content.models import Content

pytestmark = pytest.mark.django_db


def fields():
    """[(model, field)] of every form and row that has one."""
    for model, options in admin.site._registry.items():
        if issubclass(model, Content):
            for place in [options, *(inline for inline in options.inlines)]:
                yield from (
                    (place.model if place is not options else model, name) for name in place.autocomplete_fields
                )


def ask(client, model, name, **query):
    names = {"app_label": model._meta.app_label, "model_name": model._meta.model_name, "field_name": name}
    return client.get(reverse("admin:autocomplete"), names | query)


def found(client, model, name, term):
    answer = ask(client, model, name, term=term)
    assert answer.status_code == 200, (model, name)
    return [row["text"] for row in answer.json()["results"]]


def make_each():
    """A draft of everything that such a field may look for, by model, as the list shows it."""
    targets = {model._meta.get_field(name).related_model for model, name in fields()}
    texts = dict.fromkeys(targets - {Evidence}, "Kanarievogel")
    for model in texts:
        make_record(model, title="Kanarievogel")
        make_record(model, title="Iets anders")
    make_approach(title="Boksen", evidence=[{"outcome": "Kanarievogel"}, {"outcome": "Iets anders"}])
    return texts | {Evidence: "Boksen: Kanarievogel"}


def test_every_relation_to_a_record_is_such_a_field():
    names = {f"{model._meta.model_name}.{name}" for model, name in fields()}
    assert {"practice.approach", "lookalike.other", "finding.evidence", "agendaitem.publication"} <= names
    assert {"meeting.reading_list", "learningcommunity.municipalities", "fieldreport.practice"} <= names
    for model, options in admin.site._registry.items():
        own = [field for field in model._meta.get_fields() if field.many_to_one or field.many_to_many]
        for field in own:
            if issubclass(field.related_model or object, Content) and field.editable and issubclass(model, Content):
                assert field.name in options.autocomplete_fields, (model, field.name)


def test_staff_find_what_they_type_drafts_too(client):
    texts = make_each()
    Editor(client)
    for model, name in fields():
        target = model._meta.get_field(name).related_model
        assert found(client, model, name, "kanarievogel") == [texts[target]], (model, name)
        assert found(client, model, name, "bestaatniet") == [], (model, name)


def test_a_reader_finds_nothing(client):
    make_each()
    for reader in (None, make_user(groups=[make_group(MUNICIPALITIES_GROUP)])):
        client.logout()
        if reader:
            client.force_login(reader)
        for model, name in fields():
            answer = ask(client, model, name, term="kanarievogel")
            assert answer.status_code in (302, 403), (model, name)
            assert "Boksen" not in answer.content.decode()


def test_a_field_that_does_not_exist_is_refused(client):
    Editor(client)
    for name in ("owner", "state", "bestaatniet"):
        assert ask(client, Evidence, name, term="a").status_code == 403
