"""Which records use a hard word: counted over all of them, and the first few by number."""

import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.pages.explain import spelled_out_in
from generator.plain.terms import Glossary
from generator.trial import Trial
from generator.trial.paths import leaves

_NAMED = 3
"""So many records are named: enough to see the word in use, and the same memory for any number."""
_ALSO_READ = frozenset(
    f"outcomes.{kind}_outcomes.{name}"
    for kind in ("primary", "secondary", "other")
    for name in ("measure", "time_frame")
)


@dataclass(frozen=True, slots=True)
class Use:
    """How many records use a term, and the registration numbers of the first few."""

    count: int = 0
    some: tuple[str, ...] = ()


class Uses:
    """Counts uses while records are read one after the other, in whatever order."""

    def __init__(self) -> None:
        """Begin with none."""
        self._counts: dict[str, int] = defaultdict(int)
        self._some: dict[str, list[str]] = defaultdict(list)

    def add(self, registry_id: str, anchors: Iterable[str]) -> None:
        """Take in one record, with the anchors of the terms that it uses."""
        for anchor in anchors:
            self._counts[anchor] += 1
            bisect.insort(self._some[anchor], registry_id)
            del self._some[anchor][_NAMED:]

    def all(self) -> Mapping[str, Use]:
        """Return the use of each term that is used, by its anchor."""
        return {name: Use(n, tuple(self._some[name])) for name, n in self._counts.items()}


def used_in(trial: Trial, glossary: Glossary) -> set[str]:
    """Return the anchors of the terms in what the team wrote about a trial."""
    spelled_out = spelled_out_in(trial)
    return {hit.term.anchor for text in _texts(trial) for hit in glossary.find(text, spelled_out)}


def _texts(trial: Trial) -> Iterator[str]:
    for leaf in leaves(trial):
        if type(leaf.value) is str and (leaf.markup or leaf.field in _ALSO_READ):
            yield leaf.value
