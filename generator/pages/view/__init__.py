"""View: the ready words of a trial page. Says what we print; knows no codes and no Markdown."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from generator.pages.quote import Quote, Quotes, same_words
from generator.pages.reading import PROSE_SOURCES, our_score, record_score
from generator.pages.summary import Summary, summary_of
from generator.pages.tone import Tone, tone_of
from generator.pages.view.about import AboutView, about_view
from generator.pages.view.alike import AlikeView, alike_view
from generator.pages.view.facts import Fact, glance
from generator.pages.view.groups import WhatView, what_view
from generator.pages.view.map import MapView, map_view
from generator.pages.view.notes import NotesView, notes_view
from generator.pages.view.outcomes import OutcomeList, outcome_lists
from generator.pages.view.places import Country, Person, central_contacts, countries, officials
from generator.pages.view.results import ResultsView, results_view
from generator.pages.view.runs import RunsView, runs_view
from generator.pages.view.sources import sentences_of
from generator.pages.view.times import TimesView, days_view, measured_view
from generator.pages.view.who import WhoView, who_view
from generator.pages.view.words import PEOPLE, WordsView, words_view
from generator.pages.world import NO_WORLD, World
from generator.plain.amounts import say_grade
from generator.plain.design import purpose_sentences
from generator.plain.joining import Questions, join_sentences, join_steps, questions
from generator.plain.key_messages import key_messages
from generator.plain.places import place_sentences, removed_sentences
from generator.plain.sentence import Sentence
from generator.plain.status import (
    access_sentences,
    cautions,
    is_doubtful,
    status_chip,
    status_sentences,
)
from generator.plain.themes import NO_THEMES, Themes
from generator.plain.voice import Voice, voice_for
from generator.plain.wording import Wording
from generator.records import Form, Record
from generator.trial import Trial

__all__ = ["SECTIONS", "TrialView", "sentences_by_section", "trial_view"]

_MOST_PLACES = 20
"""More places than that are folded by country, or a phone's reader never reaches the end."""


@dataclass(frozen=True, slots=True)
class StatusView:
    """Where the trial stands: short label, sentences, cautions, and why it stopped."""

    label: Sentence
    tone: Tone
    sentences: tuple[Sentence, ...]
    cautions: tuple[Sentence, ...]
    access: tuple[Sentence, ...]
    why_stopped: Quote | None


@dataclass(frozen=True, slots=True)
class WhyView:
    """Why it is being done: the main aim, and the team's own words.

    No longer description where it is the summary once more, word for word.
    """

    sentences: tuple[Sentence, ...]
    summary: Quote | None
    detailed: Quote | None


@dataclass(frozen=True, slots=True)
class WhereView:
    """Where it is; a long list of places is folded by country.

    `has_points` says that distances to some of them can be worked out.
    """

    sentences: tuple[Sentence, ...]
    map: MapView
    countries: tuple[Country, ...]
    removed: tuple[Sentence, ...]
    is_long: bool
    has_points: bool


@dataclass(frozen=True, slots=True)
class JoinView:
    """How to take part."""

    sentences: tuple[Sentence, ...]
    steps: tuple[Sentence, ...]
    contacts: tuple[Person, ...]
    officials: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class TrialView:
    """A trial page in ready words, section by section."""

    registry_id: str
    title: Quote
    words: WordsView
    status: StatusView
    short: tuple[Sentence, ...]
    facts: tuple[Fact, ...]
    why: WhyView
    who: WhoView
    what: WhatView
    days: TimesView
    times: TimesView
    measured: tuple[OutcomeList, ...]
    found: ResultsView | None
    where: WhereView
    runs: RunsView
    join: JoinView
    notes: NotesView
    questions: Questions
    alike: AlikeView
    about: AboutView
    voice: Voice


SECTIONS = {
    "title": ("words.title", "status"),
    "short": ("words.key_messages", "short"),
    "glance": ("facts",),
    "why": ("words.why", "why"),
    "who": ("who",),
    "what": ("words.what_happens", "words.benefits", "words.risks", "what", "days"),
    "measured": ("measured", "times"),
    "found": ("found",),
    "where": ("where",),
    "runs": ("runs",),
    "join": ("join",),
    "checks": ("notes",),
    "questions": ("questions",),
    "alike": ("alike",),
    "about": ("words.badge", "words.about", "about"),
}
"""Section of a trial page → the parts of its view that hold the section's sentences."""


