"""Sentences: what is said for which values, as tables that people can read."""

import datetime
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import pytest

from generator.content import load_content
from generator.pages.quote import Quotes
from generator.pages.view.facts import glance
from generator.plain.amounts import Duration, say_date, say_duration, say_list, say_number
from generator.plain.design import (
    group_sentences,
    kind_sentences,
    masking_sentences,
    size_sentences,
)
from generator.plain.joining import join_sentences, join_steps, questions
from generator.plain.key_messages import key_messages
from generator.plain.moments import moments
from generator.plain.places import place_sentences
from generator.plain.sentence import Sentence
from generator.plain.span import span_sentences
from generator.plain.status import (
    access_sentences,
    cautions,
    full_years,
    is_doubtful,
    status_sentences,
)
from generator.plain.voice import Voice, voice_for
from generator.plain.who import age_sentences, sex_sentences, who_sentences
from generator.plain.wording import Wording
from generator.trial import Trial
from generator.trial.partial_date import PartialDate
from tests.invented import everything

AS_OF = datetime.date(2026, 1, 15)
Say = Callable[[Trial, Voice], Iterable[Sentence]]


@cache
def wording() -> Wording:
    return load_content([]).wording


def trial(**sections: Any) -> Trial:
    number = {"registry_id": "NCT99999999", "brief_title": "Invented"}
    usual = {
        "identification": number,
        "design": {"study_type": "INTERVENTIONAL"},
        "status": {"overall_status": "RECRUITING"},
    }
    return Trial.model_validate({**usual, **sections})


def said(say: Say, one: Trial) -> str:
    return " ".join(sentence.text for sentence in say(one, voice_for(one, wording())))


# --- amounts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("18 Years", "18 years"),
        ("1 Year", "1 year"),
        ("1 Years", "1 year"),
        ("6 Months", "6 months"),
        ("1 Month", "1 month"),
        ("0 Days", "0 days"),
        ("36 Weeks", "36 weeks"),
        ("1200 Hours", "1,200 hours"),
        ("90 Minutes", "90 minutes"),
        (" 2 Weeks ", "2 weeks"),
    ],
)
def test_duration(text: str, expected: str) -> None:
    duration = Duration.parse(text)
    assert duration is not None
    assert say_duration(duration, wording()) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "N/A",
        "18",
        "years",
        "18 years",
        "18  Years",
        "1.5 Years",
        "-1 Years",
        "18 Years old",
        "१८ Years",
        "1234567 Years",
    ],
)
def test_text_that_is_no_duration(text: str) -> None:
    assert Duration.parse(text) is None


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2018-08-06", "6 August 2018"),
        ("2018-08", "August 2018"),
        ("2018", "2018"),
        ("1999-12-31", "31 December 1999"),
        ("2024-02-29", "29 February 2024"),
    ],
)
def test_date(date: str, expected: str) -> None:
    assert say_date(PartialDate.model_validate(date), wording()) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        *((0, "0"), (7, "7"), (999, "999"), (1234, "1,234"), (2500000, "2,500,000")),
        *((-4, "−4"), (10**30, f"1{10 * ',000'}")),
    ],
)
def test_number(number: int, expected: str) -> None:
    assert say_number(number, wording()) == expected


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (["a", "b", "c", "d"], "a, b, c and d"),
        (["a, old", "b", "c"], "a, old; b; and c"),
    ],
)
def test_list(items: list[str], expected: str) -> None:
    assert say_list(items, wording()) == expected


# --- who can take part


