"""Problems: what is wrong with a record, as values. Collected, sorted, printed once by `cli`."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much weight a problem has.

    Of a file: ERROR: the record cannot be shown. WARNING: it is shown, and somebody should look.
    Of what a record says (`Problem.judged`): ERROR: it contradicts itself. WARNING: it may mislead
    a reader. INFO: it could be clearer. The record is shown in each of these.
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


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
    """Something wrong: where, in which field (the record's own path), what, and a stable code.

    `judged`: it is in what the record says, not in how the file is written; it never keeps a record
    from being shown. Such a problem can be about fields besides (`also`), show the record's words
    (`quoted`) and name a question to the team (`ask`). `ignored` says why somebody set it aside,
    `until` the last day of that.
    """

    place: Place
    field: str
    message: str
    code: str
    severity: Severity = Severity.ERROR
    registry_id: str = ""
    judged: bool = False
    also: tuple[str, ...] = ()
    quoted: str = ""
    ask: str = ""
    ignored: str = ""
    until: str = ""

    def __str__(self) -> str:
        """One line: `file:line:column: field: message [code]`."""
        parts = [str(self.place), self.field, f"{self.message} [{self.code}]"]
        return ": ".join(part for part in parts if part)


def did_you_mean(found: str, known: Iterable[str]) -> str:
    """Return ` Did you mean 'x'?` for the nearest known name, or nothing if none is near."""
    names = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(found.casefold(), names, n=1, cutoff=0.6)
    return f" Did you mean '{names[near[0]]}'?" if near else ""
