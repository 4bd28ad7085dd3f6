"""Results that nobody would post: hostile texts, strange numbers, shapes that do not fit together.

Pages and their parts are built, nothing is lost and nothing else happens; or a problem says what is
wrong, with the path of the field. Never a traceback.
"""

import datetime
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.build import trial_pages
from generator.content import Content, load_content
from generator.pages.markdown import page_html
from generator.pages.view.results.table import letter_of
from generator.problems import Problem
from generator.records import Record
from generator.records.folder import read
from tests.invented import CASES, put
from tests.reading import read_page
from tests.test_hostile import HOSTILE, MARKS, OURS, hostile, letters
from tests.test_ledger import broken_by

AS_OF = datetime.date(2026, 1, 15)
ON_PARTS = {
    "p": {"hidden"},
    "button": {"aria-pressed"},
    "div": {"id"},
    "a": {"href"},
    "table": {"class"},
}
"""Attributes that the pages of parts have besides those of a trial's own page."""
WHOLE = "expected a whole record"
NUMBERS = (
    *(
        "NA",
        "na",
        "<0.001",
        ">99",
        "1e-5",
        "1,234",
        "1.234,5",
        "−3",
        "-3",
        "Inf",
        "-Infinity",
        "NaN",
    ),
    *(
        "0",
        "-0",
        "12.",
        ".5",
        "1/2",
        "50%",
        "٣",
        "5 to 7",
        "~4",
        "0x1F",
        "1_000",
        "9" * 400,
        "",
        " ",
    ),
)
NUMBER_FIELDS = {
    *("value", "spread", "lowerLimit", "upperLimit", "numSubjects", "numUnits", "pValue"),
    *("paramValue", "ciPctValue", "ciLowerLimit", "ciUpperLimit", "dispersionValue"),
    "frequencyThreshold",
}


@pytest.fixture(scope="module")
def plain() -> Content:
    return load_content([])


@pytest.fixture(scope="module")
def marked() -> Content:
    return load_content([], marked=True)


def study() -> dict[str, Any]:
    """Return an invented study with results of every kind, as the registry writes it."""
    whole: dict[str, Any] = json.loads((CASES / "results-outcomes" / "record.json").read_text())
    for name in ("everything", "health-problems"):
        more = json.loads((CASES / name / "record.json").read_text())["resultsSection"]
        for module in more:
            whole["resultsSection"].setdefault(module, more[module])
    return whole


