"""What was measured, in one careful sentence a group: each is one cell of the record.

Only where there is one number for each group, and where its kind is known, a sentence is said; else
the table speaks alone. Nothing is compared, joined or worked out, other than a share of people.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.plain.amounts import say_number
from generator.plain.results.counted import Counted
from generator.plain.results.numbers import Share, as_count, as_decimal, percents
from generator.plain.results.spread import minus, range_sentence
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.trial.results.measures import MeasuredOutcome, Measurement
from generator.vocabulary import MeasureParam

MOST_GROUPS = 4
"""With more groups than that a list of sentences is harder to read than the table."""
_AVERAGES = {
    MeasureParam.MEAN: "outcome.mean",
    MeasureParam.LEAST_SQUARES_MEAN: "outcome.adjusted_mean",
    MeasureParam.MEDIAN: "outcome.median",
}
CHANGES = (MeasureParam.MEAN, MeasureParam.LEAST_SQUARES_MEAN)
"""Kinds of numbers whose sign tells which way a value went, where they are changes."""
# Percent of people, and of nothing else.
_PERCENT = re.compile(
    r"(?:%|percent(?:age)?)(?: of (?:the )?(?:participants|patients|people|subjects))?",
    re.IGNORECASE,
)
_TIME = re.compile(r"(?:years|months|weeks|days|hours|minutes|seconds)", re.IGNORECASE)
# A change that is told as a number of the same unit: no percent, no ratio, no count of changes.
_CHANGE = re.compile(
    r"(?:(?:ls|least squares?|adjusted|absolute) )?(?:(?:mean|average) )?change from baseline\b",
    re.IGNORECASE,
)
_NO_CHANGE = re.compile(r"%|percent|ratio|fold|log|relative", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cell:
    """The one number of a group: the group's title, the number, how many people were counted."""

    title: str
    title_path: str
    one: Measurement
    path: str
    people: int | None
    people_path: str


def cells(outcome: MeasuredOutcome, path: str) -> tuple[Cell, ...]:
    """Return the number of each group; none where there are several, or a row that has a name.

    None either where a group has no name, or a number is of no group of the table.
    """
    classes, ids = outcome.classes, [group.id for group in outcome.groups]
    if len(classes) != 1 or len(classes[0].categories) != 1 or len(set(ids)) != len(ids):
        return ()
    row, titles = classes[0].categories[0], [(one.title or "").strip() for one in outcome.groups]
    has_name = any((title or "").strip() for title in (classes[0].title, row.title))
    measured = [one.group_id for one in row.measurements]
    if has_name or not all(titles) or sorted(map(str, measured)) != sorted(map(str, ids)):
        return ()
    own = Counted(classes[0].denoms, f"{path}.classes[0].denoms")
    counted = own if own.denoms else Counted(outcome.denoms, f"{path}.denoms")
    people = counted.people() if counted.is_of_people() else {}
    return tuple(
        _cell(path, ids.index(one.group_id), titles, place, one, people)
        for place, one in enumerate(row.measurements)
    )


def _cell(
    path: str,
    group: int,
    titles: list[str],
    place: int,
    one: Measurement,
    people: Mapping[str | None, tuple[int, str]],
) -> Cell:
    number, where = people.get(one.group_id, (None, ""))
    return Cell(
        title=titles[group],
        title_path=f"{path}.groups[{group}].title",
        one=one,
        path=f"{path}.classes[0].categories[0].measurements[{place}]",
        people=number,
        people_path=where,
    )


