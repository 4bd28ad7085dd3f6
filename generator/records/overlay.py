"""The plain words that people wrote for one trial, in `<id>.plain.yml` beside its record."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace
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
from generator.records.findings import Finding, found, shorten
from generator.records.fit import misfits
from generator.records.native import without_blanks
from generator.records.shape import shape_of, strangers
from generator.records.validation import EXPECTED, validate
from generator.trial import Trial

_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_HASH = re.compile(r"[0-9a-f]{16}", re.ASCII)
_IGNORES = "lint_ignore"
EXCEPTABLE = ("OVL-01", "OVL-03", "OVL-04", "OVL-07")
"""Checks that judge words. A person may know better, and has to say why."""


def _day(value: Any) -> datetime.date:
    if isinstance(value, str) and _DAY.fullmatch(value):
        return datetime.date.fromisoformat(value)
    raise ValueError("not a day")


def _language(value: str) -> str:
    if _TAG.fullmatch(value):
        return value
    raise PydanticCustomError(EXPECTED, "a language tag such as en or pt-BR")


def _hash(value: str) -> str:
    if _HASH.fullmatch(value):
        return value
    raise PydanticCustomError(EXPECTED, "16 of the signs 0 to 9 and a to f, as 'sign' writes them")


def _check(value: str) -> str:
    if value in EXCEPTABLE:
        return value
    raise PydanticCustomError(EXPECTED, f"one of {', '.join(EXCEPTABLE)}")


PlainText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Plain text, never Markdown; a blank line starts a new paragraph."""
Day = Annotated[datetime.date, BeforeValidator(_day)]
"""A day written as 2024-03-31."""
Language = Annotated[str, AfterValidator(_language)]
"""A language tag such as en or pt-BR."""
Paths = tuple[PlainText, ...]
"""Paths of the record's fields, as the record itself calls them."""
Hash = Annotated[str, AfterValidator(_hash)]
"""The 16 signs that stand for all that was checked."""
CheckCode = Annotated[str, AfterValidator(_check)]
"""The code of a check that can have exceptions."""


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


class PlainSources(_Words):
    """The fields of the record that a part rests on, by the record's own paths.

    A part that is not named here rests on the usual fields.
    """

    title: Paths = ()
    """What the title rests on."""
    key_messages: Paths = ()
    """What the key messages rest on."""
    why: Paths = ()
    """What `why` rests on."""
    what_happens: Paths = ()
    """What `what_happens` rests on."""
    benefits: Paths = ()
    """What `benefits` rests on."""
    risks: Paths = ()
    """What `risks` rests on."""


class PlainException(_Words):
    """Words that a check would stop, and why they are right all the same."""

    check: CheckCode
    """The code of the check, such as OVL-01."""
    text: PlainText
    """The words that it is about, as they stand in this file."""
    because: PlainText
    """Why they are right, for whoever checks them."""


class Review(_Words):
    """Who checked the words against the record, and when."""

    by: PlainText
    """Who checked them."""
    role: PlainText | None = None
    """What this person is, such as a nurse or a doctor of the trial."""
    date: Day
    """The day of the check."""
    hash: Hash | None = None
    """Stands for all that was checked. `plaintrials sign` works it out."""


class PlainIgnore(_Words):
    """A finding about this record that is known, why it is set aside, and until when."""

    code: PlainText
    """The code of the finding, such as OUT-04."""
    because: PlainText
    """Why nothing has to be done about it."""
    until: Day
    """The last day on which it is set aside."""


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
    reviewed: Review | None = None
    """Who checked them against the record."""
    sources: PlainSources = PlainSources()
    """The fields that the words rest on, where they are not the usual ones."""
    exceptions: tuple[PlainException, ...] = ()
    """What a check would stop, and is right all the same."""
    language: Language = "en"
    """The language that they are written in."""
    lint_ignore: tuple[PlainIgnore, ...] = ()
    """Findings about this record that are set aside; a file can hold this alone."""


class _Ignores(_Words):
    lint_ignore: tuple[PlainIgnore, ...] = ()


SHAPE = shape_of(PlainWords, by_alias=False)
"""The shape of a file of plain words."""
_IGNORES_SHAPE = shape_of(_Ignores, by_alias=False)
_SIGNED = ("author", "written", "reviewed", "sources", "exceptions", "language", _IGNORES)
_TEXTS = tuple(name for name in PlainWords.model_fields if name not in _SIGNED)


def words(tree: Any, trial: Trial | None) -> tuple[PlainWords | None, list[Finding]]:
    """Return the plain words in a tree, if they can be read, and what is wrong with them.

    Quotes and measures are looked up in `trial`; without one only the words themselves are judged.
    """
    if not isinstance(tree, dict):
        message = f"expected fields such as 'title:', found {found(tree)}"
        return None, [Finding((), message, "REC-OVERLAY")]
    said = without_blanks(tree)
    if said.keys() == {_IGNORES}:
        return None, validate(_Ignores, said, _IGNORES_SHAPE, by_alias=False)[1] + [
            *strangers(said, _IGNORES_SHAPE, Severity.ERROR)
        ]
    old = list(_old_review(said))
    plain, errors = validate(PlainWords, said, SHAPE, by_alias=False)
    told = {finding.steps for finding in old}
    others = [*strangers(said, SHAPE, Severity.ERROR), *map(_whose, errors)]
    findings = [*old, *(f for f in others if f.steps not in told), *_gaps(said)]
    if trial:
        findings += misfits(said, trial)
    return plain, findings


def ignores(tree: Any) -> tuple[PlainIgnore, ...]:
    """Return the findings that a tree sets aside; none if they are not written as they should be.

    What is wrong with them is said by `words`.
    """
    said = without_blanks(tree) if isinstance(tree, dict) else {}
    only = {name: value for name, value in said.items() if name == _IGNORES}
    made, wrong = validate(_Ignores, only, _IGNORES_SHAPE, by_alias=False)
    return made.lint_ignore if made and not wrong else ()


def _old_review(said: dict[str, Any]) -> Iterator[Finding]:
    """Say how a review is written now, where it is written as `reviewer` and a day."""
    day, name = said.get("reviewed"), said.get("reviewer")
    if name is not None:
        message = f"expected 'by: {shorten(str(name))}' and a 'date:' under 'reviewed:'"
        yield Finding(("reviewer",), f"{message}, found 'reviewer'", "REC-OVERLAY", at_key=True)
    if isinstance(day, str):
        message = f"expected 'by:' and 'date: {shorten(day)}' below 'reviewed:', found {found(day)}"
        yield Finding(("reviewed",), message, "REC-OVERLAY")


def _whose(finding: Finding) -> Finding:
    """Words that nobody answers for have a code of their own."""
    unsigned = finding.code == "REC-MISSING" and finding.steps in (("author",), ("written",))
    return replace(finding, code="OVL-06") if unsigned else finding


def _gaps(said: dict[str, Any]) -> Iterator[Finding]:
    """Words without any words."""
    if not any(said.get(name) for name in _TEXTS):
        message = f"expected at least one of {', '.join(_TEXTS)}, found none of them"
        yield Finding((), message, "REC-OVERLAY")
