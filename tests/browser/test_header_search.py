"""The header as a reader uses it: search, menu, light and dark, with and without scripts."""

import http.server
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from generator.site.search import index
from generator.stylesheet import SHEET, stylesheet

THEME = Path(__file__).parents[2] / "templates" / "theme"
SEARCH_PAGE = Path(__file__).parents[2] / "docs" / "search.md"
PANEL = ".pt-panel__list a"

PALETTE = [
    {
        "media": f"(prefers-color-scheme: {name})",
        "scheme": scheme,
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": "material/brightness-6", "name": f"Leave {name} colours"},
    }
    for name, scheme in (("light", "default"), ("dark", "slate"))
]

TRIAL = """---
title: {title}
---
<div data-pagefind-body><h1>{title}</h1>
<div class="pt-status pt-status--open" data-pagefind-meta="tone:open">
<span class="pt-status__sign" aria-hidden="true" data-pagefind-meta="sign">●</span>
<p><strong data-pagefind-meta="status">Looking for people</strong></p></div>
<p>{text}</p></div>
"""

HOSTILE = """---
title: 'X</title><script>window.pwned = 1</script>'
description: '"><script>window.pwned = 2</script>'
author: '"><img src=x onerror="window.pwned = 3">'
---
<div data-pagefind-body><h1>Zebra &lt;img src=x onerror=&quot;window.pwned = 4&quot;&gt;</h1>
<p><strong data-pagefind-meta="status">&lt;b onclick=x&gt;bold&lt;/b&gt;</strong></p>
<p>zebra p&lt;b and c&gt;d &lt;mark&gt;fake&lt;/mark&gt;
&lt;script&gt;window.pwned = 5&lt;/script&gt;</p>
</div>
"""


def pages() -> dict[str, str]:
    trials = {
        f"trials/T{n:02}.md": TRIAL.format(
            title=f"Asthma trial {n}", text=f"A trial of an inhaler. Word{n}."
        )
        for n in range(12)
    }
    return {
        "index.md": "# Start\n\nStart here.\n",
        "search.md": SEARCH_PAGE.read_text(encoding="utf-8"),
        "trials/index.md": "# All trials\n",
        "conditions/index.md": "# Conditions\n",
        "hostile.md": HOSTILE,
        "trials/eczema.md": TRIAL.format(title="Cream for eczema", text="A cream for the skin."),
        **trials,
    }


