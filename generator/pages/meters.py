"""The page for operators that tells how far lay summaries are filled, and what to write where."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from generator.pages.links import relative
from generator.pages.listings import numbered, parts
from generator.pages.page import Page
from generator.pages.render import Environment, phrases, render
from generator.pages.summary import Summary
from generator.plain.annex import ELEMENTS, State
from generator.plain.wording import Wording
from generator.problems import Problem

_PATH = "operators/lay-summaries.md"
_ROWS = 50


class Meter(Protocol):
    """How far the lay summary of one trial is filled."""

    @property
    def registry_id(self) -> str:
        """Whose it is."""
        ...

    @property
    def states(self) -> tuple[State, ...]:
        """The ten elements, in order."""
        ...

    @property
    def filled(self) -> int:
        """How many of them lack nothing."""
        ...

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is lacking, and where to write it."""
        ...


@dataclass(frozen=True, slots=True)
class _Row:
    registry_id: str
    title: str
    path: str
    count: str
    elements: tuple[tuple[str, str, str], ...]
    problems: tuple[Problem, ...]


def meter_pages(
    meters: Sequence[Meter], rows: Mapping[str, Summary], env: Environment, wording: Wording
) -> Iterator[Page]:
    """Yield the page, and more pages where there are many trials; none if there is no trial."""
    label = phrases(wording)
    title = label("lay.meter")
    for part, here, some in parts(_PATH, meters, _ROWS) if meters else ():
        markdown = render(
            env,
            "listings/meters.md.jinja",
            head=title,
            rows=[_row(one, rows[one.registry_id], wording) for one in some],
            total=len(meters),
            part=part,
            here=here,
            label=label,
            relative=relative,
        )
        yield Page(here, numbered(title, part, wording), label("lay.meter_lead"), markdown)


def _row(one: Meter, summary: Summary, wording: Wording) -> _Row:
    label = phrases(wording)
    return _Row(
        registry_id=one.registry_id,
        title=summary.title,
        path=next(path for path in summary.paths if path.endswith("/lay-summary/index.md")),
        count=label("lay.meter_of", filled=str(one.filled), all=str(len(ELEMENTS))),
        elements=tuple(
            (str(number), label(f"lay.name.{name}"), label(f"lay.state.{state}"))
            for number, (name, state) in enumerate(zip(ELEMENTS, one.states, strict=True), start=1)
        ),
        problems=one.problems,
    )
