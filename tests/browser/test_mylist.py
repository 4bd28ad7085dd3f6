"""The reader's own list and the trials in it side by side: on a phone, by keyboard, on paper."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

from generator.site.engine import build_site
from tests.browser.serving import PHONE, overhang, served
from tests.small_sites import make_site, number, write_record

DESK: ViewportSize = {"width": 1280, "height": 900}
HOSTILE = '<img src=x onerror=alert(1)> & "quoted" trial'
PHASES = ("PHASE1", "PHASE2", "PHASE3")


def write_trial(folder: Path, n: int, **sections: Any) -> None:
    status = {"overall_status": "RECRUITING", "last_update_submit_date": "2026-03-01"}
    design = {"study_type": "INTERVENTIONAL", "phases": [PHASES[n % 3]]}
    places = [
        {"facility": "North clinic", "city": "Oslo", "country": "Norway", "status": "RECRUITING",
         "geo_point": {"lat": 59.91273, "lon": 10.74609}},
        {"facility": "West clinic", "city": "Bergen", "country": "Norway",
         "geo_point": {"lat": 60.39299, "lon": 5.32415}},
    ]  # fmt: skip
    values = {
        "status": status,
        "design": design,
        "conditions": {"conditions": ["Asthma"]},
        "eligibility": {"minimum_age": "18 Years", "sex": "ALL"},
        "contacts_locations": {"locations": places},
        **sections,
    }
    write_record(folder / "records", n, **values)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mylist")
    config = make_site(folder, [], nav=["index.md", "trials/index.md", "compare.md"])
    for n in range(1, 6):
        write_trial(folder, n)
    write_trial(folder, 6, identification={"registry_id": number(6), "brief_title": HOSTILE})
    return build_site(config).site_dir


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with served(folder) as address:
        yield address


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=PHONE)
    context.set_default_timeout(10_000)
    yield context
    context.close()


def visit(reader: BrowserContext, address: str, path: str) -> Page:
    page = reader.new_page()
    page.goto(address + path)
    return page


def own_button(page: Page) -> Locator:
    return page.locator(".pt-keep-line .pt-keep")


def add(page: Page, address: str, *numbers: int) -> None:
    for n in numbers:
        page.goto(f"{address}trials/{number(n)}/")
        own_button(page).click()
        expect(own_button(page)).to_have_text("Remove from my list")


def columns(page: Page) -> list[str]:
    expect(page.get_by_role("table")).to_be_visible()
    return [text.strip() for text in page.get_by_role("columnheader").all_inner_texts()]


def rows(page: Page) -> dict[str, list[str]]:
    """Return each row of the table: its head and mark, and what each trial has."""
    expect(page.get_by_role("table")).to_be_visible()
    found = {}
    for row in page.locator(".pt-mylist__table tbody tr").all():
        head = " ".join(row.locator("th").inner_text().split())
        found[head] = [" ".join(cell.inner_text().split()) for cell in row.locator("td").all()]
    return found


def test_a_trial_is_added_and_removed_on_its_page(address: str, reader: BrowserContext) -> None:
    page = visit(reader, address, f"trials/{number(1)}/")
    button = page.get_by_role("button", name="Add to my list: Invented trial 1")
    place = button.bounding_box()
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#pt-list-words")).to_have_text(
        "Added to your list on this device: Invented trial 1"
    )
    button = page.get_by_role("button", name="Remove from my list: Invented trial 1")
    expect(button).to_be_focused()
    assert button.bounding_box() == place
    expect(page.get_by_role("link", name="My list (1)")).to_be_visible()
    page.reload()
    button.click()
    expect(page.locator(".pt-header__list")).to_have_text("My list")
    assert page.evaluate("Object.keys(localStorage).filter(k => k.includes('list'))") == []


def test_nothing_moves_when_the_scripts_have_run(address: str, reader: BrowserContext) -> None:
    page = reader.new_page()
    page.route("**/mylist.js", lambda route: route.abort())
    page.goto(address + "trials/")
    before = [item.bounding_box() for item in page.locator(".pt-listing li").all()]
    page.unroute("**/mylist.js")
    page.goto(address + "trials/")
    expect(page.get_by_role("button", name="Add to my list: Invented trial 1")).to_be_visible()
    assert [item.bounding_box() for item in page.locator(".pt-listing li").all()] == before


def test_from_a_list_of_trials_the_facts_come_from_the_trials_page(
    address: str, reader: BrowserContext
) -> None:
    page = visit(reader, address, "trials/")
    for n in (1, 2):
        page.get_by_role("button", name=f"Add to my list: Invented trial {n}").click()
        expect(
            page.get_by_role("button", name=f"Remove from my list: Invented trial {n}")
        ).to_be_visible()
    page.get_by_role("link", name="My list (2)").click()
    table = page.get_by_role("table")
    expect(table).to_contain_text("18 or older")
    assert columns(page)[1:] == [
        "Trial 1\nInvented trial 1\nNCT00000001",
        "Trial 2\nInvented trial 2\nNCT00000002",
    ]


def test_compared_trials_have_a_row_for_each_fact_and_words_for_what_differs(
    address: str, reader: BrowserContext
) -> None:
    page = reader.new_page()
    page.set_viewport_size(DESK)
    add(page, address, 1, 2)
    page.goto(address + "compare/")
    found = rows(page)
    assert found["Where it stands The same"] == ["Looking for people", "Looking for people"]
    assert found["Phase Differs"] == ["Phase 2", "Phase 3"]
    assert found["Places The same"] == ["Norway", "Norway"]
    assert set(page.locator(".pt-mylist__table th[scope=row]").all_inner_texts())
    heads = page.get_by_role("table").get_by_role("rowheader").count()
    assert heads == len(found)


def test_at_most_four_are_compared_and_others_can_be_ticked_instead(
    address: str, reader: BrowserContext
) -> None:
    page = reader.new_page()
    add(page, address, 1, 2, 3, 4, 5)
    page.goto(address + "compare/")
    assert len(columns(page)) == 5
    fifth = page.get_by_label("Compare: Invented trial 5")
    fifth.click()
    expect(page.locator(".pt-mylist__said")).to_have_text(
        "You can compare up to 4 trials. Untick one first."
    )
    expect(fifth).not_to_be_checked()
    page.get_by_label("Compare: Invented trial 2").uncheck()
    page.get_by_label("Compare: Invented trial 5").check()
    expect(page.get_by_label("Compare: Invented trial 5")).to_be_focused()
    assert [name.split("\n")[1] for name in columns(page)[1:]] == [
        f"Invented trial {n}" for n in (1, 3, 4, 5)
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_phone_where_trials_stand_one_below_the_other(
    scheme: Any, address: str, browser: Browser
) -> None:
    reader = browser.new_context(viewport=PHONE, color_scheme=scheme)
    page = reader.new_page()
    add(page, address, 1, 2, 6)
    page.goto(address + "compare/")
    assert overhang(page) <= 0
    one, other = page.locator(".pt-mylist__table tbody tr").first.locator("td").all()[:2]
    upper, lower = one.bounding_box(), other.bounding_box()
    assert upper
    assert lower
    assert (upper["x"], upper["y"] < lower["y"]) == (lower["x"], True)
    # A table that looks like a list is still a table to who listens.
    assert page.get_by_role("table").get_by_role("columnheader").count() == 4
    for part in page.locator(".pt-mylist :is(button, a, label)").all():
        box = part.bounding_box()
        assert box is None or min(box["width"], box["height"]) >= 24, part.inner_text()
    reader.close()


def test_a_hostile_title_is_only_text(address: str, reader: BrowserContext) -> None:
    page = reader.new_page()
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    add(page, address, 6, 1)
    page.goto(address + "compare/")
    expect(page.get_by_role("link", name=HOSTILE).first).to_be_visible()
    assert page.locator(".pt-mylist img").count() == 0


def test_what_is_kept_is_read_anew_from_the_site(address: str, reader: BrowserContext) -> None:
    page = reader.new_page()
    add(page, address, 1, 2)
    page.evaluate("""() => {
      const key = Object.keys(localStorage).find((name) => name.includes("list"));
      const old = JSON.parse(localStorage[key]);
      old[0].status = "An old status";
      old.push({...old[1], id: "NCT99999999", title: "A trial that is gone"}, {id: "<b>"}, 7);
      localStorage[key] = JSON.stringify(old);
    }""")
    page.goto(address + "compare/")
    expect(page.get_by_text("This trial's page is not on this site any more")).to_be_visible()
    expect(page.locator(".pt-mylist")).not_to_contain_text("An old status")
    expect(page.locator(".pt-mylist__count")).to_have_text("3 trials in your list")


def test_without_the_site_what_was_kept_is_shown(address: str, reader: BrowserContext) -> None:
    page = reader.new_page()
    add(page, address, 1, 2)
    page.route("**/trials/*/", lambda route: route.abort())
    page.goto(address + "compare/")
    assert rows(page)["Phase Differs"] == ["Phase 2", "Phase 3"]


def test_the_list_can_be_emptied(address: str, reader: BrowserContext) -> None:
    page = reader.new_page()
    add(page, address, 1, 2, 3)
    page.goto(address + "compare/")
    page.get_by_role("button", name="Remove from my list: Invented trial 2").click()
    expect(page.locator(".pt-mylist__said")).to_have_text(
        "Removed from your list: Invented trial 2"
    )
    expect(page.get_by_label("Compare: Invented trial 3")).to_be_focused()
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Remove all from my list").click()
    expect(page.locator(".pt-mylist")).to_be_hidden()
    assert page.evaluate("Object.keys(localStorage).filter(k => k.includes('list'))") == []


def test_an_empty_list_says_how_to_begin(address: str, reader: BrowserContext) -> None:
    page = visit(reader, address, "compare/")
    expect(page.locator(".pt-mylist__said")).to_contain_text("Your list is empty.")
    expect(page.locator(".pt-mylist")).to_be_hidden()


def test_a_full_list_says_so(address: str, reader: BrowserContext) -> None:
    page = reader.new_page()
    add(page, address, 1)
    page.evaluate("""() => {
      const key = Object.keys(localStorage).find((name) => name.includes("list"));
      const [one] = JSON.parse(localStorage[key]);
      const many = Array.from({length: 20}, (_, n) => ({...one, id: `NCT9${n}`}));
      localStorage[key] = JSON.stringify(many);
    }""")
    page.goto(f"{address}trials/{number(2)}/")
    own_button(page).click()
    expect(page.get_by_text("Your list is full. It holds 20. Remove one first.")).to_be_visible()
    expect(own_button(page)).to_have_text("Add to my list")


def test_a_browser_that_keeps_nothing_says_so(address: str, reader: BrowserContext) -> None:
    page = reader.new_page()
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('closed'); }")
    page.goto(f"{address}trials/{number(1)}/")
    own_button(page).click()
    expect(page.get_by_text("Your browser does not let us keep a list")).to_be_visible()


def test_without_scripts_there_is_no_button_and_the_page_says_why(
    address: str, browser: Browser
) -> None:
    reader = browser.new_context(java_script_enabled=False)
    page = visit(reader, address, f"trials/{number(1)}/")
    for part in (own_button(page), page.locator(".pt-header__list"), page.locator(".pt-near")):
        expect(part).to_be_hidden()
    page.goto(address + "compare/")
    expect(page.locator("noscript .pt-note")).to_be_visible()
    reader.close()


def test_the_table_is_on_paper_and_buttons_are_not(
    address: str, reader: BrowserContext, tmp_path: Path
) -> None:
    page = reader.new_page()
    add(page, address, 1, 2)
    page.goto(address + "compare/")
    page.emulate_media(media="print")
    expect(page.get_by_role("table")).to_be_visible()
    expect(page.locator(".pt-mylist__do").first).to_be_hidden()
    expect(page.get_by_role("button", name="Print this page")).to_be_hidden()


def test_it_works_from_a_disk(folder: Path, reader: BrowserContext) -> None:
    """No request can be made there: the trial's own page is where its facts are kept."""
    page = reader.new_page()
    for n in (1, 2):
        page.goto((folder / f"trials/{number(n)}/index.html").as_uri())
        own_button(page).click()
        expect(own_button(page)).to_have_text("Remove from my list")
    page.goto((folder / "compare/index.html").as_uri())
    assert rows(page)["Phase Differs"] == ["Phase 2", "Phase 3"]
    page.get_by_role("link", name="Invented trial 1").first.click()
    expect(page.get_by_role("heading", name="Invented trial 1")).to_be_visible()


