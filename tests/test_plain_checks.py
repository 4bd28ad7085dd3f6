"""Words people wrote, held against their record: what checks OVL-01 to OVL-07 find."""

import datetime
import gzip
import json
import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content import load_claims
from generator.records import Record
from generator.records.codes import CODES
from generator.records.fit import flat
from generator.records.folder import read
from generator.records.judging import judge, sentences
from generator.records.overlay import PlainWords
from generator.records.quantities import quantities, readable, value_of
from generator.records.signature import differences, signature
from tests.invented import case
from tests.mutations import CHANGES, mutants

CASES = Path(__file__).parent / "cases" / "words"
REPOSITORY = Path(__file__).parent.parent
CLAIMS = load_claims(())
BASE = {"author": "Ana", "written": "2025-01-02"}


def rows(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [line.split(" => ") for line in lines if line and not line.startswith("#")]


def found(**words: object) -> list[tuple[str, str]]:
    """Return code and place of what is wrong with words for the invented trial of dark rooms."""
    record = case("plain-words")
    made = PlainWords.model_validate({**BASE, **words})
    wrong = judge(made, record.trial, record.path, CLAIMS)
    return [(one.code, str(one.steps[0])) for one in wrong]


# F8: what must not get lost -------------------------------------------------------------------


@pytest.mark.parametrize(("source", "plain"), rows("same.txt"))
def test_plain_words_that_say_the_same_have_no_difference(source: str, plain: str) -> None:
    assert [one.message for one in differences(source, plain)] == []


@pytest.mark.parametrize(("source", "plain", "message"), rows("other.txt"))
def test_plain_words_that_say_something_else_are_told(
    source: str, plain: str, message: str
) -> None:
    assert message in [one.message for one in differences(source, plain)]


LEAST = {
    "number_changed": 0.99,
    "negation_dropped": 0.99,
    "negation_added": 0.99,
    "joint_swapped": 0.95,
    "limit_flipped": 0.97,
    "limit_loosened": 0.95,
    "unit_swapped": 0.97,
    "clause_cut": 0.3,
}
"""So many of the changes to real rules must be told. A clause without a number leaves no trace."""


def test_changes_to_real_rules_are_told(shared_data: Path) -> None:
    rng = random.Random(7)  # a fixed seed makes the same changes each time
    made: Counter[str] = Counter()
    told: Counter[str] = Counter()
    for rule in real_rules(shared_data):
        assert not list(differences(rule, rule)), rule
        for name, changed in mutants(rule, rng):
            made[name] += 1
            told[name] += bool(list(differences(rule, changed)))
    assert set(made) == set(CHANGES) == set(LEAST)
    assert min(made.values()) > 25
    assert {n for n in made if told[n] < LEAST[n] * made[n]} == set()


def real_rules(shared_data: Path) -> Iterator[str]:
    with gzip.open(shared_data / "ctgov.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % 40 == 0:
                part = json.loads(line)["protocolSection"].get("eligibilityModule", {})
                for rule in part.get("eligibilityCriteria", "").splitlines():
                    text = flat(re.sub(r"^\s*(?:[*+-]|\d+[.)])\s+", "", rule))
                    if len(text) > 15:
                        yield text


@given(st.text(max_size=80))
def test_any_text_is_the_same_as_itself(text: str) -> None:
    assert list(differences(text, text)) == []
    assert [(one.start <= one.end) for one in quantities(readable(text))].count(False) == 0


@given(st.integers(0, 10**9), st.integers(0, 3))
def test_one_number_has_one_value_however_it_is_written(number: int, zeros: int) -> None:
    plain = value_of(str(number))
    assert value_of(f"{number:,}") == plain
    assert value_of(f"{number}.{'0' * (zeros + 1)}") == plain
    assert value_of("0.5") == value_of(".5") == value_of("0,5") == value_of("0.50")


# OVL codes ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "It starts in April 2026 with 40 people.",
        "Children aged four to ten can join.",
        "There are 2 groups, for 12 weeks. One of them has dark rooms.",
    ],
)
def test_numbers_of_the_record_may_be_said(text: str) -> None:
    assert found(why=text) == []


@pytest.mark.parametrize(
    "text",
    [
        "It starts on 3 April 2026.",
        "It starts in May 2026.",
        "41 people.",
        "Eleven people.",
        "IL-6",
    ],
)
def test_a_number_that_the_record_lacks_is_told(text: str) -> None:
    assert found(why=text) == [("OVL-01", "why")]


