"""Things to check: careful notes about what in the record does not add up."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.checks import Finding, findings
from generator.plain.amounts import say_date, say_number
from generator.plain.catalog import Check, Weight
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.trial import Trial
from generator.trial.partial_date import PartialDate

_MOST = 3
"""More notes than that are folded: a page is about a trial, not about its record."""
_RESULTS = "measured"
"""The section beside which a note stands that is about texts or numbers of posted results alone."""
_ANY = "why"
"""The section of rules about any text: their note stands where all the texts are, if they can."""
_HOMES = {
    "eligibility": "who",
    "arms_interventions": "what",
    "outcomes": "measured",
    "contacts_locations": "where",
    "references": "about",
}


@dataclass(frozen=True, slots=True)
class NoteView:
    """A careful note about the record: what does not add up, what to do, and what to ask.

    `quoted` are the record's own words, `section` is the part of the page that it is about.
    """

    code: str
    section: str
    head: Sentence
    text: Sentence
    ask: Sentence
    quoted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotesView:
    """The notes that are shown at once, and the others."""

    shown: tuple[NoteView, ...] = ()
    folded: tuple[NoteView, ...] = ()

    def beside(self, section: str) -> NoteView | None:
        """Return the first shown note about a part of the page, which a line there leads to."""
        return next((note for note in self.shown if note.section == section), None)


def notes_view(
    trial: Trial,
    voice: Voice,
    as_of: datetime.date,
    sections: Sequence[str],
    set_aside: Callable[[str, datetime.date], object] = lambda *_: None,
) -> NotesView:
    """Return a note for each rule for readers that found something, with all that it found.

    What matters most comes first, then what is about the first of the `sections` of the page. What
    people set aside for this record, as `set_aside` tells, is left to the page for operators.
    """
    checks = {code: one for code, one in voice.wording.checks.items() if one.is_for_readers}
    by_code: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings(trial, as_of, wanted=checks.keys()):
        if not set_aside(finding.code, as_of):
            by_code[finding.code].append(finding)
    weights = list(Weight)

    def order(code: str) -> tuple[int, int, str]:
        check = checks[code]
        section = _section(check, by_code[code])
        return weights.index(check.severity), sections.index(section), code

    notes = tuple(_notes(sorted(by_code, key=order), by_code, checks, voice))
    return NotesView(notes[:_MOST], notes[_MOST:])


def _notes(
    codes: Sequence[str],
    found: Mapping[str, Sequence[Finding]],
    checks: Mapping[str, Check],
    voice: Voice,
) -> Iterator[NoteView]:
    pairs = _pairs(codes, checks)
    for code in codes:
        if code in pairs.values():
            continue
        other = pairs.get(code)
        text = checks[code].together[other] if other else checks[code].text
        rule = f"{code}.{other}" if other else code
        all_found = (*found[code], *(found[other] if other else ()))
        section = _section(checks[code], found[code])
        yield _note(code, rule, text, all_found, section, voice)


def _pairs(codes: Sequence[str], checks: Mapping[str, Check]) -> dict[str, str]:
    """Map a code to the one that it is told together with; no code is in two pairs."""
    pairs: dict[str, str] = {}
    for code in codes:
        for other in checks[code].together:
            if other in codes and not {code, other} & {*pairs, *pairs.values()}:
                pairs[code] = other
    return pairs


def _section(check: Check, found: Sequence[Finding]) -> str:
    """Return the part of the page that a note is about: its rule's, or that of posted results."""
    modules = {one.fields[0].partition(".")[0] for one in found}
    if modules == {"results"}:
        return _RESULTS
    if check.section == _ANY and len(modules) == 1:
        return _HOMES.get(modules.pop(), _ANY)
    return check.section


def _note(
    code: str, rule: str, text: str, found: Sequence[Finding], section: str, voice: Voice
) -> NoteView:
    check = voice.wording.check(code)
    fields = tuple(dict.fromkeys(field for finding in found for field in finding.fields))
    return NoteView(
        code=code,
        section=section,
        head=voice.fill(f"note.{code}.head", check.head, fields),
        text=voice.fill(f"note.{rule}", text, fields, **_facts(found, voice)),
        ask=voice.fill(f"note.{code}.ask", check.ask, fields),
        quoted=tuple(dict.fromkeys(finding.quoted for finding in found if finding.quoted)),
    )


def _facts(found: Sequence[Finding], voice: Voice) -> dict[str, str]:
    """Say what fills the places of a note; where a rule found several things, of the first."""
    facts: dict[str, str] = {}
    for finding in found:
        for name, value in finding.facts:
            facts.setdefault(name, _say(value, voice))
    return facts


def _say(value: PartialDate | int | str, voice: Voice) -> str:
    match value:
        case PartialDate():
            return say_date(value, voice.wording)
        case int():
            return say_number(value, voice.wording)
        case _:
            return voice.code_label(value)
