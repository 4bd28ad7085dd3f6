"""The self-check of the rules, as a reader uses it: on a phone, by keyboard, on paper."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

from generator.site.engine import build_site
from tests.browser.serving import PHONE, overhang, served
from tests.small_sites import make_site, number, write_record

RULES = """\
Inclusion Criteria:

* Age 18 or more
* One of these:
  * a cough
  * a cold
* OR
* Likes tea

Exclusion Criteria:

Part A only:

* Pregnant
* Takes part in another trial

All parts:

* Allergy to tea
* Heart failure
"""
COUNT = 7
LETS_IN = """\
Inclusion Criteria:

* Likes tea

Exclusion Criteria:

* Spills tea
* People with a cough may be included
"""
TWO_LISTS = """\
Inclusion Criteria (cats):

* Likes fish

Inclusion Criteria (dogs):

* Likes walks
"""
OPEN = {"overall_status": "RECRUITING", "last_update_submit_date": "2026-03-01"}
PAPER: ViewportSize = {"width": 720, "height": 1000}


def write_trial(folder: Path, n: int, rules: str, **status: str) -> None:
    eligibility = {"eligibility_criteria": rules, "minimum_age": "18 Years"}
    write_record(folder / "records", n, status={**OPEN, **status}, eligibility=eligibility)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of trials with the same rules; one is over, and one is there to be changed."""
    folder = tmp_path_factory.mktemp("selfcheck")
    config = make_site(folder, [])
    write_trial(folder, 1, RULES)
    write_trial(folder, 2, RULES)
    write_trial(folder, 3, RULES, overall_status="COMPLETED")
    write_trial(folder, 4, RULES)
    write_trial(folder, 5, LETS_IN)
    write_trial(folder, 6, TWO_LISTS)
    return build_site(config).site_dir


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with served(folder) as address:
        yield f"{address}trials/"


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=PHONE)
    context.set_default_timeout(10_000)
    yield context
    context.close()


def visit(reader: BrowserContext, address: str, n: int = 1) -> Page:
    page = reader.new_page()
    page.goto(f"{address}{number(n)}/")
    return page


def start(page: Page) -> None:
    page.get_by_role("button", name="Check these rules for yourself").click()


def group(page: Page, rule: str) -> Locator:
    return page.get_by_role("group", name=f"Your mark for: {rule}")


def mark(page: Page, rule: str, answer: str) -> None:
    group(page, rule).get_by_label(answer, exact=True).check()


def marks(page: Page) -> dict[str, str]:
    """Return each rule that has a mark, and the mark, as a screen reader finds them."""
    found = page.get_by_role("group").filter(has=page.get_by_role("radio", checked=True))
    names = [one.locator("legend").inner_text() for one in found.all()]
    chosen = [one.get_by_role("radio", checked=True).input_value() for one in found.all()]
    return dict(zip((name.removeprefix("Your mark for: ") for name in names), chosen, strict=True))


def test_without_scripts_there_is_the_list_and_nothing_else(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = visit(context, address)
    expect(page.get_by_text("Likes tea", exact=True)).to_be_visible()
    expect(page.locator(".pt-check")).to_be_hidden()
    assert page.get_by_role("radio").count() == 0
    jump = page.get_by_role("link", name="Pregnancy and birth control")
    assert jump.get_attribute("href") == "#rule--4"
    jump.click()
    expect(page.locator("#rule--4")).to_be_in_viewport()
    context.close()


def test_each_rule_can_be_marked_and_what_is_no_rule_cannot(
    reader: BrowserContext, address: str
) -> None:
    page = visit(reader, address)
    assert page.get_by_role("radio").count() == 0
    start(page)
    assert page.get_by_role("radio").count() == 3 * COUNT
    names = [legend.inner_text() for legend in page.locator(".pt-mark legend").all()]
    assert names[1] == "Your mark for: One of these: a cough a cold"
    assert not [name for name in names if name.endswith((": OR", "Part A only:"))]
    expect(page.get_by_text("Nothing is sent to us or to anyone else.")).to_be_visible()
    expect(page.locator(".pt-check").get_by_text("Only the trial team can tell")).to_be_visible()
    page.get_by_role("button", name="Close the check").click()
    assert page.get_by_role("radio").count() == 0


def test_marks_are_made_by_keyboard_and_counted_aloud(reader: BrowserContext, address: str) -> None:
    page = visit(reader, address)
    toggle = page.get_by_role("button", name="Check these rules for yourself")
    toggle.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Close the check")).to_have_attribute(
        "aria-expanded", "true"
    )
    page.keyboard.press("Tab")
    focused = page.locator("input:focus")
    expect(focused).to_have_attribute("value", "yes")
    assert (
        page.locator(".pt-mark label:has(:focus)").evaluate(
            "it => getComputedStyle(it).outlineStyle"
        )
        == "solid"
    )
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert marks(page) == {"Age 18 or more": "yes", "One of these: a cough a cold": "unsure"}
    expect(page.get_by_role("status").filter(has_text="marked")).to_have_text(
        f"You have marked 2 of {COUNT} rules."
    )


