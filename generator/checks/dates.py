"""Rules about dates. Compared only as far as both dates are known."""

import datetime
from collections.abc import Iterator

from generator.checks.finding import Finding
from generator.trial import Trial
from generator.trial.partial_date import PartialDate


def ends_before_start(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """STA-01: the start is after the end."""
    status = trial.status
    if _after(status.start_date, status.completion_date):
        yield Finding("STA-01", ("status.start_date", "status.completion_date"))


def ends_before_main_result(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """STA-02: the last check for the main result is after the end."""
    status = trial.status
    if _after(status.primary_completion_date, status.completion_date):
        yield Finding("STA-02", ("status.primary_completion_date", "status.completion_date"))


def _after(first: PartialDate | None, second: PartialDate | None) -> bool:
    return bool(first and second and first.first_day() > second.last_day())
