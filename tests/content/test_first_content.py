"""First content: it loads, loads again without a change, and never touches what an editor wrote."""

import datetime as dt
import json
from io import StringIO

import pytest
from django.core.management import call_command

from publications.models import Contributor, Publication
from tests.content.dump import dump
from tests.factories import make_group, make_staff, make_term
from toolbox.accounts.access import State
from toolbox.approaches.models import Approach
from toolbox.content import first_content
from toolbox.content.first_content import NOTE, file_of
from toolbox.content.models import Content, Revision, Term
from toolbox.search.models import Entry

pytestmark = pytest.mark.django_db
TERM = {"facet": "theme", "slug": "drugs", "name": "Drugs", "definition": "Middelen."}
TWO = [
    {
        "slug": "een",
        "title": "Een",
        "kind": "guide",
        "terms": ["drugs"],
        "contributors": [{"name": "Anna"}, {"name": "Bas"}],
    },
    {"slug": "twee", "title": "Twee", "kind": "guide", "year": 2020},
]


@pytest.fixture
def files(tmp_path, monkeypatch):
    """Call it with the records and terms that the data files hold from now on."""
    monkeypatch.setattr(first_content, "file_of", lambda model: tmp_path / f"{model._meta.model_name}.json")

    def write(records, terms=(TERM,)):
        (tmp_path / "publication.json").write_text(json.dumps(records))
        (tmp_path / "term.json").write_text(json.dumps(terms))

    write(TWO)
    return write


def changed(number, **values):
    """TWO, with other values in one record."""
    return [{**record, **values} if i == number else record for i, record in enumerate(TWO)]


def test_the_real_files_load_and_loading_again_changes_no_row():
    files = {model: json.loads(path.read_text()) for model in Content.types() if (path := file_of(model)).exists()}
    number = sum(map(len, files.values()))
    assert len(files) >= 7
    assert len(files[Publication]) == 78
    assert first_content.is_empty()
    assert first_content.load() == (number, 0, 0)
    assert (Term.objects.count(), Entry.objects.count()) == (125, number)
    for model, rows in files.items():
        records = set(model.objects.values_list("slug", "state", "readers__name"))
        assert records == {(row["slug"], "published", row.get("readers")) for row in rows}
    assert set(Revision.objects.values_list("number", "is_system", "state")) == {(1, True, "published")}
    assert not first_content.is_empty()
    before = dump()
    assert first_content.load() == (0, 0, number)
    assert dump() == before


def test_what_a_file_says_is_what_the_record_says(files):
    assert first_content.load() == (2, 0, 0)
    record = Publication.objects.get(slug="een")
    assert [row.name for row in record.contributor_list] == ["Anna", "Bas"]
    assert [term.slug for term in record.term_list] == ["drugs"]
    revisions = list(record.revisions().values_list("number", "is_system", "author", "note"))
    assert revisions == [(1, True, None, NOTE)]


def test_a_changed_file_renews_a_record_nobody_touched(files):
    first_content.load()
    people = {row.name: row.pk for row in Contributor.objects.all()}
    files(changed(0, title="Een, herzien", contributors=[{"name": "Anna"}, {"name": "Bas B."}, {"name": "Cor"}]))
    assert first_content.load() == (0, 1, 1)
    record = Publication.objects.get(slug="een")
    assert (record.title, record.state) == ("Een, herzien", State.PUBLISHED)
    assert [row.name for row in record.contributor_list] == ["Anna", "Bas B.", "Cor"]
    assert [row.pk for row in record.contributor_list[:2]] == [people["Anna"], people["Bas"]]
    assert Entry.objects.of(record).get().title == "Een, herzien"
    assert record.live_revision().snapshot["title"] == "Een, herzien"


def test_a_release_that_changes_a_text_takes_the_check_of_the_old_one_away(files):
    first_content.load()
    due, editor = dt.date(2030, 1, 1), make_staff()
    Publication.objects.update(checked_on=dt.date(2026, 1, 1), checked_by=editor, review_due=due)
    make_group("Kring")
    one, two = TWO
    files([{**one, "title": "Een, herzien"}, {**two, "readers": "Kring"}])  # another text; other readers of the same
    assert first_content.load() == (0, 2, 0)
    one, two = Publication.objects.get(slug="een"), Publication.objects.get(slug="twee")
    assert (one.checked_on, one.checked_by, one.review_due) == (None, None, due)
    assert (two.checked_on, two.checked_by, two.review_due) == (dt.date(2026, 1, 1), editor, due)


def test_a_number_written_as_text_is_not_renewed_every_time(files):
    files(changed(1, year="2020"))
    first_content.load()
    assert Publication.objects.get(slug="twee").year == 2020
    before = dump()
    assert first_content.load() == (0, 0, 2)
    assert dump() == before


def by_title(record, editor):
    with record.edit(by=editor):
        record.title = "Van een redacteur"
        record.save()


