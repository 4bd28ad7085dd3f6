"""Who runs it and helps to pay for it, and who keeps the record."""

from dataclasses import dataclass

from generator.pages.quote import Quotes
from generator.pages.view.facts import Fact, Value, facts
from generator.plain.runs import sponsor_sentences
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.trial import Trial

_PART = "sponsor_collaborators"
_NAMES = (
    "investigator_full_name",
    "investigator_title",
    "investigator_affiliation",
    "old_name_title",
    "old_organization",
)


@dataclass(frozen=True, slots=True)
class RunsView:
    """Sentences about who runs it, and the names behind them."""

    sentences: tuple[Sentence, ...]
    facts: tuple[Fact, ...]


def runs_view(trial: Trial, voice: Voice, quotes: Quotes) -> RunsView:
    """Build the view."""
    keeper = tuple(quotes.at(f"{_PART}.responsible_party.{name}") for name in _NAMES)
    return RunsView(
        tuple(sponsor_sentences(trial, voice)),
        facts(
            [
                ("runs.helpers", _helpers(trial, voice, quotes)),
                ("runs.keeper", keeper),
            ],
            voice,
        ),
    )


def _helpers(trial: Trial, voice: Voice, quotes: Quotes) -> tuple[Value | None, ...]:
    """Each helper's name, and what kind of body it is."""
    values: list[Value | None] = []
    for index, helper in enumerate(trial.sponsor_collaborators.collaborators):
        path = f"{_PART}.collaborators[{index}]"
        values.append(quotes.at(f"{path}.name"))
        values.append(voice.name_code(helper.agency_class, f"{path}.agency_class"))
    return tuple(values)
