"""Words of results that few records have: reasons to leave, names that are missing, p-values."""

import datetime
import re
from dataclasses import replace
from typing import Any

import pytest
import yaml

from generator.build import trial_page, trial_pages, view_of
from generator.content import Content, load_content
from generator.pages.markdown import page_html
from generator.pages.quote import Quotes
from generator.pages.view import sentences_by_section
from generator.pages.view.results.flow import FlowView, flow_view
from generator.pages.view.results.harms import harms_view
from generator.pages.view.results.outcomes import outcomes_view
from generator.plain.results.analyses import test_sentences as said_of_tests
from generator.plain.results.baseline import baseline_sentences
from generator.plain.results.flow import flow_sentences
from generator.plain.results.waiting import stage_sentences
from generator.plain.voice import voice_for
from generator.trial import Trial
from generator.trial.results import Results
from generator.trial.results.events import AdverseEvents, EventGroup
from generator.trial.results.flow import (
    DropWithdraw,
    FlowCount,
    FlowGroup,
    FlowPeriod,
    Milestone,
    ParticipantFlow,
)
from generator.trial.results.measures import MeasureAnalysis, MeasuredOutcome, MeasureGroup
from tests.conftest import REPOSITORY
from tests.invented import case, everything, put

AS_OF = datetime.date(2026, 1, 15)
FLOW, OUTCOMES = "results.participant_flow", "results.outcome_measures.outcomes"
REASONS = {
    "Adverse Event": "Left with a health problem",
    "Death": "Died",
    "Lack of Efficacy": "Left for lack of effect",
    "Lost to Follow-up": "Could not be reached any more",
    "Physician Decision": "A doctor decided so",
    "Pregnancy": "Became pregnant",
    "Protocol Violation": "The plan of the trial was not followed",
    "Withdrawal by Subject": "Chose to leave",
    "Moved house": "Moved house",
}


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content([])


def flow_of(trial: Trial, content: Content) -> FlowView:
    assert trial.results is not None
    view = flow_view(
        trial.results.participant_flow, voice_for(trial, content.wording), Quotes(trial)
    )
    assert view is not None
    return view


@pytest.mark.parametrize(("reason", "words"), REASONS.items())
def test_reasons_to_leave_have_their_words(reason: str, words: str, content: Content) -> None:
    trial = everything().trial
    assert trial.results is not None
    [first, *_] = trial.results.participant_flow.groups
    row = DropWithdraw(type=reason, reasons=(FlowCount(group_id=first.id, num_subjects="3"),))
    shown = flow_of(put(trial, f"{FLOW}.periods[0].drop_withdraws", (row,)), content)
    assert [one.head and one.head.text for one in shown.periods[0].reasons] == [words]


@pytest.mark.parametrize(
    ("type_", "words"),
    [
        ("STARTED", "Started"),
        ("COMPLETED", "Finished"),
        ("NOT COMPLETED", "Did not finish"),
        ("Second dose", "Second dose"),
    ],
)
def test_milestones_have_their_words(type_: str, words: str, content: Content) -> None:
    row = Milestone(type=type_, achievements=())
    trial = put(everything().trial, f"{FLOW}.periods[0].milestones", (row,))
    [shown] = flow_of(trial, content).periods[0].milestones
    assert shown.head
    assert shown.head.text == words


def test_group_of_the_flow_without_a_name_is_called_so(content: Content) -> None:
    trial = put(everything().trial, f"{FLOW}.groups[0].title", None)
    column = flow_of(trial, content).periods[0].columns[0]
    assert column.name is None
    assert column.label == content.wording.label("what.no_label")
    record = case("everything")
    html = page_html(trial_page(_with(record, trial), content, AS_OF).markdown, str).html
    assert f'<th scope="col">{column.label}</th>' in html


def flow_numbers(content: Content, groups: str, **numbers: str) -> tuple[FlowView, list[str]]:
    """Groups by their ids, and numbers such as `A=3 C=4` of the three ends of a period."""
    milestones = tuple(
        Milestone(
            type=type_.replace("_", " "),
            achievements=tuple(
                FlowCount(group_id=group, num_subjects=number)
                for group, number in (cell.split("=") for cell in cells.split())
            ),
        )
        for type_, cells in numbers.items()
    )
    flow = ParticipantFlow(
        groups=tuple(FlowGroup(id=group, title=f"Arm {group}") for group in groups),
        periods=(FlowPeriod(milestones=milestones),),
    )
    trial = put(everything().trial, FLOW, flow)
    voice = voice_for(trial, content.wording)
    return flow_of(trial, content), [said.text for said in flow_sentences(trial.results, voice)]


def test_each_group_that_is_not_listed_has_a_column_with_a_head(content: Content) -> None:
    shown, _ = flow_numbers(content, "AB", STARTED="A=3 C=4", COMPLETED="D=1 B=2 B=5 C=6")
    [period] = shown.periods
    assert [column.label for column in period.columns] == [
        "Arm A",
        "Arm B",
        *["A group that is not listed"] * 3,
    ]
    cells = [
        [cell and cell.count and cell.count.text for cell in row.cells] for row in period.milestones
    ]
    assert cells == [["3", None, "4", None, None], [None, "2", "6", "1", "5"]]


