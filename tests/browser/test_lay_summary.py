"""The lay summary on a screen and on paper: nothing is cut, and its head says what it is."""

import io
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pypdf import PdfReader

from generator.plain.annex import ELEMENTS
from tests.browser.serving import DESKTOP, PHONE, overhang

NUMBER = "NCT99999920"
PAGE = f"trials/{NUMBER}/lay-summary/"
HEADS = (
    "Which trial is this?",
    "Who ran it?",
    "Why was it done, where and when?",
    "Who took part?",
    "What treatments did people get?",
    "What medical problems did people have?",
    "What were the results?",
    "What to bear in mind",
    "Are more trials planned?",
    "Where can I learn more?",
)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport=PHONE) as context:
        context.set_default_timeout(15_000)
        yield context.new_page()


def test_reader_comes_from_the_page_of_the_trial_and_goes_back(page: Page, address: str) -> None:
    page.goto(f"{address}trials/{NUMBER}/")
    page.get_by_role("link", name="A summary of this trial in plain words").click()
    expect(page).to_have_url(address + PAGE)
    heads = page.locator("h2").all_inner_texts()
    assert [head.strip() for head in heads if head.strip() in HEADS] == list(HEADS)
    page.get_by_role("link", name="Back to the page of this trial").click()
    expect(page).to_have_url(f"{address}trials/{NUMBER}/")


@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_nothing_runs_off_the_screen(page: Page, address: str, screen: ViewportSize) -> None:
    page.set_viewport_size(screen)
    page.goto(address + PAGE)
    assert overhang(page) == 0


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_all_of_it_is_on_paper(page: Page, address: str, paper: str) -> None:
    page.goto(address + PAGE)
    sheets = [sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(format=paper))).pages]
    first, whole = sheets[0], " ".join(" ".join(sheets).split())
    assert f"Registration number: {NUMBER}" in first
    assert "data of 1 December 2025" in " ".join(first.split())
    places = [whole.index(head) for head in HEADS]
    assert places == sorted(places)
    numbers = range(1, len(ELEMENTS) + 1)
    assert all(f"Annex V, element {number}" in whole for number in numbers)
    # What is folded on a screen, what people wrote, and an address behind a link.
    for words in ("People counted 61 59 120", "loose stools", "Written by Ana Example"):
        assert words in whole, words
    assert f"https://clinicaltrials.gov/study/{NUMBER}" in whole.replace(" ", "")
    for words in ("Back to the page", "Where these words come from", "Search", "Menu"):
        assert words not in whole, words


def test_no_head_stands_alone_at_the_end_of_a_sheet(page: Page, address: str) -> None:
    page.goto(address + PAGE)
    for paper in ("A4", "A5", "Letter"):
        sheets = PdfReader(io.BytesIO(page.pdf(format=paper))).pages
        lines = [sheet.extract_text().strip().splitlines() for sheet in sheets]
        ends = [line[-1].strip() for line in lines if line]
        assert not [end for end in ends[:-1] if end in HEADS or end.startswith("Annex V, element")]
