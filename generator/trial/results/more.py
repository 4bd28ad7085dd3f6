"""Limits of the results, who may speak about them, and whom to ask (`moreInfoModule`)."""

from generator.trial.part import Markup, Part
from generator.vocabulary import OpenAgreementRestrictionType


class LimitationsAndCaveats(Part):
    """What limits the results."""

    description: Markup | None = None
    """The limits, in the team's words."""


class CertainAgreement(Part):
    """Whether the sponsor can limit what the researchers make public."""

    pi_sponsor_employee: bool | None = None
    """True if the lead researchers work for the sponsor."""
    restriction_type: OpenAgreementRestrictionType | None = None
    """How long the sponsor can hold back results."""
    restrictive_agreement: bool | None = None
    """True if there is an agreement that limits what they make public."""
    other_details: Markup | None = None
    """More about it."""


class PointOfContact(Part):
    """Whom to ask about the results."""

    title: str | None = None
    """A name or a post."""
    organization: str | None = None
    """Where they work."""
    email: str | None = None
    """E-mail address."""
    phone: str | None = None
    """Telephone number."""
    phone_ext: str | None = None
    """Extension."""


class MoreInfo(Part):
    """Limits of the results, and whom to ask about them."""

    limitations_and_caveats: LimitationsAndCaveats | None = None
    """What limits the results."""
    certain_agreement: CertainAgreement | None = None
    """Whether the sponsor can limit what is made public."""
    point_of_contact: PointOfContact | None = None
    """Whom to ask."""
