"""Rules about the plan: its fields, held against the titles and the groups."""

import datetime
import re
from collections.abc import Iterator

from generator.checks.finding import Finding
from generator.checks.titles import OTHER_TRIAL, titles
from generator.trial import Trial
from generator.trial.design import DesignInfo
from generator.vocabulary import (
    Allocation,
    ArmType,
    InterventionModel,
    Masking,
    PrimaryPurpose,
    StudyType,
    WhoMasked,
)

_KIND, _ARMS = "design.study_type", "arms_interventions.arms"
_INFO = "design.design_info"
_ALLOCATION, _MODEL = f"{_INFO}.allocation", f"{_INFO}.intervention_model"
_MASKING, _WHO = f"{_INFO}.masking.masking", f"{_INFO}.masking.who_masked"
_PURPOSE = f"{_INFO}.primary_purpose"
# Of those who swap treatments each gets all of them, so one group may be listed.
_SEVERAL = {InterventionModel.PARALLEL, InterventionModel.FACTORIAL}
_ROLES = {
    Masking.NONE: 0,
    Masking.SINGLE: 1,
    Masking.DOUBLE: 2,
    Masking.TRIPLE: 3,
    Masking.QUADRUPLE: 4,
}
_RANDOMIZED = re.compile(
    r"(?<!non-)(?<!non)(?<!non )(?<!not )(?<!un)(?<!quasi-)(?<!quasi )(?<!pseudo-)(?<!pseudo )"
    r"\brandomi[sz]ed\b(?!\s+(?:trials|studies|withdrawal)\b)",
    re.I,
)
_BLIND = re.compile(
    r"(?<!not )(?<!non-)\b(?:(?:single|double|triple|quadruple|participant|patient|subject|assessor"
    r"|observer|evaluator|investigator|rater)[- ]?(?:blind(?:ed)?|masked))\b",
    re.I,
)
_OPEN = re.compile(r"\b(?:open[- ]?label(?:l?ed)?|un-?blinded|non-?\s?blinded)\b", re.I)
_BLIND_AT_ALL = re.compile(r"blind|mask|\bextension\b|sham|placebo", re.I)
_WATCHED = re.compile(
    r"(?<!non-)(?<!non)(?<!non )(?<!not )\brandomi[sz]ed\b|\bplacebo\b"
    r"|\bphase\s?(?:1|2|3|I{1,3})[ab]?(?:/\w+)?(?:,?\s[\w-]+){0,3},?\s(?:trial|study)\b",
    re.I,
)
_TREATMENT_OF = re.compile(r"\b(?:treatment\s+of|to\s+treat)\b", re.I)
_PREVENTION_OF = re.compile(r"\b(?:prevention\s+of|to\s+prevent|prophylaxis\s+(?:of|for))\b", re.I)


