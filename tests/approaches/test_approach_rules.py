"""An approach: what the database refuses, and what an editor is told; its ages in words and in bands."""

import pytest

from tests.factories import make_approach, publish
from tests.municipalities.editor import Editor, admin_address
from tests.municipalities.rules import refused_by, write
from toolbox.approaches.models import AgeBand, Approach

pytestmark = pytest.mark.django_db

AGES = "De leeftijd tot en met mag niet lager zijn dan de leeftijd vanaf."
OLDEST = "Een leeftijd is hoogstens 120 jaar."


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({"age_min": 16, "age_max": 12}, "ages_in_order"),
        ({"age_min": 121}, "ages_plausible"),
        ({"age_max": 999}, "ages_plausible"),
        ({"cost_class": "gratis"}, "choices_known"),
        ({"recognition": "prima"}, "choices_known"),
        ({"recognition": "well_founded"}, "recognition_dated"),
    ],
)
def test_the_database_refuses(columns, constraint):
    with refused_by(f"approaches_approach_{constraint}"):
        write(make_approach(), **columns)


def test_the_database_refuses_an_age_below_nothing():
    with refused_by("approaches_approach_age_min_check"):
        write(make_approach(), age_min=-1)


def test_the_database_takes_every_age_there_is():
    approach = make_approach()
    for low, high in [(0, 0), (8, 27), (12, None), (None, 16), (120, 120), (None, None)]:
        write(approach, age_min=low, age_max=high)


def test_an_editor_is_told_and_loses_nothing(client):
    editor = Editor(client)
    known = {"title": "Aanpak", "slug": "aanpak", "also_called": "Een naam\nNog een naam", "duration": "Een jaar"}
    told = [
        ({"age_min": 16, "age_max": 12}, "age_max", AGES),
        ({"age_min": 121}, "", OLDEST),
        ({"age_max": 999}, "", OLDEST),
        ({"age_min": -1}, "age_min", "minstens 0"),
        ({"age_min": "acht"}, "age_min", "geheel getal"),
        ({"recognition": "well_founded"}, "", "Schrijf bij een erkenning van welke datum die is."),
        ({"recognition_url": "http://x.nl"}, "recognition_url", "Vul een adres in dat begint met https://"),
        ({"title": ""}, "title", "Dit veld is verplicht."),
    ]
    for typed, field, words in told:
        errors = editor.refused(admin_address(Approach), **known | typed)
        assert words in errors.get(field, ""), (typed, errors)
    data = editor.filled_in(admin_address(Approach), **known, cost_class="gratis")
    assert "gratis is geen beschikbare keuze" in client.post(admin_address(Approach), data).content.decode()
    assert Approach.objects.count() == 0


@pytest.mark.parametrize(
    ("low", "high", "words", "bands"),
    [
        (None, None, "", ["unknown"]),
        (8, 27, "8 tot en met 27 jaar", ["8-11", "12-15", "16-17", "18-22", "23-27"]),
        (12, None, "vanaf 12 jaar", ["12-15", "16-17", "18-22", "23-27", "28-"]),
        (None, 16, "tot en met 16 jaar", ["0-7", "8-11", "12-15", "16-17"]),
        (0, 7, "0 tot en met 7 jaar", ["0-7"]),
        (17, 17, "17 jaar", ["16-17"]),
        (None, 0, "tot en met 0 jaar", ["0-7"]),
        (28, None, "vanaf 28 jaar", ["28-"]),
        (120, 120, "120 jaar", ["28-"]),
    ],
)
def test_ages_in_words_and_in_bands(low, high, words, bands):
    approach = Approach(age_min=low, age_max=high)
    assert (approach.ages, approach.age_bands) == (words, bands)


def test_the_bands_leave_no_age_out_and_have_none_twice():
    bounds = [band.bounds for band in AgeBand]
    assert bounds[0][0] == 0
    assert [low for low, _ in bounds[1:]] == [high + 1 for _, high in bounds[:-1]]
    assert bounds[-1][1] == 120


def test_a_list_finds_an_approach_in_each_band_it_touches(client):
    publish(make_approach(title="Kinderen", age_max=11))
    publish(make_approach(title="Pubers", age_min=11, age_max=16))
    publish(make_approach(title="Iedereen"))
    found = {}
    for band in [*AgeBand.values, "unknown"]:
        rows = client.get("/aanpakken/", {"leeftijd": band, "format": "json"}).json()["results"]
        found[band] = sorted(row["title"] for row in rows)
    both = ["Kinderen", "Pubers"]
    assert found == {
        "0-7": ["Kinderen"],
        "8-11": both,
        "12-15": ["Pubers"],
        "16-17": ["Pubers"],
        "18-22": [],
        "23-27": [],
        "28-": [],
        "unknown": ["Iedereen"],
    }
