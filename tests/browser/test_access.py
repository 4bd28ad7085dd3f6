"""Every kind of page judged by axe-core, and what it cannot see: names, space, motion, scripts off.

The rules are those of WCAG 2.2, levels A and AA, and axe-core's own best practice.
"""

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.serving import DESKTOP, PHONE, overhang

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RICH, POOR, LONG = "trials/NCT99999902/", "trials/NCT99999901/", "trials/NCT05702229/"
KINDS = (
    "",
    "trials/",
    "conditions/",
    RICH,
    POOR,
    LONG,
    "search/",
    "compare/",
    "understanding/phases/",
    "about/",
    "trials/NCT99999920/lay-summary/",
    "operators/problems/",
    "operators/lay-summaries/",
    "404.html",
)
SHEET = f"{LONG}sheet/"  # a page of its own, without the frame of the others
# Long pages of one kind of row: a few seconds each, so they are judged once.
LONG_KINDS = ("glossary/", "operators/findings/", "operators/rules/")
COLOURS = ("color-contrast", "link-in-text-block")
OPEN_FOLDS = "() => document.querySelectorAll('details').forEach((fold) => { fold.open = true; })"


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> Any:
    return request.param


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def screen(request: pytest.FixtureRequest) -> Any:
    return request.param


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport=PHONE, reduced_motion="reduce") as context:
        context.set_default_timeout(15_000)
        yield context.new_page()


