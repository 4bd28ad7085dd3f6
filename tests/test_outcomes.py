"""What was measured: pictures that do not mislead, words for spreads, when a sentence is said."""

import datetime
import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from generator.build import trial_page
from generator.content import Content, load_content
from generator.pages.diagram import wrap
from generator.pages.dots import Bar, Dot, bars_picture, dots_picture
from generator.pages.parts import MOST_NUMBERS, MOST_OUTCOMES, parts_of
from generator.pages.quote import Quotes
from generator.pages.view.results.outcomes import OutcomesView, OutcomeView, outcomes_view
from generator.pages.view.results.table import letter_of
from generator.plain.results.outcomes import is_change, number_sentences, reading_sentences
from generator.plain.results.spread import confidence, spread_type
from generator.plain.voice import voice_for
from generator.trial.partial_date import PartialDate
from generator.trial.results.measures import (
    Denom,
    DenomCount,
    MeasureCategory,
    MeasureClass,
    MeasuredOutcome,
    MeasureGroup,
    Measurement,
)
from generator.vocabulary import MeasureDispersionType, MeasureParam, OutcomeMeasureType
from tests.invented import case, everything, put
from tests.telling.results.outcomes import changes

AS_OF = datetime.date(2026, 1, 15)
OUTCOMES = "results.outcome_measures.outcomes"


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content([])


def view_of(trial: Any, content: Content) -> OutcomesView:
    view = outcomes_view(trial, voice_for(trial, content.wording), Quotes(trial))
    assert view is not None
    return view


def named(title: str, content: Content) -> OutcomeView:
    """Return what was measured under a title, of the case that shows every pattern."""
    view = view_of(case("results-outcomes").trial, content)
    return next(one for one in (*view.main, *view.others) if one.title and one.title.text == title)


def test_picture_says_what_the_table_says(content: Content) -> None:
    view = view_of(case("results-outcomes").trial, content)
    drawn = [re.findall(r"<text[^>]*>([^<]*)", one.picture) for one in view.main if one.picture]
    assert [[text.replace("&#46;", ".") for text in texts] for texts in drawn] == [
        ["Plum tea", "23 of 101 people (23%)", "Warm water", "30 of 100 people (30%)"],
        ["Plum tea", "−3.20 (−5.0 to −1.4)", "Warm water", "0.4 (−1.2 to 2.0)", "0"],
    ]


@pytest.mark.parametrize(
    "title",
    [
        "People who drank no coffee",  # fewer than 20 people in a group
        "Nights of deep sleep",  # a percentage of the record, which need not be people out of all
        "Time until sleep",  # a group without a number
        "Hours of sleep by week",  # several rows
        "Cups that were drunk",  # nothing to hold it against
    ],
)
def test_number_that_a_picture_would_not_help_is_not_drawn(title: str, content: Content) -> None:
    assert named(title, content).picture is None


def test_bar_starts_at_nothing_and_ends_at_everyone() -> None:
    bars = [Bar("a", "0", Decimal(0)), Bar("b", "1", Decimal("0.25")), Bar("c", "4", Decimal(1))]
    widths = re.findall(
        r'"(pt-\w+)"[^>]*width="([\d.]+)"', bars_picture(bars, "t").split(">", 1)[1]
    )
    assert [float(width) for css, width in widths if css == "pt-part"] == [0, 80, 320]
    assert {float(width) for css, width in widths if css == "pt-whole"} == {320}


def test_dots_share_an_axis_with_zero_on_it() -> None:
    dots = [Dot("a", "10", Decimal(10), None), Dot("b", "20", Decimal(20), None)]
    picture = dots_picture(dots, "t") or ""
    assert re.findall(r'cx="([\d.]+)"', picture) == ["170.0", "330.0"]
    assert dots_picture([Dot("a", "0", Decimal(0), None)], "t") is None


