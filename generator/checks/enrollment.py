"""Rules about how many people take part."""

import datetime
from collections.abc import Iterator

from generator.checks.excerpt import is_excerpt
from generator.checks.finding import Finding
from generator.trial import Trial
from generator.vocabulary import EnrollmentType, Phase, Status, StudyType

_COUNT, _TYPE = "design.enrollment.count", "design.enrollment.kind"
_STATUS, _KIND, _PHASES = "status.overall_status", "design.study_type", "design.phases"
_OVER = {Status.COMPLETED, Status.TERMINATED}
_MOST, _MOST_IN_PHASE_1 = 1_000_000, 1_000


def called_off_with_people(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """STA-14: the trial was called off before anyone joined, and the record counts people."""
    count = _count(trial)
    if trial.status.overall_status == Status.WITHDRAWN and count:
        yield Finding("STA-14", (_STATUS, _COUNT), str(count))


def number_is_not_clear(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """STA-15: no number of people, 0 in a trial that was not called off, or fewer than none.

    An expanded access record has no such number.
    """
    if trial.design.study_type == StudyType.EXPANDED_ACCESS or is_excerpt(trial):
        return
    count = _count(trial) or 0
    if count < 0 or (not count and trial.status.overall_status != Status.WITHDRAWN):
        yield Finding("STA-15", (_COUNT, _STATUS, _KIND))


def number_is_planned(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """STA-16: the trial is over, and the number of people is still the planned one."""
    size = trial.design.enrollment
    if trial.status.overall_status in _OVER and size and size.kind == EnrollmentType.ESTIMATED:
        yield Finding("STA-16", (_TYPE, _STATUS), str(size.count))


def number_is_high(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """STA-17: more than 1,000,000 people, or more than 1,000 in a trial of phase 1 only."""
    count, phases = _count(trial) or 0, set(trial.design.phases)
    first = bool(phases) and phases <= {Phase.PHASE1, Phase.EARLY_PHASE1}
    if count > (_MOST_IN_PHASE_1 if first else _MOST):
        yield Finding("STA-17", (_COUNT, _PHASES), str(count))


def _count(trial: Trial) -> int | None:
    return trial.design.enrollment.count if trial.design.enrollment else None
