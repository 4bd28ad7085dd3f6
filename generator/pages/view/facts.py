"""At a glance: the facts that the record has, each with its label."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.pages.quote import Quote, Quotes
from generator.plain.amounts import say_date, say_number
from generator.plain.design import intervention_label
from generator.plain.places import country_names
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.plain.who import age_words
from generator.trial import Trial
from generator.trial.partial_date import PartialDate
from generator.vocabulary import DateType, EnrollmentType

_MOST_NAMES = 6

Value = Quote | Sentence


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its values: texts of the record, or words that we composed."""

    label: str
    values: tuple[Value, ...]


def glance(trial: Trial, voice: Voice, quotes: Quotes) -> tuple[Fact, ...]:
    """Return the facts for the grid near the top of a trial page."""
    rows: list[tuple[str, tuple[Value | None, ...]]] = [
        ("fact.condition", quotes.each("conditions.conditions")),
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


def facts(rows: list[tuple[str, tuple[Value | None, ...]]], voice: Voice) -> tuple[Fact, ...]:
    """Return a Fact for each row that has a value; rows are label names and values."""
    filled = ((label, tuple(v for v in values if v is not None)) for label, values in rows)
    return tuple(Fact(voice.label(label), values) for label, values in filled if values)


def date_fact(date: PartialDate | None, path: str, voice: Voice) -> Sentence | None:
    """Return a date of the record's own history; ESTIMATED means "about" there, not "planned"."""
    return _date(date, path, voice, "value.about")


def _tested(trial: Trial, voice: Voice) -> Iterator[Sentence]:
    source = "arms_interventions.interventions"
    things = [t for t in trial.arms_interventions.interventions if t.name]
    names = [
        intervention_label(type_, str(name), voice)
        for type_, name in dict.fromkeys((thing.type, thing.name) for thing in things)
    ]
    for name in names[:_MOST_NAMES]:
        yield Sentence(name, (source,), "fact.tested")
    if len(names) > _MOST_NAMES:
        more = say_number(len(names) - _MOST_NAMES, voice.wording)
        yield Sentence(voice.label("value.more", count=more), (source,), "fact.tested")


def _codes(codes: tuple[str, ...], path: str, voice: Voice) -> Iterator[Sentence]:
    for index, code in enumerate(codes):
        yield Sentence(voice.code_label(code), (f"{path}[{index}]",), f"fact.{path}")


def _people(trial: Trial, voice: Voice) -> Iterator[Sentence]:
    enrollment = trial.design.enrollment
    if enrollment is None or enrollment.count is None:
        return
    count = say_number(enrollment.count, voice.wording)
    planned = enrollment.kind == EnrollmentType.ESTIMATED
    text = voice.label("value.planned", value=count) if planned else count
    kind = ("design.enrollment.kind",) if enrollment.kind else ()
    yield Sentence(text, ("design.enrollment.count", *kind), "fact.people")


def _ages(trial: Trial, voice: Voice) -> Iterator[Sentence]:
    words = age_words(trial, voice)
    if not words or not any(words):
        return
    low, high = words
    name = "between" if low and high else "from" if low else "to"
    text = voice.label(f"value.ages_{name}", low=low, high=high)
    sources = [
        path
        for path, word in zip(
            ("eligibility.minimum_age", "eligibility.maximum_age"), words, strict=True
        )
        if word
    ]
    yield Sentence(text, tuple(sources), "fact.ages")


def _date(
    date: PartialDate | None, path: str, voice: Voice, estimated: str = "value.planned"
) -> Sentence | None:
    if date is None:
        return None
    text = say_date(date, voice.wording)
    if date.kind == DateType.ESTIMATED:
        text = voice.label(estimated, value=text)
    return Sentence(text, (path,), f"fact.{path}")


def _places(trial: Trial, voice: Voice) -> Iterator[Sentence]:
    locations = trial.contacts_locations.locations
    countries = country_names(trial)
    if not countries:
        return
    if len(countries) == 1:
        cities = list(dict.fromkeys(place.city for place in locations if place.city))
        text = f"{cities[0]}, {countries[0]}" if len(cities) == 1 else countries[0]
    else:
        text = voice.label(
            "value.places",
            count=say_number(len(locations), voice.wording),
            countries=voice.label(
                "value.countries_other", count=say_number(len(countries), voice.wording)
            ),
        )
    yield Sentence(text, ("contacts_locations.locations",), "fact.places")
