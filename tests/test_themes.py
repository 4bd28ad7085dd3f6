"""What rules are about: marks that are right, that move nothing, and anchors that are unique."""

import datetime
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.build import trial_page
from generator.content import Content, load_content
from generator.pages.markdown import page_html
from generator.pages.view import trial_view
from generator.pages.view.who import Criterion, WhoView
from generator.plain.themes import themes_from
from generator.plain.wording import WordingError
from generator.records import Form, Record
from generator.records.record import Place
from generator.trial import Trial
from tests.conftest import REPOSITORY
from tests.reading import read_page

AS_OF = datetime.date(2026, 1, 1)
CONTENT = load_content([])
CASES = yaml.safe_load((REPOSITORY / "tests/cases/themes/cases.yml").read_text(encoding="utf-8"))
# Words that a rule about pregnancy cannot do without: none of them may be missed.
ABOUT_PREGNANCY = re.compile(
    r"pregnan|breast.?feed|lactat|contracep|child.?bearing|birth.control", re.IGNORECASE
)
PREGNANCY = "Pregnancy and birth control"
LONG = """\
Inclusion Criteria:

* Age 18 or more
* One of these:
  * a heart attack
  * a stroke
* OR
* Likes tea

Exclusion Criteria:

Part A only:

* Pregnant
* Takes part in another trial

All of the parts:

* Pregnant
* Allergy to tea
* Cannot give consent
"""


def record_of(criteria: str, title: str = "T") -> Record:
    trial = Trial.model_validate(
        {
            "identification": {"registry_id": "T-1", "brief_title": title},
            "status": {"overall_status": "RECRUITING"},
            "eligibility": {"eligibility_criteria": criteria},
        }
    )
    return Record(trial, Form.NATIVE, Place("t.yml"), b"")


def who(criteria: str, content: Content = CONTENT) -> WhoView:
    return trial_view(record_of(criteria), content.wording, AS_OF, content.themes).who


def lines_of(view: WhoView) -> Iterator[Criterion]:
    def walk(lines: tuple[Criterion, ...]) -> Iterator[Criterion]:
        for line in lines:
            yield line
            yield from walk(line.below)

    for section in view.criteria:
        yield from walk(section.lines)


def words_of(line: Criterion) -> str:
    own = line.quote.text if line.quote else ""
    return " ".join([own, *map(words_of, line.below)]).strip()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["rule"][:50] or "nothing")
def test_rule_names_just_these_themes(case: dict[str, Any]) -> None:
    assert sorted(CONTENT.themes.of(case["rule"])) == sorted(case["themes"])


def test_each_theme_has_a_case() -> None:
    assert {theme for case in CASES for theme in case["themes"]} == set(CONTENT.themes.labels)


def test_each_rule_has_an_anchor_and_what_is_below_it_has_none() -> None:
    rules = {line.rule.anchor: words_of(line) for line in lines_of(who(LONG)) if line.rule}
    assert rules == {
        "rule--1": "Age 18 or more",
        "rule--2": "One of these: a heart attack a stroke",
        "rule--3": "Likes tea",
        "rule--4": "Pregnant",
        "rule--5": "Takes part in another trial",
        "rule--6": "Pregnant",
        "rule--7": "Allergy to tea",
        "rule--8": "Cannot give consent",
    }


def test_jumps_lead_to_all_rules_of_a_theme_in_order() -> None:
    jumps = {jump.label: jump.anchors for jump in who(LONG).jumps}
    assert jumps[PREGNANCY] == ("rule--4", "rule--6")
    assert jumps["Heart and blood pressure"] == ("rule--2",)
    assert list(jumps) == [label for label in CONTENT.themes.labels if label in jumps]


@pytest.mark.parametrize("count", [6, 7])
def test_a_few_rules_have_no_jumps(count: int) -> None:
    rules = ["Pregnant", "Age 18", *["Likes tea"] * (count - 2)]
    assert bool(who("Inclusion Criteria:\n\n" + "\n".join(f"* {r}" for r in rules)).jumps) == (
        count > 6
    )


