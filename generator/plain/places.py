"""Where the trial is: how many places, in which countries, how many take people."""

from collections.abc import Iterator

from generator.plain.amounts import say_list, say_number
from generator.plain.sentence import Sentence
from generator.plain.status import OPEN
from generator.plain.voice import Voice
from generator.trial import Trial

_LOCATIONS = "contacts_locations.locations"


def place_sentences(trial: Trial, voice: Voice, doubtful: bool) -> Iterator[Sentence]:
    """Yield how many places there are, where, and how many of them take people.

    `doubtful` says that the status of the trial may no longer hold.
    """
    locations = trial.contacts_locations.locations
    if not locations:
        return
    yield voice.say("where.count", _LOCATIONS, n=len(locations))
    countries = country_names(trial)
    if countries:
        names = say_list(countries, voice.wording)
        one_of_many = len(countries) == 1 and len(locations) > 1
        rule = "where.in_country" if one_of_many else "where.countries"
        count = None if one_of_many else len(countries)
        yield voice.say(rule, f"{_LOCATIONS}.country", n=count, names=names)
    yield from _taking(trial, voice, doubtful)


def removed_sentences(trial: Trial, voice: Voice) -> Iterator[Sentence]:
    """Yield the countries that were listed once and are not any more."""
    if names := trial.derived.misc_info.removed_countries:
        words = say_list(names, voice.wording)
        yield voice.say("where.removed", "derived.misc_info.removed_countries", names=words)


def country_names(trial: Trial) -> list[str]:
    """Return each country once, in the order of the record."""
    return list(
        dict.fromkeys(
            place.country for place in trial.contacts_locations.locations if place.country
        )
    )


def _taking(trial: Trial, voice: Voice, doubtful: bool) -> Iterator[Sentence]:
    statuses = [place.status for place in trial.contacts_locations.locations]
    if not any(statuses):
        return
    source = f"{_LOCATIONS}.status"
    tense = "was_taking" if doubtful else "taking"
    taking = sum(status in OPEN for status in statuses)
    if not taking:
        yield voice.say("where.none_taking", source, n=len(statuses))
    elif len(statuses) == 1:
        yield voice.say(f"where.{tense}_one", source)
    else:
        total = say_number(len(statuses), voice.wording)
        yield voice.say(f"where.{tense}", source, n=taking, total=total)
