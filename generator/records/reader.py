"""One text → the records in it, each validated, with every problem at its place."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from generator.problems import Problem, Severity
from generator.records import ctgov, ids, json_places, json_text, native, sniff
from generator.records.doubts import misnamed
from generator.records.encoding import decode
from generator.records.files import stem
from generator.records.findings import Finding, Locate, Spots, Steps, at, placed
from generator.records.places import read_yaml
from generator.records.record import Form, Record
from generator.records.streams import Document, Syntax
from generator.trial import Trial

_HEAD = 4096
_LINES = ". Are these JSON Lines? Then name the file .jsonl"


def records(document: Document) -> Iterator[Record | Problem]:
    """Yield every record in a text, and every problem of those that are none."""
    if message := sniff.refused(document.raw[:_HEAD]):
        yield _refused(document, message)
        return
    text = decode(document.raw)
    if isinstance(text, Finding):
        yield from _undecoded(document, text)
    elif not text.strip():
        yield _refused(document, sniff.refusal(*sniff.EMPTY))
    elif document.syntax is Syntax.YAML:
        yield from _yaml(document, text)
    else:
        yield from _json(document, text)


def _undecoded(document: Document, finding: Finding) -> Iterator[Problem]:
    binary = None if "UTF-16" in finding.message else sniff.unreadable(document.raw[:_HEAD])
    if binary:
        yield _refused(document, binary)
    else:
        yield from _placed([finding], document)


def _yaml(document: Document, text: str) -> Iterator[Record | Problem]:
    reading = read_yaml(text)
    if reading.tree is None and reading.findings:
        yield from _placed(reading.findings, document)
        return
    kind = sniff.kind(reading.tree)
    if kind is not sniff.Kind.NATIVE:
        yield from _placed(reading.findings, document)
        yield _refused(document, _not_native(kind))
        return
    trial, findings = native.record(reading.tree)
    found = [*reading.findings, *findings, *_misnamed(document, reading.tree, native.ID)]
    number = ids.claimed(reading.tree, native.ID)
    yield from _judged(document, trial, found, lambda _: reading.spots, Form.NATIVE, number)


def _not_native(kind: sniff.Kind | str) -> str:
    if kind is sniff.Kind.PLAIN:
        return sniff.refusal("plain words for a record", "Name the file <id>.plain.yml")
    if isinstance(kind, str):
        return kind
    return sniff.refusal("an API study as YAML", "Keep the study as JSON, as the API gives it")


def _json(document: Document, text: str) -> Iterator[Record | Problem]:
    parsed = json_text.parse(text)
    if parsed.end == 0:
        yield from _placed(_hinted(parsed.findings, document), document)
        return
    kind = sniff.kind(parsed.tree)
    if kind is sniff.Kind.STUDY:
        yield from _study(document, parsed, text)
    elif kind is sniff.Kind.STUDIES:
        yield from _placed(_outside(parsed.findings), document)
        del parsed  # a page can be large; from here on it is read again, study by study
        yield from _studies(document, text)
    else:
        yield _refused(document, _not_study(kind))


def _not_study(kind: sniff.Kind | str) -> str:
    if isinstance(kind, str):
        return kind
    return sniff.refusal("fields of our YAML as JSON", "Name the file .yml")


def _hinted(findings: list[Finding], document: Document) -> list[Finding]:
    """A second record after the first, in a file of its own, is most often JSON Lines."""
    whole = document.place.line == 0
    return [
        replace(f, message=f.message + _LINES) if whole and "more text" in f.message else f
        for f in findings
    ]


def _outside(findings: list[Finding]) -> list[Finding]:
    """What is wrong with a page itself; each study is judged on its own."""
    return [
        finding
        for finding in findings
        if finding.code == "REC-KEY" and not any(isinstance(step, int) for step in finding.steps)
    ]


def _studies(document: Document, text: str) -> Iterator[Record | Problem]:
    spot, before = json_places.spot_of(text, 0), 0
    for start, end, parsed in json_text.elements(text):
        spot, before = json_places.further(text, spot, before, start), start
        raw = text[start:end]
        part = Document(Syntax.JSON, at(document.place, spot), raw.encode("utf-8", "replace"))
        if sniff.kind(parsed.tree) is sniff.Kind.STUDY:
            yield from _study(part, parsed, raw)
        else:
            message = sniff.refusal("something else among studies", sniff.AGAIN)
            yield _refused(part, message)


def _study(document: Document, parsed: json_text.Parsed, text: str) -> Iterator[Record | Problem]:
    trial, findings = ctgov.study(parsed.tree)
    found = [*parsed.findings, *findings, *_misnamed(document, parsed.tree, ctgov.ID)]
    number = ids.claimed(parsed.tree, ctgov.ID)
    locate = partial(json_places.locate, text)
    yield from _judged(document, trial, found, locate, Form.CTGOV, number)


def _misnamed(document: Document, tree: Any, steps: Steps) -> Iterator[Finding]:
    number = ids.claimed(tree, steps)
    if document.alone and ids.fault(number, nct_only=False) is None:
        yield from misnamed(number, stem(document.place.file), steps)


def _judged(
    document: Document,
    trial: Trial | None,
    findings: list[Finding],
    locate: Locate,
    form: Form,
    number: str,
) -> Iterator[Record | Problem]:
    """Yield a record with its doubts; or, without a trial or with an error, only its problems."""
    safe = number if number and ids.fault(number, nct_only=False) is None else _named(document)
    problems = placed(findings, locate, document.place, safe)
    if trial is None or any(p.severity is Severity.ERROR for p in problems):
        yield from problems
        return
    edit_path = document.place.file if document.alone else None
    doubts = tuple(problems)
    yield Record(trial, form, document.place, document.raw, doubts=doubts, edit_path=edit_path)


def _placed(findings: list[Finding], document: Document) -> list[Problem]:
    """Place findings that carry their own spot."""
    return placed(findings, _nowhere, document.place, _named(document))


def _nowhere(_: set[Steps]) -> dict[Steps, Spots]:
    return {}


def _refused(document: Document, message: str) -> Problem:
    return Problem(document.place, "", message, "REC-FORMAT", registry_id=_named(document))


def _named(document: Document) -> str:
    """Return the registration number that is in the name of a record's file, or nothing."""
    name = stem(document.place.file if document.alone else document.place.member)
    return ids.id_in(name) or (name if ids.fault(name, nct_only=False) is None else "")
