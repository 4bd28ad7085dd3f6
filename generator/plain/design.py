"""What happens in the trial: kind, phase, chance, groups, who knows what, how many."""

import re
from collections.abc import Iterator

from generator.plain.amounts import Duration, say_duration, say_list
from generator.plain.kinds import name_says_kind
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.trial import Trial
from generator.vocabulary import (
    Allocation,
    EnrollmentType,
    InterventionModel,
    InterventionType,
    Masking,
    Status,
    TimePerspective,
)

_OVER = {Status.COMPLETED, Status.TERMINATED}
_NOBODY_JOINS = {TimePerspective.RETROSPECTIVE, TimePerspective.OTHER}
_INFO = "design.design_info"
_MASKING = f"{_INFO}.masking"
_MODEL = f"{_INFO}.intervention_model"
_MANY_ROLES = 2
"""So many kinds of people make a sentence of their own."""
_ARMS = "arms_interventions.arms"
_COUNT, _COUNT_KIND = "design.enrollment.count", "design.enrollment.kind"


def kind_sentences(trial: Trial, voice: Voice) -> Iterator[Sentence]:
    """Yield what kind of study it is, its phase, its plan."""
    design = trial.design
    if design.study_type:
        yield voice.say_code(design.study_type, "design.study_type")
    yield from _phases(trial, voice)
    yield from _flags(trial, voice, "design.patient_registry")
    info = design.design_info
    if info and info.observational_model:
        yield voice.say_code(info.observational_model, f"{_INFO}.observational_model")
    if info and info.time_perspective:
        yield voice.say_code(info.time_perspective, f"{_INFO}.time_perspective")
    for kind in ("individual", "intermediate", "treatment"):
        yield from _flags(trial, voice, f"design.expanded_access_types.{kind}")


def purpose_sentences(trial: Trial, voice: Voice) -> Iterator[Sentence]:
    """Yield the main aim."""
    info = trial.design.design_info
    if info and info.primary_purpose:
        yield voice.say_code(info.primary_purpose, f"{_INFO}.primary_purpose")


def group_sentences(trial: Trial, voice: Voice) -> Iterator[Sentence]:
    """Yield how many groups there are, how people get into them and how the groups work."""
    arms = len(trial.arms_interventions.arms)
    info = trial.design.design_info
    model = info.intervention_model if info else None
    single = model == InterventionModel.SINGLE_GROUP
    if arms and not has_one_group(trial):
        yield voice.say("what.groups", _ARMS, n=arms)
    # One group, said once: nobody is sorted into it.
    if info and info.allocation and not (single and arms == 1):
        yield _allocation(info.allocation, arms, voice)
    if single and arms > 1:
        yield voice.say("what.one_group_and_more", _MODEL, _ARMS, n=arms)
    elif model:
        # Whether the plan is said in its own sentence depends on how many groups are listed.
        yield voice.say_code(model, _MODEL, *([_ARMS] if single else []))


def has_one_group(trial: Trial) -> bool:
    """True if the record lists a single group, by its plan or by its groups."""
    info = trial.design.design_info
    single = bool(info and info.intervention_model == InterventionModel.SINGLE_GROUP)
    arms = len(trial.arms_interventions.arms)
    return arms == 1 or (single and arms == 0)


def masking_sentences(trial: Trial, voice: Voice) -> Iterator[Sentence]:
    """Yield who does not know who gets what."""
    info = trial.design.design_info
    masking = info.masking if info else None
    if masking is None:
        return
    level, roles = f"{_MASKING}.masking", f"{_MASKING}.who_masked"
    named = len(masking.who_masked)
    # The level only counts the kinds of people who are named next; it is said where they differ.
    if masking.masking and (not named or _LEVELS.get(masking.masking) != named):
        yield voice.say_code(masking.masking, level, roles)
    if named:
        who = say_list([voice.code_label(role) for role in masking.who_masked], voice.wording)
        if named < _MANY_ROLES:
            yield voice.say("what.masked_by", roles, level, who=who[0].upper() + who[1:])
        else:
            yield voice.say("what.masked_some", roles, level)
            yield voice.say("what.masked_who", roles, level, who=who)
        if masking.masking == Masking.NONE:
            yield voice.say("what.masked_and_open", level, roles)
    elif masking.masking and masking.masking != Masking.NONE:
        yield voice.say("what.masked_unnamed", level, roles)


def size_sentences(trial: Trial, voice: Voice) -> Iterator[Sentence]:
    """Yield how many people take part and how long each is followed."""
    enrollment = trial.design.enrollment
    if enrollment and enrollment.count is not None:
        count, kind = enrollment.count, enrollment.kind
        sources = (_COUNT, _COUNT_KIND)
        looks_back = f"{_INFO}.time_perspective"
        yield voice.say(_size_rule(trial, count, kind), *sources, looks_back, n=count)
        is_planned = kind == EnrollmentType.ESTIMATED and count >= 0
        if is_planned and trial.status.overall_status in _OVER:
            yield voice.say("what.enrollment_no_actual", *sources, "status.overall_status")
    if text := trial.design.target_duration:
        duration = Duration.parse(text)
        words = say_duration(duration, voice.wording) if duration else f"“{text}”"
        yield voice.say("what.duration", "design.target_duration", duration=words)


