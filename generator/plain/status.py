"""Where the trial stands, and whether that can still be relied on."""

import datetime
from collections.abc import Iterator

from generator.plain.amounts import say_date
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.trial import Trial
from generator.trial.partial_date import PartialDate
from generator.vocabulary import Status

OPEN = {Status.RECRUITING, Status.ENROLLING_BY_INVITATION, Status.AVAILABLE}
AHEAD = {Status.NOT_YET_RECRUITING}
_GOING = OPEN | AHEAD | {Status.ACTIVE_NOT_RECRUITING, Status.SUSPENDED}
_OLD_COPY_DAYS = 180
"""A trial's status changes within months; the registry asks for updates at least once a year."""
_STALE_YEARS = 2
"""After 2 years without a check the registry itself sets an open trial to UNKNOWN."""

_STATUS = "status.overall_status"
_VERIFIED = "status.status_verified_date"
_COPIED = "derived.misc_info.version_holder"
_START = "status.start_date"
_END = "status.completion_date"
STANDING_SOURCES = (_STATUS, _VERIFIED, _COPIED, _END, _START)
"""All fields that can decide where a trial stands, and whether that may no longer hold."""


def status_sentences(trial: Trial, voice: Voice, as_of: datetime.date) -> Iterator[Sentence]:
    """Yield where the trial stands and when that was last confirmed, as of a day."""
    status = trial.status
    code = status.overall_status
    if code and code in _GOING and is_doubtful(trial, voice, as_of):
        label = voice.code_label(code)
        label = label[0].lower() + label[1:]
        yield voice.say("status.doubted", *doubt_sources(trial), label=label)
    elif code:
        yield voice.say_code(code, *doubt_sources(trial))
    if status.last_known_status:
        label = voice.code_label(status.last_known_status)
        yield voice.say("status.last_known", "status.last_known_status", label=label)
    if verified := status.status_verified_date:
        rule = "status.verified_day" if verified.day else "status.verified"
        yield voice.say(rule, _VERIFIED, date=say_date(verified, voice.wording))


def status_name(trial: Trial, voice: Voice) -> Sentence:
    """Return where the trial stands in a few words."""
    status = trial.status.overall_status
    return voice.name(status, _STATUS) if status else voice.say("status.missing", _STATUS)


def status_chip(trial: Trial, voice: Voice, as_of: datetime.date) -> Sentence:
    """Return where the trial stands in a few words, and whether that may no longer hold."""
    name = status_name(trial, voice)
    if trial.status.overall_status not in _GOING:
        return name
    if is_doubtful(trial, voice, as_of):
        return voice.say("status.doubted_label", *doubt_sources(trial), label=name.text)
    return Sentence(name.text, doubt_sources(trial), name.rule, name.slots)


def cautions(trial: Trial, voice: Voice, as_of: datetime.date) -> Iterator[Sentence]:
    """Yield what makes the status of a trial that is listed as going on look out of date."""
    doubts = list(_doubts(trial, voice, as_of))
    yield from doubts
    if doubts and trial.status.overall_status in OPEN | AHEAD | {Status.UNKNOWN}:
        yield voice.say("status.ask", _VERIFIED, _COPIED, _END, _START, _STATUS)


def is_doubtful(trial: Trial, voice: Voice, as_of: datetime.date) -> bool:
    """True if the status of a trial may no longer hold."""
    return trial.status.overall_status == Status.UNKNOWN or any(_doubts(trial, voice, as_of))


def doubt_sources(trial: Trial) -> tuple[str, ...]:
    """Return the fields that decide whether the status may no longer hold."""
    if trial.status.overall_status in _GOING:
        start = (_START,) if trial.status.overall_status in AHEAD else ()
        return (_STATUS, _VERIFIED, _COPIED, _END, *start)
    return (_STATUS,)


def _doubts(trial: Trial, voice: Voice, as_of: datetime.date) -> Iterator[Sentence]:
    status = trial.status
    if status.overall_status not in _GOING | {Status.UNKNOWN}:
        return
    # The age of the status stands right behind the day that it is counted from.
    yield from _age_of_status(trial, voice, as_of)
    yield from _age_of_copy(trial, voice, as_of)
    start, end = status.start_date, status.completion_date
    if start and status.overall_status in AHEAD and start.last_day() < as_of:
        date = say_date(start, voice.wording)
        yield voice.say("status.start_passed", _START, _STATUS, date=date)
    if end and end.last_day() < as_of:
        date = say_date(end, voice.wording)
        yield voice.say("status.end_passed", _END, _STATUS, date=date)


def _age_of_copy(trial: Trial, voice: Voice, as_of: datetime.date) -> Iterator[Sentence]:
    """Say that our copy is old: what the team has done since, nobody can know from it."""
    copied = trial.derived.misc_info.version_holder
    if copied and (as_of - copied.last_day()).days > _OLD_COPY_DAYS:
        date = say_date(copied, voice.wording)
        yield voice.say("status.old_copy", _COPIED, _STATUS, date=date)


def _age_of_status(trial: Trial, voice: Voice, as_of: datetime.date) -> Iterator[Sentence]:
    """Say that the team had not checked for years, as of the day of our copy."""
    verified, copied = trial.status.status_verified_date, trial.derived.misc_info.version_holder
    if verified is None or trial.status.overall_status == Status.UNKNOWN:
        return
    years = full_years(verified, min(copied.last_day(), as_of) if copied else as_of)
    if years >= _STALE_YEARS:
        sources = (_VERIFIED, _COPIED, _STATUS)
        yield voice.say("status.stale", *sources, n=full_years(verified, as_of))


def access_sentences(trial: Trial, voice: Voice) -> Iterator[Sentence]:
    """Yield what the record says of getting the treatment outside the trial, and of posting."""
    access = trial.status.expanded_access
    if access and access.has_expanded_access:
        yield voice.say("status.expanded_access", "status.expanded_access.has_expanded_access")
    if access and access.status:
        label = voice.code_label(access.status)
        yield voice.say(
            "status.expanded_access_status", "status.expanded_access.status", label=label
        )
    if trial.status.delayed_posting:
        yield voice.say("status.delayed_posting", "status.delayed_posting")
    if trial.has_results:
        yield voice.say("status.results_posted", "has_results")
    if trial.status.results_waived:
        yield voice.say("status.results_waived", "status.results_waived")


def full_years(since: PartialDate, until: datetime.date) -> int:
    """Count the full years that have passed for certain since a date of any precision."""
    start = since.last_day()
    return until.year - start.year - ((until.month, until.day) < (start.month, start.day))
