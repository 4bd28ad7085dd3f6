"""Hard words in place, as readers meet them: by keyboard, by touch, on paper, without scripts."""

import http.server
import threading
from collections.abc import Iterator
from functools import partial

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from generator.site.engine import build_site
from tests.browser.serving import PHONE, Handler
from tests.small_sites import make_site, number, write_record

RULES = """\
Inclusion Criteria:

* HbA1c > 7
* Age >= 18, after a biopsy
* 2.5 x 106 cells/kg
* Women of childbearing potential, with radiotherapy, chemotherapy; a dose-limiting toxicity: DNA
  (hysterectomy), or a progressive multifocal illness (thrombosis), thrombocytes, edema.
"""
PAPER: ViewportSize = {"width": 720, "height": 1000}
HBA1C = "A blood test that shows the average blood sugar over the past 2 to 3 months."


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("terms")
    config = make_site(folder, [])
    write_record(folder / "records", 1, eligibility={"eligibility_criteria": RULES})
    build_site(config)
    handler = partial(Handler, directory=str(folder / "site"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/trials/{number(1)}/"
        server.shutdown()


@pytest.fixture(params=[True, False], ids=["scripts on", "scripts off"])
def page(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, has_touch=True, java_script_enabled=request.param)
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()


@pytest.fixture
def scripts(request: pytest.FixtureRequest) -> bool:
    """Whether scripts run; without them, a meaning shows while its word has the focus."""
    return bool(request.node.callspec.params["page"])


def test_a_meaning_opens_and_closes_by_keyboard_and_leads_on(page: Page, scripts: bool) -> None:
    word, meaning = page.get_by_role("button", name="HbA1c", exact=True), page.get_by_text(HBA1C)
    expect(meaning).to_be_hidden()
    word.focus()
    if scripts:
        expect(meaning).to_be_hidden()
        expect(word).to_have_attribute("aria-expanded", "false")
        page.keyboard.press("Enter")
        expect(word).to_have_attribute("aria-expanded", "true")
    expect(meaning).to_be_visible()
    page.keyboard.press("Tab")
    expect(meaning.get_by_role("link")).to_be_focused()
    expect(meaning).to_be_visible()
    if scripts:
        page.keyboard.press("Escape")
    else:
        page.keyboard.press("Tab")
    expect(meaning).to_be_hidden()
    if scripts:
        expect(word).to_be_focused()
        page.keyboard.press("Space")
        expect(meaning).to_be_visible()
        page.keyboard.press("Space")
        expect(meaning).to_be_hidden()
        page.keyboard.press("Enter")
    else:
        word.focus()
    meaning.get_by_role("link").click()
    expect(page).to_have_url(
        f"{page.url.split('/trials/')[0].split('/glossary/')[0]}/glossary/#hba1c"
    )


def test_a_meaning_opens_by_touch_inside_a_narrow_screen(page: Page) -> None:
    page.get_by_role("button", name="HbA1c", exact=True).tap()
    box = page.get_by_text(HBA1C).bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= PHONE["height"]
    page.get_by_role("heading", level=1).tap()
    expect(page.get_by_text(HBA1C)).to_be_hidden()


def test_a_second_press_on_a_word_closes_its_meaning(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport=PHONE)
    page.goto(address)
    word, meaning = page.get_by_role("button", name="HbA1c", exact=True), page.get_by_text(HBA1C)
    for _ in range(2):
        word.click()
        expect(meaning).to_be_visible()
        word.click()
        expect(meaning).to_be_hidden()
    page.close()


LINES = """
() => [...document.querySelectorAll(".pt-term")].map((word) => {
  const behind = word.nextElementSibling.nextSibling;
  const lines = [...word.getClientRects()].map((box) => box.bottom);
  if (!/^[^\\s\\w]/.test(behind?.nodeValue ?? "")) return { word: word.textContent, lines };
  const range = document.createRange();
  range.setStart(behind, 0);
  range.setEnd(behind, 1);
  const sign = range.getBoundingClientRect().bottom;
  return { word: word.textContent, lines, sign };
})
"""


@pytest.mark.parametrize("page", [True], indirect=True)
def test_a_word_runs_on_in_its_line_and_keeps_the_sign_behind_it(page: Page) -> None:
    """A long word breaks across lines, and no comma or bracket stands alone on the next."""
    signs, broken = 0, set()
    for width in (*range(320, 420, 10), 1300):
        page.set_viewport_size({"width": width, "height": 740})
        for found in page.evaluate(LINES):
            if len(found["lines"]) > 1:
                broken.add(found["word"])
            if "sign" in found:
                signs += 1
                assert abs(found["lines"][-1] - found["sign"]) < 3, (width, found)
    assert signs > 50
    assert {"Women of childbearing potential", "dose-limiting toxicity"} & broken


def test_signs_and_a_lost_raised_number_are_explained_too(page: Page) -> None:
    for word, says in (
        (">", "More than this much."),
        (">=", "At least this much."),
        ("2.5 x 106", "A small raised number may be lost here."),
    ):
        page.get_by_role("button", name=word, exact=True).click()
        expect(page.get_by_text(says)).to_be_visible()
        page.keyboard.press("Escape")


@pytest.mark.parametrize("runs", [True, False], ids=["scripts on", "scripts off"])
def test_paper_has_each_meaning_beside_its_word(browser: Browser, address: str, runs: bool) -> None:
    page = browser.new_page(viewport=PAPER, java_script_enabled=runs)
    page.goto(address)
    page.emulate_media(media="print")
    meaning = page.get_by_text(HBA1C)
    expect(meaning).to_be_visible()
    expect(meaning).to_have_css("position", "static")
    assert meaning.evaluate("e => getComputedStyle(e, '::before').content") == '" ["'
    expect(meaning.get_by_role("link")).to_be_hidden()
    page.close()
