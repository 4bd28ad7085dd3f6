"""Who started, who finished, who left and why (`participantFlowModule`)."""

from generator.trial.part import Markup, Part


class FlowGroup(Part):
    """A group of people as they were put together at the start."""

    id: str | None = None
    """Its id, which means something in this module only."""
    title: str | None = None
    """Its name."""
    description: Markup | None = None
    """What it got, in the team's words."""


class FlowCount(Part):
    """How many of one group."""

    group_id: str | None = None
    """The group."""
    comment: Markup | None = None
    """A remark of the team."""
    num_subjects: str | None = None
    """Number of people, as text."""
    num_units: str | None = None
    """Number of other units (eyes, teeth …), as text."""


class Milestone(Part):
    """A point that people reached: STARTED, COMPLETED, NOT COMPLETED, or one the team named."""

    type: str | None = None
    """Its name."""
    comment: Markup | None = None
    """A remark of the team."""
    achievements: tuple[FlowCount, ...] = ()
    """How many of each group reached it."""


class DropWithdraw(Part):
    """A reason why people left."""

    type: str | None = None
    """The reason: one of the registry's, or in the team's words."""
    comment: Markup | None = None
    """A remark of the team."""
    reasons: tuple[FlowCount, ...] = ()
    """How many of each group left for it."""


class FlowPeriod(Part):
    """A part of the trial."""

    title: str | None = None
    """Its name."""
    milestones: tuple[Milestone, ...] = ()
    """Points that people reached."""
    drop_withdraws: tuple[DropWithdraw, ...] = ()
    """Why people left."""


class ParticipantFlow(Part):
    """Who started, who finished, who left and why."""

    pre_assignment_details: Markup | None = None
    """What happened before people were put into groups."""
    recruitment_details: Markup | None = None
    """How people were found."""
    type_units_analyzed: str | None = None
    """What is counted beside people, such as eyes."""
    groups: tuple[FlowGroup, ...] = ()
    """The groups."""
    periods: tuple[FlowPeriod, ...] = ()
    """The parts of the trial, in order."""
