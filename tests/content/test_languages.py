"""In which language a title is: for the mark that lets a screen reader say it right."""

from importlib import import_module

import pytest
from django.apps import apps

from communities.models import Meeting
from tests.factories import (
    make_approach,
    make_meeting,
    make_practice,
    make_publication,
    make_record,
    make_term,
    publish,
)
from tests.municipalities.editor import Editor, admin_address
from tests.municipalities.rules import refused_by, write
from toolbox.approaches.models import Approach, Practice
from toolbox.content import first_content, snapshots
from toolbox.content.models import Content, Term

pytestmark = pytest.mark.django_db
MAKERS = [make_approach, make_practice, make_meeting]
every_maker = pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)


@pytest.mark.parametrize("model", Content.types(), ids=lambda model: model.kind_name())
def test_a_title_is_dutch_unless_said_otherwise(model):
    assert make_record(model).lang == ""


def test_a_publication_has_the_title_of_its_document():
    assert make_publication(language="en").lang == "en"
    assert make_publication(language="nl").lang == ""


@every_maker
def test_an_english_title_says_so_in_its_history_and_in_an_export(make):
    record = publish(make(title="Focused deterrence", title_language="en"))
    model = type(record)
    snapshot = snapshots.take(record)
    assert (record.lang, snapshot["title_language"], record.export()["title_language"]) == ("en", "en", "en")
    assert snapshots.rebuilt(model, snapshot, [], None).lang == "en"
    old = {name: value for name, value in snapshot.items() if name != "title_language"}
    assert snapshots.rebuilt(model, old, [], None).lang == "", "a version of before this field"
    with record.edit():
        record.write_snapshot(old)
    assert model.objects.get().title_language == "en"


@every_maker
def test_the_database_knows_these_languages_only(make):
    record = make()
    with refused_by(f"{record._meta.app_label}_{record.kind_name()}_title_language_known"):
        write(record, title_language="fy")
    with pytest.raises(snapshots.SnapshotError, match="title_language"):
        snapshots.write(record, {**snapshots.take(record), "title_language": "fy"}, [])


def test_a_term_has_a_language_too():
    assert make_term().lang == ""
    term = make_term(name="Focused deterrence", name_language="en")
    assert term.lang == "en"
    with refused_by("content_term_name_language_known"):
        Term.objects.filter(pk=term.pk).update(name_language="fy")


@every_maker
def test_an_editor_chooses_the_language(make, client):
    record = make()
    editor = Editor(client)
    address = admin_address(record)
    assert editor.sheet(address).values["title_language"] == "nl"
    editor.save(address, title_language="en")
    assert type(record).objects.get().lang == "en"
    assert record.newest_revision().snapshot["title_language"] == "en"


def test_an_editor_chooses_the_language_of_a_term(client):
    term = make_term()
    Editor(client).save(admin_address(term), name_language="en")
    assert Term.objects.get().lang == "en"


def test_a_running_site_gets_the_mark_of_its_english_term():
    """Loading the first content never renews a term: the migration does."""
    english, dutch = make_term(name="Focused deterrence"), make_term(name="Doorgroei")
    import_module("toolbox.content.migrations.0002_name_language").mark_what_is_english(apps, None)
    english.refresh_from_db()
    dutch.refresh_from_db()
    assert (english.lang, dutch.lang) == ("en", "")


def test_what_is_english_in_the_first_content():
    """Judged one by one: a title is English when all of it is, names aside."""
    first_content.load()
    english = {
        model: set(model.objects.filter(title_language="en").values_list("title", flat=True))
        for model in (Approach, Practice, Meeting)
    }
    assert english == {
        Approach: {"Credible messengers", "Focused deterrence"},
        Practice: {"ADAMAS: credible messengers", "Back on Track"},
        Meeting: {"Are we on Track (Zaanstad)"},
    }
    assert list(Term.objects.filter(name_language="en").values_list("name", flat=True)) == ["Focused deterrence"]
