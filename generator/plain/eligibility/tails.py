"""What stands behind the key words: `(Group 1):`, `for donors:`, `- Part B`, or the first rule."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from .lines import trim
from .words import COLONS, WINDOW, Word, brackets

MOST_WORDS_TO_COLON = 14
MOST_WORDS_BEHIND_DASH = 10
MOST_WORDS_TO_END = 12
MOST_WORDS_OF_A_NAME = 3
NEAR_THE_END = 4

# A name of a part begins with one of these: "for healthy volunteers", "at screening".
STARTERS = frozenset(
    """for at in of prior before after during specific related by to determined common only
    applicable umbrella regarding concerning part cohort group arm phase stage stratum""".split()
)
# With one of these the line is a sentence about the criteria.
VERBS = frozenset(
    """is are was were will would may might must should shall could can apply applies applied has
    have had met meet meets be been being need needs does do did exclude excludes""".split()
)
LEADS = frozenset("include includes including are were is as will also".split())
LEAD_WORDS = LEADS | frozenset(
    "follow follows following below listed given but not limited to be the and".split()
)
NOTHING = frozenset("none no nil n na not".split())
EVERYONE = frozenset("for all participants patients subjects cohorts groups parts the both".split())

FILLER = re.compile(r"(?:[\s.:：;*_\\\]>)=~#–—\"”’'»-]|</?\w{1,6}/?>|&lt;/?\w{1,6}/?&gt;)*\Z")
IN_BRACKETS = re.compile(
    r"\s*(?:\([^()]{0,120}(?:\([^()]{0,60}\)[^()]{0,120})?\)|\\?\[[^\[\]\n]{0,120}\])"
)
LIST_BEGINS = re.compile(r"\s+(?:\\?[*•●]|\(?1\\?[.)](?=\s))")
DASH = re.compile(r"\s*[-–—]+(?:\\?>)?")


@dataclass(frozen=True, slots=True)
class Tail:
    """Where the head ends, and how many of its words stand behind the key words.

    `closed`: by a colon, a full stop, a list or the end of the line. `broad`: for all, it seems.
    """

    end: int
    words: int = 0
    closed: bool = True
    broad: bool = True


@dataclass(frozen=True, slots=True)
class Behind:
    """The text behind the key words, from `at` to `end`, and its words.

    `before` is the last key word. `long`: the key words name criteria, not only `exclusion`.
    `marked`: the line has a bullet or number. `alone`: no word stands before the key words.
    """

    source: str
    row: list[Word]
    before: Word
    at: int
    end: int
    long: bool
    marked: bool
    alone: bool

    def words_to(self, stop: int) -> list[Word]:
        """The words before an offset."""
        return [word for word in self.row if word.start < stop]

    def sentence(self, row: list[Word]) -> bool:
        """Whether these words speak about the criteria instead of naming a part of them."""
        first = row[0].text
        return first in VERBS | LEADS or (
            first not in STARTERS and any(word.text in VERBS for word in row)
        )


def read_tail(behind: Behind) -> Tail | None:
    """The tail of a head, or None if what follows makes the line a sentence."""
    stop = min(behind.end, behind.at + WINDOW)
    bracket = IN_BRACKETS.match(behind.source, behind.at, stop)
    if bracket is None:
        return _plain_tail(behind)
    rest = [word for word in behind.row if word.start >= bracket.end()]
    found = _plain_tail(replace(behind, row=rest, at=bracket.end()))
    return Tail(found.end, found.words + 1, found.closed, broad=False) if found else None


def _plain_tail(behind: Behind) -> Tail | None:
    source, end = behind.source, behind.end
    if end - behind.at < WINDOW and FILLER.match(source, behind.at, end):
        return Tail(end)
    at, _ = trim(source, behind.at, end)
    if source[at] in COLONS:
        return Tail(_behind_colons(source, at, end))
    if source[at] == "." and behind.long and not behind.marked:
        return Tail(at + 1)
    title = source[behind.before.start].isupper()
    if source[at] in ",?" and at + 1 == end and behind.long and behind.alone and title:
        return Tail(end)
    if behind.long and LIST_BEGINS.match(source, behind.at, end):
        return Tail(behind.before.end)
    dash = DASH.match(source, behind.at, end)
    if dash and behind.row:
        return _dashed(behind, dash.end())
    if not behind.long or not behind.row or source[at] in ",;/)”\"'?!":
        return None
    return _lead_in(behind) or _named(behind) or _first_rule(behind)


def _dashed(behind: Behind, at: int) -> Tail | None:
    """`- Part B:` is all head; in `- none` and `- a rule` the head ends with the dash."""
    row, end = behind.row, behind.end
    name = row[0].text not in NOTHING and not any(word.text in VERBS for word in row)
    to_colon = behind.source[end - 1] in COLONS and end - row[-1].end <= 2 * NEAR_THE_END
    if name and to_colon and len(row) <= MOST_WORDS_BEHIND_DASH:
        return Tail(end, len(row), broad=False)
    short = row[0].text in STARTERS and len(row) <= MOST_WORDS_OF_A_NAME + 1
    if name and short and not behind.marked:
        return Tail(end, len(row), broad=False)
    return None if behind.marked else Tail(at)


def _lead_in(behind: Behind) -> Tail | None:
    """`include, but are not limited to:` and `were as follows:` up to the colon."""
    colon = _colon(behind)
    if not colon or behind.row[0].text not in LEADS:
        return None
    if all(word.text in LEAD_WORDS for word in behind.words_to(colon)):
        return Tail(colon + 1)
    return None


def _named(behind: Behind) -> Tail | None:
    """`for healthy volunteers:`, `at screening`, `Partner`."""
    colon = _colon(behind)
    inner = behind.words_to(colon) if colon else behind.row
    if behind.sentence(inner):
        return None
    broad = all(word.text in EVERYONE for word in inner)
    if colon and len(inner) <= MOST_WORDS_TO_COLON:
        return Tail(_behind_colons(behind.source, colon, behind.end), len(inner), broad=broad)
    if colon or inner[-1].end + NEAR_THE_END < behind.end:
        return None
    if inner[0].text in STARTERS:
        return (
            Tail(behind.end, len(inner), broad=broad) if len(inner) <= MOST_WORDS_TO_END else None
        )
    source = behind.source
    title = source[behind.before.start].isupper() and not source[inner[0].start].islower()
    name = title and len(inner) <= MOST_WORDS_OF_A_NAME
    return Tail(behind.end, len(inner), broad=broad) if name and not behind.marked else None


def _first_rule(behind: Behind) -> Tail | None:
    """`Exclusion criteria Patients with ...`: the key words come first, and a capital follows."""
    word = behind.row[0]
    first = behind.source[word.start]
    if behind.marked or not behind.alone or word.text in VERBS | LEADS:
        return None
    loud = behind.source[behind.before.start : behind.before.end].isupper()
    if loud or first.isupper() or first.isdigit():
        return Tail(behind.before.end, closed=False)
    return None


def _colon(behind: Behind) -> int:
    """The offset of the first colon outside brackets among the words, or 0."""
    depth = behind.row[0].depth
    stop = min(behind.end, behind.row[-1].end + NEAR_THE_END)
    for at in range(behind.row[0].start, stop):
        depth = brackets(behind.source, at, at + 1, depth)
        if behind.source[at] in COLONS and not depth:
            return at
    return 0


def _behind_colons(source: str, at: int, end: int) -> int:
    while at < end and source[at] in COLONS:
        at += 1
    return at
