"""What was measured, in one careful sentence a group: each is one cell of the record.

Only where there is one number for each group, and where its kind is known, a sentence is said; else
the table speaks alone. Nothing is compared, joined or worked out, other than a share of people.
"""

import re
from collections.abc import Iterable, Iterator

from generator.plain.amounts import say_number
from generator.plain.results.cells import Cell, cells, rows, shares
from generator.plain.results.numbers import as_decimal, percents
from generator.plain.results.spread import is_below_zero, minus, range_sentence
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.trial.results.measures import MeasuredOutcome
from generator.vocabulary import MeasureParam

MOST_GROUPS = 4
"""With more groups than that a list of sentences is harder to read than the table."""
_VALUES = {
    MeasureParam.MEAN: "outcome.mean",
    MeasureParam.LEAST_SQUARES_MEAN: "outcome.adjusted_mean",
    MeasureParam.MEDIAN: "outcome.median",
    MeasureParam.GEOMETRIC_MEAN: "outcome.geometric_mean",
    MeasureParam.GEOMETRIC_LEAST_SQUARES_MEAN: "outcome.adjusted_geometric_mean",
    MeasureParam.LOG_MEAN: "outcome.log_mean",
    MeasureParam.NUMBER: "outcome.number",
    MeasureParam.COUNT_OF_UNITS: "outcome.number",
}
"""Kinds of numbers that a unit goes behind, and what to say of one."""
_KINDS = {*_VALUES, MeasureParam.COUNT_OF_PARTICIPANTS}
_CHANGES = (MeasureParam.MEAN, MeasureParam.LEAST_SQUARES_MEAN)
"""Kinds of numbers whose sign tells which way a value went, where they are changes."""
# Percent of people, and of nothing else.
_PERCENT = re.compile(
    r"(?:%|percent(?:age)?)(?: of (?:the )?(?:participants|patients|people|subjects))?",
    re.IGNORECASE,
)
_PEOPLE = re.compile(r"(?:number of )?(?:participants?|patients?|people|subjects?)", re.IGNORECASE)
_TIME = re.compile(r"(?:years|months|weeks|days|hours|minutes|seconds)", re.IGNORECASE)
# A change that is told as a number of the same unit: no percent, no ratio, no count of changes.
_CHANGE = re.compile(
    r"(?:the )?(?:overall )?(?:(?:ls|least squares?|adjusted|absolute) )?(?:(?:mean|average) )?"
    r"change from baseline\b",
    re.IGNORECASE,
)
# Whole words: "duration" is no ratio, and "neurological" no logarithm.
_NO_CHANGE = re.compile(r"%|percent|\bratios?\b|fold\b|\blog|\brelative", re.IGNORECASE)
# A change that was counted the other way round, as a loss: then a number above 0 is a fall.
_TURNED = re.compile(
    r"(?<!post[ -])(?<!post)\bbaseline\b[^.;]{0,30}?\sminus\s"
    r"|[(=]\s*baseline(?: \w+){0,2}\s*[-–−]\s"
    r"|\bsubtract\w*\b[^.;]{0,60}?\sfrom (?:the )?baseline\b"
    r"|\bpositive\b[^.;]{0,40}?\b(?:decreas|reduc|declin|loss|lower|f[ae]ll)"
    r"|\bnegative\b[^.;]{0,40}?\b(?:increas|gain|higher|rise)",
    re.IGNORECASE,
)
_ALL = 100


def number_sentences(
    outcome: MeasuredOutcome, path: str, voice: Voice
) -> Iterator[tuple[Sentence, ...]]:
    """Yield the number of each group where a pattern fits; else the table speaks alone."""
    found = cells(outcome, path)
    if not 0 < len(found) <= MOST_GROUPS:
        return
    # The form of the whole table decides that a sentence is said, and which.
    why = (f"{path}.param_type", path)
    given = tuple(cell for cell in found if _is_number(cell))
    said = list(_said(outcome, given, why, voice))
    if len(said) < len(given) or outcome.param_type not in _KINDS:
        return
    for cell in found:
        yield said.pop(0) if _is_number(cell) else (_no_number(cell, why, voice),)


def _is_number(cell: Cell) -> bool:
    return as_decimal(cell.one.value) is not None


def _said(
    outcome: MeasuredOutcome, given: tuple[Cell, ...], why: tuple[str, ...], voice: Voice
) -> Iterator[tuple[Sentence, ...]]:
    """Yield what is said of each number; nothing at all for kinds that no pattern fits."""
    kind = outcome.param_type
    if kind == MeasureParam.COUNT_OF_PARTICIPANTS:
        yield from ((said,) for said in _counts(given, why, voice))
    elif kind == MeasureParam.NUMBER and _is_percent(outcome, given):
        for cell in given:
            yield (
                _of_people("outcome.percent", cell, why, voice),
                *_ends(outcome, cell, why, voice),
            )
    elif kind == MeasureParam.NUMBER and _is_people(outcome):
        if shares(given) is not None:
            yield from ((_of_people("outcome.people", cell, why, voice),) for cell in given)
    elif kind in _VALUES:
        for cell in given:
            value, counted = _value(outcome, cell, why, voice), _counted(cell, why, voice)
            yield (value, *counted, *_ends(outcome, cell, why, voice))