def results_of(whole: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield every object of the results, with the name of each of its fields."""

    def inside(node: Any) -> Iterator[tuple[dict[str, Any], str]]:
        if isinstance(node, dict):
            yield from ((node, name) for name in list(node))
        for one in node.values() if isinstance(node, dict) else node:
            if isinstance(one, (dict, list)):
                yield from inside(one)

    yield from inside(whole["resultsSection"])


def read_one(whole: dict[str, Any], folder: Path) -> list[Record | Problem]:
    path = folder / "record.json"
    path.write_text(json.dumps(whole), encoding="utf-8")
    return list(read([path]))


def pages_of(record: Record, content: Content) -> list[str]:
    """Return the pages of a trial, as a browser gets them."""
    return [page_html(page.markdown, str).html for page in trial_pages(record, content, AS_OF)]


def test_parts_are_tried_too(plain: Content) -> None:
    assert len(pages_of(with_parts("words"), plain)) == 3


@pytest.mark.parametrize("name", HOSTILE)
def test_parts_of_a_hostile_record_have_only_our_tags(name: str, plain: Content) -> None:
    text = HOSTILE[name]
    for html in pages_of(with_parts(text), plain)[1:]:
        page = read_page(re.sub("[\ue000-\ue002]", "\ufffd", html))
        assert not page.faults
        known = {tag: OURS[tag] | ON_PARTS.get(tag, set()) for tag in OURS}
        strange = [
            tag for tag in page.tags if not set(tag.attributes) <= known.get(tag.name, set())
        ]
        assert not strange
        assert not re.search(
            r"(?:href|src)\s*=\s*['\"]?\s*(?:javascript|data|vbscript):", html, re.I
        )
        assert letters(text)[:60] in letters("".join(page.composed.values()))


@pytest.mark.parametrize("name", ["script", "table", "Jinja", "turned text", "one long word"])
def test_parts_of_a_hostile_record_lose_nothing(name: str, plain: Content, marked: Content) -> None:
    assert not set(HOSTILE[name]) & MARKS
    assert not list(broken_by([with_parts(HOSTILE[name])], marked, plain))


def with_parts(text: str) -> Record:
    """Return a record with a text in every field, and with a page for each of its parts."""
    record = hostile(text)
    trial = record.trial
    assert trial.results is not None
    outcomes = trial.results.outcome_measures.outcomes
    events = trial.results.adverse_events.other_events
    trial = put(trial, "results.outcome_measures.outcomes", (*outcomes, *outcomes[:1] * 20))
    trial = put(trial, "results.adverse_events.other_events", (*events, *events[:1] * 10))
    return replace(record, trial=trial)


@pytest.mark.parametrize("text", NUMBERS)
def test_strange_numbers_are_shown_as_they_are(
    text: str, plain: Content, marked: Content, tmp_path: Path
) -> None:
    whole = study()
    for node, name in results_of(whole):
        if name in NUMBER_FIELDS:
            node[name] = text
    [record] = read_one(whole, tmp_path)
    assert isinstance(record, Record)
    assert not list(broken_by([record], marked, plain))
    shown = " ".join(pages_of(record, plain))
    if text.strip() and text != "NA":
        escaped = text.replace("<", "&#60;").replace(">", "&#62;")
        assert escaped in shown or escaped.replace("-", "−") in shown


@pytest.mark.parametrize("value", [-1, 0, 10**15, 10**30])
def test_strange_counts_are_shown_as_they_are(
    value: int, plain: Content, marked: Content, tmp_path: Path
) -> None:
    """Counts below 0, of nobody, and of more people than there were."""
    for names in (("numAffected",), ("numAtRisk",), ("numAffected", "numAtRisk", "numEvents")):
        whole = study()
        for node, name in results_of(whole):
            if name.endswith(tuple(one[3:] for one in names)) and isinstance(node[name], int):
                node[name] = value
        [record] = read_one(whole, tmp_path)
        assert isinstance(record, Record)
        assert not list(broken_by([record], marked, plain))
        shown = pages_of(record, plain)[0]
        assert not re.search(r"\((?:1\d\d\d+|1[1-9]\d|10[1-9]|−\d+|-\d+)(?:\.\d)?%\)", shown)


@pytest.mark.parametrize("value", ["many", 1.5, [3], {"n": 3}])
def test_counts_that_are_no_counts_are_problems_with_their_field(
    value: Any, tmp_path: Path
) -> None:
    whole = study()
    whole["resultsSection"]["adverseEventsModule"]["eventGroups"][0]["seriousNumAffected"] = value
    found = read_one(whole, tmp_path)
    assert [
        one.field
        for one in found
        if isinstance(one, Problem) and one.field.endswith("eventGroups[0].seriousNumAffected")
    ]


def outcome_of(whole: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = whole["resultsSection"]["outcomeMeasuresModule"]["outcomeMeasures"][0]
    return found


def many_groups(whole: dict[str, Any]) -> None:
    outcome = outcome_of(whole)
    ids = [f"OG{number:03}" for number in range(500)]
    outcome["groups"] = [{"id": one, "title": f"Group of {one}"} for one in ids]
    numbers = [{"groupId": one, "value": str(place)} for place, one in enumerate(ids)]
    outcome["classes"] = [{"categories": [{"measurements": numbers}]}]
    outcome["denoms"] = [{"units": "Participants", "counts": numbers}]


def test_500_groups_are_500_columns(plain: Content, tmp_path: Path) -> None:
    whole = study()
    many_groups(whole)
    [record] = read_one(whole, tmp_path)
    assert isinstance(record, Record)
    shown = " ".join(pages_of(record, plain))
    heads = re.findall(r'<th scope="col">([A-Z]{1,2})</th>', shown)
    # Other tables of the page have a few letters of their own.
    assert heads[heads.index("C") - 2 : heads.index("SF") + 1] == [letter_of(n) for n in range(500)]
    assert re.findall(r"Group of (OG\d+)</dd>", shown) == [f"OG{n:03}" for n in range(500)]
    [row] = re.findall(r'<th scope="row">Number of people</th>(.*?)</tr>', shown)[:1]
    numbers = re.findall(r"<td>(\d+)", row)
    assert numbers == [str(number) for number in range(500)]


def same_ids(whole: dict[str, Any]) -> None:
    for node, name in results_of(whole):
        if name in ("groups", "eventGroups") and isinstance(node[name], list):
            for group in node[name]:
                group["id"] = "SAME"
        if name == "groupId":
            node[name] = "SAME"


def unknown_ids(whole: dict[str, Any]) -> None:
    for node, name in results_of(whole):
        if name == "groupId":
            node[name] = "NOBODY"


def without_times(whole: dict[str, Any]) -> None:
    for node, name in results_of(whole):
        if name == "timeFrame":
            del node[name]


def without_names(whole: dict[str, Any]) -> None:
    for node, name in results_of(whole):
        if name in ("title", "term", "type"):
            node[name] = ""


def events_without_names(whole: dict[str, Any]) -> None:
    """So many that they have a page of their own."""
    events = whole["resultsSection"]["adverseEventsModule"]
    events["otherEvents"] = [{**event, "term": " "} for event in events["otherEvents"] * 11]


def empty_lists(whole: dict[str, Any]) -> None:
    for node, name in results_of(whole):
        if isinstance(node.get(name), list):
            node[name] = []


def nothing(whole: dict[str, Any]) -> None:
    for node, name in results_of(whole):
        if isinstance(node.get(name), list):
            node[name] = None


def long_titles(whole: dict[str, Any]) -> None:
    for node, name in results_of(whole):
        if name == "title":
            node[name] = "word " * 2_000


@pytest.mark.parametrize(
    "change",
    [
        same_ids,
        unknown_ids,
        without_times,
        without_names,
        events_without_names,
        empty_lists,
        long_titles,
    ],
)
def test_shapes_that_do_not_fit_lose_nothing(
    change: Callable[[dict[str, Any]], None], plain: Content, marked: Content, tmp_path: Path
) -> None:
    whole = study()
    change(whole)
    [record] = read_one(whole, tmp_path)
    assert isinstance(record, Record)
    assert not list(broken_by([record], marked, plain))


def test_lists_that_are_null_are_pages_or_problems(plain: Content, tmp_path: Path) -> None:
    whole = study()
    nothing(whole)
    assert_pages_or_problems(whole, plain, tmp_path)


def paths_of(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if not isinstance(node, (dict, list)):
        return
    for key, one in node.items() if isinstance(node, dict) else enumerate(node):
        yield (*path, key)
        yield from paths_of(one, (*path, key))


PATHS = sorted(paths_of(study()["resultsSection"]), key=str)
OTHERS: st.SearchStrategy[Any] = st.sampled_from(
    [None, [], {}, [[]], [None], [{}], "", "text", "7", "-7", "NA", 0, -1, 7, 1.5, True]
)
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(PATHS),
        st.one_of(st.just("drop"), st.just("twice"), OTHERS.map(lambda one: ("put", one))),
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=CHANGES)
def test_any_shape_is_a_page_or_a_problem(
    changes: list[Any], plain: Content, tmp_path: Path
) -> None:
    whole = study()
    for path, change in changes:
        changed(whole["resultsSection"], path, change)
    assert_pages_or_problems(whole, plain, tmp_path)


def changed(node: Any, path: tuple[Any, ...], change: Any) -> None:
    """Change what stands at a path, as far as the path is still there."""
    try:
        for key in path[:-1]:
            node = node[key]
        there = node[path[-1]]
    except (KeyError, IndexError, TypeError):
        return
    if change == "drop":
        del node[path[-1]]
    elif change == "twice" and isinstance(node, list):
        node.insert(path[-1], there)
    elif change != "twice":
        node[path[-1]] = change[1]


def assert_pages_or_problems(whole: dict[str, Any], content: Content, folder: Path) -> None:
    found = read_one(whole, folder)
    assert found
    for one in found:
        if isinstance(one, Problem):
            # What is invented has no more than results, which is said of the whole file.
            assert one.field.startswith("resultsSection") or one.message.startswith(WHOLE), one
        else:
            assert all(pages_of(one, content))
