"""What happens: the sentences, the groups, what each gets, and a diagram of it."""

import datetime
from dataclasses import dataclass

from generator.pages.diagram import Box, groups_diagram
from generator.pages.quote import Quote, Quotes
from generator.plain.design import (
    group_sentences,
    kind_sentences,
    masking_sentences,
    people_sentence,
    rule_sentences,
    size_sentences,
)
from generator.plain.sentence import Sentence
from generator.plain.span import span_sentences
from generator.plain.voice import Voice
from generator.trial import Trial
from generator.trial.design import ArmsInterventions
from generator.vocabulary import InterventionType

_ARMS = "arms_interventions.arms"
_THINGS = "arms_interventions.interventions"
_MOST_BOXES = 8
"""Above so many groups a diagram helps nobody; the table has them all."""


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group: its name, its part in the trial, what it gets, more in the team's words."""

    label: Quote | None
    role: Sentence | None
    gets: tuple[Quote, ...]
    description: Quote | None


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that is given, done or tested."""

    name: Quote | None
    kind: Sentence | None
    description: Quote | None
    other_names: tuple[Quote, ...]
    given_to: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class WhatView:
    """Everything about what happens in the trial; a paragraph for each subject.

    `everyone` is what the drawing says at its top, if there is a drawing.
    """

    paragraphs: tuple[tuple[Sentence, ...], ...]
    rules: tuple[Sentence, ...]
    groups: tuple[GroupRow, ...]
    things: tuple[Thing, ...]
    diagram: str
    everyone: tuple[Sentence, ...]
    model_words: Quote | None
    masking_words: Quote | None
    samples: tuple[Sentence, ...]
    samples_words: Quote | None


def what_view(
    trial: Trial, voice: Voice, quotes: Quotes, as_of: datetime.date, is_told: bool
) -> WhatView:
    """Build the view, as of a day. `is_told`: people wrote what happens."""
    parts = (kind_sentences, group_sentences, masking_sentences, size_sentences)
    paragraphs = [tuple(part(trial, voice)) for part in parts]
    paragraphs.append(tuple(span_sentences(trial, voice, as_of)))
    paragraphs = [paragraph for paragraph in paragraphs if paragraph]
    if not (paragraphs or is_told or trial.arms_interventions != ArmsInterventions()):
        paragraphs = [(voice.say("what.nothing", "design", "arms_interventions"),)]
    everyone = people_sentence(trial, voice) if _can_be_drawn(trial) else None
    info = "design.design_info"
    return WhatView(
        paragraphs=tuple(paragraphs),
        rules=tuple(rule_sentences(trial, voice)),
        groups=tuple(
            _group(trial, index, voice, quotes)
            for index in range(len(trial.arms_interventions.arms))
        ),
        things=tuple(
            _thing(trial, index, voice, quotes)
            for index in range(len(trial.arms_interventions.interventions))
        ),
        diagram=_diagram(trial, everyone, voice) if everyone else "",
        everyone=(everyone,) if everyone else (),
        model_words=quotes.at(f"{info}.intervention_model_description"),
        masking_words=quotes.at(f"{info}.masking.masking_description"),
        samples=_samples(trial, voice),
        samples_words=quotes.at("design.bio_spec.description"),
    )


def _samples(trial: Trial, voice: Voice) -> tuple[Sentence, ...]:
    kept = trial.design.bio_spec.retention if trial.design.bio_spec else None
    return (voice.say_code(kept, "design.bio_spec.retention"),) if kept else ()


def _group(trial: Trial, index: int, voice: Voice, quotes: Quotes) -> GroupRow:
    path, arm = f"{_ARMS}[{index}]", trial.arms_interventions.arms[index]
    return GroupRow(
        label=quotes.at(f"{path}.label"),
        role=voice.name_code(arm.type, f"{path}.type"),
        gets=quotes.each(f"{path}.intervention_names"),
        description=quotes.at(f"{path}.description"),
    )


def _thing(trial: Trial, index: int, voice: Voice, quotes: Quotes) -> Thing:
    path, thing = f"{_THINGS}[{index}]", trial.arms_interventions.interventions[index]
    says_nothing = thing.type == InterventionType.OTHER
    return Thing(
        name=quotes.at(f"{path}.name"),
        kind=None if says_nothing else voice.name_code(thing.type, f"{path}.type"),
        description=quotes.at(f"{path}.description"),
        other_names=quotes.each(f"{path}.other_names"),
        given_to=quotes.each(f"{path}.arm_group_labels"),
    )


def _diagram(trial: Trial, everyone: Sentence, voice: Voice) -> str:
    arms = trial.arms_interventions.arms
    boxes = [Box(arm.label or voice.label("what.no_label"), arm.intervention_names) for arm in arms]
    return groups_diagram(everyone.text, boxes, voice.label("what.diagram"))


def _can_be_drawn(trial: Trial) -> bool:
    enrollment = trial.design.enrollment
    nobody = enrollment is not None and enrollment.count == 0
    return 0 < len(trial.arms_interventions.arms) <= _MOST_BOXES and not nobody
