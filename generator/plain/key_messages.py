"""In short: at most 3 sentences. What is looked at, in whom, where it stands."""

import datetime
from collections.abc import Iterable

from generator.plain.comparison import comparison, comparison_sources
from generator.plain.design import intervention_label, is_check, is_nothing, is_statement
from generator.plain.names import some_names
from generator.plain.sentence import Sentence
from generator.plain.status import doubt_sources, is_doubtful, status_name
from generator.plain.voice import Voice
from generator.plain.who import AGE_SOURCES, age_words
from generator.trial import Trial
from generator.trial.design import Intervention
from generator.vocabulary import Sex, Status, StudyType

_THINGS, _CONDITIONS = "arms_interventions.interventions", "conditions.conditions"
_SEX = "eligibility.sex"


def key_messages(trial: Trial, voice: Voice, as_of: datetime.date) -> tuple[Sentence, ...]:
    """Return up to 3 short sentences, as of a day."""
    messages = (_tested(trial, voice), _people(trial, voice), _standing(trial, voice, as_of))
    return tuple(message for message in messages if message)


def _tested(trial: Trial, voice: Voice) -> Sentence | None:
    kind, things = trial.design.study_type, trial.arms_interventions.interventions
    names = _names(things, voice)
    is_told = any(is_statement(thing.name or "") for thing in things)
    sides = None if is_told else comparison(trial)
    sources = (*comparison_sources(trial), "design.study_type")
    if names and kind == StudyType.EXPANDED_ACCESS:
        return voice.say("short.access", *sources, names=some_names(names, voice))
    if sides:
        tested = some_names(_names(sides.tested, voice), voice)
        others = some_names(_names(sides.others, voice), voice)
        return voice.say("short.compared", *sources, tested=tested, others=others)
    if names:
        return voice.say("short.tested", *sources, names=some_names(names, voice))
    if kind == StudyType.OBSERVATIONAL:
        return voice.say("short.observed", "design.study_type", _THINGS)
    return None


def _names(things: Iterable[Intervention], voice: Voice) -> list[str]:
    """Name each thing once; what is done only to check or to compare comes last."""
    named = dict.fromkeys((thing.type, thing.name) for thing in things if _is_name(thing.name))
    treatments_first = sorted(named, key=lambda one: is_check(str(one[1])))
    return [intervention_label(type_, str(name), voice) for type_, name in treatments_first]


def _is_name(name: str | None) -> bool:
    return bool(name) and not is_nothing(str(name)) and not is_statement(str(name))


def _people(trial: Trial, voice: Voice) -> Sentence:
    """Say in whom, and what health problem the record lists, which need not be what they have."""
    named = [(n, name) for n, name in enumerate(trial.conditions.conditions) if name.strip()]
    people, sources = _who(trial, voice)
    if not named:
        rule = "short.no_condition_people" if people else "short.no_condition"
        return voice.say(rule, _CONDITIONS, *sources, people=people)
    listed = [f"{_CONDITIONS}[{index}]" for index, _ in named]
    names = some_names([name for _, name in named], voice)
    rule = "short.about_people" if people else "short.about"
    return voice.say(rule, *listed, *sources, n=len(named), names=names, people=people)


def _who(trial: Trial, voice: Voice) -> tuple[str, tuple[str, ...]]:
    """Return "people aged 18 to 65" or the like, or nothing; and the fields behind it."""
    sexes = {Sex.FEMALE: "female", Sex.MALE: "male"}
    sex = trial.eligibility.sex
    people = voice.phrase(f"people.{sexes[sex]}") if isinstance(sex, Sex) and sex in sexes else ""
    ages = age_words(trial, voice) or ("", "")
    if not any(ages):
        return people, (_SEX, *AGE_SOURCES)
    low, high = ages
    form = "between" if low and high else "from" if low else "to"
    whom = people or voice.phrase("people.any")
    return voice.phrase(f"people.{form}", people=whom, low=low, high=high), (_SEX, *AGE_SOURCES)


def _standing(trial: Trial, voice: Voice, as_of: datetime.date) -> Sentence | None:
    status = trial.status.overall_status
    if not status:
        return None
    label = status_name(trial, voice).text
    label = label[0].lower() + label[1:]
    # That nobody knows needs no second doubt.
    doubtful = status != Status.UNKNOWN and is_doubtful(trial, voice, as_of)
    rule = "short.doubtful" if doubtful else "short.standing"
    return voice.say(rule, *doubt_sources(trial), label=label)
