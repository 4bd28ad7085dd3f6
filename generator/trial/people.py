"""Who can take part, where, and whom to ask."""

from generator.trial.part import Markup, Part
from generator.vocabulary import (
    OpenContactRole,
    OpenOfficialRole,
    OpenRecruitmentStatus,
    OpenSamplingMethod,
    OpenSex,
    OpenStandardAge,
)


class Eligibility(Part):
    """Who can take part (`eligibilityModule`)."""

    eligibility_criteria: Markup | None = None
    """The rules for joining, as one text with its two lists."""
    healthy_volunteers: bool | None = None
    """True if people without the health problem can join."""
    sex: OpenSex | None = None
    """Who can join, by sex."""
    gender_based: bool | None = None
    """True if who can join depends on gender."""
    gender_description: Markup | None = None
    """More about that, in the team's words."""
    minimum_age: str | None = None
    """Lowest age, such as 18 Years."""
    maximum_age: str | None = None
    """Highest age, such as 65 Years."""
    std_ages: tuple[OpenStandardAge, ...] = ()
    """Broad age bands that the registry derives."""
    study_population: Markup | None = None
    """Where the people of an observational study come from."""
    sampling_method: OpenSamplingMethod | None = None
    """How the people of an observational study are picked."""


class Contact(Part):
    """Someone who can be asked about the trial."""

    name: str | None = None
    """Name."""
    role: OpenContactRole | None = None
    """What the person does in the trial."""
    phone: str | None = None
    """Telephone number."""
    phone_ext: str | None = None
    """Extension to dial."""
    email: str | None = None
    """E-mail address."""


class Official(Part):
    """Someone who answers for the trial."""

    name: str | None = None
    """Name."""
    affiliation: str | None = None
    """Where the person works."""
    role: OpenOfficialRole | None = None
    """What the person does in the trial."""


class GeoPoint(Part):
    """A point on the map, in degrees."""

    lat: float
    """Latitude, north positive."""
    lon: float
    """Longitude, east positive."""


class Location(Part):
    """A hospital or other place where the trial is done."""

    facility: str | None = None
    """Its name."""
    status: OpenRecruitmentStatus | None = None
    """Whether this place takes people."""
    city: str | None = None
    """City."""
    state: str | None = None
    """State or region."""
    zip: str | None = None
    """Postal code."""
    country: str | None = None
    """Country, in the registry's spelling."""
    contacts: tuple[Contact, ...] = ()
    """People to ask at this place."""
    geo_point: GeoPoint | None = None
    """Where the city lies."""


class ContactsLocations(Part):
    """Whom to ask, and where (`contactsLocationsModule`)."""

    central_contacts: tuple[Contact, ...] = ()
    """People to ask about the whole trial."""
    overall_officials: tuple[Official, ...] = ()
    """Who answers for the whole trial."""
    locations: tuple[Location, ...] = ()
    """Where it is done."""
