"""Rules about posted results: what is not there yet, and names that do not fit their numbers."""

import datetime
import re
from collections.abc import Iterator
from decimal import Decimal

from generator.checks.finding import Finding
from generator.checks.posted import NOTES, Table, as_number, sizes
from generator.checks.results_people import outcomes
from generator.trial import Trial

_PERCENT_UNIT = re.compile(r"\bpercent\w*|%|\bproportion", re.I)
_PERCENT_TITLE = re.compile(r"percent|%|proportion|rate\b|rates\b|ratio|frequency|incidence", re.I)
_COUNT_TITLE = re.compile(r"(?:the )?(?:total )?number of\b", re.I)
_OF_PEOPLE = re.compile(
    r"(?:percent\w*|%|proportion)\s+(?:of\s+)?(?:\w+\s+)?(?:participants?|subjects?|patients?|people)\b",
    re.I,
)
_TIME_TITLE = re.compile(r"(?:the )?(?:median |mean )?time (?:to|until)\b", re.I)
_TIME_UNIT = re.compile(
    r"year|month|week|day|hour|min|sec|yr|mo\b|wk|\bhr?s?\b|\bd\b|\bh\b|\bs\b|time|percent|%|participant"
    r"|subject|patient|people|event|ratio|rate|probab|proportion|number|person|case|cumulative",
    re.I,
)
_FEW_SIGNS = re.compile(r"[<>=~≤≥≈\s]+")
_NOT_POSTED, _PRIMARY, _POST_HOC = "NOT_POSTED", "PRIMARY", "POST_HOC"
_COUNT_OF_PEOPLE, _WHOLE = "COUNT_OF_PARTICIPANTS", Decimal(100)


def main_result_not_posted(results: Table) -> Iterator[Finding]:
    """RES-01: there are results, but not yet for a main outcome."""
    for outcome in outcomes(results):
        if outcome.text("type") == _PRIMARY and outcome.text("reporting_status") == _NOT_POSTED:
            fields = (outcome.at("reporting_status"), outcome.at("type"))
            yield Finding("RES-01", fields, outcome.text("title"))


def impossible_number(results: Table) -> Iterator[Finding]:
    """RES-05: more people than were counted, more than 100% of them, or fewer than none."""
    start = results.part("baseline_characteristics")
    everyone = sizes(start)
    for measure in (*start.rows("measures"), *outcomes(results)):
        people = measure.text("param_type") == _COUNT_OF_PEOPLE
        if not people and not _OF_PEOPLE.match(measure.text("unit_of_measure")):
            continue
        at_start = everyone if measure.path.startswith(start.path) else {}
        for value, counted in _counted(measure, at_start):
            number, most = value.number("value"), counted if people else _WHOLE
            below = people and number is not None and number < 0
            above = most is not None and number is not None and number > most
            if below or above:
                yield Finding("RES-05", (value.at("value"),), value.text("value"))


def _counted(
    measure: Table, everyone: dict[str, Decimal]
) -> Iterator[tuple[Table, Decimal | None]]:
    """Each number of a measure, with how many people were counted for it."""
    whole = sizes(measure) or everyone
    for row in measure.rows("classes"):
        here = sizes(row) or whole
        for value in _values(row):
            yield value, here.get(value.text("group_id"))


def _values(row: Table) -> Iterator[Table]:
    for category in row.rows("categories"):
        yield from category.rows("measurements")


def unit_does_not_fit(results: Table) -> Iterator[Finding]:
    """RES-06: the name of a result speaks of a number or a time, its unit of something else."""
    for outcome in outcomes(results):
        title, unit = outcome.text("title"), outcome.text("unit_of_measure")
        if title and unit and (_is_no_count(title, unit) or _is_no_time(title, unit)):
            fields = (outcome.at("title"), outcome.at("unit_of_measure"))
            yield Finding("RES-06", fields, title)


def _is_no_count(title: str, unit: str) -> bool:
    count = _COUNT_TITLE.match(title) and not _PERCENT_TITLE.search(title)
    return bool(count and _PERCENT_UNIT.match(unit))


def _is_no_time(title: str, unit: str) -> bool:
    return bool(_TIME_TITLE.match(title) and not _TIME_UNIT.search(unit))


