"""Hard words in place, as readers meet them: by keyboard, by touch, on paper, without scripts."""

import http.server
import threading
from collections.abc import Iterator
from functools import partial

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from generator.site.engine import build_site
from tests.browser.test_site_pages import PHONE, Handler
from tests.small_sites import make_site, number, write_record

RULES = """\
Inclusion Criteria:

* HbA1c > 7
* Age >= 18, after a biopsy
* 2.5 x 106 cells/kg
"""
PAPER: ViewportSize = {"width": 720, "height": 1000}
HBA1C = "A blood test that shows the average blood sugar over the past 2 to 3 months."


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("terms")
    config = make_site(folder, [])
    write_record(folder / "records", 1, eligibility={"eligibility_criteria": RULES})
    build_site(config)
    handler = partial(Handler, directory=str(folder / "site"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/trials/{number(1)}/"
        server.shutdown()


@pytest.fixture(params=[True, False], ids=["scripts on", "scripts off"])
def page(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, has_touch=True, java_script_enabled=request.param)
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()


def test_a_meaning_opens_and_closes_by_keyboard_and_leads_on(page: Page) -> None:
    word, meaning = page.get_by_role("button", name="HbA1c", exact=True), page.get_by_text(HBA1C)
    expect(meaning).to_be_hidden()
    word.focus()
    page.keyboard.press("Enter")
    expect(meaning).to_be_visible()
    page.keyboard.press("Tab")
    expect(meaning.get_by_role("link")).to_be_focused()
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
    expect(word).to_be_focused()
    page.keyboard.press("Enter")
    meaning.get_by_role("link").click()
    expect(page).to_have_url(
        f"{page.url.split('/trials/')[0].split('/glossary/')[0]}/glossary/#hba1c"
    )


def test_a_meaning_opens_by_touch_inside_a_narrow_screen(page: Page) -> None:
    page.get_by_role("button", name="HbA1c", exact=True).tap()
    box = page.get_by_text(HBA1C).bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= PHONE["height"]
    page.get_by_role("heading", level=1).tap()
    expect(page.get_by_text(HBA1C)).to_be_hidden()


def test_signs_and_a_lost_raised_number_are_explained_too(page: Page) -> None:
    for word, says in (
        (">", "More than this much."),
        (">=", "At least this much."),
        ("2.5 x 106", "A small raised number may be lost here."),
    ):
        page.get_by_role("button", name=word, exact=True).click()
        expect(page.get_by_text(says)).to_be_visible()
        page.keyboard.press("Escape")


def test_paper_has_each_meaning_beside_its_word(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport=PAPER)
    page.goto(address)
    page.emulate_media(media="print")
    meaning = page.get_by_text(HBA1C)
    expect(meaning).to_be_visible()
    assert meaning.evaluate("e => getComputedStyle(e, '::before').content") == '" ["'
    expect(meaning.get_by_role("link")).to_be_hidden()
    page.close()


def test_the_search_index_leaves_meanings_out(page: Page) -> None:
    meanings = page.locator("[popover]")
    assert meanings.count() > 3
    assert page.locator("[popover]:not([data-pagefind-ignore])").count() == 0
