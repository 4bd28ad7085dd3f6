"""What is measured: main things first, then the others, none cut."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.pages.quote import Quote, Quotes
from generator.plain.measures import count_sentence, time_sentences
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.records.fit import flat
from generator.trial import Trial

_KINDS = ("primary", "secondary", "other")


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """One thing that is measured: what, when, how; and what people wrote for it."""

    measure: Quote | None
    time_frame: Quote | None
    description: Quote | None
    plain: Sentence | None


@dataclass(frozen=True, slots=True)
class OutcomeList:
    """Things of one kind, counted."""

    kind: str
    head: str
    sentences: tuple[Sentence, ...]
    lines: tuple[OutcomeLine, ...]


def outcome_lists(
    trial: Trial, voice: Voice, quotes: Quotes, plain: Mapping[str, Sentence]
) -> tuple[OutcomeList, ...]:
    """Build a list for each kind that the record has; `plain` maps a measure to its plain words."""
    lists = []
    plain = {flat(measure): words for measure, words in plain.items()}
    for kind in _KINDS:
        path = f"outcomes.{kind}_outcomes"
        count = len(getattr(trial.outcomes, f"{kind}_outcomes"))
        if count:
            lines = tuple(_line(f"{path}[{index}]", quotes, plain) for index in range(count))
            said = [count_sentence(kind, count, voice)]
            said += time_sentences(trial, voice) if kind == "primary" else []
            lists.append(OutcomeList(kind, voice.label(f"measured.{kind}"), tuple(said), lines))
    return tuple(lists)


def _line(path: str, quotes: Quotes, plain: Mapping[str, Sentence]) -> OutcomeLine:
    measure = quotes.at(f"{path}.measure")
    return OutcomeLine(
        measure=measure,
        time_frame=quotes.at(f"{path}.time_frame"),
        description=quotes.at(f"{path}.description"),
        plain=plain.get(flat(measure.text)) if measure else None,
    )
