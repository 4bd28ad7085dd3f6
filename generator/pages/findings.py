"""The page for operators with all findings: by code, by trial, and whole in files beside it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from generator.pages.links import relative
from generator.pages.listings import numbered, parts
from generator.pages.page import Page
from generator.pages.render import Environment, phrases, render
from generator.pages.summary import Summary
from generator.plain.wording import Wording
from generator.problems import Problem

_PATH = "operators/findings.md"
_ROWS = 200


class OfTrial(Protocol):
    """The findings of one trial."""

    @property
    def registry_id(self) -> str:
        """Whose they are."""
        ...

    def problems(self) -> list[Problem]:
        """Read them."""
        ...


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A code: what it means, its weight, and how often it was found, and set aside.

    `rule` is a link to its entry among the rules; empty if there is none.
    """

    code: str
    rule: str
    message: str
    severity: str
    count: int
    trials: int
    aside: int


@dataclass(frozen=True, slots=True)
class _TrialRow:
    registry_id: str
    title: str
    path: str
    count: int
    aside: int
    codes: str


def findings_pages(
    codes: Sequence[CodeRow],
    trials: Sequence[OfTrial],
    rows: Mapping[str, Summary],
    files: Sequence[tuple[str, Path]],
    env: Environment,
    wording: Wording,
) -> Iterator[Page]:
    """Yield the page, and more pages where there are many trials; nothing is cut.

    `files` lie beside the first page, with all that was found. The findings of a trial are read
    when its row is made.
    """
    label = phrases(wording)
    title = label("findings.title")
    for part, here, some in parts(_PATH, trials, _ROWS):
        markdown = render(
            env,
            "listings/findings.md.jinja",
            head=title,
            codes=codes if part.number == 1 else (),
            rows=[_row(one, rows[one.registry_id], label) for one in some],
            total=len(trials),
            count=sum(row.count for row in codes),
            names=[name for name, _ in files] if part.number == 1 else (),
            part=part,
            here=here,
            label=label,
            relative=relative,
        )
        copies = tuple(files) if part.number == 1 else ()
        name = numbered(title, part, wording)
        yield Page(here, name, label("findings.lead"), markdown, copies=copies)


def _row(one: OfTrial, summary: Summary, label: Callable[..., str]) -> _TrialRow:
    problems = one.problems()
    counts = Counter(_said(problem, label) for problem in problems)
    codes = (f"{said} × {count}" if count > 1 else said for said, count in sorted(counts.items()))
    return _TrialRow(
        registry_id=one.registry_id,
        title=summary.title,
        path=summary.path,
        count=len(problems),
        aside=sum(bool(problem.ignored) for problem in problems),
        codes=", ".join(codes),
    )


def _said(problem: Problem, label: Callable[..., str]) -> str:
    """Return a code; one that is set aside comes with the reason."""
    if not problem.ignored:
        return problem.code
    why = label("findings.set_aside", until=problem.until, because=problem.ignored)
    return f"{problem.code} ({why})"
