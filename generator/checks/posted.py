"""What the registry has posted, read with care: a shape that is not as published gives nothing."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

RESULTS, NOTES = "results_section", "annotation_section"
# How many numbers are kept: small ones come thousands of times in one record.
_NUMBERS = 1024
_NUMBER = re.compile(
    r"-?(?:(?:\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(?:\.\d{0,15})?|\.\d{1,15})", re.ASCII
)


class Table(NamedTuple):
    """One object of the posted structure, and where it stands."""

    path: str
    fields: dict[str, Any]

    def part(self, name: str) -> "Table":
        """The object called `name`; an empty one if there is none."""
        value = self.fields.get(name)
        return Table(f"{self.path}.{name}", value if isinstance(value, dict) else {})

    def rows(self, name: str) -> Iterator["Table"]:
        """Yield the objects of the list called `name`."""
        value = self.fields.get(name)
        for index, row in enumerate(value if isinstance(value, list) else ()):
            if isinstance(row, dict):
                yield Table(f"{self.path}.{name}[{index}]", row)

    def text(self, name: str) -> str:
        """The text called `name`; empty if there is none."""
        value = self.fields.get(name)
        return value.strip() if isinstance(value, str) else ""

    def number(self, name: str) -> Decimal | None:
        """The number called `name`, be it written as text or as a number; None if it is none."""
        return as_number(self.fields.get(name))

    def at(self, name: str) -> str:
        """The path of the field called `name`."""
        return f"{self.path}.{name}"


def posted(section: Any, path: str) -> Table:
    """The section of a trial that holds what the registry posted."""
    return Table(path, section if isinstance(section, dict) else {})


def as_number(value: Any) -> Decimal | None:
    """Read a number of the registry: `12`, `-0.5`, `1,200`. Not `NA`, `<0.001` or a truth value."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return _parsed(str(value).strip())


@lru_cache(_NUMBERS)
def _parsed(text: str) -> Decimal | None:
    return Decimal(text.replace(",", "")) if _NUMBER.fullmatch(text) else None


def sizes(table: Table, units: str = "participants") -> dict[str, Decimal]:
    """How many were counted in each group of a table: group id → number of people."""
    counted: dict[str, Decimal] = {}
    for denominator in table.rows("denoms"):
        if denominator.text("units").lower() != units:
            continue
        for count in denominator.rows("counts"):
            number, group = count.number("value"), count.text("groupId")
            if number is not None and group:
                counted[group] = number
    return counted
