"""What happens: the sentences, the groups, what each gets, and a diagram of it."""

from dataclasses import dataclass

from generator.pages.diagram import Box, groups_diagram
from generator.pages.quote import Quote, Quotes
from generator.plain.design import (
    group_sentences,
    kind_sentences,
    masking_sentences,
    rule_sentences,
    size_sentences,
)
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.trial import Trial
from generator.trial.design import Enrollment
from generator.vocabulary import EnrollmentType, InterventionType

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
    """Everything about what happens in the trial; a paragraph for each subject."""

    paragraphs: tuple[tuple[Sentence, ...], ...]
    rules: tuple[Sentence, ...]
    groups: tuple[GroupRow, ...]
    things: tuple[Thing, ...]
    diagram: str
    model_words: Quote | None
    masking_words: Quote | None
    samples: tuple[Sentence, ...]
    samples_words: Quote | None


def what_view(trial: Trial, voice: Voice, quotes: Quotes) -> WhatView:
    """Build the view."""
    parts = (kind_sentences, group_sentences, masking_sentences, size_sentences)
    info = "design.design_info"
    return WhatView(
        paragraphs=tuple(filter(None, (tuple(part(trial, voice)) for part in parts))),
        rules=tuple(rule_sentences(trial, voice)),
        groups=tuple(
            _group(trial, index, voice, quotes)
            for index in range(len(trial.arms_interventions.arms))
        ),
        things=tuple(
            _thing(trial, index, voice, quotes)
            for index in range(len(trial.arms_interventions.interventions))
        ),
        diagram=_diagram(trial, voice),
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


def _diagram(trial: Trial, voice: Voice) -> str:
    arms = trial.arms_interventions.arms
    if not 0 < len(arms) <= _MOST_BOXES:
        return ""
    boxes = [Box(arm.label or voice.label("what.no_label"), arm.intervention_names) for arm in arms]
    enrollment = trial.design.enrollment
    count = enrollment.count if enrollment else None
    if count == 0:
        return ""
    return groups_diagram(_everyone(enrollment, voice), boxes, voice.label("what.diagram"))


def _everyone(enrollment: Enrollment | None, voice: Voice) -> str:
    if enrollment is None or enrollment.count is None:
        return voice.label("what.one_group")
    people = voice.say("what.people", "design.enrollment.count", n=enrollment.count).text
    planned = enrollment.kind == EnrollmentType.ESTIMATED
    return voice.label("value.planned", value=people) if planned else people
