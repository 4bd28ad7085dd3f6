"""Texts of a table of numbers that are not quoted: a row above has them, or our words say them."""

from collections.abc import Iterator
from typing import Any

from generator.trial import Trial

PEOPLE, NO_NUMBER = "Participants", "NA"
_AT = "results.outcome_measures.outcomes"


def unquoted(trial: Trial) -> Iterator[str]:
    """Yield the paths of such texts of what was measured."""
    outcomes = trial.results.outcome_measures.outcomes if trial.results else ()
    told: set[tuple[str, str]] = set()
    for index in sorted(range(len(outcomes)), key=lambda at: outcomes[at].type != "PRIMARY"):
        outcome, path = outcomes[index], f"{_AT}[{index}]"
        if outcome.param_type == "COUNT_OF_PARTICIPANTS" and outcome.unit_of_measure == PEOPLE:
            yield f"{path}.unit_of_measure"
        units = [PEOPLE, *(denom.units for denom in outcome.denoms)]
        for name in ("type_units_analyzed", "denom_units_selected"):
            if getattr(outcome, name) in units:
                yield f"{path}.{name}"
            units.append(getattr(outcome, name))
        if has_numbers(outcome):
            yield from _groups(outcome, path, told)
        yield from counted(outcome.denoms, f"{path}.denoms")
        yield from _rows(outcome, path, outcome.denoms, set())


def unquoted_at_start(trial: Trial) -> Iterator[str]:
    """Yield the paths of such texts of what people were like at the start."""
    if trial.results is None:
        return
    start, at = trial.results.baseline_characteristics, "results.baseline_characteristics"
    units = [PEOPLE, *(denom.units for denom in start.denoms)]
    units += [denom.units for measure in start.measures for denom in measure.denoms]
    if start.type_units_analyzed in units:
        yield f"{at}.type_units_analyzed"
    units.append(start.type_units_analyzed)
    yield from counted(start.denoms, f"{at}.denoms")
    if any(has_numbers(measure) for measure in (start, *start.measures)):
        yield from _groups(start, at, set())
    notes: set[str] = set()
    for index, measure in enumerate(start.measures):
        path = f"{at}.measures[{index}]"
        if measure.param_type == "COUNT_OF_PARTICIPANTS" and measure.unit_of_measure == PEOPLE:
            yield f"{path}.unit_of_measure"
        if measure.denom_units_selected in units:
            yield f"{path}.denom_units_selected"
        units.append(measure.denom_units_selected)
        yield from counted(measure.denoms, f"{path}.denoms")
        if measure.denoms and _numbers(measure.denoms) == _numbers(start.denoms):
            yield from _all(measure.denoms, f"{path}.denoms")
        yield from _rows(measure, path, measure.denoms or start.denoms, notes)


def has_numbers(measure: Any) -> bool:
    rows = [row for one in getattr(measure, "classes", ()) for row in one.categories]
    return bool(measure.denoms) or any(row.measurements for row in rows)


def _groups(measure: Any, path: str, told: set[tuple[str, str]]) -> Iterator[str]:
    for index, group in enumerate(measure.groups):
        key = _flat(group.title), _flat(group.description)
        if key in told:
            yield f"{path}.groups[{index}].description"
        told.add(key)


def counted(denoms: Any, path: str) -> Iterator[str]:
    for index, denom in enumerate(denoms):
        if denom.units == PEOPLE:
            yield f"{path}[{index}].units"
        for place, count in enumerate(denom.counts):
            if count.value == NO_NUMBER:
                yield f"{path}[{index}].counts[{place}].value"


def _rows(measure: Any, path: str, denoms: Any, notes: set[str]) -> Iterator[str]:
    for at, one in enumerate(measure.classes):
        yield from counted(one.denoms, f"{path}.classes[{at}].denoms")
        if _numbers(one.denoms) == _numbers(denoms):
            yield from _all(one.denoms, f"{path}.classes[{at}].denoms")
        for row, line in enumerate(one.categories):
            for place, cell in enumerate(line.measurements):
                where = f"{path}.classes[{at}].categories[{row}].measurements[{place}]"
                for name in ("value", "spread", "lower_limit", "upper_limit"):
                    if (getattr(cell, name) or "").strip() == NO_NUMBER:
                        yield f"{where}.{name}"
                if _flat(cell.comment) in notes:
                    yield f"{where}.comment"
                notes.add(_flat(cell.comment))


def _numbers(denoms: Any) -> set[Any]:
    return {(d.units, count.group_id, count.value) for d in denoms for count in d.counts}


def _all(denoms: Any, path: str) -> Iterator[str]:
    for index, denom in enumerate(denoms):
        yield f"{path}[{index}].units"
        yield from (f"{path}[{index}].counts[{n}].value" for n in range(len(denom.counts)))


def _flat(text: str | None) -> str:
    return " ".join((text or "").split())