def violations(page: Page, *rules: str) -> list[str]:
    """Return what axe finds wrong with a page as it is now; `rules` limits it to these."""
    page.evaluate("() => scrollTo(0, 0)")
    page.evaluate(f"() => {{ if (!window.axe) {{ {AXE} }} }}")
    kind = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    found = page.evaluate("(only) => axe.run({ runOnly: only, resultTypes: ['violations'] })", kind)
    return [
        f"{one['id']}: {node['target']} {node['html'][:120]}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


def test_no_kind_of_page_breaks_a_rule(
    page: Page, address: str, scheme: Any, screen: ViewportSize
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(screen)
    wrong = {}
    for path in (*KINDS, SHEET):
        page.goto(address + path)
        page.evaluate(OPEN_FOLDS)
        # Nothing but colours is different in the dark.
        if found := violations(page, *(COLOURS if scheme == "dark" else ())):
            wrong[path] = found
    assert wrong == {}
    page.goto(address)
    shown = page.evaluate("() => document.body.dataset.mdColorScheme")
    assert shown == {"light": "default", "dark": "slate"}[scheme]


def test_long_pages_break_no_rule(page: Page, address: str) -> None:
    wrong = {}
    for path in LONG_KINDS:
        page.goto(address + path)
        if found := violations(page):
            wrong[path] = found
    assert wrong == {}


def test_axe_would_find_a_fault(page: Page, address: str) -> None:
    page.goto(address)
    page.evaluate("() => { document.querySelector('h1').innerHTML = '<a href=x></a>'; }")
    assert any(found.startswith("link-name") for found in violations(page))


@pytest.mark.parametrize("what", ["menu", "found", "none", "page of results", "word", "marks"])
def test_what_opens_breaks_no_rule_either(page: Page, address: str, what: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(address + {"page of results": "search/", "word": LONG, "marks": LONG}.get(what, ""))
    if what == "menu":
        page.get_by_role("button", name="Menu").click()
        expect(page.get_by_role("link", name="By status")).to_be_visible()
    elif what == "word":
        page.locator(".pt-term").first.click()
        expect(page.locator(".pt-meaning:popover-open")).to_be_visible()
    elif what == "marks":
        page.get_by_role("button", name="Check these rules for yourself").click()
        expect(page.get_by_role("radio").first).to_be_visible()
    else:
        page.get_by_role("searchbox").first.fill("zzqqxx" if what == "none" else "sleep")
        expect(page.get_by_role("status").first).to_contain_text(
            "Nothing found" if what == "none" else "result"
        )
    assert violations(page) == []


NAMELESS = ("- link:", "- link\n", "- button:", "- button\n", "- searchbox\n", "- region:")


def test_every_part_has_a_name_of_its_own_in_the_accessibility_tree(
    page: Page, address: str
) -> None:
    page.set_viewport_size(DESKTOP)
    for path in (*KINDS, *LONG_KINDS):
        page.goto(address + path)
        tree = page.locator("body").aria_snapshot() + "\n"
        assert [sign for sign in NAMELESS if sign in tree] == [], path
        lines = [line.strip().rstrip(":") for line in tree.splitlines()]
        for role in ("banner", "main", "contentinfo", "search"):
            assert sum(line.split()[1:2] == [role] for line in lines) == 1, (path, role)
        areas = [line for line in lines if line.startswith(("- navigation", "- region"))]
        assert sorted(set(areas)) == sorted(areas), path
        assert sum("[level=1]" in line for line in lines) == 1, path


def test_a_trial_page_reads_in_this_order(page: Page, address: str) -> None:
    page.goto(address + RICH)
    expect(page.locator("body")).to_match_aria_snapshot(
        """
        - link "Skip to content"
        - banner:
          - button "Menu"
          - link "Trials in plain words"
          - button "Use dark colors"
          - search "Search trials":
            - searchbox "Search trials"
            - button "Search"
          - status
        - main:
          - article:
            - heading [level=1]
            - heading "In short" [level=2]
            - heading "At a glance" [level=2]
            - heading "Who can take part" [level=2]
            - heading "What happens" [level=2]
            - heading "What is measured" [level=2]
            - heading "Places" [level=2]
            - heading "How to take part" [level=2]
            - heading "Questions to ask" [level=2]
        - contentinfo
        """
    )


SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }
"""
CUT_OFF = """
() => [...document.querySelectorAll("body *")].filter((element) => {
  if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
  if (element.matches("input, svg *, .md-skip *, .pt-panel:not(.pt-panel--open) *")) return false;
  const style = getComputedStyle(element);
  if (style.clipPath !== "none") return false; // meant for screen readers
  const cuts = (overflow) => /hidden|clip/.test(overflow);
  return (cuts(style.overflowX) && element.scrollWidth > element.clientWidth + 1)
    || (cuts(style.overflowY) && element.scrollHeight > element.clientHeight + 1);
}).map((element) => element.outerHTML.slice(0, 100))
"""


def test_wide_spacing_and_four_times_zoom_lose_nothing(page: Page, address: str) -> None:
    """WCAG 2.2, 1.4.10 and 1.4.12: 320 pixels are 1280 at 400 %."""
    for path in (*KINDS, SHEET, *LONG_KINDS):
        page.goto(address + path)
        page.add_style_tag(content=SPACING)
        page.evaluate(OPEN_FOLDS)
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 256})
            assert overhang(page) == 0, (path, width)
            assert page.evaluate(CUT_OFF) == [], (path, width)
    page.evaluate("() => { document.querySelector('h1').style = 'width: 1px; overflow: hidden'; }")
    assert len(page.evaluate(CUT_OFF)) == 1


MOVING = """
() => [...document.querySelectorAll("*")]
  .flatMap((it) => [null, "::before", "::after"].map((part) => getComputedStyle(it, part)))
  .filter((style) => style.animationName !== "none" || style.scrollBehavior !== "auto"
    || style.transitionDuration.split(",").some((time) => parseFloat(time) > 0)).length
"""


def test_nothing_moves_for_those_who_do_not_want_it(page: Page, address: str) -> None:
    for path in ("", LONG, "search/"):
        page.goto(address + path)
        assert page.evaluate(MOVING) == 0, path
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(MOVING) > 0


def test_a_table_on_a_phone_is_a_list_with_the_name_of_each_column(
    page: Page, address: str
) -> None:
    page.goto(address + LONG)
    cell = page.locator("td[data-label]").first
    expect(cell).to_have_css("display", "block")
    assert cell.evaluate("it => getComputedStyle(it, '::before').content").strip('"')
    boxes = page.locator(".pt-scroll").all()
    assert boxes
    for box in boxes:
        assert box.evaluate("it => it.scrollWidth <= it.clientWidth")
    # A table that is shown as blocks must still be told as one.
    tree = page.locator(".pt-scroll").first.aria_snapshot()
    assert "- table" in tree
    assert "- rowheader" in tree
    assert "- columnheader" in tree


@pytest.mark.parametrize("path", ["understanding/kinds-of-study/", "understanding/phases/"])
def test_a_table_that_people_wrote_is_a_list_on_a_phone_too(
    page: Page, address: str, path: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(address + path)
    table = page.get_by_role("table")
    row = table.get_by_role("row").nth(1)
    head = table.get_by_role("columnheader").nth(1).text_content()
    expect(row.locator("td").nth(1)).to_have_attribute("data-label", str(head))
    boxes = [cell.bounding_box() for cell in row.locator("td").all()]
    lefts, tops = zip(*((box["x"], box["y"]) for box in boxes if box), strict=True)
    assert len(set(lefts)) == 1
    assert sorted(set(tops)) == list(tops)
    assert violations(page) == []
    page.set_viewport_size(DESKTOP)
    expect(row.locator("td").first).to_have_css("display", "table-cell")


def test_what_the_rules_found_is_a_list_on_a_phone_that_still_sorts(
    page: Page, address: str
) -> None:
    page.goto(f"{address}operators/findings/")
    table = page.get_by_role("table").first
    rows = table.locator("tbody tr")
    expect(rows.first.locator("td").nth(1)).to_have_attribute("data-label", "What it means")
    for box in page.locator(".pt-scroll").all():
        assert box.evaluate("it => it.scrollWidth <= it.clientWidth")
    counts = table.get_by_role("columnheader", name="Findings", exact=True)
    counts.get_by_role("button").click()
    expect(counts).to_have_attribute("aria-sort", "descending")
    found = [int(one) for one in rows.locator("td:nth-child(4)").all_inner_texts()]
    assert found == sorted(found, reverse=True)
    assert len(set(found)) > 1


def test_no_line_of_a_rule_begins_under_its_number(page: Page, address: str) -> None:
    page.goto(address + RICH)
    rule = page.locator(".pt-criteria li:has(> .pt-marker)").first
    rule.evaluate("it => it.append(' and more of it'.repeat(20))")
    lefts = rule.evaluate(
        """it => {
          const range = document.createRange();
          range.selectNodeContents(it.lastChild);
          return [...range.getClientRects()].slice(1).map((line) => line.left);
        }"""
    )
    marker = rule.locator(".pt-marker").bounding_box()
    assert marker is not None
    assert len(lefts) > 2
    assert min(lefts) >= marker["x"] + marker["width"] - 1


def test_drawings_have_the_colors_that_a_reader_has_chosen(page: Page, address: str) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(address + LONG)
    text = page.locator(".pt-figure svg text").first
    body = page.evaluate("() => getComputedStyle(document.body).color")
    expect(text).to_have_css("fill", body)
    page.emulate_media(forced_colors="none")
    expect(text).not_to_have_css("fill", body)


ALL_TEXT = """
() => [...document.querySelector("article").querySelectorAll("*")]
  .filter((it) => !it.checkVisibility({ visibilityProperty: true }) && it.textContent.trim()
    && !it.closest("[popover], noscript, template, svg, .pt-find, [hidden]"))
  .map((it) => it.outerHTML.slice(0, 120))
"""


def test_without_scripts_all_that_a_page_says_can_be_seen(browser: Browser, address: str) -> None:
    with browser.new_context(viewport=PHONE, java_script_enabled=False) as context:
        page = context.new_page()
        for path in (*KINDS, "glossary/"):
            page.goto(address + path)
            page.evaluate(OPEN_FOLDS)
            assert page.evaluate(ALL_TEXT) == [], path
