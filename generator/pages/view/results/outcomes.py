"""What was measured: sentences, a table with every group, a picture, tests for experts."""

from collections import Counter
from dataclasses import dataclass

from generator.pages.diagram import Svg
from generator.pages.parts import OUTCOMES, parts_of
from generator.pages.quote import Quote, Quotes
from generator.pages.view.results.analyses import AnalysisView, analysis_views
from generator.pages.view.results.pictures import picture
from generator.pages.view.results.table import Groups, Table, Told, table
from generator.plain.amounts import say_date
from generator.plain.results.analyses import test_sentences
from generator.plain.results.counted import PEOPLE, Counted
from generator.plain.results.outcomes import number_sentences, reading_sentences
from generator.plain.results.spread import has_spread, has_two_spreads, spread_sentence
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.records.fit import flat
from generator.trial import Trial
from generator.trial.results.measures import MeasuredOutcome
from generator.vocabulary import MeasureParam, OutcomeMeasureType, ReportingStatus

_OUTCOMES = "results.outcome_measures.outcomes"
_LATER = (OutcomeMeasureType.OTHER_PRE_SPECIFIED, OutcomeMeasureType.POST_HOC)


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """A thing that was measured, in ready words.

    `name` is its title in a sentence and `when` its time, for a page where its table is not.
    `reading` is what to know of the numbers, `about` says what they are, `compared` if groups were,
    and `analyses` hold every field of the tests. `is_twin`: something else has the same title, so
    that the time has to stand beside it.
    """

    title: Quote | None
    is_twin: bool
    name: Sentence | None
    when: Sentence | None
    status: tuple[Sentence, ...]
    numbers: tuple[tuple[Sentence, ...], ...]
    reading: tuple[Sentence, ...]
    compared: tuple[Sentence, ...]
    time_frame: Quote | None
    about: tuple[Sentence, ...]
    unit: Quote | None
    counted: tuple[Quote, ...]
    picture: Svg | None
    caption: str
    table: Table | None
    description: Quote | None
    population: Quote | None
    analyses: tuple[AnalysisView, ...]

    @property
    def said(self) -> tuple[object, ...]:
        """All sentences but those in the table."""
        return (*self.in_short, self.about, self.analyses)

    @property
    def in_short(self) -> tuple[object, ...]:
        """The sentences that stand where its table does not."""
        return (self.name, self.when, self.status, self.numbers, self.reading, self.compared)


@dataclass(frozen=True, slots=True)
class OutcomesView:
    """All that was measured: main things, then others. `is_apart`: on a page of their own."""

    main_count: Sentence | None
    main: tuple[OutcomeView, ...]
    others_count: Sentence | None
    others: tuple[OutcomeView, ...]
    is_apart: bool

    @property
    def on_page(self) -> tuple[object, ...]:
        """The sentences of it that stand on the page of the trial; see `said`."""
        if not self.is_apart:
            return self.said
        return (self.main_count, tuple(one.in_short for one in self.main), self.others_count)

    @property
    def said(self) -> tuple[object, ...]:
        """All sentences but those in tables, which stand beside the fields that they rest on."""
        main, others = (tuple(one.said for one in part) for part in (self.main, self.others))
        return (self.main_count, main, self.others_count, others)


def outcomes_view(trial: Trial, voice: Voice, quotes: Quotes) -> OutcomesView | None:
    """Build the view; None where no results of anything are listed."""
    outcomes = trial.results.outcome_measures.outcomes if trial.results else ()
    if not outcomes:
        return None
    main: list[OutcomeView] = []
    others: list[OutcomeView] = []
    is_main = [one.type == OutcomeMeasureType.PRIMARY for one in outcomes]
    told: Told = set()
    titles = Counter(_folded(one) for one in outcomes)
    # In the order of the page, so that a group is described where it comes first.
    for index in sorted(range(len(outcomes)), key=lambda place: not is_main[place]):
        is_twin = titles[_folded(outcomes[index])] > 1
        view = _outcome(outcomes[index], f"{_OUTCOMES}[{index}]", is_twin, voice, quotes, told)
        (main if is_main[index] else others).append(view)
    return OutcomesView(
        main_count=voice.say("outcome.main_count", _OUTCOMES, n=len(main)) if main else None,
        main=tuple(main),
        others_count=voice.say("outcome.others_count", _OUTCOMES, n=len(others))
        if others
        else None,
        others=tuple(others),
        is_apart=OUTCOMES in parts_of(trial),
    )