@pytest.mark.parametrize(
    ("results", "says_so", "expected"),
    [
        (Results(), None, []),
        (Results(), False, []),
        (None, False, ["about.no_results", "gap.results"]),
        (None, True, ["gap.results"]),
        (None, None, ["gap.results"]),
    ],
)
def test_page_does_not_deny_results_that_are_there(
    results: Results | None, says_so: bool | None, expected: list[str], content: Content
) -> None:
    record = case("everything")
    trial = put(put(record.trial, "results", results), "has_results", says_so)
    view = view_of(replace(record, trial=trial), content, AS_OF)
    rules = {said.rule for _, said in sentences_by_section(view)}
    assert sorted(rules & {"about.no_results", "gap.results"}) == expected


@pytest.mark.parametrize(
    ("groups", "ends", "expected"),
    [
        ("A", "A=7 A=2", "9 people started. Of these, 7 finished this part and 2 did not."),
        ("A", "A=9 A=0", "9 people started. All of them finished this part."),
        ("A", "A=0 A=9", "9 people started. None of them finished this part."),
        ("A", "A=8 A=2", "9 people started."),
        ("A", "A=40 A=0", "9 people started."),
        ("A", "A=-1 A=10", ""),
        ("A", "A=NA A=2", ""),
        ("AA", "A=7 A=2", ""),
    ],
)
def test_way_of_a_group_is_said_only_where_it_adds_up(
    groups: str, ends: str, expected: str, content: Content
) -> None:
    done, left = ends.split()
    shown, said = flow_numbers(content, groups, STARTED="A=9", COMPLETED=done, NOT_COMPLETED=left)
    assert " ".join(said).removeprefix("In the group “Arm A”, ") == expected
    assert bool(shown.drawings) == (groups == "A")


def flow_said(trial: Trial, content: Content) -> list[str]:
    assert trial.results is not None
    return [one.text for one in flow_sentences(trial.results, voice_for(trial, content.wording))]


def test_flow_of_several_parts_names_the_first_of_each_group(content: Content) -> None:
    trial = everything().trial
    lead, first, *_ = flow_said(trial, content)
    assert lead.startswith("The record counts people in 2 parts of the trial.")
    assert first == "In the group “Bright lamp”, 31 people started the part “First 12 weeks”."
    unnamed = put(trial, f"{FLOW}.periods[0].title", None)
    assert flow_said(unnamed, content)[1].endswith("31 people started part 1.")
    assert trial.results is not None
    single = put(trial, f"{FLOW}.periods", trial.results.participant_flow.periods[:1])
    assert flow_said(single, content)[0].endswith("“Bright lamp”, 31 people started.")


def test_group_that_comes_later_is_told_where_it_comes(content: Content) -> None:
    trial = emptied(everything().trial, 0)
    assert flow_said(trial, content)[1].endswith("27 people started the part “Follow-up”.")
    assert flow_said(emptied(trial, 1), content)[1] == "In the group “Bright lamp”, no one started."


def emptied(trial: Trial, period: int) -> Trial:
    """Return a trial with nobody of its first group in a part."""
    assert trial.results is not None
    for row in range(len(trial.results.participant_flow.periods[period].milestones)):
        path = f"{FLOW}.periods[{period}].milestones[{row}].achievements[0].num_subjects"
        trial = put(trial, path, "0")
    return trial


def test_older_title_of_ages_is_read_too(content: Content) -> None:
    trial = everything().trial
    path = "results.baseline_characteristics.measures"
    assert trial.results is not None
    titles = [one.title for one in trial.results.baseline_characteristics.measures]
    trial = put(trial, f"{path}[{titles.index('Age, Continuous')}].title", "Age Continuous")
    voice = voice_for(trial, content.wording)
    assert "age was" in " ".join(one.text for one in baseline_sentences(trial.results, voice))


def test_group_of_a_table_without_a_name_is_called_so(content: Content) -> None:
    """Also where it is the only one, and is described."""
    record = case("results-outcomes")
    path = f"{OUTCOMES}[7].groups"
    trial = put(record.trial, path, (MeasureGroup(id="OG000", description="Who drank."),))
    html = page_html(trial_page(_with(record, trial), content, AS_OF).markdown, str).html
    name = content.wording.label("table.no_name")
    assert f"<dt>{name}</dt> <dd><p>Who drank.</p></dd>" in html


def test_numbers_of_no_kind_are_called_numbers(content: Content) -> None:
    record = case("results-outcomes")
    trial = put(record.trial, f"{OUTCOMES}[7].param_type", None)
    view = outcomes_view(trial, voice_for(trial, content.wording), Quotes(trial))
    assert view is not None
    table = view.others[-2].table
    assert table is not None
    heads = [row.head for body in table.bodies for row in body.rows]
    assert heads[-1] == content.wording.label("table.number")
    assert view.others[-2].numbers == ()


