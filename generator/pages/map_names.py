"""Names of countries on a map: beside their dots, where there is room, and nowhere else."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.pages.diagram import width_of

Spot = tuple[int, int]
"""Where a dot lies in a map, x and y."""

SIZE = 24
"""Size of the letters in units of the map: 11.5 pixels on a phone, whose map is 328 wide."""
_DOT = 11
"""Radius of a dot with its edge, and a little room."""
_GAP = 4
_RISE, _FALL = SIZE * 0.8, SIZE * 0.25
"""How far letters reach above and below their line."""
_TRIED = 8
"""Dots in the middle of a country whose surroundings are tried, before those at its ends."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a map. `x` is where its line starts, has its middle or ends, by `anchor`."""

    text: str
    x: int
    y: int
    anchor: str

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The room that the name takes: left, top, right, bottom."""
        width = width_of(self.text) * SIZE
        left = self.x - width * {"start": 0, "middle": 0.5, "end": 1}[self.anchor]
        return left, self.y - _RISE, left + width, self.y + _FALL


def names_on(spots: Mapping[str, Sequence[Spot]], wide: int, tall: int) -> list[Name]:
    """Return the names that fit on a map, the countries with most dots first.

    `spots` are the dots by country, "" for those of none. No name touches a dot, the edge or
    another name, and each is nearer to a dot of its country than to any other.
    """
    found: list[Name] = []
    for country in sorted(filter(None, spots), key=lambda name: -len(spots[name])):
        own = set(spots[country])
        others = {spot for name in spots if name != country for spot in spots[name]}
        taken = [name.box for name in found]
        for name in _tried(country, spots[country]):
            left, top, right, bottom = box = name.box
            is_inside = left >= _GAP and top >= _GAP and right <= wide - _GAP
            if not is_inside or bottom > tall - _GAP or any(_meet(box, one) for one in taken):
                continue
            near = _distance(box, own)
            if near >= _DOT and near < _distance(box, others):
                found.append(name)
                break
    return found


def _tried(country: str, spots: Sequence[Spot]) -> Iterator[Name]:
    """Yield where a name could be: in the middle of its dots, then around each of them."""
    middle = (sum(x for x, _ in spots) / len(spots), sum(y for _, y in spots) / len(spots))
    drop = round((_RISE - _FALL) / 2)
    if len(spots) > 1:
        yield Name(country, round(middle[0]), round(middle[1]) + drop, "middle")
    inner = sorted(spots, key=lambda spot: math.dist(spot, middle))[:_TRIED]
    outer = [end(spots, key=lambda spot: spot[axis]) for axis in (0, 1) for end in (min, max)]
    for x, y in dict.fromkeys([*inner, *outer]):
        yield Name(country, x, y - math.ceil(_DOT + _FALL), "middle")
        yield Name(country, x, y + math.ceil(_DOT + _RISE), "middle")
        yield Name(country, x + _DOT + _GAP, y + drop, "start")
        yield Name(country, x - _DOT - _GAP, y + drop, "end")


def _meet(one: Sequence[float], other: Sequence[float]) -> bool:
    beside = one[0] > other[2] + _GAP or other[0] > one[2] + _GAP
    return not beside and one[1] <= other[3] + _GAP and other[1] <= one[3] + _GAP


def _distance(box: Sequence[float], spots: Iterable[Spot]) -> float:
    """Return how far the nearest dot is from a box; infinite where there is none."""
    left, top, right, bottom = box
    away = (math.hypot(max(left - x, 0, x - right), max(top - y, 0, y - bottom)) for x, y in spots)
    return min(away, default=math.inf)
