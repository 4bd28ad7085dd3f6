"""The files that the page for finding trials reads: which trials have which value, and orders.

Trials are named by their place in Pagefind's own list of pages, so that what its search finds can
be counted and sorted without loading a page of it. Values that anyone can write (thousands of
cities) lie in files of their own, which a browser loads when a reader opens that filter.
"""

import json
import string
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from generator.pages.facets import FILTERS, Facet, facet_values, names_in_order
from generator.pages.summary import Summary
from generator.plain.wording import Wording
from generator.site.pieces import page_addresses

Values = list[tuple[str, list[int]]]


def write_filters(bundle: Path, rows: Sequence[Summary], wording: Wording) -> None:
    """Write the filters of the trials that are in the index of a bundle; nothing without an index.

    Raises PiecesError if the index is not as Pagefind writes it.
    """
    places = {address: n for n, address in enumerate(page_addresses(bundle))}
    found = {f"/{row.path.removesuffix('index.md')}": row for row in rows}
    trials = {places[address]: row for address, row in found.items() if address in places}
    if not trials:
        return
    heads: list[dict[str, Any]] = []
    for facet in FILTERS:
        values = _values(facet, trials, wording)
        if not values:
            continue
        head = {"name": facet.folder, "head": wording.label(f"filter.{facet.folder}")}
        if facet.open_ended:
            _write(bundle / f"filter-{facet.folder}.json", values)
            heads.append({**head, "more": True})
        else:
            heads.append({**head, **_column(values, len(places))})
    _write(bundle / "filters.json", heads)
    for name, order in _orders(trials).items():
        _write(bundle / f"order-{name}.json", order)


def _values(facet: Facet, trials: Mapping[int, Summary], wording: Wording) -> Values:
    """Return the values of a filter with their trials; the most used first where many can be."""
    numbers = {row.registry_id: n for n, row in trials.items()}
    unstated, first = wording.label("list.not_stated"), names_in_order(facet, wording)
    values = facet_values(facet, list(trials.values()), unstated, first)
    rows = [
        (value.name, _steps(sorted(numbers[row.registry_id] for row in value.trials)))
        for value in values
        if value.stated
    ]
    if facet.open_ended:
        rows.sort(key=lambda row: -len(row[1]))
    return rows


def _column(values: Values, pages: int) -> dict[str, Any]:
    """Return a filter of few values as one sign for each page: what a phone loads at once.

    `signs` stand for the `groups` of values that pages have together, and `of` is a sign a page.
    """
    held: dict[int, list[int]] = {}
    for number, (_, steps) in enumerate(values):
        for page in accumulate(steps):
            held.setdefault(page, []).append(number)
    groups: dict[tuple[int, ...], str] = {}
    of = [groups.setdefault(tuple(held.get(n, ())), _sign(len(groups))) for n in range(pages)]
    return {
        "values": [name for name, _ in values],
        "groups": [list(group) for group in groups],
        "signs": "".join(groups.values()),
        "of": "".join(of),
    }


def _sign(number: int) -> str:
    """Return a sign that JSON writes as it is: letters and digits first, then letters of others."""
    signs = string.digits + string.ascii_letters
    return signs[number] if number < len(signs) else chr(0x400 + number - len(signs))


def _steps(numbers: Sequence[int]) -> list[int]:
    """Return the first number, and by how much each goes beyond the one before: small to pack."""
    return [*numbers[:1], *(after - before for before, after in pairwise(numbers))]


def _orders(trials: Mapping[int, Summary]) -> dict[str, Any]:
    """Return the orders a reader can choose; a trial that has no start is in no order of starts."""
    by_number = sorted(trials, key=lambda n: trials[n].registry_id)
    newest = sorted(by_number, key=lambda n: trials[n].updated, reverse=True)
    titles = sorted(by_number, key=lambda n: (trials[n].title.casefold(), trials[n].title))
    starts = [n for n in by_number if trials[n].choices.start]
    return {"newest": newest, "title": titles, "start": _starts(starts, trials)}


def _starts(numbers: Iterable[int], trials: Mapping[int, Summary]) -> dict[str, list[int]]:
    months: dict[str, list[int]] = {}
    for n in sorted(numbers, key=lambda n: trials[n].choices.start):
        months.setdefault(trials[n].choices.start[:7], []).append(n)
    return months


def _write(path: Path, value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text, encoding="utf-8")
