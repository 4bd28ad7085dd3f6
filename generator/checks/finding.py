"""What a rule found."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from generator.trial.partial_date import PartialDate

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Finding:
    """A stable code, the fields it is about, and the words of the record that show it.

    `facts` are dates, numbers and codes of these fields, by the name of the place that they fill in
    what readers see.
    """

    code: str
    fields: tuple[str, ...]
    quoted: str = ""
    facts: tuple[tuple[str, PartialDate | int | str], ...] = ()


def chosen(rules: Mapping[str, T], wanted: Collection[str]) -> Iterator[T]:
    """Yield the rules of some codes, in the order of the list."""
    return (rule for code, rule in rules.items() if code in wanted)