def test_percent_of_the_record_never_becomes_people(content: Content) -> None:
    said = [text.text for group in named("Nights of deep sleep", content).numbers for text in group]
    assert said == [
        "In the group “Plum tea”, it was 84.2%. 101 people were counted.",
        "The record gives no number for the group “Warm water”.",
    ]


@pytest.mark.parametrize(
    ("title", "unit", "expected"),
    [
        ("Change From Baseline in Weight", "kg", True),
        ("Mean change from baseline at week 4", "points", True),
        ("Percent Change From Baseline in Weight", "percent", False),
        ("Change from Baseline in Weight", "percentage change", False),
        ("Change From Baseline in the Ratio of A to B", "ratio", False),
        ("Number of People With a Change From Baseline", "people", False),
        ("Weight", "kg", False),
        ("Change From Baseline in the General Psychopathology Score", "score", True),
        ("Change from baseline in neurological duration of concentration", "hours", True),
        ("Change from baseline in log10 viral load", "copies", False),
        ("Change from baseline in viral load", "fold", False),
    ],
)
def test_direction_is_said_of_changes_in_their_own_unit(
    title: str, unit: str, expected: bool
) -> None:
    assert is_change(MeasuredOutcome(title=title, unit_of_measure=unit)) is expected


@pytest.mark.parametrize(
    ("text", "is_loss"),
    [
        ("Change from baseline in pain (baseline minus week 12)", True),
        ("Worked out as the baseline score minus the score at week 12.", True),
        ("Change = baseline - week 12", True),
        ("The value at week 12 was subtracted from the baseline value", True),
        ("A positive change shows a reduction in pain", True),
        ("Negative numbers stand for an increase", True),
        ("Worked out as week 12 minus baseline. A negative change is a better result", False),
        ("Post-baseline score minus the baseline score", False),
        ("Change from baseline in pain - week 12", False),
        ("The baseline value was subtracted from the value at week 12", False),
        ("The Positive and Negative Syndrome Scale", False),
    ],
)
def test_no_way_is_named_where_a_loss_may_be_counted(text: str, is_loss: bool) -> None:
    title = text if text.startswith("Change from") else "Change from baseline in pain"
    outcome = MeasuredOutcome(title=title, description=text, unit_of_measure="mm")
    assert is_change(outcome) is not is_loss
    assert changes({"title": title, "description": text, "unitOfMeasure": "mm"}) is not is_loss


@pytest.mark.parametrize(
    ("text", "kind", "percent"),
    [
        ("Standard Deviation", MeasureDispersionType.STANDARD_DEVIATION, None),
        ("STANDARD_ERROR", MeasureDispersionType.STANDARD_ERROR, None),
        ("95% Confidence Interval", None, "95"),
        ("97.5% Confidence Interval", None, "97.5"),
        ("Half of them", None, None),
        (None, None, None),
    ],
)
def test_words_of_spreads_are_known(text: str | None, kind: Any, percent: str | None) -> None:
    assert (spread_type(text), confidence(text)) == (kind, percent)


def test_things_of_one_title_are_told_apart_by_their_time(content: Content) -> None:
    record = case("results-outcomes")
    assert record.trial.results is not None
    first, *_ = record.trial.results.outcome_measures.outcomes
    twin = first.model_copy(update={"time_frame": "Week 99", "type": OutcomeMeasureType.SECONDARY})
    outcomes = (*record.trial.results.outcome_measures.outcomes, twin)
    trial = put(record.trial, "results.outcome_measures.outcomes", outcomes)
    page = trial_page(replace(record, trial=trial), content, AS_OF).markdown
    found = re.findall(r"(?:<h4>|<summary>)(.*?) <span class=\"pt-role\">· When it was", page)
    assert len(found) == 2
    assert len(set(found)) == 1
    assert page.count("When it was measured: Week 99") == 1


def test_same_remark_gets_one_note(content: Content) -> None:
    table = named("Hours of sleep by week", content).table
    assert table is not None
    assert [note.text.text for note in table.notes] == [
        "Too few people slept through for a middle value.",
        "One person slept elsewhere.",
    ]


