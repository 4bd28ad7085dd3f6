"""Rules about groups and what they get: links that lead nowhere, and groups that get nothing."""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from generator.checks.finding import Finding
from generator.checks.free_text import as_shown
from generator.trial import Trial
from generator.vocabulary import ArmType, StudyType

_ARMS, _THINGS = "arms_interventions.arms", "arms_interventions.interventions"
_KIND = "design.study_type"
_SPACES = re.compile(r"[\W_]+")
_INERT = re.compile(
    r"placebo|sham|vehicle|saline|dummy|sugar|inactive|control|water|dextrose|glucose|lactose|NaCl"
    r"|sodium chloride|ringer|matching|moisturi|maltodextrin",
    re.I,
)
_DOSE = re.compile(r"(\d(?<![\d.,/-]\d)\d{0,5}(?:\.\d{1,3})?) ?(mg|mcg|µg|g|mL|ml|IU)(?![\w/])")
# The same names come in rule after rule.
_NAMES = 256


def linked_group_is_missing(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """ARM-01: a treatment is for a group that is not listed."""
    labels = {_fold(arm.label) for arm in trial.arms_interventions.arms}
    for index, thing in enumerate(trial.arms_interventions.interventions):
        for at, label in enumerate(thing.arm_group_labels):
            if _fold(label) not in labels:
                path = f"{_THINGS}[{index}].arm_group_labels[{at}]"
                yield Finding("ARM-01", (path, _ARMS), label)


def linked_treatment_is_missing(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """ARM-02: a group gets a treatment that is not described."""
    names = {_fold(thing.name) for thing in trial.arms_interventions.interventions}
    for index, arm in enumerate(trial.arms_interventions.arms):
        for at, name in enumerate(arm.intervention_names):
            if _fold(name) not in names and _fold(name.partition(": ")[2]) not in names:
                path = f"{_ARMS}[{index}].intervention_names[{at}]"
                yield Finding("ARM-02", (path, _THINGS), name)


def group_gets_nothing(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """ARM-03: a group of a trial has no treatment, and the record does not say that this is so."""
    if trial.design.study_type != StudyType.INTERVENTIONAL:
        return
    given = _given(trial)
    for index, arm in enumerate(trial.arms_interventions.arms):
        if arm.type == ArmType.NO_INTERVENTION or arm.intervention_names:
            continue
        if _fold(arm.label) not in given:
            path = f"{_ARMS}[{index}]"
            fields = (f"{path}.intervention_names", f"{path}.type", f"{path}.label", _THINGS, _KIND)
            yield Finding("ARM-03", fields, arm.label or "")


def untreated_group_gets_something(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """ARM-04: a group gets no treatment of the trial, and yet one is listed for it."""
    for index, arm in enumerate(trial.arms_interventions.arms):
        if arm.type == ArmType.NO_INTERVENTION and arm.intervention_names:
            path = f"{_ARMS}[{index}]"
            fields = (f"{path}.type", f"{path}.intervention_names", f"{path}.label")
            yield Finding("ARM-04", fields, arm.label or "")


def treatment_of_no_group(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """ARM-05: a treatment is listed, and no group gets it."""
    arms = trial.arms_interventions.arms
    named = {
        _fold(part)
        for arm in arms
        for name in arm.intervention_names
        for part in (name, name.partition(": ")[2])
    }
    for index, thing in enumerate(trial.arms_interventions.interventions if arms else ()):
        if not thing.arm_group_labels and _fold(thing.name) not in named:
            path = f"{_THINGS}[{index}]"
            fields = (f"{path}.arm_group_labels", f"{path}.name", _ARMS)
            yield Finding("ARM-05", fields, thing.name or "")


def placebo_group_without_placebo(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """ARM-06: a group for a placebo, and no placebo among what is given."""
    arms, things = trial.arms_interventions.arms, trial.arms_interventions.interventions
    if all(arm.type != ArmType.PLACEBO_COMPARATOR for arm in arms):
        return
    texts = (text for t in things for text in (t.name, t.description, *t.other_names) if text)
    if any(map(_INERT.search, texts)):
        return
    for index, arm in enumerate(arms):
        names = " ".join((*arm.intervention_names, arm.description or ""))
        if arm.type == ArmType.PLACEBO_COMPARATOR and not _INERT.search(names):
            yield Finding("ARM-06", (f"{_ARMS}[{index}].type", _THINGS, _ARMS), arm.label or "")


def same_name_twice(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """ARM-07: two groups have the same name."""
    seen: dict[str, str] = {}
    for index, arm in enumerate(trial.arms_interventions.arms):
        path, name = f"{_ARMS}[{index}].label", _fold(arm.label)
        if name and name in seen:
            yield Finding("ARM-07", (path, seen[name]), arm.label or "")
        seen.setdefault(name, path)


def dose_differs(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """ARM-09: one dose in the text of a group, another in that of the only treatment it gets."""
    things = {_fold(t.name): (i, t) for i, t in enumerate(trial.arms_interventions.interventions)}
    for index, arm in enumerate(trial.arms_interventions.arms):
        if len(arm.intervention_names) != 1:
            continue
        name = arm.intervention_names[0]
        found = things.get(_fold(name.partition(": ")[2])) or things.get(_fold(name))
        if found is None:
            continue
        at, thing = found
        ours, theirs = _doses(arm.description), _doses(thing.description)
        for unit in ours.keys() & theirs.keys():
            if len(ours[unit]) == len(theirs[unit]) == 1 and ours[unit] != theirs[unit]:
                fields = (f"{_ARMS}[{index}].description", f"{_THINGS}[{at}].description")
                quoted = f"{ours[unit].pop()} {unit}, {theirs[unit].pop()} {unit}"
                yield Finding("ARM-09", fields, quoted)


def _given(trial: Trial) -> set[str]:
    """The groups that some treatment names."""
    things = trial.arms_interventions.interventions
    return {_fold(label) for thing in things for label in thing.arm_group_labels}


@lru_cache(_NAMES)
def _fold(text: str | None) -> str:
    return _SPACES.sub(" ", text.lower()).strip() if text else ""


def _doses(text: str | None) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for number, unit in _DOSE.findall(as_shown(text)) if text else ():
        found[unit].add(number)
    return found
