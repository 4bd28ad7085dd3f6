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
_STARTED, _COMPLETED, _NOT_COMPLETED = "STARTED", "COMPLETED", "NOT COMPLETED"


def start_differs(results: Table, trial: Trial) -> Iterator[Finding]:
    """RES-02: the number who joined is not the number who started the first period.

    Nor that of a later one, nor the sum over groups that came in later. If the record tells in
    words what became of the others, or if nobody is said to have started, nothing is left to ask.
    """
    joined = trial.design.enrollment
    periods = _periods(results)
    if not periods or not joined or joined.count is None or joined.kind != EnrollmentType.ACTUAL:
        return
    first = _milestone(periods[0], _STARTED)
    started = {sum(_milestone(period, _STARTED).values()) for period in periods}
    started.add(sum(_most_started(periods).values()))
    began = int(sum(first.values()))
    if not began or Decimal(joined.count) in started:
        return
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
        for group in started.keys() & done.keys() & left.keys():
            if started[group] != done[group] + left[group]:
                quoted = f"{group}: {started[group]}, {done[group]}, {left[group]}"
                yield Finding("RES-03", (period.at("milestones"),), quoted)
        for group, number in _reasons(period).items():
            if group in left and number != left[group]:
                yield Finding(
                    "RES-03", (period.at("drop_withdraws"),), f"{group}: {number}, {left[group]}"
                )


def more_counted_than_started(results: Table) -> Iterator[Finding]:
    """RES-04: one group of an outcome counts more people than started in the whole trial."""
    most = sum(_most_started(_periods(results)).values())
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


def _milestone(period: Table, kind: str) -> dict[str, Decimal]:
    """People who reached a milestone: group id → number."""
    reached: dict[str, Decimal] = {}
    for milestone in period.rows("milestones"):
        if milestone.text("type") == kind:
            for achieved in milestone.rows("achievements"):
                number = achieved.number("num_subjects")
                if number is not None:
                    reached[achieved.text("group_id")] = number
    return reached


def _most_started(periods: list[Table]) -> dict[str, Decimal]:
    """The most people of each group that started any period."""
    most: dict[str, Decimal] = {}
    for period in periods:
        for group, number in _milestone(period, _STARTED).items():
            most[group] = max(number, most.get(group, number))
    return most


def _reasons(period: Table) -> dict[str, Decimal]:
    """People who left for any reason: group id → number."""
    left: dict[str, Decimal] = {}
    for reason in period.rows("drop_withdraws"):
        for count in reason.rows("reasons"):
            number = count.number("num_subjects")
            if number is not None:
                group = count.text("group_id")
                left[group] = left.get(group, Decimal()) + number
    return left
