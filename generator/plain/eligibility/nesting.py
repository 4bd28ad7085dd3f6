"""Which list item nests below which: by indent first, then by the class of the marker."""

from __future__ import annotations

from dataclasses import dataclass, field

from .draft import Draft
from .markers import Mark, Rank
from .words import COLONS

DEEPEST = 8
NEAR = 1


@dataclass(slots=True)
class Lists:
    """The open items, from the outermost to the innermost."""

    open: list[Draft] = field(default_factory=list)

    def close(self) -> None:
        """End all lists."""
        self.open.clear()

    def encloses(self, indent: int) -> bool:
        """Whether a line at this indent stands inside an open item."""
        return any(item.indent + NEAR < indent for item in self.open)

    def around(self, indent: int) -> Draft | None:
        """The item that a line without a marker belongs to; items that it does not stand in end."""
        while self.open and self.open[-1].indent >= indent:
            self.open.pop()
        return self.open[-1] if self.open else None

    def parent(self, item: Draft, source: str) -> Draft | None:
        """The open item that a new one nests below, or None. The new one is then open."""
        while self.open and self.open[-1].indent > item.indent + NEAR:
            self.open.pop()
        for level, above in enumerate(self.open):
            if above.indent + NEAR >= item.indent:
                del self.open[self._depth(item, level, source) :]
                break
        del self.open[DEEPEST - 1 :]
        parent = self.open[-1] if self.open else None
        self.open.append(item)
        return parent

    def _depth(self, item: Draft, level: int, source: str) -> int:
        """How many items stay open when the new one stands at the same indent as some of them."""
        for depth in range(level, len(self.open)):
            if _same_class(self.open[depth].mark, item.mark):
                return depth
        return len(self.open) if _nests(self.open[-1], item, source) else level


def _same_class(one: Mark | None, other: Mark | None) -> bool:
    if one is None or other is None or one.rank is not other.rank:
        return False
    return one.rank is not Rank.BULLET or one.sign == other.sign


def _nests(above: Draft, item: Draft, source: str) -> bool:
    """Whether the marker says that an item at the same indent stands below the one before.

    A letter nests below a number, a roman numeral below a letter. Between bullets and numbers,
    and between two kinds of bullets, the words above must also end with a colon.
    """
    if above.mark is None or item.mark is None:
        return False
    if Rank.BULLET not in (above.mark.rank, item.mark.rank):
        return item.mark.rank > above.mark.rank
    leads_in = bool(above.spans) and source[above.spans[-1][1] - 1] in COLONS
    return leads_in and item.mark.ordinal <= 1
