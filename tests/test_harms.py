"""Health problems: each number as the record gives it, the order of lists, and their own page."""

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from generator.build import trial_pages
from generator.content import Content, load_content
from generator.pages.markdown import page_html
from generator.pages.page import Page
from generator.plain.results.harms import event_counts, list_sentences, organ
from generator.plain.voice import Voice, voice_for
from generator.records import Record
from generator.records.folder import read
from generator.trial.results.events import AdverseEvent, EventCount
from tests.invented import everything
from tests.reading import fold, read_page

AS_OF = datetime.date(2026, 1, 15)


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content([], marked=True)


@pytest.fixture(scope="module")
def voice(content: Content) -> Voice:
    return voice_for(everything().trial, content.wording)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ([(2, 31, 3), (1, 29, 1)], ("2 of 31 (6%); 3 times", "1 of 29 (3%)")),
        ([(99, 2841, 99), (76, 2902, 76)], ("99 of 2,841 (3.5%)", "76 of 2,902 (2.6%)")),
        ([(0, 12, 0), (12, 12, 12)], ("none (0 of 12)", "all (12 of 12)")),
        ([(1, 19, None)], ("1 of 19",)),
        ([(1, 400, 0)], ("1 of 400 (less than 1%); 0 times",)),
        ([(1209, 1210, 1)], ("1,209 of 1,210 (more than 99%); 1 time",)),
        ([(0, 0, None), (3, 0, None)], ("nobody was counted here", "3 of 0")),
        (
            [(None, 40, None), (None, None, 2)],
            ("the record does not say how many of 40", "the record does not say"),
        ),
        ([(5, None, None)], ("5, and the record does not say of how many people",)),
        ([(41, 40, None)], ("41 of 40",)),
    ],
)
def test_numbers_are_said_as_given(
    row: list[tuple[int | None, ...]], said: tuple[str, ...], voice: Voice
) -> None:
    stats = tuple(
        EventCount(num_affected=count, num_at_risk=of, num_events=times) for count, of, times in row
    )
    texts = event_counts(AdverseEvent(stats=stats), voice)
    expected = [
        text + ("; 2 times" if times == 2 else "")
        for text, (_, _, times) in zip(said, row, strict=True)
    ]
    assert list(texts) == expected


@pytest.mark.parametrize(
    ("threshold", "rule"),
    [
        ("5", "harms.threshold"),
        ("0.5", "harms.threshold"),
        ("0", "harms.threshold_none"),
        ("0.0", "harms.threshold_none"),
        ("100", "harms.threshold"),
        ("150", "harms.threshold_unknown"),
        ("-5", "harms.threshold_unknown"),
        ("few", "harms.threshold_unknown"),
        (" ", "harms.threshold_missing"),
        (None, "harms.threshold_missing"),
    ],
)
def test_limit_of_the_list_is_said(threshold: str | None, rule: str, voice: Voice) -> None:
    said = list(list_sentences((), "other", threshold, voice))
    assert [one.rule for one in said] == ["harms.other_unlisted", rule]
    assert (threshold or "").strip() in said[-1].text or rule == "harms.threshold_none"


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["Cough"], "The record names 1 serious health problem."),
        (["Cough", "Pain"], "The record names 2 kinds of serious health problem."),
        (["Cough", "cough "], "{} with 2 lines. Some lines have the same name."),
        (["Cough", None], "{} with 2 lines."),
        ([None], "{} with 1 line."),
        ([None, " "], "{} with 2 lines."),
    ],
)
def test_a_name_that_is_there_twice_is_no_second_kind(
    names: list[str | None], said: str, voice: Voice
) -> None:
    events = [AdverseEvent(term=name) for name in names]
    _, *texts = (one.text for one in list_sentences(events, "serious", None, voice))
    assert " ".join(texts) == said.format("The record has a list of serious health problems,")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Cardiac disorders", "Heart"),
        ("CARDIAC  disorders", "Heart"),
        ("Sock disorders", "“Sock disorders”"),
    ],
)
def test_parts_of_the_body_are_plain_or_quoted(name: str, text: str, voice: Voice) -> None:
    said = organ(name, "results.adverse_events.other_events[0].organ_system", voice)
    assert said is not None
    assert said.text == text


