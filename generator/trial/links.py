"""Papers, links and the plan to share data."""

from pydantic import Field

from generator.trial.part import Markup, Part
from generator.vocabulary import OpenIpdSharing, OpenIpdSharingInfoType, OpenReferenceType


class Retraction(Part):
    """A notice that a paper was taken back."""

    pmid: str | None = None
    """PubMed number of the notice."""
    source: str | None = None
    """Where the notice was printed."""


class Reference(Part):
    """A paper about the trial."""

    pmid: str | None = None
    """PubMed number."""
    type: OpenReferenceType | None = None
    """How the paper is linked to the trial."""
    citation: str | None = None
    """Authors, title, journal."""
    retractions: tuple[Retraction, ...] = ()
    """Notices that the paper was taken back."""


class SeeAlsoLink(Part):
    """A web page about the trial."""

    label: Markup | None = None
    """What the page is."""
    url: str | None = None
    """Its address."""


class AvailableIpd(Part):
    """Data or documents that are already shared."""

    id: str | None = None
    """A number for it."""
    type: str | None = None
    """What it is."""
    url: str | None = None
    """Where it is."""
    comment: Markup | None = None
    """More about it."""


class References(Part):
    """Papers and links (`referencesModule`)."""

    references: tuple[Reference, ...] = ()
    """Papers."""
    see_also_links: tuple[SeeAlsoLink, ...] = ()
    """Web pages."""
    avail_ipds: tuple[AvailableIpd, ...] = ()
    """Data or documents that are already shared."""


class IpdSharingStatement(Part):
    """The plan to share data about each person (`ipdSharingStatementModule`)."""

    ipd_sharing: OpenIpdSharing | None = None
    """Yes, no or undecided."""
    description: Markup | None = None
    """What, in the team's words."""
    info_types: tuple[OpenIpdSharingInfoType, ...] = ()
    """What else will be shared."""
    time_frame: Markup | None = None
    """When."""
    access_criteria: Markup | None = None
    """Who can have it, and how."""
    url: str | None = Field(default=None)
    """Where to read more."""