def test_range_beside_a_spread_is_said_to_have_no_name(content: Content) -> None:
    one = number("5", "1", "9").model_copy(update={"spread": "2"})
    outcome = measured("MEAN", "hours", one).model_copy(
        update={"dispersion_type": "Standard Deviation"}
    )
    trial = put(case("results-outcomes").trial, OUTCOMES, (outcome,))
    (view,) = [*(shown := view_of(trial, content)).main, *shown.others]
    assert "outcome.range_unnamed" in [said.rule for said in view.about]


@pytest.mark.parametrize(
    ("status", "rule"),
    [("POSTED", "outcome.expected_posted"), ("NOT_POSTED", "outcome.expected")],
)
def test_day_when_numbers_were_expected_does_not_deny_them(
    status: str, rule: str, content: Content
) -> None:
    one = measured("MEAN", "hours", number("5")).model_copy(
        update={"reporting_status": status, "anticipated_posting_date": PartialDate(year=2009)}
    )
    trial = put(case("results-outcomes").trial, OUTCOMES, (one,))
    (view,) = [*(shown := view_of(trial, content)).main, *shown.others]
    assert view.status[-1].rule == rule


def test_number_of_no_known_group_has_a_column(content: Content) -> None:
    path = f"{OUTCOMES}[0].classes[0].categories[0].measurements[0].group_id"
    trial = put(case("results-outcomes").trial, path, "OG900")
    table = view_of(trial, content).main[0].table
    assert table is not None
    assert [column.title and column.title.text for column in table.columns][2:] == [None]
    assert [len(cell) for cell in table.bodies[0].rows[1].cells] == [0, 1, 1]
    assert view_of(trial, content).main[0].numbers == ()


def test_many_outcomes_or_numbers_have_a_page_of_their_own() -> None:
    trial = everything().trial
    assert "results" not in parts_of(trial)
    assert trial.results is not None
    outcome = trial.results.outcome_measures.outcomes[0]
    assert "results" in parts_of(put(trial, OUTCOMES, (outcome,) * (MOST_OUTCOMES + 1)))
    cell = outcome.classes[0].categories[0].measurements[0]
    path = f"{OUTCOMES}[0].classes[0].categories[0].measurements"
    assert "results" in parts_of(put(trial, path, (cell,) * (MOST_NUMBERS + 1)))


def test_letters_go_on_after_z() -> None:
    assert [letter_of(place) for place in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]


def measured(kind: str, unit: str, *cells: Measurement, people: str = "40") -> MeasuredOutcome:
    """Return something that was measured in groups named One, Two, Three, by their order."""
    groups = tuple(
        MeasureGroup(id=f"OG{n}", title=title) for n, title in enumerate(("One", "Two", "Three"))
    )[: max(len(cells), 2)]
    counts = tuple(DenomCount(group_id=group.id, value=people) for group in groups)
    numbers = tuple(cell.model_copy(update={"group_id": f"OG{n}"}) for n, cell in enumerate(cells))
    return MeasuredOutcome(
        param_type=MeasureParam(kind),
        unit_of_measure=unit,
        dispersion_type="95% Confidence Interval",
        groups=groups,
        denoms=(Denom(units="Participants", counts=counts),),
        classes=(MeasureClass(categories=(MeasureCategory(measurements=numbers),)),),
    )


def said_of(outcome: MeasuredOutcome, content: Content) -> list[str]:
    """Return what is said of each group, without its name."""
    voice = voice_for(everything().trial, content.wording)
    said = [" ".join(one.text for one in line) for line in number_sentences(outcome, "x", voice)]
    return [re.sub(r"In the group “(\w+)”, ", r"\1: ", text) for text in said]


def number(text: str | None, low: str | None = None, high: str | None = None) -> Measurement:
    return Measurement(value=text, lower_limit=low, upper_limit=high)


