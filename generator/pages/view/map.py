"""The map of the places, as far as the record says where they are."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.pages.world import NO_WORLD, Point, World, places_map
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.trial import Trial

_LOCATIONS = "contacts_locations.locations"


@dataclass(frozen=True, slots=True)
class MapView:
    """A map, or nothing where no place has a point; `note` tells how many places are not on it."""

    drawing: str = ""
    note: tuple[Sentence, ...] = ()


def map_view(trial: Trial, voice: Voice, world: World) -> MapView:
    """Build the map of a trial; none without shapes of land to draw it on."""
    places = list(_places(trial))
    points = [point for point, _ in places]
    if not points or world is NO_WORLD:
        return MapView()
    missing = len(trial.contacts_locations.locations) - len(points)
    note = (voice.say("where.unmapped", _LOCATIONS, n=missing),) if missing else ()
    names = [country for _, country in places]
    return MapView(places_map(points, world, voice.label("where.map"), names), note)


def _places(trial: Trial) -> Iterator[tuple[Point, str]]:
    """Yield the point of each place that has one, and its country in the record's words."""
    for place in trial.contacts_locations.locations:
        point = place.geo_point
        if point and None not in (point.lat, point.lon) and abs(point.lat) <= 90:
            country = " ".join((place.country or "").split())
            yield ((point.lon + 180) % 360 - 180, point.lat), country
