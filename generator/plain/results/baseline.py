"""What people were like at the start: age and sex of all of them."""

from collections.abc import Iterator

from generator.plain.amounts import say_number
from generator.plain.results.counted import PEOPLE
from generator.plain.results.numbers import Share, as_count, as_decimal, percents
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.trial.results import Results
from generator.trial.results.measures import BaselineMeasure, Measurement
from generator.vocabulary import MeasureDispersionType, MeasureParam

BASELINE = "results.baseline_characteristics"
_AGES_OF, _SEX, _TOTAL = ("Age, Continuous", "Age Continuous"), "Sex: Female, Male", "Total"
"""The registry's own titles; in older records the one for ages has no comma."""
_SEXES = {
    "Female": ("found.female", "found.female_few", "found.female_all"),
    "Male": ("found.male", "found.male_few", "found.male_all"),
}
"""The registry's category → what to say with a share, with counts alone, and of everyone."""
_AGES = {MeasureParam.MEAN: "found.age_mean", MeasureParam.MEDIAN: "found.age_median"}


def baseline_sentences(results: Results, voice: Voice) -> Iterator[Sentence]:
    """Yield age and sex of all people, where the table has a column for all of them."""
    column = everyone(results)
    if column is None:
        return
    for index, measure in enumerate(results.baseline_characteristics.measures):
        path = f"{BASELINE}.measures[{index}]"
        if measure.title in _AGES_OF:
            yield from _age(measure, path, column, voice)
        elif measure.title == _SEX:
            yield from _sexes(results, measure, path, column, voice)


def everyone(results: Results) -> str | None:
    """Return the id of the column for all people: the only one, or the one called Total."""
    groups = results.baseline_characteristics.groups
    total = [group.id for group in groups if len(groups) == 1 or group.title == _TOTAL]
    return total[0] if len(total) == 1 else None


def _age(measure: BaselineMeasure, path: str, column: str, voice: Voice) -> Iterator[Sentence]:
    rule = _AGES.get(measure.param_type) if isinstance(measure.param_type, MeasureParam) else None
    cell = _only(measure, path, column)
    if rule is None or cell is None or (measure.unit_of_measure or "").lower() != "years":
        return
    value, at = cell
    column_path = f"{BASELINE}.groups"
    fields = (f"{path}.param_type", f"{path}.unit_of_measure", f"{path}.title", column_path)
    if as_decimal(value.value) is not None:
        yield voice.say(rule, f"{at}.value", *fields, value=(value.value or "").strip())
    ends = (value.lower_limit, value.upper_limit)
    is_whole = measure.dispersion_type == MeasureDispersionType.FULL_RANGE
    if is_whole and all(as_decimal(end) is not None for end in ends):
        low, high = ((end or "").strip() for end in ends)
        limits = (f"{at}.lower_limit", f"{at}.upper_limit", f"{path}.dispersion_type")
        yield voice.say("found.ages", *limits, *fields, lower=low, upper=high)


def _only(measure: BaselineMeasure, path: str, column: str) -> tuple[Measurement, str] | None:
    """Return the number of a column, where the measure is one row with one cell for each group."""
    if len(measure.classes) != 1 or len(measure.classes[0].categories) != 1:
        return None
    category = measure.classes[0].categories[0]
    found = [
        (cell, f"{path}.classes[0].categories[0].measurements[{index}]")
        for index, cell in enumerate(category.measurements)
        if cell.group_id == column
    ]
    return found[0] if len(found) == 1 else None


def _sexes(
    results: Results, measure: BaselineMeasure, path: str, column: str, voice: Voice
) -> Iterator[Sentence]:
    """Yield how many of all people were female and male, by the table's own count of people."""
    people = people_of(results, measure, path, column)
    is_count = measure.param_type == MeasureParam.COUNT_OF_PARTICIPANTS
    if not is_count or people is None or len(measure.classes) != 1:
        return
    cells = {}
    for index, category in enumerate(measure.classes[0].categories):
        at = f"{path}.classes[0].categories[{index}]"
        numbers = [
            (count, f"{at}.measurements[{number}].value", f"{at}.title")
            for number, cell in enumerate(category.measurements)
            if cell.group_id == column and (count := as_count(cell.value)) is not None
        ]
        if category.title in cells or len(numbers) > 1:
            return
        if numbers:
            cells[category.title] = numbers[0]
    size, sources = people
    known = [(kind, cells[kind]) for kind in _SEXES if kind in cells and cells[kind][0]]
    if any(count > size for _, (count, _, _) in known):
        return
    shares = percents([Share(count, size) for _, (count, _, _) in known], voice.wording)
    for (kind, (count, *fields)), share in zip(known, shares, strict=True):
        share_rule, count_rule, all_rule = _SEXES[kind]
        yield voice.say(
            all_rule if count == size else share_rule if share else count_rule,
            *fields,
            *sources,
            count=say_number(count, voice.wording),
            of=say_number(size, voice.wording),
            share=share or "",
        )


def people_of(
    results: Results, measure: BaselineMeasure, path: str, column: str
) -> tuple[int, tuple[str, ...]] | None:
    """Return how many people of a column were counted for a measure, and the fields for it."""
    places = [
        (measure.classes[0].denoms if measure.classes else (), f"{path}.classes[0].denoms"),
        (measure.denoms, f"{path}.denoms"),
        (results.baseline_characteristics.denoms, f"{BASELINE}.denoms"),
    ]
    for denoms, at in places:
        if denoms:
            found = [
                (size, f"{at}[{index}].counts[{number}].value")
                for index, denom in enumerate(denoms)
                if denom.units == PEOPLE
                for number, count in enumerate(denom.counts)
                if count.group_id == column and (size := as_count(count.value)) is not None
            ]
            fields = (f"{BASELINE}.groups", f"{path}.title", f"{path}.param_type", at)
            return (found[0][0], (found[0][1], *fields)) if len(found) == 1 else None
    return None
