"""The criteria of a trial as rules ask for them: the tree, and each rule with its words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from generator.checks.free_text import as_shown
from generator.plain.eligibility import Kind, Node, Polarity, tree_of
from generator.trial import Trial

FIELD = "eligibility.eligibility_criteria"
_WITH_WORDS = (Kind.ITEM, Kind.PARA, Kind.NOTE)


class Line(NamedTuple):
    """A rule, a paragraph or a note: its words as shown, its node, and the node above it."""

    text: str
    node: Node
    above: Node

    @property
    def polarity(self) -> Polarity:
        """Whether it lets people in, keeps them out, or the record does not say."""
        return self.node.polarity

    @property
    def on_top(self) -> bool:
        """Whether it is part of no other rule."""
        return self.above.kind not in _WITH_WORDS


@dataclass(frozen=True, slots=True)
class Criteria:
    """The text and its nodes in order; the lines are the nodes that hold words of rules."""

    source: str
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]

    def of(self, *polarities: Polarity) -> Iterator[Line]:
        """Yield the lines of some polarities."""
        return (line for line in self.lines if line.node.polarity in polarities)

    def sections(self, *polarities: Polarity) -> list[Node]:
        """The sections of some polarities."""
        return [n for n in self.nodes if n.kind is Kind.SECTION and n.polarity in polarities]

    def groups(self) -> list[Node]:
        """The heads of rules that are for some people only."""
        return [node for node in self.nodes if node.kind is Kind.GROUP and node.spans]

    def words(self, node: Node) -> str:
        """The words of any node, as shown."""
        return as_shown(node.text(self.source))


def criteria_of(trial: Trial) -> Criteria | None:
    """Read the criteria of a trial; None if there are none."""
    source = trial.eligibility.eligibility_criteria
    if not source or not source.strip():
        return None
    nodes: list[Node] = []
    lines: list[Line] = []
    root = tree_of(source)
    waiting = [(root, root)]
    while waiting:
        node, above = waiting.pop()
        nodes.append(node)
        if node.spans and node.kind in _WITH_WORDS:
            lines.append(Line(as_shown(node.text(source)), node, above))
        waiting.extend([(kid, node) for kid in reversed(node.kids)])
    return Criteria(source, tuple(nodes), tuple(lines))


def quote(text: str, most: int = 160) -> str:
    """The beginning of a text, cut between words."""
    text = re.sub(r"\s+", " ", text).strip()
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
