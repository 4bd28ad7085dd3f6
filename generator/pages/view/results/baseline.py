"""What people were like at the start: one table, and what the team says about its rows."""

from dataclasses import dataclass

from generator.pages.quote import Quote, Quotes
from generator.pages.view.results.rows import Body, Words
from generator.pages.view.results.table import Groups, Table, table
from generator.plain.results.baseline import BASELINE
from generator.plain.results.counted import PEOPLE, Counted
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.trial.results.measures import BaselineCharacteristics, BaselineMeasure
from generator.vocabulary import MeasureDispersionType, MeasureParam


@dataclass(frozen=True, slots=True)
class About:
    """What the team says of one thing that people were asked: its name again, how, of whom."""

    name: Sentence | None
    description: Quote | None
    population: Quote | None


@dataclass(frozen=True, slots=True)
class BaselineView:
    """What people were like at the start, in a table. `units`: what was counted beside people."""

    table: Table | None
    units: tuple[Quote, ...]
    about: tuple[About, ...]
    population: Quote | None


def baseline_view(
    baseline: BaselineCharacteristics, voice: Voice, quotes: Quotes
) -> BaselineView | None:
    """Build the view; None where the record has nothing of it."""
    if baseline == BaselineCharacteristics():
        return None
    paths = [f"{BASELINE}.measures[{index}]" for index in range(len(baseline.measures))]
    measures = list(zip(baseline.measures, paths, strict=True))
    return BaselineView(
        table=table(
            measures,
            Groups(baseline.groups, f"{BASELINE}.groups"),
            Counted(baseline.denoms, f"{BASELINE}.denoms"),
            voice,
            quotes,
            set(),
            [_head(measure, path, voice, quotes) for measure, path in measures],
        ),
        units=_units(baseline, quotes),
        about=tuple(
            _about(path, voice, quotes)
            for path in paths
            if quotes.at(f"{path}.description") or quotes.at(f"{path}.population_description")
        ),
        population=quotes.at(f"{BASELINE}.population_description"),
    )


def _head(measure: BaselineMeasure, path: str, voice: Voice, quotes: Quotes) -> Body:
    """Return the name of a measure, with what its numbers are, their unit and their spread."""
    said: list[Words] = []
    if measure.param_type:
        said.append(voice.name(measure.param_type, f"{path}.param_type"))
    unit = quotes.at(f"{path}.unit_of_measure")
    if unit and not counts_people(measure):
        said.append(unit)
    if measure.dispersion_type and measure.dispersion_type != MeasureDispersionType.NA:
        said.append(voice.name(measure.dispersion_type, f"{path}.dispersion_type"))
    return Body(quotes.at(f"{path}.title"), tuple(said), ())


def counts_people(measure: BaselineMeasure) -> bool:
    """True if our words for the kind of number say the unit."""
    is_count = measure.param_type == MeasureParam.COUNT_OF_PARTICIPANTS
    return is_count and measure.unit_of_measure == PEOPLE


def _about(path: str, voice: Voice, quotes: Quotes) -> About:
    title = quotes.at(f"{path}.title")
    name = " ".join(title.text.split()) if title else ""
    return About(
        voice.say("found.group", title.path, name=name) if title else None,
        quotes.at(f"{path}.description"),
        quotes.at(f"{path}.population_description"),
    )


def _units(baseline: BaselineCharacteristics, quotes: Quotes) -> tuple[Quote, ...]:
    """Return what was counted beside people, each once, where the table does not name it."""
    known = {PEOPLE, *(denom.units for denom in baseline.denoms)}
    known |= {denom.units for measure in baseline.measures for denom in measure.denoms}
    paths = [f"{BASELINE}.type_units_analyzed"]
    paths += [
        f"{BASELINE}.measures[{index}].denom_units_selected"
        for index in range(len(baseline.measures))
    ]
    found = []
    for path in paths:
        quote = quotes.at(path)
        if quote and quote.text not in known:
            known.add(quote.text)
            found.append(quote)
    return tuple(found)
