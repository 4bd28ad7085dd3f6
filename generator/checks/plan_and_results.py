"""Rules that hold the outcomes of the plan against those of the posted results."""

import re
from collections.abc import Iterator

from generator.checks.finding import Finding
from generator.checks.posted import Table
from generator.checks.results_people import outcomes
from generator.trial import Trial

_SIGNS = re.compile(r"[^\w%<>≤≥=]+")


def main_outcome_changed(results: Table, trial: Trial) -> Iterator[Finding]:
    """OUT-10: a main outcome of the plan is not a main one of the results, or the reverse."""
    plan = {_fold(one.measure): one.measure or "" for one in trial.outcomes.primary_outcomes}
    shown = {
        _fold(one.text("title")): one.text("title")
        for one in outcomes(results)
        if one.text("type") == "PRIMARY"
    }
    if not plan or not shown:
        return
    fields = ("outcomes.primary_outcomes", results.part("outcome_measures").path)
    for key in (*(plan.keys() - shown.keys()), *(shown.keys() - plan.keys())):
        yield Finding("OUT-10", fields, plan.get(key) or shown.get(key, ""))


def time_frame_changed(results: Table, trial: Trial) -> Iterator[Finding]:
    """OUT-11: an outcome has another time frame in the results than in the plan."""
    plan: dict[str, set[str]] = {}
    for one in (*trial.outcomes.primary_outcomes, *trial.outcomes.secondary_outcomes):
        plan.setdefault(_fold(one.measure), set()).add(_fold(one.time_frame))
    for outcome in outcomes(results):
        frames = plan.get(_fold(outcome.text("title")))
        if frames and _fold(outcome.text("time_frame")) not in frames:
            yield Finding("OUT-11", (outcome.at("time_frame"),), outcome.text("time_frame"))


def _fold(text: str | None) -> str:
    return _SIGNS.sub(" ", (text or "").lower()).strip()