def number_sentences(
    outcome: MeasuredOutcome, path: str, voice: Voice
) -> Iterator[tuple[Sentence, ...]]:
    """Yield the number of each group where a pattern fits; else the table speaks alone."""
    found = cells(outcome, path)
    if not 0 < len(found) <= MOST_GROUPS:
        return
    # The form of the whole table decides that a sentence is said, and which.
    why = (f"{path}.param_type", path)
    kind, unit = outcome.param_type, (outcome.unit_of_measure or "").strip()
    if kind == MeasureParam.COUNT_OF_PARTICIPANTS:
        yield from ((said,) for said in _counts(found, why, voice))
    elif kind == MeasureParam.NUMBER and _PERCENT.fullmatch(unit):
        yield from ((said,) for said in _percents(found, why, voice))
    elif kind in _AVERAGES:
        for cell in found:
            ends: Iterable[Sentence] = ()
            if as_decimal(cell.one.value) is not None:
                ends = range_sentence(outcome.dispersion_type, cell.one, cell.path, why, voice)
            yield (_average(outcome, cell, why, voice), *ends)


def shares(found: tuple[Cell, ...]) -> tuple[Share, ...] | None:
    """Return the people of each group as shares; None where one is unknown or not possible."""
    known = [(as_count(cell.one.value), cell.people) for cell in found]
    whole = [Share(x, of) for x, of in known if x is not None and of is not None and x <= of]
    return tuple(whole) if len(whole) == len(found) else None


def _counts(found: tuple[Cell, ...], why: tuple[str, ...], voice: Voice) -> Iterator[Sentence]:
    known = shares(found)
    if known is None or not all(share.of for share in known):
        return
    for cell, share, percent in zip(found, known, percents(known, voice.wording), strict=True):
        sources = (f"{cell.path}.value", cell.people_path, cell.title_path, *why)
        rule = "outcome.count" if percent else "outcome.count_plain"
        if share.count in (0, share.of):
            rule = "outcome.count_all" if share.count else "outcome.count_none"
        x, whole = (say_number(number, voice.wording) for number in (share.count, share.of))
        said = percent or ""
        yield voice.say(rule, *sources, name=cell.title, x=x, whole=whole, percent=said)


def _percents(found: tuple[Cell, ...], why: tuple[str, ...], voice: Voice) -> Iterator[Sentence]:
    for cell in found:
        sources = (f"{cell.path}.value", cell.title_path, *why)
        number = as_decimal(cell.one.value)
        if number is None:
            yield voice.say("outcome.none", *sources, name=cell.title)
        elif cell.people is not None and 0 <= number <= 100:
            yield voice.say(
                "outcome.percent",
                *sources,
                cell.people_path,
                n=cell.people,
                name=cell.title,
                number=minus(cell.one.value),
            )


def _average(outcome: MeasuredOutcome, cell: Cell, why: tuple[str, ...], voice: Voice) -> Sentence:
    kind, number = outcome.param_type, as_decimal(cell.one.value)
    sources = (f"{cell.path}.value", cell.title_path, *why)
    if number is None:
        return voice.say("outcome.none", *sources, name=cell.title)
    text, rule = minus(cell.one.value), _AVERAGES[MeasureParam(str(kind))]
    if kind in CHANGES and is_change(outcome) and number:
        way = "up" if number > 0 else "down"
        is_adjusted = kind == MeasureParam.LEAST_SQUARES_MEAN
        rule = f"outcome.{way}_adjusted" if is_adjusted else f"outcome.{way}"
        text = text.lstrip("−+")
    return voice.say(rule, *sources, name=cell.title, number=text, quoted=_unit(outcome, voice))


def _unit(outcome: MeasuredOutcome, voice: Voice) -> str:
    """Return the unit as it goes behind a number: a time as it is, anything else in quotes."""
    unit = " ".join((outcome.unit_of_measure or "").split())
    if not unit:
        return ""
    return (
        f" {unit.lower()}" if _TIME.fullmatch(unit) else voice.phrase("outcome.unit", quoted=unit)
    )


def is_change(outcome: MeasuredOutcome) -> bool:
    """True if the title says that the numbers are changes since the start, in their own unit."""
    title, unit = (outcome.title or "").strip(), outcome.unit_of_measure or ""
    return bool(_CHANGE.match(title)) and not _NO_CHANGE.search(f"{title} {unit}")
