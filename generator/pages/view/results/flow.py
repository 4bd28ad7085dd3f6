"""Who started, who finished, who left and why: a table and a drawing for each period."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.pages.quote import Quote, Quotes
from generator.pages.view.facts import Value
from generator.pages.view.results.drawings import flow_drawings
from generator.plain.results.people import FLOW, MILESTONES, REASONS, head_of
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.trial.results.flow import FlowCount, ParticipantFlow

_MOST_SEEN = 4
"""With more groups than that the tables say more at one look than the drawings."""


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
    """A group at the head of a table; `label` stands before each number on a phone."""

    label: str
    name: Value | None


@dataclass(frozen=True, slots=True)
class Described:
    """A group, and who was in it in the team's words."""

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
    """The way of people through the trial, and a drawing of it for each group.

    `is_drawn_first`: few groups, so that the drawings are what to look at, and the tables wait.
    """

    recruitment: Quote | None
    before: Quote | None
    units: Quote | None
    periods: tuple[PeriodView, ...]
    described: tuple[Described, ...]
    drawings: tuple[str, ...]
    is_drawn_first: bool


def flow_view(flow: ParticipantFlow, voice: Voice, quotes: Quotes) -> FlowView | None:
    """Build the view; None where the record has no flow."""
    if flow == ParticipantFlow():
        return None
    return FlowView(
        recruitment=quotes.at(f"{FLOW}.recruitment_details"),
        before=quotes.at(f"{FLOW}.pre_assignment_details"),
        units=quotes.at(f"{FLOW}.type_units_analyzed"),
        periods=tuple(_periods(flow, voice, quotes)),
        described=tuple(_described(flow, voice, quotes)),
        drawings=tuple(flow_drawings(flow, voice)),
        is_drawn_first=len(flow.groups) <= _MOST_SEEN,
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
    """Yield the groups; in the first table their names are quotes."""
    for index in range(len(flow.groups)):
        title = quotes.at(f"{FLOW}.groups[{index}].title")
        label = title.text if title else voice.label("what.no_label")
        yield Column(label, title if is_first else _name(title, voice))


def _described(flow: ParticipantFlow, voice: Voice, quotes: Quotes) -> Iterator[Described]:
    """Yield the groups that are described; without any table, all of them."""
    for index in range(len(flow.groups)):
        path = f"{FLOW}.groups[{index}]"
        title, description = quotes.at(f"{path}.title"), quotes.at(f"{path}.description")
        if description or not flow.periods:
            again = _name(title, voice, f"{path}.description")
            yield Described(again if flow.periods else title, description)


def _name(title: Quote | None, voice: Voice, *why: str) -> Sentence | None:
    """Return the name of a group once more, in the place of a quote; `why` are other fields."""
    if title is None:
        return None
    return voice.say("found.group", title.path, *why, name=" ".join(title.text.split()))


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
    # Two groups with one id get the number once.
    return (*(found.pop(group, None) for group in groups), *strays)
