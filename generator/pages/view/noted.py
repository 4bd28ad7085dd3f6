"""What the registry itself notes about a record: steps of the US regulator, as it words them."""

from dataclasses import dataclass

from generator.pages.quote import Quote, Quotes
from generator.pages.view.facts import Fact, date_fact, facts
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.trial import Trial
from generator.trial.annotations import ViolationEvent

_EVENTS = "annotations.notes.violation.violation_events"
_DATES = ("creation_date", "issued_date", "release_date", "posted_date")


@dataclass(frozen=True, slots=True)
class Noted:
    """One step: what it is, in our words; what it says; its dates."""

    step: Sentence | None
    description: Quote | None
    dates: tuple[Fact, ...]


def noted(trial: Trial, voice: Voice, quotes: Quotes) -> tuple[Noted, ...]:
    """Return each step, in the order of the record."""
    violation = trial.annotations.notes.violation
    events = violation.violation_events if violation else ()
    return tuple(
        _noted(event, f"{_EVENTS}[{index}]", voice, quotes) for index, event in enumerate(events)
    )


def _noted(event: ViolationEvent, path: str, voice: Voice, quotes: Quotes) -> Noted:
    dates = [
        (f"noted.{name}", (date_fact(getattr(event, name), f"{path}.{name}", voice),))
        for name in _DATES
    ]
    return Noted(
        step=voice.say_code(event.type, f"{path}.type") if event.type else None,
        description=quotes.at(f"{path}.description"),
        dates=facts(list(dates), voice),
    )
