"""Whether plain words fit the record beside them: what they name must be in it."""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from generator.records.findings import Finding, Steps, found, shorten
from generator.trial import Trial

_WHERE = {
    "criteria": "words of the record's rules for joining",
    "outcomes": "words of the record's outcomes",
    "medicines": "a name that the record has for what is tested",
    "people_by_country": "a country of the record's places",
}


def flat(text: str) -> str:
    r"""Return a text as a reader sees it: one space where there is any space, no Markdown escapes.

    A quote is copied from a page, where `\>` reads `>` and lines break elsewhere.
    """
    return " ".join(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text).split())


def misfits(said: dict[str, Any], trial: Trial) -> Iterator[Finding]:
    """Yield every quote that is not in the rules for joining, every name that is not there."""
    rules = trial.eligibility.eligibility_criteria or ""
    whole = flat(rules)
    lines = [flat(re.sub(r"^\s*(?:[*+-]|\d+[.)])\s+", "", line)) for line in rules.splitlines()]
    yield from _check(said, "criteria", "quote", lines, lambda quote: quote in whole)
    measures = [flat(measure) for measure in _measures(trial)]
    yield from _check(said, "outcomes", "measure", measures, measures.__contains__)
    things = trial.arms_interventions.interventions
    names = [flat(thing.name) for thing in things if thing.name]
    if names:
        yield from _check(said, "medicines", "name", names, names.__contains__)
    if countries := list(_countries(trial)):
        yield from _check(said, "people_by_country", "country", countries, countries.__contains__)
    yield from _groups(said, trial)


def _measures(trial: Trial) -> Iterator[str]:
    outcomes = trial.outcomes
    for outcome in (
        *outcomes.primary_outcomes,
        *outcomes.secondary_outcomes,
        *outcomes.other_outcomes,
    ):
        if outcome.measure:
            yield outcome.measure


def _countries(trial: Trial) -> Iterator[str]:
    """Yield the countries of all places, and of those that the record has no more."""
    yield from (place.country for place in trial.contacts_locations.locations if place.country)
    yield from trial.derived.misc_info.removed_countries


def _groups(said: dict[str, Any], trial: Trial) -> Iterator[Finding]:
    """Yield every group of a reaction that the record does not name, if it names any."""
    known = [flat(name) for name in _group_names(trial) if name]
    reactions = said.get("adverse_reactions")
    rows = reactions.get("frequencies") if isinstance(reactions, dict) else None
    for number, row in _items(rows):
        name = row.get("group")
        if known and isinstance(name, str) and name.strip() and flat(name) not in known:
            near = _nearest(flat(name), known)
            message = f"expected a group of the record, found {found(name)}{near}"
            yield Finding(("adverse_reactions", "frequencies", number, "group"), message, "OVL-05")


def _group_names(trial: Trial) -> Iterable[str | None]:
    yield from (arm.label for arm in trial.arms_interventions.arms)
    if trial.results:
        yield from (group.title for group in trial.results.adverse_events.event_groups)
        yield from (group.title for group in trial.results.baseline_characteristics.groups)


def _check(
    said: dict[str, Any], many: str, one: str, known: list[str], fits: Callable[[str], bool]
) -> Iterator[Finding]:
    where = _WHERE[many]
    seen: dict[str, int] = {}
    for number, item in _items(said.get(many)):
        text = flat(item[one]) if isinstance(item.get(one), str) else ""
        steps: Steps = (many, number, one)
        if text in seen:
            again = f"expected each {one} once, found the one of {many}[{seen[text]}] again"
            yield Finding(steps, again, "REC-OVERLAY")
        elif text and not fits(text):
            message = f"expected {where}, found {found(text)}{_nearest(text, known)}"
            yield Finding(steps, message, "OVL-05")
        if text:
            seen.setdefault(text, number)


def _items(values: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, item in enumerate(values if isinstance(values, list) else []):
        if isinstance(item, dict):
            yield number, item


def _nearest(text: str, known: list[str]) -> str:
    by_fold = {line.casefold(): line for line in known if line}
    near = difflib.get_close_matches(text.casefold(), by_fold, n=1, cutoff=0.6)
    return f". Did you mean '{shorten(by_fold[near[0]])}'?" if near else ""
