"""Where the trial is: how many places, in which countries, how many take people."""

from collections.abc import Iterator

from generator.plain.amounts import say_countries, say_number
from generator.plain.sentence import Sentence
from generator.plain.status import OPEN, doubt_sources
from generator.plain.voice import Voice
from generator.trial import Trial

_LOCATIONS = "contacts_locations.locations"
_REMOVED = "derived.misc_info.removed_countries"


def place_sentences(trial: Trial, voice: Voice, doubtful: bool) -> Iterator[Sentence]:
    """Yield how many places there are, where, and how many of them take people.

    `doubtful` says that the status of the trial may no longer hold.
    """
    if trial.contacts_locations.locations:
        yield from extent_sentences(trial, voice)
        yield from _taking(trial, voice, doubtful)


def extent_sentences(trial: Trial, voice: Voice) -> Iterator[Sentence]:
    """Yield how many places there are, and in which countries."""
    locations = trial.contacts_locations.locations
    if not locations:
        return
    yield voice.say("where.count", _LOCATIONS, n=len(locations))
    countries = country_names(trial)
    if countries:
        names = say_countries(countries, voice.wording)
        one_of_many = len(countries) == 1 and len(locations) > 1
        rule = "where.in_country" if one_of_many else "where.countries"
        count = None if one_of_many else len(countries)
        yield voice.say(rule, _LOCATIONS, n=count, names=names)


def removed_sentences(trial: Trial, voice: Voice) -> Iterator[Sentence]:
    """Yield the countries that were listed once and are not any more."""
    if names := trial.derived.misc_info.removed_countries:
        words = say_countries(names, voice.wording)
        sources = [f"{_REMOVED}[{index}]" for index in range(len(names))]
        yield voice.say("where.removed", *sources, names=words)


def country_names(trial: Trial) -> list[str]:
    """Return each country once, as the record has it, in the order of the record."""
    return list(
        dict.fromkeys(
            place.country for place in trial.contacts_locations.locations if place.country
        )
    )


def _taking(trial: Trial, voice: Voice, doubtful: bool) -> Iterator[Sentence]:
    statuses = [place.status for place in trial.contacts_locations.locations]
    if not any(statuses):
        return
    tense, doubts = "was_taking" if doubtful else "taking", doubt_sources(trial)
    taking = sum(status in OPEN for status in statuses)
    if not taking:
        yield voice.say("where.none_taking", _LOCATIONS, n=len(statuses))
    elif len(statuses) == 1:
        yield voice.say(f"where.{tense}_one", _LOCATIONS, *doubts)
    else:
        total = say_number(len(statuses), voice.wording)
        if taking == len(statuses):
            yield voice.say(f"where.{tense}_all", _LOCATIONS, *doubts)
        else:
            yield voice.say(f"where.{tense}", _LOCATIONS, *doubts, n=taking, total=total)
