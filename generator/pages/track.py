"""A time line as a picture: inline SVG, true to scale, with words beside each moment.

It runs from top to bottom, so that the text keeps its size on a phone and on a wide page. Moments
that lie close together have their words moved apart; a thin line leads from each to its place.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.pages.diagram import HEAD_SIZE, LINE_SIZE, Svg, wrap
from generator.pages.escape import escape

_WIDTH, _LINE, _BETWEEN, _TOP = 340, 20, 12, 14
_TRACK, _WORDS = 60, 96
_PADDING = 24
"""What `wrap` leaves free inside a box; here is no box."""
_SHORTEST, _TICK = 200, 8


class Look(StrEnum):
    """How a moment is drawn: filled where it is reached, hollow where it is not, or a bar."""

    REACHED = "reached"
    OPEN = "open"
    HERE = "here"


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment: where it lies between top (0) and bottom (1), its name, and words below that."""

    at: float
    head: str
    line: str
    look: Look


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on the scale, and the short text beside it."""

    at: float
    text: str


def track(marks: Sequence[Mark], ticks: Sequence[Tick], solid: float, title: str) -> Svg:
    """Return SVG on one line; `marks` are in order. Below the share `solid` the line is broken."""
    room = _WIDTH - _WORDS + _PADDING
    words = [
        (wrap([mark.head], HEAD_SIZE, room), wrap([mark.line], LINE_SIZE, room)) for mark in marks
    ]
    heights = [_LINE * (len(heads) + len(lines)) + _BETWEEN for heads, lines in words]
    length = max(_SHORTEST, sum(heights[:-1]))
    spots = [_TOP + mark.at * length for mark in marks]
    tops = _apart(spots, heights, _TOP + length)
    parts = [_line(solid, length), *(_tick(tick, length) for tick in ticks)]
    for mark, spot, top, (heads, lines) in zip(marks, spots, tops, words, strict=True):
        parts += [_lead(spot, top), _dot(mark.look, spot), _words(top, heads, lines)]
    total = round(max(_TOP + length + _BETWEEN, tops[-1] + heights[-1] - _LINE + _BETWEEN))
    return Svg(
        f'<svg class="pt-track" viewBox="0 0 {_WIDTH} {total}" width="{_WIDTH}" height="{total}"'
        f' role="img" aria-label="{escape(title)}">{"".join(parts)}</svg>'
    )


def _apart(spots: Sequence[float], heights: Sequence[int], lowest: float) -> list[float]:
    """Return where words begin: beside their moments, or as near as the words around them let."""
    tops: list[float] = []
    for spot, before in zip(spots, (0, *heights), strict=False):
        tops.append(max(spot, tops[-1] + before) if tops else spot)
    for index in range(len(tops) - 1, -1, -1):
        tops[index] = min(tops[index], lowest)
        lowest = tops[index] - (heights[index - 1] if index else 0)
    return tops


def _line(solid: float, length: float) -> str:
    turn = round(_TOP + max(0.0, min(1.0, solid)) * length)
    end = round(_TOP + length)
    done = f'<path class="pt-line" d="M{_TRACK} {_TOP}V{turn}"/>' if turn > _TOP else ""
    ahead = f'<path class="pt-line pt-ahead" d="M{_TRACK} {turn}V{end}"/>' if turn < end else ""
    return done + ahead


def _tick(tick: Tick, length: float) -> str:
    y = round(_TOP + tick.at * length)
    return (
        f'<path class="pt-stroke-line" d="M{_TRACK - _TICK} {y}h{_TICK}"/>'
        f'<text class="pt-soft" text-anchor="end" x="{_TRACK - _TICK - 5}" y="{y + 5}">'
        f"{escape(tick.text)}</text>"
    )


def _lead(spot: float, top: float) -> str:
    start, bend, end = _TRACK + 7, _TRACK + 16, _WORDS - 6
    return f'<path class="pt-lead" d="M{start} {spot:.0f}H{bend}L{end - 6} {top:.0f}H{end}"/>'


def _dot(look: Look, spot: float) -> str:
    if look is Look.HERE:
        return f'<path class="pt-here" d="M{_TRACK - 8} {spot:.0f}h16"/>'
    return f'<circle class="pt-dot pt-dot--{look}" cx="{_TRACK}" cy="{spot:.0f}" r="6"/>'


def _words(top: float, heads: Sequence[str], lines: Sequence[str]) -> str:
    rows = [("pt-strong", text) for text in heads] + [("pt-soft", text) for text in lines]
    return "".join(
        f'<text class="{css}" x="{_WORDS}" y="{top + 5 + _LINE * row:.0f}">{escape(text)}</text>'
        for row, (css, text) in enumerate(rows)
    )
