"""Heads inside a line. A missed one turns the meaning of every rule behind it, so this looks everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .headings import Head, at_start
from .node import Polarity
from .words import WORD, brackets, words

REACH = 80
MOST_WORDS_IN_FRONT = 4

CANDIDATE = re.compile(
    r"(?<![^\W_])(?:non[-\s]?)?(?:in|ex)clusions?(?:[\s_]+crit\w{2,8}|\s*[:：])", re.IGNORECASE
)
BOUNDARY = re.compile(r"[.;!?。；•](?:\s*)|[):]\s+")
LEFT_OVER = re.compile(
    r"(?<![^\W_])(?P<non>non[-\s]?)?(?P<side>in|ex)clusions?\s+criteri\w*\s*[:：]", re.IGNORECASE
)
# "Inclusion of the child, step 2: ...": perhaps a head, perhaps a rule.
DOUBTFUL = re.compile(r"(?P<side>In|Ex)clusion\b[^:：.;]{0,60}[:：]")
# After one of these the key words are spoken of, not set as a head.
REFERRING = frozenset(
    """the in of per see meet meets meeting met all any these those this each following to under by from
    with and or for as defined listed both satisfy fulfill fulfil violate against on at than above below
    previous her his their no not protocol described specified other-protocol screening also""".split()
)
LEADING = frozenset("key main major other additional general specific further".split())


def heads(source: str, start: int, end: int) -> Iterator[Head]:
    """The heads that begin after `start`, in order."""
    done, depth, at = start, 0, start
    for match in CANDIDATE.finditer(source, start, end):
        depth, at = brackets(source, at, match.start(), depth), match.start()
        if depth or match.start() < done:
            continue
        head = _head(source, done, match.start(), end)
        if head:
            done = head.end
            yield head


def left_over(source: str, start: int, end: int, polarity: Polarity) -> bool:
    """Whether the span still holds what reads like a head of the other polarity (rule ELI-04)."""
    if polarity not in (Polarity.INCLUDE, Polarity.EXCLUDE):
        return False
    here = polarity is Polarity.INCLUDE
    doubtful = DOUBTFUL.match(source, start, end)
    if doubtful and (doubtful["side"] == "In") != here:
        return True
    for match in LEFT_OVER.finditer(source, start, end):
        says = match["side"].lower() == "in" and not match["non"]
        if says != here and not brackets(source, max(start, match.start() - REACH), match.start()):
            return True
    return False


def cut_by_wrap(source: str, end: int, start: int) -> bool:
    """Whether a head is cut by the line end: `... exclusion` / `criteria: ...`."""
    joined = source[max(0, end - 12) : end] + " " + source[start : start + 14]
    return bool(LEFT_OVER.search(joined))


def _head(source: str, start: int, at: int, end: int) -> Head | None:
    first = max(start, at - REACH)
    boundary = max((match.end() for match in BOUNDARY.finditer(source, first, at)), default=-1)
    near = boundary >= 0 and len(words(source, boundary, at)) <= MOST_WORDS_IN_FRONT
    if near and boundary > start:
        return _after_sentence(source, boundary, at, end)
    return _glued(source, first, at, end)


def _after_sentence(source: str, start: int, at: int, end: int) -> Head | None:
    """`... therapy. Other Exclusion Criteria: ...`"""
    head = at_start(source, start, end)
    if head is None or head.end <= at:
        return None
    spoken = source[at].islower() and source[head.end - 1] not in ":："
    return None if spoken else head


def _glued(source: str, first: int, at: int, end: int) -> Head | None:
    """`... consent Exclusion Criteria: ...`: capitals, and a colon or the end of the line."""
    front = list(WORD.finditer(source, first, at))
    start = at
    while front and front[-1].group().lower() in LEADING and front[-1].group()[0].isupper():
        start = front.pop().start()
    if not source[at].isupper() or start == first or not front:
        return None
    if front[-1].group().lower() in REFERRING:
        return None
    head = at_start(source, start, end)
    closed = head and (head.end == end or source[head.end - 1] in ":：")
    return head if head and closed and "rit" in source[at : head.end].lower() else None