@pytest.mark.parametrize(
    ("low", "high", "sentence", "fact"),
    [
        ("18 Years", "65 Years", "People aged 18 to 65 can join.", "18 to 65"),
        ("18 Years", None, "People aged 18 or older can join.", "18 or older"),
        (None, "17 Years", "People aged 17 or younger can join.", "17 or younger"),
        ("6 Months", "24 Months", "People aged 6 to 24 months can join.", "6 to 24 months"),
        ("1 Day", "28 Days", "People aged 1 to 28 days can join.", "1 to 28 days"),
        (
            "6 Months",
            "17 Years",
            "People aged 6 months to 17 years can join.",
            "6 months to 17 years",
        ),
        ("2 Weeks", None, "People aged 2 weeks or older can join.", "2 weeks or older"),
        (None, "1 Hour", "People aged 1 hour or younger can join.", "1 hour or younger"),
        ("N/A", None, "The record gives the lowest age as “N/A”.", ""),
        (
            "18 Years",
            "none",
            "The record gives the lowest age as “18 Years”. "
            "The record gives the highest age as “none”.",
            "",
        ),
        (None, None, "", ""),
    ],
)
def test_ages(low: str | None, high: str | None, sentence: str, fact: str) -> None:
    one = trial(eligibility={"minimum_age": low, "maximum_age": high})
    assert said(age_sentences, one) == sentence
    assert fact_of(one, "Ages") == fact


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        ("NOT_YET_RECRUITING", "People aged 18 or older will be able to join."),
        ("RECRUITING", "People aged 18 or older can join."),
        ("ACTIVE_NOT_RECRUITING", "People aged 18 or older could join."),
        ("COMPLETED", "People aged 18 or older could join."),
        ("SOMETHING_NEW", "People aged 18 or older could join."),
        (None, "People aged 18 or older could join."),
    ],
)
def test_tense_follows_the_status(status: str | None, sentence: str) -> None:
    one = trial(status={"overall_status": status}, eligibility={"minimum_age": "18 Years"})
    assert said(age_sentences, one) == sentence


@pytest.mark.parametrize(
    ("sex", "sentence"),
    [
        ("ALL", "People of any sex can join."),
        ("FEMALE", "Only females can join."),
        ("MALE", "Only males can join."),
        ("BOTH", "The record lists this as “BOTH”. We do not have plain words for it yet."),
        (None, ""),
    ],
)
def test_sex(sex: str | None, sentence: str) -> None:
    assert said(sex_sentences, trial(eligibility={"sex": sex})) == sentence


def test_healthy_volunteers_are_said_only_where_the_record_says_it() -> None:
    texts = [
        said(who_sentences, trial(eligibility={"healthy_volunteers": v}))
        for v in (True, False, None)
    ]
    assert texts == [
        "Healthy volunteers are people who do not have the health problem. They can join.",
        "Healthy volunteers are people who do not have the health problem. "
        "The record says that they cannot join.",
        "",
    ]


# --- where it stands


@pytest.mark.parametrize(
    ("since", "until", "years"),
    [
        ("2022-08-01", "2024-07-31", 1),
        ("2022-08-01", "2024-08-01", 2),
        ("2022-08", "2024-08-30", 1),  # it may have been the last day of August
        ("2022-08", "2024-08-31", 2),
        ("2022", "2024-12-30", 1),
        ("2022", "2024-12-31", 2),
        ("2024-02-29", "2025-02-28", 0),
        ("2027", "2026-01-15", -2),
    ],
)
def test_full_years_that_have_passed_for_certain(since: str, until: str, years: int) -> None:
    assert (
        full_years(PartialDate.model_validate(since), datetime.date.fromisoformat(until)) == years
    )


STALE = "That is more than 2 years ago."
PASSED = "The planned end date, December 2025, has passed."
ASK = "Ask before you make plans."
OLD = "Our copy of this record is from 1 May 2025. The status may have changed since."


