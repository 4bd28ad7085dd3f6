"""Rows of a table of numbers: a cell for each group, each number as the record gives it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.pages.quote import Quote, Quotes
from generator.plain.results.cells import NO_NUMBER
from generator.plain.results.counted import PEOPLE, Counted
from generator.plain.results.numbers import Share, as_count, percents
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.trial.results.measures import (
    BaselineMeasure,
    MeasureCategory,
    MeasureClass,
    MeasuredOutcome,
    Measurement,
)
from generator.vocabulary import MeasureParam

_MOST_SHARES = 60
"""A table with more numbers than that has counts only."""

Measure = BaselineMeasure | MeasuredOutcome
Words = Quote | Sentence | str
"""What stands in a head or a cell: the record's text, or ours."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A number of one group: `value` ± `spread` (`lower` to `upper`), its share, its note."""

    value: Words
    spread: Words | None = None
    lower: Words | None = None
    upper: Words | None = None
    share: Sentence | None = None
    note: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row. Each cell has the entries of one column: most often one, none where none is given."""

    head: Words
    cells: tuple[tuple[Entry, ...], ...]
    unit: Quote | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """Rows that belong together, under their head if they have one; `about` says more of it."""

    head: Quote | None
    about: tuple[Words, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A remark of the team on a number: what the table calls it, and its text."""

    name: Sentence
    text: Quote


@dataclass(frozen=True, slots=True)
class _Whole:
    """The people of each group, with the path of their number, and what else decides a share."""

    people: Mapping[str | None, tuple[int, str]]
    why: tuple[str, ...]


@dataclass(slots=True)
class RowMaker:
    """Makes the rows of one table. `ids` are its columns; `notes` the remarks that it found.

    The same remark gets one note, however many numbers it is on.
    """

    ids: Sequence[str | None]
    voice: Voice
    quotes: Quotes
    _notes: dict[str, Note] = field(default_factory=dict)

    @property
    def notes(self) -> tuple[Note, ...]:
        """The remarks on the numbers of the rows made up to now."""
        return tuple(self._notes.values())

    def counted(self, counted: Counted, people: str = "table.people") -> Iterable[Row]:
        """Yield a row for each unit counted: people, or what the record names, such as eyes.

        `people` is the label of a row of people.
        """
        for index, denom in enumerate(counted.denoms):
            path = f"{counted.path}[{index}]"
            is_people = denom.units == PEOPLE
            entries = [
                (one.group_id, Entry(self._words(f"{path}.counts[{place}].value")))
                for place, one in enumerate(denom.counts)
            ]
            yield Row(
                head=self.voice.label(people if is_people else "table.counted"),
                cells=self._cells(entries),
                unit=None if is_people else self.quotes.at(f"{path}.units"),
            )

    def bodies(self, measure: Measure, path: str, counted: Counted) -> Iterable[Body]:
        """Yield the rows of numbers, class by class; `counted` holds where a class has no own."""
        size = sum(len(row.measurements) for class_ in measure.classes for row in class_.categories)
        is_count = measure.param_type == MeasureParam.COUNT_OF_PARTICIPANTS
        has_shares = is_count and size <= _MOST_SHARES
        why = (path, counted.path) if not counted.path.startswith(path) else (path,)
        for index, class_ in enumerate(measure.classes):
            at = f"{path}.classes[{index}]"
            own = Counted(class_.denoms, f"{at}.denoms")
            is_own = bool(own.denoms) and not own.says_the_same(counted)
            people = (own if is_own else counted).people() if has_shares else {}
            whole = _Whole(people, why)
            title = self.quotes.at(f"{at}.title")
            inline = title if _is_plain(class_) else None
            rows = [
                self._row(
                    one, f"{at}.categories[{place}]", inline or self._what(measure, path), whole
                )
                for place, one in enumerate(class_.categories)
            ]
            if is_own:
                rows += self.counted(own, "table.people_here")
            yield Body(None if inline else title, (), tuple(rows))

    def _what(self, measure: Measure, path: str) -> Words:
        """Return the head of a row without a name: what its numbers are."""
        if kind := measure.param_type:
            return self.voice.name(kind, f"{path}.param_type", path)
        return self.voice.label("table.number")

    def _row(
        self,
        row: MeasureCategory,
        path: str,
        head: Words,
        whole: _Whole,
    ) -> Row:
        shares = self._shares(row.measurements, path, whole)
        entries = [
            (one.group_id, self._entry(f"{path}.measurements[{place}]", share))
            for place, (one, share) in enumerate(zip(row.measurements, shares, strict=True))
        ]
        return Row(self.quotes.at(f"{path}.title") or head, self._cells(entries))

    def _entry(self, path: str, share: Sentence | None) -> Entry:
        spread, lower, upper = (
            self._words(f"{path}.{name}") if self.quotes.at(f"{path}.{name}") else None
            for name in ("spread", "lower_limit", "upper_limit")
        )
        note = self._note(f"{path}.comment")
        value = self._words(f"{path}.value")
        if not any(isinstance(one, Quote) for one in (value, spread, lower, upper)):
            # "No number" is said once, not again of its spread and of both ends.
            spread = lower = upper = None
        return Entry(value, spread, lower, upper, share, note)

    def _note(self, path: str) -> Sentence | None:
        text = self.quotes.at(path)
        if text is None:
            return None
        words = " ".join(text.text.split())
        if words not in self._notes:
            name = self.voice.say("table.note", path, n=len(self._notes) + 1)
            self._notes[words] = Note(name, text)
        return self._notes[words].name

    def _words(self, path: str) -> Words:
        """Return a number; our words where the record has none."""
        text = self.quotes.at(path)
        is_number = text is not None and text.text.strip() != NO_NUMBER
        return text if text and is_number else self.voice.label("table.no_number")

    def _shares(
        self,
        row: Sequence[Measurement],
        path: str,
        whole: _Whole,
    ) -> list[Sentence | None]:
        """Return the share of people of each number, in percent; None where none may be said."""
        people = whole.people
        known = {
            place: (Share(count, people[one.group_id][0]), people[one.group_id][1])
            for place, one in enumerate(row)
            if one.group_id in people and (count := as_count(one.value)) is not None
        }
        said = percents([share for share, _ in known.values()], self.voice.wording)
        sentences: list[Sentence | None] = [None] * len(row)
        for (place, (_, of)), percent in zip(known.items(), said, strict=True):
            if percent:
                value = f"{path}.measurements[{place}].value"
                fields = (value, of, *whole.why)
                sentences[place] = self.voice.say("table.share", *fields, percent=percent)
        return sentences

    def _cells(self, entries: Sequence[tuple[str | None, Entry]]) -> tuple[tuple[Entry, ...], ...]:
        cells: list[list[Entry]] = [[] for _ in self.ids]
        for id_, entry in entries:
            # A number of no group that the table has stands in the last column.
            cells[self.ids.index(id_) if id_ in self.ids else -1].append(entry)
        return tuple(map(tuple, cells))


def _is_plain(class_: MeasureClass) -> bool:
    """True if a class is one row that has no name of its own."""
    return len(class_.categories) == 1 and not (class_.categories[0].title or "").strip()
