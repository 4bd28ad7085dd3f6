"""Rules about the health problems that a record names."""

import datetime
import re
from collections.abc import Iterator

from generator.checks.finding import Finding
from generator.trial import Trial

_EVIDENCE = re.compile(r"evidence of\b", re.IGNORECASE)


def condition_is_evidence(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """CON-03: a listed condition starts with "Evidence of": a sign, not a health problem."""
    for index, name in enumerate(trial.conditions.conditions):
        if _EVIDENCE.match(name):
            yield Finding("CON-03", (f"conditions.conditions[{index}]",), name)