def _no_number(cell: Cell, why: tuple[str, ...], voice: Voice) -> Sentence:
    """Say that there is no number; or what stands in its place, such as `<0.1`."""
    sources = (cell.value_path, cell.title_path, *why)
    if cell.is_empty:
        return voice.say("outcome.none", *sources, name=cell.title)
    text = " ".join((cell.one.value or "").split())
    return voice.say("outcome.given", *sources, name=cell.title, quoted=text)


def _counts(given: tuple[Cell, ...], why: tuple[str, ...], voice: Voice) -> Iterator[Sentence]:
    known = shares(given) or ()
    for cell, share, percent in zip(given, known, percents(known, voice.wording), strict=False):
        sources = (cell.value_path, cell.people_path, cell.title_path, *why)
        rule = "outcome.count" if percent else "outcome.count_plain"
        if share.count in (0, share.of):
            rule = "outcome.count_all" if share.count else "outcome.count_none"
        if not share.of:
            rule = "outcome.nobody"
        x, whole = (say_number(number, voice.wording) for number in (share.count, share.of))
        said = percent or ""
        yield voice.say(rule, *sources, name=cell.title, x=x, whole=whole, percent=said)


def _of_people(rule: str, cell: Cell, why: tuple[str, ...], voice: Voice) -> Sentence:
    """Say a percent, or a number of people, beside how many were counted; never the one as both."""
    sources = (cell.value_path, cell.title_path, *why, cell.people_path)
    number = minus(cell.one.value)
    return voice.say(rule, *sources, n=cell.people, name=cell.title, number=number)


def _is_percent(outcome: MeasuredOutcome, given: tuple[Cell, ...]) -> bool:
    """True if the numbers can be percent of the people who were counted."""
    numbers = [as_decimal(cell.one.value) for cell in given if cell.people is not None]
    are_shares = all(one is not None and 0 <= one <= _ALL for one in numbers)
    is_unit = _PERCENT.fullmatch((outcome.unit_of_measure or "").strip())
    return bool(is_unit) and are_shares and len(numbers) == len(given)


def _is_people(outcome: MeasuredOutcome) -> bool:
    return bool(_PEOPLE.fullmatch(" ".join((outcome.unit_of_measure or "").split())))


def _value(outcome: MeasuredOutcome, cell: Cell, why: tuple[str, ...], voice: Voice) -> Sentence:
    kind = MeasureParam(str(outcome.param_type))
    text, rule = minus(cell.one.value), _VALUES[kind]
    number = as_decimal(cell.one.value)
    if number and kind in _CHANGES and is_change(outcome):
        way = "up" if number > 0 else "down"
        is_adjusted = kind == MeasureParam.LEAST_SQUARES_MEAN
        rule = f"outcome.{way}_adjusted" if is_adjusted else f"outcome.{way}"
        text = text.lstrip("−+")
    sources = (cell.value_path, cell.title_path, *why)
    return voice.say(rule, *sources, name=cell.title, number=text, quoted=_unit(outcome, voice))


def _counted(cell: Cell, why: tuple[str, ...], voice: Voice) -> Iterator[Sentence]:
    """Say how many people an average or the like rests on, where people were counted."""
    if cell.people is not None:
        sources = (cell.people_path, cell.value_path, *why)
        yield voice.say("outcome.counted", *sources, n=cell.people)


def _ends(
    outcome: MeasuredOutcome, cell: Cell, why: tuple[str, ...], voice: Voice
) -> Iterable[Sentence]:
    return range_sentence(outcome.dispersion_type, cell.one, cell.path, why, voice)


def _unit(outcome: MeasuredOutcome, voice: Voice) -> str:
    """Return the unit as it goes behind a number: a time as it is, anything else in quotes."""
    unit = " ".join((outcome.unit_of_measure or "").split())
    if not unit:
        return ""
    return (
        f" {unit.lower()}" if _TIME.fullmatch(unit) else voice.phrase("outcome.unit", quoted=unit)
    )


def is_change(outcome: MeasuredOutcome) -> bool:
    """True if the title says that the numbers are changes since the start, in their own unit.

    Not where a number above 0 may stand for a fall.
    """
    title, unit = (outcome.title or "").strip(), outcome.unit_of_measure or ""
    if not _CHANGE.match(title) or _NO_CHANGE.search(f"{title} {unit}"):
        return False
    texts = (title, outcome.description, outcome.population_description)
    return not any(_TURNED.search(" ".join((text or "").split())) for text in texts)


def reading_sentences(outcome: MeasuredOutcome, path: str, voice: Voice) -> Iterator[Sentence]:
    """Yield what to know of the numbers: what its row is, that only the table has all, a minus."""
    found = rows(outcome, path)
    if len(found) > 1:
        yield voice.say("outcome.rows", path, n=len(found))
    elif len(outcome.groups) > MOST_GROUPS and found:
        yield voice.say("outcome.groups", path, n=len(outcome.groups))
    elif found and (titles := found[0].titles):
        for text, at in titles:
            yield voice.say("outcome.row", at, path, quoted=" ".join(text.split()))
    numbers = [one for row in found for one in row.category.measurements]
    has_sign = outcome.param_type in (*_CHANGES, MeasureParam.MEDIAN) and is_change(outcome)
    if has_sign and any(_is_negative(one.value, one.lower_limit) for one in numbers):
        yield voice.say("outcome.minus", path)


def _is_negative(*texts: str | None) -> bool:
    return any(is_below_zero(text or "") for text in texts)
