"""Lengths of time in free text: `6 months`, `Month 6`, `Weeks 4, 8 and 12`."""

import re
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
    r"(?:[Ss]ec(?:ond)?|[Mm]in(?:ute)?|[Hh](?:ou)?r|[Dd]ay|[Ww]eek|[Ww]k|[Mm]onth|[Mm]o"
    r"|[Yy](?:ea)?r)s?"
)
_NUMBER = r"\d\d{0,5}(?:\.\d{1,4})?"
# Begins at a digit, which is rare in text (and found fast only where it is not part of a repeat);
# the unit behind it may be missing.
_MAYBE = re.compile(
    rf"({_NUMBER})(?:\s{{0,2}}(?:-|–|to|and|or|,)\s{{0,2}}({_NUMBER}))?(?:[\s-]{{0,2}}({_UNIT})\b)?"
)
_UNIT_BEFORE = re.compile(rf"(?<![A-Za-z])({_UNIT})\s{{1,2}}\Z")
_LONGEST_UNIT = 10
# Time frames come again and again, within a record and from one record to the next.
_CACHED = 1024
_ANY_NUMBER = re.compile(_NUMBER)
_ANY_WORD = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)
_GREATER_WORD = re.compile(r"(?:teen|(?:tw|th|f|s|e|n)\w{2,5}ty|hundred)\b", re.IGNORECASE)
_ANY_UNIT = re.compile(rf"(?<![A-Za-z])({_UNIT})\b")


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time, where it stands in the text, and whether it is of the clock or calendar."""

    days: Decimal
    family: str
    start: int
    end: int


def durations(text: str) -> list[Duration]:
    """Each number with a unit of time, behind or before it. Of a range, the longer end."""
    found = []
    for match in _MAYBE.finditer(text):
        start, unit = match.start(), match[3]
        if unit is None:
            if not text[start - 1 : start].isspace():
                continue
            before = _UNIT_BEFORE.search(text, max(0, start - _LONGEST_UNIT), start)
            if before is None:
                continue
            start, unit = before.start(), before[1]
        days = _number(match[2] or match[1]) * _days(unit)
        found.append(Duration(days, _family(unit), start, match.end()))
    return found


@lru_cache(_CACHED)
def longest(text: str) -> Decimal:
    """The longest time that a text names, in days; 0 if it names none."""
    return max((one.days for one in durations(text)), default=Decimal())


def at_most(text: str) -> Duration | None:
    """The longest time that a text can mean: its greatest number in its longest unit.

    So `Weeks 4, 8, 76` is 76 weeks. None if it holds no number that we can read, or no unit.
    """
    if _GREATER_WORD.search(text):
        return None
    numbers = [_number(said) for said in (*_ANY_NUMBER.findall(text), *_ANY_WORD.findall(text))]
    units = _ANY_UNIT.findall(text)
    if not numbers or not units:
        return None
    unit = max(units, key=_days)
    return Duration(max(numbers) * _days(unit), _family(unit), 0, len(text))


def _number(text: str) -> Decimal:
    return _WORDS.get(text.lower()) or Decimal(text)


def _days(unit: str) -> Decimal:
    unit = unit.lower()
    return _DAYS.get(unit[:2]) or _DAYS[unit[0]]


def _family(unit: str) -> str:
    return CLOCK if _days(unit) < 1 else CALENDAR
