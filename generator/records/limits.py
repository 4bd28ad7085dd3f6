"""Limits in a text: which number is the least or the most, and whether it is still allowed."""

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from generator.records.quantities import TIMES, Quantity, lowered, quantities


class Limit(StrEnum):
    """What a number limits, in words for a message."""

    GE = "at least"
    GT = "more than"
    LE = "at most"
    LT = "less than"


_GE = r"""≥|at least|(?:no|not) (?:less|fewer) than|(?:no|not) (?:younger than|below|under)|
    minimum(?: of)?|(?:greater|more|higher|older)(?: than)? or equal(?: to| than)?|
    equal(?: to)? or (?:greater|more|higher|older|above)(?: than)?|> ?or ?="""
_LE = r"""≤|at most|(?:no|not) (?:more|greater|higher|older|longer|later) than|
    (?:do|does|did|must|may|should|can)?\ ?not (?:exceed|exceeding|over|above)|maximum(?: of)?|
    up to(?: and including)?|(?:less|lower|fewer|younger)(?: than)? or equal(?: to| than)?|
    equal(?: to)? or (?:less|lower|fewer|younger|below)(?: than)?|within"""
_GT = r""">|(?:more|greater|older|higher|longer|later|larger) than|
    over|above|exceed(?:s|ing)?|beyond"""
_LT = r"""<|(?:less|fewer|younger|lower|shorter|smaller) than|under|below"""
_FILL = r"(?:the|a|an|of|to|aged?|ages|total|about|an age|last|past|prior|previous|preceding|=|:)"
_TIME = r"\b(?:in|during|over|for|within) the (?:last|past|prior|previous|preceding)?"
_MORE = "more|older|over|above|greater|higher|up|longer|later|elder|upwards?"
_LESS = "less|fewer|younger|under|below|lower|shorter|earlier|sooner"


def _before(pattern: str) -> re.Pattern[str]:
    signs = re.sub(r"\s*\n\s*", "", pattern)
    return re.compile(rf"(?<![\w])(?:{signs})(?:\s*{_FILL})*\s*$")


_BEFORE = tuple(
    (limit, _before(pattern))
    for limit, pattern in (
        (Limit.GE, _GE),
        (Limit.LE, _LE),
        (Limit.GT, _GT),
        (Limit.LT, _LT),
    )
)
_IN_TIME = re.compile(rf"{_TIME}\s*$")
_AFTER = (
    (
        Limit.GE,
        re.compile(rf"\s*\+(?!\w)|(?:\s+[^\s\d.;]+){{0,3}}?\s+(?:or|and)\s+(?:{_MORE})\b"),
    ),
    (Limit.LE, re.compile(rf"(?:\s+[^\s\d.;]+){{0,3}}?\s+(?:or|and)\s+(?:{_LESS})\b")),
    (Limit.GE, re.compile(r"(?:\s+of age)?\s*\(?(?:at minimum|minimum|at least)\b")),
    (Limit.LE, re.compile(r"(?:\s+of age)?\s*\(?(?:at most|at maximum|maximum)\b")),
)
_TO = re.compile(r"\s*(?:years\s*)?(?:to|-|–|—|through|until|till|~)\s*")
_BETWEEN = re.compile(r"\bbetween(?: the ages of| ages| the age of)?\s*$")
_AND = re.compile(r"\s*and\s*")
_REACH = 48


@dataclass(frozen=True, slots=True)
class Limited:
    """A quantity and its limit, if it has one."""

    quantity: Quantity
    limit: Limit | None


def limited(text: str) -> tuple[list[Limited], str]:
    """Return the quantities of a readable text with their limits, and the text without them.

    In what is left, in small letters, a "no" or an "or" is one of logic, not part of a limit.
    """
    lower = lowered(text)
    found = quantities(text)
    limits: list[Limit | None] = [None] * len(found)
    gone: list[tuple[int, int]] = [(one.start, one.end) for one in found if not one.spelled]
    _ranges(lower, found, limits, gone)
    for number, one in enumerate(found):
        if limits[number] is None:
            limits[number] = _limit(lower, one, gone)
    left = list(lower)
    for start, end in gone:
        left[start:end] = " " * (end - start)
    return [Limited(*pair) for pair in zip(found, limits, strict=True)], "".join(left)


def _ranges(
    text: str, found: list[Quantity], limits: list[Limit | None], gone: list[tuple[int, int]]
) -> None:
    """`18 to 65` and `between 18 and 65` are two limits: at least 18, at most 65."""
    for number, (one, other) in enumerate(pairwise(found)):
        between = _BETWEEN.search(text[max(0, one.start - _REACH) : one.start])
        joint = text[one.end : other.start]
        if _TO.fullmatch(joint) or (between and _AND.fullmatch(joint)):
            limits[number], limits[number + 1] = Limit.GE, Limit.LE
            gone.append((one.end, other.start))


def _limit(text: str, one: Quantity, gone: list[tuple[int, int]]) -> Limit | None:
    start = max(0, one.start - _REACH)
    before = text[start : one.start]
    if one.unit in TIMES and (match := _IN_TIME.search(before)):
        gone.append((start + match.start(), one.start))
        return Limit.LE
    for limit, pattern in _BEFORE:
        if match := pattern.search(before):
            if one.unit in TIMES - {"year"} and match[0].split()[0] == "over":
                return None  # "over 24 hours" says how long, not what is exceeded
            gone.append((start + match.start(), one.start))
            return limit
    for limit, pattern in _AFTER:
        if match := pattern.match(text, one.end):
            gone.append((one.end, match.end()))
            return limit
    return None
