"""A sign-off holds as long as neither the words nor the fields they rest on change."""

import datetime
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from generator.build import trial_page
from generator.cli import main
from generator.content import Content, load_content
from generator.problems import Problem
from generator.records import Record
from generator.records.folder import read
from generator.records.overlay import PlainWords, Review
from generator.records.places import read_yaml
from generator.records.signing import SigningError, block, with_block
from generator.records.signoff import Standing, fingerprint, standing
from tests.invented import CASES, case, put

AS_OF = datetime.date(2026, 1, 15)
NAME = "NCT99999908.plain.yml"
REVIEW = Review.model_validate({"by": "Dr Penn", "date": "2025-12-01"})


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content([])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the case whose words are signed."""
    shutil.copytree(CASES / "plain-words", tmp_path / "records")
    return tmp_path / "records"


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def read_one(folder: Path) -> tuple[Record, list[str]]:
    items = list(read([folder], folder))
    (record,) = (item for item in items if isinstance(item, Record))
    return record, [item.code for item in items if isinstance(item, Problem)]


def held(record: Record) -> Standing:
    assert record.words
    return standing(record.words, record.trial, record.path)


def signed_now(words: PlainWords, record: Record) -> str:
    return fingerprint(words, record.trial, record.path, REVIEW)


# What ends a sign-off, and what does not -------------------------------------------------------


def test_the_signed_case_holds(folder: Path) -> None:
    record, codes = read_one(folder)
    assert (held(record), codes) == (Standing.BOUND, [])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Some children walk", "Some Children walk"),
        ("A dark room may help them.", "A dark room may help them!"),
        ("2 times a week or more", "at least 2 times a week"),
        ("How often a child", "How often any child"),
        ("Your child may sleep better.", "Your child may sleep a little better."),
        ('by: "Dr Idris Penn"', "by: Dr Someone Else"),
        ("sleep doctor", "surgeon"),
        ("2025-12-01", "2025-12-31"),
        ("their sleep.\n\n  A dark", "their sleep.\n  A dark"),
        ("author: Mara Quill", "author: Mara Quill\nlanguage: en-GB"),
    ],
)
def test_a_change_of_the_words_ends_it(folder: Path, old: str, new: str) -> None:
    change(folder / NAME, old, new)
    record, codes = read_one(folder)
    assert (held(record), codes) == (Standing.LAPSED, ["OVL-02"])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("attenuation of ambient light", "reduction of ambient light"),
        ("Luminous Exposure", "Light Exposure"),
        ("NOT_YET_RECRUITING", "RECRUITING"),
        ("minimum_age: 4 Years", "minimum_age: 5 Years"),
        ("time_frame: 12 weeks", "time_frame: 13 weeks"),
        ("allocation: NON_RANDOMIZED", "allocation: RANDOMIZED"),
        ("count: 40", "count: 41"),
        ("    Inclusion Criteria:\n\n", "    Exclusion Criteria:\n\n    * A rule\n"),
    ],
)
def test_a_change_of_a_field_they_rest_on_ends_it(folder: Path, old: str, new: str) -> None:
    change(folder / "record.yml", old, new)
    record, _ = read_one(folder)
    assert held(record) is Standing.LAPSED


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (NAME, "author: Mara Quill", "# Checked twice.\nauthor:   Mara Quill  # the writer"),
        (NAME, "Some children walk or", "Some children  walk\n  or"),
        (NAME, "what_happens: |", "what_happens: >-"),
        (NAME, "written: 2025-11-02", "written: 2025-11-03"),
        ("record.yml", "Night office", "Day office"),
        ("record.yml", "status_verified_date: 2025-12", "status_verified_date: 2026-01"),
        ("record.yml", "* Nocturnal epilepsy", "* Nocturnal epilepsy of any kind"),
        ("record.yml", "Dim Light Trust", "Bright Light Trust"),
        ("record.yml", "    * ≥ 2 parasomnia", "    *   ≥ 2   parasomnia"),
    ],
)  # fmt: skip
def test_other_changes_leave_it_as_it_is(folder: Path, file: str, old: str, new: str) -> None:
    change(folder / file, old, new)
    record, _ = read_one(folder)
    assert held(record) is Standing.BOUND


def test_the_order_of_fields_leaves_it_as_it_is(folder: Path) -> None:
    text = (folder / NAME).read_text(encoding="utf-8")
    parts = re.split(r"^(?=\w)", text, flags=re.MULTILINE)
    (folder / NAME).write_text("".join(reversed(parts)), encoding="utf-8")
    record, codes = read_one(folder)
    assert (held(record), codes) == (Standing.BOUND, [])


def test_the_order_of_rules_and_outcomes_leaves_it_as_it_is() -> None:
    record = case("plain-words")
    rules = [{"quote": "Age-appropriate bedtime", "plain": "A bedtime"}]
    rules.append({"quote": "Nocturnal epilepsy", "plain": "Fits at night"})
    base = {"author": "A", "written": "2025-01-02"}
    one, other = (
        PlainWords.model_validate({**base, "criteria": list(order)})
        for order in (rules, rules[::-1])
    )
    assert signed_now(one, record) == signed_now(other, record)


def test_a_way_to_write_the_same_letter_leaves_it_as_it_is() -> None:
    record = case("plain-words")
    base = {"author": "A", "written": "2025-01-02"}
    one, other = (
        PlainWords.model_validate({**base, "why": text}) for text in ("caf\u00e9", "cafe\u0301")
    )
    assert signed_now(one, record) == signed_now(other, record)


@given(st.text(min_size=1, max_size=30).filter(str.strip), st.sampled_from(["\t", "  ", " \n "]))
def test_space_makes_no_difference_and_any_letter_does(text: str, space: str) -> None:
    record = case_of_words()
    base = {"author": "A", "written": "2025-01-02"}
    words = PlainWords.model_validate({**base, "why": f"One {text}"})
    spaced = PlainWords.model_validate({**base, "why": f"One{space}{text}"})
    longer = PlainWords.model_validate({**base, "why": f"One {text}x"})
    assert signed_now(words, record) == signed_now(spaced, record)
    assert signed_now(words, record) != signed_now(longer, record)


RECORDS: dict[str, Record] = {}


def case_of_words() -> Record:
    return RECORDS.setdefault("plain-words", case("plain-words"))


def test_named_sources_take_the_place_of_the_usual_ones() -> None:
    record = case("plain-words")
    base = {"author": "A", "written": "2025-01-02", "risks": "A dark room"}
    own = PlainWords.model_validate({**base, "sources": {"risks": ["design.enrollment"]}})
    usual = PlainWords.model_validate(base)
    fewer = replace(record, trial=put(record.trial, "design.enrollment.count", 7))
    assert signed_now(own, record) != signed_now(own, fewer)
    assert signed_now(usual, record) == signed_now(usual, fewer)


# What the page says ----------------------------------------------------------------------------


def page(folder: Path, content: Content) -> str:
    return trial_page(read_one(folder)[0], content, AS_OF).markdown


def test_each_part_says_who_wrote_and_who_checked(folder: Path, content: Content) -> None:
    text = page(folder, content)
    line = "Written by Mara Quill, 2 November 2025. Checked by Dr Idris Penn (sleep doctor), "
    parts = ("title", "short", "why", "what", "benefits", "risks", "who", "measured", "about")
    assert text.count(f"{line}1 December 2025.") == len(parts)
    assert text.count("Checked, and not changed since.") == len(parts) - 1


def test_a_sign_off_that_lapsed_is_told_and_loses_its_badge(folder: Path, content: Content) -> None:
    change(folder / "record.yml", "count: 40", "count: 41")
    text = page(folder, content)
    assert "Checked, and not changed since" not in text
    assert "The words or the record changed since. Nobody has checked them again." in text
    assert "Dr Idris Penn (sleep doctor) on 1 December 2025" in text


def test_a_check_that_is_not_bound_has_no_badge(folder: Path, content: Content) -> None:
    text = (folder / NAME).read_text(encoding="utf-8")
    (folder / NAME).write_text(re.sub(r"\n  hash: .*", "", text), encoding="utf-8")
    assert read_one(folder)[1] == ["OVL-06"]
    shown = page(folder, content)
    assert "Checked by Dr Idris Penn" in shown
    assert "not changed since" not in shown
    assert "changed since." not in shown


def test_what_we_composed_is_one_step_away(folder: Path, content: Content) -> None:
    text = page(folder, content)
    assert text.index("looks at dark bedrooms") < text.index("<p>This trial will look at")


def test_each_word_that_people_wrote_is_in_the_sentence_map(content: Content) -> None:
    record = case("plain-words")
    files = dict(trial_page(record, content, AS_OF).files)
    rows = [row for row in json.loads(files["sentences.json"]) if row["rule"] == "words"]
    assert record.words
    assert [(row["section"], *row["sources"]) for row in rows] == [
        ("title", "title"),
        ("short", "key_messages[0]"),
        ("short", "key_messages[1]"),
        ("why", "why"),
        ("who", "criteria[0].plain"),
        ("what", "what_happens"),
        ("what", "benefits"),
        ("what", "risks"),
        ("measured", "outcomes[0].plain"),
    ]
    assert rows[3]["text"] == record.words.why


# plaintrials sign ------------------------------------------------------------------------------


def sign(file: Path, *more: str) -> tuple[int, str, str]:
    command = ["sign", str(file), "--records", str(file.parent), "--date", "2026-02-03"]
    done = CliRunner().invoke(main, [*command, "--by", "Ana: #1", *more])
    return done.exit_code, done.stdout, done.stderr


def test_sign_prints_lines_that_hold_once_they_are_in_the_file(folder: Path) -> None:
    code, lines, _ = sign(folder / NAME, "--role", "nurse")
    before = (folder / NAME).read_text(encoding="utf-8")
    assert (code, "Dr Idris Penn" in before) == (0, True)
    (folder / NAME).write_text(before.split("reviewed:")[0] + lines, encoding="utf-8")
    record, codes = read_one(folder)
    assert (held(record), codes) == (Standing.BOUND, [])
    assert record.words
    assert record.words.reviewed
    assert (record.words.reviewed.by, record.words.reviewed.role) == ("Ana: #1", "nurse")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_sign_writes_only_its_own_lines(folder: Path, end: str) -> None:
    text = (folder / NAME).read_text(encoding="utf-8")
    text = "# A comment\n" + text.replace("reviewed:\n", "reviewed:\n  # why\n") + "# The end"
    (folder / NAME).write_bytes(text.replace("\n", end).encode())
    assert sign(folder / NAME, "--write")[0] == 0
    made = (folder / NAME).read_bytes().decode()
    assert made.count("\r\n") == (made.count("\n") if end == "\r\n" else 0)
    old, new = text.split("reviewed:"), made.replace("\r\n", "\n").split("reviewed:")
    assert new[0] == old[0]
    assert re.fullmatch(
        r'\n  by: "Ana: #1"\n  date: 2026-02-03\n  hash: "[0-9a-f]{16}"\n  # why\n# The end', new[1]
    )
    assert held(read_one(folder)[0]) is Standing.BOUND


def test_sign_renews_a_sign_off_that_lapsed(folder: Path) -> None:
    change(folder / "record.yml", "count: 40", "count: 41")
    assert held(read_one(folder)[0]) is Standing.LAPSED
    assert sign(folder / NAME, "--write")[0] == 0
    assert held(read_one(folder)[0]) is Standing.BOUND


def test_sign_refuses_words_that_cannot_be_shown(folder: Path) -> None:
    change(folder / NAME, "for 12 weeks", "for 99 weeks")
    before = (folder / NAME).read_bytes()
    code, out, err = sign(folder / NAME, "--write")
    assert (code, out) == (1, "")
    assert "[OVL-01]" in err
    assert (folder / NAME).read_bytes() == before


def test_sign_refuses_what_is_no_file_of_words(folder: Path, tmp_path: Path) -> None:
    assert "expected a file such as" in sign(folder / "record.yml")[2]
    assert "expected a file, found none" in sign(folder / "NCT00000001.plain.yml")[2]
    (tmp_path / "NCT00000002.plain.yml").write_text("title: x\nauthor: y\nwritten: 2025-01-02\n")
    code, _, err = sign(tmp_path / "NCT00000002.plain.yml")
    assert code == 1
    assert "expected a record of trial NCT00000002" in err


@pytest.mark.parametrize(
    "text",
    ["{author: A, why: x}\n", "author: A\nwhy: x\n...\n", '"reviewed": {by: A}\nwhy: x\n'],
)
def test_a_file_that_lines_cannot_be_put_into_is_left_alone(text: str) -> None:
    with pytest.raises(SigningError, match="paste them yourself"):
        with_block(text, block(REVIEW, "0123456789abcdef"))


@given(
    st.lists(
        st.sampled_from(["why: x", "# note", "", "risks: |\n  reviewed:\n  text"]), unique=True
    ),
    st.text(min_size=1, max_size=20).filter(str.isprintable).filter(str.strip),
)
def test_lines_put_into_any_file_change_nothing_else(parts: list[str], name: str) -> None:
    text = "\n".join(["author: A", *parts, ""])
    review = Review.model_validate({"by": name, "role": name, "date": "2025-01-02"})
    once = with_block(text, block(review, "0123456789abcdef"))
    again = with_block(once, block(REVIEW, "fedcba9876543210"))
    assert once.startswith(text.rstrip("\n"))
    assert read_yaml(once).tree["reviewed"]["by"] == name.strip()
    assert [line for line in again.split("\n") if "reviewed" not in line and line in text] == [
        line for line in once.split("\n") if "reviewed" not in line and line in text
    ]
