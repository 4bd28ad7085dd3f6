"""The one row of a table that has a number for each group: the form that sentences can tell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.plain.results.counted import Counted
from generator.plain.results.numbers import Share, as_count
from generator.trial.results.measures import (
    MeasureCategory,
    MeasureClass,
    MeasuredOutcome,
    Measurement,
)

NO_NUMBER = "NA"
"""What the registry writes where there is no number."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The one number of a group: the group's title, the number, how many people were counted.

    `path` is that of the number; of all numbers of the row where the group has none.
    """

    title: str
    title_path: str
    one: Measurement
    path: str
    people: int | None
    people_path: str

    @property
    def value_path(self) -> str:
        """The field that the number is said by."""
        return f"{self.path}.value" if self.one.group_id is not None else self.path

    @property
    def is_empty(self) -> bool:
        """True if the record has no number here, and no other text in its place."""
        return (self.one.value or "").strip() in ("", NO_NUMBER)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of numbers, its path, the class that it stands in, and the class's path."""

    category: MeasureCategory
    path: str
    head: MeasureClass
    head_path: str

    @property
    def titles(self) -> tuple[tuple[str, str], ...]:
        """Its names, each with its path: that of its class, and its own."""
        named = ((self.head.title, self.head_path), (self.category.title, self.path))
        return tuple((text.strip(), f"{at}.title") for text, at in named if text and text.strip())


def rows(outcome: MeasuredOutcome, path: str) -> tuple[Row, ...]:
    """Return the rows that have a number."""
    return tuple(
        Row(category, f"{path}.classes[{index}].categories[{place}]", one, at)
        for index, one in enumerate(outcome.classes)
        for at in (f"{path}.classes[{index}]",)
        for place, category in enumerate(one.categories)
        if category.measurements
    )


def cells(outcome: MeasuredOutcome, path: str) -> tuple[Cell, ...]:
    """Return the number of each group, then the groups that have none.

    Nothing where there are several rows, or two numbers of a group, where a group has no name, or a
    number is of no group of the table. Two names of one row say that it is a row of several, too.
    """
    found, ids = rows(outcome, path), [group.id for group in outcome.groups]
    titles = [(one.title or "").strip() for one in outcome.groups]
    if len(found) != 1 or len(found[0].titles) > 1 or not all(titles) or len(set(ids)) != len(ids):
        return ()
    measured = [one.group_id for one in found[0].category.measurements]
    if len(set(measured)) != len(measured) or not set(measured) <= set(ids) - {None}:
        return ()
    return tuple(_cells(found[0], outcome, path, titles))


def _cells(row: Row, outcome: MeasuredOutcome, path: str, titles: list[str]) -> Iterator[Cell]:
    own = Counted(row.head.denoms, f"{row.head_path}.denoms")
    counted = own if own.denoms else Counted(outcome.denoms, f"{path}.denoms")
    people: Mapping[str | None, tuple[int, str]] = (
        counted.people() if counted.is_of_people() else {}
    )
    ids = [group.id for group in outcome.groups]
    numbers = [
        (one, f"{row.path}.measurements[{place}]")
        for place, one in enumerate(row.category.measurements)
    ]
    measured = [ids.index(one.group_id) for one, _ in numbers]
    silent = [group for group in range(len(ids)) if group not in measured]
    numbers += [(Measurement(), f"{row.path}.measurements") for _ in silent]
    for group, (one, at) in zip([*measured, *silent], numbers, strict=True):
        size, where = people.get(ids[group], (None, ""))
        yield Cell(titles[group], f"{path}.groups[{group}].title", one, at, size, where)


def shares(found: tuple[Cell, ...]) -> tuple[Share, ...] | None:
    """Return the people of each group as shares; None where one is unknown or not possible."""
    known = [(as_count(cell.one.value), cell.people) for cell in found]
    whole = [Share(x, of) for x, of in known if x is not None and of is not None and x <= of]
    return tuple(whole) if len(whole) == len(found) else None
