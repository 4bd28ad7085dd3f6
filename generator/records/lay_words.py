"""Words for a lay summary that no registry's record holds: contact, countries, reactions, plans.

Source of what is asked for: Regulation (EU) No 536/2014, Annex V.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from generator.records.validation import EXPECTED
from generator.records.word_types import People, PlainText, Words


class Planned(StrEnum):
    """Whether more trials are planned."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not known"


_ANSWERS = {"true": "yes", "false": "no", "not_known": "not known", "unknown": "not known"}


def _answer(value: object) -> object:
    """Read what YAML writers mean by yes and no."""
    said = str(value).strip().lower()
    said = _ANSWERS.get(said, said)
    if said in set(Planned):
        return said
    raise PydanticCustomError(EXPECTED, "one of yes, no, not known")


class SponsorContact(Words):
    """How to reach the sponsor; at least one way."""

    name: PlainText | None = None
    """A person, or an office."""
    address: PlainText | None = None
    """Postal address."""
    phone: PlainText | None = None
    """Telephone number."""
    email: PlainText | None = None
    """E-mail address."""
    web: PlainText | None = None
    """Address of a web page, from https:// on."""


def _reachable(contact: SponsorContact) -> SponsorContact:
    if any((contact.address, contact.phone, contact.email, contact.web)):
        return contact
    raise PydanticCustomError(EXPECTED, "one of address, phone, email, web")


Reachable = Annotated[SponsorContact, AfterValidator(_reachable)]
"""A contact with at least one way to reach it."""


class PlainCountry(Words):
    """How many people of one country took part."""

    country: PlainText
    """The country, in English, or as the registry writes it."""
    people: People
    """How many people took part there."""


class PlainMedicine(Words):
    """One thing that was tested or compared, in plain words."""

    name: PlainText
    """Its name as the record has it."""
    plain: PlainText
    """What it is, in plain words."""


class PlainFrequency(Words):
    """How many people of one group had one adverse reaction."""

    reaction: PlainText
    """The adverse reaction, in plain words."""
    group: PlainText
    """The group, as the record names it."""
    people: PlainText
    """How many people of it had it, such as 12 of 100 people."""


class PlainReactions(Words):
    """Adverse reactions: what the researchers think the treatment may have caused."""

    text: PlainText
    """What people had, and who judged that the treatment may have caused it."""
    frequencies: tuple[PlainFrequency, ...] = ()
    """How many people of each group had which of them."""


class PlainFollowUp(Words):
    """Whether more trials are planned, and which."""

    planned: Annotated[Planned, BeforeValidator(_answer)]
    """yes, no or not known."""
    trials: tuple[PlainText, ...] = ()
    """Their registration numbers."""
    text: PlainText | None = None
    """More about them."""
