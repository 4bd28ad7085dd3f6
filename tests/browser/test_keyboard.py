"""Pages by keyboard alone: what has the focus is seen, the order makes sense, nothing is a trap.

WCAG 2.2: 2.1.1, 2.1.2, 2.4.3, 2.4.7, 2.4.11.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.serving import PHONE
from tests.browser.test_access import LONG, OPEN_FOLDS, POOR, RICH

# Low enough that the header, which stays in view, could cover what is under it.
LOW: ViewportSize = {"width": 1300, "height": 500}
# What has the focus: its name, and whether a reader sees it and sees that it has the focus.
FOCUSED = """
async () => {
  if (innerWidth > 1220) { // the side columns follow the page by script, a frame or two later
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }
  const it = document.activeElement;
  if (!it || it === document.body) return null;
  const points = [...it.getClientRects()].flatMap((box) => [0.1, 0.5, 0.9].flatMap((x) =>
    [0.2, 0.5, 0.8].map((y) => [box.left + box.width * x, box.top + box.height * y])));
  const hits = points.filter(([x, y]) => {
    const top = document.elementFromPoint(x, y);
    return top && (it.contains(top) || top.closest("label")?.control === it);
  });
  const ring = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const label = it.closest("label");
  return {
    name: it.getAttribute("aria-label") ?? it.textContent.trim().slice(0, 60),
    href: it.getAttribute("href"),
    // What is higher than the screen is seen in part.
    seen: hits.length >= points.length / 2 || it.getBoundingClientRect().height > innerHeight / 2,
    ring: ring(getComputedStyle(it)) || Boolean(label && ring(getComputedStyle(label))),
    top: it.getBoundingClientRect().top + scrollY,
    main: Boolean(it.closest("article")),
    html: it.outerHTML.slice(0, 100),
  };
}
"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport=PHONE, reduced_motion="reduce") as context:
        context.set_default_timeout(15_000)
        yield context.new_page()


def press(page: Page, key: str = "Tab") -> Any:
    """Press a key; return what has the focus then, which must be seen."""
    page.keyboard.press(key)
    focused = page.evaluate(FOCUSED)
    if focused is not None:
        assert focused["seen"], focused
        assert focused["ring"], focused
    return focused


def go_to(page: Page, name: str, most: int = 80) -> Any:
    """Press the tab key until a thing of this name has the focus."""
    for _ in range(most):
        focused = press(page)
        if focused is not None and name in focused["name"]:
            return focused
    raise AssertionError(f"no tab leads to '{name}'")


def test_from_the_start_to_somebody_who_can_be_asked(page: Page, address: str) -> None:
    """The journey of the issue: home, list, trial, contact, without a mouse, on a phone."""
    page.goto(address)
    assert press(page)["name"] == "Skip to content"
    page.keyboard.press("Enter")
    go_to(page, "See all of them")
    page.keyboard.press("Enter")
    page.wait_for_url("**/trials/")
    go_to(page, "Morning Light")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{RICH}")
    press(page)
    page.keyboard.press("Enter")
    for _ in range(120):
        focused = press(page)
        if focused and str(focused["href"]).startswith(("tel:", "mailto:")):
            break
    assert str(focused["href"]).startswith(("tel:", "mailto:"))
    expect(page.get_by_role("heading", name="How to take part")).to_be_attached()


def test_the_skip_link_leads_past_the_header(page: Page, address: str) -> None:
    page.goto(address + POOR)
    press(page)
    page.keyboard.press("Enter")
    assert press(page)["main"]


@pytest.mark.parametrize("path", ["", RICH, "search/"])
def test_tabs_go_through_a_page_in_order_and_out_of_it(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    tops, seen = [], 0
    while (focused := press(page)) is not None and seen < 300:
        seen += 1
        if focused["main"]:
            tops.append(focused["top"])
    assert 5 < seen < 300  # it ends: no trap
    # A link further right in the same line is a few pixels higher at most.
    assert all(after > before - 30 for before, after in pairwise(tops))


@pytest.mark.parametrize("path", [LONG, "conditions/", "understanding/"])
def test_backwards_nothing_is_covered_by_the_header_that_stays(
    page: Page, address: str, path: str
) -> None:
    page.set_viewport_size(LOW)
    page.goto(address + path)
    page.evaluate(OPEN_FOLDS)
    assert page.locator(".md-header").evaluate("it => getComputedStyle(it).position") == "sticky"
    seen = 0
    while press(page, "Shift+Tab") is not None and seen < 45:
        seen += 1
    assert seen > 20


def test_the_menu_of_a_phone_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}understanding/phases/")
    button = page.get_by_role("button", name="Menu")
    go_to(page, "Menu")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Home")).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "true")
    names = ["Home"]
    while (focused := press(page)) is not None and not focused["main"]:
        names.append(focused["name"])
        if len(names) > 60 or "Trials in plain words" in focused["name"]:
            break
    assert names[1:4] == ["All trials", "By health problem", "By treatment"]
    assert "Questions to ask about a trial" in names
    expect(button).to_have_attribute(
        "aria-expanded", "false"
    )  # who has left it sees the page again
    button.press("Enter")
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")


def test_a_head_of_the_menu_folds_on_a_wide_screen(page: Page, address: str) -> None:
    page.set_viewport_size(LOW)
    page.goto(f"{address}understanding/phases/")
    head = page.get_by_role("button", name="Find a trial")
    link = page.get_by_role("link", name="By status")
    for key in ("Enter", "Space"):
        expect(head).to_have_attribute("aria-expanded", "false")
        expect(link).to_be_hidden()
        head.press(key)
        expect(head).to_have_attribute("aria-expanded", "true")
        expect(link).to_be_visible()
        expect(head).to_be_focused()
        head.press(key)


def test_colours_change_with_a_button_that_keeps_the_focus(page: Page, address: str) -> None:
    page.goto(address)
    go_to(page, "Use dark colors")
    for key, scheme, name in (
        ("Enter", "slate", "Use light colors"),
        ("Space", "default", "Use dark colors"),
    ):
        page.keyboard.press(key)
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
        expect(page.get_by_role("button", name=name)).to_be_focused()
