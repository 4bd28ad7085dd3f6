"""Rules about where the trial stands: its status, held against dates, reasons and places."""

import datetime
from collections.abc import Iterator

from generator.checks.day import COPIED, full_years, judged_on, known_on
from generator.checks.finding import Finding
from generator.trial import Trial
from generator.vocabulary import DateType, RecruitmentStatus, Status

_STATUS, _START, _END = "status.overall_status", "status.start_date", "status.completion_date"
_VERIFIED, _WHY = "status.status_verified_date", "status.why_stopped"
_UPDATED = "status.last_update_submit_date"
_GOING = {
    Status.RECRUITING,
    Status.ENROLLING_BY_INVITATION,
    Status.NOT_YET_RECRUITING,
    Status.ACTIVE_NOT_RECRUITING,
}
_OVER = {Status.COMPLETED, Status.TERMINATED}
_STOPPED = {Status.TERMINATED, Status.WITHDRAWN, Status.SUSPENDED}
_TAKING = {RecruitmentStatus.RECRUITING, RecruitmentStatus.ENROLLING_BY_INVITATION}
_CLOSED = {Status.COMPLETED, Status.TERMINATED, Status.WITHDRAWN, Status.ACTIVE_NOT_RECRUITING}
_STALE_YEARS = 2
_MONTH, _YEAR = datetime.timedelta(days=31), datetime.timedelta(days=365)


def end_has_passed(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """STA-03: the trial is listed as going on, and its end date passed over a month ago.

    Teams have 30 days to tell the registry of a change (42 CFR 11.64).
    """
    status, end = trial.status.overall_status, trial.status.completion_date
    if status in _GOING and end and judged_on(trial, as_of) - end.last_day() > _MONTH:
        facts = (("status", status or ""), ("end", end))
        yield Finding("STA-03", (_STATUS, _END, _VERIFIED, COPIED), facts=facts)


def start_has_passed(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """STA-04: the trial is listed as not open yet, and its start date passed over a month ago."""
    start = trial.status.start_date
    if start is None or trial.status.overall_status != Status.NOT_YET_RECRUITING:
        return
    if judged_on(trial, as_of) - start.last_day() > _MONTH:
        yield Finding("STA-04", (_STATUS, _START, COPIED), facts=(("start", start),))


def not_confirmed(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """STA-05: the trial is listed as going on, and was last confirmed over 2 years ago."""
    status, verified = trial.status.overall_status, trial.status.status_verified_date
    if status not in _GOING or verified is None:
        return
    if full_years(verified, judged_on(trial, as_of)) >= _STALE_YEARS:
        facts = (("status", status or ""), ("years", full_years(verified, as_of)))
        yield Finding("STA-05", (_STATUS, _VERIFIED, _END, COPIED), facts=facts)


def status_is_unknown(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """STA-06: the registry has set the status to unknown, for want of news."""
    if trial.status.overall_status == Status.UNKNOWN:
        yield Finding("STA-06", (_STATUS,))


def end_is_planned(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """STA-07: the trial is listed as over, and its end date is still to come or still a plan."""
    status, end = trial.status.overall_status, trial.status.completion_date
    if status not in _OVER or end is None:
        return
    if end.kind == DateType.ESTIMATED or end.first_day() > known_on(trial, as_of):
        yield Finding("STA-07", (_STATUS, _END, COPIED), facts=(("end", end),))


def no_reason_to_stop(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """STA-08: the trial stopped, paused or was called off, and the record does not say why."""
    status = trial.status
    if status.overall_status in _STOPPED and not (status.why_stopped or "").strip():
        yield Finding("STA-08", (_WHY, _STATUS))


def reason_but_not_stopped(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """STA-09: the record says why the trial stopped, and not that it has."""
    status = trial.status
    if status.why_stopped and status.overall_status and status.overall_status not in _STOPPED:
        yield Finding("STA-09", (_STATUS, _WHY), status.why_stopped)


def not_updated(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """STA-13: the trial is listed as going on, and nothing was sent in for over a year."""
    updated = trial.status.last_update_submit_date
    if updated is None or trial.status.overall_status not in _GOING:
        return
    if judged_on(trial, as_of) - updated.last_day() > _YEAR:
        yield Finding("STA-13", (_STATUS, _UPDATED, COPIED), str(updated))


def places_differ(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """STA-19: the trial is looking for people and no place is, or a place is and the trial not.

    Only where every place says how it stands.
    """
    status = trial.status.overall_status
    said = [place.status for place in trial.contacts_locations.locations]
    if not said or not all(said):
        return
    taking = any(one in _TAKING for one in said)
    none_takes = status == Status.RECRUITING and not taking
    some_take = status in _CLOSED and taking
    if none_takes or some_take:
        facts = (("status", status or ""),)
        yield Finding("STA-19", (_STATUS, "contacts_locations.locations"), facts=facts)
