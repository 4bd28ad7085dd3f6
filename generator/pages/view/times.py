"""Pictures of time: the days of the trial, and when things are measured."""

import datetime
from dataclasses import dataclass

from generator.pages.track import Look, Mark, Tick, track
from generator.plain.moments import Moment, Time, drawn_sentence, moments, times
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.trial import Trial

_LOOKS = {"past": Look.REACHED, "now": Look.HERE}
_STEPS = (1, 2, 5, 10, 20, 50, 100)
_MOST_TICKS = 6


@dataclass(frozen=True, slots=True)
class TimesView:
    """A picture, and what it says in words: a head and a line for each moment.

    All are empty where there is nothing to draw. `note` tells what the picture leaves out.
    """

    drawing: str = ""
    rows: tuple[tuple[str | Sentence, Sentence], ...] = ()
    note: tuple[Sentence, ...] = ()


def days_view(trial: Trial, voice: Voice, as_of: datetime.date) -> TimesView:
    """Build the time line of a trial, as of a day."""
    found = moments(trial, voice, as_of)
    if not found:
        return TimesView()
    rows = tuple((one.label, one.said) for one in found)
    return TimesView(_days_drawing(found, as_of, voice), rows)


def measured_view(trial: Trial, voice: Voice) -> TimesView:
    """Build the picture of when things are measured."""
    found = times(trial, voice)
    if not found:
        return TimesView()
    note = drawn_sentence(trial, voice)
    rows = tuple((one.said, one.things) for one in found)
    return TimesView(_times_drawing(found, voice), rows, (note,) if note else ())


def _days_drawing(found: list[Moment], as_of: datetime.date, voice: Voice) -> str:
    first, last = found[0].day.toordinal(), found[-1].day.toordinal()

    def share(day: datetime.date) -> float:
        return (day.toordinal() - first) / (last - first)

    marks = [
        Mark(share(one.day), one.label, one.said.text, _LOOKS.get(one.form, Look.OPEN))
        for one in found
    ]
    years = range(found[0].day.year + 1, found[-1].day.year + 1)
    step = next(step for step in _STEPS if len(years) <= step * _MOST_TICKS or step == _STEPS[-1])
    ticks = [
        Tick(share(datetime.date(year, 1, 1)), str(year)) for year in years if year % step == 0
    ]
    return track(marks, ticks, share(as_of), voice.label("time.head"))


def _times_drawing(found: list[Time], voice: Voice) -> str:
    last = found[-1].days
    marks = [Mark(one.days / last, one.said.text, one.things.text, Look.REACHED) for one in found]
    return track(marks, [Tick(0, "0")], 1, voice.label("measured.times"))
