"""What a record points at, as plain data and back: by slug, through old slugs, and what happens when it is gone."""

import json

import pytest
from django.urls import reverse

from communities.models import FieldReport, Meeting
from publications.models import Publication
from tests.factories import (
    make_approach,
    make_community,
    make_field_report,
    make_group,
    make_meeting,
    make_municipality,
    make_practice,
    make_publication,
    make_staff,
    make_story,
    make_term,
    make_user,
    publish,
)
from toolbox.approaches.models import Approach, Evidence, Practice
from toolbox.content import snapshots
from toolbox.content.models import Content
from toolbox.content.snapshots import SnapshotError
from toolbox.municipalities.models import Municipality

pytestmark = pytest.mark.django_db


def named(make, slug):
    """The record of this address, made when there is none."""
    model = {make_municipality: Municipality, make_approach: Approach, make_publication: Publication}[make]
    return model.objects.filter(slug=slug).first() or make(slug=slug)


def full_municipality():
    """With floats and a list."""
    facts = {"population": 361_742, "population_year": 2022, "focus_areas": ["Kanaleneiland", "Overvecht"]}
    return make_municipality(latitude=52.09, longitude=5.12, is_population_rounded=True, **facts)


def full_approach():
    """With facts, evidence and look-alikes."""
    other = make_approach(slug="andere-aanpak")
    rows = [{"other": other, "why": "Ander doel", "sources": ["bron"]}, {"name": "Iets", "why": "x", "sources": ["y"]}]
    facts = [{"section": "reach", "amount": 500, "unit": "jongeren", "text": ""}, {}]
    return make_approach(also_called=["A", "B"], facts=facts, evidence=[{"outcome": "recidive"}], look_alikes=rows)


def full_practice():
    """With facts and evidence, under an approach of a municipality."""
    parents = {"approach": named(make_approach, "aanpak"), "municipality": named(make_municipality, "utrecht")}
    return make_practice(facts=[{}, {}], evidence=[{}], open_questions=["Werkt het?"], start="2021-09", **parents)


def full_publication():
    """With links to two approaches, a practice and a municipality, and a finding of each sort."""
    approach, practice = make_approach(slug="b-aanpak", evidence=[{"outcome": "recidive"}]), full_practice()
    findings = [{"evidence": approach.evidence.get(), "outcome": "recidive"}, {"evidence": practice.evidence.get()}]
    return make_publication(
        approaches=[approach, make_approach(slug="a-aanpak")],
        practices=[practice],
        municipalities=[practice.municipality],
        findings=findings,
        contributors=["Anna"],
    )


def full_community():
    """With members."""
    return make_community(municipalities=[named(make_municipality, "utrecht"), make_municipality(slug="breda")])


def full_meeting():
    """With a community, agenda, reading list and attendance."""
    publication = make_publication(slug="rapport")
    return make_meeting(
        community=make_community(slug="community"),
        agenda=[{"title": "Een", "publication": publication}, {"title": "Twee"}],
        reading_list=[publication],
        attendance=[named(make_municipality, "utrecht")],
        start_time="14:00",
    )


def full_field_report():
    """About a practice and its approach."""
    practice = full_practice()
    return make_field_report(municipality=practice.municipality, practice=practice, approach=practice.approach)


FULL = {
    "municipality": full_municipality,
    "approach": full_approach,
    "practice": full_practice,
    "publication": full_publication,
    "learningcommunity": full_community,
    "meeting": full_meeting,
    "fieldreport": full_field_report,
    "story": lambda: make_story(body="Tekst"),
}


def write(record, data):
    """Write a snapshot the way the site does; returns the record anew."""
    with record.edit():
        record.write_snapshot(data)
    return type(record).objects.get(pk=record.pk)


def taken(record):
    """The snapshot of the record as the database has it."""
    return snapshots.take(record.whole())


