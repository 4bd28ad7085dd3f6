"""In short: at most 3 messages. What is looked at, in whom, where it stands."""

import datetime

from generator.plain.amounts import say_list
from generator.plain.design import intervention_label
from generator.plain.sentence import Sentence
from generator.plain.status import cautions
from generator.plain.voice import Voice
from generator.plain.who import age_sentences, sex_sentences
from generator.trial import Trial
from generator.vocabulary import Sex, Status, StudyType

_MOST_NAMES = 3

Message = tuple[Sentence, ...]


def key_messages(trial: Trial, voice: Voice, as_of: datetime.date) -> tuple[Message, ...]:
    """Return up to 3 short messages, as of a day."""
    messages = (_tested(trial, voice), _people(trial, voice), _standing(trial, voice, as_of))
    return tuple(message for message in messages if message)


def _tested(trial: Trial, voice: Voice) -> Message:
    kind = trial.design.study_type
    things = trial.arms_interventions.interventions
    named = dict.fromkeys((t.type, t.name) for t in things if t.name)
    names = [intervention_label(type_, name, voice) for type_, name in named]
    source = "arms_interventions.interventions"
    if names:
        rule = "short.access" if kind == StudyType.EXPANDED_ACCESS else "short.tested"
        return (_listed(rule, rule + "_more", source, names, voice),)
    if kind == StudyType.OBSERVATIONAL:
        return (voice.say("short.observed", "design.study_type"),)
    return ()


def _people(trial: Trial, voice: Voice) -> Message:
    names, source = list(trial.conditions.conditions), "conditions.conditions"
    if names:
        first = _listed("short.condition", "short.condition_more", source, names, voice)
    else:
        first = voice.say("short.no_condition", source)
    sexes = () if trial.eligibility.sex == Sex.ALL else tuple(sex_sentences(trial, voice))
    return (first, *age_sentences(trial, voice), *sexes)


def _standing(trial: Trial, voice: Voice, as_of: datetime.date) -> Message:
    status = trial.status.overall_status
    if not status:
        return ()
    label = voice.code_label(status)
    label = label[0].lower() + label[1:]
    said = voice.say("short.standing", "status.overall_status", label=label)
    doubts = [source for doubt in cautions(trial, voice, as_of) for source in doubt.sources]
    if not doubts or status == Status.UNKNOWN:
        return (said,)
    return said, voice.say("short.doubtful", *dict.fromkeys(doubts))


def _listed(rule: str, more_rule: str, source: str, names: list[str], voice: Voice) -> Sentence:
    """Name all where they are few; else the first, and how many more there are."""
    if len(names) <= _MOST_NAMES:
        return voice.say(rule, source, n=len(names), names=say_list(names, voice.wording))
    first = ", ".join(names[:_MOST_NAMES])
    return voice.say(more_rule, source, n=len(names) - _MOST_NAMES, names=first)
