"""A trial's page without Material's script: light, and with all that its frame has to do."""

import gzip
import http.server
import threading
import time
from collections.abc import Iterator
from functools import partial
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from generator.site.engine import build_site
from generator.starter import make_site
from tests.browser.serving import PHONE, Handler
from tests.conftest import REPOSITORY

TRIAL = "trials/NCT01157403/"
MOST_BYTES = 50_000
"""All that a page of a trial loads at first, compressed (decision 28)."""
LATER = ("search.js", "near.js", "mylist.js")
"""Scripts that a first look does not need."""


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
    assert not [url for url in loaded if url.endswith(LATER)]


def styles(page: Page) -> dict[str, str]:
    """Return how each part of a page looks, by its place in the page.

    Of parts that no rule can tell apart but by counting, such as the items of a list, one is read.
    """
    found: dict[str, str] = page.evaluate(
        """() => {
        const path = (part) => part
          && `${path(part.parentElement)} ${part.tagName}.${part.getAttribute("class")}`
          + `.${part.type}${part.open}${part.hidden}`
          + `.${!part.previousElementSibling}${!part.nextElementSibling}`;
        const parts = [...document.querySelectorAll("body, body *")];
        const kinds = new Map(parts.map((part) => [path(part), part]));
        return Object.fromEntries(
          [...kinds.values()].flatMap((part, n) =>
          ["", "::before", "::after"].map((which) => {
            const style = getComputedStyle(part, which);
            // What stands before or behind a part, and has no content, is not there.
            const isThere = !which || !["none", "normal"].includes(style.content);
            const all = isThere ? [...style] : ["content"];
            const names = all.filter((name) => !name.startsWith("--"));
            const values = names.map((name) => `${name}: ${style.getPropertyValue(name)}`);
            return [`${n} ${part.tagName} ${part.className}${which}`, values.join("; ")];
          })));
        }"""
    )
    return found


@pytest.mark.parametrize(
    ("path", "width", "media"),
    [
        *(
            (path, width, "screen")
            for path in (TRIAL, "trials/", "search/")
            for width in (360, 1300)
        ),
        (TRIAL, 1300, "print"),
    ],
)
def test_what_is_left_out_of_the_styles_changes_nothing(
    address: str, browser: Browser, path: str, width: int, media: str
) -> None:
    looks = []
    for is_whole in (False, True):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, reduced_motion="reduce"
        )
        if is_whole:
            context.route("**/trials.*.min.css", whole_styles)
        page = context.new_page()
        page.goto(address + path)
        page.emulate_media(media="print" if media == "print" else "screen")
        page.evaluate("document.getElementById('__drawer').click()")
        page.wait_for_timeout(500)
        looks.append(styles(page))
        context.close()
    assert len(looks[0]) > 300
    assert [part for part in looks[1] if looks[0].get(part) != looks[1][part]] == []


def whole_styles(route: Route) -> None:
    """Answer with all that Material has."""
    folder = Path(str(files("material"))) / "templates" / "assets" / "stylesheets"
    sheets = [next(folder.glob(f"{name}.*.min.css")) for name in ("main", "palette")]
    route.fulfill(
        body="".join(sheet.read_text("utf-8") for sheet in sheets), content_type="text/css"
    )


def asked(page: Page) -> list[str]:
    """Keep the addresses that a page asks for from now on."""
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    return addresses


def is_asked(addresses: list[str], name: str) -> bool:
    return any(address.endswith(f"assets/{name}") for address in addresses)


def test_search_comes_with_the_focus_and_finds_what_was_typed_meanwhile(
    address: str, page: Page
) -> None:
    addresses = asked(page)
    page.route("**/assets/search.js", slowly)
    page.goto(address + TRIAL)
    page.wait_for_load_state("networkidle")
    assert not is_asked(addresses, "search.js")
    page.locator("#pt-q").focus()
    page.keyboard.type("pregnancy")
    found = page.locator(".pt-panel__list li a").first
    expect(found).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(found).to_be_focused()
    assert sum(url.endswith("/search.js") for url in addresses) == 1


