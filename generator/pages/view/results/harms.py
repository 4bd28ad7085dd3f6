"""Health problems in ready words: how many people of each group had any, then lists by name."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.pages.parts import parts_of
from generator.pages.quote import Quote, Quotes
from generator.pages.view.results.events import EventList, event_lists, has_stray_counts
from generator.pages.view.results.table import letter_of
from generator.plain.results.harms import (
    EVENTS,
    GROUPS,
    gap_sentences,
    lead_sentences,
    total_sentences,
    totals_given,
)
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.trial import Trial
from generator.trial.results import Results
from generator.trial.results.events import AdverseEvents

_LONGEST_NAME, _MOST_NAMES = 30, 4
"""With longer names, or more groups, the heads of columns are letters alone."""


@dataclass(frozen=True, slots=True)
class HarmGroup:
    """A group: its letter if there are several, its name (`name` is the title again), its totals.

    A group that the record has numbers of, but does not describe, has neither name nor totals.
    """

    letter: Sentence | None
    title: Quote | None
    name: Sentence | None
    description: Quote | None
    totals: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class HarmsView:
    """What the record says on health problems, whatever their cause.

    `totals` names what is counted for each group. `is_narrow`: there are few groups. `has_names`:
    their names fit into the heads of columns.
    """

    lead: tuple[Sentence, ...]
    time_frame: Quote | None
    description: Quote | None
    totals: tuple[str, ...]
    groups: tuple[HarmGroup, ...]
    gaps: tuple[Sentence, ...]
    deaths_comment: Quote | None
    vocabularies: tuple[Quote, ...]
    lists: tuple[EventList, ...]
    is_narrow: bool
    has_names: bool

    @property
    def described(self) -> tuple[HarmGroup, ...]:
        """The groups that the record describes."""
        return tuple(group for group in self.groups if group.description)


def harms_view(trial: Trial, results: Results, voice: Voice, quotes: Quotes) -> HarmsView:
    """Build the view of a trial's results."""
    events = results.adverse_events
    is_given = events != AdverseEvents()
    has_page = "health-problems" in parts_of(trial)
    names = [group.title or "" for group in events.event_groups]
    is_narrow = len(names) <= _MOST_NAMES
    return HarmsView(
        lead=tuple(lead_sentences(events, voice)),
        time_frame=quotes.at(f"{EVENTS}.time_frame"),
        description=quotes.at(f"{EVENTS}.description"),
        totals=totals_given(events),
        groups=tuple(_groups(events, voice, quotes)),
        gaps=tuple(gap_sentences(events, voice)) if is_given else (),
        deaths_comment=quotes.at(f"{EVENTS}.all_cause_mortality_comment"),
        vocabularies=tuple(_vocabularies(quotes)),
        lists=event_lists(events, has_page, voice, quotes) if is_given else (),
        is_narrow=is_narrow,
        has_names=is_narrow and max(map(len, names), default=0) <= _LONGEST_NAME,
    )


def _groups(events: AdverseEvents, voice: Voice, quotes: Quotes) -> Iterator[HarmGroup]:
    totals = [total_sentences(events, kind, voice) for kind in totals_given(events)]
    count = len(events.event_groups) + has_stray_counts(events)
    letters = [
        voice.say("table.letter", EVENTS, letter=letter_of(index)) if count > 1 else None
        for index in range(count)
    ]
    for index, group in enumerate(events.event_groups):
        path = f"{GROUPS}[{index}]"
        name = " ".join((group.title or "").split())
        yield HarmGroup(
            letter=letters[index],
            title=quotes.at(f"{path}.title"),
            name=voice.say("table.group", f"{path}.title", name=name) if name else None,
            description=quotes.at(f"{path}.description"),
            totals=tuple(said[index] for said in totals),
        )
    if has_stray_counts(events):
        yield HarmGroup(letters[-1], None, None, None, ())


def _vocabularies(quotes: Quotes) -> Iterator[Quote]:
    """Yield the lists that names of problems come from, each once."""
    serious, other = (f"{EVENTS}.{kind}_events" for kind in ("serious", "other"))
    name, seen = "source_vocabulary", set[str]()
    for quote in (*quotes.under(serious, name), *quotes.under(other, name)):
        if quote.text not in seen:
            seen.add(quote.text)
            yield quote
