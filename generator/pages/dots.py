"""Pictures of numbers: a dot with its range for each group, or the people out of a whole group.

One group stands under the other, so that the text keeps its size on a phone and on a wide page. All
start from 0; the numbers are those of the table beside it, as text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.pages.diagram import Svg, wrap
from generator.pages.escape import escape

_WIDTH, _EDGE, _LINE, _STRIP, _GAP = 340, 10, 20, 26, 10
_SIZE = 16.5
"""The size of letters in units of the picture, with room for wide fonts."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A group: its name, its number in words, where its dot is, and both ends of its range."""

    name: str
    words: str
    at: Decimal
    ends: tuple[Decimal, Decimal] | None


@dataclass(frozen=True, slots=True)
class Bar:
    """A group: its name, its number in words, and which part of it was counted, from 0 to 1."""

    name: str
    words: str
    part: Decimal


def dots_picture(dots: Sequence[Dot], title: str) -> Svg | None:
    """Return dots on one axis that holds 0; None where every number is 0."""
    known = [Decimal(0), *(dot.at for dot in dots), *(x for dot in dots for x in dot.ends or ())]
    low, high = min(known), max(known)
    if low == high:
        return None
    parts, y, zero = [], 0, _x(Decimal(0), low, high)
    for dot in dots:
        y, text = _text([dot.name, dot.words], y)
        axis = f'<path class="pt-axis" d="M{zero} {y + 3}V{y + _STRIP + 3}"/>'
        parts.append(text + axis + _dot(dot, y + 3, low, high))
        y += _STRIP + _GAP
    y, foot = _foot(y, zero, low, high)
    return _svg(y, "".join(parts) + foot, title)


def bars_picture(bars: Sequence[Bar], title: str) -> Svg:
    """Return a bar for each whole group, with the part that was counted filled."""
    parts, y = [], 0
    for bar in bars:
        y, text = _text([bar.name, bar.words], y)
        width = _WIDTH - 2 * _EDGE
        filled = round(width * bar.part, 1)
        box = f'x="{_EDGE}" y="{y + 4}" height="16"'
        parts.append(
            f'{text}<rect class="pt-whole" {box} width="{width}"/>'
            f'<rect class="pt-part" {box} width="{filled}"/>'
        )
        y += _STRIP + _GAP
    return _svg(y, "".join(parts), title)


def _dot(dot: Dot, y: int, low: Decimal, high: Decimal) -> str:
    middle = y + _STRIP // 2
    line = ""
    if dot.ends:
        start, end = (_x(one, low, high) for one in dot.ends)
        line = f'<path class="pt-range" d="M{start} {middle - 6}v12m0 -6H{end}m0 -6v12"/>'
    x = _x(dot.at, low, high)
    return f'{line}<circle class="pt-dot" cx="{x}" cy="{middle}" r="6"/>'


def _foot(y: int, zero: Decimal, low: Decimal, high: Decimal) -> tuple[int, str]:
    """Return the line at the foot, with 0 under its place."""
    anchor = "start" if zero < _WIDTH / 4 else "end" if zero > _WIDTH * 3 / 4 else "middle"
    line = f'<path class="pt-axis" d="M{_x(low, low, high)} {y}H{_x(high, low, high)}"/>'
    text = f'<text class="pt-box-line" x="{zero}" y="{y + _LINE}" text-anchor="{anchor}">0</text>'
    return y + _LINE + 6, line + text


def _x(at: Decimal, low: Decimal, high: Decimal) -> Decimal:
    width = _WIDTH - 2 * _EDGE
    return round(_EDGE + width * (at - low) / (high - low), 1)


def _text(lines: Sequence[str], y: int) -> tuple[int, str]:
    """Return the place below the lines, and the lines: the first is a name, the others are not."""
    found = []
    for index, line in enumerate(lines):
        css = "pt-box-line" if index else "pt-box-head"
        for part in wrap([line], _SIZE, _WIDTH):
            y += _LINE
            found.append(f'<text class="{css}" x="{_EDGE}" y="{y - 5}">{escape(part)}</text>')
    return y, "".join(found)


def _svg(height: int, inside: str, title: str) -> Svg:
    return Svg(
        f'<svg class="pt-dots" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}"'
        f' role="img" aria-label="{escape(title)}">{inside}</svg>'
    )
