"""The single rules for joining: which lines are one, a name for each, and what each is about.

A rule is a line of a list, with all that stands below it, or a paragraph that says something of its
own. Rules keep the order of the record; a theme is a mark, and moves nothing.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.plain.allowances import keeps_nobody_out
from generator.plain.eligibility import Kind, Node, Polarity
from generator.plain.eligibility.headings import at_start
from generator.plain.themes import Themes

_COLONS = (":", "\uff1a")
_FEW = 6
"""So many rules are read faster than a list of what they are about."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, and the themes that its words name.

    `anchor` is its place on the page. `key` follows its words and its list, so that a reader's mark
    on it never slips to another rule when the record changes. `keeps_nobody_out`: it stands among
    rules that keep people out, and says who may join.
    """

    anchor: str
    key: str
    themes: tuple[str, ...]
    keeps_nobody_out: bool = False


@dataclass(frozen=True, slots=True)
class Jump:
    """A theme, and the anchors of the rules that name it, in order."""

    label: str
    anchors: tuple[str, ...]


def numbered(
    lists: Iterable[tuple[Polarity, Iterable[Node]]], source: str, themes: Themes
) -> dict[int, Rule]:
    """Return the rules of all lists, in order, by where they begin in the source."""
    found: dict[int, Rule] = {}
    known: dict[str, int] = defaultdict(int)
    for polarity, nodes in lists:
        for node in _rules(nodes, source):
            words = source[begin(node) : _end(node)]
            key = _key(polarity, words)
            known[key] += 1
            found[begin(node)] = Rule(
                # A heading's anchor never holds two hyphens: whatever a title says, it is not this.
                anchor=f"rule--{len(found) + 1}",
                key=key if known[key] == 1 else f"{key}-{known[key]}",
                themes=themes.of(words),
                keeps_nobody_out=polarity is Polarity.EXCLUDE
                and keeps_nobody_out(node.text(source)),
            )
    return found


def jumps(rules: Iterable[Rule], themes: Themes) -> tuple[Jump, ...]:
    """Return where each theme is named; nothing where it would not help."""
    rules = list(rules)
    places: dict[str, list[str]] = {label: [] for label in themes.labels}
    for rule in rules:
        for label in rule.themes:
            places[label].append(rule.anchor)
    found = tuple(Jump(label, tuple(anchors)) for label, anchors in places.items() if anchors)
    return found if len(found) > 1 and len(rules) > _FEW else ()


def begin(node: Node) -> int:
    """Return where a line begins in the source, marker and all; no two lines begin at one place."""
    first = node.marker or next(iter(node.spans), None)
    return first[0] if first else -1


def _end(node: Node) -> int:
    while node.kids:
        node = node.kids[-1]
    return max(stop for _, stop in (*node.spans, *filter(None, [node.marker])))


def _rules(nodes: Iterable[Node], source: str) -> Iterator[Node]:
    """Yield the topmost lines that are rules; a group has rules of its own."""
    for node in nodes:
        if node.kind in (Kind.GROUP, Kind.SECTION) or _names_group(node, source):
            yield from _rules(node.kids, source)
        elif _is_rule(node, source):
            yield node


def _names_group(node: Node, source: str) -> bool:
    """Whether a line of a list is a head for the lines below: `1. Inclusion criteria for cats`."""
    if node.kind is not Kind.ITEM or not node.kids or not node.spans:
        return False
    start, end = node.spans[0][0], node.spans[-1][1]
    head = at_start(source, start, end, marked=True)
    return head is not None and head.end == end and head.polarity is node.polarity


def _is_rule(node: Node, source: str) -> bool:
    if begin(node) < 0:
        return False
    if node.kind is Kind.ITEM:
        return has_words([node], source)
    text = node.text(source).rstrip()
    return node.kind is Kind.PARA and has_words([node], source) and not text.endswith(_COLONS)


def has_words(nodes: Iterable[Node], source: str) -> bool:
    """Whether any of these lines, or of those below, says something: a lone dash does not."""
    lines = (line for node in nodes for line in node.walk())
    return any(any(map(str.isalnum, line.text(source))) for line in lines)


def _key(polarity: Polarity, words: str) -> str:
    said = f"{polarity} {' '.join(words.split())}"
    return hashlib.sha256(said.encode(errors="surrogatepass")).hexdigest()[:8]
