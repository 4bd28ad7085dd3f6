"""What the trial found: who took part, what was measured, health problems, limits."""

from dataclasses import dataclass

from generator.pages.quote import Quote, Quotes
from generator.pages.view.results.harms import HarmsView, harms_view
from generator.pages.view.results.outcomes import OutcomesView, outcomes_view
from generator.pages.view.results.people import PeopleView, people_view
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.trial import Trial

_LIMITS = "results.more_info.limitations_and_caveats.description"


@dataclass(frozen=True, slots=True)
class ResultsView:
    """Posted results in ready words. `limits` are the team's own words."""

    intro: tuple[Sentence, ...]
    limits: Quote | None
    people: PeopleView
    outcomes: OutcomesView | None
    harms: HarmsView

    @property
    def on_page(self) -> tuple[object, ...]:
        """The parts that stand on the page of the trial itself, for the list of their sources."""
        outcomes = self.outcomes.on_page if self.outcomes else ()
        return (self.intro, self.people, outcomes, self.harms)


def results_view(trial: Trial, voice: Voice, quotes: Quotes) -> ResultsView | None:
    """Build the view; None where no results are posted."""
    if trial.results is None:
        return None
    return ResultsView(
        intro=(voice.say("found.one_study", "results"), voice.say("found.sent", "results")),
        limits=quotes.at(_LIMITS),
        people=people_view(trial.results, voice, quotes),
        outcomes=outcomes_view(trial, voice, quotes),
        harms=harms_view(trial, trial.results, voice, quotes),
    )
