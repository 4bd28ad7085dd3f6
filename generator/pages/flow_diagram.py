"""The flow diagram: one group's way through the trial, from top to bottom, as inline SVG.

Each group has a picture of its own. They stand side by side where there is room and under each
other on a phone, so that the text keeps its size.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.pages.diagram import Svg, draw_box, height_of, wrap
from generator.pages.escape import escape

_WIDTH, _GAP, _INDENT = 300, 26, 44


@dataclass(frozen=True, slots=True)
class Step:
    """A box: what it says in bold, and lines below. A period's title stands above its first box.

    `is_side`: those who left, beside the way down.
    """

    period: str
    head: str
    lines: tuple[str, ...]
    is_side: bool = False


def flow_diagram(title: str, steps: Sequence[Step], label: str) -> Svg:
    """Return SVG on one line: the group's name, and its boxes with arrows between."""
    names = wrap([title], 18.0, _WIDTH)
    parts = [draw_box(0, 0, _WIDTH, names, [], "pt-box pt-box--all")]
    y = height_of(names, [])
    trunk_from = y
    for step in steps:
        y += _GAP
        x = _INDENT if step.is_side else 0
        heads = wrap([step.head], 18.0, _WIDTH - x)
        above = wrap([step.period], 16.5, _WIDTH - x) if step.period else []
        lines = [*above, *wrap(step.lines, 16.5, _WIDTH - x)]
        parts.append(draw_box(x, y, _WIDTH - x, heads, lines, "pt-box"))
        if step.is_side:
            parts.append(_branch(y + height_of(heads, lines) // 2))
        else:
            parts.append(_down(trunk_from, y))
            trunk_from = y + height_of(heads, lines)
        y += height_of(heads, lines)
    total = y + 2
    return Svg(
        f'<svg class="pt-flow" viewBox="0 0 {_WIDTH} {total}" width="{_WIDTH}" height="{total}"'
        f' role="img" aria-label="{escape(label)}">{"".join(parts)}</svg>'
    )


def _down(start: int, end: int) -> str:
    x = _INDENT // 2
    line = f'<path class="pt-line" d="M{x} {start + 2}V{end - 2}"/>'
    return f'{line}<path class="pt-tip" d="M{x} {end}l-5-8h10z"/>'


def _branch(y: int) -> str:
    x = _INDENT // 2
    line = f'<path class="pt-line" d="M{x} {y}h{_INDENT - x - 2}"/>'
    return f'{line}<path class="pt-tip" d="M{_INDENT} {y}l-8-5v10z"/>'