def test_nothing_but_pages_of_this_site_is_asked_for(address: str, reader: BrowserContext) -> None:
    page = reader.new_page()
    asked: list[str] = []
    add(page, address, 1, 2)
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + "compare/")
    expect(page.get_by_role("table")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert all(url.startswith(address) for url in asked)
    assert sorted(url for url in asked if "/trials/" in url) == [
        f"{address}trials/{number(n)}/" for n in (1, 2)
    ]


def test_the_alike_trials_of_a_page_can_be_kept_too(address: str, reader: BrowserContext) -> None:
    page = visit(reader, address, f"trials/{number(1)}/")
    others = page.locator(".pt-alike")
    expect(others.get_by_role("link")).to_have_count(5)
    others.get_by_role("button", name="Add to my list: Invented trial 3").click()
    expect(page.get_by_role("link", name="My list (1)")).to_be_visible()
    # The name comes from the row, the rest a moment later from the trial's own page.
    kept = page.wait_for_function(
        """() => {
          const key = Object.keys(localStorage).find((one) => one.includes("list"));
          const [first] = JSON.parse(localStorage[key]);
          return first.facts.length && first;
        }"""
    ).json_value()
    assert (kept["id"], kept["title"]) == (number(3), "Invented trial 3")
    assert "Phase 1" in json.dumps(kept)
