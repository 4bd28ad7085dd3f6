"""Lay summaries: how far each is filled, and a problem for all that it lacks."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.lint.meanings import Meaning, Meanings
from generator.plain.annex import Element, Piece, State, elements
from generator.problems import Place, Problem, Severity
from generator.records import Record
from generator.records.findings import at, spot_in
from generator.records.positions import spots_of, steps_in
from generator.records.profile import Profile

CODE = "LAY-"
"""The codes of these problems begin so, and end with the number of the element."""
_MEANS = (
    "A lay summary does not say enough of which trial it is about.",
    "A lay summary does not name the sponsor, or how to reach it.",
    "A lay summary does not say why, where or when, or what was to be found out.",
    "A lay summary does not say enough of the people who took part.",
    "A lay summary does not name what was tested.",
    "A lay summary has no adverse reactions; adverse events are none.",
    "A lay summary lacks results of the main things that were measured.",
    "A lay summary has no comments on the results.",
    "A lay summary does not say if more trials are planned.",
    "A lay summary does not say where to find more.",
)
MEANINGS: Meanings = {
    f"{CODE}{number:02}": Meaning(f"{CODE}{number:02}", Severity.ERROR, text)
    for number, text in enumerate(_MEANS, start=1)
}
_WANTED = {
    "own_number": "the sponsor's own number for the trial",
    "eu_number": "the number of the trial in the EU",
    "sponsor": "the name of the sponsor",
    "contact": "how to reach the sponsor",
    "places": "places with their country",
    "dates": "a start and an end",
    "aims": "what is measured in the first place",
    "reasons": "why the trial was done",
    "people": "how many people took part",
    "countries": "how many people took part in each country",
    "ages": "how old the people were ('Age, …')",
    "sexes": "how many were female or male ('Sex: Female, Male')",
    "rules": "the rules for joining",
    "medicines": "what was tested",
    "reactions": "what the treatment may have caused, and how often",
    "results": "results of the main things that were measured",
    "all_results": "results of all main things that were measured",
    "comments": "what to bear in mind about the results",
    "follow_up": "whether more trials are planned",
    "more": "a paper, a document or a web page",
}
"""What an element asks for → what was expected."""


@dataclass(frozen=True, slots=True)
class Meter:
    """How far the ten elements of a trial's lay summary are filled, and what to write where."""

    registry_id: str
    place: Place
    states: tuple[State, ...]
    problems: tuple[Problem, ...]

    @property
    def filled(self) -> int:
        """How many elements lack nothing."""
        return sum(state in (State.RECORD, State.WRITTEN) for state in self.states)

    @property
    def is_missing(self) -> bool:
        """True if any element is missing whole."""
        return State.MISSING in self.states


def meter_of(record: Record) -> Meter | None:
    """Measure the lay summary of a record; None where it is to have none."""
    if record.profile is not Profile.EU_LAY_SUMMARY:
        return None
    ten = elements(record.trial, record.written)
    return Meter(
        record.trial.registry_id,
        record.place,
        tuple(element.state for element in ten),
        tuple(problem for element in ten for problem in _problems(element, record)),
    )


def _problems(element: Element, record: Record) -> Iterator[Problem]:
    """Yield one problem for each thing that an element lacks: an error if it lacks all of it."""
    number = record.trial.registry_id
    severity = Severity.ERROR if element.state is State.MISSING else Severity.WARNING
    for gap in element.gaps:
        if gap.field and record.has_bad_words:  # what is wrong with the words is told already
            continue
        place, field = _where(gap, record)
        why = f"element {element.number} of the lay summary"
        wanted = f"{_WANTED[gap.name]} ({why})"
        if gap.field:
            wanted = f"'{gap.field}:' in {number}.plain.yml ({why}: {_WANTED[gap.name]})"
        message = f"expected {wanted}, found nothing"
        yield Problem(place, field, message, f"{CODE}{element.number:02}", severity, number)


def _where(gap: Piece, record: Record) -> tuple[Place, str]:
    """Return where something is lacking: in the file of words, if that can fill it."""
    if gap.field:
        return record.words_place or record.place, gap.field
    steps = steps_in(record, gap.paths[0])
    spots = spots_of(record, {steps[:n] for n in range(len(steps) + 1)})
    return at(record.place, spot_in(spots, steps)), record.path(gap.paths[0])