def test_one_theme_alone_has_no_jumps() -> None:
    assert not who("Inclusion Criteria:\n\n" + "* Pregnant\n" * 9).jumps


def test_key_follows_the_words_and_the_list_and_not_the_place() -> None:
    def keys(criteria: str) -> list[tuple[str, str]]:
        lines = lines_of(who(criteria))
        return [(words_of(line), line.rule.key) for line in lines if line.rule]

    before = keys("Inclusion Criteria:\n\n* Tea\n* Milk\n\nExclusion Criteria:\n\n* Milk\n")
    after = keys("Inclusion Criteria:\n\n* Jam\n* Milk\n* Milk\n\nExclusion Criteria:\n\n* Milk\n")
    assert [before[1], before[2]] == [after[1], after[3]]
    assert len({key for _, key in before} | {key for _, key in after}) == 5


@given(
    st.lists(
        st.one_of(
            st.sampled_from(LONG.split("\n")),
            st.sampled_from(["  * nested", "a) one b) two", "OR", "Note: x", "* ", "***", ""]),
            st.text(max_size=30),
        ),
        max_size=25,
    )
)
def test_marks_move_nothing_and_no_rule_lies_in_another(lines: list[str]) -> None:
    """I8: with themes and without, the same lines stand at the same places."""
    criteria = "\n".join(lines)
    with_themes = who(criteria)
    without = trial_view(record_of(criteria), CONTENT.wording, AS_OF).who
    told = [(words_of(line), line.rule and line.rule.anchor) for line in lines_of(with_themes)]
    assert told == [(words_of(line), line.rule and line.rule.anchor) for line in lines_of(without)]
    rules = [line for line in lines_of(with_themes) if line.rule]
    anchors = [line.rule.anchor for line in rules if line.rule]
    assert anchors == [f"rule--{n}" for n in range(1, len(rules) + 1)]
    assert len({line.rule.key for line in rules if line.rule}) == len(rules)
    inside = [below for rule in rules for kid in rule.below for below in _with_kids(kid)]
    assert not [line for line in inside if line.rule]
    assert {anchor for jump in with_themes.jumps for anchor in jump.anchors} <= set(anchors)
    pairs = [(line.rule.themes, line.rule.anchor) for line in rules if line.rule]
    marked = {(theme, anchor) for themes, anchor in pairs for theme in themes}
    jumped = {(jump.label, anchor) for jump in with_themes.jumps for anchor in jump.anchors}
    assert jumped in (marked, set())


def _with_kids(line: Criterion) -> Iterator[Criterion]:
    yield line
    for kid in line.below:
        yield from _with_kids(kid)


@pytest.mark.parametrize("title", ["Rule 1", "rule--1", "Rule - 1"])
def test_ids_of_a_page_are_unique_whatever_the_title_is(title: str) -> None:
    criteria = f"{title}\n\n{LONG}"
    markdown = trial_page(record_of(criteria, title), CONTENT, AS_OF).markdown
    page = read_page(page_html(markdown, str).html)
    ids = [tag.attributes["id"] for tag in page.tags if "id" in tag.attributes]
    links = [tag.attributes["href"] for tag in page.tags if tag.name == "a"]
    jumps = [link[1:] for link in links if link.startswith("#rule")]
    assert len(ids) == len(set(ids))
    assert jumps
    assert set(jumps) <= set(ids)


@pytest.mark.parametrize(
    ("status", "offered"), [("RECRUITING", True), ("COMPLETED", False), ("WITHDRAWN", False)]
)
def test_self_check_is_offered_only_where_one_may_join(status: str, offered: bool) -> None:
    record = record_of(LONG)
    tree = {**record.trial.model_dump(exclude_none=True), "status": {"overall_status": status}}
    other = Record(Trial.model_validate(tree), Form.NATIVE, Place("t.yml"), b"")
    assert ('class="pt-check"' in trial_page(other, CONTENT, AS_OF).markdown) == offered


