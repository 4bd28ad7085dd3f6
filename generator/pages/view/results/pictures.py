"""Which numbers are drawn, and how; what is drawn stands in the table too."""

from decimal import Decimal

from generator.pages.diagram import Svg
from generator.pages.dots import Bar, Dot, bars_picture, dots_picture
from generator.plain.amounts import say_number
from generator.plain.results.cells import Cell, cells, shares
from generator.plain.results.numbers import FEWEST, Share, as_decimal, percents
from generator.plain.results.outcomes import MOST_GROUPS
from generator.plain.results.spread import RANGES, confidence, minus, spread_type
from generator.plain.voice import Voice
from generator.trial.results.measures import MeasuredOutcome
from generator.vocabulary import MeasureParam

_DRAWN = (MeasureParam.MEAN, MeasureParam.LEAST_SQUARES_MEAN, MeasureParam.MEDIAN)


def picture(outcome: MeasuredOutcome, path: str, voice: Voice) -> tuple[Svg | None, str]:
    """Return a picture of the numbers and its caption; None where a picture helps nobody.

    Drawn are 2 to 4 groups with one number each: people, out of at least 20 in each group; averages
    and middle values, with their range if the record gives one.
    """
    found = cells(outcome, path)
    if not 1 < len(found) <= MOST_GROUPS:
        return None, ""
    if outcome.param_type == MeasureParam.COUNT_OF_PARTICIPANTS:
        known = shares(found)
        if known is None or min(share.of for share in known) < FEWEST:
            return None, ""
        caption = voice.label("outcome.picture_people")
        return bars_picture(_bars(found, known, voice), caption), caption
    numbers = [as_decimal(cell.one.value) for cell in found]
    if outcome.param_type not in _DRAWN or None in numbers:
        return None, ""
    dots = [_dot(outcome, cell, voice) for cell in found]
    caption = voice.label(
        "outcome.picture_ranges" if any(dot.ends for dot in dots) else "outcome.picture_dots"
    )
    drawn = dots_picture(dots, caption)
    return drawn, caption if drawn else ""


def _bars(found: tuple[Cell, ...], known: tuple[Share, ...], voice: Voice) -> list[Bar]:
    bars = []
    for cell, share, percent in zip(found, known, percents(known, voice.wording), strict=True):
        x, whole = (say_number(number, voice.wording) for number in (share.count, share.of))
        rule = "outcome.picture_share" if percent else "outcome.picture_count"
        words = voice.phrase(rule, x=x, whole=whole, percent=percent or "")
        bars.append(Bar(cell.title, words, Decimal(share.count) / Decimal(share.of)))
    return bars


def _dot(outcome: MeasuredOutcome, cell: Cell, voice: Voice) -> Dot:
    value = as_decimal(cell.one.value) or Decimal(0)
    lower, upper = as_decimal(cell.one.lower_limit), as_decimal(cell.one.upper_limit)
    text = outcome.dispersion_type
    is_known = spread_type(text) in RANGES or confidence(text)
    if lower is None or upper is None or not is_known:
        return Dot(cell.title, minus(cell.one.value), value, None)
    words = voice.phrase(
        "outcome.picture_range",
        number=minus(cell.one.value),
        lower=minus(cell.one.lower_limit),
        upper=minus(cell.one.upper_limit),
    )
    return Dot(cell.title, words, value, (lower, upper))
