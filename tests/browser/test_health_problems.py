"""The page of all health problems: one button for its order, and a phone that need not scroll."""

import http.server
import json
import threading
from collections.abc import Iterator
from functools import partial

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.site.engine import build_site
from tests.browser.serving import PHONE, Handler, overhang
from tests.small_sites import make_site, number

COUNTS = (4, 1200, 0, 71, 4, 2, 3, 90, 5, 6, 8, 7)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of a trial with 12 health problems in two groups."""
    folder = tmp_path_factory.mktemp("harms")
    config = make_site(folder, [])
    (folder / "records" / "study.json").write_text(json.dumps(_study()))
    handler = partial(Handler, directory=str(build_site(config).site_dir))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/trials/{number(1)}/health-problems/"
        server.shutdown()


def _study() -> dict[str, object]:
    events = [
        {
            "term": f"Problem {index}",
            "organSystem": "Eye disorders",
            "stats": [
                {"groupId": "EG000", "numAffected": 1, "numAtRisk": 2000},
                {"groupId": "EG001", "numAffected": count, "numAtRisk": 2000},
            ],
        }
        for index, count in enumerate(COUNTS)
    ]
    groups = [{"id": "EG000", "title": "Warm socks"}, {"id": "EG001", "title": "Usual socks"}]
    return {
        "protocolSection": {
            "identificationModule": {"nctId": number(1), "briefTitle": "Warm socks"},
            "statusModule": {"overallStatus": "COMPLETED"},
            "designModule": {"studyType": "INTERVENTIONAL"},
        },
        "hasResults": True,
        "resultsSection": {"adverseEventsModule": {"eventGroups": groups, "otherEvents": events}},
    }


def names(page: Page) -> list[str]:
    return page.locator(".pt-events tbody th").all_inner_texts()


def test_button_puts_the_highest_numbers_first_and_back(browser: Browser, address: str) -> None:
    page = browser.new_context(viewport=PHONE).new_page()
    page.goto(address)
    before = names(page)
    assert before == [f"Problem {index}" for index in range(12)]
    button = page.get_by_role("button", name="highest numbers")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    assert names(page)[:3] == ["Problem 1", "Problem 7", "Problem 3"]
    assert names(page)[-2:] == ["Problem 5", "Problem 2"]  # 2 people, then 1 in the other group
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "false")
    assert names(page) == before
    assert overhang(page) == 0
    page.context.close()


def test_on_a_phone_each_group_has_a_line_with_its_letter(browser: Browser, address: str) -> None:
    page = browser.new_context(viewport=PHONE).new_page()
    page.goto(address)
    row = page.locator(".pt-events tbody tr").first
    name, *cells = row.locator("th, td").evaluate_all(
        "cells => cells.map((one) => [one.getBoundingClientRect().left, one.offsetTop])"
    )
    assert [left for left, _ in cells] == [name[0]] * 2
    assert name[1] < cells[0][1] < cells[1][1]
    letters = row.locator("td").evaluate_all(
        "cells => cells.map((one) => getComputedStyle(one, '::before').content)"
    )
    assert letters == ["counter(column, upper-alpha)"] * 2
    table = page.locator(".pt-events").first
    assert table.evaluate("table => table.scrollWidth - table.clientWidth") == 0
    page.context.close()


def test_without_scripts_there_is_no_button(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert len(names(page)) == 12
    assert page.get_by_role("button", name="highest numbers").count() == 0
    page.get_by_role("link", name="Back to the page of this trial").click()
    expect(page.get_by_role("heading", name="Other health problems")).to_be_visible()
    context.close()
