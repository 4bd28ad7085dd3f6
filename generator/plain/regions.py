"""People by country: those of the European Union, of the European Economic Area, of all others.

Only whole numbers of people are added up, and only where each is known to be of one country.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from generator.plain.amounts import country_code, say_date
from generator.plain.countries import EEA_MEMBERS, EU_MEMBERS, EU_TERRITORIES, MEMBERS_AS_OF
from generator.plain.results.baseline import BASELINE, everyone, people_of
from generator.plain.results.numbers import as_count
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.trial import Trial
from generator.trial.partial_date import PartialDate
from generator.trial.results.measures import BaselineMeasure
from generator.vocabulary import MeasureParam

_TITLE, _UNIT = "region of enrollment", "participants"
_COUNTS = (MeasureParam.COUNT_OF_PARTICIPANTS, MeasureParam.NUMBER)
_NO_COUNTRIES = frozenset(("EZ", "UN", "QO", "ZZ", "XA", "XB"))
"""Codes of Unicode's list that are no countries."""


class Region(StrEnum):
    """Where a country is, as far as Regulation 536/2014 asks for it."""

    EU = "lay.eu"
    EEA = "lay.eea"
    OTHER = "lay.third"


_NOBODY = {Region.EU: "lay.eu_none", Region.OTHER: "lay.third_none"}


@dataclass(frozen=True, slots=True)
class CountryCount:
    """How many people of one country, or of what the record names in its place, took part.

    `people` is None where the record has no whole number there.
    """

    name: str
    people: int | None
    name_path: str
    people_path: str


@dataclass(frozen=True, slots=True)
class Countries:
    """The rows, all people together if that is known, and every field that decides on them."""

    rows: tuple[CountryCount, ...]
    whole: int | None
    sources: tuple[str, ...]


def counted_countries(trial: Trial) -> Countries | None:
    """Return the rows of `Region of Enrollment` for all people; None where the record has none.

    The registry's own measure at the start of a trial: how many people each country enrolled. With
    people of a row that has no name, no number can be added to another.
    """
    if trial.results is None or (column := everyone(trial.results)) is None:
        return None
    for index, measure in enumerate(trial.results.baseline_characteristics.measures):
        title, unit = (measure.title or "").casefold(), (measure.unit_of_measure or "").casefold()
        if title.strip() == _TITLE and unit.strip() == _UNIT and measure.param_type in _COUNTS:
            path = f"{BASELINE}.measures[{index}]"
            rows = tuple(_rows(measure, path, column))
            if _has_nameless(measure, column):
                rows = tuple(replace(row, people=None) for row in rows)
            size, _ = people_of(trial.results, measure, path, column) or (None, ())
            sources = (path, f"{BASELINE}.groups", f"{BASELINE}.denoms")
            return Countries(rows, size, sources) if rows else None
    return None


def _rows(measure: BaselineMeasure, path: str, column: str) -> Iterator[CountryCount]:
    for number, one in enumerate(measure.classes):
        for place, category in enumerate(one.categories):
            here, there = (
                f"{path}.classes[{number}]",
                f"{path}.classes[{number}].categories[{place}]",
            )
            name, name_path = one.title or category.title, f"{here if one.title else there}.title"
            # With two names it is not known which of them is the country.
            is_known = not (one.title and category.title)
            for at, cell in enumerate(category.measurements):
                if name and cell.group_id == column:
                    count = as_count(cell.value) if is_known else None
                    yield CountryCount(name, count, name_path, f"{there}.measurements[{at}].value")


def _has_nameless(measure: BaselineMeasure, column: str) -> bool:
    return any(
        cell.group_id == column and not (one.title or category.title)
        for one in measure.classes
        for category in one.categories
        for cell in category.measurements
    )


def region_of(name: str) -> Region | None:
    """Return the region of a country by its name; None for what is no country."""
    code = country_code(name)
    if code == "EU" or code in EU_MEMBERS | EU_TERRITORIES:
        return Region.EU
    if code in EEA_MEMBERS:
        return Region.EEA
    return None if code is None or code in _NO_COUNTRIES else Region.OTHER


def totals(rows: Sequence[CountryCount]) -> dict[Region, int]:
    """Add the people up by region; nothing where a row is no country or no whole number."""
    sums = dict.fromkeys(Region, 0)
    for row in rows:
        region = region_of(row.name)
        if region is None or row.people is None:
            return {}
        sums[region] += row.people
    return sums


def region_sentences(counted: Countries, voice: Voice) -> Iterator[Sentence]:
    """Yield how many people of each region took part.

    That nobody did is said only where the rows are all the people there were.
    """
    sums, sources = totals(counted.rows), counted.sources
    if not sums:
        yield voice.say("lay.not_added", *sources)
        return
    everybody = sum(sums.values())
    yield voice.say("lay.together", *sources, n=everybody)
    for region, people in sums.items():
        if people:
            yield voice.say(region.value, *sources, n=people)
        elif everybody == counted.whole and region in _NOBODY:
            yield voice.say(_NOBODY[region], *sources)
    day = MEMBERS_AS_OF
    date = PartialDate(year=day.year, month=day.month, day=day.day)
    yield voice.say("lay.members", *sources, date=say_date(date, voice.wording))