def slowly(route: Route) -> None:
    time.sleep(0.5)
    route.continue_()


def test_a_search_that_cannot_load_says_so_and_tells_no_server(address: str, page: Page) -> None:
    page.route("**/assets/search.js", lambda route: route.abort())
    page.goto(address + TRIAL)
    page.locator("#pt-q").focus()
    expect(page.locator(".pt-panel__count")).to_have_text("The search could not load")
    page.unroute("**/assets/search.js")
    page.locator(".pt-header__list").focus()
    page.locator("#pt-q").fill("pregnancy")
    expect(page.locator(".pt-panel__list li").first).to_be_visible()

    page.route("**/assets/search.js", lambda route: route.abort())
    page.reload()
    page.locator("#pt-q").fill("some words")
    addresses = asked(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/#q=some%20words")
    assert not [url for url in addresses if "?q=" in url]


def test_list_comes_when_its_button_is_pressed(address: str, page: Page) -> None:
    addresses = asked(page)
    page.route("**/assets/mylist.js", lambda route: route.abort())
    page.goto(address + TRIAL)
    title = page.locator("h1").inner_text()
    button = page.locator(".pt-keep-line .pt-keep")
    expect(button).to_have_accessible_name(f"Add to my list: {title}")
    assert not is_asked(addresses, "mylist.js")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#pt-list-words")).to_contain_text("did not load")
    page.unroute("**/assets/mylist.js")
    page.keyboard.press("Enter")
    expect(button).to_have_accessible_name(f"Remove from my list: {title}")
    expect(button).to_be_focused()
    expect(page.locator("[data-list-count]")).to_have_text("(1)")
    page.goto(address + "trials/")
    expect(page.locator("[data-list-count]")).to_have_text("(1)")


@pytest.mark.parametrize("path", [TRIAL, "search/#q=NCT01638234"])
@pytest.mark.parametrize("event", ["pointerover", "focusin", "touchstart"])
def test_a_press_just_before_the_page_is_left_is_kept(
    address: str, page: Page, path: str, event: str
) -> None:
    addresses = asked(page)
    page.goto(address + path)
    button = page.locator(".pt-keep").first
    expect(button).to_be_visible()
    assert not is_asked(addresses, "mylist.js")
    button.dispatch_event(event, {"bubbles": True})
    page.wait_for_function("window.plaintrialsList")
    button.evaluate("(one, next) => { one.click(); location.assign(next); }", address + "trials/")
    page.wait_for_url("**/trials/")
    expect(page.locator("[data-list-count]")).to_have_text("(1)")


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


def test_a_narrow_screen_has_the_contents_on_the_page(address: str, page: Page) -> None:
    page.goto(address + TRIAL)
    contents = page.locator(".pt-contents")
    expect(contents).to_be_hidden()  # the column at the side has them
    page.set_viewport_size(PHONE)
    expect(contents).to_be_visible()
    contents.get_by_text("On this page").click()
    heads = [head for head in page.locator("article h2").all_inner_texts() if head != "In short"]
    links = contents.get_by_role("link")
    expect(links).to_have_text(heads)
    links.filter(has_text="Places").click()
    expect(page.get_by_role("heading", name="Places")).to_be_in_viewport()


def test_bars_of_the_home_page_can_be_seen(address: str, page: Page) -> None:
    page.goto(address)
    for media in ("screen", "print"):
        page.emulate_media(media="print" if media == "print" else "screen")
        heights = page.locator(".pt-bar").evaluate_all(
            "bars => bars.map((bar) => bar.getBoundingClientRect().height)"
        )
        assert len(heights) > 10
        assert min(heights) > 5
    page.emulate_media(media="screen")
    year = page.locator(".pt-bars--years li").first
    tops = year.locator("a, .pt-bar").evaluate_all(
        "parts => parts.map((one) => one.getBoundingClientRect()).map((it) => it.top + it.bottom)"
    )
    assert abs(tops[0] - tops[1]) < 8  # a bar above its year would belong to the year before
