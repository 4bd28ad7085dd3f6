"""How hard a trial page is to read: our own words and the record's, apart."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.plain.readability import Score, score, units_in
from generator.plain.sentence import Sentence
from generator.plain.style import Fault, faults, owned_by_record
from generator.plain.wording import ReadingRules
from generator.trial import Trial
from generator.trial.paths import leaves

GRADE = 8.0
"""Source: ClinicalTrials.gov plain language guide, 6th to 8th grade."""
# Short values beside a label, which nobody reads as sentences.
_VALUES = (
    "fact.",
    "label.",
    "where.here",
    "about.papers_count",
    "status.missing",
    "status.doubted_label",
    *("alike.title", "alike.number", "alike.standing", "alike.names", "alike.label"),
)
_PROSE = {
    "identification.official_title",
    "status.why_stopped",
    "outcomes.primary_outcomes.measure",
    "outcomes.secondary_outcomes.measure",
    "outcomes.other_outcomes.measure",
}
PROSE_SOURCES = (
    "identification.official_title",
    "description",
    "arms_interventions",
    "outcomes",
    "eligibility",
    "design",
    "status.why_stopped",
    "ipd_sharing_statement",
    "references",
    "results",
)
"""The parts of a record that hold what the team wrote."""
_NAMES = {"arms_interventions.interventions.name", "arms_interventions.interventions.other_names"}


@dataclass(frozen=True, slots=True)
class PageReading:
    """Scores of our words and of the record's words, and each rule that ours break, with its place.

    `faults` are pairs of the sentence and what is wrong with it.
    """

    ours: Score
    record: Score
    faults: tuple[tuple[Sentence, Fault], ...]


def page_reading(
    sentences: Iterable[Sentence], trial: Trial, rules: ReadingRules, explained: Iterable[str] = ()
) -> PageReading:
    """Judge the sentences of a page and the texts of its trial; `explained` are glossary words."""
    prose = prose_of(sentences)
    known = frozenset(explained)
    return PageReading(
        ours=our_score(prose, rules),
        record=record_score(trial, rules),
        faults=tuple((said, fault) for said in prose for fault in faults(said, rules, known)),
    )


def prose_of(sentences: Iterable[Sentence]) -> list[Sentence]:
    """Return what is read as sentences: all but short values beside a label."""
    return [said for said in sentences if not said.rule.startswith(_VALUES)]


def our_score(sentences: Iterable[Sentence], rules: ReadingRules) -> Score:
    """Score our own sentences, with the record's words in them counted as names."""
    some = prose_of(sentences)
    names = {part for said in some for part in owned_by_record(said)}
    return score([said.text for said in some], rules.syllables, names)


def record_score(trial: Trial, rules: ReadingRules) -> Score:
    """Score what the team wrote: summaries, rules, descriptions, titles, what is measured."""
    units, names = [], set()
    for leaf in leaves(trial):
        if type(leaf.value) is not str:
            continue
        if leaf.field in _NAMES:
            names.add(leaf.value)
        elif leaf.markup or leaf.field in _PROSE:
            units += units_in(leaf.value)
    return score(units, rules.syllables, names)


def is_too_hard(one: Score) -> bool:
    """True if a score is above the grade that we promise."""
    return one.grade is not None and one.grade > GRADE
