"""Where it is, and whom to ask: places by country, each with its own status; contacts."""

from collections import defaultdict
from dataclasses import dataclass

from generator.pages.quote import Quote, Quotes
from generator.pages.tone import Tone, tone_of
from generator.plain.sentence import Sentence
from generator.plain.status import OPEN
from generator.plain.voice import Voice
from generator.trial import Trial
from generator.vocabulary import ContactRole

_LOCATIONS = "contacts_locations.locations"


@dataclass(frozen=True, slots=True)
class Person:
    """Someone to ask, or someone who answers for the trial."""

    name: Quote | None
    role: Sentence | None
    affiliation: Quote | None
    phone: Quote | None
    extension: Quote | None
    email: Quote | None


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """One place: name, address, status in words, and whom to ask there.

    `point` is the latitude and longitude that the registry gives for its city, or nothing.
    """

    name: Quote | None
    address: tuple[Quote, ...]
    point: str
    status: Sentence | None
    tone: Tone
    is_open: bool
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Country:
    """The places of one country, in the order of the record; `name` is None where it has none."""

    name: Quote | None
    count: Sentence
    places: tuple[PlaceLine, ...]


def countries(trial: Trial, voice: Voice, quotes: Quotes, doubtful: bool) -> tuple[Country, ...]:
    """Group the places by country, in the order in which countries first occur.

    Within a country, places that take people come first, unless the status is `doubtful`.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    for index, location in enumerate(trial.contacts_locations.locations):
        groups[location.country or ""].append(index)
    return tuple(_country(trial, indices, voice, quotes, doubtful) for indices in groups.values())


def central_contacts(trial: Trial, voice: Voice, quotes: Quotes) -> tuple[Person, ...]:
    """Return whom to ask about the whole trial."""
    path = "contacts_locations.central_contacts"
    contacts = trial.contacts_locations.central_contacts
    roles = [contact.role for contact in contacts]
    return tuple(
        _person(f"{path}[{index}]", role, voice, quotes) for index, role in enumerate(roles)
    )


def officials(trial: Trial, voice: Voice, quotes: Quotes) -> tuple[Person, ...]:
    """Return who answers for the whole trial."""
    path = "contacts_locations.overall_officials"
    roles = [official.role for official in trial.contacts_locations.overall_officials]
    return tuple(
        _person(f"{path}[{index}]", role, voice, quotes) for index, role in enumerate(roles)
    )


def _country(
    trial: Trial, indices: list[int], voice: Voice, quotes: Quotes, doubtful: bool
) -> Country:
    places = [_place(trial, index, voice, quotes, doubtful) for index in indices]
    return Country(
        name=quotes.at(f"{_LOCATIONS}[{indices[0]}].country"),
        count=voice.say("where.here", _LOCATIONS, n=len(indices)),
        places=tuple(sorted(places, key=lambda place: not place.is_open)),
    )


def _place(trial: Trial, index: int, voice: Voice, quotes: Quotes, doubtful: bool) -> PlaceLine:
    path, location = f"{_LOCATIONS}[{index}]", trial.contacts_locations.locations[index]
    status = location.status
    parts = (quotes.at(f"{path}.{name}") for name in ("city", "state", "zip"))
    return PlaceLine(
        name=quotes.at(f"{path}.facility"),
        address=tuple(part for part in parts if part),
        point=f"{location.geo_point.lat},{location.geo_point.lon}" if location.geo_point else "",
        status=voice.name_code(status, f"{path}.status"),
        tone=tone_of(status, doubtful and status in OPEN),
        is_open=status in OPEN and not doubtful,
        people=tuple(
            _person(f"{path}.contacts[{number}]", contact.role, voice, quotes)
            for number, contact in enumerate(location.contacts)
        ),
    )


def _person(path: str, role: str | None, voice: Voice, quotes: Quotes) -> Person:
    # That one can ask a contact, the head above says.
    says_nothing = role == ContactRole.CONTACT
    return Person(
        name=quotes.at(f"{path}.name"),
        role=None if says_nothing else voice.name_code(role, f"{path}.role"),
        affiliation=quotes.at(f"{path}.affiliation"),
        phone=quotes.at(f"{path}.phone"),
        extension=quotes.at(f"{path}.phone_ext"),
        email=quotes.at(f"{path}.email"),
    )
