"""How many were counted: people most often, or what the record names, such as eyes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.plain.results.numbers import as_count
from generator.trial.results.measures import Denom

PEOPLE = "Participants"
"""The unit of a number of people, as the registry writes it."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of each group were counted, and where the record says so."""

    denoms: Sequence[Denom]
    path: str

    def people(self) -> Mapping[str | None, tuple[int, str]]:
        """Return the people of each group, and the path of the number."""
        return {
            count.group_id: (number, f"{self.path}[{index}].counts[{place}].value")
            for index, denom in enumerate(self.denoms)
            if denom.units == PEOPLE
            for place, count in enumerate(denom.counts)
            if (number := as_count(count.value)) is not None
        }

    def is_of_people(self) -> bool:
        """True if people were counted, and nothing beside."""
        return {denom.units for denom in self.denoms} == {PEOPLE}

    def says_the_same(self, other: "Counted") -> bool:
        """True if both count the same units and groups, with the same numbers."""
        return self._numbers() == other._numbers()

    def _numbers(self) -> set[tuple[str | None, str | None, str | None]]:
        return {
            (denom.units, count.group_id, count.value)
            for denom in self.denoms
            for count in denom.counts
        }
