"""Cases as files: a record, and the page that it must give. tests/cases/pages/README.md says how."""

import datetime
import os
from pathlib import Path

import pytest

from generator.build import trial_page
from generator.content import Content, load_content
from generator.pages.page import page_file
from generator.records import Record
from generator.records.folder import read
from generator.trial.paths import fields, leaves

CASES = Path(__file__).parent / "cases" / "pages"
AS_OF = datetime.date(2026, 1, 15)
NAMES = sorted(path.name for path in CASES.iterdir() if path.is_dir())


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content([])


@pytest.mark.parametrize("name", NAMES)
def test_record_gives_page(name: str, content: Content) -> None:
    expected = CASES / name / "page.md"
    page = page_file(trial_page(record_of(name), content, AS_OF))
    if os.environ.get("UPDATE_CASES") == "1":
        expected.write_text(page, encoding="utf-8")
        pytest.skip(f"wrote {expected.name}: read the difference before you keep it")
    assert page == expected.read_text(encoding="utf-8")


def test_one_case_has_every_field() -> None:
    there = {leaf.field for leaf in leaves(record_of("everything").trial)}
    assert there == set(fields())


def record_of(name: str) -> Record:
    """Return the record of a case; a case holds one, without problems of the plain words beside it."""
    found = list(read([CASES / name]))
    assert len(found) == 1, f"expected one record in {name}, found {found}"
    assert isinstance(found[0], Record), found[0]
    return found[0]
