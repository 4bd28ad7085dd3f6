"""Rules about dates. Compared only as far as both dates are known."""

import datetime
from collections.abc import Iterator

from generator.checks.day import COPIED, judged_on, known_on
from generator.checks.excerpt import STATUS, is_excerpt
from generator.checks.finding import Finding
from generator.trial import Trial
from generator.trial.partial_date import PartialDate
from generator.vocabulary import DateType, Status, StudyType

_START, _END = "status.start_date", "status.completion_date"
_VERIFIED = "status.status_verified_date"
_MAIN = "status.primary_completion_date"
_TYPED = (_START, _MAIN, _END)
_KIND = "design.study_type"
_GOING = {
    Status.RECRUITING,
    Status.ENROLLING_BY_INVITATION,
    Status.NOT_YET_RECRUITING,
    Status.ACTIVE_NOT_RECRUITING,
}
_ALL = tuple(
    f"status.{name}"
    for name in """status_verified_date start_date primary_completion_date completion_date
    study_first_submit_date study_first_submit_qc_date study_first_post_date
    results_first_submit_date results_first_submit_qc_date results_first_post_date
    disp_first_submit_date disp_first_submit_qc_date disp_first_post_date
    last_update_submit_date last_update_post_date""".split()
)
_YEAR, _LATE = datetime.timedelta(days=365), datetime.timedelta(days=21)
_FIRST_YEAR, _YEARS_AHEAD = 1950, 15


def ends_before_start(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """STA-01: the start is after the end."""
    status = trial.status
    if _after(status.start_date, status.completion_date):
        yield Finding("STA-01", (_START, _END), facts=_facts(trial, start=_START, end=_END))


def ends_before_main_result(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """STA-02: the last check for the main result is after the end."""
    status = trial.status
    if _after(status.primary_completion_date, status.completion_date):
        yield Finding("STA-02", (_MAIN, _END), facts=_facts(trial, main=_MAIN, end=_END))


def date_is_missing(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """STA-10: the start, the end, or the last check for the main result has no date.

    An expanded access record has none of them. Nobody plans with the last main check of a trial
    that does not go on, and old records lack it.
    """
    if trial.design.study_type == StudyType.EXPANDED_ACCESS or is_excerpt(trial):
        return
    needed = _TYPED if trial.status.overall_status in _GOING else (_START, _END)
    missing = tuple(path for path in needed if _date(trial, path) is None)
    if missing:
        yield Finding("STA-10", (*dict.fromkeys((*missing, *_TYPED)), _KIND, STATUS))


def date_kind_does_not_fit(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """STA-11: a date that has happened is to come, or a planned one passed over a year ago."""
    day = judged_on(trial, as_of)
    for path in _TYPED:
        date = _date(trial, path)
        if date is None:
            continue
        ahead = date.kind == DateType.ACTUAL and date.first_day() > known_on(trial, as_of)
        passed = date.kind == DateType.ESTIMATED and day - date.last_day() > _YEAR
        if ahead or passed:
            yield Finding("STA-11", (path, COPIED), f"{date} ({date.kind})")


def registered_late(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """STA-12: the record was first sent in more than 21 days after the start."""
    sent, start = trial.status.study_first_submit_date, trial.status.start_date
    if sent and start and sent.first_day() - start.last_day() > _LATE:
        yield Finding("STA-12", ("status.study_first_submit_date", _START), f"{sent}, {start}")


def date_is_odd(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """STA-20: a date before 1950, or more than 15 years ahead."""
    for path in _ALL:
        date = _date(trial, path)
        if date and not _FIRST_YEAR <= date.year <= as_of.year + _YEARS_AHEAD:
            yield Finding("STA-20", (path,), str(date))


def confirmed_before_end(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """STA-21: the trial has ended, and the record was last confirmed before that."""
    end = trial.status.completion_date
    if end is None or end.kind != DateType.ACTUAL or trial.status.overall_status in _GOING:
        return
    if _after(end, trial.status.status_verified_date):
        quoted = f"{trial.status.status_verified_date}, {end}"
        yield Finding("STA-21", (_VERIFIED, _END, STATUS), quoted)


def _date(trial: Trial, path: str) -> PartialDate | None:
    date: PartialDate | None = getattr(trial.status, path.removeprefix("status."))
    return date


def _facts(trial: Trial, **places: str) -> tuple[tuple[str, PartialDate], ...]:
    dates = ((name, _date(trial, path)) for name, path in places.items())
    return tuple((name, date) for name, date in dates if date)


def _after(first: PartialDate | None, second: PartialDate | None) -> bool:
    return bool(first and second and first.first_day() > second.last_day())
