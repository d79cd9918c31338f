"""The places of the municipalities on the map."""

import pytest

from tests.factories import make_municipality
from toolbox.municipalities.projection import HEIGHT, WIDTH, point

PLACES = {  # of the learning community, worked out once without this code
    "Amsterdam": (52.3728, 4.8936, (243, 311)),
    "Arnhem": (51.9851, 5.8987, (402, 411)),
    "Den Haag": (52.0705, 4.3007, (149, 389)),
    "Eindhoven": (51.4416, 5.4697, (335, 550)),
    "Rotterdam": (51.9225, 4.4792, (178, 427)),
    "Tilburg": (51.5555, 5.0913, (275, 521)),
    "Utrecht": (52.0907, 5.1214, (279, 384)),
    "Zaanstad": (52.442, 4.8292, (233, 293)),
}
POINTS = {name: point(latitude, longitude) for name, (latitude, longitude, _) in PLACES.items()}


@pytest.mark.parametrize("name", PLACES)
def test_a_place_lies_where_it_should(name):
    assert POINTS[name] == PLACES[name][2]


def test_the_corners_of_the_map():
    assert point(53.555, 3.358) == (0, 0)
    assert point(50.7504, 7.2275) == (WIDTH, HEIGHT) == (613, 724)


def test_places_lie_as_people_know_them():
    from_west = sorted(POINTS, key=lambda name: POINTS[name][0])
    from_north = sorted(POINTS, key=lambda name: POINTS[name][1])
    assert (from_west[0], from_west[-1]) == ("Den Haag", "Arnhem")
    assert (from_north[0], from_north[-1]) == ("Zaanstad", "Eindhoven")
    assert from_north.index("Utrecht") < from_north.index("Rotterdam") < from_north.index("Tilburg")


@pytest.mark.django_db
def test_a_municipality_without_coordinates_has_no_point():
    assert make_municipality().point is None
    assert make_municipality(latitude=52.0907, longitude=5.1214).point == (279, 384)
