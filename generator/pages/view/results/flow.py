"""Who started, who finished, who left and why: a table and a drawing for each period."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.pages.quote import Quote, Quotes
from generator.pages.view.facts import Value
from generator.pages.view.results.drawings import flow_drawings
from generator.plain.results.flow import FLOW, MILESTONES, REASONS, head_of
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.trial.results.flow import FlowCount, ParticipantFlow

_Key = tuple[str | None, int]
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
    """A part of the trial, as a table. `reasons` are rows too, under a head of their own.

    Behind the groups stands a column for each group that has numbers and is not listed.
    """

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
    listed = list(_keys(group.id for group in flow.groups))
    for index, period in enumerate(flow.periods):
        path = f"{FLOW}.periods[{index}]"
        milestones = [
            _Row(f"{path}.milestones[{number}]", row.type, MILESTONES, "achievements")
            for number, row in enumerate(period.milestones)
        ]
        reasons = [
            _Row(f"{path}.drop_withdraws[{number}]", row.type, REASONS, "reasons")
            for number, row in enumerate(period.drop_withdraws)
        ]
        counts = [row.achievements for row in period.milestones]
        counts += [row.reasons for row in period.drop_withdraws]
        used = (key for row in counts for key in _keys(count.group_id for count in row))
        columns = tuple(dict.fromkeys((*listed, *used)))
        rows = tuple(
            row.view(_cells(cells, row, columns, quotes), voice, quotes)
            for row, cells in zip((*milestones, *reasons), counts, strict=True)
        )
        strays = (Column(voice.label("found.no_group"), None),) * (len(columns) - len(listed))
        yield PeriodView(
            title=quotes.at(f"{path}.title"),
            columns=(*_columns(flow, voice, quotes, is_first=index == 0), *strays),
            milestones=rows[: len(milestones)],
            reasons=rows[len(milestones) :],
        )


@dataclass(frozen=True, slots=True)
class _Row:
    """A row to make: where it stands, its code, our words for codes, and where its cells are."""

    path: str
    type: str | None
    known: dict[str, str]
    name: str

    def view(self, cells: tuple[FlowCell | None, ...], voice: Voice, quotes: Quotes) -> FlowRow:
        at = f"{self.path}.type"
        head = head_of(self.type, self.known, at, voice) or quotes.at(at)
        return FlowRow(head, quotes.at(f"{self.path}.comment"), cells)


def _keys(ids: Iterable[str | None]) -> Iterator[_Key]:
    """Yield each id, and how often it was there before: two groups with one id are two columns."""
    seen: Counter[str | None] = Counter()
    for one in ids:
        yield one, seen[one]
        seen[one] += 1


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
    counts: Sequence[FlowCount], row: _Row, columns: Sequence[_Key], quotes: Quotes
) -> tuple[FlowCell | None, ...]:
    """Return a cell for each column; None where a row has no number of its group."""
    found = {}
    for index, key in enumerate(_keys(count.group_id for count in counts)):
        at = f"{row.path}.{row.name}[{index}]"
        found[key] = FlowCell(
            quotes.at(f"{at}.num_subjects"),
            quotes.at(f"{at}.num_units"),
            quotes.at(f"{at}.comment"),
        )
    return tuple(found.get(key) for key in columns)
