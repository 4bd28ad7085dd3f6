"""Things to check: careful notes about what in the record does not add up."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.checks import Finding, findings
from generator.plain.amounts import say_date, say_number
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.trial import Trial
from generator.trial.partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class NoteView:
    """A careful note about the record: what does not add up, what to do, and what to ask.

    `quoted` are the record's own words.
    """

    code: str
    head: Sentence
    text: Sentence
    quoted: tuple[str, ...]


def notes_view(trial: Trial, voice: Voice, as_of: datetime.date) -> tuple[NoteView, ...]:
    """Return one note for each rule for readers that found something, with all that it found."""
    catalog = voice.wording.checks
    wanted = {code for code, check in catalog.items() if check.is_for_readers}
    by_code: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings(trial, as_of, wanted=wanted):
        by_code[finding.code].append(finding)
    return tuple(_note(code, by_code[code], voice) for code in catalog if code in by_code)


def _note(code: str, found: list[Finding], voice: Voice) -> NoteView:
    check = voice.wording.check(code)
    fields = tuple(dict.fromkeys(field for finding in found for field in finding.fields))
    facts = dict(_facts(found, voice))
    quoted = tuple(dict.fromkeys(finding.quoted for finding in found if finding.quoted))
    return NoteView(
        code,
        voice.fill(f"note.{code}.head", check.head, fields),
        voice.fill(f"note.{code}", check.text, fields, **facts),
        quoted,
    )


def _facts(found: Iterable[Finding], voice: Voice) -> Iterator[tuple[str, str]]:
    """Yield what fills the places of a note; where several things were found, of the first."""
    for finding in found:
        for name, value in finding.facts:
            match value:
                case PartialDate():
                    yield name, say_date(value, voice.wording)
                case int():
                    yield name, say_number(value, voice.wording)
                case _:
                    yield name, voice.code_label(value)
        return
