"""The groups diagram: inline SVG with words of the table beside it.

Boxes stand under each other, so that the text keeps its size on a phone and on a wide page.
"""

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.pages.escape import escape

_WIDTH, _PAD, _LINE, _GAP, _TRUNK = 340, 12, 20, 14, 20
_WIDE, _NARROW = 0.72, 0.3
"""Widths of capitals and of thin signs, as a share of the size of the letters; others are 0.56."""
_THIN = frozenset(" .,;:'|()[]ijlItf-")
HEAD_SIZE, LINE_SIZE = 18.0, 16.5
"""Sizes in units of the picture, with room for a bold face and for wide fonts."""


class Svg(str):
    """A picture that we drew; its texts are inert. Templates print it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


@dataclass(frozen=True, slots=True)
class Box:
    """A group in the diagram: its name, and what it gets."""

    title: str
    lines: tuple[str, ...]


def groups_diagram(people: str, boxes: Sequence[Box], title: str) -> Svg:
    """Return SVG on one line: everyone at the top, an arrow from there to each group."""
    top = draw_box(0, 0, _WIDTH, [people], [], "pt-box pt-box--all")
    y = height_of([people], []) + _GAP
    parts, joints = [top], []
    for box in boxes:
        heads, lines = wrap([box.title], HEAD_SIZE), wrap(box.lines, LINE_SIZE)
        height = height_of(heads, lines)
        parts.append(draw_box(_TRUNK * 2, y, _WIDTH - _TRUNK * 2, heads, lines, "pt-box"))
        joints.append(y + height // 2)
        y += height + _GAP
    arrows = "".join(_arrow(joint) for joint in joints)
    trunk = f'<path class="pt-line" d="M{_TRUNK} {height_of([people], [])}V{joints[-1]}"/>'
    total = y - _GAP + 2
    return Svg(
        f'<svg class="pt-groups" viewBox="0 0 {_WIDTH} {total}" width="{_WIDTH}" height="{total}"'
        f' role="img" aria-label="{escape(title)}">{trunk}{arrows}{"".join(parts)}</svg>'
    )


def wrap(texts: Sequence[str], size: float, width: int = _WIDTH - _TRUNK * 2) -> list[str]:
    """Break texts into lines that fit a box; a word that does not fit is broken too."""
    room = (width - _PAD * 2) / size
    lines: list[str] = []
    for text in texts:
        lines.append("")
        for space, word in _breakable(text, room):
            longer = f"{lines[-1]}{space}{word}".strip()
            if lines[-1] and width_of(longer) > room:
                lines.append(word)
            else:
                lines[-1] = longer
    return lines


def _breakable(text: str, room: float) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a text that fit, each with the space before it.

    A word that is too long is broken behind a slash, and where that is not enough, anywhere.
    """
    most = max(1, int(room / _WIDE))
    for word in text.split():
        space = " "
        for part in [word] if width_of(word) <= room else re.findall("[^/]*/|[^/]+", word):
            for piece in [part] if width_of(part) <= room else textwrap.wrap(part, most):
                yield space, piece
                space = ""


def width_of(text: str) -> float:
    """The width of a text in a common sans serif, in multiples of its size; rather too much."""
    return sum(
        _NARROW if sign in _THIN else _WIDE if sign.isupper() or sign in "mwMW%@" else 0.56
        for sign in text
    )


def height_of(heads: Sequence[str], lines: Sequence[str]) -> int:
    """The height of a box with so many lines."""
    return _PAD * 2 + _LINE * (len(heads) + len(lines))


def draw_box(x: int, y: int, width: int, heads: list[str], lines: list[str], css: str) -> str:
    """Return a box with its text, heads in bold."""
    rect = (
        f'<rect class="{css}" x="{x + 1}" y="{y + 1}" width="{width - 2}" '
        f'height="{height_of(heads, lines)}" rx="8"/>'
    )
    rows = [("pt-box-head", line) for line in heads] + [("pt-box-line", line) for line in lines]
    texts = (
        f'<text class="{css}" x="{x + _PAD}" y="{y + _PAD + _LINE * row - 5}">{escape(line)}</text>'
        for row, (css, line) in enumerate(rows, 1)
    )
    return rect + "".join(texts)


def _arrow(y: int) -> str:
    line = f'<path class="pt-line" d="M{_TRUNK} {y}h{_TRUNK}"/>'
    return f'{line}<path class="pt-tip" d="M{_TRUNK * 2} {y}l-8-5v10z"/>'
