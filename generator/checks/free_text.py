"""The free texts of a trial, as a reader sees them, laid end to end: each rule reads them once."""

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from generator.trial import Trial
from generator.trial.paths import leaves

# Names, numbers and addresses are no free text, and what the registry worked out is not the team's.
_PARTS = frozenset(
    """identification status description conditions design arms_interventions outcomes eligibility
    ipd_sharing_statement""".split()
)
_NOT_FREE = re.compile(r"identification\.(?!brief_title|official_title)|.*\.url$")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a pattern matched: the field, the words, and their offsets in the joined text."""

    path: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FreeText:
    """All free texts in one, with the path of each and the offset where it begins."""

    joined: str
    paths: tuple[str, ...]
    starts: tuple[int, ...]

    def first_in_each(self, pattern: re.Pattern[str]) -> Iterator[Hit]:
        """Yield the first match of a pattern in each field. A pattern must not match a newline."""
        last = -1
        for match in pattern.finditer(self.joined):
            at = bisect_right(self.starts, match.start()) - 1
            if at != last:
                yield Hit(self.paths[at], match[0], match.start(), match.end())
                last = at

    def every(self, pattern: re.Pattern[str]) -> Iterator[Hit]:
        """Yield all matches of a pattern, in order."""
        for match in pattern.finditer(self.joined):
            at = bisect_right(self.starts, match.start()) - 1
            yield Hit(self.paths[at], match[0], match.start(), match.end())

    def each(self) -> Iterator[tuple[str, str]]:
        """Yield each field with its text."""
        ends = (*(start - len(_GAP) for start in self.starts[1:]), len(self.joined))
        for path, start, end in zip(self.paths, self.starts, ends, strict=True):
            yield path, self.joined[start:end]

    def holds(self, *signs: str) -> bool:
        """Whether any of some signs is there at all: far cheaper than a pattern."""
        return any(sign in self.joined for sign in signs)


def free_text(trial: Trial) -> FreeText:
    """Collect the free texts of a trial; Markdown is read as it is shown."""
    paths, starts, texts, offset = [], [], [], 0
    for leaf in leaves(trial, _PARTS):
        if type(leaf.value) is not str or _NOT_FREE.match(leaf.field):
            continue
        text = as_shown(leaf.value) if leaf.markup else leaf.value
        paths.append(leaf.path)
        starts.append(offset)
        texts.append(text)
        offset += len(text) + len(_GAP)
    return FreeText(_GAP.join(texts), tuple(paths), tuple(starts))


def as_shown(markup: str) -> str:
    """Read the escapes of CommonMark, as the page does: `\\>` and `&gt;` are both `>`."""
    if "\\" in markup:
        markup = _ESCAPE.sub(r"\1", markup)
    return html.unescape(markup) if "&" in markup and ";" in markup else markup
