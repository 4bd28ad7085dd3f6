"""Builds the tree of sections, groups and items, one line after the other."""

from __future__ import annotations

import re

from . import labels, midline, sentences, stems
from .draft import Draft, freeze
from .headings import Head, at_start, may_hold
from .lines import Line, read, spans, trim
from .markers import Mark, Rank, Series
from .neighbors import Neighbors
from .node import Confidence, Kind, Node, Polarity
from .outline import Outline
from .words import COLONS

# What cannot begin a rule where the words before it do not end.
COMPARES = re.compile(r"\\?[≥≤≧≦<>=±]|&(?:[lg][te]|#\d{2,4});")


def parse(source: str) -> Node:
    """Eligibility criteria, as the registry wrote them, to a tree of spans over that same text.

    Takes any text and never raises. Each sign that is not white space is in exactly one span or
    marker of the tree, in the order of the source. What has no head is `unstated`: the parser
    never guesses that a rule lets people in.
    """
    builder = Builder(source)
    for index in range(len(builder.lines)):
        builder.take(index)
    stems.adopt(source, builder.outline.root)
    return freeze(source, builder.outline.root)


class Builder:
    """Reads the lines in order and puts each where it belongs."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.lines = read(source)
        self.near = Neighbors(source, self.lines)
        self.series = Series()
        self.outline = Outline()
        self.last: Draft | None = None
        self.may_hold_head = True

    def take(self, index: int) -> None:
        """Place one line: its own head or words, then each head inside it with the words behind."""
        line = self.lines[index]
        mark = self.series.read(self.source, line.start, line.end)
        start = trim(self.source, mark.end, line.end)[0] if mark else line.start
        if mark:
            self.outline.leave_scope(line.indent)
        self.may_hold_head = may_hold(self.source, line.start, line.end)
        if not self.may_hold_head:
            self._words(index, mark, start, line.end)
            return
        first = self._own_head(line, mark, start)
        inner = list(midline.heads(self.source, first.end if first else start, line.end))
        stops = [head.start for head in inner] + [line.end]
        if first:
            self._open(first, mark, line)
            self._behind_head(index, first.end, stops[0])
        else:
            self._words(index, mark, *trim(self.source, start, stops[0]))
        for head, stop in zip(inner, stops[1:], strict=True):
            self._open(head, None, line)
            self._behind_head(index, head.end, stop)

    def _own_head(self, line: Line, mark: Mark | None, start: int) -> Head | None:
        """The head the line begins with, unless it is a list item that only reads like one."""
        crowded = not line.after_blank
        head = at_start(self.source, start, line.end, mark is not None, crowded)
        if head is None or self.outline.section is None:
            return head
        if mark is None:
            a_rule = crowded and head.plain and head.end < line.end
            return None if a_rule and head.polarity is self.outline.polarity else head
        if head.soft or head.polarity is self.outline.polarity:
            return None
        clear = self.source[head.end - 1] in COLONS or head.plain
        return head if clear or head.polarity is Polarity.EXCLUDE else None

    def _open(self, head: Head, mark: Mark | None, line: Line) -> None:
        self.last = None
        words = spans(self.source, head.start, head.end)
        self.outline.open_head(head, words, mark, line.indent)

    def _behind_head(self, index: int, start: int, end: int) -> None:
        """Place words that stand in the line of a head, behind it."""
        start, end = trim(self.source, start, end)
        if start == end:
            return
        part = at_start(self.source, start, end)
        soft = part is not None and part.soft and part.end == end
        if soft or labels.is_group(
            self.source, start, end, alone=True, leads=self.near.leads_list(index)
        ):
            self.outline.open_group(Draft(Kind.GROUP, spans(self.source, start, end)))
            self.outline.soft = soft
            return
        mark = self.series.read(self.source, start, end)
        start = trim(self.source, mark.end, end)[0] if mark else start
        self._put_surely(index, mark, start, end).behind_head = True

    def _words(self, index: int, mark: Mark | None, start: int, end: int) -> None:
        """Place a line, or its part before the first inner head, that begins with no head."""
        line = self.lines[index]
        if self._names_owner(index, mark, start, end):
            self.last = None
            self.outline.open_owner(spans(self.source, start, end), mark)
            return
        inside = mark is not None or self.outline.lists.encloses(line.indent)
        if not inside and self._label(index, start, end):
            self.last = None
            return
        if self._is_doubtful(index, mark, start, end):
            self.last = None
            self.outline.open_unstated()
        self._put_surely(index, mark, start, end)

    def _put_surely(self, index: int, mark: Mark | None, start: int, end: int) -> Draft:
        """Put words in the open section, or in one that says nothing where a head is left over."""
        polarity = self.outline.polarity
        doubt = None
        if self.may_hold_head:
            doubt = midline.left_over(self.source, start, end, polarity)
        if doubt is None and polarity is Polarity.INCLUDE and self.source[end - 1] in COLONS:
            doubt = sentences.glued(self.source, start, end) if self.near.is_flat(index) else None
        if doubt is None:
            return self._put(index, mark, start, end)
        if doubt > start:
            self._put(index, mark, *trim(self.source, start, doubt))
            mark = None
        self.last = None
        self.outline.open_unstated()
        return self._put(index, mark, doubt, end)

    def _is_doubtful(self, index: int, mark: Mark | None, start: int, end: int) -> bool:
        """Whether the words may turn the rules behind them around, so that nothing is certain."""
        if mark:
            including = self.outline.polarity is Polarity.INCLUDE
            out = including and sentences.keeps_out(self.source, start, end)
            return out and self.near.is_flat(index)
        if self.lines[index].after_blank or not self.last or not self.last.spans:
            return False
        return midline.cut_by_line_end(self.source, self.last.spans[-1][1], start)

    def _label(self, index: int, start: int, end: int) -> bool:
        """Open what a line without a marker names: a group, an owner of sections, a section."""
        if self._sentence(start, end):
            return True
        words = spans(self.source, start, end)
        leads, owns = self.near.leads_list(index), self._owns_sections(index, end)
        numbered = owns and labels.is_numbered_part(self.source, start, end)
        alone = self.lines[index].after_blank or numbered
        if labels.is_group(self.source, start, end, alone, alone and (leads or owns)):
            if owns:
                self.outline.open_owner(words)
            else:
                self.outline.open_group(Draft(Kind.GROUP, words))
            return True
        part = labels.part_before_rule(self.source, start, end)
        if part > start and alone and not self.near.in_run(index, start):
            self.outline.open_group(Draft(Kind.GROUP, spans(self.source, start, part)))
            self._put_surely(index, None, *trim(self.source, part, end))
            return True
        if self.outline.pdq and labels.is_short_head(self.source, start, end, leads):
            self.outline.open_group(Draft(Kind.GROUP, words))
            return True
        return False

    def _sentence(self, start: int, end: int) -> bool:
        says = sentences.head(self.source, start, end)
        here = self.outline.polarity
        if says is None or says is here or self.outline.pdq:
            return False
        if here is Polarity.EXCLUDE and not sentences.lets_in_all(self.source, start, end):
            return False
        self.outline.open_section(says, Confidence.SENTENCE, spans(self.source, start, end))
        return True

    def _names_owner(self, index: int, mark: Mark | None, start: int, end: int) -> bool:
        """Whether a line right before an inclusion head names, in any words, whom lists are for."""
        line, following = self.lines[index], self.near.after(index)
        if start == end or end != line.end or following is None or not following.after_blank:
            return False
        if mark is None and not line.after_blank:
            return False
        colon = self.source[end - 1] in COLONS
        marked = mark is not None and not labels.is_numbered_part(self.source, start, end)
        if not self.outline.awaits_owner(marked, colon):
            return False
        head = self.near.head_after(index)
        first = head is not None and head.polarity is Polarity.INCLUDE and head.broad
        return first and labels.is_name(self.source, start, end)

    def _owns_sections(self, index: int, end: int) -> bool:
        """Whether a head comes right behind the name of a group: the group owns what follows."""
        head = self.near.head_after(index)
        if head is None or head.soft:
            return False
        first = self.outline.section is None or head.polarity is not Polarity.EXCLUDE
        return first or self.source[end - 1] in COLONS

    def _put(self, index: int, mark: Mark | None, start: int, end: int) -> Draft:
        """Put words where they belong: on from the last line, into a list, or as a paragraph."""
        line, outline = self.lines[index], self.outline
        place = outline.place
        kind = self._kind(index, mark, start, end)
        draft = Draft(kind, spans(self.source, start, end), mark, indent=line.indent)
        if mark and kind is not Kind.JOINER and kind is not Kind.PARA:
            self.last = draft
            return (outline.lists.parent(draft, self.source) or place).add(draft)
        goes_on = mark is None and kind in (Kind.ITEM, Kind.PARA)
        if self.last and goes_on and (not line.after_blank or self._resumes(self.last, draft)):
            self.last.spans.extend(draft.spans)
            return self.last
        self.last = None
        return (outline.lists.around(line.indent) or place).add(draft)

    def _resumes(self, last: Draft, draft: Draft) -> bool:
        """Whether a blank line cuts a rule: `... alkaline` / blank / `phosphatase ...`, set in.

        So does one before a sign of comparison: `... neutrophil count` / blank / `≥ 1.5`.
        """
        if not last.spans or draft.indent <= last.indent:
            return False
        before, start = self.source[last.spans[-1][1] - 1], draft.spans[0][0]
        on = self.source[start].islower() or COMPARES.match(self.source, start)
        return bool(on) and (before.isalnum() or before == ",")

    def _kind(self, index: int, mark: Mark | None, start: int, end: int) -> Kind:
        if mark and mark.rank is Rank.RULER:
            return Kind.PARA
        if labels.is_joiner(self.source, start, end):
            return Kind.JOINER
        if labels.is_note(self.source, start, end):
            return Kind.NOTE
        return Kind.ITEM if mark or self.near.in_run(index, start) else Kind.PARA