def test_summary_says_what_was_marked_and_judges_nothing(
    reader: BrowserContext, address: str
) -> None:
    page = visit(reader, address)
    start(page)
    assert page.get_by_role("heading", name="Rules to ask the team about").count() == 0
    for rule, answer in {
        "Age 18 or more": "Applies to me",
        "Likes tea": "Does not apply to me",
        "Pregnant": "Not sure",
        "Allergy to tea": "Applies to me",
        "Heart failure": "Does not apply to me",
    }.items():
        mark(page, rule, answer)
    page.get_by_role("heading", name="Rules to ask the team about").wait_for()
    heads = [head.inner_text() for head in page.locator(".pt-check__end .pt-quote-head").all()]
    joins, keeps_out = "able to join (inclusion criteria)", "able to join (exclusion criteria)"
    assert [head.split("” under “") for head in heads] == [
        ["Marked “Does not apply to me", f"Who may be {joins}” (1)"],
        ["Marked “Not sure", f"Who may not be {keeps_out}” (1)"],
        ["Marked “Applies to me", f"Who may not be {keeps_out}” (1)"],
    ]
    links = page.locator(".pt-check__end").get_by_role("link")
    assert links.all_inner_texts() == ["Likes tea", "Pregnant", "Allergy to tea"]
    links.last.click()
    expect(page.locator("[data-rule]:target")).to_contain_text("Allergy to tea")
    said = page.locator(".pt-check__end").inner_text()
    assert not re.search(r"\byou (can|cannot|may|will)\b|eligib|qualif", said, re.IGNORECASE)


def test_line_that_lets_in_is_asked_about_only_if_the_reader_is_not_sure(
    reader: BrowserContext, address: str
) -> None:
    page = visit(reader, address, 5)
    start(page)
    expect(page.get_by_text("Some lines here also say who may join.")).to_be_visible()
    links = page.locator(".pt-check__end").get_by_role("link")
    mark(page, "Spills tea", "Applies to me")
    for answer in ("Applies to me", "Does not apply to me"):
        mark(page, "People with a cough may be included", answer)
        assert links.all_inner_texts() == ["Spills tea"]
    mark(page, "People with a cough may be included", "Not sure")
    assert links.all_inner_texts() == ["Spills tea", "People with a cough may be included"]


def test_lists_under_one_head_are_named_by_it(reader: BrowserContext, address: str) -> None:
    page = visit(reader, address, 6)
    start(page)
    mark(page, "Likes fish", "Not sure")
    mark(page, "Likes walks", "Not sure")
    heads = page.locator(".pt-check__end .pt-quote-head")
    named = "Marked “Not sure” under “Who may be able to join (inclusion criteria)” (2)"
    expect(heads).to_have_text([named])


