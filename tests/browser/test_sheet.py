"""The sheet on paper: two pages of A4 and of US Letter, whatever the record holds; and sharing."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from generator.site.engine import build_site
from tests.conftest import REPOSITORY
from tests.small_sites import ON_HOST, make_site, number, record, write

LONG, SHORT, SEED = number(1), number(3), "NCT01157403"
FONT = "body { font-family: 'DejaVu Sans' !important; }"
"""The widest of the common fonts."""


def long_record() -> dict[str, Any]:
    """Return a record with much of everything that the sheet shows."""
    many = [f"Long name of a rare problem, number {n}, of the left side" for n in range(30)]
    drugs = [{"type": "DRUG", "name": f"{name} medicine"} for name in many]
    contact = {"name": "Doctor " + "Name " * 12, "phone": "+1 555 0100", "email": "a@b.example"}
    return record(
        1,
        identification={"registry_id": LONG, "brief_title": "A long title of a trial " * 12},
        conditions={"conditions": many},
        arms_interventions={"interventions": drugs},
        contacts_locations={"central_contacts": [contact] * 3},
        sponsor_collaborators={"lead_sponsor": {"name": "An institute with a long name " * 5}},
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sheet")
    config = make_site(folder, records=(3,), site_url=ON_HOST["site_url"])
    write(folder / "records" / f"{LONG}.yml", json.dumps(long_record()))
    seed = REPOSITORY / "records" / f"{SEED}.yml"
    write(folder / "records" / seed.name, seed.read_bytes())
    return build_site(config).site_dir


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("trial", [LONG, SHORT, SEED])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_sheet_fills_two_pages_of_paper(trial: str, paper: str, site: Path, page: Page) -> None:
    page.goto((site / "trials" / trial / "sheet" / "index.html").as_uri())
    page.add_style_tag(content=FONT)
    first, second = PdfReader(io.BytesIO(page.pdf(format=paper))).pages
    said = first.extract_text()
    assert trial in said
    assert f"https://trials.example.org/trials/{trial}/" in said.replace("\n", "")
    assert "At a glance" in said
    assert "Questions to ask" in second.extract_text()
    assert "My notes" in second.extract_text()
    assert "Back to the whole page" not in said


def test_trial_page_leads_to_the_sheet_and_back(site: Path, page: Page) -> None:
    address = (site / "trials" / SEED / "index.html").as_uri()
    page.goto(address)
    page.get_by_role("link", name="Print two pages").click()
    expect(page.locator("h1")).to_contain_text("Stem Cell")
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    page.get_by_role("link", name="Back to the whole page").click()
    page.wait_for_url(address)


def test_link_is_copied(site: Path, browser: Browser) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    address = (site / "trials" / SEED / "index.html").as_uri()
    page.goto(f"{address}#questions-to-ask")
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == address
    context.close()