@pytest.mark.parametrize(
    ("status", "verified", "end", "copied", "expected"),
    [
        ("RECRUITING", "2025-06", "2027", None, ""),
        ("RECRUITING", "2024-01-15", "2027", None, f"{STALE} {ASK}"),
        ("RECRUITING", "2024-01-16", "2027", None, ""),
        ("RECRUITING", "2024-01", "2027", None, ""),
        ("RECRUITING", "2025-06", "2025-12", None, f"{PASSED} {ASK}"),
        ("RECRUITING", "2025-06", "2026-01", None, ""),
        ("RECRUITING", "2025-06", "2026-01-15", None, ""),
        ("RECRUITING", "2023-12", "2025-12", None, f"{STALE} {PASSED} {ASK}"),
        ("RECRUITING", "2025-04", "2027", "2025-05-01", f"{OLD} {ASK}"),
        ("RECRUITING", "2025-04", "2027", "2025-12-01", ""),
        ("NOT_YET_RECRUITING", "2023-12", None, None, f"{STALE} {ASK}"),
        ("ACTIVE_NOT_RECRUITING", "2023-12", None, None, STALE),
        ("SUSPENDED", "2023-12", "2025-12", None, f"{STALE} {PASSED}"),
        ("UNKNOWN", "2019-01", "2025-12", None, f"{PASSED} {ASK}"),
        ("COMPLETED", "2015-01", "2025-12", "2025-05-01", ""),
        ("WITHDRAWN", "2015-01", "2025-12", None, ""),
        ("RECRUITING", None, None, None, ""),
        (None, "2015-01", "2025-12", None, ""),
    ],
)
def test_cautions_as_of_15_january_2026(
    status: str | None, verified: str | None, end: str | None, copied: str | None, expected: str
) -> None:
    one = trial(
        status={"overall_status": status, "status_verified_date": verified, "completion_date": end},
        derived={"misc_info": {"version_holder": copied}},
    )
    assert said(lambda t, v: cautions(t, v, AS_OF), one) == expected
    doubtful = is_doubtful(one, voice_for(one, wording()), AS_OF)
    assert doubtful is (expected != "" or status == "UNKNOWN")


def test_status_names_the_day_or_the_month_of_the_last_check() -> None:
    texts = [
        said(
            lambda t, v: status_sentences(t, v, AS_OF),
            trial(status={"overall_status": "COMPLETED", "status_verified_date": day}),
        )
        for day in ("2025-06-02", "2025-06", None)
    ]
    first = "This trial has finished. No one is being treated or checked in it now."
    assert texts == [
        f"{first} The trial team last checked this record on 2 June 2025.",
        f"{first} The trial team last checked this record in June 2025.",
        first,
    ]


def test_status_that_nobody_knows_yet_is_shown_as_it_is() -> None:
    one = trial(status={"overall_status": "ON_HOLIDAY"})
    assert said(lambda t, v: status_sentences(t, v, AS_OF), one) == (
        "The record lists this as “ON_HOLIDAY”. We do not have plain words for it yet."
    )
    assert said(lambda t, v: join_sentences(t, v, doubtful=False), one).startswith("We do not know")


def test_access_is_said_only_where_there_is_any() -> None:
    none = trial(
        status={"expanded_access": {"has_expanded_access": False}, "delayed_posting": False}
    )
    assert said(access_sentences, none) == ""


# --- what happens


@pytest.mark.parametrize(
    ("phases", "expected"),
    [
        (["PHASE1"], "This is a phase 1 trial."),
        (["PHASE1", "PHASE2"], "This trial joins phase 1 and phase 2."),
        (["PHASE2", "PHASE3"], "This trial joins phase 2 and phase 3."),
        (["NA"], "The record says that phases do not apply to this trial."),
        (["PHASE2", "PHASE4"], "This is a phase 2 trial."),
        (["PHASE9"], "The record lists this as “PHASE9”."),
    ],
)
def test_phases(phases: list[str], expected: str) -> None:
    one = trial(design={"phases": phases})
    text = said(kind_sentences, one).replace("This study", "This trial").replace("study.", "trial.")
    assert text.startswith(expected)
    assert ("phase 4" in text) is ("PHASE4" in phases)


@pytest.mark.parametrize(
    ("kind", "noun"),
    [
        ("INTERVENTIONAL", "trial"),
        ("OBSERVATIONAL", "study"),
        ("EXPANDED_ACCESS", "program"),
        ("NEW", "study"),
        (None, "study"),
    ],
)
def test_noun_follows_the_kind_of_study(kind: str | None, noun: str) -> None:
    one = trial(design={"study_type": kind})
    assert said(
        lambda t, v: join_sentences(t, v, doubtful=False),
        trial(design={"study_type": kind}, status={"overall_status": "SUSPENDED"}),
    ).startswith(f"This {noun} ")
    assert voice_for(one, wording()).words["trial"] == noun


def design(arms: int = 0, **info: Any) -> Trial:
    labels = [{"label": f"Group {n}"} for n in range(arms)]
    kind = {"study_type": "INTERVENTIONAL", "design_info": info}
    return trial(design=kind, arms_interventions={"arms": labels})


