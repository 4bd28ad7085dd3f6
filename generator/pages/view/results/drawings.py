"""Drawings of who started, left and finished: one for each group."""

from collections.abc import Iterator

from generator.pages.flow_diagram import Step, flow_diagram
from generator.plain.amounts import say_number
from generator.plain.results.flow import (
    FLOW,
    MILESTONES,
    REASONS,
    head_of,
    is_one_group,
    people_in,
)
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.trial.results.flow import FlowPeriod, ParticipantFlow

_MOST_DRAWN = 20
"""Above so many groups a drawing helps nobody; the table has them all."""


def flow_drawings(flow: ParticipantFlow, voice: Voice) -> Iterator[str]:
    """Yield a drawing for each group: who started, left and finished, period by period."""
    if not 0 < len(flow.groups) <= _MOST_DRAWN or not flow.periods:
        return
    for index, group in enumerate(flow.groups):
        if not is_one_group(flow, group.id):
            continue
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
    """Yield the boxes of one group in one period, unless none of it were there."""
    title = period.title or ""
    milestones = list(_counted(period, "milestones", number, group_id, voice))
    if all(people == 0 for _, _, people in milestones):
        return
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
