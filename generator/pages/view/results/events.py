"""Lists of health problems by name: how many people of each group had them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from generator.pages.parts import MOST_EVENTS
from generator.pages.quote import Quote, Quotes
from generator.plain.results.harms import (
    EVENTS,
    assessments,
    event_counts,
    finding_sentences,
    list_sentences,
    order_sentence,
    organ,
)
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.trial.results.events import AdverseEvent, AdverseEvents


@dataclass(frozen=True, slots=True)
class EventRow:
    """A health problem, and for each group how many people had it.

    `term` is its name, as a sentence where the name itself stands on another page. `found` is set
    where problems of one list were found in different ways.
    """

    term: Quote | Sentence | None
    organ: Sentence | None
    found: Sentence | None
    notes: Quote | None
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Organ:
    """Health problems of one part of the body, in the order of the record."""

    head: Sentence | None
    rows: tuple[EventRow, ...]


@dataclass(frozen=True, slots=True)
class EventList:
    """The serious problems (`kind` is `serious`), or the others (`other`).

    `top` are all of them, or, if all have a page of their own in `organs`, the first few: those
    that most people in any one group had.
    """

    kind: str
    sentences: tuple[Sentence, ...]
    finding: tuple[Sentence, ...]
    order: Sentence | None
    top: tuple[EventRow, ...]
    organs: tuple[Organ, ...]


def event_lists(
    events: AdverseEvents, has_page: bool, voice: Voice, quotes: Quotes
) -> tuple[EventList, ...]:
    """Return the serious problems, then the others; `has_page` if all have a page of their own."""
    maker = _RowMaker(events, voice, quotes)
    return (
        maker.listed("serious", events.serious_events, events.frequency_threshold, has_page),
        maker.listed("other", events.other_events, events.frequency_threshold, has_page),
    )


def has_stray_counts(events: AdverseEvents) -> bool:
    """True if there are numbers of a group that the record does not describe."""
    known = {group.id for group in events.event_groups}
    rows = (*events.serious_events, *events.other_events)
    return any(one.group_id not in known for row in rows for one in row.stats)


class _RowMaker:
    """Makes rows whose cells stand in the columns of the groups."""

    def __init__(self, events: AdverseEvents, voice: Voice, quotes: Quotes) -> None:
        self._voice, self._quotes = voice, quotes
        self._columns: dict[str | None, int] = {}
        for index, group in enumerate(events.event_groups):
            self._columns.setdefault(group.id, index)
        self._stray = len(events.event_groups)
        self._count = self._stray + has_stray_counts(events)

    def listed(
        self, kind: str, events: Sequence[AdverseEvent], threshold: str | None, has_page: bool
    ) -> EventList:
        path = f"{EVENTS}.{kind}_events"
        ranked = _most_first(events)
        top = ranked[:MOST_EVENTS] if has_page else ranked
        make = self._short if has_page else self._whole
        return EventList(
            kind=kind,
            sentences=tuple(list_sentences(events, kind, threshold, self._voice)),
            finding=tuple(finding_sentences(events, kind, self._voice)),
            order=order_sentence(len(top), len(events), path, self._voice),
            top=tuple(make(events, index, path) for index in top),
            organs=tuple(self._organs(events, path)) if has_page else (),
        )

    def _organs(self, events: Sequence[AdverseEvent], path: str) -> Iterator[Organ]:
        """Yield all problems by part of the body, in the order in which the record has them."""
        parts: dict[str, list[int]] = {}
        for index, event in enumerate(events):
            name = " ".join((event.organ_system or "").split()).lower()
            parts.setdefault(name, []).append(index)
        for places in parts.values():
            head = organ(events[places[0]].organ_system, path, self._voice)
            yield Organ(head, tuple(self._bare(events, index, path) for index in places))

    def _whole(self, events: Sequence[AdverseEvent], index: int, path: str) -> EventRow:
        """Return all that the record says of a problem."""
        row = self._bare(events, index, path)
        source = f"{path}[{index}].organ_system"
        part = organ(events[index].organ_system, source, self._voice)
        return EventRow(row.term, part, row.found, row.notes, row.cells)

    def _bare(self, events: Sequence[AdverseEvent], index: int, path: str) -> EventRow:
        """Return the same without the part of the body, which is said above."""
        event, place = events[index], f"{path}[{index}]"
        code = event.assessment_type if len(assessments(events)) > 1 else None
        return EventRow(
            term=self._quotes.at(f"{place}.term"),
            organ=None,
            found=self._voice.name_code(code, f"{place}.assessment_type"),
            notes=self._quotes.at(f"{place}.notes"),
            cells=self._cells(event),
        )

    def _short(self, events: Sequence[AdverseEvent], index: int, path: str) -> EventRow:
        """Return a row of the first few; which they are rests on the numbers of all."""
        event = events[index]
        term = " ".join((event.term or "").split())
        source = f"{path}[{index}].term"
        name = self._voice.say("table.group", source, path, name=term) if term else None
        part = organ(event.organ_system, path, self._voice)
        return EventRow(name, part, None, None, self._cells(event))

    def _cells(self, event: AdverseEvent) -> tuple[str, ...]:
        cells: list[list[str]] = [[] for _ in range(self._count)]
        for one, text in zip(event.stats, event_counts(event, self._voice), strict=True):
            cells[self._columns.get(one.group_id, self._stray)].append(text)
        missing = self._voice.label("table.not_given")
        return tuple("; ".join(cell) or missing for cell in cells)


def _most_first(events: Sequence[AdverseEvent]) -> list[int]:
    """Return the places of problems, by the most people that any one group had with it."""
    most = [max((one.num_affected or 0 for one in event.stats), default=0) for event in events]
    return [index for index, _ in sorted(enumerate(most), key=itemgetter(1), reverse=True)]
