"""Problems: what is wrong with a record, as values. Collected, sorted, printed once by `cli`."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """ERROR: the record cannot be shown. WARNING: it is shown, and somebody should look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """Where in a file: line and column count from 1; 0 where a problem is about the whole file.

    `member` names the record inside an archive or a stream, such as `NCT01157403.json`.
    """

    file: str
    line: int = 0
    column: int = 0
    member: str = ""

    def __str__(self) -> str:
        """`file:line:column`, as editors and terminals can jump to."""
        file = f"{self.file}!{self.member}" if self.member else self.file
        numbers = [str(number) for number in (self.line, self.column) if number]
        return ":".join([file, *numbers])


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """Something wrong: where, in which field (the record's own path), what, and a stable code."""

    place: Place
    field: str
    message: str
    code: str
    severity: Severity = Severity.ERROR
    registry_id: str = ""

    def __str__(self) -> str:
        """One line: `file:line:column: field: message [code]`."""
        parts = [str(self.place), self.field, f"{self.message} [{self.code}]"]
        return ": ".join(part for part in parts if part)


def did_you_mean(found: str, known: Iterable[str]) -> str:
    """Return ` Did you mean 'x'?` for the nearest known name, or nothing if none is near."""
    names = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(found.casefold(), names, n=1, cutoff=0.6)
    return f" Did you mean '{names[near[0]]}'?" if near else ""