def test_what_a_record_points_at_stands_there_by_its_slug():
    data = taken(full_publication())
    assert (data["approaches"], data["municipalities"]) == (["a-aanpak", "b-aanpak"], ["utrecht"])
    assert data["practices"] == [Practice.objects.get().slug]
    found = [row["evidence"] for row in data["findings"]]
    assert found == ["approach | b-aanpak | recidive | ", f"practice | {data['practices'][0]} |  | "]
    assert {name: taken(Practice.objects.get())[name] for name in ("approach", "municipality")} == {
        "approach": "aanpak",
        "municipality": "utrecht",
    }
    data = taken(full_meeting())
    assert (data["community"], data["municipality"], data["reading_list"]) == ("community", None, ["rapport"])
    assert [item["publication"] for item in data["agenda"]] == ["rapport", None]


def test_numbers_with_a_fraction_and_lists_stay_what_they_are():
    data = json.loads(json.dumps(taken(full_municipality())))
    assert (data["latitude"], data["longitude"], data["population"]) == (52.09, 5.12, 361_742)
    assert data["focus_areas"] == ["Kanaleneiland", "Overvecht"]
    assert data["is_population_rounded"] is True


@pytest.mark.parametrize("kind", FULL)
def test_a_record_with_everything_is_plain_json_and_comes_back_whole(kind):
    record = FULL[kind]()
    data = taken(record)
    assert json.loads(json.dumps(data)) == data
    emptied = {name: [] if isinstance(value, list) else value for name, value in data.items()}
    record = write(record, {**emptied, "title": "Anders"})
    assert taken(record) == {**emptied, "title": "Anders"}
    record = write(record, data)
    assert taken(record) == data
    assert record.revisions().count() == 3
    assert record.newest_revision().snapshot == data


def test_every_type_is_here():
    assert [model.kind_name() for model in Content.types()] == list(FULL)


def test_an_old_slug_leads_to_the_record():
    record = full_publication()
    data = taken(record)
    for target in [*record.approaches.all(), *record.practices.all(), *record.municipalities.all()]:
        target.slug = f"nieuw-{target.slug}"
        target.save()
    record = write(record, {**data, "title": "Anders"})
    assert [row.slug for row in record.approaches.order_by("slug")] == ["nieuw-a-aanpak", "nieuw-b-aanpak"]
    assert record.practices.get().slug.startswith("nieuw-")
    assert record.municipalities.get().slug == "nieuw-utrecht"
    assert {row.evidence.reference.split(" | ")[1][:6] for row in record.findings.all()} == {"nieuw-"}
    practice = Practice.objects.get()
    practice = write(practice, {**taken(practice), "approach": "aanpak"} | {"municipality": "utrecht"})
    assert (practice.approach.slug, practice.municipality.slug) == ("aanpak", "nieuw-utrecht")


def test_a_slug_in_use_is_not_an_old_one():
    record = make_publication(approaches=[make_approach(slug="adres", title="De eerste")])
    data = taken(record)
    first = record.approaches.get()
    first.slug = "verhuisd"
    first.save()
    second = make_approach(slug="adres", title="De tweede")
    assert write(record, {**data, "title": "Anders"}).approaches.get() == second


def test_what_is_gone_is_left_out_where_the_record_can_do_without():
    report, meeting = full_field_report(), full_meeting()
    publication = make_publication(approaches=[make_approach(slug="weg"), make_approach(slug="blijft")])
    old = {record: taken(record) for record in (report, meeting, publication)}
    with report.edit():
        report.practice = report.approach = None
        report.save()
    Approach.objects.get(slug="weg").delete()
    Publication.objects.get(slug="rapport").delete()
    practice = Practice.objects.get()
    approach = practice.approach
    practice.delete()
    report, meeting, publication = (write(record, data) for record, data in old.items())
    assert (report.practice, report.approach) == (None, approach)
    assert [(item.title, item.publication) for item in meeting.agenda_list] == [("Een", None), ("Twee", None)]
    assert list(meeting.reading_list.all()) == []
    assert [row.slug for row in publication.approaches.all()] == ["blijft"]