class Server(http.server.ThreadingHTTPServer):
    """Serves a folder on a port of its own, and keeps what it was asked for."""

    def __init__(self, folder: Path) -> None:
        self.asked: list[str] = []
        super().__init__(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"


class Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        assert isinstance(self.server, Server)
        self.server.asked.append(self.path)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root = tmp_path_factory.mktemp("header")
    for path, text in {**pages(), SHEET: stylesheet()}.items():
        file = root / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    nav = [{"Start": "index.md"}, {"All trials": "trials/index.md"}, {"Search": "search.md"}]
    theme = {
        "name": "material",
        "custom_dir": str(THEME),
        "font": False,
        "favicon": "assets/favicon.svg",
        "features": ["navigation.tabs"],
        "palette": PALETTE,
    }
    (root / "mkdocs.yml").write_text("site_name: Plain Trials\n", encoding="utf-8")
    config = load_config(
        str(root / "mkdocs.yml"),
        # In a folder below the top of the host, where a wrong absolute address would show.
        site_dir=str(root / "www" / "deep" / "site"),
        theme=theme,
        nav=nav,
        not_in_nav="*",
        plugins=[],
        extra={"generator": False},
    )
    build(config)
    assert index(Path(config.site_dir)) == 14
    with Server(root / "www") as running:
        yield running
        running.shutdown()


@pytest.fixture
def site(server: Server) -> str:
    server.asked.clear()
    return f"{server.address}deep/site/"


@pytest.fixture
def context(browser: Browser, site: str) -> Iterator[BrowserContext]:
    """Yield a phone that fails the test on any request that leaves the site."""
    opened = browser.new_context(viewport={"width": 360, "height": 740})
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    yield opened
    opened.close()
    assert [url for url in asked if not url.startswith(site)] == []


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def status(page: Page) -> Any:
    return page.get_by_role("status")


def search(page: Page, words: str) -> None:
    page.get_by_role("searchbox").fill(words)


def test_results_have_title_status_and_the_words_found(page: Page, site: str) -> None:
    page.goto(f"{site}trials/T00/")
    search(page, "eczema")

    expect(status(page)).to_have_text("1 result")
    result = page.locator(".pt-panel__list li")
    expect(result.locator("a")).to_have_text("Cream for eczema")
    expect(result.locator(".pt-chip--open")).to_have_text("● Looking for people")
    expect(result.locator("mark").first).to_have_text("eczema.")
    result.locator("a").click()
    expect(page).to_have_url(f"{site}trials/eczema/")


def test_five_results_and_the_way_to_all_of_them(page: Page, site: str) -> None:
    page.goto(site)
    search(page, "asthma")

    expect(status(page)).to_have_text("12 results")
    expect(page.locator(".pt-panel__list li")).to_have_count(5)
    page.get_by_role("link", name="See all results").click()
    expect(page).to_have_url(f"{site}search/#q=asthma")
    expect(status(page)).to_have_text("12 results")
    expect(page.locator(".pt-find__list > li")).to_have_count(5)
    page.get_by_role("button", name="Show more results").click()
    expect(page.locator(".pt-find__list > li")).to_have_count(12)
    expect(page.locator(".pt-find__list > li > a").nth(5)).to_be_focused()
    expect(page.locator(".pt-find__more")).to_be_hidden()


def test_keys_go_through_the_results(page: Page, site: str) -> None:
    page.goto(site)
    field = page.get_by_role("searchbox")
    search(page, "asthma")
    expect(page.locator(PANEL)).to_have_count(5)

    field.press("ArrowDown")
    expect(page.locator(PANEL).nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(PANEL).nth(1)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(PANEL).nth(2)).to_be_focused()
    for _ in range(3):
        page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(PANEL).first).to_be_hidden()
    expect(field).to_be_focused()
    expect(field).to_have_value("asthma")


def test_escape_on_a_result_closes_the_panel_and_goes_back_to_the_field(
    page: Page, site: str
) -> None:
    page.goto(site)
    field = page.get_by_role("searchbox")
    search(page, "asthma")
    expect(page.locator(PANEL)).to_have_count(5)

    field.press("ArrowDown")
    expect(page.locator(PANEL).nth(0)).to_be_focused()
    page.keyboard.press("Escape")
    expect(field).to_be_focused()
    expect(page.locator(PANEL).first).to_be_hidden()


def test_leaving_the_search_closes_the_panel(page: Page, site: str) -> None:
    page.goto(site)
    search(page, "asthma")
    expect(page.locator(PANEL).first).to_be_visible()

    page.mouse.click(5, 700)

    expect(page.locator(PANEL).first).to_be_hidden()


def test_results_that_come_late_do_not_open_over_the_page(page: Page, site: str) -> None:
    page.goto(site)
    held: list[Route] = []
    page.route("**/pagefind/fragment/*", lambda route: held.append(route))
    with page.expect_request("**/pagefind/fragment/*"):
        search(page, "eczema")
    page.mouse.click(5, 700)
    page.get_by_role("searchbox").evaluate("box => box.blur()")
    for route in held:
        route.continue_()
    expect(status(page)).to_have_text("1 result")
    expect(page.locator(PANEL)).to_be_hidden()
    page.get_by_role("searchbox").focus()
    expect(page.locator(PANEL)).to_be_visible()


def test_enter_opens_the_search_page_and_the_words_stay_in_the_browser(
    page: Page, site: str, server: Server
) -> None:
    page.goto(site)
    search(page, "secretword asthma")
    page.get_by_role("searchbox").press("Enter")

    expect(page).to_have_url(f"{site}search/#q=secretword%20asthma")
    expect(page.get_by_role("searchbox")).to_have_value("secretword asthma")
    expect(status(page)).not_to_be_empty()
    assert any("/search/" in path for path in server.asked)
    assert not any("secretword" in path for path in server.asked)


