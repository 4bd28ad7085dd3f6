"""Trials that look alike: which are shown, in which order, and what is said of each."""

import datetime
import gzip
import json
import random
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.build import gather, trial_page
from generator.collection import Collection
from generator.content import Content, load_content
from generator.pages.alike import Alike, alike_among
from generator.pages.markdown import page_html
from generator.pages.summary import Summary
from generator.pages.tone import tone_of
from generator.pages.view import sentences_by_section, trial_view
from generator.site.cache import Cache
from tests.conftest import REPOSITORY
from tests.invented import everything
from tests.reading import MARK, fold, read_page
from tests.small_sites import number
from tests.telling import alike as telling

AS_OF = datetime.date(2026, 1, 15)


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content([])


def row(n: int, *conditions: str, **more: Any) -> Summary:
    status = more.pop("status", "COMPLETED")
    values: dict[str, Any] = {
        "title": f"Invented trial {n}",
        "status": status,
        "standing": status,
        "tested": (),
        "phases": (),
        "countries": (),
        "sponsor": "",
        "updated": "2024-01-01",
        "year": "2023",
        **more,
    }
    return Summary(number(n), tone=tone_of(status), conditions=conditions, **values)


def shown(rows: list[Summary], n: int) -> list[str]:
    one = next(row for row in rows if row.registry_id == number(n))
    return [other.registry_id for other in alike_among(rows).to(one)]


def test_open_ones_come_first_then_most_in_common_then_the_newest() -> None:
    rows = [
        row(1, "Asthma", "Cough"),
        row(2, "Asthma", updated="2025-01-01"),
        row(3, "Asthma", updated="2026-01-01"),
        row(4, "Asthma", "Cough", updated="2020-01-01"),
        row(5, "Cough", status="RECRUITING", updated="2019-01-01"),
        row(6, "Fever", status="RECRUITING"),
    ]
    assert shown(rows, 1) == [number(n) for n in (5, 4, 3, 2)]


def test_at_most_five_are_shown_and_never_the_trial_itself() -> None:
    rows = [row(n, "Asthma") for n in range(1, 9)]
    assert shown(rows, 2) == [number(n) for n in (1, 3, 4, 5, 6)]


def test_case_and_spaces_do_not_tell_health_problems_apart() -> None:
    assert shown([row(1, "Lung  Cancer"), row(2, "lung cancer ")], 1) == [number(2)]


def test_terms_of_the_registry_count_where_there_are_some() -> None:
    rows = [
        row(1, "Old cough", terms=("Cough",)),
        row(2, "New cough", terms=("Cough",)),
        row(3, "Old cough", terms=("Bronchitis",)),
        row(4, "Cough"),
    ]
    assert shown(rows, 1) == [number(2), number(4)]


def test_a_trial_without_a_health_problem_looks_like_none() -> None:
    assert shown([row(1), row(2), row(3, " ")], 1) == []


@given(st.lists(st.tuples(st.sets(st.sampled_from("abc")), st.booleans(), st.integers(0, 3))))
def test_the_order_of_the_files_does_not_matter(drawn: list[tuple[set[str], bool, int]]) -> None:
    rows = [
        row(n, *sorted(terms), status="RECRUITING" if is_open else "COMPLETED", updated=f"202{day}")
        for n, (terms, is_open, day) in enumerate(drawn)
    ]
    one, other = alike_among(rows), alike_among(rows[::-1])
    assert [one.to(each) for each in rows] == [other.to(each) for each in rows]


def test_work_for_a_trial_does_not_grow_with_the_collection() -> None:
    """However many trials share terms, only the first few of the rarest terms are looked at."""
    terms = [f"Problem {n}" for n in range(20)]
    alike = alike_among([row(n, *terms) for n in range(500)])
    assert max(len(places) for places in alike.places.values()) == 50
    assert sum(len(places) for places in alike.places.values()) == 20 * 50
    assert len(alike.to(row(600, *terms))) == 5


def test_a_page_is_made_anew_when_a_trial_on_it_changes(tmp_path: Path) -> None:
    cache, record, other = Cache(tmp_path, "made"), everything(), row(1, "Asthma")
    keys = {
        cache.key(record),
        cache.key(record, (other,)),
        cache.key(record, (replace(other, standing="RECRUITING"),)),
        cache.key(record, (other, row(2, "Asthma"))),
    }
    assert len(keys) == 4


# ---- real records


@pytest.fixture(scope="module")
def studies(shared_data: Path) -> list[dict[str, Any]]:
    with gzip.open(shared_data / "ctgov.jsonl.gz") as stream:
        return [json.loads(line) for line in stream]


