"""JUDGE: what in a record does not add up. One function a rule.

A rule takes what it looks at (the trial and a day, its criteria, its texts, its results) and yields
findings. It never prints, raises or words anything: what is said for a code, and an example of
what it finds, stands in the catalog, `templates/checks/`.
"""

import datetime
from collections.abc import Collection

from generator.checks import structure, texts
from generator.checks.finding import Finding
from generator.checks.free_text import free_text
from generator.trial import Trial

__all__ = ["CODES", "Finding", "findings"]

CODES = structure.CODES | texts.CODES
"""The code of every rule. A code never changes."""


def findings(
    trial: Trial,
    as_of: datetime.date,
    known: Collection[str] = frozenset(),
    wanted: Collection[str] = CODES,
) -> tuple[Finding, ...]:
    """Run the rules with a wanted code on a trial.

    `known` are the short forms that need no explanation in a record, because the glossary has them.
    """
    read = free_text(trial)
    return (
        *structure.structure_findings(trial, as_of, read, wanted),
        *texts.text_findings(trial, as_of, known, wanted, read),
    )
