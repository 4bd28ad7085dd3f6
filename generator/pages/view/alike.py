"""Trials that look alike: what each has in common with this one, and what differs."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator.pages.alike import shared_terms
from generator.pages.summary import Summary
from generator.pages.tone import Tone
from generator.pages.view.facts import Fact
from generator.plain.amounts import say_country
from generator.plain.names import some_names
from generator.plain.sentence import Sentence, of_another
from generator.plain.status import STANDING_SOURCES
from generator.plain.voice import Voice
from generator.plain.wording import Wording

_TERMS, _CONDITIONS = "derived.condition_browse.meshes", "conditions.conditions"


@dataclass(frozen=True, slots=True)
class OtherTrial:
    """A trial that looks alike: its number, where it stands, what is alike and what is not.

    `same` says that nothing differs of what we compare.
    """

    registry_id: str
    title: Sentence
    number: Sentence
    standing: Sentence
    tone: Tone
    shared: Sentence
    differs: tuple[Fact, ...]
    same: Sentence | None


@dataclass(frozen=True, slots=True)
class AlikeView:
    """The trials that look alike, and what the list is."""

    sentences: tuple[Sentence, ...] = ()
    trials: tuple[OtherTrial, ...] = ()


@dataclass(frozen=True, slots=True)
class _Aspect:
    """What can differ: label, values, the fields behind them, and how the values are spelled.

    `is_coded` says that the values are our words for codes and numbers, not the record's texts.
    """

    label: str
    values: Callable[[Summary], tuple[str, ...]]
    sources: tuple[str, ...]
    is_coded: bool = True
    spelled: Callable[[str, Wording], str] = lambda name, _: name


_ASPECTS = (
    _Aspect("alike.status", lambda row: (row.standing,), STANDING_SOURCES),
    _Aspect("fact.kind", lambda row: _stated(row.kind), ("design.study_type",)),
    _Aspect("fact.phase", lambda row: row.phases, ("design.phases",)),
    _Aspect(
        "fact.tested",
        lambda row: row.tested,
        ("arms_interventions.interventions",),
        is_coded=False,
    ),
    _Aspect(
        "fact.ages",
        lambda row: _stated(row.ages),
        ("eligibility.minimum_age", "eligibility.maximum_age"),
    ),
    _Aspect("fact.sex", lambda row: _stated(row.sex), ("eligibility.sex",)),
    _Aspect(
        "alike.countries",
        lambda row: row.countries,
        ("contacts_locations.locations",),
        is_coded=False,
        spelled=say_country,
    ),
)


def alike_view(row: Summary, others: Sequence[Summary], voice: Voice) -> AlikeView:
    """Build the view of the trials that look like the one of `row`; empty where there is none."""
    if not others:
        return AlikeView()
    lead = voice.say("alike.lead", _terms_source(row), *(_source(other) for other in others))
    return AlikeView(
        (lead, voice.explain("alike.order")),
        tuple(_other(row, other, voice) for other in others),
    )


def _other(row: Summary, other: Summary, voice: Voice) -> OtherTrial:
    def of_it(*paths: str) -> list[str]:
        return [of_another(other.registry_id, path) for path in paths]

    title = ("identification.brief_title", "words.title")
    number = of_it("identification.registry_id")
    different = tuple(_different(row, other, voice))
    sources = [path for aspect in _ASPECTS for path in aspect.sources]
    return OtherTrial(
        registry_id=other.registry_id,
        title=voice.say("alike.title", *of_it(*title), name=other.title),
        number=voice.say("alike.number", *number, id=other.registry_id),
        standing=voice.say("alike.standing", *of_it(*STANDING_SOURCES), label=other.standing),
        tone=other.tone,
        shared=_shared(row, other, voice),
        differs=different,
        same=None if different else voice.say("alike.same", *sources, *of_it(*sources)),
    )


def _shared(row: Summary, other: Summary, voice: Voice) -> Sentence:
    rule = "alike.terms" if row.terms and other.terms else "alike.conditions"
    names = some_names(shared_terms(row, other), voice)
    return voice.say(rule, _terms_source(row), _source(other), names=names)


def _different(row: Summary, other: Summary, voice: Voice) -> Iterator[Fact]:
    """Yield what the other trial has where this one has something else."""
    for aspect in _ASPECTS:
        ours, theirs = aspect.values(row), aspect.values(other)
        # Only trials have phases: that a study is none is said above.
        no_trial = aspect.label == "fact.phase" and not theirs and row.kind != other.kind
        if no_trial or _folded(ours) == _folded(theirs):
            continue
        sources = [*aspect.sources, *(of_another(other.registry_id, p) for p in aspect.sources)]
        yield Fact(voice.label(aspect.label), (_said(aspect, theirs, sources, voice),))


def _said(aspect: _Aspect, values: Sequence[str], sources: list[str], voice: Voice) -> Sentence:
    if not values:
        return voice.say("alike.silent", *sources)
    if aspect.is_coded:
        return voice.say("alike.label", *sources, label=some_names(values, voice))
    names = [aspect.spelled(value, voice.wording) for value in values]
    return voice.say("alike.names", *sources, names=some_names(names, voice))


def _terms_source(row: Summary) -> str:
    return _TERMS if row.terms else _CONDITIONS


def _source(other: Summary) -> str:
    return of_another(other.registry_id, _terms_source(other))


def _stated(value: str) -> tuple[str, ...]:
    return (value,) if value else ()


def _folded(values: Sequence[str]) -> set[str]:
    return {" ".join(value.split()).casefold() for value in values}
