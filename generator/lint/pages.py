"""How hard one page is to read, as a row of numbers; and a problem for each rule that it breaks."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from generator.checks import Finding
from generator.lint.judging import Saying, judged
from generator.lint.meanings import Meaning, Meanings
from generator.pages.page_checks import JudgedPage, PageFinding
from generator.plain.sentence import another_of
from generator.problems import Place, Problem
from generator.records import Record
from generator.records.findings import shorten

BY_NAMES = "PAGE-NAMES"
_OF_NO_FIELD = ("words.", "wording:")


@dataclass(frozen=True, slots=True)
class PageFault:
    """A rule that a page breaks: its code, the words, the entry of the wording that they are of."""

    code: str
    words: str
    entry: str


@dataclass(frozen=True, slots=True)
class PageRow:
    """How hard a page is to read: our words, the record's words, and what is wrong with ours.

    A grade is None where there are too few words for one.
    """

    registry_id: str
    place: Place
    grade: float | None
    words: int
    sentences: int
    long_sentences: int
    longest: str
    longest_words: int
    record_grade: float | None
    record_words: int
    record_sentences: int
    record_long_sentences: int
    faults: tuple[PageFault, ...]

    @property
    def by_names(self) -> int:
        """How many sentences are long only because of the names in them."""
        return self.count(BY_NAMES)

    def count(self, code: str) -> int:
        """Return how often a rule is broken."""
        return sum(fault.code == code for fault in self.faults)


def row_of(record: Record, page: JudgedPage) -> PageRow:
    """Sum up the page of a record."""
    ours, theirs = page.reading.ours, page.reading.record
    faults = (
        PageFault(one.code, one.words, one.said.rule if one.said else "") for one in page.findings
    )
    return PageRow(
        registry_id=record.trial.registry_id,
        place=record.place,
        grade=ours.grade,
        words=ours.words,
        sentences=ours.sentences,
        long_sentences=ours.long_sentences,
        longest=ours.longest,
        longest_words=ours.longest_words,
        record_grade=theirs.grade,
        record_words=theirs.words,
        record_sentences=theirs.sentences,
        record_long_sentences=theirs.long_sentences,
        faults=tuple(dict.fromkeys(faults)),
    )


def judged_with_page(
    record: Record,
    page: JudgedPage,
    as_of: datetime.date,
    meanings: Meanings,
    across: Sequence[Finding] = (),
) -> list[Problem]:
    """Return what the rules find in a record and on its page, and what is set aside of it.

    A finding about a sentence stands at the first field that the sentence rests on, and names the
    entry of the wording that made it.
    """
    return judged(record, as_of, meanings, [_saying(one) for one in page.findings], across)


def _saying(one: PageFinding) -> tuple[Finding, Saying]:
    sources = one.said.sources if one.said else ()
    fields = tuple(
        path for path in sources if not (path.startswith(_OF_NO_FIELD) or another_of(path))
    )
    entry = f" (wording: {one.said.rule})" if one.said else ""

    def say(meaning: Meaning) -> str:
        return f"{meaning.message.removesuffix('.')}: '{shorten(one.words)}'{entry}"

    return Finding(one.code, fields, one.words), say
