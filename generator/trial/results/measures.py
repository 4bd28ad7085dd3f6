"""Numbers in tables: what people were like at the start, and what was measured.

Both modules have one form: groups, how many were counted, and rows (classes) of cells
(categories) with a number for each group.
"""

from pydantic import Field

from generator.trial.part import Markup, Part
from generator.trial.partial_date import PartialDate
from generator.vocabulary import (
    OpenAnalysisDispersionType,
    OpenConfidenceIntervalNumSides,
    OpenMeasureDispersionType,
    OpenMeasureParam,
    OpenNonInferiorityType,
    OpenOutcomeMeasureType,
    OpenReportingStatus,
)


class MeasureGroup(Part):
    """A group that is a column of a table."""

    id: str | None = None
    """Its id, which means something in this table only."""
    title: str | None = None
    """Its name."""
    description: Markup | None = None
    """Who is in it, in the team's words."""


class DenomCount(Part):
    """How many of one group were counted."""

    group_id: str | None = None
    """The group."""
    value: str | None = None
    """The number, as text."""


class Denom(Part):
    """How many were counted, in one unit."""

    units: str | None = None
    """What is counted: Participants, or other units such as eyes."""
    counts: tuple[DenomCount, ...] = ()
    """How many of each group."""


class Measurement(Part):
    """One number of one group."""

    group_id: str | None = None
    """The group."""
    value: str | None = None
    """The number, as text; NA where there is none."""
    spread: str | None = None
    """How far the numbers spread, as text."""
    lower_limit: str | None = None
    """The lower end of a range, as text."""
    upper_limit: str | None = None
    """The upper end of a range, as text."""
    comment: Markup | None = None
    """A remark of the team, such as why there is no number."""


class MeasureCategory(Part):
    """A cell of a row, or a row under it."""

    title: str | None = None
    """Its name."""
    measurements: tuple[Measurement, ...] = ()
    """A number for each group."""


class MeasureClass(Part):
    """A row of a table, or several under one head."""

    title: str | None = None
    """Its name."""
    denoms: tuple[Denom, ...] = ()
    """How many were counted for this row, where that differs."""
    categories: tuple[MeasureCategory, ...] = ()
    """Its cells."""


class BaselineMeasure(Part):
    """One thing that people were asked or measured at the start."""

    title: str | None = None
    """What it is."""
    description: Markup | None = None
    """How it was measured, in the team's words."""
    population_description: Markup | None = None
    """Who was counted, in the team's words."""
    param_type: OpenMeasureParam | None = None
    """What the numbers are: counts, averages …"""
    dispersion_type: OpenMeasureDispersionType | None = None
    """What the spread is."""
    unit_of_measure: str | None = None
    """The unit."""
    calculate_pct: bool | None = None
    """True if the registry shows a percentage beside the count."""
    denom_units_selected: str | None = None
    """Which unit is counted."""
    denoms: tuple[Denom, ...] = ()
    """How many were counted, where that differs."""
    classes: tuple[MeasureClass, ...] = ()
    """The rows."""


class BaselineCharacteristics(Part):
    """What the people were like at the start (`baselineCharacteristicsModule`)."""

    population_description: Markup | None = None
    """Who was counted, in the team's words."""
    type_units_analyzed: str | None = None
    """What is counted beside people, such as eyes."""
    groups: tuple[MeasureGroup, ...] = ()
    """The groups; often with one for all together."""
    denoms: tuple[Denom, ...] = ()
    """How many were counted."""
    measures: tuple[BaselineMeasure, ...] = ()
    """What was asked or measured."""


class MeasureAnalysis(Part):
    """A test that compares groups."""

    param_type: str | None = None
    """What was worked out, such as a hazard ratio."""
    param_value: str | None = None
    """Its number, as text."""
    dispersion_type: OpenAnalysisDispersionType | None = None
    """What the spread is."""
    dispersion_value: str | None = None
    """The spread, as text."""
    statistical_method: str | None = None
    """The test."""
    statistical_comment: Markup | None = None
    """More about it."""
    p_value: str | None = None
    """The p-value, as text, signs such as < included."""
    p_value_comment: Markup | None = None
    """More about it."""
    ci_num_sides: OpenConfidenceIntervalNumSides | None = None
    """Whether the range has one end or two."""
    ci_pct_value: str | None = None
    """How sure the range is, in percent, as text."""
    ci_lower_limit: str | None = None
    """The lower end of the range, as text."""
    ci_upper_limit: str | None = None
    """The upper end of the range, as text."""
    ci_lower_limit_comment: Markup | None = None
    """Why there is no lower end."""
    ci_upper_limit_comment: Markup | None = None
    """Why there is no upper end."""
    estimate_comment: Markup | None = None
    """More about the number that was worked out."""
    tested_non_inferiority: bool | None = None
    """True if it was tested that one is not worse than the other by much."""
    non_inferiority_type: OpenNonInferiorityType | None = None
    """What kind of question the test asks."""
    non_inferiority_comment: Markup | None = None
    """More about it."""
    other_analysis_description: Markup | None = None
    """An analysis that fits nowhere else."""
    group_description: Markup | None = None
    """More about what was compared."""
    group_ids: tuple[str, ...] = ()
    """The groups that were compared."""


class MeasuredOutcome(Part):
    """One thing that was measured, and its numbers (`OutcomeMeasure` of the results)."""

    type: OpenOutcomeMeasureType | None = None
    """Whether it is a main one, or was chosen later."""
    title: str | None = None
    """What was measured."""
    description: Markup | None = None
    """How, in the team's words."""
    population_description: Markup | None = None
    """Who was counted, in the team's words."""
    reporting_status: OpenReportingStatus | None = None
    """Whether its numbers are posted."""
    anticipated_posting_date: PartialDate | None = None
    """When they are planned to be posted."""
    param_type: OpenMeasureParam | None = None
    """What the numbers are: counts, averages …"""
    dispersion_type: str | None = None
    """What the spread is; free text here, most often `Standard Deviation` and the like."""
    unit_of_measure: str | None = None
    """The unit."""
    calculate_pct: bool | None = None
    """True if the registry shows a percentage beside the count."""
    time_frame: str | None = None
    """When it was measured."""
    type_units_analyzed: str | None = None
    """What is counted beside people, such as eyes."""
    denom_units_selected: str | None = None
    """Which unit is counted."""
    groups: tuple[MeasureGroup, ...] = ()
    """The groups."""
    denoms: tuple[Denom, ...] = ()
    """How many were counted."""
    classes: tuple[MeasureClass, ...] = ()
    """The rows."""
    analyses: tuple[MeasureAnalysis, ...] = ()
    """Tests that compare the groups."""


class OutcomeResults(Part):
    """What was measured, and the numbers (`outcomeMeasuresModule`)."""

    outcomes: tuple[MeasuredOutcome, ...] = Field(default=(), alias="outcomeMeasures")
    """Each thing that was measured, in the registry's order."""
