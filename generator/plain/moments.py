"""The days of a trial in order, and the times at which things are measured."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.plain.amounts import Duration, say_date, say_duration, say_number
from generator.plain.measures import DAYS, plain_time
from generator.plain.sentence import Sentence
from generator.plain.span import form_of
from generator.plain.voice import Voice
from generator.trial import Trial
from generator.trial.partial_date import PartialDate
from generator.vocabulary import Status

_STATUS = "status.overall_status"
_DATES = {"fact.start": "start_date", "fact.primary_end": "primary_completion_date"}
_DATES |= {"fact.end": "completion_date"}
_SOURCES = (*(f"status.{name}" for name in _DATES.values()), _STATUS)
"""Each day names all of them: with too few of them there is no time line."""
_ALL = "outcomes"
"""Each time names them all: with too few of them, or too many, there is no picture."""
_KINDS = ("primary", "secondary", "other")
_MOST_TIMES = 10
"""More different times than that make a list, not a picture."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A day of a trial: its place in time, its fixed label, its words, and how sure it is.

    `form` is `past`, `planned`, `was` (planned once), `given` or `now`.
    """

    day: datetime.date
    label: str
    said: Sentence
    form: str


@dataclass(frozen=True, slots=True)
class Time:
    """A time at which things are measured, in days and in words, and what is measured then."""

    days: int
    said: Sentence
    things: Sentence


def moments(trial: Trial, voice: Voice, as_of: datetime.date) -> list[Moment]:
    """Return start, main measure, end and the day of the page in order of time.

    Nothing where fewer than two of the days are known, where all are one day, or where the trial
    was called off. The day of the page is left out where the last is reached: it may be decades
    later.
    """
    if trial.status.overall_status == Status.WITHDRAWN:
        return []
    found = list(_moments(trial, voice, as_of))
    if len(found) < 2:
        return []
    if found[-1].form != "past":
        today = PartialDate(year=as_of.year, month=as_of.month, day=as_of.day)
        now = voice.say("time.now", *_SOURCES, date=say_date(today, voice.wording))
        found.append(Moment(as_of, voice.label("time.now"), now, "now"))
    # What is planned comes after the day of the page, even where both are one day.
    found.sort(key=lambda moment: (moment.day, moment.form == "planned"))
    return found if found[0].day < found[-1].day else []


def _moments(trial: Trial, voice: Voice, as_of: datetime.date) -> Iterator[Moment]:
    before: datetime.date | None = None
    for label, name in _DATES.items():
        date: PartialDate | None = getattr(trial.status, name)
        if date is None:
            continue
        form = form_of(date, as_of)
        words = say_date(date, voice.wording)
        said = voice.say(f"time.{form}", f"status.{name}", *_SOURCES, date=words)
        day = max(date.first_day(), as_of) if form == "planned" else date.first_day()
        if before and day < before <= date.last_day():
            day = before  # both lie in one month or year: the usual order holds
        before = day
        yield Moment(day, voice.label(label), said, form)


@dataclass(slots=True)
class _Found:
    main: int = 0
    more: int = 0
    paths: list[str] = field(default_factory=list)


def times(trial: Trial, voice: Voice) -> list[Time]:
    """Return the plain times that the record gives for what is measured, the earliest first.

    Nothing where there are fewer than two, or too many for a picture.
    """
    found = _times(trial)
    if not 1 < len(found) <= _MOST_TIMES:
        return []
    return [_time(time, found[time], voice) for time in sorted(found, key=_days)]


def drawn_sentence(trial: Trial, voice: Voice) -> Sentence | None:
    """Return how many of the things have a plain time, if not all of them have."""
    frames = list(_frames(trial))
    drawn = sum(1 for _, _, text in frames if plain_time(text))
    if drawn == len(frames):
        return None
    total = say_number(len(frames), voice.wording)
    return voice.say("measured.drawn", _ALL, n=drawn, total=total)


def _times(trial: Trial) -> dict[Duration, _Found]:
    found: dict[Duration, _Found] = {}
    for path, kind, text in _frames(trial):
        if time := plain_time(text):
            one = found.setdefault(time, _Found())
            one.paths.append(path)
            one.main += kind == "primary"
            one.more += kind != "primary"
    return found


def _frames(trial: Trial) -> Iterator[tuple[str, str, str]]:
    """Yield path, kind and time frame of each thing that is measured."""
    for kind in _KINDS:
        for index, outcome in enumerate(getattr(trial.outcomes, f"{kind}_outcomes")):
            path = f"outcomes.{kind}_outcomes[{index}].time_frame"
            yield path, kind, outcome.time_frame or ""


def _time(time: Duration, found: _Found, voice: Voice) -> Time:
    main = voice.phrase("measured.at_main", found.main) if found.main else ""
    more = voice.phrase("measured.at_more", found.more) if found.more else ""
    said = voice.say("measured.at", *found.paths, _ALL, duration=say_duration(time, voice.wording))
    return Time(_days(time), said, _things(found, main, more, voice))


def _things(found: _Found, main: str, more: str, voice: Voice) -> Sentence:
    if main and more:
        return voice.say("measured.at_both", *found.paths, _ALL, main=main, more=more)
    rule = "measured.at_main" if main else "measured.at_more"
    return voice.say(rule, *found.paths, _ALL, n=found.main or found.more)


def _days(time: Duration) -> int:
    return time.count * DAYS[time.unit]
