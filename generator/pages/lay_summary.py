"""The lay summary of a trial in ready words: the ten elements of EU law, in their order.

It says again what the trial's page says, and besides that only what people wrote for it.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.pages.quote import Quote, Quotes
from generator.pages.view import TrialView
from generator.pages.view.facts import Fact, Named, Value, facts, named
from generator.pages.view.lay_words import LayWords, lay_words
from generator.pages.view.outcomes import OutcomeList
from generator.pages.view.results.outcomes import OutcomeView
from generator.pages.view.sources import sentences_of
from generator.plain.annex import Element, State, elements, is_eu_number
from generator.plain.design import (
    group_sentences,
    kind_sentences,
    masking_sentences,
    size_sentences,
)
from generator.plain.lay_summary import gap_sentences, one_trial_sentence
from generator.plain.places import extent_sentences
from generator.plain.regions import Countries, CountryCount, counted_countries, region_sentences
from generator.plain.sentence import Sentence
from generator.plain.span import span_sentences
from generator.plain.voice import Voice
from generator.records import Record
from generator.trial import Trial

_PEOPLE_HERE = "words.people_by_country"
_ONE_STUDY = "found.one_study"


@dataclass(frozen=True, slots=True)
class ElementView:
    """An element: its number in the law, what it lacks, and all that is said under its head."""

    number: str
    name: str
    state: State
    gaps: tuple[Sentence, ...]
    said: tuple[object, ...]

    @property
    def is_missing(self) -> bool:
        """True if nothing of it is there, so that the page cannot be published."""
        return self.state is State.MISSING


@dataclass(frozen=True, slots=True)
class LaySummary:
    """What the page says besides what the trial's page says; and all of it, by element."""

    elements: tuple[ElementView, ...]
    numbers: tuple[Fact, ...]
    places: tuple[Sentence, ...]
    dates: tuple[Sentence, ...]
    aims: OutcomeList | None
    people: tuple[Sentence, ...]
    countries: tuple[tuple[Value, Value | None], ...]
    regions: tuple[Sentence, ...]
    plan: tuple[Sentence, ...]
    intro: tuple[Sentence, ...]
    main: tuple[OutcomeView, ...]
    one_trial: Sentence
    words: LayWords
    about: tuple[Sentence, ...]


def lay_summary(record: Record, view: TrialView, as_of: datetime.date) -> LaySummary:
    """Build the lay summary of a record from the view of its page, as of a day."""
    trial, voice, quotes = record.trial, view.voice, Quotes(record.trial)
    words = lay_words(record, voice)
    countries, regions = _countries(record, words, voice, quotes)
    found = view.found.intro if view.found else ()
    outcomes = view.found.outcomes if view.found else None
    made = LaySummary(
        elements=(),
        numbers=_numbers(trial, words, voice, quotes),
        places=tuple(extent_sentences(trial, voice)),
        dates=tuple(span_sentences(trial, voice, as_of)),
        aims=next((one for one in view.measured if one.kind == "primary"), None),
        people=tuple(size_sentences(trial, voice)),
        countries=countries,
        regions=regions,
        plan=tuple(_plan(trial, voice)),
        intro=tuple(said for said in found if said.rule != _ONE_STUDY),
        main=outcomes.main if outcomes else (),
        one_trial=one_trial_sentence(trial, voice),
        words=words,
        about=(*view.about.sentences, *view.words.about),
    )
    return _with_elements(made, record, view)


def lay_sentences(lay: LaySummary) -> Iterator[tuple[str, Sentence]]:
    """Yield every sentence of the page with its element, in the order of the page."""
    for element in lay.elements:
        for said in sentences_of((element.said, element.gaps)):
            yield element.name, said
    yield from (("about", said) for said in lay.about)


def _with_elements(lay: LaySummary, record: Record, view: TrialView) -> LaySummary:
    said = _said(lay, view)
    made = tuple(
        _element(element, said[element.name], view.voice)
        for element in elements(record.trial, record.written)
    )
    return replace(lay, elements=made)


