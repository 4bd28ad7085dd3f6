"""Facets: the ways to browse trials, their values, and the paths of their pages."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from generator.pages.markdown import slug
from generator.pages.summary import Summary
from generator.plain.wording import Wording
from generator.vocabulary import Phase

_SPACE = re.compile(r"\s+")
_RESERVED = re.compile(r"page-\d+|index")
_LONGEST_SLUG = 80


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to browse. `folder` is its path; `open_ended`: anyone can write a new value.

    The values of `codes` have an order of their own, which is not that of their names.
    """

    folder: str
    values: Callable[[Summary], tuple[str, ...]]
    open_ended: bool
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value with its trials; `path` is its listing page, or the page of its only trial.

    `stated` is False for the trials whose record has no value.
    """

    name: str
    path: str
    trials: tuple[Summary, ...]
    has_page: bool
    stated: bool = True


FACETS = (
    Facet("conditions", lambda row: row.conditions, True),
    Facet("treatments", lambda row: row.tested, True),
    Facet("statuses", lambda row: (row.status,), False),
    Facet("phases", lambda row: row.phases, False, tuple(Phase)),
    Facet("countries", lambda row: row.choices.countries, False),
    Facet("years", lambda row: (row.year,), False),
    Facet("sponsors", lambda row: (row.sponsor,) if row.sponsor else (), True),
)
FILTERS = (
    FACETS[0],
    FACETS[1],
    FACETS[2],
    FACETS[3],
    Facet("ages", lambda row: row.choices.ages, False),
    Facet("sexes", lambda row: row.choices.sexes, False),
    Facet("healthy", lambda row: row.choices.healthy, False),
    FACETS[4],
    Facet("cities", lambda row: row.choices.cities, True),
    Facet("results", lambda row: row.choices.results, False),
    Facet("languages", lambda row: row.choices.languages, False),
)
"""What a search can be narrowed by, in the order of the page. These have no pages of their own."""


def names_in_order(facet: Facet, wording: Wording) -> list[str]:
    """Return the names of those values of a facet that have an order of their own."""
    words = (wording.code(code) for code in facet.codes)
    return [one.label for one in words if one]


def facet_values(
    facet: Facet, rows: Sequence[Summary], unstated: str, first: Sequence[str] = ()
) -> list[FacetValue]:
    """Return the values of a facet by name, spellings that differ only in case joined.

    Names in `first` go before all others, in their order there. Trials without a value stand under
    `unstated`, last, so that none is missing from a facet.
    """
    groups: dict[str, dict[str, Summary]] = defaultdict(dict)
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    silent: list[Summary] = []
    for row in rows:
        stated = [_SPACE.sub(" ", value).strip() for value in facet.values(row)]
        for name in filter(None, stated):
            groups[name.casefold()][row.registry_id] = row
            spellings[name.casefold()][name] += 1
        if not any(stated):
            silent.append(row)
    names = {key: _usual(spellings[key]) for key in groups}
    slugs = _slugs(names.values())
    values = [_value(facet, names[key], slugs[names[key]], groups[key].values()) for key in groups]
    places = {name: place for place, name in enumerate(first)}
    values.sort(key=lambda one: (places.get(one.name, len(first)), one.name.casefold(), one.name))
    if silent:
        path = f"{facet.folder}/not-stated/index.md"
        values.append(FacetValue(unstated, path, tuple(silent), True, stated=False))
    return values


def _value(facet: Facet, name: str, slug_: str, trials: Iterable[Summary]) -> FacetValue:
    rows = tuple(trials)
    if facet.open_ended and len(rows) == 1:
        return FacetValue(name, rows[0].path, rows, False)
    return FacetValue(name, f"{facet.folder}/{slug_}/index.md", rows, True)


def _usual(spellings: Counter[str]) -> str:
    """The spelling used most; among equals the first in order, whatever the order of files."""
    return min(spellings, key=lambda name: (-spellings[name], name))


def _slugs(names: Iterable[str]) -> dict[str, str]:
    """Give each name a path part of its own; names that would share one get a mark of their own."""
    wanted: dict[str, list[str]] = defaultdict(list)
    for name in names:
        short = slug(name)[:_LONGEST_SLUG].strip("-")
        wanted["" if _RESERVED.fullmatch(short) or short == "not-stated" else short].append(name)
    return {
        name: short if short and len(sharing) == 1 else f"{short}-{_mark(name)}".strip("-")
        for short, sharing in wanted.items()
        for name in sharing
    }


def _mark(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:8]
