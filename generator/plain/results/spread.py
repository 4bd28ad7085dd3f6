"""What stands beside a number: how far values spread, or a range around it."""

import re
from collections.abc import Iterator

from generator.plain.results.cells import NO_NUMBER
from generator.plain.results.numbers import as_decimal
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.trial.results.measures import Measurement
from generator.vocabulary import MeasureDispersionType

_NAMES = {
    "Standard Deviation": MeasureDispersionType.STANDARD_DEVIATION,
    "Standard Error": MeasureDispersionType.STANDARD_ERROR,
    "Inter-Quartile Range": MeasureDispersionType.INTER_QUARTILE_RANGE,
    "Full Range": MeasureDispersionType.FULL_RANGE,
    "Geometric Coefficient of Variation": MeasureDispersionType.GEOMETRIC_COEFFICIENT,
    "Not Applicable": MeasureDispersionType.NA,
}
_CONFIDENCE = re.compile(r"(\d{1,2}(?:\.\d{1,3})?)% Confidence Interval", re.ASCII)
RANGES = {
    MeasureDispersionType.FULL_RANGE: "outcome.range_full",
    MeasureDispersionType.INTER_QUARTILE_RANGE: "outcome.range_half",
}


def spread_type(text: str | None) -> MeasureDispersionType | None:
    """Read what the registry calls a spread, in words or as a code; None for anything else."""
    known = {str(code): code for code in MeasureDispersionType} | _NAMES
    return known.get((text or "").strip())


def confidence(text: str | None) -> str | None:
    """Read how sure a range is, in percent, such as 95; None for anything else."""
    match = _CONFIDENCE.fullmatch((text or "").strip())
    return match[1] if match else None


def spread_sentence(text: str | None, path: str, is_given: bool, voice: Voice) -> Sentence | None:
    """Say what the spread of a table is; `is_given`: at least one number has one."""
    if not (text or "").strip():
        return None
    sources = (f"{path}.dispersion_type", path)
    code, percent = spread_type(text), confidence(text)
    if not is_given and code != MeasureDispersionType.NA:
        return voice.say("outcome.spread_absent", *sources, value=str(text))
    if percent:
        return voice.say("outcome.spread_confidence", *sources, percent=percent)
    if code and is_given == (code != MeasureDispersionType.NA):
        return voice.say_code(code, *sources)
    return voice.say("outcome.spread_unknown", *sources, value=str(text))


def has_spread(one: Measurement) -> bool:
    """True if a number has a spread or a range."""
    return any((text or "").strip() for text in (one.spread, one.lower_limit, one.upper_limit))


def has_two_spreads(one: Measurement) -> bool:
    """True if a number has a spread and a range; the registry names one kind for both."""
    has_range = any((end or "").strip() for end in _ends(one))
    return has_range and bool((one.spread or "").strip())


def range_sentence(
    text: str | None, one: Measurement, path: str, why: tuple[str, ...], voice: Voice
) -> Iterator[Sentence]:
    """Yield the range of a number, if its ends are numbers and we know what it is.

    A confidence interval may have one end alone.

    `why` are the other fields that decide it.
    """
    percent, rule = confidence(text), _range_rule(text, one)
    if rule:
        yield voice.say(
            rule,
            f"{path}.lower_limit",
            f"{path}.upper_limit",
            *why,
            lower=minus(one.lower_limit),
            upper=minus(one.upper_limit),
            percent=percent or "",
        )


def _range_rule(text: str | None, one: Measurement) -> str | None:
    code, is_confidence = spread_type(text), confidence(text) is not None
    has_lower, has_upper = (as_decimal(end) is not None for end in _ends(one))
    if has_lower and has_upper:
        return "outcome.range_confidence" if is_confidence else RANGES.get(code) if code else None
    is_empty = any((end or "").strip() in ("", NO_NUMBER) for end in _ends(one))
    if not is_confidence or not is_empty or not (has_lower or has_upper):
        return None
    return "outcome.range_from" if has_lower else "outcome.range_to"


def _ends(one: Measurement) -> tuple[str | None, str | None]:
    return one.lower_limit, one.upper_limit


def minus(text: str | None) -> str:
    """Return a number as the record gives it, with a minus that a screen reader says (U+2212)."""
    return (text or "").strip().replace("-", "−")


def is_below_zero(text: str) -> bool:
    """True if a text is a number below 0."""
    number = as_decimal(text)
    return number is not None and number < 0
