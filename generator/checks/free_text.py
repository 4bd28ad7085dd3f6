"""The free texts of a trial, as a reader sees them, laid end to end: each rule reads them once."""

import html
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any, NamedTuple, get_args

from generator.trial import Trial
from generator.trial.part import Part
from generator.trial.partial_date import PartialDate
from generator.trial.paths import is_markup, part_type

# Names, numbers and addresses are no free text, and what the registry worked out is not the team's.
_PARTS = """status description conditions design arms_interventions outcomes eligibility
    ipd_sharing_statement""".split()
_TITLES = ("brief_title", "official_title")
_ADDRESSES = ("url",)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_GAP = "\n\n"
_UNUSUAL = re.compile(r"[^\n -~]")


class Hit(NamedTuple):
    """Where a pattern matched: the field, the words, and their offsets in the joined text."""

    path: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FreeText:
    """All free texts in one, the path of each and where it begins.

    `unusual` are the signs that no English keyboard has. They are looked for in place of the text.
    """

    joined: str
    paths: tuple[str, ...]
    starts: tuple[int, ...]
    unusual: frozenset[str]

    def every(self, pattern: re.Pattern[str]) -> Iterator[Hit]:
        """Yield all matches of a pattern, in order. A pattern must not match a newline.

        One that begins with signs that are always the same is found ten times as fast as one that
        begins with a choice, or with what stands before it: that can be asked behind the signs.
        """
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

    def each(self, *prefixes: str) -> Iterator[tuple[str, str]]:
        """Yield each field whose path begins with one of the prefixes, with its text."""
        ends = (*(start - len(_GAP) for start in self.starts[1:]), len(self.joined))
        for path, start, end in zip(self.paths, self.starts, ends, strict=True):
            if path.startswith(prefixes):
                yield path, self.joined[start:end]

    def holds(self, *words: str) -> bool:
        """Whether any of some words is there: far cheaper than a pattern, so it is asked first."""
        return any(word in self.joined for word in words)


def free_text(trial: Trial) -> FreeText:
    """Collect the free texts of a trial; Markdown is read as it is shown."""
    found: list[tuple[str, str]] = []
    for name in _TITLES:
        if title := getattr(trial.identification, name):
            found.append((f"identification.{name}", title))
    for name in _PARTS:
        _collect(getattr(trial, name), f"{name}.", found)
    return _laid_out(found)


def results_text(trial: Trial) -> FreeText:
    """Collect the texts of posted results, each once: a group is described anew in every table."""
    found: list[tuple[str, str]] = []
    if trial.results is not None:
        _collect(trial.results, "results.", found)
    first = {text: path for path, text in reversed(found)}
    return _laid_out([(path, text) for path, text in found if first[text] == path])


def _laid_out(found: Sequence[tuple[str, str]]) -> FreeText:
    starts, offset = [], 0
    for _, text in found:
        starts.append(offset)
        offset += len(text) + len(_GAP)
    joined = _GAP.join([text for _, text in found])
    return FreeText(
        joined, tuple(path for path, _ in found), tuple(starts), frozenset(_UNUSUAL.findall(joined))
    )


def _collect(part: Part, prefix: str, found: list[tuple[str, str]]) -> None:
    """Add the texts of a part. It is asked of every record, so it walks only where texts can be."""
    for name, markup, is_text in _plan(type(part)):
        value = getattr(part, name)
        if not value:
            continue
        path = prefix + name
        several = isinstance(value, tuple)
        for index, one in enumerate(value if several else (value,)):
            at = f"{path}[{index}]" if several else path
            if not is_text:
                _collect(one, f"{at}.", found)
            elif one:
                found.append((at, as_shown(one) if markup else one))


@cache
def _plan(model: type[Part]) -> tuple[tuple[str, bool, bool], ...]:
    """The fields that lead to texts: name, whether it is Markdown, whether it is text itself."""
    plan = []
    for name, info in model.model_fields.items():
        part = part_type(info.annotation)
        if part is None and name not in _ADDRESSES and _is_text(info.annotation):
            plan.append((name, is_markup(info), True))
        elif part is not None and part is not PartialDate and _plan(part):
            plan.append((name, False, False))
    return tuple(plan)


def _is_text(annotation: Any) -> bool:
    """Whether a field holds text or texts; a code list is no text, though a new code is."""
    kinds = set(_kinds(annotation))
    return str in kinds and not any(isinstance(k, type) and issubclass(k, Enum) for k in kinds)


def _kinds(annotation: Any) -> Iterator[Any]:
    yield annotation
    for inner in get_args(annotation):
        yield from _kinds(inner)


def as_shown(markup: str) -> str:
    r"""Read the escapes of CommonMark, as the page does: `\>` and `&gt;` are both `>`."""
    if "\\" in markup:
        markup = _ESCAPE.sub(r"\1", markup)
    return html.unescape(markup) if "&" in markup and ";" in markup else markup