def no_number_given(results: Table) -> Iterator[Finding]:
    """RES-07: a result is "NA"."""
    for outcome in outcomes(results):
        for row in outcome.rows("classes"):
            for value in _values(row):
                if value.text("value").upper() == "NA":
                    yield Finding("RES-07", (value.at("value"),), value.text("comment"))


def nothing_compared(results: Table) -> Iterator[Finding]:
    """RES-08: an outcome has one group, or no test that compares its groups."""
    for outcome in outcomes(results):
        if outcome.text("reporting_status") == _NOT_POSTED or not any(outcome.rows("classes")):
            continue
        if len(list(outcome.rows("groups"))) < 2 or not any(outcome.rows("analyses")):
            yield Finding("RES-08", (outcome.at("analyses"),), outcome.text("title"))


def odd_p_value(results: Table) -> Iterator[Finding]:
    """RES-09: a p-value is no number, or is not between 0 and 1."""
    for analysis in _analyses(results):
        said = analysis.text("p_value")
        number = as_number(_FEW_SIGNS.sub("", said))
        if said and (number is None or not 0 <= number <= 1):
            yield Finding("RES-09", (analysis.at("p_value"),), said)


def range_does_not_hold_result(results: Table) -> Iterator[Finding]:
    """RES-10: the lower end is above the upper, or the result lies outside."""
    for analysis in _analyses(results):
        low, high = analysis.number("ci_lower_limit"), analysis.number("ci_upper_limit")
        result = analysis.number("param_value")
        backwards = low is not None and high is not None and low > high
        below = low is not None and result is not None and result < low
        above = high is not None and result is not None and result > high
        if backwards or below or above:
            yield Finding("RES-10", (analysis.at("param_value"),), f"{result}: {low} to {high}")


def events_do_not_add_up(results: Table) -> Iterator[Finding]:
    """RES-11: more people had an event than were at risk, or fewer than none.

    A group may well hold no one: 0 of 0.
    """
    events = results.part("adverse_events")
    for group in events.rows("event_groups"):
        for kind in ("deaths", "serious", "other"):
            affected, risk = (
                group.number(f"{kind}_num_affected"),
                group.number(f"{kind}_num_at_risk"),
            )
            if _is_impossible(affected, risk):
                yield Finding("RES-11", (group.at(f"{kind}_num_affected"),), _both(affected, risk))
    for name in ("serious_events", "other_events"):
        for event in events.rows(name):
            for count in event.rows("stats"):
                affected, risk = count.number("num_affected"), count.number("num_at_risk")
                if _is_impossible(affected, risk):
                    quoted = f"{event.text('term')}: {_both(affected, risk)}"
                    yield Finding("RES-11", (count.at("num_affected"),), quoted)


def _is_impossible(affected: Decimal | None, risk: Decimal | None) -> bool:
    known = [number for number in (affected, risk) if number is not None]
    return min(known, default=0) < 0 or (len(known) == 2 and known[0] > known[1])


def _both(affected: Decimal | None, risk: Decimal | None) -> str:
    return ", ".join(str(number) for number in (affected, risk) if number is not None)


def rare_events_left_out(results: Table) -> Iterator[Finding]:
    """RES-12: health problems that few people had are not listed."""
    events = results.part("adverse_events")
    threshold = events.number("frequency_threshold")
    if threshold is not None and threshold > 0:
        yield Finding("RES-12", (events.at("frequency_threshold"),))


def has_limits(results: Table) -> Iterator[Finding]:
    """RES-14: the team lists limits of its results."""
    limits = results.part("more_info").part("limitations_and_caveats")
    if text := limits.text("description"):
        yield Finding("RES-14", (limits.at("description"),), text)


def chosen_later(results: Table) -> Iterator[Finding]:
    """RES-15: an outcome was chosen after the team had seen results."""
    for outcome in outcomes(results):
        if outcome.text("type") == _POST_HOC:
            yield Finding("RES-15", (outcome.at("type"),), outcome.text("title"))


def official_note(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """RES-16: the registry has put a note on the record."""
    notes = Table(NOTES, trial.annotations.notes)
    for name, kind in (("unposted", "unposted_events"), ("violation", "violation_events")):
        note = notes.part(name)
        if any(note.rows(kind)):
            yield Finding("RES-16", (note.at(kind),))


def _analyses(results: Table) -> Iterator[Table]:
    for outcome in outcomes(results):
        yield from outcome.rows("analyses")
