"""What the lines around a line tell about it."""

from __future__ import annotations

from dataclasses import dataclass, field

from .headings import Head, at_start
from .lines import Line, trim
from .markers import Series


@dataclass(frozen=True, slots=True)
class Neighbors:
    """The lines of a text, each asked for by its index. `plain` keeps what was found out."""

    source: str
    lines: list[Line]
    plain: dict[int, bool] = field(default_factory=dict)

    def after(self, index: int) -> Line | None:
        """The next line, or None behind the last."""
        return self.lines[index + 1] if index + 1 < len(self.lines) else None

    def head_after(self, index: int) -> Head | None:
        """The head that the next line begins with, or None."""
        following = self.after(index)
        return at_start(self.source, following.start, following.end) if following else None

    def is_flat(self, index: int) -> bool:
        """Whether the next line does not stand further in."""
        following = self.after(index)
        return following is not None and following.indent <= self.lines[index].indent

    def leads_list(self, index: int) -> bool:
        """Whether a list comes right behind the line."""
        following = self.after(index)
        if following is None:
            return False
        mark = Series().read(self.source, following.start, following.end)
        if mark is None:
            return False
        start, end = trim(self.source, mark.end, following.end)
        return at_start(self.source, start, end, marked=True) is None

    def in_run(self, index: int, start: int) -> bool:
        """Whether lines without markers stand close together, as where bullets got lost."""
        line = self.lines[index]
        follows = index > 0 and start == line.start and not line.after_blank
        if follows and self.is_plain(index - 1):
            return True
        following = self.after(index)
        goes_on = following is not None and not following.after_blank
        return goes_on and self.is_plain(index + 1)

    def is_plain(self, index: int) -> bool:
        """Whether a line has no marker and is no head."""
        if index not in self.plain:
            start, end = self.lines[index].start, self.lines[index].end
            marked = Series().read(self.source, start, end) is not None
            self.plain[index] = not marked and at_start(self.source, start, end) is None
        return self.plain[index]