@pytest.mark.parametrize("criteria", ["", " \n ", "* \n* ", "***"])
def test_nothing_to_mark_offers_no_self_check(criteria: str) -> None:
    assert 'class="pt-check"' not in trial_page(record_of(criteria), CONTENT, AS_OF).markdown


@pytest.mark.parametrize(
    ("tree", "message"),
    [
        ({"themes": [{"label": "A", "words": ["abc*"]}]}, "at least 4 letters"),
        ({"themes": [{"label": "A", "words": ["-- *"]}]}, "has no letters"),
        ({"themes": [{"label": "A", "words": [False]}]}, "put them in quotes"),
        (
            {"themes": [{"label": "A", "words": ["x"]}, {"label": "A", "words": []}]},
            "is called 'A'",
        ),
        ({"themes": [{"label": "A", "words": ["x"], "unless": ["B"]}]}, "no other theme 'B'"),
        ({"themes": [{"label": "A", "words": ["x"], "unless": ["A"]}]}, "no other theme 'A'"),
        ({"themes": [{"label": "A", "words": ["x"], "unless": "B"}]}, "expected a list"),
        ({"themes": [{"label": "A", "words": ["Tea cup"]}], "ignore": ["tea-cup"]}, "'ignore'"),
    ],
)
def test_theme_that_finds_nothing_or_all_is_refused(tree: Any, message: str) -> None:
    with pytest.raises(WordingError, match=re.escape(message)):
        themes_from(tree)


def test_own_themes_take_the_place_of_ours(tmp_path: Path) -> None:
    (tmp_path / "themes.yml").write_text("themes:\n  - label: Tea\n    words: [tea, marmal*]\n")
    content = load_content([tmp_path])
    assert content.themes.of("Likes marmalade. Pregnant.") == ("Tea",)
    (tmp_path / "themes.yml").write_text("themes:\n  - label: Tea\n")
    with pytest.raises(WordingError, match=r"themes\.yml: malformed entry: KeyError\('words'\)"):
        load_content([tmp_path])


def criteria_of(shared_data: Path, step: int) -> Iterator[str]:
    with gzip.open(shared_data / "ctgov.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % step == 0:
                eligibility = json.loads(line)["protocolSection"]["eligibilityModule"]
                yield eligibility.get("eligibilityCriteria", "")


def test_real_rules_about_pregnancy_are_marked(shared_data: Path) -> None:
    missed, seen = [], 0
    for criteria in criteria_of(shared_data, 6):
        for one in lines_of(who(criteria)):
            if one.rule and ABOUT_PREGNANCY.search(words_of(one)):
                seen += 1
                missed += [] if PREGNANCY in one.rule.themes else [words_of(one)]
    assert seen > 200
    assert not missed


def test_real_rules_say_a_word_of_each_theme_that_marks_them(shared_data: Path) -> None:
    """Asked of the file of themes a second time, one word after the other."""
    tree = yaml.safe_load((REPOSITORY / "templates/themes.yml").read_text(encoding="utf-8"))
    said = {entry["label"]: _any_of(entry["words"]) for entry in tree["themes"]}
    wrong, seen = [], 0
    for criteria in criteria_of(shared_data, 20):
        for one in lines_of(who(criteria)):
            for theme in one.rule.themes if one.rule else ():
                seen += 1
                wrong += [] if said[theme].search(words_of(one)) else [(theme, words_of(one))]
    assert seen > 1000
    assert not wrong


def _any_of(words: list[str]) -> re.Pattern[str]:
    ends = ((word.rstrip("*"), "" if word.endswith("*") else r"(?![^\W_])") for word in words)
    parts = (re.escape(word).replace(r"\ ", r"[\W_]+") + end for word, end in ends)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(parts)})", re.IGNORECASE)