@pytest.fixture(scope="module")
def gathered(
    shared_data: Path, content: Content, tmp_path_factory: pytest.TempPathFactory
) -> Collection:
    spool = tmp_path_factory.mktemp("alike") / "spool"
    return gather([shared_data / "ctgov.jsonl.gz"], content, AS_OF, spool)


@pytest.fixture(scope="module")
def alike(gathered: Collection) -> Alike:
    return alike_among(entry.summary for entry in gathered.entries)


def test_real_trials_are_those_that_the_rule_names(
    studies: list[dict[str, Any]], gathered: Collection, alike: Alike
) -> None:
    rows = {entry.summary.registry_id: entry.summary for entry in gathered.entries}
    collection = telling.Collection(studies, AS_OF)
    drawn = random.Random(6).sample(studies, 300)
    found = [[one.registry_id for one in alike.to(rows[telling.number_of(s)])] for s in drawn]
    assert found == [[telling.number_of(one) for one in collection.alike(s)] for s in drawn]
    assert sum(map(len, found)) > 1000


def test_real_pages_say_of_others_what_their_records_ask(
    studies: list[dict[str, Any]], gathered: Collection, alike: Alike, content: Content, step: int
) -> None:
    by_number = {telling.number_of(study): study for study in studies}
    marked = load_content([], marked=True)
    wrong = []
    for entry in gathered.entries[:: 4 * step]:
        others, record = alike.to(entry.summary), gathered.record(entry)
        view = trial_view(record, content.wording, AS_OF, others=others)
        said = [(s.rule, s.text) for name, s in sentences_by_section(view) if name == "alike"]
        study = by_number[entry.summary.registry_id]
        theirs = [by_number[other.registry_id] for other in others]
        if said != (expected := list(telling.tell_alike(study, theirs, AS_OF))):
            more, less = Counter(said), Counter(expected)
            wrong.append(f"{entry.summary.registry_id}: {more - less}, missing {less - more}")
        if others:
            page = read_page(page_html(_markdown(record, marked, others), str).html)
            shown = fold(page.composed["Others with the same health problem"])
            wrong += _left_over(shown, {text for _, text in said}, content)
    assert not wrong


def _left_over(shown: str, said: set[str], content: Content) -> list[str]:
    """Words of the section that are no sentence with a source and no fixed label."""
    labels = [v.format(trial=noun) for k, v in content.wording.labels.items() if k in _LABELS
              for noun in set(content.wording.nouns.values())]  # fmt: skip
    for text in sorted({*map(fold, said), *labels}, key=len, reverse=True):
        shown = re.sub(rf"(?<!\w){re.escape(text)}(?!\w)", " ", shown)
    return re.findall(r"\w+", shown)


_LABELS = {"alike.differs", "alike.status", "alike.countries", "fact.kind", "fact.phase"}
_LABELS |= {"fact.tested", "fact.ages", "fact.sex", "section.alike"}
_LABELS |= {"about.source", "about.source_fields", "list.keep"}


def _markdown(record: Any, content: Content, others: tuple[Summary, ...]) -> str:
    return MARK.sub("", trial_page(record, content, AS_OF, others).markdown)


def test_what_is_said_of_another_trial_names_that_trials_fields(
    gathered: Collection, alike: Alike, content: Content, studies: list[dict[str, Any]]
) -> None:
    by_number = {telling.number_of(study): study for study in studies}
    for entry in gathered.entries[::97]:
        others = alike.to(entry.summary)
        page = trial_page(gathered.record(entry), content, AS_OF, others)
        rows = json.loads(dict(page.files)["sentences.json"])
        about = [row for row in rows if row["section"] == "alike" and row["rule"] != "alike.order"]
        for row in about:
            named = [source for source in row["sources"] if source.startswith("trial:")]
            assert named, row
            for source in named:
                _, trial, path = source.split(":")
                assert trial in {other.registry_id for other in others}
                top = path.split(".")[0]
                assert top == "words" or top in by_number[trial], source


def test_own_records_have_links_to_trials_that_are_there(content: Content, tmp_path: Path) -> None:
    collection = gather([REPOSITORY / "records"], content, AS_OF, tmp_path / "spool")
    alike = alike_among(entry.summary for entry in collection.entries)
    known = {entry.summary.registry_id for entry in collection.entries}
    links = []
    for entry in collection.entries:
        others = alike.to(entry.summary)
        page = _markdown(collection.record(entry), content, others)
        part = page.partition("## Others with the same health problem")[2].partition("\n## ")[0]
        links += re.findall(r"\]\(\.\./(\w+)/index\.md\)", part)
        assert len(re.findall(r"\]\(", part)) == len(others)
    assert set(links) <= known
