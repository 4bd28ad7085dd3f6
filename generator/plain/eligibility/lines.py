"""Lines that carry words: where they stand and how far in. What a machine wrapped is one line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from .node import Span

TAB = 4
NARROWEST_WRAP, WIDEST_WRAP = 60, 110
FEW_PAIRS = 3
LEGACY_INDENT = 8
NEARLY_ALL = 0.8

# What begins a line even where the line before is full.
BEGINS = re.compile(
    r"\\?[-*•●o–]\s+[^\W\d_a-z]|[(\[]?(?i:inclusion|exclusion)\s+(?i:criteria)\s*[:：]"
)


class Line(NamedTuple):
    """A line without the white space around it.

    `after_blank`: the line before it is blank, or there is none.
    """

    start: int
    end: int
    indent: int
    after_blank: bool


def read(source: str) -> list[Line]:
    """All lines of the source that are not blank, lines cut by word wrap joined again."""
    lines = list(_plain(source))
    width = _wrap_width(source, lines)
    return lines if width is None else list(_unwrapped(source, lines, width))


def trim(source: str, start: int, end: int) -> Span:
    """The span without white space at its ends; an empty span stays at `end`."""
    words = source[start:end].lstrip()
    start = end - len(words)
    return start, start + len(words.rstrip())


def spans(source: str, start: int, end: int) -> list[Span]:
    """The words between two offsets, one span for each line they stand in."""
    found = []
    for raw in source[start:end].splitlines(keepends=True):
        a, b = trim(source, start, start + len(raw))
        if a < b:
            found.append((a, b))
        start += len(raw)
    return found


def slices(source: str, whole: Sequence[Span], start: int, end: int) -> list[Span]:
    """The parts of the sorted spans that lie between two offsets, trimmed."""
    found = []
    at = bisect_right(whole, start, key=itemgetter(1))
    while at < len(whole) and whole[at][0] < end:
        a, b = trim(source, max(start, whole[at][0]), min(end, whole[at][1]))
        if a < b:
            found.append((a, b))
        at += 1
    return found


def _plain(source: str) -> Iterator[Line]:
    offset, blank = 0, True
    for raw in source.splitlines(keepends=True):
        start, end = trim(source, offset, offset + len(raw))
        if start < end:
            yield Line(start, end, _columns(source[offset:start]), blank)
        blank = start == end
        offset += len(raw)


def _columns(white: str) -> int:
    column = 0
    for sign in white:
        column += TAB - column % TAB if sign == "\t" else 1
    return column


def _unwrapped(source: str, lines: list[Line], width: int) -> Iterator[Line]:
    whole = lines[0]
    for before, line in pairwise(lines):
        if _overflows(source, before, line, width) and not BEGINS.match(source, line.start):
            whole = whole._replace(end=line.end)
        else:
            yield whole
            whole = line
    yield whole


def _wrap_width(source: str, lines: list[Line]) -> int | None:
    """The column at which a machine wrapped the text, or None where lines end as written.

    Legacy XML is wrapped at about 100 columns. It shows in the ends of lines: nearly every line
    that goes on was too full to hold the next line's first word. Few such lines can be chance,
    unless the whole text is set in, or they go on with a small letter.
    """
    width = max((_width(line) for line in lines), default=0)
    if not NARROWEST_WRAP <= width <= WIDEST_WRAP:
        return None
    pairs = [pair for pair in pairwise(lines) if not pair[1].after_blank]
    full = [line for before, line in pairs if _overflows(source, before, line, width)]
    if not full or len(full) < NEARLY_ALL * len(pairs):
        return None
    set_in = min(line.indent for line in lines) >= LEGACY_INDENT
    small = any(source[line.start].islower() for line in full)
    return width if set_in or small or len(pairs) >= FEW_PAIRS else None


def _width(line: Line) -> int:
    return line.indent + line.end - line.start


def _overflows(source: str, before: Line, line: Line, width: int) -> bool:
    if line.after_blank:
        return False
    word = source[line.start : min(line.end, line.start + width)].split(maxsplit=1)[0]
    return _width(before) + 1 + len(word) > width
