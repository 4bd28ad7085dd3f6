"""Rules about numbers in free text: signs that can be read two ways, and values that cannot be."""

import re
from collections.abc import Iterator

from generator.checks.finding import Finding
from generator.checks.free_text import FreeText

_UNITS = (
    r"(?:mmol|mol|mg|g|kg|mcg|µg|μg|ng|pg|ml|mL|dl|dL|cm|mm|IU|U|L|%|years?|months?|weeks?|days?|hours?)\b"
)
_COMMA = re.compile(rf"(?<![\d,.])\d{{1,3}},\d{{1,2}}(?![\d,]) ?{_UNITS}")
_DOT = re.compile(r"(?<![\d,.])[1-9]\.[05]00(?![\d.,]) ?(?:mg|mcg|µg|μg|IU|U|cells|patients)\b")
_RANGE = re.compile(
    r"(?<![\d.,/-])(?<!to )(\d{1,3}(?:\.\d{1,3})?) ?(?:-|–|to) ?(\d{1,3}(?:\.\d{1,3})?)"
    r" ?(years?|months?|weeks?|days?|hours?|mg|kg|ml|mL|%)(?![\w-])"
)
_TOO_OLD = re.compile(r"\b(?:aged?|ages)\s(?:of\s)?(\d{3})\s?years?|\b(\d{3})\syears?\s(?:old\b|of age\b)", re.I)
_VALUE = r"(?:\s?\(?[<>≤≥=]{1,2}\s?|\s(?:of|above|over|at least|less than|more than)\s)(\d{2,4}(?:\.\d+)?)\s?"
_HBA1C = re.compile(rf"\b(?:HbA1c|A1C|h(?:a)?emoglobin A1c){_VALUE}%", re.I)
_BMI = re.compile(rf"\b(?:BMI|body mass index){_VALUE}(?:kg\b|$)", re.I)
_LVEF = re.compile(rf"\b(?:LVEF|ejection fraction){_VALUE}%", re.I)
_TESTS = ((_HBA1C, 20), (_BMI, 100), (_LVEF, 100))
_OLDEST = 120


def comma_or_dot(texts: FreeText) -> Iterator[Finding]:
    """TXT-07: a comma that may be a decimal point, or a point that may stand for thousands."""
    for pattern in (_COMMA, _DOT):
        for hit in texts.first_in_each(pattern):
            yield Finding("TXT-07", (hit.path,), hit.text)


def range_backwards(texts: FreeText) -> Iterator[Finding]:
    """TXT-13: a range whose first number is the greater one (`75-18 years`)."""
    for hit in texts.every(_RANGE):
        low, high = _ends(hit.text)
        if low > high > 0:
            yield Finding("TXT-13", (hit.path,), hit.text)


def _ends(text: str) -> tuple[float, float]:
    match = _RANGE.match(text)
    return (float(match[1]), float(match[2])) if match else (0, 0)


def impossible_value(texts: FreeText) -> Iterator[Finding]:
    """TXT-14: an age above 120, an HbA1c above 20%, a BMI or an ejection fraction above 100."""
    lower = texts.joined.lower()
    if "year" in lower:
        for hit in texts.every(_TOO_OLD):
            if _number(hit.text) > _OLDEST:
                yield Finding("TXT-14", (hit.path,), hit.text)
    for pattern, most in _TESTS:
        if any(name in lower for name in ("a1c", "bmi", "body mass index", "lvef", "ejection")):
            for hit in texts.every(pattern):
                if _number(hit.text) > most:
                    yield Finding("TXT-14", (hit.path,), hit.text)


def _number(text: str) -> float:
    return float(re.findall(r"(?<![A-Za-z])\d+(?:\.\d+)?(?!c)", text)[-1])
