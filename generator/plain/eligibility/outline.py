"""What is open while the lines are read: people with lists of their own, a section, a group."""

from __future__ import annotations

from .draft import Draft
from .headings import Head
from .markers import Mark
from .nesting import Lists
from .node import Confidence, Kind, Polarity, Span


class Outline:
    """The tree so far, and the place in it where the next words go."""

    def __init__(self) -> None:
        self.root = Draft(Kind.ROOT, confidence=Confidence.FALLBACK)
        self.lists = Lists()
        self.owner: Draft | None = None
        self.section: Draft | None = None
        self.group: Draft | None = None
        # What the open section's head said: for all, a part by `eligibility`, the old PDQ form.
        self.broad = self.soft = self.pdq = False
        self.scope: int | None = None

    @property
    def polarity(self) -> Polarity:
        """What the open section says; `unstated` where there is none."""
        return self.section.polarity if self.section else Polarity.UNSTATED

    @property
    def place(self) -> Draft:
        """The group or section that takes the next words; a section without a head if need be."""
        if self.section is None:
            return self.open_unstated()
        return self.group or self.section

    def open_head(self, head: Head, words: list[Span], mark: Mark | None, indent: int) -> None:
        """Open a section, or a group where the head names a part of the open section."""
        enclosed = mark is not None and self.lists.encloses(indent)
        if self._names_part(head):
            self.open_group(Draft(Kind.GROUP, words, mark, confidence=head.confidence))
            self.soft = head.soft
        else:
            if self._ends_owner(head):
                self.owner = None
            self.open_section(head.polarity, head.confidence, words, mark)
            self.broad, self.pdq = head.broad, head.pdq
        self.scope = indent if enclosed else None

    def open_section(
        self,
        polarity: Polarity,
        confidence: Confidence,
        words: list[Span],
        mark: Mark | None = None,
    ) -> Draft:
        """Open a section below the people named before, or at the top."""
        place = self.owner or self.root
        self.section = place.add(Draft(Kind.SECTION, words, mark, polarity, confidence))
        self.broad, self.soft, self.pdq = True, False, False
        self._close_lists()
        return self.section

    def open_unstated(self) -> Draft:
        """Open a section without a head: the record does not say what its rules do."""
        return self.open_section(Polarity.UNSTATED, Confidence.FALLBACK, [])

    def open_group(self, group: Draft) -> None:
        """Open a group in the section; one that follows an empty group nests below it."""
        empty = self.group is not None and not self.group.kids
        above = self.place if empty or self.section is None else self.section
        self._close_lists()
        self.group = above.add(group)

    def open_owner(self, words: list[Span], mark: Mark | None = None) -> None:
        """Name the people who own the sections that follow."""
        self.section = None
        self._close_lists()
        self.owner = self.root.add(Draft(Kind.GROUP, words, mark, confidence=Confidence.PATTERN))

    def awaits_owner(self, marked: bool, colon: bool) -> bool:
        """Whether a name before an inclusion head can be that of people with their own lists.

        It can at the start of the text, and behind exclusions where such a name came before. It
        cannot be the only rule of the exclusions.
        """
        if self.section is None:
            return self.owner is None or not self.owner.kids
        if self.polarity is not Polarity.EXCLUDE or not self.section.kids:
            return False
        if self.owner is None:
            return colon and not marked
        return not marked or self.owner.mark is not None

    def leave_scope(self, indent: int) -> None:
        """End a section whose head stood inside a list item, at the next item further out."""
        if self.scope is not None and indent < self.scope:
            self.open_unstated()

    def _close_lists(self) -> None:
        self.group, self.scope = None, None
        self.lists.close()

    def _names_part(self, head: Head) -> bool:
        if self.section is None:
            return False
        if head.soft:
            quiet = self.polarity in (Polarity.INCLUDE, Polarity.MIXED)
            return quiet or self.soft or not self.section.kids
        if head.polarity is not self.polarity or head.polarity is Polarity.MIXED:
            return False
        return self.broad and not (head.plain and self.section.kids)

    def _ends_owner(self, head: Head) -> bool:
        """Whether a head ends the lists of the people named before.

        It does so with people of its own, or for all. A bare one does where the text began with
        a list for all: it goes on with that.
        """
        if self.owner is None or not self.owner.kids:
            return False
        general = any(kid.kind is Kind.SECTION and kid.kids for kid in self.root.kids)
        return head.own or (head.broad and (general or not head.plain))
