"""Tables of a page as a reader sees them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Table:
    """The texts of the cells: of the head, and of each row."""

    head: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


def tables_of(html: str) -> list[Table]:
    """Return the tables of a page, in order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.tables


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[Table] = []
        self._cells: list[str] = []
        self._is_cell = False

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append(Table())
        elif tag == "tr":
            self._cells = []
        elif tag in ("td", "th"):
            self._cells.append("")
            self._is_cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._is_cell = False
        elif tag == "tr" and not self.tables[-1].head:
            self.tables[-1].head = self._cells
        elif tag == "tr":
            self.tables[-1].rows.append(self._cells)

    def handle_data(self, data: str) -> None:
        if self._is_cell:
            self._cells[-1] += data
