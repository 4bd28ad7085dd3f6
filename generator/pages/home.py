"""The home page: what is here, and pictures over the whole collection that lead on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.pages.facets import Facet, FacetValue
from generator.pages.links import relative
from generator.pages.page import Page
from generator.pages.render import Environment, phrases, render
from generator.pages.summary import Summary
from generator.plain.wording import Wording

_FEW = 20
"""So few records are listed on the home page itself."""
_MOST = {"phases": 8, "years": 12}
_USUAL = 6
_IN_ORDER = {"phases"}
_NEWEST_FIRST = {"years"}


@dataclass(frozen=True, slots=True)
class Bar:
    """A value of a facet: its name, its page, its trials, and their share of the longest bar.

    The share is in thousandths.
    """

    name: str
    path: str
    count: int
    share: str


@dataclass(frozen=True, slots=True)
class HomeFacet:
    """A way to browse, with its first values. `is_picture`: they differ, so bars tell something."""

    folder: str
    bars: tuple[Bar, ...]
    is_picture: bool
    total: int


def home_page(
    rows: Sequence[Summary],
    facets: Sequence[tuple[Facet, list[FacetValue]]],
    env: Environment,
    wording: Wording,
    site_name: str,
) -> Page:
    """Return the home page of a site with these trials and ways to browse."""
    markdown = render(
        env,
        "listings/home.md.jinja",
        head=site_name,
        count=len(rows),
        rows=rows if len(rows) <= _FEW else (),
        facets=list(_facets(facets)),
        label=phrases(wording),
        here="index.md",
        relative=relative,
    )
    return Page("index.md", site_name, wording.label("home.description"), markdown)


def _facets(facets: Sequence[tuple[Facet, list[FacetValue]]]) -> Iterator[HomeFacet]:
    for facet, values in facets:
        stated = [value for value in values if value.stated]
        if not stated:
            continue
        shown = _shown(facet.folder, stated)
        longest = max(len(value.trials) for value in shown)
        bars = tuple(_bar(value, longest) for value in shown)
        yield HomeFacet(facet.folder, bars, longest > 1, len(values))


def _shown(folder: str, values: list[FacetValue]) -> list[FacetValue]:
    """Return the first values: those with the most trials, or those of the last years."""
    most = _MOST.get(folder, _USUAL)
    if folder in _NEWEST_FIRST:
        return values[::-1][:most]
    by_count = sorted(values, key=lambda value: -len(value.trials))[:most]
    return [value for value in values if value in by_count] if folder in _IN_ORDER else by_count


def _bar(value: FacetValue, longest: int) -> Bar:
    share = str(round(len(value.trials) / longest * 1000))
    return Bar(value.name, value.path, len(value.trials), share)