@pytest.mark.parametrize(
    "text",
    ["A dark room works.", "It is a breakthrough.", "You should join.", "It is safe.", "It helps."],
)
def test_a_claim_is_told(text: str) -> None:
    assert found(why=text) == [("OVL-04", "why")]


@pytest.mark.parametrize(
    "text",
    ["Does it work?", "It may be safe.", "Nobody knows if it helps.", "Only children can join."],
)
def test_what_is_left_open_is_no_claim(text: str) -> None:
    assert found(why=text) == []


def test_claims_are_known_only_in_their_language() -> None:
    assert found(why="Ein Raum, der works.", language="de") == []
    assert found(why="41 Kinder", language="de") == [("OVL-01", "why")]


def test_an_exception_with_a_reason_lets_words_stand() -> None:
    excuse = {"check": "OVL-01", "text": "41 people", "because": "The team told us."}
    assert found(why="It is for 41 people.", exceptions=[excuse]) == []
    assert found(why="It is for 42 people.", exceptions=[excuse]) == [
        ("OVL-01", "why"),
        ("OVL-05", "exceptions"),
    ]


def test_an_exception_of_another_check_changes_nothing() -> None:
    excuse = {"check": "OVL-04", "text": "41 people", "because": "The team told us."}
    assert ("OVL-01", "why") in found(why="It is for 41 people.", exceptions=[excuse])


def test_sources_must_be_in_the_record_and_have_words() -> None:
    assert found(why="Why.", sources={"why": ["description.brief_summary"]}) == []
    assert found(why="Why.", sources={"why": ["design"]}) == []
    assert found(why="Why.", sources={"why": ["description.brief"]}) == [("OVL-05", "sources")]
    assert found(why="Why.", sources={"why": ["desig"]}) == [("OVL-05", "sources")]
    assert found(why="Why.", sources={"risks": ["design"]}) == [("OVL-05", "sources")]


def test_an_exclusion_is_held_to_its_own_rule() -> None:
    quote = "≥ 2 parasomnia episodes per week"
    wrong = {"quote": quote, "plain": "More than 2 episodes per week"}
    right = {"quote": quote, "plain": "2 or more episodes per week"}
    assert found(criteria=[wrong]) == [("OVL-07", "criteria")]
    assert found(criteria=[right]) == []


def test_every_code_of_plain_words_has_a_case() -> None:
    problems = REPOSITORY / "tests/cases/records/everything-wrong-plain/problems.txt"
    shown = set(re.findall(r"\[(OVL-\d\d)\]", problems.read_text(encoding="utf-8")))
    assert shown | {"OVL-06"} == {code for code in CODES if code.startswith("OVL")}


def test_our_own_words_have_nothing_wrong() -> None:
    items = list(read([REPOSITORY / "records"], claims=CLAIMS))
    words = [item for item in items if isinstance(item, Record) and item.words]
    assert len(words) >= 2
    assert [str(item) for item in items if not isinstance(item, Record)] == []


def test_sentences_end_where_a_reader_ends_them() -> None:
    assert sentences("Dr. Penn asks. Why? See e.g. this! 2 ways.") == [
        "Dr. Penn asks.",
        "Why?",
        "See e.g. this!",
        "2 ways.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<b>9</b> **not** or [x](y) ≥ " * 3_000,
        "1" * 100_000,
        "1," * 50_000,
        "at least " * 11_000,
        "between 1 and " * 7_000,
        "\u202e\u05d0\u05d1 not 5 " * 9_000,
        "a-1" * 33_000,
        " " * 100_000 + "5",
    ],
    ids=["marks", "digits", "commas", "limits", "ranges", "right to left", "codes", "spaces"],
)
def test_long_words_take_no_time_that_grows_faster_than_they(text: str) -> None:
    start = time.process_time()
    signature(text)
    found(why=text or "x")
    assert time.process_time() - start < 8


def test_the_day_of_a_review_is_a_day() -> None:
    review = {"by": "A", "date": "2025-02-03"}
    made = PlainWords.model_validate({**BASE, "why": "x", "reviewed": review})
    assert made.reviewed
    assert made.reviewed.date == datetime.date(2025, 2, 3)
