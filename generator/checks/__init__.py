"""JUDGE: what in a record does not add up. One function a rule.

A rule takes a trial and a day and yields findings. It never prints, raises or words anything: what
readers see for a code stands in the wording, under `notes`.
"""

import datetime
from collections.abc import Callable, Iterator

from generator.checks.conditions import condition_is_evidence
from generator.checks.dates import ends_before_main_result, ends_before_start
from generator.checks.finding import Finding
from generator.trial import Trial

__all__ = ["RULES", "Finding", "Rule", "findings"]

Rule = Callable[[Trial, datetime.date], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    ends_before_start,
    ends_before_main_result,
    condition_is_evidence,
)


def findings(trial: Trial, as_of: datetime.date) -> tuple[Finding, ...]:
    """Run every rule on a trial, in the order of the list."""
    return tuple(finding for rule in RULES for finding in rule(trial, as_of))
