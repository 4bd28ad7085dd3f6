"""Every number, date and name with digits of a record; and those of a text that are not in it."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.records.quantities import codes, lowered, quantities, readable
from generator.trial import Trial
from generator.trial.partial_date import PartialDate
from generator.trial.paths import leaves

_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_NAMES = "|".join(_MONTHS)
_DATES = (
    re.compile(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?P<m>{_NAMES}),? (?P<y>\d{{4}})\b"),
    re.compile(rf"\b(?P<m>{_NAMES}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>\d{{4}})\b"),
    re.compile(rf"\b(?P<m>{_NAMES}),? (?P<y>\d{{4}})\b"),
    re.compile(r"(?<![\d-])(?P<y>\d{4})-(?P<m>\d\d)(?:-(?P<d>\d\d))?(?![\d-])"),
)
Day = tuple[int, int, int]
"""Year, month and day; 0 for a day that is not known."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a record has of numbers, dates and names with digits."""

    values: frozenset[str]
    dates: frozenset[Day]
    names: frozenset[str]


def numbers_of(trial: Trial) -> Numbers:
    """Return every number of a record, and how many groups, places and outcomes it has."""
    values: set[str] = {str(count) for count in _counts(trial)}
    dates: set[Day] = set()
    names: set[str] = set()
    for leaf in leaves(trial):
        if isinstance(leaf.value, PartialDate):
            dates.add((leaf.value.year, leaf.value.month or 0, leaf.value.day or 0))
            values |= {str(part) for part in _parts(leaf.value) if part}
        else:
            text = readable(_text(leaf.value))
            values |= {one.value for one in quantities(text)}
            dates |= {date for date, _, _ in _dates(text)}
            names |= {name.lower() for name in codes(text)}
    return Numbers(frozenset(values), frozenset(dates), frozenset(names))


def strange_numbers(text: str, known: Numbers, is_english: bool) -> Iterator[str]:
    """Yield each number, date and name with digits of a text that a record does not have."""
    plain = readable(text)
    told: list[tuple[int, int]] = []
    for date, start, end in _dates(plain):
        told.append((start, end))
        if not any(_is_part(date, other) for other in known.dates):
            yield plain[start:end]
    for one in quantities(plain):
        inside = any(start <= one.start < end for start, end in told)
        is_word = one.spelled and (one.value == "1" or not is_english)
        if not inside and not is_word and one.value not in known.values:
            yield one.value
    for name in codes(plain):
        if name.lower() not in known.names and name.lower().removesuffix("s") not in known.names:
            yield name


def _is_part(date: Day, known: Day) -> bool:
    """`March 2024` is part of 12 March 2024; the other way round it would be made up."""
    return all(mine in (0, theirs) for mine, theirs in zip(date, known, strict=True))


def _dates(text: str) -> Iterator[tuple[Day, int, int]]:
    lower = lowered(text)
    end = 0
    found = (match for pattern in _DATES for match in pattern.finditer(lower))
    for match in sorted(found, key=lambda match: (match.start(), -match.end())):
        if match.start() >= end:
            end = match.end()
            groups = match.groupdict()
            month = groups["m"]
            number = int(month) if month.isdigit() else _MONTHS.index(month) + 1
            yield (int(groups["y"]), number, int(groups.get("d") or 0)), match.start(), end


def _parts(date: PartialDate) -> tuple[int | None, ...]:
    return date.year, date.month, date.day


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, default=str, ensure_ascii=False)


def _counts(trial: Trial) -> Iterator[int]:
    """How many there are of what a record lists: a number that people may count for themselves."""
    outcomes = trial.outcomes
    listed: tuple[tuple[Any, ...], ...] = (
        trial.arms_interventions.arms,
        trial.arms_interventions.interventions,
        outcomes.primary_outcomes,
        outcomes.secondary_outcomes,
        outcomes.other_outcomes,
        trial.contacts_locations.locations,
        tuple({place.country for place in trial.contacts_locations.locations}),
        trial.conditions.conditions,
        trial.sponsor_collaborators.collaborators,
    )
    return (len(many) for many in listed if many)