@pytest.mark.parametrize("width", [360, 390])
def test_answers_stand_in_one_row_and_buttons_in_one_line(
    reader: BrowserContext, address: str, width: int
) -> None:
    page = visit(reader, address)
    page.set_viewport_size({"width": width, "height": 740})
    start(page)
    mark(page, "Pregnant", "Not sure")
    tops = page.locator(".pt-mark").evaluate_all(
        "all => all.map(it => new Set([...it.querySelectorAll('label')]"
        ".map(label => Math.round(label.getBoundingClientRect().top))).size)"
    )
    assert tops == [1] * COUNT
    lines = page.locator(".pt-check__end button").evaluate_all(
        "all => all.map(it => it.clientHeight / parseFloat(getComputedStyle(it).fontSize))"
    )
    assert len(lines) == 2
    assert max(lines) < 3.5


def test_marks_outlive_the_page_and_belong_to_one_trial(
    reader: BrowserContext, address: str
) -> None:
    page = visit(reader, address)
    start(page)
    mark(page, "Pregnant", "Not sure")
    page.reload()
    assert marks(page) == {"Pregnant": "unsure"}
    other = visit(reader, address, 2)
    expect(other.get_by_role("button", name="Check these rules for yourself")).to_be_visible()
    start(other)
    assert marks(other) == {}
    assert marks(page) == {"Pregnant": "unsure"}


def test_marks_can_be_removed_and_leave_nothing_behind(
    reader: BrowserContext, address: str
) -> None:
    page = visit(reader, address)
    start(page)
    mark(page, "Pregnant", "Not sure")
    clear = page.get_by_role("button", name="Remove my marks")
    page.once("dialog", lambda dialog: dialog.dismiss())
    clear.click()
    assert marks(page) == {"Pregnant": "unsure"}
    page.once("dialog", lambda dialog: dialog.accept())
    clear.click()
    assert marks(page) == {}
    expect(page.get_by_text("Your marks are gone from this device.")).to_be_visible()
    expect(clear).to_be_hidden()
    assert page.evaluate("Object.keys(localStorage).filter((key) => /check/.test(key))") == []
    page.reload()
    expect(page.get_by_role("button", name="Check these rules for yourself")).to_be_visible()


@pytest.mark.parametrize(
    "block",
    [
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked'); } });",
        "Storage.prototype.setItem = () => { throw new DOMException('full'); };",
    ],
    ids=["blocked", "full"],
)
def test_where_nothing_can_be_kept_marks_last_as_long_as_the_page(
    block: str, reader: BrowserContext, address: str
) -> None:
    page = reader.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.add_init_script(f"if (location.pathname.includes('trials')) {{ {block} }}")
    page.goto(f"{address}{number(1)}/")
    start(page)
    mark(page, "Likes tea", "Applies to me")
    assert marks(page) == {"Likes tea": "yes"}
    expect(page.get_by_text("Your browser does not let us keep your marks")).to_be_visible()
    expect(page.get_by_text("Your marks stay on this device.")).to_be_hidden()
    page.reload()
    start(page)
    assert marks(page) == {}
    assert not [error for error in wrong if "__md" not in error and "blocked" not in error]


@pytest.mark.parametrize("kept", ["no JSON", "[1]", "null", '"text"', '{"x": "yes"}'])
def test_what_else_lies_in_the_store_does_no_harm(
    kept: str, reader: BrowserContext, address: str
) -> None:
    page = visit(reader, address)
    page.evaluate("text => localStorage.setItem('plaintrials.check.NCT00000001', text)", kept)
    page.reload()
    toggle = page.locator(".pt-check button").first
    if toggle.get_attribute("aria-expanded") == "false":
        toggle.click()
    assert page.get_by_role("radio").count() == 3 * COUNT
    assert marks(page) == {}


def test_a_mark_never_slips_to_another_rule_and_its_loss_is_told(
    reader: BrowserContext, address: str, folder: Path
) -> None:
    page = visit(reader, address, 4)
    start(page)
    mark(page, "Likes tea", "Applies to me")
    mark(page, "Heart failure", "Not sure")

    file = folder / "trials" / number(4) / "index.html"
    html = file.read_text("utf-8")
    rule = re.search(r'id="rule--3" data-rule="(\w+)"', html)
    assert rule
    file.write_text(html.replace(rule[1], "ffffffff"), "utf-8")
    page.reload()
    assert marks(page) == {"Heart failure": "unsure"}
    expect(page.get_by_text("Some rules have changed since you marked them.")).to_be_visible()


