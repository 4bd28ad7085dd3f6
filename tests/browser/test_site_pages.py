"""A whole site as a reader meets it: on a phone, with a keyboard, without scripts, offline."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.serving import PHONE, overhang

TRIAL = "trials/NCT01638234/"
PAGES = (
    "",
    f"{TRIAL}sheet/",
    TRIAL,
    "trials/",
    "conditions/",
    "countries/",
    "treatments/",
    "glossary/",
    "search/",
    "compare/",
    "about/",
    "privacy/",
    "accessibility/",
    "contact/",
    "understanding/",
    "understanding/phases/",
    "operators/problems/",
    "operators/rules/",
    "operators/findings/",
    "operators/fields/",
    "404.html",
)
# WCAG 2.2, 1.4.10: at the first of these, nothing has to be scrolled in two directions.
WIDTHS = (320, 1280)


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=PHONE)
    context.set_default_timeout(15_000)
    yield context
    context.close()


def every_page(site: Path) -> list[str]:
    return [*PAGES, *(f"trials/{path.name}/" for path in sorted((site / "trials").glob("NCT*")))]


def test_no_page_asks_anyone_else_or_has_an_error(
    site: Path, address: str, reader: BrowserContext
) -> None:
    page = reader.new_page()
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("response", lambda got: wrong.append(got.url) if got.status >= 400 else None)
    for path in every_page(site):
        page.goto(address + path)
    page.wait_for_load_state("networkidle")
    elsewhere = {urlsplit(url).netloc for url in asked if not url.startswith(("data:", address))}
    assert elsewhere == set()
    assert len(asked) > len(PAGES)
    assert wrong == []


def test_nothing_is_wider_than_the_screen(site: Path, address: str, reader: BrowserContext) -> None:
    page = reader.new_page()
    wide = {}
    for path in every_page(site):
        page.goto(address + path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 740})
            if too_wide := overhang(page):
                wide[path, width] = too_wide
    assert wide == {}
    page.evaluate("() => { document.querySelector('h1').style.width = '3000px'; }")
    assert overhang(page) > 1000  # the measure itself works


def test_the_search_in_the_header_finds_a_trial_by_a_word_of_its_title(
    address: str, reader: BrowserContext
) -> None:
    page = reader.new_page()
    page.goto(address)
    page.get_by_role("searchbox").fill("melatonin")
    found = page.locator(".pt-panel__list a").first
    expect(found).to_have_attribute("href", f"{address}{TRIAL}")
    expect(page.locator(".pt-panel__count")).to_contain_text("result")
    found.click()
    page.wait_for_url(address + TRIAL)
    expect(page.locator("h1")).to_contain_text("Melatonin")


def test_a_fold_opens_and_closes_with_the_keyboard(address: str, reader: BrowserContext) -> None:
    page = reader.new_page()
    page.goto(address + TRIAL)
    fold = page.locator("details.pt-fold").first
    summary = fold.locator("summary")
    for _ in range(60):
        page.keyboard.press("Tab")
        if summary.evaluate("it => it === document.activeElement"):
            break
    expect(summary).to_be_focused()
    outline = summary.evaluate("it => getComputedStyle(it).outlineStyle")
    assert outline != "none"
    inside = fold.locator("summary ~ *").first
    expect(inside).to_be_hidden()
    page.keyboard.press("Enter")
    expect(inside).to_be_visible()
    page.keyboard.press("Space")
    expect(inside).to_be_hidden()


@pytest.fixture
def plain_reader(browser: Browser) -> Iterator[BrowserContext]:
    """A reader whose browser runs no scripts."""
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    context.set_default_timeout(15_000)
    yield context
    context.close()


def test_without_scripts_a_reader_comes_from_the_home_page_to_a_whole_trial(
    address: str, plain_reader: BrowserContext
) -> None:
    page = plain_reader.new_page()
    page.goto(address)
    page.locator('article a[href="trials/"]').click()
    page.wait_for_url(address + "trials/")
    page.locator("article").locator('a[href="NCT01638234/"]').click()
    page.wait_for_url(address + TRIAL)
    expect(page.locator("h1")).to_contain_text("Melatonin")
    for head in ("In short", "Who can take part", "What happens", "Questions to ask"):
        expect(page.get_by_role("heading", name=head, exact=True)).to_be_visible()
    fold = page.locator("details.pt-fold").first
    fold.locator("summary").click()
    expect(fold.locator("summary ~ *").first).to_be_visible()
    assert page.get_by_role("link", name="ClinicalTrials.gov").first.is_visible()


def test_without_scripts_the_lists_lead_on_and_the_search_says_so(
    address: str, plain_reader: BrowserContext
) -> None:
    page = plain_reader.new_page()
    page.goto(address + "countries/")
    first = page.locator(".pt-browse a").first
    name = first.inner_text()
    first.click()
    expect(page.locator("h1")).to_contain_text(name)
    expect(page.locator(".pt-listing a").first).to_be_visible()
    page.goto(address + "search/")
    expect(page.locator("noscript, .pt-note").first).to_be_visible()
    expect(page.locator("article").locator('a[href="../conditions/"]').first).to_be_visible()


def test_an_address_that_leads_nowhere_offers_ways_on(site: Path, address: str) -> None:
    text = (site / "404.html").read_text("utf-8")
    assert 'href="/trials/"' in text
    assert 'href="/assets/plaintrials.css"' in text
