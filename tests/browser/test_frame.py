"""A trial's page without Material's script: light, and with all that its frame has to do."""

import gzip
import http.server
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.site.engine import build_site
from generator.starter import make_site
from tests.browser.serving import Handler
from tests.conftest import REPOSITORY

TRIAL = "trials/NCT01157403/"
MOST_BYTES = 70_000
"""All that a page of a trial loads at first, compressed. 60,000 is what we want (decision 26)."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("frame") / "site"
    make_site(folder)
    site: Path = build_site(folder / "mkdocs.yml", [REPOSITORY / "records"]).site_dir
    handler = partial(Handler, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1300, "height": 900}, color_scheme="light")
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def test_page_of_a_trial_is_light(address: str, page: Page) -> None:
    loaded: dict[str, int] = {}
    page.on(
        "response",
        lambda got: loaded.update({got.url: len(gzip.compress(got.body(), 6))}),
    )
    page.goto(address + TRIAL)
    page.wait_for_load_state("networkidle")
    assert len(loaded) > 5
    assert sum(loaded.values()) < MOST_BYTES, loaded


def scheme(page: Page) -> str:
    found: str = page.evaluate("document.body.getAttribute('data-md-color-scheme')")
    return found


def test_colors_are_switched_and_stay_so_on_every_page(address: str, page: Page) -> None:
    page.goto(address + TRIAL)
    assert scheme(page) == "default"
    page.get_by_title("Use dark colors").click()
    assert scheme(page) == "slate"
    expect(page.get_by_title("Use light colors")).to_be_visible()
    expect(page.get_by_title("Use dark colors")).to_be_hidden()
    for path in (TRIAL, "", "trials/"):
        page.goto(address + path)
        page.wait_for_function("document.body.getAttribute('data-md-color-scheme') === 'slate'")
    page.get_by_title("Use light colors").click()
    page.goto(address)
    page.wait_for_function("document.body.getAttribute('data-md-color-scheme') === 'default'")


def test_colors_follow_the_device_at_first(address: str, browser: Browser) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(address + TRIAL)
    assert scheme(page) == "slate"
    context.close()


def test_colors_are_switched_by_keyboard(address: str, page: Page) -> None:
    page.goto(address + TRIAL)
    page.get_by_title("Use dark colors").focus()
    page.keyboard.press("Enter")
    assert scheme(page) == "slate"
    back = page.get_by_title("Use light colors")
    expect(back).to_be_focused()
    assert back.evaluate("it => getComputedStyle(it).outlineStyle") == "solid"


def test_a_link_into_a_fold_opens_it(address: str, page: Page) -> None:
    page.goto(address + TRIAL)
    page.evaluate("document.querySelector('.pt-fold li, .pt-fold p').id = 'inside'")
    fold = page.locator("details:has(#inside)")
    expect(fold).not_to_have_attribute("open", "")
    page.evaluate("location.hash = 'inside'")
    expect(fold).to_have_attribute("open", "")


def test_folds_are_open_on_paper_and_closed_again_after(address: str, page: Page) -> None:
    page.goto(address + TRIAL)
    closed = page.locator("details:not([open])")
    count = closed.count()
    assert count > 3
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(closed).to_have_count(0)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(closed).to_have_count(count)


def test_contents_at_the_side_stay_in_view(address: str, page: Page) -> None:
    page.goto(address + TRIAL)
    page.evaluate("scrollTo(0, 3000)")
    link = page.locator(".md-sidebar--secondary .md-nav__link").last
    box = link.bounding_box()
    assert box is not None
    assert 0 < box["y"] < 900


def test_bars_of_the_home_page_can_be_seen(address: str, page: Page) -> None:
    page.goto(address)
    for media in ("screen", "print"):
        page.emulate_media(media="print" if media == "print" else "screen")
        heights = page.locator(".pt-bar").evaluate_all(
            "bars => bars.map((bar) => bar.getBoundingClientRect().height)"
        )
        assert len(heights) > 10
        assert min(heights) > 5
