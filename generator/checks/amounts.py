"""Rules about numbers in free text: signs that can be read two ways, and values that cannot be.

A pattern that begins with a digit is slow to look for: each begins at a rarer sign behind it.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.checks.finding import Finding
from generator.checks.free_text import FreeText, Hit

_UNITS = (
    r"(?:mmol|mol|mg|g|kg|mcg|µg|μg|ng|pg|ml|mL|dl|dL|cm|mm|IU|U|L|%|years?|months?|weeks?|days?"
    r"|hours?)(?!\w)"
)
_COMMA = re.compile(rf",\d{{1,2}} ?{_UNITS}")
_POINT = re.compile(r"\.[05]00 ?(?:mg|mcg|µg|μg|IU|U|cells|patients)\b")
_WHOLE = re.compile(r"(?<![\d,.-])(?<!\d )\d{1,3}\Z")
_BEHIND_RANGE = (
    r" ?(\d{1,3}(?:\.\d{1,3})?) ?(years?|months?|weeks?|days?|hours?|mg|kg|ml|mL|%)(?![\w-])"
)
_RANGES = tuple(re.compile(sign + _BEHIND_RANGE) for sign in ("-", "–", " to"))
_LOW = re.compile(r"(?<![\d.,/–-])(?<!to )(\d{1,3}(?:\.\d{1,3})?) ?\Z")
_OLD = re.compile(r"years? (?:old\b|of age\b)")
_AGED = re.compile(r"\b(\d{3})[ -]\Z")
_VALUE = (
    r" ?(?:[<>≤≥=]{1,2} ?|(?:of|above|over|at least|less than|more than) )(\d{2,4}(?:\.\d{1,3})?) ?"
)
_TESTS = (
    (re.compile(rf"A1[cC]{_VALUE}%"), 20),
    (re.compile(rf"BMI{_VALUE}kg\b"), 100),
    (re.compile(rf"ody [mM]ass [iI]ndex{_VALUE}kg\b"), 100),
    (re.compile(rf"LVEF{_VALUE}%"), 100),
    (re.compile(rf"jection fraction{_VALUE}%"), 100),
)
_OLDEST = 120
_NEAR = 12


def comma_or_point(texts: FreeText) -> Iterator[Finding]:
    """TXT-07: a comma that may be a decimal point, or a point that may stand for thousands."""
    seen: set[str] = set()
    for pattern in (_COMMA, _POINT):
        for hit in texts.every(pattern):
            if hit.path not in seen and (whole := _before(texts, hit, _WHOLE)):
                seen.add(hit.path)
                yield Finding("TXT-07", (hit.path,), whole[0] + hit.text)


def range_backwards(texts: FreeText) -> Iterator[Finding]:
    """TXT-13: a range whose first number is the greater one (`75-18 years`)."""
    for pattern in _RANGES:
        for hit in texts.every(pattern):
            low, high = _before(texts, hit, _LOW), pattern.match(hit.text)
            if low and high and Decimal(low[1]) > Decimal(high[1]) > 0:
                yield Finding("TXT-13", (hit.path,), low[0] + hit.text)


def impossible_value(texts: FreeText) -> Iterator[Finding]:
    """TXT-14: an age above 120, an HbA1c above 20%, a BMI or an ejection fraction above 100."""
    for hit in texts.every(_OLD):
        age = _before(texts, hit, _AGED)
        if age and int(age[1]) > _OLDEST:
            yield Finding("TXT-14", (hit.path,), age[0] + hit.text)
    for pattern, most in _TESTS:
        for match in pattern.finditer(texts.joined):
            if Decimal(match[1]) > most:
                yield Finding("TXT-14", (texts.path_at(match.start()),), match[0])


def _before(texts: FreeText, hit: Hit, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """What stands right before a match, if it is of a pattern."""
    return pattern.search(texts.joined[max(0, hit.start - _NEAR) : hit.start])
