"""Themes: what a rule for joining is about, as far as its words say so. Marks, never a new order.

Why marks and not parts of a list: more than a third of all rules are about two things or more, and
a seventh about none that has a name.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from generator.plain.wording import WordingError

T = TypeVar("T")

_WORD = re.compile(r"[^\W_]+")
_SHORTEST_STEM = 4
"""So many letters stand before a star, and words are looked up by so many first letters."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words that name themes, or are to be ignored; `is_stem` if the last one may go on."""

    words: list[str]
    is_stem: bool
    themes: tuple[int, ...]

    def fits(self, words: list[str], start: int) -> bool:
        """Whether the phrase stands in a text, from its word number `start` on."""
        here = words[start : start + len(self.words)]
        if here == self.words:
            return True
        if not self.is_stem or len(here) < len(self.words):
            return False
        return here[:-1] == self.words[:-1] and here[-1].startswith(self.words[-1])


@dataclass(frozen=True, slots=True)
class Themes:
    """The themes that people wrote, in their order; `of` finds those of a text.

    `unless`: for the number of a theme, those that take its place.
    """

    labels: tuple[str, ...]
    phrases: Mapping[str, tuple[_Phrase, ...]]
    unless: Mapping[int, frozenset[int]]

    def of(self, text: str) -> tuple[str, ...]:
        """Return the labels of the themes that a text names, in the order of the file.

        Looks at each word once, so that the cost grows with the text and not with the themes.
        """
        words = _words(text)
        found: set[int] = set()
        behind = 0
        for start, word in enumerate(words):
            phrases = self.phrases.get(word[:_SHORTEST_STEM])
            if phrases is None or start < behind:
                continue
            longest = next((phrase for phrase in phrases if phrase.fits(words, start)), None)
            if longest:
                found.update(longest.themes)
                behind = start + len(longest.words)
        own = (theme for theme in sorted(found) if not found & self.unless.get(theme, frozenset()))
        return tuple(self.labels[theme] for theme in own)


NO_THEMES = Themes((), {}, {})


def themes_from(tree: Any) -> Themes:
    """Build the themes from the tree of their file.

    Raises WordingError for an entry that could find nothing, or would find nearly everything.
    """
    labels = tuple(str(entry["label"]) for entry in tree["themes"])
    if twice := _twice(labels):
        raise WordingError(f"more than one theme is called '{twice}'")
    written: dict[tuple[tuple[str, ...], bool], set[int]] = defaultdict(set)
    for number, entry in enumerate(tree["themes"]):
        for text in entry["words"]:
            written[_read(text)].add(number)
    for text in tree.get("ignore") or ():
        if _read(text) in written:
            raise WordingError(f"'{text}' is under a theme and under 'ignore'")
        written[_read(text)] = set()
    phrases = [
        _Phrase(list(words), is_stem, tuple(themes)) for (words, is_stem), themes in written.items()
    ]
    return Themes(labels, _by_beginning(phrases), dict(_unless(tree, labels)))


def _unless(tree: Any, labels: tuple[str, ...]) -> Iterator[tuple[int, frozenset[int]]]:
    for number, entry in enumerate(tree["themes"]):
        others = entry.get("unless") or ()
        if isinstance(others, str):
            raise WordingError(f"'unless' of '{labels[number]}': expected a list, as in [{others}]")
        for other in others:
            if other not in labels or other == labels[number]:
                raise WordingError(f"'unless' of '{labels[number]}': no other theme '{other}'")
        yield number, frozenset(map(labels.index, others))


def _read(text: Any) -> tuple[tuple[str, ...], bool]:
    """Return the words of an entry, and whether the last one may go on."""
    # YAML reads a bare `no` or `12` as something else than text.
    if not isinstance(text, str):
        raise WordingError(f"expected words, found {text!r}: put them in quotes")
    words, is_stem = tuple(_words(text)), text.endswith("*")
    if not words:
        raise WordingError(f"'{text}' has no letters")
    if is_stem and len(words[-1]) < _SHORTEST_STEM:
        raise WordingError(f"'{text}': at least {_SHORTEST_STEM} letters stand before the star")
    return words, is_stem


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _by_beginning(phrases: list[_Phrase]) -> dict[str, tuple[_Phrase, ...]]:
    """Sort phrases by the letters they begin with: the longest first, whole words before stems."""
    groups: dict[str, list[_Phrase]] = defaultdict(list)
    for phrase in phrases:
        groups[phrase.words[0][:_SHORTEST_STEM]].append(phrase)
    return {beginning: tuple(sorted(group, key=_rank)) for beginning, group in groups.items()}


def _rank(phrase: _Phrase) -> tuple[int, bool, int]:
    return -len(phrase.words), phrase.is_stem, -len(phrase.words[-1])


def _twice(names: Iterable[T]) -> T | None:
    """Return the first name that is there more than once."""
    return next((name for name, times in Counter(names).items() if times > 1), None)
