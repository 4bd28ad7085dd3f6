"""How hard one page is to read, as a row of numbers; and a problem for each rule that it breaks."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.lint.meanings import Meaning, Meanings
from generator.problems import Place, Problem, Severity

_PLAIN = "Source: the rules for plain words of this project, docs/operators/words.md."
_ROWS = (
    ("PAGE-GRADE", "Our sentences on a page are harder than grade 8."),
    ("PAGE-SENTENCE", "A sentence of ours has more than 20 words."),
    ("PAGE-DOUBLE-NO", "A sentence of ours says no twice."),
    ("PAGE-BANNED", "A sentence of ours has a word that we do not write."),
    ("PAGE-SLASH", "A sentence of ours has a slash between words."),
    ("PAGE-SHORT-FORM", "A sentence of ours has a short form that is not in the glossary."),
    ("PAGE-TERM", "A sentence of ours has a hard word that its page does not explain."),
)
BY_NAMES = "PAGE-NAMES"
PAGE_MEANINGS: Meanings = {
    **{code: Meaning(code, Severity.WARNING, text, source=_PLAIN) for code, text in _ROWS},
    BY_NAMES: Meaning(
        BY_NAMES,
        Severity.INFO,
        "A sentence of ours has more than 20 words because of the names in it.",
        source=_PLAIN,
    ),
}
"""Codes about our own words on a page. They are asked for: `plaintrials check --pages`."""


@dataclass(frozen=True, slots=True)
class PageFault:
    """A rule that our words on a page break: its code, the words, the entry of the wording."""

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
        return sum(fault.code == BY_NAMES for fault in self.faults)


def problems_of(row: PageRow) -> Iterator[Problem]:
    """Yield a problem for each rule that a page breaks, at the record that the page is of."""
    for fault in row.faults:
        meaning = PAGE_MEANINGS[fault.code]
        entry = f" (wording: {fault.entry})" if fault.entry else ""
        yield Problem(
            row.place,
            "",
            f"{meaning.message.removesuffix('.')}: {fault.words!r}{entry}",
            fault.code,
            meaning.severity,
            row.registry_id,
        )
