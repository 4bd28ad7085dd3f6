"""Rules about the people in posted results: who started, who finished, who was counted."""

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.checks.finding import Finding
from generator.checks.posted import RESULTS, Table, sizes
from generator.trial import Trial
from generator.vocabulary import EnrollmentType

_COUNT, _KIND = "design.enrollment.count", "design.enrollment.kind"
_COUNTED = re.compile(r"(?<![\d.])\d{1,7}(?![\d.]\d)", re.ASCII)
_NOT_STARTED = re.compile(
    r"screen|not\s+randomi[sz]ed|ineligib|not\s+eligib|eligibility|not\s+meet|withdr[ae]w|consented"
    r"|enrolled[^.]{0,120}randomi[sz]",
    re.I,
)
Numbers = dict[str, Decimal | None]
"""Group id → number of people; None where it cannot be read, or stands there twice."""
_STARTED, _COMPLETED, _NOT_COMPLETED = "STARTED", "COMPLETED", "NOT COMPLETED"


def start_differs(results: Table, trial: Trial) -> Iterator[Finding]:
    """RES-02: the number who joined is not the number who started the first period.

    Nor that of a later one, nor the sum over groups that came in later. If the record tells in
    words what became of the others, or if nobody is said to have started, nothing is left to ask.
    Where one of the numbers cannot be read, no sum is known.
    """
    joined = trial.design.enrollment
    periods = _periods(results)
    if not periods or not joined or joined.count is None or joined.kind != EnrollmentType.ACTUAL:
        return
    first = _sum(_milestone(periods[0], _STARTED))
    started = {_sum(_milestone(period, _STARTED)) for period in periods}
    started.add(_sum(_most_started(periods)))
    if not first or started & {Decimal(joined.count), None}:
        return
    began = int(first)
    if not _is_explained(results, joined.count, began):
        facts = (("joined", joined.count), ("started", began))
        fields = (_COUNT, _KIND, results.at("participant_flow"))
        yield Finding("RES-02", fields, facts=facts)


def _is_explained(results: Table, joined: int, began: int) -> bool:
    """Whether the words about how people came in name the difference, or say who did not start."""
    flow = results.part("participant_flow")
    words = " ".join((flow.text("pre_assignment_details"), flow.text("recruitment_details")))
    numbers = set(_COUNTED.findall(words.replace(",", "")))
    named = {str(joined), str(abs(joined - began))} & numbers
    return bool(named) or (joined > began and _NOT_STARTED.search(words) is not None)


def flow_does_not_add_up(results: Table) -> Iterator[Finding]:
    """RES-03: those who finished and those who did not are not those who started."""
    for period in _periods(results):
        started, done, left = (
            _milestone(period, kind) for kind in (_STARTED, _COMPLETED, _NOT_COMPLETED)
        )
        for group, began in started.items():
            finished, gone = done.get(group), left.get(group)
            if began is None or finished is None or gone is None:
                continue
            if began != finished + gone:
                quoted = f"{group}: {began}, {finished}, {gone}"
                yield Finding("RES-03", (period.at("milestones"),), quoted)
        for group, number in _reasons(period).items():
            gone = left.get(group)
            if number is not None and gone is not None and number != gone:
                yield Finding(
                    "RES-03", (period.at("drop_withdraws"),), f"{group}: {number}, {gone}"
                )


def more_counted_than_started(results: Table) -> Iterator[Finding]:
    """RES-04: one group of an outcome counts more people than started in the whole trial."""
    most = _sum(_most_started(_periods(results)))
    for outcome in outcomes(results):
        counted = max(sizes(outcome).values(), default=Decimal())
        if most and counted > most:
            yield Finding("RES-04", (outcome.at("denoms"),), f"{counted}, {most}")


def groups_differ_in_size(results: Table) -> Iterator[Finding]:
    """RES-13: the groups of an outcome are not as large as those at the start."""
    start = sorted(sizes(results.part("baseline_characteristics")).values())
    for outcome in outcomes(results):
        here = sorted(sizes(outcome).values())
        # The start may also have a column for all groups together.
        if start and here and here not in (start, start[:-1]):
            yield Finding("RES-13", (outcome.at("denoms"),))


def outcomes(results: Table) -> Iterator[Table]:
    """Yield the outcome measures of posted results."""
    return results.part("outcome_measures").rows("outcomes")


def results_of(trial: Trial) -> Table:
    """The posted results of a trial; empty if there are none."""
    return Table(RESULTS, trial.results)


def _periods(results: Table) -> list[Table]:
    return list(results.part("participant_flow").rows("periods"))


def _milestone(period: Table, kind: str) -> Numbers:
    """People who reached a milestone."""
    reached: Numbers = {}
    for milestone in period.rows("milestones"):
        if milestone.text("type") == kind:
            for achieved in milestone.rows("achievements"):
                group = achieved.text("group_id")
                is_again = group in reached
                reached[group] = None if is_again else achieved.number("num_subjects")
    return reached


def _most_started(periods: list[Table]) -> Numbers:
    """The most people of each group that started any period."""
    most: Numbers = {}
    for period in periods:
        for group, number in _milestone(period, _STARTED).items():
            before = most.get(group, number)
            most[group] = None if number is None or before is None else max(number, before)
    return most


def _reasons(period: Table) -> Numbers:
    """People who left for any reason."""
    gone: Numbers = {}
    for reason in period.rows("drop_withdraws"):
        for count in reason.rows("reasons"):
            group, number = count.text("group_id"), count.number("num_subjects")
            before = gone.get(group, Decimal())
            gone[group] = None if number is None or before is None else before + number
    return gone


def _sum(numbers: Numbers) -> Decimal | None:
    """Return how many there are in all groups; None if that of one group is not known."""
    known = [number for number in numbers.values() if number is not None]
    return sum(known, Decimal()) if len(known) == len(numbers) else None
