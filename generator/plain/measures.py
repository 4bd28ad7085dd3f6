"""What is measured: how many things of each kind, and how long for the main ones."""

import re
from collections.abc import Iterator

from generator.plain.amounts import Duration, say_duration
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.trial import Trial

_PRIMARY = "outcomes.primary_outcomes"
DAYS = {"Year": 365, "Month": 30, "Week": 7, "Day": 1}
# Nothing may stand beside the time: "up to 24 weeks" and "24 weeks after surgery" say more.
_TIME = re.compile(r"(?:at )?(\d{1,4}) (year|month|week|day)s?", re.ASCII | re.IGNORECASE)


def main_sentence(count: int, voice: Voice) -> Sentence:
    """Return how many main things to measure the record names."""
    return voice.say("measured.primary", _PRIMARY, n=count)


def count_sentence(kind: str, count: int, voice: Voice) -> Sentence:
    """Return a number of things of a kind (`primary`, `secondary`, `other`), to go with a label."""
    return voice.say("measured.count", f"outcomes.{kind}_outcomes", n=count)


def time_sentences(trial: Trial, voice: Voice) -> Iterator[Sentence]:
    """Yield the longest time that is named for a main thing, if every one names a plain time.

    Nothing for a single thing: its time stands right below.
    """
    outcomes = trial.outcomes.primary_outcomes
    times = [plain_time(outcome.time_frame or "") for outcome in outcomes]
    known = [time for time in times if time]
    if len(known) < 2 or len(known) != len(times):
        return
    longest = max(known, key=lambda time: time.count * DAYS[time.unit])
    rule = "measured.time" if len(set(known)) == 1 else "measured.longest"
    sources = [f"{_PRIMARY}[{index}].time_frame" for index in range(len(times))]
    words = say_duration(longest, voice.wording)
    yield voice.say(rule, *sources, _PRIMARY, duration=words)


def plain_time(text: str) -> Duration | None:
    """Read a time frame that is nothing but a time, such as `12 weeks` or `at 2 years`."""
    match = _TIME.fullmatch(text.strip())
    return Duration(int(match[1]), match[2].capitalize()) if match else None
