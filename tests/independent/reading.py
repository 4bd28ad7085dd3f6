"""Takes the part "What it found" of a built page apart, as a person sees it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"br", "hr", "img", "input", "link", "meta", "rect", "path", "circle"}
_HEADS = {"h1", "h2", "h3", "h4"}
_UNSEEN = {"pt-meaning", "pt-sources"}
FIRST_HEAD = "what-it-found"


@dataclass
class Node:
    """An element of the page, or a text (`name` is empty)."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    text: str = ""
    inside: list["Node"] = field(default_factory=list)

    def all(self, *names: str) -> Iterator["Node"]:
        """Yield the elements of these names in it, outermost first, none inside another."""
        for node in self.inside:
            if node.name in names:
                yield node
            else:
                yield from node.all(*names)

    def words(self) -> str:
        """Return the text that is seen, with one space for any number of them."""
        return " ".join("".join(self._texts()).split())

    def is_a(self, kind: str) -> bool:
        """True if it has a class."""
        return kind in self.attributes.get("class", "").split()

    def _texts(self) -> Iterator[str]:
        if not self.name:
            yield self.text
        elif not _UNSEEN & set(self.attributes.get("class", "").split()):
            yield " " * (self.name in {"br", "p", "li", "text", "td", "th", "dd"})
            number = int(self.attributes.get("start", 1))
            for node in self.inside:
                if self.name == "ol" and node.name == "li":
                    number = int(node.attributes.get("value", number))
                    yield f" {number}. "
                    number += 1
                yield from node._texts()


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("root")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].inside.append(node)
        if tag not in _VOID:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].inside.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        names = [node.name for node in self._open]
        if tag in names:
            del self._open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        self._open[-1].inside.append(Node("", text=data))


@dataclass(frozen=True)
class Row:
    """A row: its head, its cells, the names before the cells on a phone. `spans`: a head alone."""

    head: str
    cells: tuple[str, ...]
    labels: tuple[str, ...]
    spans: bool


@dataclass(frozen=True)
class Block:
    """One piece of the part, in order: what it is, its text, or its rows and columns."""

    kind: str
    text: str
    head: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()


def found_on(html: str) -> list[Block]:
    """Return the pieces from the head "What it found" to the next of its level."""
    tree = _Tree()
    tree.feed(html)
    blocks: list[Block] = []
    is_in = False
    for block in _blocks(tree.root):
        if block.kind == "h2":
            is_in = block.text == "What it found"
        elif is_in:
            blocks.append(block)
    return blocks


def _blocks(node: Node) -> Iterator[Block]:
    for one in node.inside:
        kind = one.name
        if _UNSEEN & set(one.attributes.get("class", "").split()):
            continue
        if kind in _HEADS or kind in {"p", "li", "summary", "figcaption"}:
            yield Block(kind, one.words())
        elif kind == "blockquote":
            yield Block("quote", one.words())
        elif kind == "svg":
            yield Block("svg", "\n".join(text.words() for text in one.all("text")))
        elif kind == "table":
            yield _table(one)
        elif kind == "dl":
            pairs = [
                (
                    " ".join(part.words() for part in pair.all("dt")),
                    " ".join(part.words() for part in pair.all("dd")),
                )
                for pair in one.all("div")
            ]
            yield Block("key", one.attributes.get("class", ""), pairs=tuple(pairs))
        else:
            yield from _blocks(one)


def _table(table: Node) -> Block:
    rows = []
    head: tuple[str, ...] = ()
    for row in table.all("tr"):
        heads, cells = list(row.all("th")), list(row.all("td"))
        if not head:
            head = tuple(one.words() for one in row.inside if one.name in {"th", "td"})[1:]
            continue
        rows.append(
            Row(
                head=" ".join(one.words() for one in heads),
                cells=tuple(one.words() for one in cells),
                labels=tuple(one.attributes.get("data-label", "") for one in cells),
                spans=any("colspan" in one.attributes for one in heads),
            )
        )
    caption = " ".join(one.words() for one in table.all("caption"))
    return Block("table", caption or table.attributes.get("class", ""), head, tuple(rows))


def flat(text: object) -> str:
    """Return a text with one space for any number of them."""
    return " ".join(str(text or "").split())


def letters(text: object) -> str:
    """Return the letters and digits of a text alone, for comparing what marks and spaces change."""
    return re.sub(r"[\W_]+", "", str(text or ""))
