"""Heads inside a line. A missed one turns the meaning of every rule behind it around."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .headings import Head, at_start
from .node import Polarity
from .words import COLONS, WORD, brackets, words

REACH = 80
MOST_WORDS_IN_FRONT = 4
LINE_END = 14

CANDIDATE = re.compile(
    r"(?<![^\W_])(?:non[-\s]?)?(?:in|ex)clusions?(?:[\s_]+crit\w{2,8}|\s*[:：])", re.IGNORECASE
)
BOUNDARY = re.compile(r"[.;!?。；•]\s*|[):]\s+")
LEFT_OVER = re.compile(
    r"(?<![^\W_])(?P<non>non[-\s]?)?(?P<side>in|ex)clusions?\s+criteri\w*\s*[:：]", re.IGNORECASE
)
# "Inclusion of the child, step 2: ...": perhaps a head, perhaps a rule.
DOUBTFUL = re.compile(r"(?P<side>In|Ex)clusion\b[^:：.;]{0,60}[:：]")
# Behind one of these the key words are spoken of, not set as a head.
REFERRING = frozenset(
    """the in of per see meet meets meeting met all any these those this each following to under by
    from with and or for as defined listed both satisfy fulfill fulfil violate against on at than
    above below previous her his their no not protocol described specified screening also""".split()
)
LEADING = frozenset("key main major other additional general specific further".split())


def heads(source: str, start: int, end: int) -> Iterator[Head]:
    """Find the heads that begin behind `start`, in order."""
    unclosed = None
    done, depth, at = start, 0, start
    for match in CANDIDATE.finditer(source, start, end):
        if unclosed is None:
            unclosed = brackets(source, start, end)
        depth, at = brackets(source, at, match.start(), depth), match.start()
        if depth > unclosed or at < done:
            continue
        head = _head(source, done, at, end)
        if head:
            done = head.end
            yield head


def left_over(source: str, start: int, end: int, polarity: Polarity) -> bool:
    """Whether the span still holds what reads like a head of the other polarity (rule ELI-04)."""
    if polarity not in (Polarity.INCLUDE, Polarity.EXCLUDE):
        return False
    here = polarity is Polarity.INCLUDE
    doubtful = DOUBTFUL.match(source, start, end)
    if doubtful and (doubtful["side"] == "In") is not here:
        return True
    for match in LEFT_OVER.finditer(source, start, end):
        says = match["side"].lower() == "in" and not match["non"]
        if says is not here and not _aside(source, start, match.start(), end):
            return True
    return False


def cut_by_line_end(source: str, end: int, start: int) -> bool:
    """Whether a line end cuts a head: `... exclusion` / `criteria: ...`."""
    joined = source[max(0, end - LINE_END) : end] + " " + source[start : start + LINE_END]
    return bool(LEFT_OVER.search(joined))


def _aside(source: str, start: int, at: int, end: int) -> bool:
    """Whether brackets that open and close nearby hold the words."""
    first, last = max(start, at - REACH), min(end, at + REACH)
    return brackets(source, first, at) > brackets(source, first, last)


def _head(source: str, start: int, at: int, end: int) -> Head | None:
    first = max(start, at - REACH)
    boundary = max((match.end() for match in BOUNDARY.finditer(source, first, at)), default=-1)
    if boundary > start and len(words(source, boundary, at)) <= MOST_WORDS_IN_FRONT:
        return _behind_sentence(source, boundary, at, end)
    return _glued(source, first, at, end)


def _behind_sentence(source: str, start: int, at: int, end: int) -> Head | None:
    """Find `... therapy. Other Exclusion Criteria: ...`."""
    head = at_start(source, start, end)
    if head is None or head.end <= at:
        return None
    spoken = source[at].islower() and source[head.end - 1] not in COLONS
    return None if spoken else head


def _glued(source: str, first: int, at: int, end: int) -> Head | None:
    """Find `... consent Exclusion Criteria: ...`: a capital, and a colon or the end of the line."""
    front = [match.group() for match in WORD.finditer(source, first, at)]
    starts = [match.start() for match in WORD.finditer(source, first, at)]
    start = at
    while front and front[-1].lower() in LEADING and front[-1][0].isupper():
        front.pop()
        start = starts.pop()
    if not source[at].isupper() or not front or front[-1].lower() in REFERRING:
        return None
    head = at_start(source, start, end)
    if head is None or "rit" not in source[at : head.end].lower():
        return None
    return head if head.end == end or source[head.end - 1] in COLONS else None
