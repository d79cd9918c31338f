"""A municipality: what the database refuses, and what an editor is told."""

import pytest

from tests.factories import make_municipality
from tests.municipalities.editor import Editor, admin_address
from tests.municipalities.rules import refused_by, write
from toolbox.municipalities.models import Municipality

pytestmark = pytest.mark.django_db

CODE = "Een CBS-code is GM met vier cijfers, zoals GM0344."
DATE = "Vul een jaar, maand of dag in die bestaat: 2022, 2022-03 of 2022-03-10."
PLACE = "Vul breedtegraad en lengtegraad allebei in, voor een plek in Nederland."
YEAR = "Schrijf bij het aantal inwoners van welk jaar het is."
UTRECHT = {"latitude": 52.09, "longitude": 5.12}

BROKEN = [  # (columns, constraint without its beginning)
    ({"cbs_code": "GM034"}, "code"),
    ({"province": "nergens"}, "province_known"),
    ({"cbs_code": "gm0344"}, "code"),
    ({"cbs_code": ""}, "code"),
    ({"population": 1000}, "population_dated"),
    ({"latitude": 52.09}, "location_whole"),
    ({"longitude": 5.12}, "location_whole"),
    ({"latitude": 5.12, "longitude": 52.09}, "location_whole"),
    ({"latitude": 50.6, "longitude": 5.12}, "location_whole"),
    ({"latitude": 52.09, "longitude": 7.4}, "location_whole"),
    ({"code_valid_from": "gisteren"}, "dates"),
    ({"prevention_since": "2022-13"}, "dates"),
    ({"prevention_since": "2022-02-30"}, "dates"),
]


@pytest.mark.parametrize(("columns", "constraint"), BROKEN)
def test_the_database_refuses(columns, constraint):
    record = make_municipality()
    with refused_by(f"municipalities_municipality_{constraint}"):
        write(record, **columns)


@pytest.mark.parametrize(
    "columns",
    [
        {"population": 0, "population_year": 2024},
        UTRECHT,
        {"latitude": 50.7, "longitude": 3.3},
        {"code_valid_from": "2024-02-29", "prevention_since": "2022-03"},
    ],
)
def test_the_database_takes(columns):
    record = make_municipality()
    write(record, **columns)
    assert Municipality.objects.filter(**columns).get() == record


def test_a_code_is_of_one_municipality():
    make_municipality(cbs_code="GM0344")
    with refused_by("municipalities_municipality_cbs_code_key"):
        make_municipality(cbs_code="GM0344")


@pytest.fixture
def editor(client):
    return Editor(client)


TOLD = [  # (typed, the field it is said at, words)
    ({"cbs_code": "0344"}, "cbs_code", CODE),
    ({"cbs_code": "GM34"}, "cbs_code", CODE),
    ({"cbs_code": ""}, "cbs_code", "Dit veld is verplicht."),
    ({"cbs_code": "GM0599"}, "cbs_code", "Er is al een gemeente met deze CBS-code."),
    ({"province": ""}, "province", "Dit veld is verplicht."),
    ({"population": "-1"}, "population", "minstens 0"),
    ({"population": "veel"}, "population", "geheel getal"),
    ({"population": "361924"}, "", YEAR),
    ({"latitude": "52.09"}, "", PLACE),
    ({"longitude": "5.12"}, "", PLACE),
    ({"latitude": "5.12", "longitude": "52.09"}, "latitude", "minstens 50.7"),
    ({"latitude": "5.12", "longitude": "52.09"}, "longitude", "hoogstens 7.3"),
    ({"latitude": "52.5", "longitude": "13.4"}, "longitude", "hoogstens 7.3"),
    ({"code_valid_from": "gisteren"}, "code_valid_from", DATE),
    ({"prevention_since": "2022-13"}, "prevention_since", DATE),
    ({"prevention_since": "2022-02-30"}, "prevention_since", DATE),
    ({"website": "http://www.utrecht.nl/"}, "website", "Vul een adres in dat begint met https://"),
]


def test_an_editor_is_told_and_loses_nothing(editor):
    make_municipality(title="Rotterdam", cbs_code="GM0599")
    known = {"title": 'Utrecht <stad> & "meer"', "slug": "utrecht", "cbs_code": "GM0344", "province": "utrecht"}
    known |= {"focus_areas": "Overvecht\nKanaleneiland", "note": "Nieuw"}
    for typed, field, words in TOLD:
        errors = editor.refused(admin_address(Municipality), **known | typed)
        assert words in errors.get(field, ""), (typed, errors)
    assert Municipality.objects.count() == 1


def test_a_choice_that_does_not_exist_is_refused(editor):
    record = make_municipality(province="utrecht")
    data = editor.filled_in(admin_address(record), province="nergens")
    response = editor.client.post(admin_address(record), data)
    assert "nergens is geen beschikbare keuze" in response.content.decode()
    record.refresh_from_db()
    assert record.province == "utrecht"


def test_what_is_right_is_saved(editor):
    editor.save(
        admin_address(Municipality),
        title="Utrecht",
        slug="utrecht",
        cbs_code="GM0344",
        province="utrecht",
        population="361924",
        population_year="2023",
        latitude="52.09",
        longitude="5.12",
        focus_areas="Overvecht\n\n  Kanaleneiland  ",
        prevention_since="2022-03",
    )
    record = Municipality.objects.get()
    assert record.focus_areas == ["Overvecht", "Kanaleneiland"]
    assert (record.population, record.latitude, record.prevention_since) == (361924, 52.09, "2022-03")
    [revision] = record.revisions()
    assert revision.author == editor.user
    assert revision.snapshot["longitude"] == 5.12
