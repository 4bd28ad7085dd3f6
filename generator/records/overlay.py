"""The plain words that people wrote for one trial, in `<id>.plain.yml` beside its record."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Any

from pydantic import Field

from generator.problems import Severity
from generator.records.findings import Finding, found, shorten
from generator.records.fit import misfits
from generator.records.lay_words import (
    PlainCountry,
    PlainFollowUp,
    PlainMedicine,
    PlainReactions,
    Reachable,
)
from generator.records.native import without_blanks
from generator.records.profile import Profile, ProfileName
from generator.records.shape import shape_of, strangers
from generator.records.validation import validate
from generator.records.word_types import (
    CheckCode,
    Day,
    EuNumber,
    Hash,
    Language,
    Paths,
    PlainText,
    Words,
)
from generator.trial import Trial

_IGNORES = "lint_ignore"


class PlainCriterion(Words):
    """One rule for joining, in plain words."""

    quote: PlainText
    """The rule as the record has it, word for word."""
    plain: PlainText
    """The same in plain words."""


class PlainOutcome(Words):
    """One thing that is measured, in plain words."""

    measure: PlainText
    """The name of the measure as the record has it."""
    plain: PlainText
    """The same in plain words."""


class PlainSources(Words):
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
    adverse_reactions: Paths = ()
    """What `adverse_reactions` rests on."""
    comments: Paths = ()
    """What `comments` rests on."""


class PlainException(Words):
    """Words that a check would stop, and why they are right all the same."""

    check: CheckCode
    """The code of the check, such as OVL-01."""
    text: PlainText
    """The words that it is about, as they stand in this file."""
    because: PlainText
    """Why they are right, for whoever checks them."""


class Review(Words):
    """Who checked the words against the record, and when."""

    by: PlainText
    """Who checked them."""
    role: PlainText | None = None
    """What this person is, such as a nurse or a doctor of the trial."""
    date: Day
    """The day of the check."""
    hash: Hash | None = None
    """Stands for all that was checked. `plaintrials sign` works it out."""


class PlainIgnore(Words):
    """A finding about this record that is known, why it is set aside, and until when."""

    code: PlainText
    """The code of the finding, such as OUT-04."""
    because: PlainText
    """Why nothing has to be done about it."""
    until: Day
    """The last day on which it is set aside."""


class PlainWords(Words):
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
    profile: ProfileName | None = None
    """eu-lay-summary adds that page, none takes it away; a file can hold this alone."""
    eu_number: EuNumber | None = None
    """Its number in the EU, where the record has none."""
    sponsor_contact: Reachable | None = None
    """How to reach the sponsor."""
    people_by_country: tuple[PlainCountry, ...] = ()
    """How many people of each country took part, where the record does not say."""
    medicines: tuple[PlainMedicine, ...] = ()
    """What was tested or compared, each beside its name."""
    adverse_reactions: PlainReactions | None = None
    """What the researchers think the treatment may have caused, and how often."""
    comments: PlainText | None = None
    """What to bear in mind about the results."""
    follow_up: PlainFollowUp | None = None
    """Whether more trials are planned."""
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


class _Alone(Words):
    lint_ignore: tuple[PlainIgnore, ...] = ()
    profile: ProfileName | None = None


SHAPE = shape_of(PlainWords, by_alias=False)
"""The shape of a file of plain words."""
_ALONE_SHAPE = shape_of(_Alone, by_alias=False)
_ABOUT = ("author", "written", "reviewed", "sources", "exceptions", "language")
ALONE = (_IGNORES, "profile")
"""Fields that say nothing to readers: without words nobody has to answer for them."""
_TEXTS = tuple(name for name in PlainWords.model_fields if name not in (*_ABOUT, *ALONE))


def words(tree: Any, trial: Trial | None) -> tuple[PlainWords | None, list[Finding]]:
    """Return the plain words in a tree, if they can be read, and what is wrong with them.

    Quotes and measures are looked up in `trial`; without one only the words themselves are judged.
    """
    if not isinstance(tree, dict):
        message = f"expected fields such as 'title:', found {found(tree)}"
        return None, [Finding((), message, "REC-OVERLAY")]
    said = without_blanks(tree)
    if said and said.keys() <= set(ALONE):
        return None, validate(_Alone, said, _ALONE_SHAPE, by_alias=False)[1] + [
            *strangers(said, _ALONE_SHAPE, Severity.ERROR)
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
    made = _alone(tree, _IGNORES)
    return made.lint_ignore if made else ()


def profile(tree: Any) -> Profile | None:
    """Return the profile that a tree names; None if it names none, or one that there is not."""
    made = _alone(tree, "profile")
    return made.profile if made else None


def _alone(tree: Any, field: str) -> _Alone | None:
    """Read one of the fields that hold whatever stands beside them."""
    said = without_blanks(tree) if isinstance(tree, dict) else {}
    only = {name: value for name, value in said.items() if name == field}
    made, wrong = validate(_Alone, only, _ALONE_SHAPE, by_alias=False)
    return made if not wrong else None


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