def test_nothing_is_sent(reader: BrowserContext, address: str) -> None:
    page = visit(reader, address)
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    start(page)
    for rule in ("Pregnant", "Likes tea", "Heart failure"):
        mark(page, rule, "Not sure")
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Remove my marks").click()
    page.wait_for_timeout(300)
    assert asked == []
    assert reader.cookies() == []


def test_paper_shows_the_rules_with_their_marks_and_room_for_notes(
    reader: BrowserContext, address: str
) -> None:
    page = visit(reader, address)
    page.set_viewport_size(PAPER)
    page.evaluate("window.print = () => { window.printed = true; }")
    start(page)
    mark(page, "Pregnant", "Not sure")
    page.get_by_role("button", name="Print the rules and my marks").click()
    assert page.evaluate("window.printed")
    page.emulate_media(media="print")
    expect(group(page, "Pregnant").get_by_label("Not sure")).to_be_checked()
    expect(group(page, "Pregnant").get_by_text("Notes:")).to_be_visible()
    expect(page.get_by_text(f"Registration number: {number(1)}").first).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("heading", name="Questions to ask", exact=True)).to_be_hidden()
    expect(page.get_by_role("navigation", name="Go to rules about")).to_be_hidden()
    # A hard word that opens its meaning is a word on paper.
    assert page.locator("button:visible").count() == 0
    pages = page.pdf()
    assert pages.startswith(b"%PDF")
    # After printing, the page is whole again, on paper too.
    expect(page.get_by_role("heading", name="Questions to ask", exact=True)).to_be_visible()


def test_paper_shows_the_plain_list_where_nothing_was_started(
    reader: BrowserContext, address: str
) -> None:
    page = visit(reader, address)
    page.emulate_media(media="print")
    expect(page.get_by_text("Likes tea", exact=True)).to_be_visible()
    assert page.get_by_text("Notes:").count() == 0
    assert page.get_by_role("radio").count() == 0


def test_targets_are_large_enough_and_nothing_is_wider_than_a_phone(
    reader: BrowserContext, address: str
) -> None:
    page = visit(reader, address)
    start(page)
    mark(page, "Pregnant", "Not sure")
    targets = ".pt-jumps a, .pt-mark label, .pt-check button, .pt-check__end button"
    sizes = page.locator(targets).evaluate_all(
        "all => all.map(it => it.getBoundingClientRect()).map(box => [box.width, box.height])"
    )
    assert len(sizes) > 3 * COUNT
    assert not [size for size in sizes if min(size) < 24]
    for width in (320, 360):
        page.set_viewport_size({"width": width, "height": 740})
        assert overhang(page) <= 0


def test_names_and_roles_are_there_for_a_screen_reader(
    reader: BrowserContext, address: str
) -> None:
    page = visit(reader, address)
    start(page)
    snapshot = page.locator("article").aria_snapshot()
    assert 'navigation "Go to rules about"' in snapshot
    assert snapshot.count("- radio ") == 3 * COUNT
    assert snapshot.count("- 'group \"Your mark for: ") == COUNT
    assert 'radio "Not sure"' in snapshot


def test_a_trial_that_is_over_has_no_self_check(reader: BrowserContext, address: str) -> None:
    page = visit(reader, address, 3)
    expect(page.get_by_text("Likes tea", exact=True)).to_be_visible()
    assert page.locator(".pt-check").count() == 0


def test_script_is_small_and_no_part_of_other_pages(folder: Path) -> None:
    script = (folder / "assets/selfcheck.js").read_bytes()
    assert len(gzip.compress(script)) < 3 * 1024
    users = {
        path.relative_to(folder).parts[0]
        for path in folder.rglob("*.html")
        if "selfcheck.js" in path.read_text("utf-8")
    }
    assert users == {"trials"}
    source = (folder / "trials" / number(1) / "index.html").read_text("utf-8")
    assert not [part for part in ("onclick", "onchange", "javascript:") if part in source]
