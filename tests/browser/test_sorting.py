"""Tables that sort: by keyboard, by touch, told to screen readers, and plain without scripts."""

import http.server
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from generator.site.engine import build_site
from tests.browser.serving import PHONE, Handler, overhang
from tests.small_sites import make_site, number, write_record

BACKWARDS = {"overall_status": "COMPLETED", "start_date": "2025-02", "completion_date": "2024-03"}
POWERS = "They get 2 x 106 cells."


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of 12 trials with findings: some with 1, some with more."""
    folder = tmp_path_factory.mktemp("sorting")
    config = make_site(folder, [])
    for n in range(1, 13):
        texts = {"brief_summary": POWERS} if n % 3 == 0 else {}
        evidence = {"conditions": ["Evidence of cold toes"] if n == 6 else ["Cold toes"]}
        write_record(
            folder / "records", n, status=BACKWARDS, description=texts, conditions=evidence
        )
    handler = partial(Handler, directory=str(build_site(config).site_dir))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/operators/findings/"
        server.shutdown()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context()
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()


def table(page: Page) -> Locator:
    return page.get_by_role("region", name="By trial").get_by_role("table")


def column(page: Page, number: int) -> list[str]:
    return table(page).locator(f"tbody td:nth-child({number})").all_inner_texts()


def head(page: Page, name: str) -> Locator:
    return table(page).get_by_role("columnheader", name=name)


def test_a_column_is_sorted_by_keyboard_and_says_so(page: Page) -> None:
    before = column(page, 1)
    assert len(before) == 12
    button = head(page, "Findings").get_by_role("button")
    button.focus()
    page.keyboard.press("Enter")
    expect(head(page, "Findings")).to_have_attribute("aria-sort", "descending")
    counts = [int(text) for text in column(page, 2)]
    assert counts == sorted(counts, reverse=True)
    assert len(set(counts)) > 1
    page.keyboard.press("Space")
    expect(head(page, "Findings")).to_have_attribute("aria-sort", "ascending")
    assert [int(text) for text in column(page, 2)] == sorted(counts)
    expect(button).to_be_focused()
    assert sorted(column(page, 1)) == sorted(before)


def test_only_one_column_is_said_to_be_sorted(page: Page) -> None:
    head(page, "Findings").get_by_role("button").click()
    head(page, "Trial").get_by_role("button").click()
    expect(head(page, "Trial")).to_have_attribute("aria-sort", "ascending")
    assert table(page).locator("[aria-sort]").count() == 1
    names = [text.split()[0] for text in column(page, 1)]
    assert names == sorted(names)
    head(page, "Trial").get_by_role("button").click()
    assert [text.split()[0] for text in column(page, 1)] == names[::-1]


def test_every_head_can_be_reached_with_the_tab_key(page: Page) -> None:
    page.get_by_role("region", name="By trial").focus()
    reached = []
    for _ in range(4):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("() => document.activeElement.textContent"))
    assert reached == table(page).get_by_role("columnheader").all_inner_texts()


def test_equal_rows_stay_in_the_order_of_the_page(page: Page) -> None:
    head(page, "Findings").get_by_role("button").click()
    rows = list(zip(column(page, 2), column(page, 1), strict=True))
    for count in {count for count, _ in rows}:
        same = [name for other, name in rows if other == count]
        assert same == sorted(same)


def test_without_scripts_it_is_a_plain_table_with_every_row(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(address)
    assert len(column(page, 1)) == 12
    assert page.get_by_role("table").get_by_role("button").count() == 0
    link = table(page).get_by_role("link", name=number(3))
    assert link.get_attribute("href") == f"../../trials/{number(3)}/"
    context.close()


def test_a_phone_scrolls_the_table_and_not_the_page(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(address)
    assert overhang(page) == 0
    for button in table(page).get_by_role("button").all():
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 24  # WCAG 2.2, 2.5.8
    context.close()


def test_the_script_is_small() -> None:
    script = Path(__file__).parents[2] / "templates/theme/assets/sort.js"
    assert script.stat().st_size < 3000
