"""Cities where the trials are, with their points: a reader picks one to see distances from it.

One small file a country, which a browser loads only when it is asked for. They are scripts, because
a page that was opened from a disk can load a script and nothing else.
"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.pages.markdown import slug
from generator.plain.amounts import listed_country
from generator.plain.wording import Wording
from generator.trial import Trial

_NEAR = 0.25
"""Degrees. The registry has more than one point for many a city; nearer ones are one city."""
_DIGITS = 3
"""Of a degree: about 100 m, where a point stands for a whole city."""

Point = tuple[float, float]
City = tuple[str, float, float]
_Telling = tuple[str, str, Point]
"""The name of a city, its state or region, its point."""


@dataclass(slots=True)
class Cities:
    """Counts the cities of trials, one trial at a time: country → city, folded → how it is told."""

    _seen: dict[str, dict[str, Counter[_Telling]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(Counter))
    )

    def add(self, trial: Trial, wording: Wording) -> None:
        """Take in the places of a trial; one without city, country or point says nothing here."""
        for place in trial.contacts_locations.locations:
            country, city = _clean(place.country), _clean(place.city)
            if country and city and place.geo_point:
                point = (place.geo_point.lat, place.geo_point.lon)
                told = (city, _clean(place.state), point)
                listed = listed_country(country, wording)
                self._seen[listed][city.casefold()][told] += 1

    def all(self) -> Mapping[str, tuple[City, ...]]:
        """Return the cities of each country by name; towns of one name have their state as well."""
        return {
            country: tuple(sorted(city for seen in cities.values() for city in _told(seen)))
            for country, cities in sorted(self._seen.items())
        }


def city_files(cities: Mapping[str, tuple[City, ...]]) -> tuple[tuple[str, bytes], ...]:
    """Return the files by name: one of countries and their files, and one for each country."""
    names = {country: _file_name(country) for country in cities}
    index = [[country, name.removesuffix(".js")] for country, name in names.items()]
    files = [("cities/countries.js", _script("countries", index))]
    for country, name in names.items():
        files.append((f"cities/{name}", _script(name.removesuffix(".js"), cities[country])))
    return tuple(files)


def _script(key: str, rows: object) -> bytes:
    # With every sign beyond ASCII escaped, JSON is a script that can do nothing but hold data.
    data = json.dumps(rows, separators=(",", ":"))
    return f"plaintrialsCities({json.dumps(key)},{data});\n".encode()


def _file_name(country: str) -> str:
    mark = hashlib.sha256(country.encode()).hexdigest()[:8]
    return f"{slug(country)[:40]}-{mark}.js".lstrip("-")


def _told(seen: Counter[_Telling]) -> Iterator[City]:
    """Yield a city, or each of the towns that share its name; the one with most places first."""
    towns: list[_Telling] = []
    for telling, _ in sorted(seen.items(), key=lambda item: (-item[1], item[0])):
        if not any(_are_near(telling[2], other) for *_, other in towns):
            towns.append(telling)
    labels = set()
    for name, state, (lat, lon) in towns:
        label = f"{name}, {state}" if state and len(towns) > 1 else name
        if label not in labels:
            labels.add(label)
            yield label, round(lat, _DIGITS), round(lon, _DIGITS)


def _are_near(one: Point, other: Point) -> bool:
    return all(abs(a - b) < _NEAR for a, b in zip(one, other, strict=True))


def _clean(text: str | None) -> str:
    return " ".join((text or "").split())
