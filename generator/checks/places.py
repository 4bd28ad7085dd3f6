"""Rules about where the trial is done, and whom to ask."""

import datetime
import re
from collections.abc import Iterator

from generator.checks.excerpt import is_excerpt
from generator.checks.finding import Finding
from generator.trial import Trial
from generator.trial.people import Contact
from generator.vocabulary import Status, StudyType

_CENTRAL, _LOCATIONS = "contacts_locations.central_contacts", "contacts_locations.locations"
_STATUS, _KIND = "status.overall_status", "design.study_type"
_MAIL = re.compile(r"[^\s@<>,;]+@[\w-]+(?:\.[\w-]+)+")
_PHONE_SIGNS = re.compile(r"[\d\s()+./,;:x–-]|ext|tel|or|and", re.I)
_FEWEST_DIGITS = 5
_CLOSED = {Status.COMPLETED, Status.TERMINATED, Status.WITHDRAWN, Status.ACTIVE_NOT_RECRUITING}


def nobody_to_contact(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """LOC-01: the trial is looking for people, and there is no telephone number and no e-mail."""
    can_be_reached = any(contact.phone or contact.email for _, contact in _contacts(trial))
    if trial.status.overall_status == Status.RECRUITING and not can_be_reached:
        yield Finding("LOC-01", (_CENTRAL, _LOCATIONS, _STATUS))


def no_places(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """LOC-02: no place is listed, and people may still join."""
    closed = trial.status.overall_status in _CLOSED or is_excerpt(trial)
    other = trial.design.study_type == StudyType.EXPANDED_ACCESS
    if not trial.contacts_locations.locations and not closed and not other:
        yield Finding("LOC-02", (_LOCATIONS, _STATUS, _KIND))


def contact_is_odd(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """LOC-03: an e-mail address or a telephone number that cannot be one."""
    for path, contact in _contacts(trial):
        if contact.email and not _MAIL.fullmatch(contact.email.strip()):
            yield Finding("LOC-03", (f"{path}.email",), contact.email)
        if contact.phone and not _is_phone(contact.phone):
            yield Finding("LOC-03", (f"{path}.phone",), contact.phone)


def _is_phone(text: str) -> bool:
    digits = sum(1 for sign in text if sign.isdigit())
    return digits >= _FEWEST_DIGITS and not _PHONE_SIGNS.sub("", text)


def _contacts(trial: Trial) -> Iterator[tuple[str, Contact]]:
    part = trial.contacts_locations
    for index, contact in enumerate(part.central_contacts):
        yield f"{_CENTRAL}[{index}]", contact
    for at, place in enumerate(part.locations):
        for index, contact in enumerate(place.contacts):
            yield f"{_LOCATIONS}[{at}].contacts[{index}]", contact
