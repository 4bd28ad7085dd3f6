"""Health problems that people had during the trial, whatever the cause (`adverseEventsModule`)."""

from generator.trial.part import Markup, Part
from generator.vocabulary import OpenEventAssessment


class EventGroup(Part):
    """A group, and how many of it died or had a problem."""

    id: str | None = None
    """Its id, which means something in this module only."""
    title: str | None = None
    """Its name."""
    description: Markup | None = None
    """What it got, in the team's words."""
    deaths_num_affected: int | None = None
    """People who died from any cause."""
    deaths_num_at_risk: int | None = None
    """People among whom deaths were counted."""
    serious_num_affected: int | None = None
    """People with at least one serious event."""
    serious_num_at_risk: int | None = None
    """People among whom serious events were counted."""
    other_num_affected: int | None = None
    """People with at least one other event that is listed."""
    other_num_at_risk: int | None = None
    """People among whom other events were counted."""


class EventCount(Part):
    """How many people of one group had an event."""

    group_id: str | None = None
    """The group."""
    num_events: int | None = None
    """How often it happened; one person can have it more than once."""
    num_affected: int | None = None
    """People who had it."""
    num_at_risk: int | None = None
    """People among whom it was counted."""


class AdverseEvent(Part):
    """A health problem, and how many people had it."""

    term: str | None = None
    """Its name."""
    organ_system: str | None = None
    """The part of the body it belongs to, in the words of a thesaurus."""
    source_vocabulary: str | None = None
    """The thesaurus."""
    assessment_type: OpenEventAssessment | None = None
    """Whether people were asked about it, or told it by themselves."""
    notes: Markup | None = None
    """A remark of the team."""
    stats: tuple[EventCount, ...] = ()
    """How many of each group had it."""


class AdverseEvents(Part):
    """Health problems that people had during the trial."""

    frequency_threshold: str | None = None
    """Other events are listed only if more than this share of a group had them, in percent."""
    time_frame: str | None = None
    """Over which time they were counted."""
    description: Markup | None = None
    """How they were found, in the team's words."""
    all_cause_mortality_comment: Markup | None = None
    """A remark of the team on deaths."""
    event_groups: tuple[EventGroup, ...] = ()
    """The groups."""
    serious_events: tuple[AdverseEvent, ...] = ()
    """Serious ones: deadly, with a stay in hospital, and the like."""
    other_events: tuple[AdverseEvent, ...] = ()
    """Others that are common enough to be listed."""