def test_what_is_gone_and_cannot_be_missed_is_refused_by_name():
    publication = full_publication()
    practice = publication.practices.get()
    old = {record: taken(record) for record in (practice, publication)}
    other = make_approach()
    gone = practice.approach
    with practice.edit():
        practice.approach = other
        practice.save()
    gone.delete()
    Evidence.objects.get(approach__slug="b-aanpak").delete()
    for record, path in [(practice, "approach"), (publication, "findings 1: evidence")]:
        before = taken(record)
        with pytest.raises(SnapshotError) as error:
            write(record, old[record])
        assert error.value.path == path
        assert taken(record) == before


def test_a_restore_leaves_alone_what_the_old_version_did_not_know():
    """A version from before a field, a link or a part existed says nothing of it."""
    record = full_publication()
    now = taken(record)
    newer = ("subtitle", "approaches", "findings")
    record.revisions().update(snapshot={name: value for name, value in now.items() if name not in newer})
    first = record.newest_revision()
    with record.edit():
        record.title, record.subtitle = "Anders", "Nieuw veld"
        record.save()
    record.restore(first, make_staff())
    assert taken(record) == {**now, "subtitle": "Nieuw veld"}
    publish(record)
    record.restore(first, make_staff())
    publish(record)
    assert taken(record) == {**now, "subtitle": "Nieuw veld"}


@pytest.mark.parametrize(
    ("model", "data", "path"),
    [
        (Publication, {"year": 2020.0}, "year"),
        (Publication, {"pages": 1.5}, "pages"),
        (Publication, {"title": 1.5}, "title"),
        (Publication, {"approaches": "aanpak"}, "approaches"),
        (Publication, {"approaches": [1]}, "approaches"),
        (Publication, {"approaches": ["bestaat-niet"]}, "approaches"),
        (Publication, {"approaches": [None]}, "approaches"),
        (Publication, {"findings": [{"evidence": "approach | bestaat-niet |  | "}]}, "findings 1: evidence"),
        (Publication, {"findings": [{"evidence": "onzin"}]}, "findings 1: evidence"),
        (Publication, {"findings": [{"evidence": ["aanpak"]}]}, "findings 1: evidence"),
        (Practice, {"approach": "bestaat-niet"}, "approach"),
        (Practice, {"approach": 1}, "approach"),
        (Practice, {"approach": ["aanpak"]}, "approach"),
        (Practice, {"open_questions": "Geen lijst"}, "open_questions"),
        (Practice, {"start": ["2021"]}, "start"),
        (Municipality, {"population": 361.5}, "population"),
        (Municipality, {"latitude": "noord"}, "latitude"),
        (Municipality, {"focus_areas": "Overvecht"}, "focus_areas"),
        (Municipality, {"focus_areas": [["Overvecht"]]}, "focus_areas"),
        (FieldReport, {"meeting": "bestaat-niet"}, "meeting"),
        (Meeting, {"agenda": [{"title": "Een", "publication": "bestaat-niet"}]}, "agenda 1: publication"),
        (Meeting, {"attendance": {"utrecht": 1}}, "attendance"),
    ],
)
def test_a_file_that_says_what_cannot_be_is_refused_by_name(model, data, path):
    with pytest.raises(SnapshotError) as error:
        snapshots.completed(model, {"slug": "een", "title": "Een", **data})
    assert error.value.path == path


def test_a_file_may_name_a_record_by_an_old_slug():
    approach = make_approach(slug="oud")
    approach.slug = "nieuw"
    approach.save()
    whole = snapshots.completed(Publication, {"slug": "een", "title": "Een", "kind": "guide", "approaches": ["oud"]})
    assert whole["approaches"] == ["nieuw"]


def test_a_whole_number_in_a_field_for_fractions_is_one():
    assert snapshots.completed(Municipality, {"slug": "een", "title": "Een", "latitude": 52})["latitude"] == 52.0