@pytest.mark.parametrize(
    ("arms", "allocation", "model", "expected"),
    [
        (2, "RANDOMIZED", "PARALLEL", ["There are 2 groups.", "by chance", "one group each"]),
        (3, "NON_RANDOMIZED", None, ["There are 3 groups.", "not by chance"]),
        (2, "NA", None, ["There are 2 groups.", "sorting into groups does not apply"]),
        (1, "NA", None, ["one group, so no one"]),
        (1, "NA", "SINGLE_GROUP", ["There is one group."]),
        (2, None, "SINGLE_GROUP", ["There are 2 groups.", "also says that there is 1 group"]),
        (0, None, "SINGLE_GROUP", ["There is one group."]),
        (0, None, None, []),
    ],
)
def test_groups(arms: int, allocation: str | None, model: str | None, expected: list[str]) -> None:
    text = said(group_sentences, design(arms, allocation=allocation, intervention_model=model))
    assert [part for part in expected if part not in text] == []
    assert bool(text) is bool(expected)


@pytest.mark.parametrize(
    ("level", "roles", "expected"),
    [
        ("NONE", [], "The treatments are not hidden from anyone."),
        (
            "DOUBLE",
            ["PARTICIPANT", "INVESTIGATOR"],
            "Some people are not told who gets which treatment. This means the people taking",
        ),
        (
            "NONE",
            ["PARTICIPANT"],
            "The treatments are not hidden from anyone. This is called open label. The people"
            " taking part are not told who gets which treatment. The record says both. Ask the",
        ),
        ("SINGLE", ["PARTICIPANT", "INVESTIGATOR"], "One"),
        ("QUADRUPLE", [], "Four"),
        (None, ["OUTCOMES_ASSESSOR"], "The people who check results are not told"),
        ("SINGLE", ["SOMEONE"], "“SOMEONE” are not told"),
        (None, [], ""),
    ],
)
def test_who_does_not_know(level: str | None, roles: list[str], expected: str) -> None:
    text = said(masking_sentences, design(masking={"masking": level, "who_masked": roles}))
    assert text.startswith(expected)
    assert bool(text) is bool(expected)


@pytest.mark.parametrize(
    ("count", "kind", "status", "expected"),
    [
        (70, "ESTIMATED", "RECRUITING", "The plan is to have 70 people in the trial."),
        (1, "ESTIMATED", "RECRUITING", "The plan is to have 1 person in the trial."),
        (1234, "ACTUAL", "COMPLETED", "1,234 people joined the trial."),
        (1, "ACTUAL", "COMPLETED", "1 person joined the trial."),
        (0, "ACTUAL", "WITHDRAWN", "No one joined the trial."),
        (
            50,
            None,
            "COMPLETED",
            "The record gives the number 50. It does not say if so many were planned or joined.",
        ),
        (
            70,
            "ESTIMATED",
            "COMPLETED",
            "The plan was to have 70 people in the trial. The record does not say how many joined.",
        ),
        (-4, "ACTUAL", "COMPLETED", "The record gives the number of people as −4."),
        (-4, "ESTIMATED", "COMPLETED", "The record gives the number of people as −4."),
        (None, "ACTUAL", "COMPLETED", ""),
    ],
)
def test_number_of_people(count: int | None, kind: str | None, status: str, expected: str) -> None:
    enrollment = {"study_type": "INTERVENTIONAL", "enrollment": {"count": count, "kind": kind}}
    assert (
        said(size_sentences, trial(design=enrollment, status={"overall_status": status}))
        == expected
    )


@pytest.mark.parametrize(
    ("duration", "expected"),
    [
        ("2 Years", "Each person is followed for 2 years."),
        ("a while", "Each person is followed for “a while”."),
    ],
)
def test_how_long(duration: str, expected: str) -> None:
    assert said(size_sentences, trial(design={"target_duration": duration})) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2019-09-01", "2020-09-30", "13 months"),
        ("2023-08-24", "2026-01-01", "2 years and 4 months"),
        ("2019-02-14", "2019-04-05", "2 months"),
        ("2019-01-01", "2020-01-01", "12 months"),
        ("2019-01-31", "2019-02-28", "1 month"),
        ("2019-01-31", "2019-02-01", None),
        ("2019-01", "2019-02", "1 month"),
        ("2019-01-31", "2019-02", "1 month"),
        ("2019", "2020", None),
        ("2020-03-01", "2019-03-01", None),
    ],
)
def test_time_from_start_to_end_is_the_nearest_month(
    start: str, end: str, expected: str | None
) -> None:
    dates = {"start_date": {"date": start}, "completion_date": {"date": end}}
    status = {"overall_status": "COMPLETED"} | dates
    text = said(lambda one, voice: span_sentences(one, voice, AS_OF), trial(status=status))
    assert ("that is about" in text) is (expected is not None)
    assert expected is None or text.endswith(f"that is about {expected}.")


