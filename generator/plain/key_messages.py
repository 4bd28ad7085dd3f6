"""In short: at most 3 messages. What is looked at, in whom, where it stands."""

from generator.plain.amounts import say_list
from generator.plain.design import intervention_label
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.plain.who import age_sentences, sex_sentences
from generator.trial import Trial
from generator.vocabulary import Sex, StudyType

_MOST_NAMES = 3
_LONGEST_LIST = 160
"""Characters of a list of names that still reads as one sentence."""

Message = tuple[Sentence, ...]


def key_messages(trial: Trial, voice: Voice) -> tuple[Message, ...]:
    """Return up to 3 messages of one to three sentences each."""
    messages = (_tested(trial, voice), _people(trial, voice), _standing(trial, voice))
    return tuple(message for message in messages if message)


def _tested(trial: Trial, voice: Voice) -> Message:
    kind = trial.design.study_type
    things = trial.arms_interventions.interventions
    names = [intervention_label(t.type, t.name, voice) for t in things if t.name]
    source = "arms_interventions.interventions"
    if _is_short(names):
        rule = "short.access" if kind == StudyType.EXPANDED_ACCESS else "short.tested"
        return (voice.say(rule, source, names=say_list(names, voice.wording)),)
    if names:
        return (voice.say("short.tested_many", source, n=len(names)),)
    if kind == StudyType.OBSERVATIONAL:
        return (voice.say("short.observed", "design.study_type"),)
    return ()


def _people(trial: Trial, voice: Voice) -> Message:
    names, source = list(trial.conditions.conditions), "conditions.conditions"
    if _is_short(names):
        words = say_list(names, voice.wording)
        first = voice.say("short.condition", source, n=len(names), names=words)
    elif names:
        first = voice.say("short.condition_many", source, n=len(names))
    else:
        first = voice.say("short.no_condition", source)
    sexes = () if trial.eligibility.sex == Sex.ALL else tuple(sex_sentences(trial, voice))
    return (first, *age_sentences(trial, voice), *sexes)


def _standing(trial: Trial, voice: Voice) -> Message:
    status = trial.status.overall_status
    return (voice.say_code(status, "status.overall_status"),) if status else ()


def _is_short(names: list[str]) -> bool:
    return 0 < len(names) <= _MOST_NAMES and sum(map(len, names)) <= _LONGEST_LIST
