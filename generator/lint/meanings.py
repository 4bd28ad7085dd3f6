"""What each code of a rule means: read from `templates/checks/`, never worded here."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.plain.catalog import Catalog, Weight
from generator.problems import Severity

_SEVERITIES = {
    Weight.ERROR: Severity.ERROR,
    Weight.WARN: Severity.WARNING,
    Weight.INFO: Severity.INFO,
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """A code: its weight, what it says, why that matters, where it is from, what to ask the team.

    `ask` is empty where there is nothing to ask; `reason` and `source` may be.
    """

    code: str
    severity: Severity
    message: str
    reason: str = ""
    source: str = ""
    ask: str = ""


Meanings = Mapping[str, Meaning]


def meanings_of(catalog: Catalog) -> dict[str, Meaning]:
    """Return what the codes of a catalog mean, for people who run a site."""
    return {
        code: Meaning(
            code,
            _SEVERITIES[check.severity],
            check.message,
            check.reason,
            check.source,
            check.ask,
        )
        for code, check in catalog.items()
    }
