"""What the registry itself notes about a record (`annotationSection`)."""

from pydantic import Field

from generator.trial.part import Part
from generator.trial.partial_date import PartialDate
from generator.vocabulary import OpenUnpostedEventType, OpenViolationEventType


class UnpostedEvent(Part):
    """Something that happened to results that are not public yet."""

    type: OpenUnpostedEventType | None = None
    """Sent in, taken back, or sent back for changes."""
    date: PartialDate | None = None
    """When."""
    date_unknown: bool | None = None
    """True if nobody knows when."""


class UnpostedAnnotation(Part):
    """Results that were sent in and are not public yet."""

    unposted_responsible_party: str | None = None
    """Who sent them in."""
    unposted_events: tuple[UnpostedEvent, ...] = ()
    """What happened, in order."""


class ViolationEvent(Part):
    """A step of the US regulator about a duty that was not met."""

    type: OpenViolationEventType | None = None
    """The step."""
    description: str | None = None
    """What it says."""
    creation_date: PartialDate | None = None
    """When it was made."""
    issued_date: PartialDate | None = None
    """When it was issued."""
    release_date: PartialDate | None = None
    """When it was released."""
    posted_date: PartialDate | None = None
    """When it was made public."""


class ViolationAnnotation(Part):
    """Duties that were not met, as the US regulator sees it."""

    violation_events: tuple[ViolationEvent, ...] = ()
    """The steps, in order."""


class AnnotationModule(Part):
    """Notes of the registry (`annotationModule`)."""

    unposted: UnpostedAnnotation | None = Field(default=None, alias="unpostedAnnotation")
    """Results on their way."""
    violation: ViolationAnnotation | None = Field(default=None, alias="violationAnnotation")
    """Duties that were not met."""


class Annotations(Part):
    """What the registry itself notes about a record."""

    notes: AnnotationModule = Field(default=AnnotationModule(), alias="annotationModule")
    """The notes."""
