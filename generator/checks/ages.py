"""Rules about age limits: the fields, and the text of the criteria."""

import datetime
import re
from collections.abc import Iterator

from generator.checks.criteria import FIELD, Criteria, Line, quote
from generator.checks.finding import Finding
from generator.checks.free_text import FreeText
from generator.plain.eligibility import Polarity
from generator.trial import Trial
from generator.vocabulary import StandardAge

_MINIMUM, _MAXIMUM = "eligibility.minimum_age", "eligibility.maximum_age"
_AGE = re.compile(r"\s*(\d{1,3})\s+(year|month|week|day|hour|minute)s?\s*\Z", re.I)
_A_YEAR = {"year": 1, "month": 12, "week": 52, "day": 365, "hour": 8760, "minute": 525600}
_OLDEST = 999
_BANDS = {
    StandardAge.CHILD: (0, 18),
    StandardAge.ADULT: (18, 65),
    StandardAge.OLDER_ADULT: (65, _OLDEST),
}
_RANGE = re.compile(
    r"(\d(?<![\d.,/]\d)\d{0,2})\s?(?:years?|yrs?\.?|y/?o?)?\s?(?:-|–|—|to|and|through|until)\s?"
    r"(?:≤\s?|<\s?)?(\d{1,3})\s?(?:-|\s)?(?:years?|yrs?|y/?o)\b",
    re.I,
)
_OF_AGE = re.compile(r"\bages?\b|\baged\b|\bold\b", re.I)
# An age of someone else, or at some other time.
_OTHER_AGE = re.compile(
    r"onset|diagnos|parent|mother|father|partner|caregiver|carer|donor|sibling|child of|children of"
    r"|gestation|cohort|group|part\b|arm\b|control|healthy|except|first|since|history|men\b|women\b"
    r"|males?\b|females?\b|if\b|smok|within|prior|after|last|past|expect|for\b|menopaus|birth"
    r"|at the time|\bor\b|consent|born|contracept|pack|duration",
    re.I,
)


def ages_differ(criteria: Criteria, trial: Trial, texts: FreeText) -> Iterator[Finding]:
    """ELI-07: the one age range in the text is not the one in the fields.

    A year more or less is no mismatch: `under 18` is 17 in a field. Texts with several ranges or
    groups are left alone, and so are fields in months or days.
    """
    if criteria.groups():
        return
    named = [(ages, line) for line in criteria.of(Polarity.INCLUDE) for ages in _ranges(line)]
    if len({ages for ages, _ in named}) != 1:
        return
    (low, high), line = named[0]
    if not line.on_top or not _OF_AGE.search(line.text) or _OTHER_AGE.search(line.text):
        return
    said = (trial.eligibility.minimum_age, trial.eligibility.maximum_age)
    fields = [(_years(text), text) for text in said]
    if any(text and years is None for years, text in fields):
        return
    (lowest, _), (highest, _) = fields
    if _far(lowest or 0, low) or _far(highest, high):
        yield Finding("ELI-07", (FIELD, _MINIMUM, _MAXIMUM), quote(line.text))


def _ranges(line: Line) -> Iterator[tuple[int, int]]:
    for match in _RANGE.finditer(line.text):
        low, high = int(match[1]), int(match[2])
        if low < high:
            yield low, high


def _years(text: str | None) -> int | None:
    match = _AGE.match(text) if text else None
    return int(match[1]) if match and match[2].lower() == "year" else None


def _far(field: int | None, text: int) -> bool:
    return field is None or abs(field - text) > 1


def age_fields_do_not_fit(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """ELI-18: the lowest age is above the highest, or the age bands do not follow from them."""
    who = trial.eligibility
    low, high = _in_years(who.minimum_age, 0), _in_years(who.maximum_age, _OLDEST)
    if low is None or high is None:
        return
    if low > high:
        yield Finding("ELI-18", (_MINIMUM, _MAXIMUM), f"{who.minimum_age}, {who.maximum_age}")
        return
    follow = {band for band, (start, end) in _BANDS.items() if low < end and high >= start}
    if who.std_ages and set(who.std_ages) != follow:
        yield Finding(
            "ELI-18", ("eligibility.std_ages", _MINIMUM, _MAXIMUM), ", ".join(who.std_ages)
        )


def _in_years(text: str | None, missing: int) -> float | None:
    if not text:
        return missing
    match = _AGE.match(text)
    return int(match[1]) / _A_YEAR[match[2].lower()] if match else None
