"""Cases as files: a record, and the page that it must give. See tests/cases/pages/README.md."""

import datetime
import os

import pytest

from generator.build import trial_page
from generator.content import Content, load_content
from generator.pages.page import page_file
from generator.trial.paths import fields, leaves
from tests.invented import CASES, case, everything

AS_OF = datetime.date(2026, 1, 15)
NAMES = sorted(path.name for path in CASES.iterdir() if path.is_dir())


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content([])


@pytest.mark.parametrize("name", NAMES)
def test_record_gives_page(name: str, content: Content) -> None:
    expected = CASES / name / "page.md"
    page = page_file(trial_page(case(name), content, AS_OF))
    if os.environ.get("UPDATE_CASES") == "1":
        expected.write_text(page, encoding="utf-8")
        pytest.skip(f"wrote {expected.name}: read the difference before you keep it")
    assert page == expected.read_text(encoding="utf-8")


def test_one_case_has_every_field() -> None:
    there = {leaf.field for leaf in leaves(everything().trial)}
    assert there == set(fields())
