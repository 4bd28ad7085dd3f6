"""Who took part: how many started, finished and left, and what they were like at the start."""

from collections.abc import Iterator

from generator.plain.amounts import say_number
from generator.plain.results.counted import PEOPLE
from generator.plain.results.numbers import Share, as_count, as_decimal, percents
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.trial.results import Results
from generator.trial.results.flow import FlowCount, FlowPeriod, ParticipantFlow
from generator.trial.results.measures import BaselineMeasure, Measurement
from generator.vocabulary import MeasureDispersionType, MeasureParam

STARTED, COMPLETED, NOT_COMPLETED = "STARTED", "COMPLETED", "NOT COMPLETED"
MILESTONES = {
    STARTED: "found.started",
    COMPLETED: "found.finished",
    NOT_COMPLETED: "found.not_finished",
}
"""The registry's own milestones → how a row of numbers is headed; all others are the team's."""
REASONS = {
    "Adverse Event": "found.left_event",
    "Death": "found.left_death",
    "Lack of Efficacy": "found.left_efficacy",
    "Lost to Follow-up": "found.left_lost",
    "Physician Decision": "found.left_doctor",
    "Pregnancy": "found.left_pregnancy",
    "Protocol Violation": "found.left_plan",
    "Withdrawal by Subject": "found.left_choice",
}
"""The registry's own reasons to leave → how a row is headed; all others are the team's.

They say in which box people were put, and never what a treatment did.
"""
FLOW, BASELINE = "results.participant_flow", "results.baseline_characteristics"
_MOST_SPOKEN = 4
"""With more groups than that, sentences one behind the other help nobody; the table has them."""
_LONGEST_NAME = 60
_AGES_OF, _SEX, _TOTAL = ("Age, Continuous", "Age Continuous"), "Sex: Female, Male", "Total"
"""The registry's own titles; in older records the one for ages has no comma."""
_SEXES = {
    "Female": ("found.female", "found.female_few", "found.female_all"),
    "Male": ("found.male", "found.male_few", "found.male_all"),
}
"""The registry's category → what to say with a share, with counts alone, and of everyone."""
_AGES = {MeasureParam.MEAN: "found.age_mean", MeasureParam.MEDIAN: "found.age_median"}


def finish_sentences(results: Results, voice: Voice) -> Iterator[Sentence]:
    """Yield what the registry means by "finished", where people are counted so."""
    for index, period in enumerate(results.participant_flow.periods):
        if any(row.type == COMPLETED for row in period.milestones):
            yield voice.say("found.finish_means", f"{FLOW}.periods[{index}].milestones")
            return


def head_of(value: str | None, known: dict[str, str], path: str, voice: Voice) -> Sentence | None:
    """Return our words for one of the registry's own milestones or reasons; None for others."""
    rule = known.get(value or "")
    return voice.say(rule, path) if rule else None


def flow_sentences(results: Results, voice: Voice) -> Iterator[Sentence]:
    """Yield for each group how many started, finished and did not, in the first period it is in.

    What does not add up is left to the table; so is a group whose id another has, too.
    """
    flow = results.participant_flow
    if not flow.periods or len(flow.groups) > _MOST_SPOKEN:
        return
    places = range(len(flow.groups))
    said = [one for index in places for one in _group_sentences(flow, index, voice)]
    if said and len(flow.periods) > 1:
        yield voice.say("found.flow_parts", f"{FLOW}.periods", n=len(flow.periods))
    yield from said


def _group_sentences(flow: ParticipantFlow, index: int, voice: Voice) -> Iterator[Sentence]:
    """Yield nothing where a count is missing before the group comes to a period."""
    group = flow.groups[index]
    name = " ".join((group.title or "").split())
    if not name or len(name) > _LONGEST_NAME or not is_one_group(flow, group.id):
        return
    sources = [f"{FLOW}.groups[{index}].title", f"{FLOW}.groups", f"{FLOW}.periods"]
    for number, period in enumerate(flow.periods):
        counts = _counts(period, f"{FLOW}.periods[{number}]", group.id)
        if len(counts) != len(MILESTONES):
            return
        if any(count for count, _ in counts):
            sources = [*(source for _, source in counts), *sources]
            started, finished, left = (count for count, _ in counts)
            yield _started(flow, number, started, name, sources, voice)
            if started and started == finished + left:
                yield voice.say(
                    _ending(started, finished, left),
                    *sources,
                    finished=say_number(finished, voice.wording),
                    left=say_number(left, voice.wording),
                )
            return
    yield voice.say("found.flow_nobody", *sources, name=name)


def _started(
    flow: ParticipantFlow, at: int, count: int, name: str, sources: list[str], voice: Voice
) -> Sentence:
    """Say how many started a period, by its name or number where there are several."""
    if len(flow.periods) == 1:
        return voice.say("found.flow_started", *sources, n=count, name=name)
    title = " ".join((flow.periods[at].title or "").split())
    rule = "found.flow_started_part" if title else "found.flow_started_number"
    number = say_number(at + 1, voice.wording)
    return voice.say(rule, *sources, n=count, name=name, quoted=title, number=number)


def is_one_group(flow: ParticipantFlow, group_id: str | None) -> bool:
    """True if no two groups have this id, so that its numbers are of one group."""
    return [group.id for group in flow.groups].count(group_id) == 1


def _ending(started: int, finished: int, left: int) -> str:
    if (finished, left) == (started, 0):
        return "found.flow_all"
    return "found.flow_none" if (finished, left) == (0, started) else "found.flow_ended"


def _counts(period: FlowPeriod, path: str, group_id: str | None) -> list[tuple[int, str]]:
    """How many of a group started, finished and did not, with their fields; as far as counted."""
    found = []
    for type_ in MILESTONES:
        rows = [(at, row) for at, row in enumerate(period.milestones) if row.type == type_]
        cells = [
            (count, f"{path}.milestones[{at}]", number)
            for at, row in rows
            for number, count in enumerate(row.achievements)
            if count.group_id == group_id
        ]
        if len(cells) == 1 and (number := people_in(cells[0][0])) is not None:
            found.append((number, f"{cells[0][1]}.achievements[{cells[0][2]}].num_subjects"))
    return found


def people_in(count: FlowCount) -> int | None:
    """Return the number of people in a cell of the flow; None where there is none."""
    return as_count(count.num_subjects)


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
