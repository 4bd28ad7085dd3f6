"""Trials that look alike: which others in the collection share a health problem with a trial.

The rule, from first to last: a trial's terms are those that the registry matched to its health
problems, or, where it matched none, the health problems themselves. Two trials are alike if they
share a term. Shown are at most 5: those that take people first, then those with the most terms in
common, then the newest, then by number. So that 500,000 trials cost no more each than 5, only the
8 rarest terms of a trial are looked up, and only the first 50 trials of each.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.pages.summary import Summary

_SHOWN, _TERMS, _LOOKED_AT = 5, 8, 50
_OPEN = "open"
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Alike:
    """The trials in their order, and for each term the places of its first ones in that order."""

    rows: Sequence[Summary] = ()
    places: Mapping[str, Sequence[int]] = field(default_factory=dict)
    uses: Mapping[str, int] = field(default_factory=dict)

    def to(self, row: Summary) -> tuple[Summary, ...]:
        """Return the trials that look like a trial, the first of them first."""
        terms = sorted(terms_of(row), key=lambda term: (self.uses.get(term, 0), term))
        found = {place for term in terms[:_TERMS] for place in self.places.get(term, ())}
        ranked = sorted((self._rank(place, row), place) for place in found)
        others = (self.rows[place] for _, place in ranked)
        return tuple(other for other in others if other.registry_id != row.registry_id)[:_SHOWN]

    def _rank(self, place: int, row: Summary) -> tuple[bool, int]:
        other = self.rows[place]
        return other.tone.name != _OPEN, -len(shared_terms(row, other))


NOTHING_ALIKE = Alike()
"""What is known while nobody has looked."""


def alike_among(rows: Iterable[Summary]) -> Alike:
    """Return what is needed to find the trials that look alike among some."""
    ordered = sorted(rows, key=lambda row: row.registry_id)
    ordered.sort(key=lambda row: row.updated, reverse=True)
    ordered.sort(key=lambda row: row.tone.name != _OPEN)
    places: dict[str, list[int]] = defaultdict(list)
    uses: Counter[str] = Counter()
    for place, row in enumerate(ordered):
        for term in terms_of(row):
            uses[term] += 1
            if len(places[term]) < _LOOKED_AT:
                places[term].append(place)
    return Alike(ordered, dict(places), uses)


def terms_of(row: Summary) -> Mapping[str, str]:
    """Return the terms that a trial is found by, folded, and how its record spells each."""
    names = row.terms or row.conditions
    return {folded: name for name in names if (folded := _SPACE.sub(" ", name).strip().casefold())}


def shared_terms(row: Summary, other: Summary) -> list[str]:
    """Return the terms that two trials share, in the spelling and order of the first."""
    theirs = terms_of(other)
    return [name for term, name in terms_of(row).items() if term in theirs]
