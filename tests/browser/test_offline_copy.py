"""The copy for a disk, opened as on a clinic's computer: no server, no network, any folder."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.site.engine import Built
from tests.browser.serving import PHONE
from tests.browser.test_access import KINDS, LONG_KINDS, RICH

MELATONIN = "site/trials/NCT01638234/index.html"


@pytest.fixture(scope="module")
def copy(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy, unpacked into a folder with a name that a person might give it."""
    assert built.offline is not None
    folder = tmp_path_factory.mktemp("stick") / "My trials #1 (90%), für José"
    with zipfile.ZipFile(built.offline) as whole:
        whole.extractall(folder)
    return folder / built.offline.stem


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page without a network; the test fails on an error, or on a request to anywhere."""
    wrong: list[str] = []
    with browser.new_context(viewport=PHONE, offline=True) as context:
        context.set_default_timeout(15_000)
        context.on(
            "request",
            lambda asked: (
                None if asked.url.startswith(("file:", "data:")) else wrong.append(asked.url)
            ),
        )
        context.on(
            "console", lambda said: wrong.append(said.text) if said.type == "error" else None
        )
        context.on("weberror", lambda error: wrong.append(str(error.error)))
        yield context.new_page()
    assert wrong == []


def search(page: Page, words: str) -> None:
    page.get_by_role("searchbox").fill(words)


def test_it_opens_and_its_search_finds_a_trial(page: Page, copy: Path) -> None:
    page.goto((copy / "start.html").as_uri())
    page.wait_for_url((copy / "site/index.html").as_uri())
    search(page, "melatonin")
    expect(page.get_by_role("status")).to_contain_text("result")
    found = page.locator(".pt-panel__list a").first
    expect(found).to_contain_text("Melatonin")
    found.click()
    page.wait_for_url((copy / MELATONIN).as_uri())
    expect(page.locator("h1")).to_contain_text("Melatonin")


def test_a_typing_error_is_mended_there_too(page: Page, copy: Path) -> None:
    page.goto(f"{(copy / 'site/search/index.html').as_uri()}#q=melotonin")
    status = page.get_by_role("status")
    expect(status).to_contain_text("Nothing found for “melotonin”. Showing “melatonin” instead.")
    found = page.locator(".pt-find__list a").first
    expect(found).to_contain_text("Melatonin")
    page.get_by_role("button", name="Add to my list: Melatonin").first.click()
    expect(page.get_by_role("link", name="My list (1)")).to_be_visible()


def test_the_page_of_results_and_the_way_back(page: Page, copy: Path) -> None:
    page.goto((copy / MELATONIN).as_uri())
    search(page, "sleep")
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_url(f"{(copy / 'site/search/index.html').as_uri()}#q=sleep")
    expect(page.get_by_role("status")).to_contain_text("result")
    assert page.locator(".pt-find__list a").count() > 1
    page.locator(".pt-find__list a").first.click()
    expect(page.locator("h1")).to_be_visible()
    page.go_back()
    expect(page.locator(".pt-find__list a").first).to_be_visible()


def test_every_kind_of_page_works_and_leads_on(page: Page, copy: Path) -> None:
    for path in (*KINDS, *LONG_KINDS):
        if path == "404.html":
            continue
        page.goto((copy / "site" / path / "index.html").as_uri())
        expect(page.locator("h1")).to_be_visible()
        assert page.evaluate("() => getComputedStyle(document.body).margin") == "0px"  # styled
    page.goto((copy / "site/index.html").as_uri())
    for link in ("See all of them", "Melatonin"):
        page.locator("article").get_by_role("link", name=link).first.click()
    page.wait_for_url((copy / MELATONIN).as_uri())
    page.goto((copy / "site" / RICH / "index.html").as_uri())
    page.get_by_role("button", name="Check these rules for yourself").click()
    page.get_by_role("radio").first.check()


def test_a_word_that_is_nowhere_is_said_to_be_so(page: Page, copy: Path) -> None:
    page.goto((copy / "site/index.html").as_uri())
    search(page, "zzqqxx")
    expect(page.get_by_role("status")).to_have_text("Nothing found for “zzqqxx”")


def test_a_piece_that_is_missing_is_never_called_nothing_found(
    browser: Browser, copy: Path
) -> None:
    pieces = copy / "site" / "pagefind" / "index"
    gone = pieces.rename(pieces.with_name("gone"))
    try:
        with browser.new_context(viewport=PHONE, offline=True) as context:
            page = context.new_page()
            page.goto((copy / "site/index.html").as_uri())
            search(page, "melatonin")
            expect(page.get_by_role("status")).to_have_text("The search could not load")
    finally:
        gone.rename(pieces)


def test_links_that_scripts_write_lead_to_files(page: Page, copy: Path) -> None:
    page.goto((copy / "site/index.html").as_uri())
    links = page.evaluate(
        """async () => {
          const made = (href) => Object.assign(document.createElement("a"), { href });
          const inside = document.createElement("p");
          inside.append(made("trials/#x"));
          document.body.append(inside, made("trials/?q=a"), made("https://example.org/"));
          const late = made("#");
          document.body.append(late);
          late.href = "conditions/";
          await new Promise((done) => setTimeout(done));
          return [...document.querySelectorAll("body > p > a, body > a")].map((one) => one.href)
            .filter((href) => !href.includes("skip"));
        }"""
    )
    site = (copy / "site").as_uri()
    assert f"{site}/trials/index.html#x" in links
    assert f"{site}/trials/index.html?q=a" in links
    assert f"{site}/conditions/index.html" in links
    assert "https://example.org/" in links


@pytest.mark.parametrize("address", ["trials/NCT01638234/", "trials/NCT01638234/index.html"])
def test_a_script_can_read_another_page(page: Page, copy: Path, address: str) -> None:
    page.goto((copy / "site/index.html").as_uri())
    text = page.evaluate("async (address) => (await fetch(address)).text()", address)
    assert "<title>" in text
    assert "Melatonin" in text
    assert page.locator("iframe").count() == 0
