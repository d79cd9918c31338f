"""From latitude and longitude to the map of the Netherlands: Mercator, as the map itself was drawn. Pure."""

from math import log, pi, radians, tan

WIDTH, HEIGHT = 613, 724  # of the map, in units of its SVG
WEST, EAST = 3.358, 7.2275
SOUTH, NORTH = 50.7504, 53.555


def point(latitude, longitude):
    """(x, y) of a place on the map, in whole units from its north-west corner."""
    x = (longitude - WEST) / (EAST - WEST) * WIDTH
    y = (_mercator(NORTH) - _mercator(latitude)) / (_mercator(NORTH) - _mercator(SOUTH)) * HEIGHT
    return round(x), round(y)


def points(places):
    """Where these places lie, each point once; None, and a place that has no point, is left out."""
    return sorted({place.point for place in places if place is not None and place.point})


def _mercator(latitude):
    return log(tan(pi / 4 + radians(latitude) / 2))
