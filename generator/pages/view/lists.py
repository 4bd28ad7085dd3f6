"""The lists in the criteria: lines of one kind, with the heads of the record that stand before."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from generator.plain.allowances import says_who_may_join
from generator.plain.eligibility import Kind, Node, Polarity
from generator.records.fit import flat

# "to initiate treatment", "for randomization". A group by that name is no later part of the trial.
_LATER = re.compile(
    r"\b(?:to|for|before|prior\s+to)\s+(?:the\s+)?(?:re-?)?"
    r"(?:initiat\w+|start\w*|begin\w*|continu\w+|proceed\w*|remain\w*|receiv\w+|stay\w*"
    r"|treatment|treating|dosing|randomi[sz]\w+|cross-?over|extension|maintenance)\b"
    r"(?!\s+(?:groups?|arms?|cohorts?|this|the\s+(?:study|trial))\b)"
    r"|\bpost-?\s?(?:transplant\w*|treatment|randomi[sz]ation|surgery|operative)\b"
    r"|\b(?:randomi[sz]ation|withdrawal|discontinuation|drop-?\s?out|stopping|removal|removing"
    r"|termination|elimination|exit|re-?screening|re-?treatment|continuation)\s+criteri",
    re.IGNORECASE,
)
_PLAIN = {"inclusioncriteria", "exclusioncriteria"}
_SILENT = (Polarity.MIXED, Polarity.UNSTATED)


@dataclass(frozen=True, slots=True)
class List:
    """Lines of one polarity: the heads that stand before them, and the groups they are for.

    `later`: the head says that the rules are for a later part of the trial.
    """

    polarity: Polarity
    within: str
    heads: tuple[Node, ...]
    lines: tuple[Node, ...]
    later: bool = False

    def says_who_may_join(self, source: str) -> bool:
        """Whether a line of a list that keeps people out says that some may join."""
        if self.polarity is not Polarity.EXCLUDE:
            return False
        nodes = (node for line in self.lines for node in line.walk())
        return any(says_who_may_join(node.text(source)) for node in nodes)


def lists_of(tree: Node, source: str) -> tuple[List, ...]:
    """Return the lists in the order of the record; a line is in exactly one."""
    return tuple(_timed(_filled(list(_runs(tree.kids, "", source))), source))


def is_plain_head(words: str) -> bool:
    """Whether a head of the record says nothing that our own head does not say."""
    return "".join(filter(str.isalnum, words)).lower() in _PLAIN


def _filled(lists: list[List]) -> Iterator[List]:
    """A head with nothing under it, which says no side, is a head of the list behind it."""
    heads: tuple[Node, ...] = ()
    for at, one in enumerate(lists):
        behind = lists[at + 1] if at + 1 < len(lists) else None
        is_lead = not one.lines and one.polarity in _SILENT
        if is_lead and behind is not None and behind.within == one.within:
            heads += one.heads
        else:
            yield replace(one, heads=heads + one.heads)
            heads = ()


def _timed(lists: Iterable[List], source: str) -> Iterator[List]:
    """Mark lists for a later part: only behind a list of the same kind, or of none."""
    seen: set[Polarity] = set()
    for one in lists:
        again = one.polarity in seen or (one.polarity in _SILENT and bool(seen))
        words = " ".join(flat(head.text(source)) for head in one.heads)
        yield replace(one, later=again and bool(_LATER.search(words)))
        seen |= {one.polarity} if one.lines else set()


def _runs(nodes: Sequence[Node], within: str, source: str) -> Iterator[List]:
    """Walk sections, and groups that have sections of their own ("Adults", then both lists).

    A line never stands under the head of another polarity.
    """
    for owns, some in groupby(nodes, _owns_polarity):
        if not owns:
            yield List(Polarity.UNSTATED, within, (), tuple(some))
            continue
        for node in some:
            if node.kind is Kind.SECTION:
                yield List(node.polarity, within, (node,), node.kids)
            else:
                yield from _group(node, within, source)


def _group(node: Node, within: str, source: str) -> Iterator[List]:
    """The lists of a group. Its name stands before the first, and is said again at the next.

    A second list of the same kind belongs to some other group that has no name of its own.
    """
    name = ": ".join(filter(None, (within, flat(node.text(source)).rstrip(":"))))
    first, *rest = _runs(node.kids, name, source)
    yield replace(first, heads=(node, *first.heads))
    seen = {first.polarity}
    for run in rest:
        again = run.polarity in seen and run.within == name
        name = "" if again else name
        seen.add(run.polarity)
        yield run if name else replace(run, within=within)


def _owns_polarity(node: Node) -> bool:
    if node.kind is Kind.SECTION:
        return True
    return node.kind is Kind.GROUP and any(map(_owns_polarity, node.kids))
