"""Who started, who finished, who left and why: a table and a drawing for each period."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.pages.flow_diagram import Step, flow_diagram
from generator.pages.quote import Quote, Quotes
from generator.pages.view.facts import Value
from generator.plain.amounts import say_number
from generator.plain.results.people import FLOW, MILESTONES, REASONS, head_of, people_in
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.trial.results.flow import FlowCount, FlowPeriod, ParticipantFlow

_MOST_DRAWN = 20
"""Above so many groups a drawing helps nobody; the table has them all."""


@dataclass(frozen=True, slots=True)
class FlowCell:
    """How many people of a group; other units and a remark, where the record has them."""

    count: Quote | None
    units: Quote | None
    note: Quote | None


@dataclass(frozen=True, slots=True)
class FlowRow:
    """A point that people reached, or a reason to leave; a cell for each group, in order."""

    head: Value | None
    note: Quote | None
    cells: tuple[FlowCell | None, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A group at the head of a table: its name, and what it got in the team's words."""

    name: Value | None
    description: Quote | None


@dataclass(frozen=True, slots=True)
class PeriodView:
    """A part of the trial, as a table. `reasons` are rows too, under a head of their own."""

    title: Quote | None
    columns: tuple[Column, ...]
    milestones: tuple[FlowRow, ...]
    reasons: tuple[FlowRow, ...]


@dataclass(frozen=True, slots=True)
class FlowView:
    """The way of people through the trial, and a drawing of it for each group."""

    recruitment: Quote | None
    before: Quote | None
    units: Quote | None
    periods: tuple[PeriodView, ...]
    drawings: tuple[str, ...]


def flow_view(flow: ParticipantFlow, voice: Voice, quotes: Quotes) -> FlowView | None:
    """Build the view; None where the record has no flow."""
    if flow == ParticipantFlow():
        return None
    return FlowView(
        recruitment=quotes.at(f"{FLOW}.recruitment_details"),
        before=quotes.at(f"{FLOW}.pre_assignment_details"),
        units=quotes.at(f"{FLOW}.type_units_analyzed"),
        periods=tuple(_periods(flow, voice, quotes)),
        drawings=tuple(_drawings(flow, voice)),
    )


def _periods(flow: ParticipantFlow, voice: Voice, quotes: Quotes) -> Iterator[PeriodView]:
    groups = [group.id for group in flow.groups]
    for index, period in enumerate(flow.periods):
        path = f"{FLOW}.periods[{index}]"
        yield PeriodView(
            title=quotes.at(f"{path}.title"),
            columns=tuple(_columns(flow, voice, quotes, is_first=index == 0)),
            milestones=tuple(
                FlowRow(
                    head=head_of(row.type, MILESTONES, f"{at}.type", voice)
                    or quotes.at(f"{at}.type"),
                    note=quotes.at(f"{at}.comment"),
                    cells=_cells(row.achievements, f"{at}.achievements", groups, quotes),
                )
                for number, row in enumerate(period.milestones)
                for at in (f"{path}.milestones[{number}]",)
            ),
            reasons=tuple(
                FlowRow(
                    head=head_of(row.type, REASONS, f"{at}.type", voice) or quotes.at(f"{at}.type"),
                    note=quotes.at(f"{at}.comment"),
                    cells=_cells(row.reasons, f"{at}.reasons", groups, quotes),
                )
                for number, row in enumerate(period.drop_withdraws)
                for at in (f"{path}.drop_withdraws[{number}]",)
            ),
        )


def _columns(
    flow: ParticipantFlow, voice: Voice, quotes: Quotes, is_first: bool
) -> Iterator[Column]:
    """Yield the groups; their descriptions stand in the first table only."""
    for index, group in enumerate(flow.groups):
        path = f"{FLOW}.groups[{index}]"
        title = quotes.at(f"{path}.title")
        if is_first or title is None:
            yield Column(title, quotes.at(f"{path}.description"))
        else:
            name = " ".join((group.title or "").split())
            yield Column(voice.say("found.group", title.path, name=name), None)


def _cells(
    counts: Sequence[FlowCount], path: str, groups: Sequence[str | None], quotes: Quotes
) -> tuple[FlowCell | None, ...]:
    """Return a cell for each group; a count of a group that is not listed gets one at the end."""
    found: dict[str | None, FlowCell] = {}
    strays = []
    for index, count in enumerate(counts):
        at = f"{path}[{index}]"
        cell = FlowCell(
            quotes.at(f"{at}.num_subjects"),
            quotes.at(f"{at}.num_units"),
            quotes.at(f"{at}.comment"),
        )
        if count.group_id in groups and count.group_id not in found:
            found[count.group_id] = cell
        else:
            strays.append(cell)
    return (*(found.get(group) for group in groups), *strays)


def _drawings(flow: ParticipantFlow, voice: Voice) -> Iterator[str]:
    """Yield a drawing for each group: who started, left and finished, period by period."""
    if not 0 < len(flow.groups) <= _MOST_DRAWN or not flow.periods:
        return
    for index, group in enumerate(flow.groups):
        steps = [
            step
            for number, period in enumerate(flow.periods)
            for step in _steps(period, number, group.id, voice)
        ]
        if steps:
            title = group.title or voice.label("what.no_label")
            label = voice.label("found.drawing", number=str(index + 1))
            yield flow_diagram(title, steps, label)


def _steps(period: FlowPeriod, number: int, group_id: str | None, voice: Voice) -> Iterator[Step]:
    """Yield the boxes of one group in one period: those who reached a point, those who left."""
    title = period.title or ""
    milestones = list(_counted(period, "milestones", number, group_id, voice))
    ends = [one for one in milestones if one[0] == "NOT COMPLETED"]
    reasons = list(_counted(period, "drop_withdraws", number, group_id, voice))
    for type_, name, people in milestones:
        if type_ == "NOT COMPLETED":
            continue
        if type_ == "COMPLETED" and ends:
            _, words, left = ends[0]
            lines = [_line(reason, count, voice) for _, reason, count in reasons if count]
            yield Step("", _line(words, left, voice), tuple(lines), is_side=True)
        yield Step(title, _line(name, people, voice), ())
        title = ""


def _counted(
    period: FlowPeriod, part: str, number: int, group_id: str | None, voice: Voice
) -> Iterator[tuple[str, str, int]]:
    """Yield the code, the words and the number of people of each row of a group."""
    known = MILESTONES if part == "milestones" else REASONS
    for index, row in enumerate(getattr(period, part)):
        cells = row.achievements if part == "milestones" else row.reasons
        for cell in cells:
            people = people_in(cell)
            if cell.group_id == group_id and people is not None:
                path = f"{FLOW}.periods[{number}].{part}[{index}].type"
                said: Sentence | None = head_of(row.type, known, path, voice)
                yield row.type or "", said.text if said else row.type or "", people


def _line(name: str, people: int, voice: Voice) -> str:
    return f"{name}: {say_number(people, voice.wording)}"
