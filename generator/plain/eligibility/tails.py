"""What stands behind a key word: `(Group 1):`, `for healthy volunteers:`, `- Part B`, or the first rule itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .lines import trim
from .words import WINDOW, Word, brackets

COLONS = ":："
MOST_WORDS_TO_COLON = 14
MOST_WORDS_TO_END = 12
MOST_WORDS_OF_A_NAME = 3

STARTERS = frozenset(
    """for at in of prior before after during specific related by to determined common only applicable
    umbrella regarding concerning part cohort group arm phase stage stratum""".split()
)
LISTS = frozenset("include includes including are were is as will".split())
VERBS = frozenset(
    """is are was were will would may might must should shall could can apply applies applied has have
    had met meet meets be been being need needs does do did exclude excludes""".split()
)
LIST_WORDS = frozenset("follows following below but not limited to as include are be were also the and".split())
NOTHING = frozenset("none no nil n na not".split())
BROAD = frozenset("for all participants patients subjects cohorts groups parts the both".split())

FILLER = re.compile(r"[\s.:：;*_\\\]>)=–—-]*\Z")
BRACKET = re.compile(r"\s*\([^()]{0,120}(?:\([^()]{0,60}\)[^()]{0,120})?\)")
DASH = re.compile(r"\s*[-–—]+(?:\\?>)?")


@dataclass(frozen=True, slots=True)
class Tail:
    """Where the head ends, how many words of the head stand behind the key word, and whether the head
    is closed by a colon or by the end of the line."""

    end: int
    words: int = 0
    closed: bool = True
    broad: bool = True


def read_tail(
    source: str, row: list[Word], last: int, end: int, long: bool, marked: bool, alone: bool
) -> Tail | None:
    """The tail behind word `last`, or None if what follows makes the line a sentence.

    `long`: the key words name criteria, not only `exclusion`. `alone`: no word stands before them.
    """
    at = row[last].end
    bracket = BRACKET.match(source, at, min(end, at + WINDOW))
    named = bool(bracket)
    at = bracket.end() if bracket else at
    rest = [word for word in row[last + 1 :] if word.start >= at]
    found = _closed(source, at, end) or _words(
        source, rest, row[last], end, at, long, marked, alone
    )
    if found and named:
        return Tail(found.end, found.words + 1, found.closed, broad=False)
    return found


def _closed(source: str, at: int, end: int) -> Tail | None:
    """The head ends with the line, or with a colon."""
    if FILLER.match(source, at, min(end, at + WINDOW)) and end - at < WINDOW:
        return Tail(end)
    at, _ = trim(source, at, end)
    if source[at] not in COLONS:
        return None
    while at < end and source[at] in COLONS:
        at += 1
    return Tail(at)


def _words(
    source: str, rest: list[Word], before: Word, end: int, at: int, long: bool, marked: bool, alone: bool
) -> Tail | None:
    sign = source[trim(source, at, end)[0]]
    if sign == "." and not marked and long:
        return Tail(trim(source, at, end)[0] + 1, closed=True)
    dash = DASH.match(source, at, end)
    if dash and rest:
        return _dashed(source, rest, dash.end(), end, marked)
    if not long or not rest or sign in ",;/)”\"'?!":
        return None
    return _spoken(source, rest, end, marked) or _started(source, rest, before, end, marked, alone)


def _dashed(source: str, rest: list[Word], at: int, end: int, marked: bool) -> Tail | None:
    """`Inclusion Criteria - Part B:` is all head; `Exclusion criteria - none` and `- a rule` are not."""
    sentence = any(word.text in VERBS for word in rest)
    name = len(rest) <= MOST_WORDS_TO_COLON - 4 and not sentence and rest[0].text not in NOTHING
    if name and source[end - 1] in COLONS and end - rest[-1].end < 8:
        return Tail(end, len(rest), broad=False)
    if name and len(rest) <= MOST_WORDS_OF_A_NAME + 1 and rest[0].text in STARTERS and not marked:
        return Tail(end, len(rest), broad=False)
    return None if marked else Tail(at)


def _spoken(source: str, rest: list[Word], end: int, marked: bool) -> Tail | None:
    """`include, but are not limited to:` and `were as follows:` up to the colon."""
    if rest[0].text not in LISTS | {"also"}:
        return None
    colon = _colon(source, rest, end)
    inner = [word for word in rest if word.start < colon] if colon else []
    if inner and all(word.text in LIST_WORDS | LISTS for word in inner):
        return Tail(colon + 1, 0)
    return None


def _started(
    source: str, rest: list[Word], before: Word, end: int, marked: bool, alone: bool
) -> Tail | None:
    """`for healthy volunteers:`, `Partner`, or the first rule right behind the key words."""
    colon = _colon(source, rest, end)
    inner = [word for word in rest if word.start < colon] if colon else rest
    whole = not colon and rest[-1].end + 4 >= end
    sentence = inner[0].text in VERBS | LISTS or (
        inner[0].text not in STARTERS and any(word.text in VERBS for word in inner)
    )
    broad = all(word.text in BROAD for word in inner)
    capital = source[rest[0].start].isupper() or source[rest[0].start].isdigit()
    if colon and not sentence and len(inner) <= MOST_WORDS_TO_COLON:
        return Tail(_behind_colons(source, colon, end), len(inner), broad=broad)
    if whole and not sentence and not (marked and inner[0].text not in STARTERS):
        name = inner[0].text in STARTERS and len(inner) <= MOST_WORDS_TO_END
        if name or (len(inner) <= MOST_WORDS_OF_A_NAME and source[before.start].isupper()):
            return Tail(end, len(inner), broad=broad)
    if capital and alone and not marked and not sentence:
        return Tail(before.end, closed=False)
    return None


def _colon(source: str, rest: list[Word], end: int) -> int:
    """The offset of the first colon outside brackets among the words, or 0."""
    stop = min(end, rest[-1].end + 4)
    depth = rest[0].depth
    for at in range(rest[0].start, stop):
        depth = brackets(source, at, at + 1, depth)
        if source[at] in COLONS and not depth:
            return at
    return 0


def _behind_colons(source: str, at: int, end: int) -> int:
    while at < end and source[at] in COLONS:
        at += 1
    return at
