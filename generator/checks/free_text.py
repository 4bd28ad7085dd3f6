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
_TITLES = frozenset(("identification.brief_title", "identification.official_title"))
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
    """All free texts in one, the path of each and where it begins, and which signs there are."""

    joined: str
    paths: tuple[str, ...]
    starts: tuple[int, ...]
    signs: frozenset[str]

    def every(self, pattern: re.Pattern[str]) -> Iterator[Hit]:
        """Yield all matches of a pattern, in order. A pattern must not match a newline."""
        for match in pattern.finditer(self.joined):
            yield Hit(self.path_at(match.start()), match[0], match.start(), match.end())

    def first_in_each(self, pattern: re.Pattern[str]) -> Iterator[Hit]:
        """Yield the first match of a pattern in each field."""
        last = ""
        for hit in self.every(pattern):
            if hit.path != last:
                yield hit
            last = hit.path

    def path_at(self, offset: int) -> str:
        """The field that the text at an offset is from."""
        return self.paths[bisect_right(self.starts, offset) - 1]

    def each(self) -> Iterator[tuple[str, str]]:
        """Yield each field with its text."""
        ends = (*(start - len(_GAP) for start in self.starts[1:]), len(self.joined))
        for path, start, end in zip(self.paths, self.starts, ends, strict=True):
            yield path, self.joined[start:end]

    def holds(self, *words: str) -> bool:
        """Whether any of some words is there: far cheaper than a pattern, so it is asked first."""
        return any(word in self.joined for word in words)


def free_text(trial: Trial) -> FreeText:
    """Collect the free texts of a trial; Markdown is read as it is shown."""
    paths, starts, texts, offset = [], [], [], 0
    for leaf in leaves(trial, _PARTS):
        if type(leaf.value) is not str or _is_a_number(leaf.field):
            continue
        text = as_shown(leaf.value) if leaf.markup else leaf.value
        paths.append(leaf.path)
        starts.append(offset)
        texts.append(text)
        offset += len(text) + len(_GAP)
    joined = _GAP.join(texts)
    return FreeText(joined, tuple(paths), tuple(starts), frozenset(joined))


def _is_a_number(field: str) -> bool:
    """Whether a text is a number or an address, not words."""
    return (field.startswith("identification.") and field not in _TITLES) or field.endswith(".url")


def as_shown(markup: str) -> str:
    r"""Read the escapes of CommonMark, as the page does: `\>` and `&gt;` are both `>`."""
    if "\\" in markup:
        markup = _ESCAPE.sub(r"\1", markup)
    return html.unescape(markup) if "&" in markup and ";" in markup else markup