@pytest.mark.parametrize(
    ("kind", "unit", "text", "expected"),
    [
        ("NUMBER", "participants", "7", "the number of people was 7. 40 people were counted."),
        (
            "NUMBER",
            "Number of patients",
            "0",
            "the number of people was 0. 40 people were counted.",
        ),
        ("NUMBER", "events", "7", "the number was 7 (“events”). 40 people were counted."),
        ("NUMBER", "weeks", "7", "the number was 7 weeks. 40 people were counted."),
        ("NUMBER", "% of patients", "7.50", "it was 7.50%. 40 people were counted."),
        ("NUMBER", "percent", "-7", "the number was −7 (“percent”). 40 people were counted."),
        ("COUNT_OF_UNITS", "eyes", "7", "the number was 7 (“eyes”). 40 people were counted."),
        ("MEAN", "", "-7", "the average was −7. 40 people were counted."),
        (
            "GEOMETRIC_MEAN",
            "ng/mL",
            "7",
            "the average (geometric mean) was 7 (“ng/mL”). 40 people were counted.",
        ),
        (
            "GEOMETRIC_LEAST_SQUARES_MEAN",
            "",
            "7",
            "the adjusted average (geometric mean) was 7. 40 people were counted.",
        ),
        (
            "LOG_MEAN",
            "log10",
            "7",
            "the average on a log scale was 7 (“log10”). 40 people were counted.",
        ),
        ("MEAN", "", "<7", "the record gives “<7”."),
        ("NUMBER", "percent", "<0.1", "the record gives “<0.1”."),
    ],
)
def test_number_is_said_by_its_kind(
    kind: str, unit: str, text: str, expected: str, content: Content
) -> None:
    said = said_of(measured(kind, unit, number(text), number("NA")), content)
    assert said == [f"One: {expected}", "The record gives no number for the group “Two”."]


@pytest.mark.parametrize("text", ["41", "7.5", "-7"])
def test_what_cannot_be_people_is_never_said_as_people(text: str, content: Content) -> None:
    for kind, unit in (("NUMBER", "participants"), ("COUNT_OF_PARTICIPANTS", "Participants")):
        assert said_of(measured(kind, unit, number(text), number("7")), content) == []


def test_group_of_nobody_is_said_to_be_one(content: Content) -> None:
    outcome = measured(
        "COUNT_OF_PARTICIPANTS", "Participants", number("0"), number("0"), people="0"
    )
    assert said_of(outcome, content) == ["One: nobody was counted.", "Two: nobody was counted."]


def test_groups_without_a_number_come_last_in_their_order(content: Content) -> None:
    outcome = measured("MEAN", "", number("6"), number("7"), number("8"))
    [row] = outcome.classes[0].categories
    for place, (given, *others) in enumerate(
        [("One", "Two", "Three"), ("Two", "One", "Three"), ("Three", "One", "Two")]
    ):
        alone = MeasureCategory(measurements=(row.measurements[place],))
        changed = outcome.model_copy(update={"classes": (MeasureClass(categories=(alone,)),)})
        assert said_of(changed, content) == [
            f"{given}: the average was {place + 6}. 40 people were counted.",
            *(f"The record gives no number for the group “{name}”." for name in others),
        ]


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("1", "9", " was 1 to 9."),
        ("-9", "-1", " was −9 to −1."),
        ("1", "NA", " starts at 1. The record gives no upper end."),
        (None, "9", " ends at 9. The record gives no lower end."),
        ("1", "more", None),
        ("NA", "NA", None),
    ],
)
def test_range_is_said_as_far_as_it_is_given(
    low: str | None, high: str | None, expected: str | None, content: Content
) -> None:
    for kind, unit, start in (("MEAN", "", "the average was 5."), ("NUMBER", "%", "it was 5%.")):
        [said, _] = said_of(measured(kind, unit, number("5", low, high), number("7")), content)
        range_ = f" The 95% range (confidence interval){expected}" if expected else ""
        assert said == f"One: {start} 40 people were counted.{range_}"


