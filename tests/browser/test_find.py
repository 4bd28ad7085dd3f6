"""The page for finding trials as a reader uses it: everyday words, filters, address, keyboard."""

import http.server
import json
import threading
from collections.abc import Iterator
from functools import partial

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from generator.site.engine import build_site
from generator.starter import make_site
from tests.browser.serving import Handler
from tests.conftest import REPOSITORY

COUNT = ".pt-find__count"
FOUND = ".pt-find__list > li"
MANY = "sleep disease cancer asthma"  # finds more than are shown at once


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("find") / "site"
    make_site(folder)
    site = build_site(folder / "mkdocs.yml", [REPOSITORY / "records"]).site_dir
    handler = partial(Handler, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A phone; the test fails on any request that leaves the site."""
    opened = browser.new_context(viewport={"width": 390, "height": 800})
    opened.set_default_timeout(20_000)
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    yield opened
    opened.close()
    assert [url for url in asked if not url.startswith(address)] == []


@pytest.fixture
def page(context: BrowserContext, address: str) -> Page:
    expect.set_options(timeout=20_000)
    opened = context.new_page()
    opened.goto(f"{address}search/")
    expect(opened.locator(".pt-filters")).to_be_visible()
    return opened


def ask(page: Page, words: str) -> None:
    page.get_by_role("searchbox", name="Search trials").fill(words)


def filter_named(page: Page, name: str) -> Locator:
    """Open the filters and one of them."""
    if not page.locator(".pt-filters").evaluate("one => one.open"):
        page.locator(".pt-filters > summary").click()
    expect(page.locator(".pt-filter").first).to_be_visible()
    box = page.locator(".pt-filter").filter(has=page.locator("summary", has_text=name)).first
    if not box.evaluate("one => one.open"):
        box.locator("summary").click()
    return box


def test_an_everyday_word_finds_the_medical_one_and_says_why(page: Page) -> None:
    ask(page, "trouble sleeping")

    first = page.locator(FOUND).first
    expect(first.locator(".pt-listing__why")).to_contain_text(
        "Other words for it: trouble sleeping"
    )
    expect(first.locator("mark").first).to_be_visible()
    expect(page.locator(COUNT)).to_contain_text("result")


def test_lists_come_before_the_box(page: Page) -> None:
    browse = page.get_by_role("article").get_by_role("link", name="By health problem")
    above, box = browse.bounding_box(), page.locator("#pt-find-q").bounding_box()
    assert above
    assert box
    assert above["y"] < box["y"]


def test_filters_count_narrow_and_stand_in_the_address(page: Page, address: str) -> None:
    box = filter_named(page, "Status")
    choice = box.locator("li", has_text="Finished")
    count = int(choice.locator(".pt-count").inner_text())
    choice.get_by_role("checkbox").check()

    expect(page.locator(COUNT)).to_have_text(f"{count} results")
    expect(page).to_have_url(f"{address}search/#statuses=Finished")
    expect(page.locator(f"{FOUND} .pt-chip").first).to_contain_text("Finished")
    country = filter_named(page, "Country").locator("li:not(.pt-none)").first
    fewer = int(country.locator(".pt-count").inner_text())
    assert 0 < fewer <= count
    country.get_by_role("checkbox").check()
    expect(page.locator(COUNT)).to_contain_text(f"{fewer} result")


def test_an_address_shows_the_same_search_to_somebody_else(
    context: BrowserContext, address: str, page: Page
) -> None:
    filter_named(page, "Status").locator("li", has_text="Finished").get_by_role("checkbox").check()
    ask(page, "sleep")
    expect(page).to_have_url(f"{address}search/#q=sleep&statuses=Finished")
    # The address changes before the list does; only what was found by a word has marks.
    expect(page.locator(f"{FOUND} mark").first).to_be_visible()
    expect(page.locator(COUNT)).to_contain_text("result")
    expect(page.locator(FOUND).first).to_contain_text("Finished")
    titles = page.locator(f"{FOUND} > a").all_inner_texts()
    assert titles

    other = context.new_page()
    other.goto(page.url)

    expect(other.locator(FOUND)).to_have_count(len(titles))
    assert other.locator(f"{FOUND} > a").all_inner_texts() == titles
    expect(other.get_by_role("searchbox", name="Search trials")).to_have_value("sleep")
    expect(
        other.get_by_role("button", name="Take away the filter Status: Finished")
    ).to_be_visible()


def test_the_back_button_goes_back_one_choice(page: Page, address: str) -> None:
    ask(page, "sleep")
    expect(page).to_have_url(f"{address}search/#q=sleep")
    box = filter_named(page, "Status").locator("li", has_text="Finished").get_by_role("checkbox")
    box.check()
    expect(page).to_have_url(f"{address}search/#q=sleep&statuses=Finished")

    page.go_back()

    expect(page).to_have_url(f"{address}search/#q=sleep")
    expect(box).not_to_be_checked()
    page.go_forward()
    expect(box).to_be_checked()


def test_a_long_list_is_shortened_by_typing(page: Page) -> None:
    box = filter_named(page, "City")
    expect(box.get_by_role("checkbox")).to_have_count(8)
    box.get_by_role("searchbox").fill("taipei")
    expect(box.get_by_role("checkbox")).to_have_count(1)
    count = box.locator(".pt-count").inner_text()
    box.get_by_role("checkbox").check()
    expect(page.locator(COUNT)).to_contain_text(f"{count} result")


def test_nothing_found_says_what_to_try(page: Page) -> None:
    filter_named(page, "Status").locator("li", has_text="Called off").get_by_role(
        "checkbox"
    ).check()
    ask(page, "sleep")

    expect(page.locator(COUNT)).to_have_text("Nothing found for “sleep”")
    help_ = page.locator(".pt-find__help")
    expect(help_.get_by_role("link", name="trials by health problem")).to_be_visible()
    help_.get_by_role("button", name="Without “Called off”").click()
    expect(page.locator(COUNT)).to_contain_text("result")


def test_orders(page: Page, address: str) -> None:
    page.goto(f"{address}search/#ages=Adults%20(18%20to%2064)")
    expect(page.locator(FOUND)).to_have_count(5)
    page.get_by_role("button", name="Show more results").click()
    expect(page.locator(FOUND)).not_to_have_count(5)
    page.get_by_role("combobox", name="Order").select_option("title")
    expect(page).to_have_url(f"{address}search/#ages=Adults%20%2818%20to%2064%29&sort=title")
    expect(page.locator(FOUND)).to_have_count(5)
    expect(page.locator(f"{FOUND} mark")).to_have_count(0)
    titles = page.locator(f"{FOUND} > a").all_inner_texts()
    assert titles == sorted(titles, key=str.casefold)


def test_results_that_come_late_stay_out_of_the_next_list(page: Page, address: str) -> None:
    page.goto(f"{address}search/#ages=Adults%20(18%20to%2064)")
    expect(page.locator(FOUND)).to_have_count(5)
    more = page.get_by_role("button", name="Show more results")
    held: list[Route] = []
    late = True
    page.route("**/fragment/**", lambda route: held.append(route) if late else route.continue_())
    with page.expect_request("**/fragment/**"):
        more.click()
    expect(more).to_be_disabled()
    page.get_by_role("combobox", name="Order").select_option("title")
    expect(page).to_have_url(f"{address}search/#ages=Adults%20%2818%20to%2064%29&sort=title")
    late = False
    for route in held:
        route.continue_()
    expect(more).to_be_enabled()
    page.wait_for_function(
        """() => {
          const links = [...document.querySelectorAll(".pt-find__list > li > a")];
          const titles = links.map((link) => link.innerText.toLowerCase());
          return titles.every((title, i) => !i || titles[i - 1] <= title);
        }"""
    )
    expect(page.locator(FOUND)).to_have_count(5)


def test_a_typing_error_is_mended_and_said(page: Page, address: str) -> None:
    ask(page, "melotonin")

    count = page.locator(COUNT)
    expect(count).to_contain_text("Nothing found for “melotonin”. Showing “melatonin” instead.")
    expect(count).to_contain_text("result")
    expect(page.locator(f"{FOUND} > a").first).to_contain_text("Melatonin")
    expect(page).to_have_url(f"{address}search/#q=melotonin")

    page.get_by_role("button", name="Search for exactly “melotonin”").click()

    expect(count).to_have_text("Nothing found for “melotonin”")
    expect(page).to_have_url(f"{address}search/#q=melotonin&exactly=1")
    expect(page.locator(FOUND)).to_have_count(0)
    expect(page.get_by_role("searchbox", name="Search trials")).to_be_focused()
    page.go_back()
    expect(count).to_contain_text("Showing “melatonin” instead.")
    ask(page, "melatonin")
    expect(count).not_to_contain_text("instead")
    expect(count).to_contain_text("result")


def test_one_word_of_a_question_is_mended_and_the_others_stay(page: Page) -> None:
    ask(page, "slepe melatonin")
    expect(page.locator(COUNT)).to_contain_text(
        "Nothing found for “slepe”. Showing “sleep” instead."
    )
    expect(page.locator(f"{FOUND} mark").first).to_be_visible()


@pytest.mark.parametrize("typed", ["sleepmelatonin", "slepmelatonin"])
def test_words_without_a_space_are_parted_and_it_is_said(page: Page, typed: str) -> None:
    ask(page, typed)
    count = page.locator(COUNT)
    expect(count).to_contain_text(
        f"Nothing found for “{typed}”. Showing “sleep melatonin” instead."
    )
    expect(count).to_contain_text("of these words")
    expect(page.locator(f"{FOUND} mark").first).to_be_visible()
    page.get_by_role("button", name=f"Search for exactly “{typed}”").click()
    expect(count).to_have_text(f"Nothing found for “{typed}”")


def test_a_mistyped_city_is_mended(page: Page) -> None:
    ask(page, "edinbourgh")
    expect(page.locator(COUNT)).to_contain_text(
        "Nothing found for “edinbourgh”. Showing “edinburgh” instead."
    )


def test_a_typing_error_in_the_header_is_said_too(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("searchbox").fill("melotonin")
    status = page.get_by_role("status")
    expect(status).to_contain_text("Nothing found for “melotonin”. Showing “melatonin” instead.")
    page.get_by_role("button", name="Search for exactly “melotonin”").click()
    expect(status).to_have_text("Nothing found for “melotonin”")
    page.get_by_role("searchbox").press("Enter")
    expect(page).to_have_url(f"{address}search/#q=melotonin&exactly=1")
    expect(page.locator(COUNT)).to_have_text("Nothing found for “melotonin”")


@pytest.mark.parametrize("typed", ["NCT01638235", "NCT0163823x", "lukemiaxyz", "xqzwjk"])
def test_a_wrong_number_or_a_strange_word_shows_no_other_trial(page: Page, typed: str) -> None:
    ask(page, "NCT01638234")
    expect(page.locator(COUNT)).to_have_text("1 result")
    ask(page, typed)
    expect(page.locator(COUNT)).to_have_text(f"Nothing found for “{typed}”")
    expect(page.locator(FOUND)).to_have_count(0)


def test_a_search_loads_none_of_the_browsers_rules_of_languages(
    context: BrowserContext, address: str
) -> None:
    page = context.new_page()
    page.add_init_script(
        """window.made = 0;
        Intl.Segmenter = class extends Intl.Segmenter {
          constructor(...all) { super(...all); window.made += 1; }
        };
        Number.prototype.toLocaleString = () => { window.made += 1; };"""
    )
    page.goto(f"{address}search/#q=trouble%20sleeping")
    expect(page.locator(FOUND).first).to_be_visible()
    expect(page.locator(".pt-filters")).to_be_visible()
    assert page.evaluate("window.made") == 0
    numbers = [7, 999, 1000, 1234567]
    told = page.evaluate("(all) => all.map(window.ptSearch.number)", numbers)
    assert told == [f"{number:,}" for number in numbers]


def test_half_a_word_and_half_a_number_find_the_whole(page: Page) -> None:
    for typed in ("melat", "NCT016382"):
        ask(page, typed)
        expect(page.locator(f"{FOUND} > a").first).to_contain_text("Melatonin")
        expect(page.locator(COUNT)).not_to_contain_text("Nothing found")


def test_without_the_list_of_words_the_search_still_works(page: Page) -> None:
    page.route("**/pagefind/words-*.json", lambda route: route.abort())
    ask(page, "melotonin")
    expect(page.locator(COUNT)).to_have_text("Nothing found for “melotonin”")
    ask(page, "melatonin")
    expect(page.locator(COUNT)).to_contain_text("result")


def test_a_result_can_be_kept_in_the_list(page: Page, address: str) -> None:
    ask(page, "NCT01638234")
    result = page.locator(FOUND)
    expect(result).to_have_count(1)
    title = result.locator("a").inner_text()
    add = page.get_by_role("button", name=f"Add to my list: {title}", exact=True)
    box = add.bounding_box()
    assert box
    assert min(box["height"], box["width"]) >= 24
    result.locator("a").focus()
    page.keyboard.press("Tab")
    expect(add).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_role("link", name="My list (1)")).to_be_visible()
    remove = page.get_by_role("button", name=f"Remove from my list: {title}", exact=True)
    expect(remove).to_be_focused()
    expect(page.locator("#pt-list-words")).to_contain_text(title)
    ask(page, "NCT01638234 sleep")
    expect(page.locator(FOUND)).not_to_have_count(1)
    expect(remove).to_be_visible()
    page.goto(f"{address}trials/NCT01638234/")
    expect(page.get_by_role("button", name=f"Remove from my list: {title}")).to_be_visible()
    page.goto(f"{address}search/#q=NCT01638234")
    remove.click()
    expect(add).to_be_visible()
    expect(page.get_by_role("banner").get_by_role("link", name="My list")).to_have_text("My list")


def test_filters_that_come_late_take_nothing_away(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    held: list[Route] = []
    page.route("**/pagefind/filters.json", lambda route: held.append(route))
    page.goto(f"{address}search/#q={MANY}")
    expect(page.locator(FOUND)).to_have_count(5)
    assert not held  # a phone loads them for who opens them
    with page.expect_request("**/pagefind/filters.json"):
        page.locator(".pt-filters > summary").click()
    expect(page.get_by_text("Loading the filters…")).to_be_visible()
    page.get_by_role("button", name="Show more results").click()
    expect(page.locator(FOUND)).not_to_have_count(5)
    count = page.locator(FOUND).count()
    held[0].continue_()
    expect(page.locator(".pt-filter").first).to_be_visible()
    expect(page.get_by_text("Loading the filters…")).to_have_count(0)
    expect(page.locator(FOUND)).to_have_count(count)


def test_words_typed_before_the_filters_come_stay(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    held: list[Route] = []
    page.route("**/pagefind/filters.json", lambda route: held.append(route))
    page.set_viewport_size({"width": 1300, "height": 900})
    with page.expect_request("**/pagefind/filters.json"):
        page.goto(f"{address}search/")
    ask(page, MANY)
    held[0].continue_()
    expect(page.locator(".pt-filter").first).to_be_visible()
    expect(page.locator(FOUND)).to_have_count(5)
    expect(page.get_by_role("searchbox", name="Search trials")).to_have_value(MANY)


def test_opening_a_filter_leaves_the_results_as_they_are(page: Page) -> None:
    ask(page, MANY)
    expect(page.locator(FOUND)).to_have_count(5)
    page.get_by_role("button", name="Show more results").click()
    expect(page.locator(FOUND)).not_to_have_count(5)
    count = page.locator(FOUND).count()
    box = filter_named(page, "City")
    expect(box.get_by_role("checkbox")).to_have_count(8)
    assert page.locator(FOUND).count() == count


def test_all_of_it_works_with_the_keyboard(page: Page) -> None:
    page.get_by_role("searchbox", name="Search trials").focus()
    page.keyboard.press("Tab")  # the button of the form
    page.keyboard.press("Tab")
    expect(page.locator(".pt-filters > summary")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".pt-filter").nth(2)).to_be_visible()
    for _ in range(3):
        page.keyboard.press("Tab")
    status = page.locator(".pt-filter").nth(2)
    expect(status.locator("summary")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    first = status.get_by_role("checkbox").first
    expect(first).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator(COUNT)).to_contain_text("result")
    expect(first).to_be_checked()
    expect(first).to_be_focused()


def test_targets_are_large_enough_and_results_are_read_out(page: Page) -> None:
    box = filter_named(page, "Status")
    for target in box.locator("label").all():
        size = target.bounding_box()
        assert size
        assert size["height"] >= 24
        assert size["width"] >= 24
    expect(page.get_by_role("status")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_text_of_a_record_stays_text(page: Page, address: str) -> None:
    bad = "<img src=x onerror='window.pwned=1'>"

    def hostile(route: Route) -> None:
        column = {"values": [bad], "groups": [[0]], "signs": "0", "of": "0"}
        filters = [{"name": "statuses", "head": bad, **column}]
        route.fulfill(body=json.dumps(filters), content_type="application/json")

    page.route("**/pagefind/filters.json", hostile)
    page.goto(f"{address}about/")
    page.goto(f"{address}search/#statuses={bad}")
    expect(page.locator(".pt-chosen button")).to_contain_text(bad)
    assert page.locator(".pt-find img").count() == 0
    assert page.evaluate("window.pwned") is None


def test_without_filters_the_search_still_works(page: Page, address: str) -> None:
    page.route("**/pagefind/filters.json", lambda route: route.abort())
    page.goto(f"{address}about/")
    page.goto(f"{address}search/#q=sleep")
    expect(page.locator(FOUND).first).to_be_visible()
    summary = page.locator(".pt-filters > summary")
    summary.click()
    expect(page.get_by_text("The filters could not load.")).to_be_visible()
    expect(page.locator(FOUND).first).to_be_visible()
    page.unroute("**/pagefind/filters.json")
    summary.click()
    expect(page.get_by_text("The filters could not load.")).to_have_count(0)
    summary.click()
    expect(page.locator(".pt-filter").first).to_be_visible()


def test_without_scripts_there_are_lists(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}search/?q=sleep")
    expect(page.locator(".pt-find__parts")).to_be_hidden()
    page.get_by_role("article").get_by_role("link", name="By country").click()
    expect(page).to_have_url(f"{address}countries/")
    context.close()
