"""Choices: what a search can be narrowed by, besides the ways to browse. Only what records say."""

from collections.abc import Iterator
from dataclasses import dataclass
from sys import intern

from generator.plain.amounts import Duration, listed_country
from generator.plain.languages import say_language
from generator.plain.places import country_names
from generator.plain.voice import Voice
from generator.records import Record
from generator.trial import Trial
from generator.vocabulary import Sex, StandardAge

_YEARS = {"Year": 1.0, "Month": 1 / 12, "Week": 7 / 365.25, "Day": 1 / 365.25}
_BANDS = {
    StandardAge.CHILD: (0, 18),
    StandardAge.ADULT: (18, 65),
    StandardAge.OLDER_ADULT: (65, 200),
}
"""From so many years, and below so many: the registry's own bands."""
_SEXES = {Sex.ALL: ("female", "male"), Sex.FEMALE: ("female",), Sex.MALE: ("male",)}


@dataclass(frozen=True, slots=True)
class Choices:
    """The values of a trial, in ready words; empty where its record is silent.

    `start` is when it starts or started, as an ISO date or its beginning, for order only.
    """

    ages: tuple[str, ...] = ()
    sexes: tuple[str, ...] = ()
    healthy: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    start: str = ""


SILENT = Choices()


def choices_of(record: Record, voice: Voice) -> Choices:
    """Return what a search can be narrowed by to find a trial."""
    trial, words = record.trial, record.words
    who = trial.eligibility
    sexes = _SEXES[who.sex] if isinstance(who.sex, Sex) else ()
    return Choices(
        ages=tuple(voice.code_label(band) for band in age_bands(trial)),
        sexes=tuple(voice.label(f"choice.{sex}") for sex in sexes),
        healthy=_yes_or_no("healthy", who.healthy_volunteers, voice),
        countries=tuple(dict.fromkeys(_country(name, voice) for name in country_names(trial))),
        cities=tuple(_cities(trial, voice)),
        results=_yes_or_no("results", _has_results(trial), voice),
        languages=(say_language(words.language, voice.wording),) if words else (),
        start=str(trial.status.start_date or ""),
    )


def age_bands(trial: Trial) -> tuple[StandardAge, ...]:
    """Return the bands of age that can join: the registry's, else those that the limits reach.

    None where the record has no limit, or one that cannot be read.
    """
    who = trial.eligibility
    if known := tuple(band for band in who.std_ages if isinstance(band, StandardAge)):
        return known
    texts = (who.minimum_age, who.maximum_age)
    limits = [Duration.parse(text) if text else None for text in texts]
    if not any(texts) or any(text and not limit for text, limit in zip(texts, limits, strict=True)):
        return ()
    low, high = (_years(limit) for limit in limits)
    return tuple(
        band
        for band, (first, end) in _BANDS.items()
        if (low is None or low < end) and (high is None or high >= first)
    )


def _years(limit: Duration | None) -> float | None:
    # Hours and minutes are the first day of a life.
    return limit.count * _YEARS.get(limit.unit, 0) if limit else None


def _has_results(trial: Trial) -> bool | None:
    return True if trial.results else trial.has_results


def _yes_or_no(name: str, value: bool | None, voice: Voice) -> tuple[str, ...]:
    return () if value is None else (voice.label(f"choice.{name}_{'yes' if value else 'no'}"),)


def _country(name: str, voice: Voice) -> str:
    return intern(listed_country(name, voice.wording))


def _cities(trial: Trial, voice: Voice) -> Iterator[str]:
    """Yield each city with its country: there is more than one Birmingham."""
    for place in trial.contacts_locations.locations:
        if place.city:
            country = _country(place.country, voice) if place.country else ""
            yield f"{place.city}, {country}" if country else place.city
