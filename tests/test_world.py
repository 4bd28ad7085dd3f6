"""The map: dots lie where the record says, on real land, and a map shows what is around them."""

import re
from itertools import pairwise

import pytest

from generator.build import trial_page
from generator.content import Content, load_content
from generator.pages.world import WORLD, Point, Window, places_map, window_of, world_from
from generator.records import Record
from tests.invented import everything, put
from tests.test_page_cases import AS_OF

PARIS, LYON, MADRID, WARSAW = (2.35, 48.86), (4.83, 45.76), (-3.70, 40.42), (21.01, 52.23)
BOSTON, TOKYO, CHUKOTKA = (-71.06, 42.36), (139.69, 35.68), (-175.0, 66.5)
ATLANTIC, PACIFIC = (-30.0, 45.0), (-150.0, 10.0)


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content([])


def rings(path: str) -> list[list[Point]]:
    """Read a path of the map again: a start and steps from point to point."""
    found = []
    for part in filter(None, path.split("z")):
        x, y, *steps = map(int, re.findall(r"-?\d+", part))
        ring = [(float(x), float(y))]
        for right, down in zip(steps[::2], steps[1::2], strict=True):
            ring.append((ring[-1][0] + right, ring[-1][1] + down))
        found.append(ring)
    return found


def is_inside(place: Point, path: str) -> bool:
    """A ray from a point crosses the edges of the land around it an odd number of times."""
    x, y = place
    crossings = 0
    for ring in rings(path):
        for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]):
            if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
                crossings += 1
    return crossings % 2 == 1


@pytest.mark.parametrize("place", [PARIS, MADRID, WARSAW, BOSTON, TOKYO, CHUKOTKA])
def test_cities_lie_on_land_on_every_map(place: Point, content: Content) -> None:
    for window in (WORLD, window_of([place])):
        assert is_inside(window.at(place), content.world.land(window))


@pytest.mark.parametrize("place", [ATLANTIC, PACIFIC])
def test_seas_are_no_land(place: Point, content: Content) -> None:
    for window in (WORLD, window_of([place])):
        assert not is_inside(window.at(place), content.world.land(window))


def test_map_is_as_close_as_its_places_let(content: Content) -> None:
    assert window_of([PARIS]).wide == window_of([PARIS, LYON]).wide == 45
    assert window_of([BOSTON, (-122.4, 37.8)]).wide == 90
    assert window_of([PARIS, TOKYO]).wide == 180
    assert window_of([PARIS, TOKYO, BOSTON]) == WORLD
    assert window_of([PARIS]) == window_of([(2.6, 48.5)])  # near ones share a map


@pytest.mark.parametrize("places", [[PARIS], [PARIS, WARSAW], [(179.9, -40)], [(-179.9, 66)]])
def test_no_place_lies_outside_of_its_map(places: list[Point]) -> None:
    window: Window = window_of(places)
    for place in places:
        x, y = window.at(place)
        assert 0 <= x <= 680
        assert 0 <= y <= window.height


def test_near_places_share_a_dot(content: Content) -> None:
    drawing = places_map([PARIS, (2.36, 48.87), WARSAW], content.world, "A map")
    dots = re.findall(r'class="pt-spots" d="([^"]*)"', drawing)[0]
    assert dots.count("M") == 2


def test_a_page_has_a_map_only_where_the_record_has_points(content: Content) -> None:
    record = everything()
    assert "pt-map" in trial_page(record, content, AS_OF).markdown
    trial = record.trial
    for index, _ in enumerate(trial.contacts_locations.locations):
        trial = put(trial, f"contacts_locations.locations[{index}].geo_point", None)
    without = Record(trial, record.form, record.place, record.raw)
    assert "pt-map" not in trial_page(without, content, AS_OF).markdown


def test_a_broken_line_of_shapes_is_no_world() -> None:
    with pytest.raises(ValueError, match="not enough values"):
        world_from("# note\n1 2,3\n")
