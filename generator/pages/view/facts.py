"""At a glance: the facts that the record has, each with its label."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.pages.quote import Quote, Quotes
from generator.plain.amounts import say_country, say_date, say_list, say_number
from generator.plain.design import intervention_label, is_nothing
from generator.plain.places import country_names
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.plain.who import AGE_SOURCES, age_words
from generator.trial import Trial
from generator.trial.partial_date import PartialDate
from generator.vocabulary import DateType, EnrollmentType

_MOST_NAMES = 6
_THINGS = "arms_interventions.interventions"

Value = Quote | Sentence


@dataclass(frozen=True, slots=True)
class Named:
    """A value with what is known of it, which is shown after it in small print."""

    value: Value
    more: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its values: texts of the record, or words that we composed."""

    label: str
    values: tuple[Value | Named, ...]


def glance(trial: Trial, voice: Voice, quotes: Quotes) -> tuple[Fact, ...]:
    """Return the facts for the grid near the top of a trial page."""
    rows: list[tuple[str, tuple[Value | Named | None, ...]]] = [
        ("fact.condition", tuple(_conditions(voice, quotes))),
        ("fact.tested", tuple(_tested(trial, voice))),
        ("fact.kind", (voice.name_code(trial.design.study_type, "design.study_type"),)),
        ("fact.phase", tuple(_codes(trial.design.phases, "design.phases", voice))),
        ("fact.people", tuple(_people(trial, voice))),
        ("fact.ages", tuple(_ages(trial, voice))),
        ("fact.sex", (voice.name_code(trial.eligibility.sex, "eligibility.sex"),)),
        ("fact.start", (_date(trial.status.start_date, "status.start_date", voice),)),
        (
            "fact.primary_end",
            (_date(trial.status.primary_completion_date, "status.primary_completion_date", voice),),
        ),
        ("fact.end", (_date(trial.status.completion_date, "status.completion_date", voice),)),
        ("fact.places", tuple(_places(trial, voice))),
        ("fact.sponsor", (quotes.at("sponsor_collaborators.lead_sponsor.name"),)),
        ("fact.acronym", (quotes.at("identification.acronym"),)),
        ("fact.access", (quotes.at("status.expanded_access.registry_id"),)),
        ("fact.number", (quotes.at("identification.registry_id"),)),
    ]
    return facts(rows, voice)


def facts(
    rows: list[tuple[str, tuple[Value | Named | None, ...]]], voice: Voice
) -> tuple[Fact, ...]:
    """Return a Fact for each row that has a value; rows are label names and values."""
    filled = ((label, tuple(v for v in values if v is not None)) for label, values in rows)
    return tuple(Fact(voice.label(label), values) for label, values in filled if values)


def named(*values: Value | None) -> Value | Named | None:
    """Return the first of some values that is there, with the others in its small print."""
    found = tuple(value for value in values if value)
    if len(found) < 2:
        return found[0] if found else None
    return Named(found[0], found[1:])


def date_fact(date: PartialDate | None, path: str, voice: Voice) -> Sentence | None:
    """Return a date of the record's own history; ESTIMATED means "about" there, not "planned"."""
    return _date(date, path, voice, "fact.date_about")


def _conditions(voice: Voice, quotes: Quotes) -> Iterator[Value | Named | None]:
    """Yield each health problem, with everyday names of the very same thing."""
    for quote in quotes.each("conditions.conditions"):
        names = voice.wording.synonyms.names_of(quote.text)
        said = say_list(names, voice.wording)
        yield named(quote, voice.say("fact.also", quote.path, everyday=said) if names else None)


def _tested(trial: Trial, voice: Voice) -> Iterator[Sentence]:
    things = trial.arms_interventions.interventions
    first: dict[tuple[str | None, str], int] = {}
    for index, thing in enumerate(things):
        if thing.name and not is_nothing(thing.name):
            first.setdefault((thing.type, thing.name), index)
    for (type_, name), index in list(first.items())[:_MOST_NAMES]:
        sources = (f"{_THINGS}[{index}].name", f"{_THINGS}[{index}].type")
        yield voice.say("fact.tested", *sources, name=intervention_label(type_, name, voice))
    if len(first) > _MOST_NAMES:
        yield voice.say("fact.more", _THINGS, n=len(first) - _MOST_NAMES)


def _codes(codes: tuple[str, ...], path: str, voice: Voice) -> Iterator[Sentence]:
    for index, code in enumerate(codes):
        yield voice.name(code, f"{path}[{index}]")


def _people(trial: Trial, voice: Voice) -> Iterator[Sentence]:
    enrollment = trial.design.enrollment
    if enrollment is None or enrollment.count is None:
        return
    planned = enrollment.kind == EnrollmentType.ESTIMATED
    rule = "fact.people_planned" if planned else "fact.people"
    sources = ("design.enrollment.count", "design.enrollment.kind")
    yield voice.say(rule, *sources, n=enrollment.count)


def _ages(trial: Trial, voice: Voice) -> Iterator[Sentence]:
    words = age_words(trial, voice)
    if not words or not any(words):
        return
    low, high = words
    form = "between" if low and high else "from" if low else "to"
    yield voice.say(f"fact.ages_{form}", *AGE_SOURCES, low=low, high=high)


def _date(
    date: PartialDate | None, path: str, voice: Voice, estimated: str = "fact.date_planned"
) -> Sentence | None:
    if date is None:
        return None
    rule = estimated if date.kind == DateType.ESTIMATED else "fact.date"
    return voice.say(rule, path, date=say_date(date, voice.wording))


def _places(trial: Trial, voice: Voice) -> Iterator[Sentence]:
    locations, path = trial.contacts_locations.locations, "contacts_locations.locations"
    countries = country_names(trial)
    if not countries:
        return
    if len(countries) > 1:
        many = say_number(len(countries), voice.wording)
        yield voice.say("fact.places", path, n=len(locations), countries=many)
        return
    country = say_country(countries[0], voice.wording)
    cities = list(dict.fromkeys(place.city for place in locations if place.city))
    if len(cities) == 1:
        yield voice.say("fact.place_city", path, city=cities[0], country=country)
    else:
        yield voice.say("fact.place", path, country=country)