def test_the_record_as_it_was_points_at_what_it_pointed_at_as_far_as_the_reader_may_see():
    circle = make_group()
    public, hidden = publish(make_approach(title="Open")), make_approach(title="Dicht")
    shared = publish(make_approach(title="Kring"), circle)
    record = make_publication(approaches=[public, hidden, shared])
    data = taken(record)
    with record.edit():
        record.approaches.set([])
    readers = {None: {"Open"}, make_user(groups=[circle]): {"Open", "Kring"}, make_staff(): {"Open", "Dicht", "Kring"}}
    for user, titles in readers.items():
        old = snapshots.rebuilt(Publication, data, [], user)
        old.pk = record.pk
        assert {row.title for row in old.approaches.all()} == titles
    assert list(record.approaches.all()) == []


def test_the_record_as_it_was_is_pointed_at_by_nothing():
    practice = publish(make_practice())
    approach = practice.approach
    publish(make_publication(approaches=[approach]))
    publish(make_field_report(approach=approach))
    staff = make_staff()
    old = snapshots.rebuilt(Approach, taken(approach), [], staff)
    old.pk = approach.pk
    assert [rows.count() for rows in (approach.practices, approach.publications, approach.field_reports)] == [1, 1, 1]
    assert [list(rows.all()) for rows in (old.practices, old.publications, old.field_reports)] == [[], [], []]


def test_changing_links_and_fields_in_one_edit_is_one_revision():
    record = publish(make_publication(title="Eerst"))
    before = record.revisions().count()
    approach, municipality = make_approach(slug="aanpak"), make_municipality(slug="utrecht")
    with record.edit(by=make_staff(), note="Gekoppeld"):
        record.title = "Daarna"
        record.save()
        record.approaches.add(approach)
        record.municipalities.set([municipality])
        record.terms.add(make_term())
    newest = record.newest_revision()
    assert record.revisions().count() == before + 1
    assert (newest.note, newest.snapshot["title"]) == ("Gekoppeld", "Daarna")
    assert (newest.snapshot["approaches"], newest.snapshot["municipalities"]) == (["aanpak"], ["utrecht"])
    with record.edit():
        record.approaches.set([approach])
    assert record.revisions().count() == before + 1
    with record.edit():
        record.approaches.clear()
    assert record.newest_revision().snapshot["approaches"] == []


def found(client, words):
    """The titles that searching everything gives."""
    answer = client.get(reverse("search"), {"q": words, "format": "json"}).json()
    return {line["title"] for line in answer["results"]}


RENAMED = {  # what is renamed, and what is found by its name
    "approach": lambda: (full_practice().approach, Practice),
    "municipality": lambda: (full_practice().municipality, Practice),
    "municipality of a report": lambda: (full_field_report().municipality, FieldReport),
    "meeting": lambda: (full_field_report().meeting, FieldReport),
}


@pytest.mark.parametrize("what", RENAMED)
def test_renaming_a_record_renews_what_is_found_by_its_name(client, what):
    parent, model = RENAMED[what]()
    client.force_login(make_staff())
    child = model.objects.get()
    with parent.edit():
        parent.title = "Zandloper"
        parent.save()
    assert {child.title, "Zandloper"} <= found(client, "zandloper")
    with parent.edit():
        parent.title = "Kompas"
        parent.save()
    assert found(client, "zandloper") == set()
    assert {child.title, "Kompas"} <= found(client, "kompas")


def test_a_new_address_is_the_value_of_the_facet(client):
    publish(make_practice(title="De praktijk", approach=publish(make_approach(slug="oud"))))
    approach = Approach.objects.get()
    approach.slug = "nieuw"
    approach.save()
    practices = reverse("practice:list")
    assert client.get(practices, {"aanpak": "nieuw", "format": "json"}).json()["total"] == 1
    assert client.get(practices, {"aanpak": "oud"}).status_code == 400
