"""What plain words rest on: for each part that people wrote, the fields of the record behind it."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from generator.records.fit import flat
from generator.records.overlay import PlainWords
from generator.trial import Trial
from generator.trial.partial_date import PartialDate
from generator.trial.paths import Leaf, leaves

Path = Callable[[str], str]
"""Says what the record itself calls a field of the trial."""
Fields = Mapping[str, str]
"""Field path of the trial → what stands there."""

_TITLES = ("identification.brief_title", "identification.official_title")
_TEXTS = ("description.brief_summary", "description.detailed_description")
_THINGS = ("conditions.conditions", "arms_interventions.interventions.name")
_PEOPLE = ("eligibility.sex", "eligibility.minimum_age", "eligibility.maximum_age")
USUAL: Mapping[str, tuple[str, ...]] = {
    "title": (*_TITLES, *_THINGS),
    "key_messages": (
        *_TITLES,
        *_THINGS,
        *_PEOPLE,
        "description.brief_summary",
        "design.study_type",
        "design.enrollment",
        "eligibility.healthy_volunteers",
        "status.overall_status",
        "status.why_stopped",
        "status.start_date",
        "status.completion_date",
    ),
    "why": (*_TEXTS, *_THINGS, "design.design_info.primary_purpose"),
    "what_happens": (*_TEXTS, "arms_interventions", "design.design_info"),
    "benefits": (*_TEXTS, "arms_interventions"),
    "risks": (*_TEXTS, "arms_interventions"),
    "adverse_reactions": ("results.adverse_events", "arms_interventions"),
    "comments": (
        "status.why_stopped",
        "outcomes.primary_outcomes",
        "results.outcome_measures",
        "results.more_info.limitations_and_caveats",
    ),
}
"""Part → the fields that it rests on where its author names none; a group stands for all in it."""
_CRITERIA = "eligibility.eligibility_criteria"
_MEASURE = ("outcomes.", ".measure")
_NAME = ("arms_interventions.interventions.", ".name")
_HEAD = re.compile(r":\s*$|\b(?:in|ex)clusion\b", re.IGNORECASE)


def resting(words: PlainWords, trial: Trial, path: Path) -> dict[str, Fields]:
    """Return, for each part that was written, the fields it rests on and what stands there.

    A part is named as in the file: `why`, `criteria[0]`. `path` turns the trial's paths into the
    record's own, which is how authors name their sources.
    """
    there = list(leaves(trial))
    parts: dict[str, Fields] = {}
    for part in USUAL:
        if getattr(words, part):
            own = getattr(words.sources, part)
            parts[part] = dict(_named(own, there, path) if own else _usual(part, there))
    for number, criterion in enumerate(words.criteria):
        parts[f"criteria[{number}]"] = {_CRITERIA: _rule(criterion.quote, trial)}
    for number, outcome in enumerate(words.outcomes):
        parts[f"outcomes[{number}]"] = dict(_named_so(outcome.measure, there, *_MEASURE))
    for number, medicine in enumerate(words.medicines):
        parts[f"medicines[{number}]"] = dict(_named_so(medicine.name, there, *_NAME))
    return parts


def stands(source: str, trial: Trial, path: Path) -> bool:
    """Tell whether a record has anything at one of its own paths."""
    return any(_is_in(path(leaf.path), source) for leaf in leaves(trial))


def value_text(value: Any) -> str:
    """Return a value as text, with one space where there is any."""
    if isinstance(value, PartialDate):
        return f"{value} {value.kind or ''}".strip()
    return " ".join(str(value).split())


def _usual(part: str, there: list[Leaf]) -> Iterator[tuple[str, str]]:
    for leaf in there:
        if any(_is_in(leaf.field, field) for field in USUAL[part]):
            yield leaf.path, value_text(leaf.value)


def _named(own: tuple[str, ...], there: list[Leaf], path: Path) -> Iterator[tuple[str, str]]:
    for leaf in there:
        if any(_is_in(path(leaf.path), source) for source in own):
            yield leaf.path, value_text(leaf.value)


def _is_in(path: str, whole: str) -> bool:
    return path == whole or (path.startswith(whole) and path[len(whole)] in ".[")


def _rule(quote: str, trial: Trial) -> str:
    """Return the quote behind the head above it: a rule moved to the other list is another rule."""
    lines = [flat(line) for line in (trial.eligibility.eligibility_criteria or "").splitlines()]
    lines = [line for line in lines if line]
    wanted, place, head = flat(quote), 0, ""
    end = " ".join(lines).find(wanted)
    for line in lines:
        if place >= end:
            break
        head = line if _HEAD.search(line) else head
        place += len(line) + 1
    return f"{head} {wanted}" if head != wanted else wanted


def _named_so(name: str, there: list[Leaf], group: str, field: str) -> Iterator[tuple[str, str]]:
    """Yield all fields of the item of a group, such as an outcome, that has this name."""
    named = (one for one in there if one.field.startswith(group) and one.field.endswith(field))
    path = next((leaf.path for leaf in named if flat(str(leaf.value)) == flat(name)), "")
    prefix = path.removesuffix(field)
    for leaf in there:
        if prefix and leaf.path.startswith(prefix):
            yield leaf.path, value_text(leaf.value)
