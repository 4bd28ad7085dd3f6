"""One record → every problem in what it says, each at its line, and what was set aside."""

import datetime
from collections.abc import Callable, Collection, Iterator, Sequence, Set
from dataclasses import replace

from generator.checks import Finding, findings
from generator.lint.meanings import Meaning, Meanings
from generator.pages.page_checks import CODES as PAGE_CODES
from generator.problems import Problem, Severity, did_you_mean
from generator.records import Ignore, Record
from generator.records.findings import Steps, at, shorten, spot_in
from generator.records.positions import spots_of, steps_in

Saying = Callable[[Meaning], str]
"""What is said of a finding: the message of its code, or more than that."""

LAPSED, UNUSED = "LINT-01", "LINT-02"
OWN_MEANINGS: Meanings = {
    LAPSED: Meaning(
        LAPSED,
        Severity.WARNING,
        "The day is past until which a finding was set aside.",
        "What was right a year ago may be wrong now.",
    ),
    UNUSED: Meaning(
        UNUSED,
        Severity.WARNING,
        "A finding is set aside that is not there.",
        "It would hide the next one of its kind.",
    ),
}
"""Codes about what people set aside."""


def judged(
    record: Record,
    as_of: datetime.date,
    meanings: Meanings,
    on_page: Sequence[tuple[Finding, Saying]] | None = None,
    across: Sequence[Finding] = (),
) -> list[Problem]:
    """Return what the rules find in a record on a day, and what is wrong with its `lint_ignore`.

    What is set aside is among them, with the reason. The text of the record is only read again if
    there is anything to place in it. `on_page` is what was found on its page, if anyone looked;
    `across` is what was found in it beside other records.
    """
    found: list[tuple[Finding, Saying]] = [
        *((one, _message) for one in across),
        *((one, _message) for one in findings(record.trial, as_of)),
        *(on_page or ()),
    ]
    problems = _placed(record, found, meanings) if found else []
    codes = {finding.code for finding, _ in found}
    kept = [_set_aside(problem, record, as_of) for problem in problems]
    unseen = PAGE_CODES if on_page is None else frozenset[str]()
    return [*kept, *_stale(record, as_of, codes, meanings, unseen)]


def _message(meaning: Meaning) -> str:
    return meaning.message


def _placed(
    record: Record, found: Sequence[tuple[Finding, Saying]], meanings: Meanings
) -> list[Problem]:
    paths = {path: steps_in(record, path) for one, _ in found for path in one.fields}
    wanted = {steps[:n] for steps in paths.values() for n in range(len(steps) + 1)}
    spots = spots_of(record, wanted)

    def problem(one: Finding, say: Saying) -> Problem:
        here = [paths[path] for path in one.fields]
        first: Steps = next((steps for steps in here if steps in spots), here[0] if here else ())
        names = [record.path(path) for path in one.fields]
        field = names[here.index(first)] if here else ""
        meaning = meanings.get(one.code) or Meaning(one.code, Severity.WARNING, one.code)
        return Problem(
            at(record.place, spot_in(spots, first)),
            field,
            say(meaning),
            one.code,
            meaning.severity,
            record.trial.registry_id,
            judged=True,
            also=tuple(name for name in names if name != field),
            quoted=shorten(one.quoted),
            ask=meaning.ask,
        )

    return list(dict.fromkeys(problem(one, say) for one, say in found))


def _set_aside(problem: Problem, record: Record, as_of: datetime.date) -> Problem:
    ignore = record.ignored(problem.code, as_of)
    if ignore is None:
        return problem
    return replace(problem, ignored=_on_one_line(ignore.because), until=ignore.until.isoformat())


def _on_one_line(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _stale(
    record: Record,
    as_of: datetime.date,
    codes: Set[str],
    meanings: Meanings,
    unseen: Collection[str],
) -> Iterator[Problem]:
    for one in record.ignores:
        if one.code in unseen:
            continue
        if one.code not in codes:
            guess = "" if one.code in meanings else did_you_mean(one.code, meanings)
            message = f"expected a finding {shorten(one.code)} in this record, found none.{guess}"
            yield _about(one, record, message.removesuffix("."), UNUSED)
        elif one.until < as_of:
            message = f"expected a day to come, found {one.until}. The finding counts again"
            yield _about(one, record, message, LAPSED)


def _about(ignore: Ignore, record: Record, message: str, code: str) -> Problem:
    number = record.trial.registry_id
    severity = OWN_MEANINGS[code].severity
    return Problem(ignore.place, "lint_ignore", message, code, severity, number, judged=True)