def by_slug(record, editor):
    with record.edit(by=editor):
        record.slug = "een-ander-adres"
        record.save()


def by_draft(record, editor):
    record.save_draft({**record.newest_revision().snapshot, "title": "Concept"}, editor)


def by_withdrawing(record, editor):
    record.transition(State.WITHDRAWN, editor, "Achterhaald")


def by_deleting(record, editor):
    record.delete(by=editor)


def by_slug_and_deleting(record, editor):
    by_slug(record, editor)
    record.delete(by=editor)


def by_slug_of_another(record, editor):
    by_slug(record, editor)
    other = Publication.objects.get(slug="twee")
    with other.edit(by=editor):
        other.slug = "een"
        other.save()


@pytest.mark.parametrize(
    "change", [by_title, by_slug, by_draft, by_withdrawing, by_deleting, by_slug_and_deleting, by_slug_of_another]
)
def test_what_an_editor_changed_is_left_alone(files, change):
    first_content.load()
    change(Publication.objects.get(slug="een"), make_staff())
    files(changed(0, title="Nieuw uit het bestand"))
    before = dump()
    assert first_content.load() == (0, 0, 2)
    assert dump() == before


def an_approach_deleted():
    Approach.objects.get(slug="gebruikt").delete(by=make_staff())


def an_approach_with_another_address():
    with Approach.objects.get(slug="gebruikt").edit(by=make_staff()) as approach:
        approach.slug = "verhuisd"
        approach.save()


def evidence_named_anew():
    approach = Approach.objects.get(slug="onderzocht")
    with approach.edit(by=make_staff()):
        row = approach.evidence.get()
        row.outcome = "minder recidive"
        row.save()


def evidence_deleted():
    approach = Approach.objects.get(slug="onderzocht")
    with approach.edit(by=make_staff()):
        approach.evidence.get().delete()


@pytest.mark.parametrize(
    "change", [an_approach_deleted, an_approach_with_another_address, evidence_named_anew, evidence_deleted]
)
def test_what_an_editor_does_to_a_record_does_not_stop_those_that_point_at_it(files, tmp_path, change):
    evidence = [{"outcome": "recidive", "grounding": 1}]
    approaches = [
        {"slug": "gebruikt", "title": "Gebruikt"},
        {"slug": "onderzocht", "title": "Onderzocht", "evidence": evidence},
    ]
    (tmp_path / "approach.json").write_text(json.dumps(approaches))
    findings = [{"evidence": "approach | onderzocht | recidive | "}]
    files([*changed(0, approaches=["gebruikt"]), *TWO[2:], {**TWO[1], "slug": "drie", "findings": findings}])
    assert first_content.load() == (5, 0, 0)
    change()
    before = dump()
    assert first_content.load() == (0, 0, 5)
    assert dump() == before


def test_an_account_that_is_deleted_still_wrote_what_it_wrote(files):
    first_content.load()
    editor = make_staff()
    by_title(Publication.objects.get(slug="een"), editor)
    editor.delete()
    assert first_content.load() == (0, 0, 2)
    assert Publication.objects.get(slug="een").title == "Van een redacteur"


def test_an_editors_term_stays_as_it_is(files):
    make_term(slug="drugs", name="Verdovende middelen", definition="Van de redactie")
    first_content.load()
    assert Term.objects.get().definition == "Van de redactie"
    assert Publication.objects.get(slug="een").term_list[0].name == "Verdovende middelen"


def test_a_type_without_file_and_an_empty_file_give_nothing(files):
    files([])
    assert first_content.load() == (0, 0, 0)
    assert Term.objects.count() == 1
    assert not Revision.objects.exists()


def test_the_command_says_what_it_did(files):
    out = StringIO()
    call_command("load_content", stdout=out)
    assert "2 records added, 0 renewed, 0 left as they were." in out.getvalue()


@pytest.mark.parametrize("make", [make_term, lambda: first_content.load()])
def test_if_empty_does_nothing_in_a_database_with_content(files, make):
    make()
    before = dump()
    files([*TWO, {"slug": "drie", "title": "Drie", "kind": "guide"}], terms=[])
    out = StringIO()
    call_command("load_content", "--if-empty", stdout=out)
    assert (out.getvalue(), dump()) == ("", before)


def test_if_empty_loads_into_an_empty_database(files):
    call_command("load_content", "--if-empty", stdout=StringIO())
    assert Publication.objects.count() == 2


def test_a_release_that_names_other_readers_changes_who_may_read(files):
    first_content.load([Publication])
    files(changed(0, summary="Nieuw", readers="Gemeenten"))
    assert first_content.load([Publication]) == (0, 1, 1)
    record = Publication.objects.get(slug="een")
    assert (record.summary, record.readers.name, record.state) == ("Nieuw", "Gemeenten", State.PUBLISHED)
    assert first_content.load([Publication]) == (0, 0, 2)
