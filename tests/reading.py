"""Reads a page as a reader's browser does: text by section, with the marks around quotes."""

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

MARK = re.compile("\ue000([^\ue001]*)\ue001|\ue002")
VOID = {"br", "hr", "img", "input", "meta", "link", "base", "source", "track", "wbr", "embed"}
BLOCKS = {"p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "blockquote", "pre", "table", "tr"}
BLOCKS |= {"td", "th", "dl", "dt", "dd", "br", "hr", "details", "summary", "section", "figure"}
BLOCKS |= {"figcaption", "text", "svg", "thead", "tbody"}


@dataclass(slots=True)
class Tag:
    """A tag of a page, as a browser sees it."""

    name: str
    attributes: dict[str, str]


@dataclass(slots=True)
class Shown:
    """A quote on a page: its field, the head of level 2 above it, its text as a reader sees it."""

    path: str
    section: str
    text: str


@dataclass
class Reading:
    """A page taken apart."""

    quotes: list[Shown] = field(default_factory=list)
    composed: dict[str, str] = field(default_factory=dict)
    sources: list[str] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    criteria: str = ""
    drawing: list[str] = field(default_factory=list)
    flow: list[str] = field(default_factory=list)
    track: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    events: list[list[str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def read_page(html: str) -> Reading:
    """Take a page apart: quotes, and under each head of level 2 the words that are no quotes.

    `sources` are the fields named in the folds that say where words come from, `evidence` the words
    of the record that notes quote. `criteria` is what
    stands in the lists of criteria: quotes and numbers, in order. `drawing` are the lines of text
    in the picture of the groups, `flow` those in pictures of who left, `track` those in pictures
    of time, `pictures` those in all others. `events` are the rows of tables of health problems:
    name, then numbers. `faults` are tags and marks that do not fit together.
    """
    walker = _Walker()
    walker.feed(html)
    walker.close()
    return walker.finish()


def fold(text: str) -> str:
    """Return a text as HTML shows it: one space where there is any white space."""
    return re.sub(r"[ \t\r\n\f\v\u2028\u2029]+", " ", text).strip()


class _Walker(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Reading()
        self.section: list[str] = []
        self.open: list[Tag] = []
        self.said: dict[str, list[str]] = {}
        self.criteria: list[str] = []
        self.mark: str | None = None
        self.words: list[str] = []
        self.numbers: list[int] = []
        self.within: Counter[str] = Counter()
        self.in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = Tag(tag, {name: value or "" for name, value in attrs})
        self.page.tags.append(found)
        if tag in BLOCKS:
            self._say(" ")
        if tag == "h2":
            self.section = []
        if self.within["pt-events"]:
            self._cell(tag)
        if tag == "ol":
            self.numbers.append(int(found.attributes.get("start", "1")) - 1)
        if tag == "ul":
            self.numbers.append(-1)
        if tag == "li":
            self._item(found.attributes.get("value"))
        if tag not in VOID:
            self.open.append(found)
            self.within.update([tag, *found.attributes.get("class", "").split()])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.page.tags.append(Tag(tag, {name: value or "" for name, value in attrs}))
        if tag in BLOCKS:
            self._say(" ")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1].name != tag:
            self.page.faults.append(f"</{tag}> in {[one.name for one in self.open[-3:]]}")
            return
        closed = self.open.pop()
        self.within.subtract([tag, *closed.attributes.get("class", "").split()])
        if tag in ("ol", "ul"):
            self.numbers.pop()
        if tag == "a" and self.mark is not None:
            self._address(closed.attributes.get("href", ""))
        if tag in BLOCKS:
            self._say(" ")

    def handle_data(self, data: str) -> None:
        start = 0
        for mark in MARK.finditer(data):
            self._say(data[start : mark.start()])
            self._turn(mark[1])
            start = mark.end()
        self._say(data[start:])

    def handle_comment(self, data: str) -> None:
        self.page.faults.append(f"a comment: {data}")

    def handle_decl(self, decl: str) -> None:
        self.page.faults.append(f"a declaration: {decl}")

    def handle_pi(self, data: str) -> None:
        self.page.faults.append(f"an instruction: {data}")

    def unknown_decl(self, data: str) -> None:
        self.page.faults.append(f"a declaration: {data}")

    def finish(self) -> Reading:
        self.page.faults += [f"<{tag.name}> is not closed" for tag in self.open]
        if self.mark is not None:
            self.page.faults.append(f"the mark of {self.mark} does not end")
        self.page.composed = {head: "".join(said) for head, said in self.said.items()}
        self.page.criteria = "".join(self.criteria)
        return self.page

    def _item(self, value: str | None) -> None:
        """A browser shows the numbers of a numbered list, so they count as text of a quote."""
        if self.numbers and self.numbers[-1] >= 0:
            self.numbers[-1] = int(value) if value else self.numbers[-1] + 1
            if self.mark is not None:
                self._say(f"{self.numbers[-1]}. ")

    def _cell(self, tag: str) -> None:
        """A name ends where the line does; what stands below is told of it."""
        is_cell = tag in ("th", "td") and not self.within["thead"]
        if tag == "tr" and not self.within["thead"]:
            self.page.events.append([])
        if is_cell:
            self.page.events[-1].append("")
        if tag in ("tr", "th", "td", "br"):
            self.in_cell = is_cell

    def _address(self, href: str) -> None:
        """The address behind the words of a link is part of the quote, unless it is its words."""
        if href.startswith("http") and not "".join(self.words).endswith(href):
            self._say(f" {href} ")

    def _turn(self, path: str | None) -> None:
        if (path is None) == (self.mark is None):
            self.page.faults.append(f"a mark of {path} inside that of {self.mark}")
        if path is None and self.mark is not None:
            self.page.quotes.append(Shown(self.mark, self._head(), "".join(self.words)))
        self.mark, self.words = path, []
        self.criteria.append(" ")

    def _say(self, text: str) -> None:
        innermost = self.open[-1].name if self.open else ""
        if self.in_cell and self.within["pt-events"] and (self.within["th"] or self.within["td"]):
            self.page.events[-1][-1] += text
        if innermost == "h2" and self.mark is None:
            self.section.append(text)
        if self.within["pt-criteria"] and (self.mark is not None or self.within["pt-marker"]):
            self.criteria.append(text)
        if self.within["svg"]:
            lines = self.page.flow if self.within["pt-flow"] else self.page.pictures
            lines = self.page.track if self.within["pt-track"] else lines
            lines = self.page.drawing if self.within["pt-groups"] else lines
            lines += [text] if innermost == "text" else []
        elif self.mark is not None:
            self.words.append(text)
        elif self.within["pt-marker"]:
            pass  # the record's own number, which is read with the criteria
        elif self.within["pt-sources"]:
            self.page.sources += [text] if innermost in ("code", "q") else []
        elif self.within["pt-note"] and innermost == "q":
            self.page.evidence.append(text)
        else:
            self.said.setdefault(self._head(), []).append(text)

    def _head(self) -> str:
        return fold("".join(self.section))
