"""Nodes while they are being built, and how they become the frozen tree."""

from __future__ import annotations

from dataclasses import dataclass, field

from .inline import Member, split
from .markers import Mark
from .node import Confidence, Kind, Node, Polarity, Span

WITH_LISTS = (Kind.ITEM, Kind.PARA, Kind.NOTE)


@dataclass(slots=True)
class Draft:
    """A node that can still grow. `behind_head`: its words stand in the line of a head."""

    kind: Kind
    spans: list[Span] = field(default_factory=list)
    mark: Mark | None = None
    polarity: Polarity = Polarity.UNSTATED
    confidence: Confidence = Confidence.INHERITED
    kids: list[Draft] = field(default_factory=list)
    indent: int = 0
    behind_head: bool = False

    def add(self, kid: Draft) -> Draft:
        """Take a kid, which gets this node's polarity unless it is a section."""
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
        kids = tuple(node for kid in draft.kids for node in done.pop(id(kid)))
        done[id(draft)] = _nodes(source, draft, kids)
    return done[id(root)][0]


def _nodes(source: str, draft: Draft, kids: tuple[Node, ...]) -> list[Node]:
    """The draft's node, and behind it the members that stood beside it in its line."""
    cut = None
    if draft.spans and draft.kind in WITH_LISTS:
        cut = split(source, draft.spans, draft.mark, draft.behind_head)
    if cut is None:
        return [_node(draft, draft.spans, kids)]
    inside = tuple(_member(member, draft.polarity) for member in cut.kids)
    beside = [_member(member, draft.polarity) for member in cut.beside]
    if not beside:
        return [_node(draft, cut.spans, inside + kids)]
    beside[-1] = beside[-1]._replace(kids=beside[-1].kids + kids)
    return [_node(draft, cut.spans, inside), *beside]


def _node(draft: Draft, spans: list[Span], kids: tuple[Node, ...]) -> Node:
    mark = (draft.mark.start, draft.mark.end) if draft.mark else None
    return Node(draft.kind, tuple(spans), mark, draft.polarity, draft.confidence, kids)


def _member(member: Member, polarity: Polarity) -> Node:
    kids = tuple(_member(kid, polarity) for kid in member.kids)
    return Node(Kind.ITEM, tuple(member.spans), member.marker, polarity, Confidence.INHERITED, kids)
