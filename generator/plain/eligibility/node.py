"""The tree that `parse` gives: spans over the untouched source, never copies of its words."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

Span = tuple[int, int]


class Kind(StrEnum):
    """What a node is."""

    ROOT = "root"
    SECTION = "section"
    GROUP = "group"
    ITEM = "item"
    PARA = "para"
    NOTE = "note"
    JOINER = "joiner"


class Polarity(StrEnum):
    """Whether a rule lets people in or keeps people out, as far as the record says so.

    `mixed`: each rule carries its own yes or no. `unstated`: the record does not say.
    """

    INCLUDE = "include"
    EXCLUDE = "exclude"
    MIXED = "mixed"
    UNSTATED = "unstated"


class Confidence(StrEnum):
    """How the polarity is known.

    By a standard head, a head with more words, a sentence, the parent, or not at all.
    """

    EXACT = "exact"
    PATTERN = "pattern"
    SENTENCE = "sentence"
    INHERITED = "inherited"
    FALLBACK = "fallback"


class Node(NamedTuple):
    """One part of the criteria. All offsets point into the source given to `parse`.

    `spans` holds the node's own words: for a section or group its head, empty when the head is
    implied. Several spans mean that the words go on in a later line. `marker` is the bullet or
    number. A line of signs without words (a bare bullet, a ruler) has a marker and no spans; an
    item in a list that lost its bullets has no marker.
    """

    kind: Kind
    spans: tuple[Span, ...] = ()
    marker: Span | None = None
    polarity: Polarity = Polarity.UNSTATED
    confidence: Confidence = Confidence.INHERITED
    kids: tuple[Node, ...] = ()

    def text(self, source: str) -> str:
        """The node's own words, without marker and kids, spans joined by one space."""
        return " ".join([source[start:end] for start, end in self.spans])

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below it, in the order of the source."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.kids))
