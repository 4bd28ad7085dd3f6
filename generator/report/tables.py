"""Problems as rows, for programs and for spreadsheets."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from generator.problems import Problem

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rows(problems: Iterable[Problem]) -> Iterator[dict[str, Any]]:
    """Yield one row a problem. `ignored` is None, or why it is set aside and until when."""
    for problem in problems:
        away = {"because": problem.ignored, "until": problem.until}
        yield {
            "file": problem.place.file,
            "member": problem.place.member,
            "line": problem.place.line,
            "column": problem.place.column,
            "registry_id": problem.registry_id,
            "field": problem.field,
            "message": problem.message,
            "code": problem.code,
            "severity": str(problem.severity),
            "judged": problem.judged,
            "also": list(problem.also),
            "quoted": problem.quoted,
            "ask": problem.ask,
            "ignored": away if problem.ignored else None,
        }


def as_json(problems: Sequence[Problem]) -> str:
    """Return a list of rows."""
    return json.dumps(list(rows(problems)), indent=2, ensure_ascii=False) + "\n"


def json_lines(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield a list of rows in pieces, one row a line."""
    before = "[\n"
    for row in rows(problems):
        yield before + json.dumps(row, ensure_ascii=False)
        before = ",\n"
    yield "\n]\n" if before == ",\n" else "[]\n"


def as_csv(problems: Sequence[Problem]) -> str:
    """Return a table with a head. Text that a spreadsheet would run as a formula gets a "'"."""
    return "".join(csv_lines(problems))


def csv_lines(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield the lines of the table, the head first, one at a time."""
    yield csv_line(COLUMNS)
    for row in rows(problems):
        away = row.pop("ignored") or {"because": "", "until": ""}
        cells = {**row, "also": " ".join(row["also"]), "ignored": away["because"]}
        yield csv_line([csv_cell({**cells, "until": away["until"]}[name]) for name in COLUMNS])


COLUMNS = (
    *("code", "severity", "judged", "registry_id", "field", "message", "quoted", "also", "ask"),
    *("file", "member", "line", "column", "ignored", "until"),
)
"""The columns of the table."""


def csv_cell(value: Any) -> str:
    """Return a value as the text of a cell that no spreadsheet runs."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = "\n".join(str(value).splitlines())
    is_formula = text.startswith(_FORMULA) and not _NUMBER.fullmatch(text)
    return f"'{text}" if is_formula else text


def csv_line(cells: Sequence[str]) -> str:
    """Return a line of a table, ended."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()
