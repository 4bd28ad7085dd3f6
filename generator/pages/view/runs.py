"""Who runs it and helps to pay for it, and who keeps the record."""

from dataclasses import dataclass

from generator.pages.quote import Quotes
from generator.pages.view.facts import Fact, Named, Value, facts, named
from generator.plain.runs import sponsor_sentences
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.trial import Trial
from generator.vocabulary import AgencyClass

_PART = "sponsor_collaborators"
_KEEPERS = (
    ("investigator_full_name", "investigator_title", "investigator_affiliation"),
    ("old_name_title", "old_organization"),
)
_SAYS_NOTHING = {AgencyClass.OTHER, AgencyClass.UNKNOWN}


@dataclass(frozen=True, slots=True)
class RunsView:
    """Sentences about who runs it, and the names behind them."""

    sentences: tuple[Sentence, ...]
    facts: tuple[Fact, ...]


def runs_view(trial: Trial, voice: Voice, quotes: Quotes) -> RunsView:
    """Build the view."""
    path = f"{_PART}.responsible_party"
    keepers = tuple(named(*(quotes.at(f"{path}.{name}") for name in names)) for names in _KEEPERS)
    return RunsView(
        tuple(sponsor_sentences(trial, voice)),
        facts(
            [
                ("runs.helpers", _helpers(trial, voice, quotes)),
                ("runs.keeper", keepers),
            ],
            voice,
        ),
    )


def kind_of_body(code: str | None, path: str, voice: Voice) -> Sentence | None:
    """Return what kind of body one is; not that it is "another" kind, or that nobody knows."""
    return None if code in _SAYS_NOTHING else voice.name_code(code, path)


def _helpers(trial: Trial, voice: Voice, quotes: Quotes) -> tuple[Value | Named | None, ...]:
    """Each helper's name, and what kind of body it is."""
    values = []
    for index, helper in enumerate(trial.sponsor_collaborators.collaborators):
        path = f"{_PART}.collaborators[{index}]"
        kind = kind_of_body(helper.agency_class, f"{path}.agency_class", voice)
        values.append(named(quotes.at(f"{path}.name"), kind))
    return tuple(values)
