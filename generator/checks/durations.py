"""Lengths of time in free text: `6 months`, `Month 6`, `Weeks 4, 8 and 12`, `three years`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

CLOCK, CALENDAR = "clock", "calendar"
_WORDS = {
    word: Decimal(number)
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), 1
    )
}
_DAYS = {
    "s": Decimal(1) / 86400,
    "mi": Decimal(1) / 1440,
    "h": Decimal(1) / 24,
    "d": Decimal(1),
    "w": Decimal(7),
    "mo": Decimal("30.44"),
    "y": Decimal("365.25"),
}
_UNIT = (
    r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|wks?|months?|mos?|years?|yrs?|y)\b"
)
_NUMBER = rf"(?:\d{{1,6}}(?:\.\d{{1,4}})?|{'|'.join(_WORDS)})"
_AFTER = re.compile(
    rf"\b({_NUMBER})(?:\s{{0,2}}(?:-|–|to|and|or|,)\s{{0,2}}({_NUMBER}))?[\s-]{{0,2}}({_UNIT})",
    re.I,
)
_BEFORE = re.compile(rf"\b((?:minute|hour|day|week|month|year)s?)\s{{1,2}}({_NUMBER})\b", re.I)
_ANY_NUMBER = re.compile(rf"\b{_NUMBER}", re.I)
_ANY_UNIT = re.compile(rf"(?<![^\W\d_]){_UNIT}", re.I)


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time, where it stands in the text, and whether it is of the clock or calendar."""

    days: Decimal
    family: str
    start: int
    end: int


def durations(text: str) -> Iterator[Duration]:
    """Yield each number with a unit of time. Of a range, the longer end."""
    for match in _AFTER.finditer(text):
        yield _duration(match[2] or match[1], match[3], match)
    for match in _BEFORE.finditer(text):
        yield _duration(match[2], match[1], match)


@lru_cache(maxsize=64)
def at_most(text: str) -> Duration | None:
    """The longest time that a text can mean: its greatest number in its longest unit.

    So `Weeks 4, 8, 76` is 76 weeks. None if it holds no number, or no unit. Outcomes often share
    a time frame.
    """
    numbers = [_number(match[0]) for match in _ANY_NUMBER.finditer(text)]
    units = [match[0] for match in _ANY_UNIT.finditer(text)]
    if not numbers or not units:
        return None
    unit = max(units, key=_days)
    return Duration(max(numbers) * _days(unit), _family(unit), 0, len(text))


def _duration(number: str, unit: str, match: re.Match[str]) -> Duration:
    return Duration(_number(number) * _days(unit), _family(unit), match.start(), match.end())


def _number(text: str) -> Decimal:
    return _WORDS.get(text.lower()) or Decimal(text)


def _days(unit: str) -> Decimal:
    unit = unit.lower()
    return _DAYS.get(unit[:2]) or _DAYS[unit[0]]


def _family(unit: str) -> str:
    return CLOCK if _days(unit) < 1 else CALENDAR