def _said(lay: LaySummary, view: TrialView) -> dict[str, tuple[object, ...]]:
    """Return all that is said under the head of each element."""
    words, found, what = lay.words, view.found, view.what
    outcomes = found.outcomes if found else None
    return {
        "identification": (lay.numbers,),
        "sponsor": (view.runs, words.contact, found and found.more.contact),
        "general": (view.why.sentences, view.words.why, lay.places, lay.dates, lay.aims),
        "population": (
            *(lay.people, lay.countries, lay.regions),
            *((found.people.at_start, found.people.on_the_way) if found else ()),
            *((found.people.baseline,) if found else ()),
            *(view.who.sentences, view.who.note, view.who.criteria),
        ),
        "medicines": (
            *(lay.plan, view.words.what_happens, words.medicines),
            *(what.role, what.groups, what.things),
        ),
        "harms": (words.reactions, found and found.harms),
        "results": (
            *(lay.intro, lay.main, outcomes and outcomes.others_count),
            view.waiting and view.waiting.stage,
        ),
        "comments": (lay.one_trial, words.comments),
        "follow_up": (words.follow_up,),
        "more": (view.about.papers_count, view.about.papers, view.about.documents),
    }


def _element(element: Element, said: tuple[object, ...], voice: Voice) -> ElementView:
    return ElementView(
        str(element.number),
        element.name,
        element.state,
        tuple(gap_sentences(element, voice)),
        said,
    )


def _numbers(trial: Trial, words: LayWords, voice: Voice, quotes: Quotes) -> tuple[Fact, ...]:
    ids = trial.identification.secondary_ids
    numbers = {True: list[Value | Named | None](), False: list[Value | Named | None]()}
    for index, number in enumerate(ids):
        path = f"identification.secondary_ids[{index}]"
        kind = voice.name_code(number.type, f"{path}.type")
        value = named(quotes.at(f"{path}.id"), kind, quotes.at(f"{path}.domain"))
        numbers[is_eu_number(number.id)].append(value)
    at = quotes.at
    return facts(
        [
            ("fact.number", (at("identification.registry_id"),)),
            ("lay.eu_number", (*numbers[True], words.eu_number)),
            ("about.org_number", (at("identification.org_study_id.id"),)),
            ("lay.other_numbers", tuple(numbers[False])),
            ("about.aliases", quotes.each("identification.registry_id_aliases")),
            ("about.official_title", (at("identification.official_title"),)),
            ("fact.acronym", (at("identification.acronym"),)),
        ],
        voice,
    )


def _plan(trial: Trial, voice: Voice) -> Iterator[Sentence]:
    """Yield how people were put into groups, and who knew what."""
    for part in (kind_sentences, group_sentences, masking_sentences):
        yield from part(trial, voice)


def _countries(
    record: Record, words: LayWords, voice: Voice, quotes: Quotes
) -> tuple[tuple[tuple[Value, Value | None], ...], tuple[Sentence, ...]]:
    """Return the people of each country as the record has them, or else as people wrote them."""
    if counted := counted_countries(record.trial):
        cells = tuple(
            (_at(quotes, row.name_path), quotes.at(row.people_path)) for row in counted.rows
        )
        return cells, tuple(region_sentences(counted, voice))
    written = record.words.people_by_country if record.words else ()
    if not written:
        return (), ()
    size, rows = record.trial.design.enrollment, []
    for number, one in enumerate(written):
        path = f"{_PEOPLE_HERE}[{number}]"
        rows.append(CountryCount(one.country, one.people, f"{path}.country", f"{path}.people"))
    sources = (_PEOPLE_HERE, "design.enrollment.count")
    whole = Countries(tuple(rows), size.count if size else None, sources)
    return words.countries, tuple(region_sentences(whole, voice))


def _at(quotes: Quotes, path: str) -> Quote:
    found = quotes.at(path)
    assert found is not None  # a row without a name is no row
    return found