@pytest.mark.parametrize(
    ("p_value", "rule"),
    [
        ("0.05", "outcome.p"),
        ("=0.05", "outcome.p"),
        ("= .05", "outcome.p"),
        ("<0.001", "outcome.p_below"),
        ("> 0.9", "outcome.p_above"),
        ("0.05 (one side)", "outcome.tests"),
        ("<", "outcome.tests"),
        (None, "outcome.tests"),
    ],
)
def test_p_value_is_said_with_its_sign(p_value: str | None, rule: str, content: Content) -> None:
    outcome = MeasuredOutcome(analyses=(MeasureAnalysis(p_value=p_value),))
    voice = voice_for(everything().trial, content.wording)
    assert [one.rule for one in said_of_tests(outcome, OUTCOMES, voice)][-1] == rule


@pytest.mark.parametrize(("letters", "expected"), [(30, True), (31, False)])
def test_names_of_groups_stand_in_heads_if_they_fit(
    letters: int, expected: bool, content: Content
) -> None:
    assert has_names([letters, 3], content) is expected


@pytest.mark.parametrize(("groups", "expected"), [(4, True), (5, False)])
def test_names_of_few_groups_stand_in_heads(groups: int, expected: bool, content: Content) -> None:
    assert has_names([3] * groups, content) is expected


def has_names(lengths: list[int], content: Content) -> bool:
    trial = everything().trial
    groups = tuple(EventGroup(id=f"EG{n}", title="x" * length) for n, length in enumerate(lengths))
    trial = put(trial, "results.adverse_events", AdverseEvents(event_groups=groups))
    assert trial.results is not None
    return harms_view(
        trial, trial.results, voice_for(trial, content.wording), Quotes(trial)
    ).has_names


def test_page_says_how_many_things_stand_on_the_page_of_results(content: Content) -> None:
    record = case("results-outcomes")
    assert record.trial.results is not None
    outcomes = record.trial.results.outcome_measures.outcomes
    trial = put(record.trial, OUTCOMES, (*outcomes, *outcomes[-1:] * 20))
    page, *parts = trial_pages(_with(record, trial), content, AS_OF)
    assert [part.path for part in parts] == [f"trials/{trial.registry_id}/results/index.md"]
    main = sum(one.type == "PRIMARY" for one in outcomes)
    for shown in (page, *parts):
        assert f"{len(outcomes) + 20 - main} more things were measured." in shown.markdown


def test_sexes_are_said_only_if_each_has_one_number(content: Content) -> None:
    trial = everything().trial
    assert trial.results is not None
    said = [
        one.rule for one in baseline_sentences(trial.results, voice_for(trial, content.wording))
    ]
    assert any(re.match(r"found\.(fe)?male", rule) for rule in said)
    for index, measure in enumerate(trial.results.baseline_characteristics.measures):
        if measure.title == "Sex: Female, Male":
            path = f"results.baseline_characteristics.measures[{index}].classes[0].categories"
            first, *others = measure.classes[0].categories
            twice = first.model_copy(update={"measurements": first.measurements * 2})
            for rows in ((twice, *others), (first, first, *others)):
                changed = put(trial, path, rows)
                voice = voice_for(changed, content.wording)
                rules = [one.rule for one in baseline_sentences(changed.results, voice)]
                assert not any(re.match(r"found\.(fe)?male", rule) for rule in rules)
            return
    pytest.fail("the record of every field has no sexes")


def _with(record: Any, trial: Trial) -> Any:
    return replace(record, trial=trial)


@pytest.mark.parametrize("waived", [True, False, None])
def test_results_that_need_not_be_posted_are_said_to_be_so(
    waived: bool | None, content: Content
) -> None:
    trial = put(case("no-results").trial, "status.results_waived", waived)
    voice = voice_for(trial, content.wording)
    rules = [one.rule for one in stage_sentences(trial, voice)]
    assert ("status.results_waived" in rules) is bool(waived)


def test_words_on_results_claim_nothing(content: Content) -> None:
    """No word that overlays may not use of results stands in our own sentences on them."""
    claims = yaml.safe_load((REPOSITORY / "templates" / "claims.yml").read_text("utf-8"))["en"]
    words = [*claims["never"], *claims["open"], *claims["results"]]
    banned = [re.escape(word).replace(r"\*", r"\w*") for word in words]
    pattern = re.compile(rf"\b(?:{'|'.join(banned)})\b", re.IGNORECASE)
    assert pattern.search("The drug was better.")
    said = {
        f"{name}.{number}": text
        for name, forms in content.wording.sentences.items()
        for number, text in forms.items()
        if name.startswith(("found.", "outcome.", "harms.", "events.", "table."))
    }
    assert len(said) > 100
    assert {name: text for name, text in said.items() if pattern.search(text)} == {}
