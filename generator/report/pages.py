"""How hard the pages are to read: a table for people, rows for programs and spreadsheets."""

import json
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import Any

from generator.lint.pages import PageRow
from generator.report.tables import csv_cell, csv_line


def page_summary(rows: Sequence[PageRow]) -> str:
    """Return one line: the median and the hardest grade of our words and of the records'."""
    ours = [(row.grade, row.registry_id) for row in rows if row.grade is not None]
    theirs = [row.record_grade for row in rows if row.record_grade is not None]
    if not ours:
        return "Grades: no page has enough words for one."
    hardest, trial = max(ours)
    middle = median(grade for grade, _ in ours)
    record = f"; records: median {median(theirs):.1f}, hardest {max(theirs):.1f}" if theirs else ""
    return f"Grades: our words: median {middle:.1f}, hardest {hardest:.1f} ({trial}){record}."


def _text(rows: Sequence[PageRow]) -> str:
    lines = [_line(_HEAD), *(_line(_cells(row)) for row in rows)]
    return "".join(
        f"{line}\n" + "".join(f"    {fault}\n" for fault in faults)
        for line, faults in zip(lines, [(), *map(_said, rows)], strict=True)
    )


_HEAD = ("page", "grade", "record", "words", "longest", "over 20", "by names", "faults")
_WIDE = (-20, 6, 7, 6, 8, 8, 9, 7)


def _line(cells: Sequence[str]) -> str:
    pairs = zip(cells, _WIDE, strict=True)
    line = "".join(f"{cell:{wide}}" if wide > 0 else f"{cell:{-wide}}" for cell, wide in pairs)
    return line.rstrip()


def _cells(row: PageRow) -> list[str]:
    numbers = (row.words, row.longest_words, row.long_sentences, row.by_names)
    grades = (_grade(row.grade), _grade(row.record_grade))
    faults = len(row.faults) - row.by_names
    aligned = [*grades, *map(str, (*numbers, faults))]
    return [
        row.registry_id,
        *(f"{cell:>{wide}}" for cell, wide in zip(aligned, _WIDE[1:], strict=True)),
    ]


def _said(row: PageRow) -> list[str]:
    return [
        f"{fault.code}: {fault.words}" + (f" (wording: {fault.entry})" if fault.entry else "")
        for fault in row.faults
    ]


def _grade(grade: float | None) -> str:
    return "-" if grade is None else f"{grade:.1f}"


def _columns(row: PageRow) -> dict[str, Any]:
    return {
        "registry_id": row.registry_id,
        "file": row.place.file,
        "member": row.place.member,
        "grade": _rounded(row.grade),
        "words": row.words,
        "sentences": row.sentences,
        "over_20": row.long_sentences,
        "over_20_by_names": row.by_names,
        "longest_words": row.longest_words,
        "longest": row.longest,
        "record_grade": _rounded(row.record_grade),
        "record_words": row.record_words,
        "record_sentences": row.record_sentences,
        "record_over_20": row.record_long_sentences,
    }


def _rounded(grade: float | None) -> float | None:
    return None if grade is None else round(grade, 2)


def _json(rows: Sequence[PageRow]) -> str:
    made = [
        {
            **_columns(row),
            "faults": [
                {"code": fault.code, "words": fault.words, "entry": fault.entry}
                for fault in row.faults
            ],
        }
        for row in rows
    ]
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def _csv(rows: Sequence[PageRow]) -> str:
    names = [*_COLUMNS, "faults"]
    lines = [csv_line(names)]
    for row in rows:
        cells = {**_columns(row), "faults": "\n".join(_said(row))}
        lines.append(csv_line([csv_cell("" if cells[n] is None else cells[n]) for n in names]))
    return "".join(lines)


_COLUMNS = (
    *("registry_id", "file", "member", "grade", "words", "sentences", "over_20"),
    *("over_20_by_names", "longest_words", "longest", "record_grade", "record_words"),
    *("record_sentences", "record_over_20"),
)
PAGE_FORMATS: Mapping[str, Callable[[Sequence[PageRow]], str]] = {
    "text": _text,
    "json": _json,
    "csv": _csv,
}
"""Formats that hold a table. In all others a page shows as the problems that it has."""
