"""Doubts: what looks wrong in a record that can be shown all the same. Warnings."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from generator.problems import Severity
from generator.records import ids
from generator.records.findings import Finding, Steps, found

_MEASURE = re.compile(r"\d+ (?:Year|Month|Week|Day|Hour|Minute)s?", re.ASCII)
_MEASURED = ("eligibility.minimum_age", "eligibility.maximum_age", "design.target_duration")
_USUAL = ("status.overall_status", "design.study_type", "sponsor_collaborators.lead_sponsor")
_CHOICE = ". Was it downloaded with a choice of fields?"
_BROKEN = object()


def doubts(tree: Any, own: Callable[[str], str]) -> Iterator[Finding]:
    """Yield what looks wrong in a record's tree; `own` turns a trial's path into its own."""
    for steps in (_steps(own(path)) for path in _MEASURED):
        text = _value(tree, steps)
        if isinstance(text, str) and not _MEASURE.fullmatch(text):
            message = f"expected a number and a unit, such as 18 Years, found {found(text)}"
            yield Finding(steps, message, "REC-MEASURE", Severity.WARNING)
    usual = [_steps(own(path)) for path in _USUAL]
    gaps = [steps for steps in usual if _value(tree, steps) is None]
    if gaps == usual:
        yield _partial((), f"expected status, study type and lead sponsor, found none{_CHOICE}")
    else:
        yield from (_partial(steps, "expected a value, found nothing") for steps in gaps)


def misnamed(registry_id: str, stem: str, steps: Steps) -> Iterator[Finding]:
    """Yield a warning if a file (its name without the ending) is named after another trial."""
    name = ids.id_in(stem) or (stem if ids.fault(stem, nct_only=False) is None else "")
    if name and name.casefold() != registry_id.casefold():
        message = f"expected {found(name)}, as the file is named, found {found(registry_id)}"
        yield Finding(steps, message, "REC-NAME", Severity.WARNING)


def _partial(steps: Steps, message: str) -> Finding:
    return Finding(steps, message, "REC-PARTIAL", Severity.WARNING)


def _steps(path: str) -> Steps:
    return tuple(path.split("."))


def _value(tree: Any, steps: Steps) -> Any:
    """Return the value, None where there is none, or _BROKEN where the way to it is broken."""
    for step in steps:
        if tree is None:
            return None
        if not isinstance(tree, dict):
            return _BROKEN
        tree = tree.get(step)
    return tree