def test_a_search_can_be_linked_and_searched_again(page: Page, site: str) -> None:
    page.goto(f"{site}search/?q=eczema")
    expect(status(page)).to_have_text("1 result")
    expect(page).to_have_url(f"{site}search/#q=eczema")

    search(page, "asthma")

    expect(status(page)).to_have_text("12 results")
    expect(page).to_have_url(f"{site}search/#q=asthma")


def test_words_that_no_page_has_together_still_find_something(page: Page, site: str) -> None:
    page.goto(site)
    search(page, "eczema inhaler")

    expect(status(page)).to_have_text("13 pages have some of these words")


def test_nothing_found_shows_where_to_look(page: Page, site: str) -> None:
    page.goto(f"{site}trials/T03/")
    search(page, "<b>qqqq</b>")

    expect(status(page)).to_have_text("Nothing found for “<b>qqqq</b>”")
    panel = page.locator(".pt-panel")
    expect(panel.get_by_role("link", name="trials by health problem")).to_be_visible()
    panel.get_by_role("link", name="all trials").click()
    expect(page).to_have_url(f"{site}trials/")


@pytest.mark.parametrize(
    "missing",
    ["pagefind.js", "pagefind-entry.json*", "wasm.*", "*.pf_meta", "index/*", "fragment/*"],
)
def test_a_file_that_does_not_arrive_is_never_called_nothing_found(
    page: Page, site: str, missing: str
) -> None:
    page.route(f"**/pagefind/{missing}", lambda route: route.abort())
    page.goto(site)
    search(page, "eczema")

    expect(status(page)).to_have_text("The search could not load")
    expect(page.locator(".pt-panel").get_by_role("link", name="all trials")).to_be_visible()

    page.unroute(f"**/pagefind/{missing}")
    search(page, "cream for eczema")
    expect(status(page)).to_have_text("1 page has all of these words. 12 more have some of them.")


def test_an_error_page_is_not_an_index(page: Page, site: str) -> None:
    def broken(route: Route) -> None:
        route.fulfill(status=500, body="Internal error")

    page.route("**/pagefind/index/*", broken)
    page.goto(site)
    search(page, "eczema")

    expect(status(page)).to_have_text("The search could not load")


def test_text_of_a_record_stays_text(page: Page, site: str) -> None:
    page.goto(f"{site}hostile/")
    search(page, "zebra")

    result = page.locator(".pt-panel__list li")
    expect(result.locator("a")).to_have_text('Zebra <img src=x onerror="window.pwned = 4">')
    expect(result.locator(".pt-chip")).to_have_text("<b onclick=x>bold</b>")
    expect(result).to_contain_text("p<b and c>d <mark>fake</mark>")
    assert result.locator("img, b, script").count() == 0
    marked = result.locator("mark").all_inner_texts()
    assert marked
    assert all("zebra" in text.lower() for text in marked)
    assert page.title() == "X</title><script>window.pwned = 1</script> - Plain Trials"
    assert page.evaluate("window.pwned") is None


def test_without_scripts_the_form_leads_to_lists(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}trials/T00/")
    search(page, "asthma")
    page.get_by_role("searchbox").press("Enter")

    expect(page).to_have_url(f"{site}search/?q=asthma")
    expect(page.locator("noscript .pt-note")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_be_hidden()
    page.get_by_role("article").get_by_role("link", name="By health problem").click()
    expect(page).to_have_url(f"{site}conditions/")
    context.close()


def test_the_menu_works_with_the_keyboard(page: Page, site: str) -> None:
    page.goto(f"{site}trials/T00/")
    button = page.get_by_role("button", name="Menu")
    first = page.locator(".md-sidebar--primary").get_by_role("link", name="Start")
    assert page.locator(".md-sidebar--primary").evaluate("menu => menu.inert")

    button.press("Enter")

    expect(button).to_have_attribute("aria-expanded", "true")
    expect(first).to_be_focused()
    page.keyboard.press("Escape")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(button).to_be_focused()


def test_the_switch_turns_to_dark_and_the_choice_lasts(page: Page, site: str) -> None:
    page.goto(site)
    body = page.locator("body")
    paper = "getComputedStyle(document.body).getPropertyValue('--pt-paper').trim()"
    assert page.evaluate(paper) == "#f7f5f0"

    page.get_by_title("Leave light colours").click()

    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(f"{site}trials/T00/")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    assert page.evaluate(paper) == "#182227"
