"""Rules about fields, and about titles held against them."""

import datetime
from collections.abc import Collection, Iterator

from generator.checks import conditions, dates
from generator.checks.finding import Finding, chosen
from generator.trial import Trial

OF_A_TRIAL = {
    "STA-01": dates.ends_before_start,
    "STA-02": dates.ends_before_main_result,
    "CON-03": conditions.condition_is_evidence,
}
CODES = frozenset(OF_A_TRIAL)


def structure_findings(
    trial: Trial, as_of: datetime.date, wanted: Collection[str] = CODES
) -> Iterator[Finding]:
    """Yield what these rules find, those with a wanted code."""
    for of_trial in chosen(OF_A_TRIAL, wanted):
        yield from of_trial(trial, as_of)