def test_day_of_the_page_is_no_part_of_a_line_whose_end_is_reached() -> None:
    start, end = {"date": "2006-08"}, {"date": "2008-02", "type": "ACTUAL"}
    for kind, forms in (("ACTUAL", ["given", "past"]), ("ESTIMATED", ["given", "was", "now"])):
        dates = {"start_date": start, "completion_date": {**end, "type": kind}}
        one = trial(status={"overall_status": "COMPLETED"} | dates)
        found = moments(one, voice_for(one, wording()), AS_OF)
        assert [moment.form for moment in found] == forms


# --- where, and how to take part


def places(*values: tuple[str | None, str | None]) -> Trial:
    return trial(contacts_locations={"locations": [{"country": c, "status": s} for c, s in values]})


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (places(), ""),
        (places(("Chile", None)), "The record lists 1 place. The country is Chile."),
        (
            places(("Chile", None), ("Chile", None)),
            "The record lists 2 places. All of them are in 1 country: Chile.",
        ),
        (
            places(("Chile", None), ("Peru", None)),
            "The record lists 2 places. They are in 2 countries: Chile and Peru.",
        ),
        (places((None, None)), "The record lists 1 place."),
        (
            places((None, "RECRUITING")),
            "The record lists 1 place. That place is looking for people.",
        ),
        (
            places((None, "RECRUITING"), (None, "COMPLETED"), (None, None)),
            "The record lists 3 places. 1 of 3 places is looking for people.",
        ),
        (
            places((None, "RECRUITING"), (None, "ENROLLING_BY_INVITATION")),
            "The record lists 2 places. All of these places are looking for people.",
        ),
        (
            places((None, "WITHDRAWN")),
            "The record lists 1 place. That place is not listed as looking for people.",
        ),
        (
            places((None, "WITHDRAWN"), (None, None)),
            "The record lists 2 places. None of these places is listed as looking for people.",
        ),
    ],
)
def test_places(one: Trial, expected: str) -> None:
    assert said(lambda t, v: place_sentences(t, v, doubtful=False), one) == expected


@pytest.mark.parametrize(
    ("status", "asks"),
    [
        ("RECRUITING", True),
        ("NOT_YET_RECRUITING", True),
        ("SUSPENDED", True),
        ("UNKNOWN", True),
        ("AVAILABLE", True),
        ("COMPLETED", False),
        ("WITHDRAWN", False),
        ("ACTIVE_NOT_RECRUITING", False),
        ("SOMETHING_NEW", False),
    ],
)
def test_steps_are_given_while_there_is_anything_to_ask(status: str, asks: bool) -> None:
    assert bool(said(join_steps, trial(status={"overall_status": status}))) is asks


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("RECRUITING", "We do not know if this trial takes people now."),
        ("ACTIVE_NOT_RECRUITING", "When last confirmed, this trial took no new people."),
    ],
)
def test_trial_that_took_no_new_people_is_not_said_to_take_some(last: str, expected: str) -> None:
    one = trial(status={"overall_status": "UNKNOWN", "last_known_status": last})
    text = said(lambda *of: join_sentences(*of, doubtful=True), one)
    assert text == f"{expected} Ask before you make plans."


def test_step_names_the_contact_only_if_there_is_one() -> None:
    alone = said(join_steps, trial())
    contacts = {"locations": [{"contacts": [{"name": "A"}]}]}
    helped = said(join_steps, trial(contacts_locations=contacts))
    assert "does not list anyone to contact" in alone
    assert "Contact the team. Give them the registration number: NCT99999999." in helped


# --- in short, and what the record does not say


