"""How problems are printed: for people, for programs, for a forge."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from generator.lint.meanings import Meanings
from generator.pages.page_checks import CODES as PAGE_CODES
from generator.problems import Problem, Severity
from generator.report.forge import github
from generator.report.sarif import sarif
from generator.report.tables import as_csv, as_json
from generator.report.text import grouped, lines

__all__ = ["FORMATS", "counted", "report", "summary"]

FORMATS: Mapping[str, Callable[[Sequence[Problem], Meanings, bool], str]] = {
    "text": lambda problems, _, hints: grouped(problems, hints),
    "lines": lambda problems, _, hints: lines(problems, hints),
    "json": lambda problems, *_: as_json(problems),
    "csv": lambda problems, *_: as_csv(problems),
    "github": lambda problems, _, hints: github(problems, hints),
    "sarif": lambda problems, meanings, _: sarif(problems, meanings),
}


def report(
    problems: Sequence[Problem],
    format_: str,
    meanings: Meanings | None = None,
    hints: bool = False,
) -> str:
    """Return the problems in a format of FORMATS, each line ended.

    `hints` adds what to ask the team, where a format does not say it anyway.
    """
    return FORMATS[format_](problems, meanings or {}, hints)


def summary(problems: Sequence[Problem]) -> str:
    """Return what there is: errors and warnings of files, then what is in records, and on pages."""
    counts = Counter(p.severity for p in problems if not p.judged)
    errors, warnings = counts[Severity.ERROR], counts[Severity.WARNING]
    judged = Counter(_where(p) for p in problems if p.judged)
    files = f"{counted(errors, 'error')}, {counted(warnings, 'warning')}." if counts else ""
    found = f"{counted(judged['record'], 'finding')} in what records say." * bool(judged["record"])
    pages = f"{counted(judged['page'], 'finding')} on pages." * bool(judged["page"])
    away = f"{counted(judged['away'], 'finding')} set aside." * bool(judged["away"])
    return " ".join(filter(None, (files, found, pages, away))) or "No problems."


def _where(problem: Problem) -> str:
    if problem.ignored:
        return "away"
    return "page" if problem.code in PAGE_CODES else "record"


def counted(number: int, noun: str) -> str:
    """Return a number and what it counts: `1 trial`, `2,214 trials`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
