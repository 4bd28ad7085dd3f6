"""How hard the pages are to read: a table for people, rows for programs and spreadsheets."""

import json
from collections.abc import Sequence
from statistics import median
from typing import Any

from generator.lint.meanings import Meanings
from generator.lint.pages import PageRow
from generator.problems import Problem
from generator.report import report
from generator.report.tables import csv_cell, csv_line, rows


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


def report_with_pages(
    problems: Sequence[Problem],
    pages: Sequence[PageRow],
    format_: str,
    meanings: Meanings,
    hints: bool = False,
) -> str:
    """Return the problems, with a table of the pages where a format has tables."""
    if format_ == "csv":
        return _csv(pages)
    if format_ == "json":
        both = {"problems": list(rows(problems)), "pages": _for_programs(pages)}
        return json.dumps(both, indent=2, ensure_ascii=False) + "\n"
    told = report(problems, format_, meanings, hints)
    table = _text(pages) if format_ == "text" else ""
    return f"{told}\n{table}" if told and table else told + table


def _text(pages: Sequence[PageRow]) -> str:
    return "".join(f"{line}\n" for line in [_line(_HEAD), *(_line(_cells(row)) for row in pages)])


_HEAD = (
    *("page", "grade", "record", "words", "longest", "over 20", "by names", "terms", "banned"),
    "faults",
)
_WIDE = (-20, 6, 7, 6, 8, 8, 9, 6, 7, 7)


def _line(cells: Sequence[str]) -> str:
    pairs = zip(cells, _WIDE, strict=True)
    line = "".join(f"{cell:{wide}}" if wide > 0 else f"{cell:{-wide}}" for cell, wide in pairs)
    return line.rstrip()


def _cells(row: PageRow) -> list[str]:
    numbers = (row.words, row.longest_words, row.long_sentences, row.by_names)
    words = (row.count("PAGE-TERM"), row.count("PAGE-BANNED"))
    grades = (_grade(row.grade), _grade(row.record_grade))
    faults = len(row.faults) - row.by_names
    aligned = [*grades, *map(str, (*numbers, *words, faults))]
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


def _for_programs(pages: Sequence[PageRow]) -> list[dict[str, Any]]:
    return [
        {
            **_columns(row),
            "faults": [
                {"code": fault.code, "words": fault.words, "entry": fault.entry}
                for fault in row.faults
            ],
        }
        for row in pages
    ]


def _csv(pages: Sequence[PageRow]) -> str:
    names = [*_COLUMNS, "faults"]
    lines = [csv_line(names)]
    for row in pages:
        cells = {**_columns(row), "faults": "\n".join(_said(row))}
        lines.append(csv_line([csv_cell("" if cells[n] is None else cells[n]) for n in names]))
    return "".join(lines)


_COLUMNS = (
    *("registry_id", "file", "member", "grade", "words", "sentences", "over_20"),
    *("over_20_by_names", "longest_words", "longest", "record_grade", "record_words"),
    *("record_sentences", "record_over_20"),
)
