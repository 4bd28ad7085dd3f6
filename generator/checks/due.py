"""A rule about results that may be due. For operators only: what excuses a trial cannot be seen."""

import datetime
from collections.abc import Iterator

from generator.checks.day import COPIED, full_years, judged_on
from generator.checks.finding import Finding
from generator.trial import Trial
from generator.vocabulary import Phase, PrimaryPurpose, Status, StudyType

_MAIN, _END = "status.primary_completion_date", "status.completion_date"
_FIRST_DAY = datetime.date(2017, 1, 18)
_GRACE = datetime.timedelta(days=31)
"""More than 30 days."""
_PHASE_1 = {Phase.PHASE1, Phase.EARLY_PHASE1}
_FIELDS = (
    "has_results",
    "oversight.is_fda_regulated_drug",
    "oversight.is_fda_regulated_device",
    "status.start_date",
    "status.disp_first_submit_date",
    COPIED,
)


def results_may_be_due(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """STA-18: looks like a trial that US law asks results of, a year and 30 days after its end.

    Which trials: 42 CFR 11.22 and 11.44, as FDAAA TrialsTracker reads them. A trial with a
    certificate of delay, or with results on their way, is left alone.
    """
    status = trial.status
    main = status.primary_completion_date
    end = main or status.completion_date
    if end is None or trial.has_results or trial.results or not _is_applicable(trial):
        return
    if status.disp_first_submit_date or status.results_waived or _on_the_way(trial):
        return
    if full_years(end, judged_on(trial, as_of) - _GRACE) >= 1:
        yield Finding("STA-18", (_MAIN if main else _END, *_FIELDS), str(end))


def _is_applicable(trial: Trial) -> bool:
    start, care = trial.status.start_date, trial.oversight
    if trial.design.study_type != StudyType.INTERVENTIONAL or not start:
        return False
    if start.first_day() < _FIRST_DAY or trial.status.overall_status == Status.WITHDRAWN:
        return False
    info = trial.design.design_info
    if info and info.primary_purpose == PrimaryPurpose.DEVICE_FEASIBILITY:
        return False
    if care.is_fda_regulated_device:
        return True
    phases = set(trial.design.phases)
    return bool(care.is_fda_regulated_drug) and not (phases and phases <= _PHASE_1)


def _on_the_way(trial: Trial) -> bool:
    """Whether results were sent in, and not taken back, as far as the registry notes it."""
    unposted = trial.annotations.notes.unposted
    events = unposted.unposted_events if unposted else ()
    tracking = trial.derived.misc_info.submission_tracking
    return bool(events) or bool(tracking and tracking.submission_infos)
