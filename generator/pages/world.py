"""The map: land from public-domain shapes, drawn for a part of the world, with a dot a place."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.pages.diagram import Svg
from generator.pages.escape import escape
from generator.pages.map_names import Name, Spot, names_on

_WIDE, _TALL = 680, 420
_LEVELS = (45.0, 90.0, 180.0)
"""How many degrees of longitude a map can show; beyond these it shows the world."""
_FILLED = 0.8
"""So much of a map the places may fill, so that none lies at its edge."""
_STEP = 10
"""The middle of a map moves in steps of so many parts of its width: trials share their maps."""
_NORTH, _SOUTH = 84.0, -57.0
_EDGE, _SMALLEST, _NEAREST = 6, 3, 2
_SAME_DOT = 4

Point = tuple[float, float]
"""Longitude and latitude in degrees, or x and y in a map."""


@dataclass(frozen=True, slots=True)
class Window:
    """The part of the world that a map shows, in degrees, and how tall the map is."""

    west: float
    north: float
    wide: float
    tall: float
    height: int = _TALL

    def at(self, point: Point) -> Point:
        """Return where a point of the world lies in the map."""
        x = (point[0] - self.west) / self.wide * _WIDE
        return x, (self.north - point[1]) / self.tall * self.height


WORLD = Window(-180, _NORTH, 360, _NORTH - _SOUTH, round(_WIDE * (_NORTH - _SOUTH) / 360))


class World:
    """Pieces of land, and the maps of them that have been drawn."""

    def __init__(self, rings: Sequence[Sequence[Point]]) -> None:
        """Take the edge of each piece of land, in degrees."""
        self._rings = [(ring, _box(ring)) for ring in rings]
        self._drawn: dict[Window, str] = {}

    def land(self, window: Window) -> str:
        """Return the land of a map as the path of an SVG."""
        if window not in self._drawn:
            seen = (ring for ring, box in self._rings if _can_be_seen(box, window))
            rings = (_clipped([window.at(point) for point in ring], window) for ring in seen)
            self._drawn[window] = "".join(_path(ring) for ring in rings)
        return self._drawn[window]


NO_WORLD = World(())


def _box(ring: Sequence[Point]) -> tuple[Point, Point]:
    """Return the north-west and the south-east corner of a ring."""
    easts, norths = zip(*ring, strict=True)
    return (min(easts), max(norths)), (max(easts), min(norths))


def _can_be_seen(box: tuple[Point, Point], window: Window) -> bool:
    """True unless all of a ring lies outside of a map; most do, and need no cutting."""
    (left, top), (right, bottom) = map(window.at, box)
    across = right >= -_EDGE and left <= _WIDE + _EDGE
    return across and bottom >= -_EDGE and top <= window.height + _EDGE


def world_from(text: str) -> World:
    """Read `templates/world.txt`. Raises ValueError for a line that is no edge."""
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return World([_ring(line) for line in lines])


def places_map(
    points: Sequence[Point], world: World, title: str, countries: Sequence[str] = ()
) -> Svg:
    """Return SVG with a dot for each point (longitude, latitude); near ones share a dot.

    `countries` are the names of the countries of the points, "" where there is none; a name stands
    beside its dots if there is room.
    """
    window = window_of(points)
    spots = dict.fromkeys(_spot(window.at(point)) for point in points)
    named: dict[str, dict[Spot, None]] = {}
    for point, country in zip(points, countries, strict=False):
        named.setdefault(country, {})[_spot(window.at(point))] = None
    names = names_on({name: tuple(found) for name, found in named.items()}, _WIDE, window.height)
    dots = "".join(f"M{x} {y}h0" for x, y in spots)
    size = f"{_WIDE} {window.height}"
    return Svg(
        f'<svg class="pt-map" viewBox="0 0 {size}" width="{_WIDE}" height="{window.height}"'
        f' role="img" aria-label="{escape(title)}"><path class="pt-land" d="{world.land(window)}"/>'
        f'<path class="pt-halo" d="{dots}"/><path class="pt-spots" d="{dots}"/>'
        f"{''.join(map(_text, names))}</svg>"
    )


def _text(name: Name) -> str:
    anchor = "" if name.anchor == "start" else f' text-anchor="{name.anchor}"'
    return f'<text x="{name.x}" y="{name.y}"{anchor}>{escape(name.text)}</text>'


def window_of(points: Sequence[Point]) -> Window:
    """Return the smallest map that shows all points with some land around them."""
    easts, norths = [p[0] for p in points], [p[1] for p in points]
    middle = (min(easts) + max(easts)) / 2, (min(norths) + max(norths)) / 2
    for wide in _LEVELS:
        step = wide / _STEP
        east, north = (round(round(value / step) * step, 6) for value in middle)
        tall = wide * math.cos(math.radians(min(abs(north), 65))) * _TALL / _WIDE
        fits = max(easts) - min(easts) <= wide * _FILLED
        if fits and max(norths) - min(norths) <= tall * _FILLED:
            west = min(max(east - wide / 2, -180), 180 - wide)
            return Window(west, north + tall / 2, wide, tall)
    return WORLD


def _ring(line: str) -> list[Point]:
    east = north = 0
    ring: list[Point] = []
    for pair in line.split(","):
        right, up = pair.split(" ")
        east, north = east + int(right), north + int(up)
        ring.append((east / 10, north / 10))
    return ring


def _spot(place: Point) -> Spot:
    return round(place[0] / _SAME_DOT) * _SAME_DOT, round(place[1] / _SAME_DOT) * _SAME_DOT


def _clipped(ring: list[Point], window: Window) -> list[Point]:
    """Return a ring without what lies outside of a map; nothing if it is too small to be seen."""
    for axis, limit, sign in (
        (0, -_EDGE, 1),
        (0, _WIDE + _EDGE, -1),
        (1, -_EDGE, 1),
        (1, window.height + _EDGE, -1),
    ):
        ring = list(_cut(ring, axis, limit, sign))
        if not ring:
            return []
    size = max(max(p[axis] for p in ring) - min(p[axis] for p in ring) for axis in (0, 1))
    return ring if size >= _SMALLEST else []


def _cut(ring: list[Point], axis: int, limit: float, sign: int) -> Iterator[Point]:
    """Yield the part of a ring on one side of a line, and the places where it crosses the line."""
    for number, point in enumerate(ring):
        before = ring[number - 1]
        inside, was_inside = ((p[axis] - limit) * sign >= 0 for p in (point, before))
        if inside != was_inside:
            share = (limit - before[axis]) / (point[axis] - before[axis])
            yield (
                before[0] + (point[0] - before[0]) * share,
                before[1] + (point[1] - before[1]) * share,
            )
        if inside:
            yield point


def _path(ring: list[Point]) -> str:
    """Return a closed ring in whole numbers, without points that nobody could tell apart."""
    kept: list[tuple[int, int]] = []
    for x, y in ring:
        if not kept or math.hypot(x - kept[-1][0], y - kept[-1][1]) >= _NEAREST:
            kept.append((round(x), round(y)))
    if len(kept) < 3:
        return ""
    steps = (f"{x - a} {y - b}" for (a, b), (x, y) in pairwise(kept))
    return f"M{kept[0][0]} {kept[0][1]}l{' '.join(steps)}z".replace(" -", "-")
