"""The home page: what is there, as text and as bars that lead to the lists behind them."""

import re
from dataclasses import replace

import pytest

from generator.content import Content, load_content
from generator.pages.home import home_page
from generator.pages.listings import listing_pages
from generator.pages.markdown import page_html
from generator.pages.summary import Summary
from generator.pages.tone import tone_of

BAR = re.compile(r"- \[(.+?)\]\((.+?)\) .*?>(\d[\d,]*)</span>(?:<svg.*?width=\"(\d+)\")?")


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content([])


def row(n: int, status: str, year: str, *conditions: str) -> Summary:
    return Summary(
        registry_id=f"NCT{n:08}",
        title=f"Trial {n}",
        status=status,
        standing=status,
        tone=tone_of(None),
        conditions=conditions,
        tested=(),
        phases=(),
        countries=(),
        sponsor="",
        year=year,
        updated="",
    )


def home(rows: list[Summary], content: Content) -> str:
    pages = listing_pages(rows, content.env, content.wording, "Trials here")
    return next(page.markdown for page in pages if page.path == "index.md")


def bars(text: str, head: str) -> list[tuple[str, ...]]:
    part = text.split(f"## {head}\n")[1].split("\n## ")[0]
    return BAR.findall(part)


def test_bars_are_in_proportion_and_lead_to_their_lists(content: Content) -> None:
    rows = [row(n, "Finished" if n % 4 else "Paused", "", "Asthma") for n in range(40)]
    assert bars(home(rows, content), "By status") == [
        ("Finished", "statuses/finished/index.md", "30", "1000"),
        ("Paused", "statuses/paused/index.md", "10", "333"),
    ]


def test_years_are_the_last_ones_with_the_newest_first(content: Content) -> None:
    rows = [row(n, "Finished", str(1990 + n % 30)) for n in range(60)]
    text = home(rows, content)
    assert [bar[0] for bar in bars(text, "By year of start")] == [
        str(year) for year in range(2019, 2007, -1)
    ]
    assert "[See all 30 years](years/index.md)" in text


def test_bars_that_would_all_be_one_long_are_left_out(content: Content) -> None:
    rows = [row(n, "Finished", "", f"Problem {n}") for n in range(6)]
    found = bars(home(rows, content), "By health problem")
    assert len(found) == 6
    assert {bar[3] for bar in found} == {""}


def test_few_records_are_listed_at_once_and_many_are_not(content: Content) -> None:
    few = [row(n, "Finished", "2020") for n in range(20)]
    assert "[Trial 7](trials/NCT00000007/index.md)" in home(few, content)
    more = [*few, row(20, "Finished", "2020")]
    assert "[Trial 7]" not in home(more, content)
    assert "There are 21 records here." in home(more, content)


def test_heads_are_heads_behind_a_list_of_few_records(content: Content) -> None:
    html = page_html(
        home([row(n, "Finished", "2020", "Gout") for n in range(3)], content), str
    ).html
    assert "By health problem</h2>" in html
    assert "#" not in re.sub(r"<[^>]*>", "", html)


def test_names_of_a_record_do_nothing(content: Content) -> None:
    rows = [row(n, "Finished", "2020", "<b>[x](y)") for n in range(2)]
    assert "<b>" not in home(rows, content)


def test_a_home_without_any_value_has_no_empty_part(content: Content) -> None:
    page = home_page([replace(row(1, "", ""))], [], content.env, content.wording, "Here")
    assert "## By" not in page.markdown
