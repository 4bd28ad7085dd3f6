"""What happens: the sentences, the groups, what each gets, and a diagram of it."""

import datetime
from dataclasses import dataclass

from generator.pages.diagram import Box, groups_diagram
from generator.pages.quote import Quote, Quotes
from generator.pages.view.facts import Value
from generator.plain.amounts import say_list
from generator.plain.design import (
    group_sentences,
    kind_sentences,
    masking_sentences,
    people_sentence,
    rule_sentences,
    size_sentences,
)
from generator.plain.kinds import is_dummy_group, name_says_kind, split_kind
from generator.plain.sentence import Sentence
from generator.plain.span import span_sentences
from generator.plain.voice import Voice
from generator.trial import Trial
from generator.trial.design import ArmsInterventions, Intervention
from generator.vocabulary import ArmType, InterventionType, StudyType

_ARMS = "arms_interventions.arms"
_THINGS = "arms_interventions.interventions"
_MOST_BOXES = 8
"""Above so many groups a diagram helps nobody; the table has them all."""
_MOST_DRAWN = 4
"""So many things are drawn in the box of a group; the table has the others."""
_MOST_NAMES = 5
"""More other names than that are folded."""


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group: its name, its part in the trial, what it gets, more in the team's words.

    No part where all groups have the same one, and where it would call a placebo the tested thing.
    """

    label: Quote | None
    role: Sentence | None
    gets: tuple[Quote, ...]
    description: Quote | None


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that is given, done or tested; `names_count` where it has many other names.

    `given_to` names groups in our words, or in quotes where the record calls them otherwise.
    """

    name: Quote | None
    kind: Sentence | None
    description: Quote | None
    other_names: tuple[Quote, ...]
    names_count: Sentence | None
    given_to: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class WhatView:
    """Everything about what happens in the trial; a paragraph for each subject.

    `role` is the part of every group, where it is the same. `everyone` is what the drawing says at
    its top, if there is a drawing, and `undrawn` what it says at the end of each box that is cut.
    `about` heads what the record has of each group.
    """

    paragraphs: tuple[tuple[Sentence, ...], ...]
    rules: tuple[Sentence, ...]
    role: Sentence | None
    has_roles: bool
    about: str
    groups: tuple[GroupRow, ...]
    things: tuple[Thing, ...]
    diagram: str
    everyone: tuple[Sentence, ...]
    undrawn: tuple[Sentence, ...]
    model_words: Quote | None
    masking_words: Quote | None
    samples: tuple[Sentence, ...]
    samples_words: Quote | None

    @property
    def has_words(self) -> bool:
        """Whether the record says anything of a group beside its name and its part."""
        return any(group.gets or group.description for group in self.groups)


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
    role, roles = _roles(trial, voice)
    diagram, undrawn = _diagram(trial, everyone, voice) if everyone else ("", ())
    info = "design.design_info"
    return WhatView(
        paragraphs=tuple(paragraphs),
        rules=tuple(rule_sentences(trial, voice)),
        role=role,
        has_roles=any(roles),
        about=voice.label(_head(trial)),
        groups=tuple(_group(index, part, quotes) for index, part in enumerate(roles)),
        things=tuple(
            _thing(trial, index, voice, quotes)
            for index in range(len(trial.arms_interventions.interventions))
        ),
        diagram=diagram,
        everyone=(everyone,) if everyone else (),
        undrawn=undrawn,
        model_words=quotes.at(f"{info}.intervention_model_description"),
        masking_words=quotes.at(f"{info}.masking.masking_description"),
        samples=_samples(trial, voice),
        samples_words=quotes.at("design.bio_spec.description"),
    )


def _head(trial: Trial) -> str:
    """Return how the things of groups are headed: "other" can be an illness that nobody gets."""
    part = trial.arms_interventions
    if not any(name.strip() for arm in part.arms for name in arm.intervention_names):
        return "what.about_group"
    is_given = trial.design.study_type != StudyType.OBSERVATIONAL
    if is_given and all(thing.type != InterventionType.OTHER for thing in part.interventions):
        return "what.gets"
    return "what.listed"


