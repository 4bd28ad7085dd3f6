"""What the registry has posted, as tables that the rules walk through."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from generator.trial.part import Part

RESULTS, NOTES = "results", "annotations.notes"
# How many numbers are kept: small ones come thousands of times in one record.
_NUMBERS = 1024
_NUMBER = re.compile(
    r"[-−]?(?:(?:\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(?:\.\d{0,15})?|\.\d{1,15})", re.ASCII
)


class Table(NamedTuple):
    """One part of the posted results, and where it stands. Without `fields` nothing is posted."""

    path: str
    fields: Part | None

    def part(self, name: str) -> "Table":
        """The part called `name`; an empty one if there is none."""
        return Table(f"{self.path}.{name}", self._get(name))

    def rows(self, name: str) -> Iterator["Table"]:
        """Yield the parts of the list called `name`."""
        for index, row in enumerate(self._get(name) or ()):
            yield Table(f"{self.path}.{name}[{index}]", row)

    def text(self, name: str) -> str:
        """The text called `name`; empty if there is none."""
        return (self._get(name) or "").strip()

    def number(self, name: str) -> Decimal | None:
        """The number called `name`, be it written as text or as a number; None if it is none."""
        return as_number(self._get(name))

    def at(self, name: str) -> str:
        """The path of the field called `name`."""
        return f"{self.path}.{name}"

    def _get(self, name: str) -> Any:
        return None if self.fields is None else getattr(self.fields, name)


def as_number(value: Any) -> Decimal | None:
    """Read a number of the registry: `12`, `-0.5`, `1,200`. Not `NA`, `<0.001` or a truth value."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return _parsed(str(value).strip())


@lru_cache(_NUMBERS)
def _parsed(text: str) -> Decimal | None:
    return Decimal(text.replace(",", "").replace("−", "-")) if _NUMBER.fullmatch(text) else None


def sizes(table: Table, units: str = "participants") -> dict[str, Decimal]:
    """How many were counted in each group of a table: group id → number of people."""
    counted: dict[str, Decimal] = {}
    for denominator in table.rows("denoms"):
        if denominator.text("units").lower() != units:
            continue
        for count in denominator.rows("counts"):
            number, group = count.number("value"), count.text("group_id")
            if number is not None and group:
                counted[group] = number
    return counted
