"""Pages without results, and what is still to come: stage, steps, papers."""

from dataclasses import dataclass

from generator.pages.quote import Quote, Quotes
from generator.plain.results.waiting import (
    UNPOSTED,
    is_waited_for,
    paper_sentences,
    received_sentences,
    stage_sentences,
    step_sentences,
)
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.trial import Trial


@dataclass(frozen=True, slots=True)
class NewsView:
    """Results that are not public yet, with who sent them and each step; papers with results."""

    received: tuple[Sentence, ...]
    sender: Quote | None
    steps: tuple[Sentence, ...]
    papers: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class WaitingView:
    """What is said in place of results."""

    stage: tuple[Sentence, ...]
    news: NewsView


def waiting_view(trial: Trial, voice: Voice, quotes: Quotes) -> WaitingView | None:
    """Build the view; None where results are posted, or where nobody would look for them yet."""
    if not is_waited_for(trial):
        return None
    return WaitingView(tuple(stage_sentences(trial, voice)), news_view(trial, voice, quotes))


def news_view(trial: Trial, voice: Voice, quotes: Quotes) -> NewsView:
    """Build the view of what is to come, and of papers."""
    return NewsView(
        received=tuple(received_sentences(trial, voice)),
        sender=quotes.at(f"{UNPOSTED}.unposted_responsible_party"),
        steps=tuple(step_sentences(trial, voice)),
        papers=tuple(paper_sentences(trial, voice)),
    )