def title_says_by_chance(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """DES-01: a title says that people are put into groups by chance, the field that they are not.

    A title that also speaks of another trial is left alone.
    """
    allocation = _info(trial).allocation
    if allocation in (Allocation.NON_RANDOMIZED, Allocation.NA) and not _is_watched(trial):
        for path, title in titles(trial):
            if (said := _RANDOMIZED.search(title)) and not OTHER_TRIAL.search(title):
                yield Finding("DES-01", (path, _ALLOCATION, _KIND), said[0])


def groups_do_not_fit_plan(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """DES-02: a plan of one group with 2 or more groups, or a plan of several with 1."""
    model, arms = _info(trial).intervention_model, len(trial.arms_interventions.arms)
    if (model == InterventionModel.SINGLE_GROUP and arms > 1) or (model in _SEVERAL and arms == 1):
        facts = (("model", model or ""), ("arms", arms))
        yield Finding("DES-02", (_MODEL, _ARMS, _ALLOCATION), facts=facts)


def chance_does_not_fit_groups(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """DES-03: nobody is put into groups, and there are 2; or by chance, and there is 1.

    Chance between several listed groups is clear, whatever the plan says (DES-02), and so is
    chance in a group whose people swap treatments.
    """
    info, arms = _info(trial), len(trial.arms_interventions.arms)
    alone = info.intervention_model == InterventionModel.SINGLE_GROUP and not arms
    one = alone or (arms == 1 and info.intervention_model != InterventionModel.CROSSOVER)
    none = info.allocation == Allocation.NA and arms > 1
    if none or (info.allocation == Allocation.RANDOMIZED and one):
        facts = (("allocation", info.allocation or ""), ("arms", arms))
        yield Finding("DES-03", (_ALLOCATION, _ARMS, _MODEL), facts=facts)


def title_says_hidden(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """DES-05: a title says that the treatment is hidden, the field that it is not.

    In one group all get the same; what is hidden there is not who gets what.
    """
    one = _info(trial).intervention_model == InterventionModel.SINGLE_GROUP
    if _masking(trial) == Masking.NONE and not one:
        for path, title in titles(trial):
            if (said := _BLIND.search(title)) and not OTHER_TRIAL.search(title):
                yield Finding("DES-05", (path, _MASKING, _MODEL), said[0])


def title_says_open(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """DES-06: a title says that the treatment is not hidden, the field that it is.

    An open trial may well hide who got what from those who only measure. A title that also speaks
    of a part that is hidden, or of an extension, is left alone.
    """
    masking = _info(trial).masking
    if masking is None or masking.masking not in _ROLES or not _is_hidden_from_people(trial):
        return
    for path, title in titles(trial):
        if (said := _OPEN.search(title)) and not _BLIND_AT_ALL.search(title):
            yield Finding("DES-06", (path, _MASKING, _WHO), said[0])


def placebo_not_hidden(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """DES-07: there is a group for a placebo or a sham, and nothing is hidden."""
    sham = {ArmType.PLACEBO_COMPARATOR, ArmType.SHAM_COMPARATOR}
    if _masking(trial) == Masking.NONE:
        for index, arm in enumerate(trial.arms_interventions.arms):
            if arm.type in sham:
                yield Finding("DES-07", (f"{_ARMS}[{index}].type", _MASKING), arm.label or "")


def masked_roles_do_not_fit(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """DES-08: the number of roles that do not know is not that of the field."""
    masking = _info(trial).masking
    roles = _ROLES.get(masking.masking) if masking and masking.masking else None  # type: ignore[call-overload]
    if masking and roles is not None and len(masking.who_masked) != roles:
        yield Finding("DES-08", (_MASKING, _WHO), f"{masking.masking}: {len(masking.who_masked)}")


def title_says_trial(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """DES-10: a study that only watches has a title of a trial.

    Phase 4 is also said of watching what happens after approval, so it says nothing here.
    """
    if _is_watched(trial):
        for path, title in titles(trial):
            if (said := _WATCHED.search(title)) and not OTHER_TRIAL.search(title):
                yield Finding("DES-10", (path, _KIND), said[0])


def fields_of_other_kind(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """DES-11: fields of a trial in a study that only watches, or the other way round."""
    info = _info(trial)
    ours = (info.allocation, info.intervention_model, info.primary_purpose)
    theirs = (info.observational_model, info.time_perspective)
    kind = trial.design.study_type
    if kind == StudyType.OBSERVATIONAL and any(ours):
        yield Finding("DES-11", (_ALLOCATION, _MODEL, _PURPOSE, _KIND))
    elif kind == StudyType.INTERVENTIONAL and any(theirs):
        fields = (f"{_INFO}.observational_model", f"{_INFO}.time_perspective", _KIND)
        yield Finding("DES-11", fields)


def title_has_other_aim(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """DES-12: the field says prevention and a title treatment, or the other way round."""
    match _info(trial).primary_purpose:
        case PrimaryPurpose.PREVENTION:
            said, other = _TREATMENT_OF, _PREVENTION_OF
        case PrimaryPurpose.TREATMENT:
            said, other = _PREVENTION_OF, _TREATMENT_OF
        case _:
            return
    for path, title in titles(trial):
        if (found := said.search(title)) and not other.search(title):
            yield Finding("DES-12", (path, _PURPOSE), found[0])


def _info(trial: Trial) -> DesignInfo:
    return trial.design.design_info or DesignInfo()


def _masking(trial: Trial) -> str | None:
    masking = _info(trial).masking
    return masking.masking if masking else None


def _is_watched(trial: Trial) -> bool:
    return trial.design.study_type == StudyType.OBSERVATIONAL


def _is_hidden_from_people(trial: Trial) -> bool:
    """Whether those who take part, or those who treat them, do not know."""
    masking = _info(trial).masking
    who = set(masking.who_masked) if masking else set()
    return bool(who & {WhoMasked.PARTICIPANT, WhoMasked.CARE_PROVIDER})
