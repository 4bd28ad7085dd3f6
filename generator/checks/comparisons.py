"""Rules about texts that speak of a choice: two groups where one is listed, or `or not`."""

import re
from collections.abc import Iterator

from generator.checks.finding import Finding
from generator.checks.free_text import FreeText
from generator.checks.titles import OTHER_TRIAL, titles
from generator.trial import Trial
from generator.vocabulary import InterventionModel, InterventionType, StudyType

_MODEL, _ARMS = "design.design_info.intervention_model", "arms_interventions.arms"
_KIND = "design.study_type"
_THINGS = "arms_interventions.interventions"
_GIVEN, _CHECKED = "arms_interventions.", "outcomes."
_TESTS = {InterventionType.DIAGNOSTIC_TEST}
_NEAR = 40
_TREATMENT = (
    r"(?:infusion|injection|treatment|therapy|chemotherapy|radiotherapy|radiation|transplantation"
    r"|transplant|surgery|operation|resection|vaccination|vaccine|medication|drugs?|supplement(?:ation)?"
    r"|intervention|dose|implantation|implant|stimulation|exercise|training|block|stent|placebo)"
)
# Each begins with signs that are always the same, which are found fast; the rest is read only then.
_OR_NOT = re.compile(r"or not\b(?! (?:at all|yet))")
_OPTIONAL = re.compile(rf"ptional(?:ly)? (?:[\w-]+ ){{0,2}}?{_TREATMENT}\b", re.ASCII)
_WITHOUT = re.compile(rf"ith or without (?:[\w-]+ ){{0,2}}?(?i:{_TREATMENT})\b", re.ASCII)
_BEHIND_TREATMENT = re.compile(rf"\b{_TREATMENT}s? \Z", re.I)
_BEHIND_LETTER = re.compile(r"(?<!\w)[OoWw]\Z")
# A choice that is asked about, and no choice of this trial.
_ASKED = re.compile(
    r"\b(?:whether|if|regardless|irrespective|no matter|decide\w*|determin\w+|ask\w*|need\w*"
    r"|randomi[sz]ed|assigned|allocated|patients?|people|subjects|participants|history|prior|previous|before|eligible|receiv\w+"
    r"\s+prior)\b[^.;]*\Z",
    re.I,
)
_PLACEBO = re.compile(r"\bplacebo\b", re.I)
_AGAINST = re.compile(r"\b(?:versus|vs\.?)(?=\s)|\bcontrol(?:led)? (?:group|arm)\b", re.I)
_NOT_AGAINST = re.compile(
    r"\b(?:no|non|not|without|lacks?|historical|healthy|matched|external|synthetic)\W+(?:\w+\s+){0,2}\Z"
    r"|graft[- ]\Z|host\b",
    re.I,
)


def speaks_of_two_groups(texts: FreeText, trial: Trial) -> Iterator[Finding]:
    """DES-04: one group in the plan, and a text that sets it against another.

    What the record says of earlier trials is in its descriptions, so they are not read. Two things
    that one group gets, or two tests of the same people, may well be compared within one group.
    """
    info = trial.design.design_info
    one = info is not None and info.intervention_model == InterventionModel.SINGLE_GROUP
    if not one or len(trial.arms_interventions.arms) > 1:
        return
    things = trial.arms_interventions.interventions
    within = len(things) > 1 or any(thing.type in _TESTS for thing in things)
    for path, title in titles(trial):
        patterns = (_PLACEBO,) if within else (_PLACEBO, _AGAINST)
        for said in filter(None, (pattern.search(title) for pattern in patterns)):
            if not _denied(title, said.start()) and not OTHER_TRIAL.search(title):
                yield Finding("DES-04", (path, _MODEL, _ARMS, _THINGS, _KIND), said[0])
                break
    for path, words in _or_not(texts):
        yield Finding("DES-04", (path, _MODEL, _ARMS, _KIND), words)


def not_clear_who_gets_it(texts: FreeText, trial: Trial) -> Iterator[Finding]:
    """ARM-08: a text about what people get leaves open whether everyone gets it."""
    if trial.design.study_type != StudyType.INTERVENTIONAL:
        return
    found = dict(_or_not(texts))
    for pattern in (_OPTIONAL, _WITHOUT):
        for hit in texts.first_in_each(pattern):
            letter = _BEHIND_LETTER.search(texts.joined, max(0, hit.start - 2), hit.start)
            is_text = hit.path.startswith(_GIVEN) and hit.path.endswith(".description")
            if letter and is_text and not _is_asked(texts, hit.start):
                found.setdefault(hit.path, letter[0] + hit.text)
    for path, words in found.items():
        yield Finding("ARM-08", (path, _KIND, _MODEL, _ARMS), words)


def _or_not(texts: FreeText) -> Iterator[tuple[str, str]]:
    """Yield where a text about what is given or checked says `infusion or not`, and the words."""
    for hit in texts.every(_OR_NOT):
        said = _BEHIND_TREATMENT.search(texts.joined, max(0, hit.start - _NEAR), hit.start)
        if said and hit.path.startswith((_GIVEN, _CHECKED)) and not _is_asked(texts, hit.start):
            yield hit.path, said[0] + hit.text


def _is_asked(texts: FreeText, start: int) -> bool:
    before = texts.joined[max(0, start - 2 * _NEAR) : start]
    return bool(_ASKED.search(before.rpartition("\n")[2]))


def _denied(text: str, start: int) -> bool:
    return bool(_NOT_AGAINST.search(text[max(0, start - _NEAR) : start]))