def _samples(trial: Trial, voice: Voice) -> tuple[Sentence, ...]:
    kept = trial.design.bio_spec.retention if trial.design.bio_spec else None
    return (voice.say_code(kept, "design.bio_spec.retention"),) if kept else ()


def _roles(trial: Trial, voice: Voice) -> tuple[Sentence | None, list[Sentence | None]]:
    """Return the part that all groups have, if it is the same, and else that of each group."""
    arms = trial.arms_interventions.arms
    said = [None if is_dummy_group(arm) else arm.type for arm in arms]
    if len(set(said)) == 1:
        # "Other group", of every group, says nothing.
        shared = None if said[0] == ArmType.OTHER else said[0]
        return (voice.name(shared, _ARMS) if shared else None), [None] * len(arms)
    paths = (f"{_ARMS}[{index}].type" for index in range(len(arms)))
    roles = [
        voice.name(type_, path, _ARMS) if type_ else None
        for type_, path in zip(said, paths, strict=True)
    ]
    return None, roles


def _group(index: int, role: Sentence | None, quotes: Quotes) -> GroupRow:
    path = f"{_ARMS}[{index}]"
    return GroupRow(
        label=quotes.at(f"{path}.label"),
        role=role,
        gets=quotes.each(f"{path}.intervention_names"),
        description=quotes.at(f"{path}.description"),
    )


def _thing(trial: Trial, index: int, voice: Voice, quotes: Quotes) -> Thing:
    path, thing = f"{_THINGS}[{index}]", trial.arms_interventions.interventions[index]
    others = quotes.each(f"{path}.other_names")
    count = voice.say("what.names_count", f"{path}.other_names", n=len(others))
    return Thing(
        name=quotes.at(f"{path}.name"),
        kind=_kind(thing, path, voice),
        description=quotes.at(f"{path}.description"),
        other_names=others,
        names_count=count if len(others) > _MOST_NAMES else None,
        given_to=_given_to(trial, index, voice, quotes),
    )


def _kind(thing: Intervention, path: str, voice: Voice) -> Sentence | None:
    """Return the kind of a thing, where its name does not say it."""
    type_ = thing.type
    if type_ is None or type_ == InterventionType.OTHER:
        return None
    if name_says_kind(type_, thing.name or "", voice):
        return None
    return voice.name(type_, f"{path}.type", f"{path}.name")


def _given_to(trial: Trial, index: int, voice: Voice, quotes: Quotes) -> tuple[Value, ...]:
    """Return the groups that a thing is listed for; nothing where there is only one group."""
    arms, path = trial.arms_interventions.arms, f"{_THINGS}[{index}].arm_group_labels"
    named = [arm.label for arm in arms]
    thing = trial.arms_interventions.interventions[index]
    labels = list(dict.fromkeys(label for label in thing.arm_group_labels if label.strip()))
    if not labels or not set(labels) <= set(named):
        return quotes.each(path)
    if len(arms) == 1:
        return ()
    sources = (path, *(f"{_ARMS}[{number}].label" for number in range(len(arms))))
    if set(labels) == set(named):
        return (voice.say("what.given_to_all", *sources),)
    return (voice.say("what.given_to", *sources, names=say_list(labels, voice.wording)),)


def _diagram(trial: Trial, everyone: Sentence, voice: Voice) -> tuple[str, tuple[Sentence, ...]]:
    """Return the drawing, and what it says where a box does not hold all that a group gets."""
    boxes, undrawn = [], []
    for index, arm in enumerate(trial.arms_interventions.arms):
        names = [split_kind(name)[1] for name in arm.intervention_names if name.strip()]
        drawn = names[:_MOST_DRAWN]
        if more := len(names) - len(drawn):
            said = voice.say("what.undrawn", f"{_ARMS}[{index}].intervention_names", n=more)
            undrawn.append(said)
            drawn.append(said.text)
        boxes.append(Box(arm.label or voice.label("what.no_label"), tuple(drawn)))
    return groups_diagram(everyone.text, boxes, voice.label("what.diagram")), tuple(undrawn)


def _can_be_drawn(trial: Trial) -> bool:
    enrollment = trial.design.enrollment
    nobody = enrollment is not None and enrollment.count == 0
    return 0 < len(trial.arms_interventions.arms) <= _MOST_BOXES and not nobody
