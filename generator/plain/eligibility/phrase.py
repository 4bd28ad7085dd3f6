"""The key phrase of a head: `Inclusion/Exclusion Criteria`, `Criteria for non-inclusion`."""

from __future__ import annotations

from dataclasses import dataclass

from .node import Polarity
from .words import ADJECTIVES, Word, is_criteria, key, says_criteria

REASONS = frozenset("reason reasons ground grounds condition conditions cause causes".split())
# What may stand between two key words, or before the second: "inclusion and exclusion".
BETWEEN = frozenset("and or non et und y e ou oder de di".split())
PREPOSITIONS = frozenset("for of de di".split())


@dataclass(frozen=True, slots=True)
class KeyPhrase:
    """`Inclusion/Exclusion Criteria` in a row of words, from word `first` to word `last`."""

    first: int
    last: int
    polarity: Polarity
    long: bool
    soft: bool


def find_phrase(source: str, row: list[Word]) -> KeyPhrase | None:
    """The first key phrase outside brackets."""
    for index, word in enumerate(row):
        if not word.depth and _key_at(row, index) is not None:
            return _phrase_at(source, row, index)
    return None


def _phrase_at(source: str, row: list[Word], index: int) -> KeyPhrase:
    """Join `inclusion / exclusion`, `criteria for non-inclusion`, `inclusion criteria`."""
    first, at = index, index
    keys, last, long = [], index, False
    while at < len(row) and (at == index or _joined(source, row[at - 1], row[at])):
        text = row[at].text
        if _key_at(row, at) is not None:
            keys.append(at)
            long = long or says_criteria(text)
        elif is_criteria(text):
            long = True
        elif text not in BETWEEN:
            break
        last = last if text in BETWEEN else at
        at += 1
    said = {_says(row, at) for at in keys}
    half = _half_before(source, row, first)
    if half < first:
        said.add(Polarity.INCLUDE)
        first = half
    first = first - 1 if first and row[first - 1].text == "non" else first
    if not long and first and row[index].text.startswith(("d'", "d’")):
        long = is_criteria(row[first - 1].text)
        first = first - 1 if long else first
    elif not long and first > 1 and row[first - 1].text in PREPOSITIONS:
        long = is_criteria(row[first - 2].text) or row[first - 2].text in REASONS
        first = first - 2 if long else first
    soft = all(row[at].text.startswith("eligib") for at in keys)
    return KeyPhrase(first, last, _both(said), long, soft)


def _key_at(row: list[Word], at: int) -> Polarity | None:
    """What the word says as a key word; an adjective says it only before `criteria`."""
    said = key(row[at].text)
    if said is None and row[at].text in ADJECTIVES and at + 1 < len(row):
        return ADJECTIVES[row[at].text] if is_criteria(row[at + 1].text) else None
    return said


def _half_before(source: str, row: list[Word], first: int) -> int:
    """Where `In- and` stands in `In- and exclusion criteria`; else `first`."""
    at = first - 2 if first > 1 and row[first - 1].text in BETWEEN else first - 1
    if at < 0 or row[at].text not in ("in", "ein"):
        return first
    return at if source[row[at].end] in "-‐–/" else first


def _says(row: list[Word], at: int) -> Polarity:
    if at and row[at - 1].text == "non":
        return Polarity.EXCLUDE
    return _key_at(row, at) or Polarity.UNSTATED


def _joined(source: str, one: Word, other: Word) -> bool:
    """Whether nothing but space, a slash or the like stands between two words."""
    gap = source[one.end : other.start]
    return not other.depth and not gap.strip().strip("\\/,&_- ")


def _both(said: set[Polarity]) -> Polarity:
    if Polarity.EXCLUDE in said and len(said) > 1:
        return Polarity.MIXED
    return Polarity.INCLUDE if Polarity.INCLUDE in said else next(iter(said))


def is_contradicted(phrase: KeyPhrase, rest: list[Word]) -> bool:
    """Whether the head goes on with the other key, as the first row of a table does."""
    said = {_key_at(rest, at) for at, word in enumerate(rest) if not word.depth}
    return {Polarity.INCLUDE, Polarity.EXCLUDE} <= said | {phrase.polarity}
