"""How long the trial goes on: when it starts, when it ends, and the time between."""

import datetime
from collections.abc import Iterator

from generator.plain.amounts import Duration, say_date, say_duration, say_list
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.trial import Trial
from generator.trial.partial_date import PartialDate
from generator.vocabulary import DateType, Status

_START, _END = "status.start_date", "status.completion_date"
_STATUS = "status.overall_status"
_MONTHS_ONLY = 24
"""Below two years people count in months."""
_DAYS_A_YEAR = 365.25


def span_sentences(trial: Trial, voice: Voice, as_of: datetime.date) -> Iterator[Sentence]:
    """Yield when it starts and ends, and how long that is."""
    start, end = trial.status.start_date, trial.status.completion_date
    held = trial.status.overall_status != Status.WITHDRAWN
    if start:
        date = say_date(start, voice.wording)
        yield voice.say(f"long.start_{_form(start, as_of, held)}", _START, _STATUS, date=date)
    if end:
        date = say_date(end, voice.wording)
        yield voice.say(f"long.end_{_form(end, as_of, held)}", _END, _STATUS, date=date)
    if held and start and end and (months := months_between(start, end)):
        years, rest = divmod(months, 12) if months >= _MONTHS_ONLY else (0, months)
        parts = [Duration(years, "Year"), Duration(rest, "Month")]
        said = [say_duration(part, voice.wording) for part in parts if part.count]
        yield voice.say("long.span", _START, _END, _STATUS, duration=say_list(said, voice.wording))


def months_between(start: PartialDate, end: PartialDate) -> int:
    """Count the months from one date to another: to the nearest whole one where both name a day.

    0 where a date has no month, or where the end does not come later.
    """
    if start.month is None or end.month is None:
        return 0
    if start.day and end.day:
        return max(0, round((end.first_day() - start.first_day()).days * 12 / _DAYS_A_YEAR))
    return max(0, (end.year - start.year) * 12 + end.month - start.month)


def form_of(date: PartialDate, as_of: datetime.date, held: bool = True) -> str:
    """Tell whether a date is `past`, `planned`, `was` (planned once), or just `given`.

    A date that the record calls past but that is still to come is only quoted, and so is that of a
    trial which was called off: nothing began or ended then.
    """
    if date.kind == DateType.ESTIMATED:
        return "was" if date.last_day() < as_of else "planned"
    is_past = date.kind == DateType.ACTUAL and held and date.first_day() <= as_of
    return "past" if is_past else "given"


def _form(date: PartialDate, as_of: datetime.date, held: bool) -> str:
    """Return the form of a date, and if it names a day."""
    return form_of(date, as_of, held) + ("_day" if date.day else "")
