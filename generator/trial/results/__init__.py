"""What the trial found, as the registry posts it (`resultsSection`).

Numbers stay text, digit for digit, where the registry gives text. Group ids never join two tables:
the people in group FG000 need not be those in OG000.
Source: the four result modules of the ClinicalTrials.gov API v2 (42 CFR 11.48).
"""

from pydantic import Field

from generator.trial.part import Part
from generator.trial.results.events import AdverseEvents
from generator.trial.results.flow import ParticipantFlow
from generator.trial.results.measures import BaselineCharacteristics, OutcomeResults
from generator.trial.results.more import MoreInfo

__all__ = ["Results"]


class Results(Part):
    """Posted results, module by module."""

    participant_flow: ParticipantFlow = Field(
        default=ParticipantFlow(), alias="participantFlowModule"
    )
    """Who started, who finished, who left and why."""
    baseline_characteristics: BaselineCharacteristics = Field(
        default=BaselineCharacteristics(), alias="baselineCharacteristicsModule"
    )
    """What the people were like at the start."""
    outcome_measures: OutcomeResults = Field(
        default=OutcomeResults(), alias="outcomeMeasuresModule"
    )
    """What was measured, and the numbers."""
    adverse_events: AdverseEvents = Field(default=AdverseEvents(), alias="adverseEventsModule")
    """Health problems that people had, whatever the cause."""
    more_info: MoreInfo = Field(default=MoreInfo(), alias="moreInfoModule")
    """Limits of the results, and whom to ask about them."""