def rules_of(outcome: MeasuredOutcome, content: Content) -> list[str]:
    voice = voice_for(everything().trial, content.wording)
    return [one.rule for one in reading_sentences(outcome, "x", voice)]


def test_what_only_the_table_shows_is_said(content: Content) -> None:
    one = measured("MEAN", "kg", number("5"), number("7"))
    [class_] = one.classes
    five = tuple(MeasureGroup(id=f"OG{n}", title=str(n)) for n in range(5))
    named = class_.model_copy(update={"title": "Week 1"})
    empty = MeasureClass(title="Week 2")
    assert rules_of(one, content) == []
    assert rules_of(one.model_copy(update={"classes": (class_, class_)}), content) == [
        "outcome.rows"
    ]
    assert rules_of(one.model_copy(update={"groups": five}), content) == ["outcome.groups"]
    alone = one.model_copy(update={"classes": (named, empty)})
    assert rules_of(alone, content) == ["outcome.row"]
    assert len(said_of(alone, content)) == 2


@pytest.mark.parametrize(
    ("kind", "title", "expected"),
    [
        ("MEAN", "Change From Baseline in Weight", ["outcome.minus"]),
        ("MEDIAN", "The Change From Baseline in Weight", ["outcome.minus"]),
        ("LEAST_SQUARES_MEAN", "Overall Mean Change From Baseline", ["outcome.minus"]),
        ("GEOMETRIC_MEAN", "Change From Baseline in Weight", []),
        ("MEAN", "Weight", []),
    ],
)
def test_minus_of_a_change_is_explained(
    kind: str, title: str, expected: list[str], content: Content
) -> None:
    for cell in (number("-5"), number("5", "-1", "9")):
        outcome = measured(kind, "kg", cell, number("7")).model_copy(update={"title": title})
        assert rules_of(outcome, content) == expected


def test_no_number_is_said_once(content: Content) -> None:
    path = f"{OUTCOMES}[1].classes[0].categories[0].measurements[0]"
    changes = {"value": "NA", "spread": "NA", "lower_limit": "NA", "upper_limit": None}
    trial = case("results-outcomes").trial
    for name, text in changes.items():
        trial = put(trial, f"{path}.{name}", text)
    view = view_of(trial, content)
    [shown] = [
        one
        for one in view.main + view.others
        if one.title and one.title.path == f"{OUTCOMES}[1].title"
    ]
    assert shown.table is not None
    entry = shown.table.bodies[0].rows[1].cells[0][0]
    assert (entry.value, entry.spread, entry.lower, entry.upper) == ("no number", None, None, None)


def test_long_words_of_drawings_are_broken_behind_a_slash() -> None:
    assert wrap(["Refusal by patient/parent/guardian: 2"], 16.5, 200) == [
        "Refusal by patient/",
        "parent/guardian: 2",
    ]
    assert "".join(wrap(["x" * 90], 16.5, 256)) == "x" * 90


def test_head_of_a_measure_heads_its_rows_and_a_class_its_own(content: Content) -> None:
    cell = MeasureCategory(measurements=(Measurement(group_id="OG0", value="5"),))
    row = MeasureClass(title="Row", categories=(cell,))
    split = cell.model_copy(update={"title": "Part"})
    classes = (row, MeasureClass(title="Class", categories=(split, split)), row)
    outcome = measured("NUMBER", "kg", number("5")).model_copy(update={"classes": classes})
    trial = put(everything().trial, f"{OUTCOMES}[0]", outcome)
    shown = list(view_of(trial, content).main + view_of(trial, content).others)
    [table] = [one.table for one in shown if one.unit and one.unit.text == "kg"]
    assert table is not None
    # The people counted and the first row have no head; the last row is of no class.
    assert [len(body.rows) for body in table.bodies] == [2, 2, 1]
    assert [body.head and body.head.text for body in table.bodies] == [None, "Class", None]
