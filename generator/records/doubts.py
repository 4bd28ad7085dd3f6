"""Doubts: what looks wrong in a record that can be shown all the same. Warnings."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from generator.problems import Severity
from generator.records import ids
from generator.records.findings import Finding, Steps, found

_MEASURE = re.compile(r"\d+ (?:Year|Month|Week|Day|Hour|Minute)s?", re.ASCII)
_MEASURED = ("eligibility.minimum_age", "eligibility.maximum_age", "design.target_duration")
_BROKEN = object()


def doubts(tree: Any, own: Callable[[str], str]) -> Iterator[Finding]:
    """Yield ages and lengths of time that are none; `own` turns a trial's path into the tree's."""
    for steps in (_steps(own(path)) for path in _MEASURED):
        text = _value(tree, steps)
        if isinstance(text, str) and not _MEASURE.fullmatch(text):
            message = f"expected a number and a unit, such as 18 Years, found {found(text)}"
            yield Finding(steps, message, "REC-MEASURE", Severity.WARNING)


def gaps(tree: Any, usual: Iterable[str], hint: str = "") -> Iterator[Finding]:
    """Yield one warning that names all of the usual fields which a record lacks."""
    missing = [path.split(".")[-1] for path in usual if _value(tree, _steps(path)) is None]
    if missing:
        message = f"expected a whole record, found one without {', '.join(missing)}{hint}"
        yield Finding((), message, "REC-PARTIAL", Severity.WARNING)


def misnamed(registry_id: str, stem: str, steps: Steps) -> Iterator[Finding]:
    """Yield a warning if a file (its name without the ending) is named after another trial."""
    name = ids.id_in(stem) or (stem if ids.fault(stem, nct_only=False) is None else "")
    if name and name.casefold() != registry_id.casefold():
        message = f"expected {found(name)}, as the file is named, found {found(registry_id)}"
        yield Finding(steps, message, "REC-NAME", Severity.WARNING)


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
