"""What the notes of a page must say: worked out from the findings, and not by the page."""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from generator.checks import Finding, findings
from generator.checks.free_text import as_shown
from generator.plain.wording import Wording
from generator.records import Record
from generator.trial import Trial
from generator.trial.paths import leaves
from tests.reading import fold
from tests.telling.words import date_words

CUT = " …"


def found_for_readers(
    trial: Trial, wording: Wording, as_of: datetime.date
) -> dict[str, list[Finding]]:
    """Return what the rules for readers find, by code."""
    by_code = defaultdict(list)
    wanted = {code for code, check in wording.checks.items() if check.audience == "reader"}
    for finding in findings(trial, as_of, wanted=wanted):
        by_code[finding.code].append(finding)
    return by_code


def wrong_notes(
    record: Record, wording: Wording, rows: Mapping[str, Any], as_of: datetime.date
) -> Iterator[str]:
    """Yield what is wrong with the notes that a page has published: rule → row.

    Each rule that found something is told, alone or with another, and nothing else is. A note names
    exactly the fields of what was found, says the dates of it, and quotes words that stand there.
    """
    found = found_for_readers(record.trial, wording, as_of)
    told = {rule: re.findall(r"[A-Z]{2,3}-\d\d", rule) for rule in rows}
    if wrong := {code for codes in told.values() for code in codes} ^ set(found):
        yield f"notes: told and found differ in {sorted(wrong)}"
        return
    for rule, codes in told.items():
        group = next(
            (codes for codes in told.values() if codes[0] == told[rule][0] and codes[1:]), codes
        )
        these = [finding for code in group for finding in found[code]]
        fields = {record.path(field) for finding in these for field in finding.fields}
        if set(rows[rule]["sources"]) != fields:
            yield f"{rule}: names other fields than what was found: {fields}"
        if not rule.endswith((".head", ".ask")):
            yield from _wrong_words(rule, rows[rule]["text"], these)
    yield from (
        f"{one.code} quotes what is not there: {one.quoted}"
        for several in found.values()
        for one in several
        if not _stands_there(record.trial, one)
    )


def words_of_record(trial: Trial, wording: Wording, as_of: datetime.date) -> Iterator[str]:
    """Yield the words of the record that its notes quote."""
    for several in found_for_readers(trial, wording, as_of).values():
        yield from (fold(one.quoted) for one in several if one.quoted)


def _wrong_words(rule: str, text: str, found: list[Finding]) -> Iterator[str]:
    facts: dict[str, Any] = {}
    for finding in found:
        for name, value in finding.facts:
            facts.setdefault(name, value)
    for name, value in facts.items():
        said = date_words(str(value)) if name in ("start", "end", "main") else None
        if said and said not in text:
            yield f"{rule}: does not say {said}"
    if "{" in text:
        yield f"{rule}: a place was not filled"


def _stands_there(trial: Trial, finding: Finding) -> bool:
    quoted = fold(finding.quoted).removesuffix(CUT)
    if not quoted:
        return True
    return any(quoted in fold(text) for text in _texts(trial, finding))


def _texts(trial: Trial, finding: Finding) -> Iterator[str]:
    """Yield what stands in the fields of a finding, each alone and a list in one."""
    for field in finding.fields:
        here = [
            leaf.value
            for leaf in leaves(trial)
            if f"{leaf.path}.".startswith((f"{field}.", f"{field}[")) or field.startswith(leaf.path)
        ]
        texts = [text for value in here for text in _inside(value)]
        yield from texts
        yield from map(as_shown, texts)
        yield ", ".join(texts)


def _inside(value: Any) -> Iterator[str]:
    """Yield the text of a value; of what a trial keeps whole, each text inside."""
    if isinstance(value, dict):
        for one in value.values():
            yield from _inside(one)
    elif isinstance(value, list):
        for one in value:
            yield from _inside(one)
    else:
        yield str(value)
