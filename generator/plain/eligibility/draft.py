"""Nodes while they are being built, and how they become the frozen tree."""

from __future__ import annotations

from dataclasses import dataclass, field

from .inline import Member, split
from .markers import Mark
from .node import Confidence, Kind, Node, Polarity, Span


@dataclass(slots=True)
class Draft:
    """A node that can still grow. `indent` and `mark` decide what nests below it."""

    kind: Kind
    spans: list[Span] = field(default_factory=list)
    mark: Mark | None = None
    polarity: Polarity = Polarity.UNSTATED
    confidence: Confidence = Confidence.INHERITED
    kids: list[Draft] = field(default_factory=list)
    indent: int = 0
    after_head: bool = False

    def add(self, kid: Draft) -> Draft:
        """Takes a kid, which has this node's polarity unless it is a section."""
        if kid.kind is not Kind.SECTION:
            kid.polarity = self.polarity
        self.kids.append(kid)
        return kid


def freeze(source: str, root: Draft) -> Node:
    """The frozen tree, with lists typed inside one line cut into kids."""
    order, waiting = [], [root]
    while waiting:
        draft = waiting.pop()
        order.append(draft)
        waiting.extend(draft.kids)
    done: dict[int, list[Node]] = {}
    for draft in reversed(order):
        kids = [node for kid in draft.kids for node in done.pop(id(kid))]
        done[id(draft)] = _nodes(source, draft, tuple(kids))
    return done[id(root)][0]


def _nodes(source: str, draft: Draft, kids: tuple[Node, ...]) -> list[Node]:
    """The draft's node, and behind it the members that stood beside it in its line."""
    marker = (draft.mark.start, draft.mark.end) if draft.mark else None
    spans, inside, beside = draft.spans, (), []
    if draft.spans and draft.kind in (Kind.ITEM, Kind.PARA, Kind.NOTE):
        cut = split(source, draft.spans, draft.mark, draft.after_head)
        spans = cut.spans
        inside = tuple(_member(member, draft.polarity) for member in cut.kids)
        beside = [_member(member, draft.polarity) for member in cut.beside]
    if beside:
        last = beside[-1]
        beside[-1] = Node(
            last.kind, last.spans, last.marker, last.polarity, last.confidence, last.kids + kids
        )
        kids = ()
    own = Node(
        draft.kind, tuple(spans), marker, draft.polarity, draft.confidence, inside + kids
    )
    return [own, *beside]


def _member(member: Member, polarity: Polarity) -> Node:
    kids = tuple(_member(kid, polarity) for kid in member.kids)
    return Node(
        Kind.ITEM, tuple(member.spans), member.marker, polarity, Confidence.INHERITED, kids
    )