def trial_view(
    record: Record,
    wording: Wording,
    as_of: datetime.date,
    themes: Themes = NO_THEMES,
    others: Sequence[Summary] = (),
    world: World = NO_WORLD,
) -> TrialView:
    """Turn a record into the words of its page, as of a day; `others` look alike."""
    trial = record.trial
    variant = "native" if record.form is Form.NATIVE else ""
    voice, quotes = voice_for(trial, wording, variant), Quotes(record.trial)
    doubtful = is_doubtful(trial, voice, as_of)
    words = words_view(record, voice)
    view = TrialView(
        registry_id=trial.registry_id,
        title=Quote(trial.identification.brief_title, "identification.brief_title"),
        words=words,
        status=_status(record, voice, quotes, as_of, doubtful),
        short=key_messages(trial, voice, as_of),
        facts=glance(trial, voice, quotes),
        why=_why(trial, voice, quotes),
        who=who_view(trial, voice, quotes, dict(words.criteria), themes),
        what=what_view(trial, voice, quotes, as_of, is_told=bool(words.what_happens)),
        days=days_view(trial, voice, as_of),
        times=measured_view(trial, voice),
        measured=outcome_lists(trial, voice, quotes, dict(words.outcomes)),
        found=results_view(trial, voice, quotes),
        where=WhereView(
            tuple(place_sentences(trial, voice, doubtful)),
            map_view(trial, voice, world),
            countries(trial, voice, quotes, doubtful),
            tuple(removed_sentences(trial, voice)),
            len(trial.contacts_locations.locations) > _MOST_PLACES,
            any(place.geo_point for place in trial.contacts_locations.locations),
        ),
        runs=runs_view(trial, voice, quotes),
        join=JoinView(
            tuple(join_sentences(trial, voice, doubtful)),
            tuple(join_steps(trial, voice)),
            central_contacts(trial, voice, quotes),
            officials(trial, voice, quotes),
        ),
        notes=notes_view(trial, voice, as_of, tuple(SECTIONS), record.ignored),
        questions=questions(trial, voice, words.written()),
        alike=alike_view(summary_of(record, wording, as_of), others, voice),
        about=about_view(record, voice, quotes, as_of),
        voice=voice,
    )
    grades = tuple(_grades(view, voice, trial))
    return replace(view, about=replace(view.about, grades=grades))


def sentences_by_section(view: TrialView) -> Iterator[tuple[str, Sentence]]:
    """Yield every sentence of a page with its section, in the order of the page."""
    for section, parts in SECTIONS.items():
        for part in parts:
            for sentence in sentences_of(attrgetter(part)(view)):
                yield section, sentence


def _grades(view: TrialView, voice: Voice, trial: Trial) -> Iterator[Sentence]:
    """Yield how hard our sentences are to read, and how hard the record's words are."""
    rules = voice.wording.reading
    ours = our_score(
        (said for _, said in sentences_by_section(view) if said.rule != PEOPLE), rules
    ).grade
    record = record_score(trial, rules).grade
    if ours is not None:
        yield voice.explain("about.grade", ours=say_grade(ours, voice.wording))
    if record is not None:
        words = say_grade(record, voice.wording)
        yield voice.say("about.grade_record", *PROSE_SOURCES, record=words)
    yield voice.explain("about.grade_means")


def _why(trial: Trial, voice: Voice, quotes: Quotes) -> WhyView:
    summary = quotes.at("description.brief_summary")
    detailed = quotes.at("description.detailed_description")
    is_same = summary and detailed and same_words(summary, detailed)
    sentences = tuple(purpose_sentences(trial, voice))
    return WhyView(sentences, summary, None if is_same else detailed)


def _status(
    record: Record, voice: Voice, quotes: Quotes, as_of: datetime.date, doubtful: bool
) -> StatusView:
    trial = record.trial
    code = trial.status.overall_status
    return StatusView(
        label=status_chip(trial, voice, as_of),
        tone=tone_of(code, doubtful),
        sentences=tuple(status_sentences(trial, voice, as_of)),
        cautions=tuple(cautions(trial, voice, as_of)),
        access=tuple(access_sentences(trial, voice)),
        why_stopped=quotes.at("status.why_stopped"),
    )