def _size_rule(trial: Trial, count: int, kind: str | None) -> str:
    """Nobody joins a study that looks back at old records, or may do so."""
    info = trial.design.design_info
    looks_back = bool(info and info.time_perspective in _NOBODY_JOINS)
    if count < 0:
        return "what.enrollment_unclear"
    if kind == EnrollmentType.ACTUAL and count:
        return "what.enrollment_records" if looks_back else "what.enrollment_actual"
    if kind == EnrollmentType.ACTUAL:
        return "what.enrollment_none"
    if kind == EnrollmentType.ESTIMATED:
        return "what.enrollment_records_planned" if looks_back else "what.enrollment_planned"
    return "what.enrollment_unstated"


def people_sentence(trial: Trial, voice: Voice) -> Sentence:
    """Return how many people there are in all, in a few words, for the top of a drawing."""
    enrollment = trial.design.enrollment
    if enrollment is None or enrollment.count is None or enrollment.count < 0:
        return voice.say("what.everyone", _COUNT)
    planned = enrollment.kind == EnrollmentType.ESTIMATED
    rule = "what.people_planned" if planned else "what.people"
    return voice.say(rule, _COUNT, _COUNT_KIND, n=enrollment.count)


def rule_sentences(trial: Trial, voice: Voice) -> Iterator[Sentence]:
    """Yield who watches over the trial and which US rules it is under."""
    dmc = trial.oversight.oversight_has_dmc
    if dmc is not None:
        rule = "what.dmc_true" if dmc else "what.dmc_false"
        yield voice.say(rule, "oversight.oversight_has_dmc")
    for name in _FLAGS:
        if name.startswith("oversight."):
            yield from _flags(trial, voice, name)
    if count := trial.design.n_ptrs_to_this_exp_acc_nct_id:
        yield voice.say("what.access_records", "design.n_ptrs_to_this_exp_acc_nct_id", n=count)


def intervention_label(type_: str | None, name: str, voice: Voice) -> str:
    """Return the name of what is given, with its kind in brackets where that says something."""
    if type_ is None or type_ == InterventionType.OTHER or _is_dummy(name) or is_check(name):
        return name
    # One bracket behind another, or a word that the name has, helps nobody.
    if name.rstrip().endswith((")", "]")) or name_says_kind(type_, name, voice):
        return name
    label = voice.code_label(type_)
    return voice.phrase("fact.tested_kind", name=name, kind=f"{label[0].lower()}{label[1:]}")


def is_nothing(name: str) -> bool:
    """True for a name that says that nothing is given: "No intervention", "None"."""
    return _NOTHING.fullmatch(name.strip()) is not None


def is_statement(name: str) -> bool:
    """True for a name that is a sentence, and so cannot stand in one of ours: "X was measured."."""
    return _STATEMENT.search(name) is not None


def is_check(name: str) -> bool:
    """True for a name of something that is taken or asked, not given: a sample, a test."""
    return _CHECK.search(name) is not None


_NOTHING = re.compile(
    r"(?:no|non)[ -]?(?:study |drug |specific )?(?:intervention|treatment|therapy)s?\.?"
    r"|none\.?|n/?a",
    re.IGNORECASE,
)
_STATEMENT = re.compile(r"\b(?:is|are|was|were)\b.*[.!?](?:\s|$)", re.DOTALL)
_CHECK = re.compile(
    r"\b(?:samples?|tests?|questionnaires?|surveys?|interviews?"
    r"|laboratory biomarker analysis|biospecimen collection|quality[ -]of[ -]life assessment)\b",
    re.IGNORECASE,
)


def _is_dummy(name: str) -> bool:
    """True for a placebo or a sham; what it is made to look like says nothing of what it is."""
    return any(word in name.casefold() for word in ("placebo", "sham"))


_LEVELS: dict[str, int] = {
    Masking.NONE: 0,
    Masking.SINGLE: 1,
    Masking.DOUBLE: 2,
    Masking.TRIPLE: 3,
    Masking.QUADRUPLE: 4,
}
_FLAGS = {
    "design.patient_registry": "what.patient_registry",
    "design.expanded_access_types.individual": "what.access_individual",
    "design.expanded_access_types.intermediate": "what.access_intermediate",
    "design.expanded_access_types.treatment": "what.access_treatment",
    "oversight.is_fda_regulated_drug": "what.fda_drug",
    "oversight.is_fda_regulated_device": "what.fda_device",
    "oversight.is_unapproved_device": "what.unapproved_device",
    "oversight.is_ppsd": "what.ppsd",
    "oversight.is_us_export": "what.us_export",
    "oversight.fdaaa801_violation": "what.violation",
}
"""Yes-or-no fields that are worth a sentence only where the answer is yes."""


def _flags(trial: Trial, voice: Voice, path: str) -> Iterator[Sentence]:
    value: object = trial
    for name in path.split("."):
        value = getattr(value, name) if value is not None else None
    if value is True:
        yield voice.say(_FLAGS[path], path)


def _phases(trial: Trial, voice: Voice) -> Iterator[Sentence]:
    phases = trial.design.phases
    joined = voice.wording.codes["Phase"].get("+".join(phases)) if len(phases) > 1 else None
    sources = [f"design.phases[{index}]" for index in range(len(phases))]
    if joined:
        yield voice.fill(f"code.Phase.{'+'.join(phases)}", joined.sentence, sources)
    else:
        # Two codes that belong together are said at once, so each sentence rests on all of them.
        for phase, own in zip(phases, sources, strict=True):
            yield voice.say_code(phase, own, *sources)


def _allocation(allocation: str, arms: int, voice: Voice) -> Sentence:
    source = f"{_INFO}.allocation"
    if allocation == Allocation.NA and arms != 1:
        return voice.say("what.allocation_na", source, _ARMS)
    return voice.say_code(allocation, source, _ARMS, _MODEL)
