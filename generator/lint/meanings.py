"""What each code of a rule means: read from `templates/checks/`, never worded here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.problems import Severity

_SEVERITIES = {"error": Severity.ERROR, "warn": Severity.WARNING, "info": Severity.INFO}


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


def meanings_from(tree: Any) -> dict[str, Meaning]:
    """Build the meanings in the tree of one file. Raises KeyError if an entry lacks its message."""
    return {
        code: Meaning(
            code,
            _SEVERITIES[entry["severity"]],
            entry["message"],
            *(entry.get(name) or "" for name in ("reason", "source", "ask")),
        )
        for code, entry in tree.items()
    }