def things(*names: str) -> dict[str, Any]:
    return {"interventions": [{"type": "DRUG", "name": name} for name in names]}


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["A"], "This trial looks at A (drug)."),
        (["A", "B", "C"], "This trial looks at A (drug), B (drug) and C (drug)."),
        (["A", "B", "C", "D", "E"], "This trial looks at A (drug), B (drug), C (drug) and 2 more."),
        (["A", "A"], "This trial looks at A (drug)."),
        (
            ["Laboratory Biomarker Analysis", "A"],
            "This trial looks at A (drug) and Laboratory Biomarker Analysis.",
        ),
        (
            ["A", "Nothing is given. Tea was drunk.", "B"],
            "This trial looks at A (drug) and B (drug).",
        ),
        (
            ["A, red", "B", "C", "D", "E"],
            "This trial looks at A, red (drug); B (drug); C (drug); and 2 more.",
        ),
    ],
)
def test_first_message_names_what_is_tested(names: list[str], expected: str) -> None:
    one = trial(arms_interventions=things(*names))
    assert key_messages(one, voice_for(one, wording()), AS_OF)[0].text == expected


def test_sentence_in_the_place_of_a_name_is_never_part_of_ours() -> None:
    told = things("There is no treatment. Sleep was measured.")
    one = trial(design={"study_type": "OBSERVATIONAL"}, arms_interventions=told)
    first = key_messages(one, voice_for(one, wording()), AS_OF)[0]
    assert (
        first.text
        == "This study looks at what happens to people, without choosing their treatment."
    )
    two = trial(arms_interventions=told)
    assert "Sleep" not in said(lambda *of: key_messages(*of, AS_OF), two)


def test_messages_are_three_at_most() -> None:
    one = everything().trial
    assert len(key_messages(one, voice_for(one, wording()), AS_OF)) == 3


GAPS = [gap for gap in wording().gaps if gap.fields]


@pytest.mark.parametrize("gap", GAPS, ids=lambda gap: gap.rule)
def test_gap_is_asked_about_only_where_the_record_is_silent(gap: Any) -> None:
    """Take a field out of the full record, and its question appears; put it back, and it goes."""
    full = everything().trial
    assert gap.rule not in _asked(full)
    silent = full
    for path in gap.fields:
        silent = _without(silent, path.split("."))
    assert gap.rule in _asked(silent)


def test_words_that_people_wrote_close_a_gap() -> None:
    one = everything().trial
    some = questions(one, voice_for(one, wording()), {"risks", "benefits"})
    asked = {question.ask.rule.rpartition(".")[0] for question in (*some.gaps, *some.asks)}
    assert not asked & {"gap.risks", "gap.benefits"}
    assert {"gap.risks", "gap.benefits"} <= _asked(one)


@pytest.mark.parametrize(
    ("text", "sources", "rule"),
    [
        ("", ("a",), "r"),
        (" ", ("a",), "r"),
        ("A.", (), "r"),
        ("A.", ("",), "r"),
        ("A.", ("a",), ""),
    ],
)
def test_sentence_without_text_source_or_rule_is_refused(
    text: str, sources: tuple[str, ...], rule: str
) -> None:
    with pytest.raises(ValueError, match="needs text, a source and a rule"):
        Sentence(text, sources, rule)


def _asked(one: Trial) -> set[str]:
    some = questions(one, voice_for(one, wording()), ())
    return {question.ask.rule.rpartition(".")[0] for question in (*some.gaps, *some.asks)}


def _without(part: Any, names: list[str]) -> Any:
    """Return a trial, or a part of one, with nothing at a path, wherever lists lie on the way."""
    if isinstance(part, tuple):
        return tuple(_without(item, names) for item in part)
    first, rest = names[0], names[1:]
    value = getattr(part, first)
    if rest:
        return part.model_copy(update={first: _without(value, rest)})
    return part.model_copy(update={first: () if isinstance(value, tuple) else None})


def fact_of(one: Trial, label: str) -> str:
    """Return what stands beside a label under "At a glance", or nothing."""
    facts = glance(one, voice_for(one, wording()), Quotes(one))
    found = [value for fact in facts if fact.label == label for value in fact.values]
    return found[0].text if found else ""
