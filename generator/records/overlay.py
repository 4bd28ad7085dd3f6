"""The plain words that people wrote for one trial, in `<id>.plain.yml` beside its record."""

import datetime
import re
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)
from pydantic_core import PydanticCustomError

from generator.problems import Severity
from generator.records.findings import Finding, found
from generator.records.fit import misfits
from generator.records.native import without_blanks
from generator.records.shape import shape_of, strangers
from generator.records.validation import EXPECTED, validate
from generator.trial import Trial

_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _day(value: Any) -> datetime.date:
    if isinstance(value, str) and _DAY.fullmatch(value):
        return datetime.date.fromisoformat(value)
    raise ValueError("not a day")


def _language(value: str) -> str:
    if _TAG.fullmatch(value):
        return value
    raise PydanticCustomError(EXPECTED, "a language tag such as en or pt-BR")


PlainText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Plain text, never Markdown; a blank line starts a new paragraph."""
Day = Annotated[datetime.date, BeforeValidator(_day)]
"""A day written as 2024-03-31."""
Language = Annotated[str, AfterValidator(_language)]
"""A language tag such as en or pt-BR."""


class _Words(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class PlainCriterion(_Words):
    """One rule for joining, in plain words."""

    quote: PlainText
    """The rule as the record has it, word for word."""
    plain: PlainText
    """The same in plain words."""


class PlainOutcome(_Words):
    """One thing that is measured, in plain words."""

    measure: PlainText
    """The name of the measure as the record has it."""
    plain: PlainText
    """The same in plain words."""


class PlainWords(_Words):
    """Plain words for one trial, and who answers for them."""

    title: PlainText | None = None
    """A title that a reader understands at once."""
    key_messages: Annotated[tuple[PlainText, ...], Field(max_length=3)] = ()
    """One to three sentences: what is tested, in whom, where it stands."""
    why: PlainText | None = None
    """Why this trial is being done."""
    what_happens: PlainText | None = None
    """What happens to people who take part."""
    criteria: tuple[PlainCriterion, ...] = ()
    """Rules for joining, each beside its quote."""
    outcomes: tuple[PlainOutcome, ...] = ()
    """Things that are measured, each beside its name."""
    benefits: PlainText | None = None
    """What people may gain."""
    risks: PlainText | None = None
    """What may harm or bother people."""
    author: PlainText
    """Who wrote these words."""
    written: Day
    """The day on which they were written or last changed."""
    reviewer: PlainText | None = None
    """Who checked them against the record."""
    reviewed: Day | None = None
    """The day on which they were checked."""
    language: Language = "en"
    """The language that they are written in."""


SHAPE = shape_of(PlainWords, by_alias=False)
"""The shape of a file of plain words."""
_SIGNED = ("author", "written", "reviewer", "reviewed", "language")
_TEXTS = tuple(name for name in PlainWords.model_fields if name not in _SIGNED)


def words(tree: Any, trial: Trial | None) -> tuple[PlainWords | None, list[Finding]]:
    """Return the plain words in a tree, and what is wrong with them.

    Quotes and measures are looked up in `trial`; without one only the words themselves are judged.
    """
    if not isinstance(tree, dict):
        message = f"expected fields such as 'title:', found {found(tree)}"
        return None, [Finding((), message, "REC-OVERLAY")]
    said = without_blanks(tree)
    plain, errors = validate(PlainWords, said, SHAPE, by_alias=False)
    findings = [*strangers(said, SHAPE, Severity.ERROR), *errors, *_gaps(said)]
    if trial:
        findings += misfits(said, trial)
    return (None if findings else plain), findings


def _gaps(said: dict[str, Any]) -> list[Finding]:
    """Words without any words, and a review without a reviewer (or the other way round)."""
    findings = []
    if not any(said.get(name) for name in _TEXTS):
        message = f"expected at least one of {', '.join(_TEXTS)}, found none of them"
        findings.append(Finding((), message, "REC-OVERLAY"))
    for one, other in (("reviewer", "reviewed"), ("reviewed", "reviewer")):
        if one in said and other not in said:
            message = f"expected '{other}' beside '{one}', found nothing"
            findings.append(Finding((other,), message, "REC-OVERLAY"))
    return findings
