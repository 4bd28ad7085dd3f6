"""What is measured: main things first, then the others, none cut."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from generator.pages.quote import Quote, Quotes, same_words
from generator.plain.measures import count_sentence, main_sentence, time_sentences
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.records.fit import flat
from generator.trial import Trial

_KINDS = ("primary", "secondary", "other")
_MOST_OPEN, _FIRST = 10, 5
"""Of more main things than that, so many are seen at first; the others are folded."""


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """One thing that is measured: what, when; and what people wrote for it."""

    measure: Quote | None
    time_frame: Quote | None
    plain: Sentence | None


@dataclass(frozen=True, slots=True)
class OutcomeGroup:
    """Things one behind the other that the record describes in the same words, or a single one."""

    lines: tuple[OutcomeLine, ...]
    description: Quote | None


@dataclass(frozen=True, slots=True)
class OutcomeList:
    """Things of one kind: main ones with sentences, others with their number alone.

    `rest` are the things that are folded in a long list of main ones, `rest_count` their number.
    """

    kind: str
    head: str
    sentences: tuple[Sentence, ...]
    groups: tuple[OutcomeGroup, ...]
    rest_count: tuple[Sentence, ...]
    rest: tuple[OutcomeGroup, ...]


def outcome_lists(
    trial: Trial, voice: Voice, quotes: Quotes, plain: Mapping[str, Sentence]
) -> tuple[OutcomeList, ...]:
    """Build a list for each kind that the record has; `plain` maps a measure to its plain words."""
    plain = {flat(measure): words for measure, words in plain.items()}
    counts = {kind: len(getattr(trial.outcomes, f"{kind}_outcomes")) for kind in _KINDS}
    return tuple(
        _list(kind, count, trial, voice, quotes, plain) for kind, count in counts.items() if count
    )


def _list(
    kind: str,
    count: int,
    trial: Trial,
    voice: Voice,
    quotes: Quotes,
    plain: Mapping[str, Sentence],
) -> OutcomeList:
    path = f"outcomes.{kind}_outcomes"
    paths = [f"{path}[{index}]" for index in range(count)]
    is_main = kind == "primary"
    shown = _FIRST if is_main and count > _MOST_OPEN else count
    said = [main_sentence(count, voice)] if is_main else [count_sentence(kind, count, voice)]
    said += time_sentences(trial, voice) if is_main else []
    rest = (count_sentence(kind, count - shown, voice),) if shown < count else ()
    return OutcomeList(
        kind,
        voice.label(f"measured.{kind}"),
        tuple(said),
        tuple(_groups(paths[:shown], quotes, plain)),
        rest,
        tuple(_groups(paths[shown:], quotes, plain)),
    )


def _groups(
    paths: Sequence[str], quotes: Quotes, plain: Mapping[str, Sentence]
) -> Iterator[OutcomeGroup]:
    """Yield the things at some paths; neighbors with one description share it."""
    lines: list[OutcomeLine] = []
    for path, after in zip_longest(paths, paths[1:]):
        lines.append(_line(path, quotes, plain))
        own = quotes.at(f"{path}.description")
        following = quotes.at(f"{after}.description") if after else None
        if not (own and following and same_words(own, following)):
            yield OutcomeGroup(tuple(lines), own)
            lines = []


def _line(path: str, quotes: Quotes, plain: Mapping[str, Sentence]) -> OutcomeLine:
    measure = quotes.at(f"{path}.measure")
    return OutcomeLine(
        measure=measure,
        time_frame=quotes.at(f"{path}.time_frame"),
        plain=plain.get(flat(measure.text)) if measure else None,
    )
