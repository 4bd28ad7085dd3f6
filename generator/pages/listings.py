"""Listing pages: all trials, each way to browse, each value; paged, none cut."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from generator.pages.facets import FACETS, Facet, FacetValue, facet_values, names_in_order
from generator.pages.home import home_page
from generator.pages.links import relative
from generator.pages.page import Page
from generator.pages.render import Environment, phrases, render
from generator.pages.summary import Summary
from generator.plain.wording import Wording

T = TypeVar("T")

_ROWS, _NAMES, _MOST_USED = 50, 200, 12
_ALL, _NEAR = 20, 2
"""So many pages are all linked from each; of more, so many before and after, and round numbers."""


@dataclass(frozen=True, slots=True)
class Part:
    """One page of a longer listing: its number, how many there are, and links to other pages.

    `before` and `after` are links to its neighbours. `others` are the numbers of some pages, itself
    among them, with a link to each: from any page any other is a few steps away.
    """

    number: int
    count: int
    before: str
    after: str
    others: tuple[tuple[int, str], ...]


def listing_pages(
    rows: Sequence[Summary], env: Environment, wording: Wording, site_name: str
) -> Iterator[Page]:
    """Yield every listing page for the trials, newest first within a listing."""
    # The second sort is stable: newest first, and in order of number where dates are equal.
    rows = sorted(rows, key=lambda row: row.registry_id)
    rows = sorted(rows, key=lambda row: row.updated, reverse=True)
    head = wording.label("list.trials")
    yield from _trial_pages("trials/index.md", head, rows, env, wording)
    unstated = wording.label("list.not_stated")
    facets = [
        (facet, facet_values(facet, rows, unstated, names_in_order(facet, wording)))
        for facet in FACETS
    ]
    for facet, values in facets:
        yield from _value_pages(facet, values, env, wording)
        for value in values:
            if value.has_page:
                name = f"{wording.label(f'list.{facet.folder}.one')}: {value.name}"
                yield from _trial_pages(value.path, name, value.trials, env, wording)
    yield home_page(rows, facets, env, wording, site_name)


def most_used(values: Sequence[FacetValue], count: int = _MOST_USED) -> list[FacetValue]:
    """Return the values with the most trials, for a first look."""
    stated = (value for value in values if value.stated)
    return sorted(stated, key=lambda value: -len(value.trials))[:count]


def _trial_pages(
    path: str, head: str, rows: Sequence[Summary], env: Environment, wording: Wording
) -> Iterator[Page]:
    for part, here, some in parts(path, rows, _ROWS):
        markdown = render(
            env,
            "listings/trials.md.jinja",
            head=head,
            rows=some,
            total=len(rows),
            part=part,
            here=here,
            label=phrases(wording),
            relative=relative,
        )
        yield Page(here, numbered(head, part, wording), head, markdown)


def _value_pages(
    facet: Facet, values: Sequence[FacetValue], env: Environment, wording: Wording
) -> Iterator[Page]:
    path, head = f"{facet.folder}/index.md", wording.label(f"list.{facet.folder}")
    for part, here, some in parts(path, values, _NAMES):
        first = part.number == 1 and part.count > 1
        markdown = render(
            env,
            "listings/values.md.jinja",
            head=head,
            values=some,
            total=len(values),
            most=most_used(values) if first else [],
            starts=[value.name for value in values[::_NAMES]],
            part=part,
            here=here,
            label=phrases(wording),
            relative=relative,
        )
        yield Page(here, numbered(head, part, wording), head, markdown)


def parts(path: str, items: Sequence[T], size: int) -> Iterator[tuple[Part, str, Sequence[T]]]:
    """Yield the pages of a listing: which one it is, its path, and its items."""
    count = max(1, -(-len(items) // size))
    for number in range(1, count + 1):
        here = _part_path(path, number)
        before = relative(_part_path(path, number - 1), here) if number > 1 else ""
        after = relative(_part_path(path, number + 1), here) if number < count else ""
        others = tuple(
            (other, relative(_part_path(path, other), here)) for other in _others(number, count)
        )
        some = items[(number - 1) * size : number * size]
        yield Part(number, count, before, after, others), here, some


def _others(number: int, count: int) -> list[int]:
    """Return the first and the last page, those nearby, and round numbers ever further away.

    In steps of 10, 100 and so on: a list of 10,000 pages is crossed in few steps, by few links.
    """
    if count <= _ALL:
        return list(range(1, count + 1))
    found, step = {1, count}, 1
    while step <= count:
        middle = number // step * step
        found |= {middle + step * index for index in range(-_NEAR, _NEAR + 1)}
        step *= 10
    return sorted(other for other in found if 1 <= other <= count)


def _part_path(path: str, number: int) -> str:
    folder = path.removesuffix("/index.md").removesuffix(".md")
    return path if number == 1 else f"{folder}/page-{number}/index.md"


def numbered(head: str, part: Part, wording: Wording) -> str:
    """Return the title of a page of a listing."""
    if part.count == 1:
        return head
    number = wording.label("list.part").format(number=part.number, count=part.count)
    return f"{head} ({number})"