@pytest.mark.parametrize(("serious", "other", "pages"), [(10, 10, 1), (11, 0, 2), (0, 11, 2)])
def test_long_lists_have_a_page(
    serious: int, other: int, pages: int, tmp_path: Path, content: Content
) -> None:
    made = _pages(tmp_path, content, serious, other)
    assert [page.path for page in made][1:] == [
        "trials/NCT00000001/health-problems/index.md" for _ in range(pages - 1)
    ]


def test_first_few_are_those_most_people_had_and_all_are_on_the_page(
    tmp_path: Path, content: Content
) -> None:
    trial, part = (read_page(_html(page)) for page in _pages(tmp_path, content, 3, 25))
    assert [fold(row[0]) for row in trial.events] == [
        *("serious 2", "serious 1", "serious 0"),
        *(f"other {index}" for index in range(24, 14, -1)),
    ]
    names = [fold(row[0]) for row in part.events]
    assert names[:3] == ["serious 0", "serious 1", "serious 2"]
    assert names[3:] == [f"other {n}" for n in (*range(0, 25, 2), *range(1, 25, 2))]
    quoted = [quote.text for quote in part.quotes if quote.path.endswith(".term")]
    assert quoted == names
    assert not [quote for quote in trial.quotes if quote.path.endswith(".term")]


def test_cut_list_says_so_and_links_to_the_rest(tmp_path: Path, content: Content) -> None:
    trial, part = _pages(tmp_path, content, 3, 1100)
    assert "10 of 1,100 are shown here" in trial.markdown
    assert "(health-problems/index.md#other-health-problems)" in trial.markdown
    assert 'id="other-health-problems"' in _html(part)
    assert "The treatment may or may not have caused it." in trial.markdown
    assert "The treatment may or may not have caused it." in part.markdown


def test_deaths_are_promised_only_where_they_are_counted(tmp_path: Path, content: Content) -> None:
    page, *_ = _pages(tmp_path, content, 1, 1)
    assert "Here is how many people had a health problem" in page.markdown
    assert "This part of the record does not say how many people died." in page.markdown
    counted = trial_pages(everything(), content, AS_OF)[0].markdown
    assert "Here is how many people died or had a health problem" in counted


def test_results_without_health_problems_say_so(tmp_path: Path, content: Content) -> None:
    (page,) = trial_pages(_record(tmp_path, None), content, AS_OF)
    assert "The record does not give the health problems that people had." in page.markdown
    assert "may or may not have caused" not in page.markdown


def _pages(folder: Path, content: Content, serious: int, other: int) -> tuple[Page, ...]:
    organs = ("Eye disorders", "Cardiac disorders")
    module: dict[str, Any] = {"eventGroups": [{"id": "EG000", "title": "All"}]}
    for kind, count in (("serious", serious), ("other", other)):
        module[f"{kind}Events"] = [
            {
                "term": f"{kind} {index}",
                "organSystem": organs[index % 2 if kind == "other" else 0],
                "stats": [{"groupId": "EG000", "numAffected": index, "numAtRisk": 2000}],
            }
            for index in range(count)
        ]
    return trial_pages(_record(folder, module), content, AS_OF)


def _record(folder: Path, module: dict[str, Any] | None) -> Record:
    protocol = {"identificationModule": {"nctId": "NCT00000001", "briefTitle": "Warm socks"}}
    results = {} if module is None else {"adverseEventsModule": module}
    study = {"protocolSection": protocol, "resultsSection": results, "hasResults": True}
    (folder / "NCT00000001.json").write_text(json.dumps(study))
    (record,) = read([folder])
    assert isinstance(record, Record), record
    return record


def _html(page: Page) -> str:
    return page_html(page.markdown, str).html
