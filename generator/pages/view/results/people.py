"""Who took part: the way of people through the trial, and what they were like at the start."""

from dataclasses import dataclass

from generator.pages.quote import Quotes
from generator.pages.view.results.baseline import BaselineView, baseline_view
from generator.pages.view.results.flow import FlowView, flow_view
from generator.plain.results.baseline import baseline_sentences
from generator.plain.results.flow import finish_sentences, flow_sentences
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.trial.results import Results


@dataclass(frozen=True, slots=True)
class PeopleView:
    """Who took part, in sentences, tables and drawings."""

    at_start: tuple[Sentence, ...]
    on_the_way: tuple[Sentence, ...]
    meaning: tuple[Sentence, ...]
    baseline: BaselineView | None
    flow: FlowView | None


def people_view(results: Results, voice: Voice, quotes: Quotes) -> PeopleView:
    """Build the view."""
    return PeopleView(
        at_start=tuple(baseline_sentences(results, voice)),
        on_the_way=tuple(flow_sentences(results, voice)),
        meaning=tuple(finish_sentences(results, voice)),
        baseline=baseline_view(results.baseline_characteristics, voice, quotes),
        flow=flow_view(results.participant_flow, voice, quotes),
    )
