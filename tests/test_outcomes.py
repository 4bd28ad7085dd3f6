"""What was measured: pictures that do not mislead, words for spreads, when a sentence is said."""

import re
from decimal import Decimal
from typing import Any

import pytest

from generator.content import Content, load_content
from generator.pages.dots import Bar, Dot, bars_picture, dots_picture
from generator.pages.parts import MOST_NUMBERS, MOST_OUTCOMES, parts_of
from generator.pages.quote import Quotes
from generator.pages.view.results.outcomes import OutcomesView, OutcomeView, outcomes_view
from generator.pages.view.results.table import letter_of
from generator.plain.results.outcomes import is_change
from generator.plain.results.spread import confidence, spread_type
from generator.plain.voice import voice_for
from generator.trial.results.measures import MeasuredOutcome
from generator.vocabulary import MeasureDispersionType
from tests.invented import case, everything, put

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
    ],
)
def test_direction_is_said_of_changes_in_their_own_unit(
    title: str, unit: str, expected: bool
) -> None:
    assert is_change(MeasuredOutcome(title=title, unit_of_measure=unit)) is expected


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


def test_same_remark_gets_one_note(content: Content) -> None:
    table = named("Hours of sleep by week", content).table
    assert table is not None
    assert [note.text.text for note in table.notes] == [
        "Too few people slept through for a middle value.",
        "One person slept elsewhere.",
    ]


def test_number_of_no_known_group_has_a_column(content: Content) -> None:
    path = f"{OUTCOMES}[0].classes[0].categories[0].measurements[0].group_id"
    trial = put(case("results-outcomes").trial, path, "OG900")
    table = view_of(trial, content).main[0].table
    assert table is not None
    assert [column.title and column.title.text for column in table.columns][2:] == [None]
    assert [len(cell) for cell in table.bodies[1].rows[0].cells] == [0, 1, 1]
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