def _folded(outcome: MeasuredOutcome) -> str:
    return flat(outcome.title or "").casefold()


def _outcome(
    outcome: MeasuredOutcome, path: str, is_twin: bool, voice: Voice, quotes: Quotes, told: Told
) -> OutcomeView:
    title = quotes.at(f"{path}.title")
    is_main = outcome.type == OutcomeMeasureType.PRIMARY
    has_numbers = any(row.measurements for one in outcome.classes for row in one.categories)
    drawn, caption = picture(outcome, path, voice) if has_numbers else (None, "")
    name = (
        voice.say("outcome.name", f"{path}.title", f"{path}.type", quoted=title.text)
        if title and is_main
        else None
    )
    return OutcomeView(
        title=title,
        is_twin=is_twin,
        name=name,
        when=_when(outcome, path, voice) if is_main else None,
        status=tuple(_status(outcome, path, has_numbers, voice)),
        numbers=tuple(number_sentences(outcome, path, voice)),
        reading=tuple(reading_sentences(outcome, path, voice)),
        compared=tuple(test_sentences(outcome, path, voice))
        if has_numbers or outcome.analyses
        else (),
        time_frame=quotes.at(f"{path}.time_frame"),
        about=tuple(_about(outcome, path, voice)),
        unit=None if _counts_people(outcome) else quotes.at(f"{path}.unit_of_measure"),
        counted=_counted(outcome, path, quotes),
        picture=drawn,
        caption=caption,
        table=table(
            [(outcome, path)],
            Groups(outcome.groups, f"{path}.groups"),
            Counted(outcome.denoms, f"{path}.denoms"),
            voice,
            quotes,
            told,
        ),
        description=quotes.at(f"{path}.description"),
        population=quotes.at(f"{path}.population_description"),
        analyses=analysis_views(outcome, path, voice, quotes),
    )


def _when(outcome: MeasuredOutcome, path: str, voice: Voice) -> Sentence | None:
    text = flat(outcome.time_frame or "")
    sources = (f"{path}.time_frame", f"{path}.type")
    return voice.say("outcome.when", *sources, quoted=text) if text else None


def _status(outcome: MeasuredOutcome, path: str, has_numbers: bool, voice: Voice) -> list[Sentence]:
    said = []
    if outcome.type and outcome.type not in (
        OutcomeMeasureType.PRIMARY,
        OutcomeMeasureType.SECONDARY,
    ):
        said.append(voice.say_code(outcome.type, f"{path}.type"))
    status = outcome.reporting_status
    if status and status != ReportingStatus.POSTED:
        said.append(voice.say_code(status, f"{path}.reporting_status"))
    elif not has_numbers:
        said.append(voice.say("outcome.no_numbers", path))
    if date := outcome.anticipated_posting_date:
        words = say_date(date, voice.wording)
        is_due = status == ReportingStatus.NOT_POSTED or not has_numbers
        rule = "outcome.expected" if is_due else "outcome.expected_posted"
        sources = (f"{path}.anticipated_posting_date", f"{path}.reporting_status", path)
        said.append(voice.say(rule, *sources, date=words))
    return said


def _about(outcome: MeasuredOutcome, path: str, voice: Voice) -> list[Sentence]:
    """Say what the numbers of the table are, and what stands beside them."""
    rows = [row for one in outcome.classes for row in one.categories]
    is_given = any(has_spread(one) for row in rows for one in row.measurements)
    kind = outcome.param_type
    said = [voice.say_code(kind, f"{path}.param_type")] if kind else []
    spread = spread_sentence(outcome.dispersion_type, path, is_given, voice)
    said += [spread] if spread else []
    if any(has_two_spreads(one) for row in rows for one in row.measurements):
        said.append(voice.say("outcome.range_unnamed", path, f"{path}.dispersion_type"))
    return said


def _counts_people(outcome: MeasuredOutcome) -> bool:
    """True if our words for the kind of number say the unit."""
    is_count = outcome.param_type == MeasureParam.COUNT_OF_PARTICIPANTS
    return is_count and outcome.unit_of_measure == PEOPLE


def _counted(outcome: MeasuredOutcome, path: str, quotes: Quotes) -> tuple[Quote, ...]:
    """Return what was counted beside people, where the table does not name it."""
    known = {PEOPLE, *(denom.units for denom in outcome.denoms)}
    found = []
    for name in ("type_units_analyzed", "denom_units_selected"):
        quote = quotes.at(f"{path}.{name}")
        if quote and quote.text not in known:
            known.add(quote.text)
            found.append(quote)
    return tuple(found)
