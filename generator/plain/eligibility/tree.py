"""Builds the tree of sections, groups and items, one line after the other."""

from __future__ import annotations

from . import labels, midline, sentences
from .draft import Draft, freeze
from .headings import Head, at_start
from .lines import Line, read, spans, trim
from .markers import Mark, Rank, Series
from .nesting import Lists
from .node import Confidence, Kind, Node, Polarity, Span


def parse(source: str) -> Node:
    """Eligibility criteria, as the registry wrote them, to a tree of spans over that same text.

    Takes any text and never raises. Each sign that is not white space is in exactly one span or
    marker of the tree, in the order of the source. What has no head is `unstated`: the parser
    never guesses that a rule lets people in.
    """
    builder = Builder(source)
    for index in range(len(builder.lines)):
        builder.take(index)
    return freeze(source, builder.root)


class Builder:
    """What is open while the lines are read: a section, a group in it, lists in that."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.lines = read(source)
        self.series = Series()
        self.root = Draft(Kind.ROOT, confidence=Confidence.FALLBACK)
        self.owner: Draft | None = None
        self.section: Draft | None = None
        self.broad = False
        self.soft = False
        self.pdq = False
        self.group: Draft | None = None
        self.lists = Lists()
        self.scope: int | None = None
        self.last: Draft | None = None

    def take(self, index: int) -> None:
        """Places one line: its own head or words, then each head inside it with the words behind."""
        line = self.lines[index]
        mark = self.series.read(self.source, line.start, line.end)
        start = trim(self.source, mark.end, line.end)[0] if mark else line.start
        self._leave_scope(line, mark)
        first = self._own_head(line, mark, start)
        inner = list(midline.heads(self.source, first.end if first else start, line.end))
        stops = [head.start for head in inner] + [line.end]
        if first:
            self._open(first, mark, line)
            self._behind_head(index, first.end, stops[0])
        else:
            self._words(index, mark, start, stops[0])
        for head, stop in zip(inner, stops[1:], strict=True):
            self._open(head, None, line)
            self._behind_head(index, head.end, stop)

    @property
    def polarity(self) -> Polarity:
        """What the open section says; `unstated` where there is none."""
        return self.section.polarity if self.section else Polarity.UNSTATED

    def _own_head(self, line: Line, mark: Mark | None, start: int) -> Head | None:
        """The head the line begins with, unless it is only a list item that reads like one."""
        crowded = not line.after_blank
        head = at_start(self.source, start, line.end, mark is not None, crowded)
        if head is None or mark is None or self.section is None:
            return head
        if head.polarity is self.polarity:
            return None
        colon = self.source[head.end - 1] in ":："
        return head if colon or head.plain or head.polarity is Polarity.EXCLUDE else None

    def _open(self, head: Head, mark: Mark | None, line: Line) -> None:
        """Opens a section for the head, or a group where the head names a part of the open section."""
        words = spans(self.source, head.start, head.end)
        enclosed = mark is not None and self.lists.encloses(line.indent)
        if self.section and self._names_part(head, self.section):
            self._open_group(Draft(Kind.GROUP, words, mark, confidence=head.confidence))
            self.soft = head.soft
        else:
            if self._ends_owner(head):
                self.owner = None
            self._open_section(head.polarity, head.confidence, words, mark)
            self.broad, self.pdq = head.broad, head.pdq
        self.scope = line.indent if enclosed else None

    def _ends_owner(self, head: Head) -> bool:
        """A head with people of its own, or for all, ends the lists of the people named before.

        So does a bare one where the text began with a list for all: it goes on with that.
        """
        if self.owner is None or not self.owner.kids:
            return False
        general = any(kid.kind is Kind.SECTION and kid.kids for kid in self.root.kids)
        return head.own or (head.broad and (general or not head.plain))

    def _names_part(self, head: Head, section: Draft) -> bool:
        if head.soft:
            quiet = section.polarity in (Polarity.INCLUDE, Polarity.MIXED)
            return quiet or self.soft or not section.kids
        if head.polarity is not section.polarity or head.polarity is Polarity.MIXED:
            return False
        return self.broad and not (head.plain and section.kids)

    def _open_section(
        self,
        polarity: Polarity,
        confidence: Confidence,
        words: list[Span],
        mark: Mark | None = None,
    ) -> None:
        place = self.owner or self.root
        draft = Draft(Kind.SECTION, words, mark, polarity, confidence)
        self.section = place.add(draft)
        self.broad, self.soft, self.pdq = True, False, False
        self._close_lists(None)

    def _open_group(self, draft: Draft) -> None:
        above = self.group if self.group and not self.group.kids else self._section()
        self._close_lists(None)
        self.group = above.add(draft)

    def _close_lists(self, group: Draft | None) -> None:
        self.group, self.last, self.scope = group, None, None
        self.lists.close()

    def _section(self) -> Draft:
        """The open section; one without a head, which says nothing, where there is none."""
        if self.section is None:
            self._open_section(Polarity.UNSTATED, Confidence.FALLBACK, [])
        assert self.section is not None
        return self.section

    def _leave_scope(self, line: Line, mark: Mark | None) -> None:
        """A head inside a list item counts only there; what the next outer item says is not stated."""
        if mark and self.scope is not None and line.indent < self.scope:
            self._open_section(Polarity.UNSTATED, Confidence.FALLBACK, [])

    def _behind_head(self, index: int, start: int, end: int) -> None:
        """Places words that stand in the line of a head, behind it."""
        start, end = trim(self.source, start, end)
        if start == end:
            return
        soft = at_start(self.source, start, end)
        if soft and soft.soft and soft.end == end:
            self._open_group(Draft(Kind.GROUP, spans(self.source, start, end)))
            self.soft = True
            return
        if labels.is_group(self.source, start, end, alone=True, leads=self._leads(index)):
            self._open_group(Draft(Kind.GROUP, spans(self.source, start, end)))
            return
        mark = self.series.read(self.source, start, end)
        start = trim(self.source, mark.end, end)[0] if mark else start
        self._put(index, mark, start, end).after_head = True

    def _words(self, index: int, mark: Mark | None, start: int, end: int) -> None:
        """Places a line, or its part before the first inner head, that begins with no head."""
        line = self.lines[index]
        start, end = trim(self.source, start, end)
        if mark is None and not self.lists.encloses(line.indent) and self._label(index, end):
            return
        broken = self.last and self.last.spans and not line.after_blank
        if midline.left_over(self.source, start, end, self.polarity) or (
            broken and midline.cut_by_wrap(self.source, self.last.spans[-1][1], start)
        ):
            self._open_section(Polarity.UNSTATED, Confidence.FALLBACK, [])
        self._put(index, mark, start, end)

    def _label(self, index: int, end: int) -> bool:
        """Opens what a line without a marker names: people with lists of their own, a group, a section."""
        line = self.lines[index]
        start = line.start
        if self._is_group(index, start, end):
            if self._before_head(index, end):
                self.section, self.broad = None, False
                self._close_lists(None)
                self.owner = self.root.add(
                    Draft(Kind.GROUP, spans(self.source, start, end), confidence=Confidence.PATTERN)
                )
            else:
                self._open_group(Draft(Kind.GROUP, spans(self.source, start, end)))
            return True
        if self.pdq and labels.is_short_head(self.source, start, end, self._leads(index)):
            self._open_group(Draft(Kind.GROUP, spans(self.source, start, end)))
            return True
        return self._sentence(start, end)

    def _sentence(self, start: int, end: int) -> bool:
        says = sentences.head(self.source, start, end)
        if says in (None, self.polarity) or self.pdq:
            return False
        if self.polarity is Polarity.EXCLUDE and not sentences.lets_in_all(self.source, start, end):
            return False
        assert says is not None
        self._open_section(says, Confidence.SENTENCE, spans(self.source, start, end))
        return True

    def _is_group(self, index: int, start: int, end: int) -> bool:
        alone = self.lines[index].after_blank
        return labels.is_group(self.source, start, end, alone, alone and self._leads(index))

    def _leads(self, index: int) -> bool:
        """Whether a list or a head comes right behind the line."""
        return index + 1 < len(self.lines) and not self._is_plain(index + 1)

    def _before_head(self, index: int, end: int) -> bool:
        """Whether the next line is a head, so that this line owns the sections that follow."""
        if index + 1 == len(self.lines):
            return False
        following = self.lines[index + 1]
        head = at_start(self.source, following.start, following.end)
        if head is None or head.soft:
            return False
        first = self.section is None or head.polarity is not Polarity.EXCLUDE
        return first or self.source[end - 1] in ":："

    def _put(self, index: int, mark: Mark | None, start: int, end: int) -> Draft:
        """Puts words where they belong: on from the last line, into a list, or as a paragraph."""
        line = self.lines[index]
        words = spans(self.source, start, end)
        place = self.group or self._section()
        note = labels.is_note(self.source, start, end)
        if mark and mark.rank is Rank.RULER:
            self._close_lists(self.group)
            return place.add(Draft(Kind.PARA, words, mark))
        if labels.is_joiner(self.source, start, end):
            draft = Draft(Kind.JOINER, words, mark)
        elif mark:
            draft = Draft(Kind.NOTE if note else Kind.ITEM, words, mark, indent=line.indent)
            self.last = draft
            return (self.lists.parent(draft, self.source) or place).add(draft)
        elif self.last and not line.after_blank and not note:
            self.last.spans.extend(words)
            return self.last
        else:
            rule = Kind.ITEM if self._in_run(index) else Kind.PARA
            draft = Draft(Kind.NOTE if note else rule, words)
        self.last = None
        return (self.lists.around(line.indent) or place).add(draft)

    def _in_run(self, index: int) -> bool:
        """Whether lines without markers stand close together, as where a registry dropped the bullets."""
        above = index > 0 and self._is_plain(index - 1) and not self.lines[index].after_blank
        below = index + 1 < len(self.lines) and not self.lines[index + 1].after_blank
        return above or (below and self._is_plain(index + 1))

    def _is_plain(self, index: int) -> bool:
        start, end = self.lines[index].start, self.lines[index].end
        return not (Series().read(self.source, start, end) or at_start(self.source, start, end))
