"""Rules about texts: what looks damaged, and what does not say what its field is for."""

import datetime
import re
from collections.abc import Iterator

from generator.checks.finding import Finding
from generator.trial import Trial
from generator.trial.paths import leaves

_LOST_POWER = re.compile(
    r"\b\d+(?:[.,]\d+)? ?[xX×*] ?10(?:[3-9]|1[0-2])(?= ?(?:/|cells?\b|per\b|CFU\b|IU\b|vg\b|PFU\b))"
)
_EVIDENCE = re.compile(r"evidence of\b", re.IGNORECASE)


def condition_is_evidence(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """CON-03: a listed condition starts with "Evidence of": a sign, not a health problem."""
    for index, name in enumerate(trial.conditions.conditions):
        if _EVIDENCE.match(name):
            yield Finding("CON-03", (f"conditions.conditions[{index}]",), name)


def lost_power_of_ten(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """TXT-01: a power of ten before a unit has lost its raised digit ("2.5 x 106 cells")."""
    for leaf in leaves(trial):
        if type(leaf.value) is str and (match := _LOST_POWER.search(leaf.value)):
            yield Finding("TXT-01", (leaf.path,), match[0])
