"""JUDGE: what in a record does not add up. One function a rule.

A rule takes a trial and a day and yields findings. It never prints, raises or words anything: what
readers see for a code stands in the wording, under `notes`.
"""

import datetime
from collections.abc import Callable, Iterator

from generator.checks.conditions import condition_is_evidence
from generator.checks.dates import ends_before_main_result, ends_before_start
from generator.checks.finding import Finding
from generator.checks.free_text import free_text
from generator.checks.signs import lost_power_of_ten
from generator.trial import Trial

__all__ = ["RULES", "Finding", "Rule", "findings"]

Rule = Callable[[Trial, datetime.date], Iterator[Finding]]


def lost_raised_number(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """TXT-01: a power of ten before a unit has lost its raised digit ("2.5 x 106 cells")."""
    yield from lost_power_of_ten(free_text(trial))


RULES: tuple[Rule, ...] = (
    ends_before_start,
    ends_before_main_result,
    condition_is_evidence,
    lost_raised_number,
)


def findings(trial: Trial, as_of: datetime.date) -> tuple[Finding, ...]:
    """Run every rule on a trial, in the order of the list."""
    return tuple(finding for rule in RULES for finding in rule(trial, as_of))
