"""How the trial is set up: design, groups, what they get, what is measured."""

from pydantic import Field

from generator.trial.part import Markup, Part
from generator.vocabulary import (
    OpenAllocation,
    OpenArmType,
    OpenBioSpecRetention,
    OpenEnrollmentType,
    OpenInterventionModel,
    OpenInterventionType,
    OpenMasking,
    OpenObservationalModel,
    OpenPhase,
    OpenPrimaryPurpose,
    OpenStudyType,
    OpenTimePerspective,
    OpenWhoMasked,
)


class Description(Part):
    """What the team says about the trial (`descriptionModule`)."""

    brief_summary: Markup | None = None
    """The short summary."""
    detailed_description: Markup | None = None
    """The long description."""


class Conditions(Part):
    """What the trial is about (`conditionsModule`)."""

    conditions: tuple[str, ...] = ()
    """The health problems."""
    keywords: tuple[str, ...] = ()
    """Search words that the team chose."""


class MaskingInfo(Part):
    """Who does not know who gets what."""

    masking: OpenMasking | None = None
    """How many roles do not know."""
    masking_description: Markup | None = None
    """More about it, in the team's words."""
    who_masked: tuple[OpenWhoMasked, ...] = ()
    """Which roles do not know."""


class DesignInfo(Part):
    """The plan of the trial."""

    allocation: OpenAllocation | None = None
    """How people are put into groups."""
    intervention_model: OpenInterventionModel | None = None
    """How the groups work."""
    intervention_model_description: Markup | None = None
    """More about it, in the team's words."""
    primary_purpose: OpenPrimaryPurpose | None = None
    """The main aim."""
    observational_model: OpenObservationalModel | None = None
    """How an observational study is set up."""
    time_perspective: OpenTimePerspective | None = None
    """Whether an observational study looks forward or back."""
    masking: MaskingInfo | None = Field(default=None, alias="maskingInfo")
    """Who does not know who gets what."""


class BioSpec(Part):
    """Samples that are kept."""

    retention: OpenBioSpecRetention | None = None
    """Whether samples are kept, and with DNA or without."""
    description: Markup | None = None
    """Which samples, in the team's words."""


class Enrollment(Part):
    """How many people take part."""

    count: int | None = None
    """Number of people (of villages, hospitals … where the design says so)."""
    kind: OpenEnrollmentType | None = Field(default=None, alias="type")
    """Planned (ESTIMATED) or reached (ACTUAL)."""


class ExpandedAccessTypes(Part):
    """For whom a treatment is open outside a trial."""

    individual: bool | None = None
    """For one person at a time."""
    intermediate: bool | None = None
    """For a mid-size group."""
    treatment: bool | None = None
    """For a large group."""


class Design(Part):
    """Kind, phase, plan and size (`designModule`)."""

    study_type: OpenStudyType | None = None
    """Trial, observational study or expanded access."""
    n_ptrs_to_this_exp_acc_nct_id: int | None = Field(default=None, alias="nPtrsToThisExpAccNctId")
    """How many records point at this expanded access record."""
    expanded_access_types: ExpandedAccessTypes | None = None
    """For whom expanded access is open."""
    patient_registry: bool | None = None
    """True if it is a registry that keeps facts about people over time."""
    target_duration: str | None = None
    """How long each person is followed, such as 5 Years."""
    phases: tuple[OpenPhase, ...] = ()
    """One phase, or two that are joined."""
    design_info: DesignInfo | None = None
    """The plan."""
    bio_spec: BioSpec | None = None
    """Samples that are kept."""
    enrollment: Enrollment | None = Field(default=None, alias="enrollmentInfo")
    """How many people."""


class Arm(Part):
    """A group of people who get the same thing."""

    label: str | None = None
    """Its name."""
    type: OpenArmType | None = None
    """Its role in the comparison."""
    description: Markup | None = None
    """What happens in it, in the team's words."""
    intervention_names: tuple[str, ...] = ()
    """What it gets, as "Type: name"."""


class Intervention(Part):
    """Something that is tested or given."""

    type: OpenInterventionType | None = None
    """What kind of thing it is."""
    name: str | None = None
    """Its name."""
    description: Markup | None = None
    """How it is given, in the team's words."""
    arm_group_labels: tuple[str, ...] = ()
    """Names of the groups that get it."""
    other_names: tuple[str, ...] = ()
    """Other names it is known by."""


class ArmsInterventions(Part):
    """Groups and what they get (`armsInterventionsModule`)."""

    arms: tuple[Arm, ...] = Field(default=(), alias="armGroups")
    """The groups."""
    interventions: tuple[Intervention, ...] = ()
    """What is tested or given."""


class OutcomeMeasure(Part):
    """Something the trial measures."""

    measure: str | None = None
    """What is measured."""
    description: Markup | None = None
    """How, in the team's words."""
    time_frame: str | None = None
    """When."""


class Outcomes(Part):
    """What is measured (`outcomesModule`)."""

    primary_outcomes: tuple[OutcomeMeasure, ...] = ()
    """What matters most to the trial."""
    secondary_outcomes: tuple[OutcomeMeasure, ...] = ()
    """What else it measures."""
    other_outcomes: tuple[OutcomeMeasure, ...] = ()
    """Further measures."""
