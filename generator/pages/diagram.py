"""The groups diagram: inline SVG with the same words as the table beside it.

Boxes stand under each other, so that the text keeps its size on a phone and on a wide page.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from generator.pages.escape import escape

_WIDTH, _PAD, _LINE, _GAP, _TRUNK = 340, 12, 20, 14, 20
_HEAD_CHARS, _CHARS = 30, 34
"""Characters that fit in a box at 15 px, with room for wide letters; heads are bold."""


@dataclass(frozen=True, slots=True)
class Box:
    """A group in the diagram: its name, and what it gets."""

    title: str
    lines: tuple[str, ...]


def groups_diagram(people: str, boxes: Sequence[Box], title: str) -> str:
    """Return SVG on one line: everyone at the top, an arrow from there to each group."""
    top = _box(0, 0, _WIDTH, [people], [], "pt-box pt-box--all")
    y = _height([people], []) + _GAP
    parts, joints = [top], []
    for box in boxes:
        heads, lines = _wrap([box.title], _HEAD_CHARS), _wrap(box.lines, _CHARS)
        height = _height(heads, lines)
        parts.append(_box(_TRUNK * 2, y, _WIDTH - _TRUNK * 2, heads, lines, "pt-box"))
        joints.append(y + height // 2)
        y += height + _GAP
    arrows = "".join(_arrow(joint) for joint in joints)
    trunk = f'<path class="pt-line" d="M{_TRUNK} {_height([people], [])}V{joints[-1]}"/>'
    total = y - _GAP + 2
    return (
        f'<svg class="pt-groups" viewBox="0 0 {_WIDTH} {total}" width="{_WIDTH}" height="{total}"'
        f' role="img" aria-label="{escape(title)}">{trunk}{arrows}{"".join(parts)}</svg>'
    )


def _wrap(texts: Sequence[str], width: int) -> list[str]:
    return [line for text in texts for line in textwrap.wrap(text, width) or [""]]


def _height(heads: Sequence[str], lines: Sequence[str]) -> int:
    return _PAD * 2 + _LINE * (len(heads) + len(lines))


def _box(x: int, y: int, width: int, heads: list[str], lines: list[str], css: str) -> str:
    rect = (
        f'<rect class="{css}" x="{x + 1}" y="{y + 1}" width="{width - 2}" '
        f'height="{_height(heads, lines)}" rx="8"/>'
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
