"""One whole site for all tests that look at pages as readers do, built once a session."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.site.engine import Built, build_site
from generator.starter import make_site
from tests.browser.serving import served
from tests.conftest import REPOSITORY
from tests.small_sites import write

CASES = REPOSITORY / "tests" / "cases" / "pages"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site as a new operator has it, and its copy for a disk.

    It has all of our own records, one with every field, one with next to none, one with a lay
    summary, and a broken one.
    """
    folder = tmp_path_factory.mktemp("pages") / "site"
    make_site(folder)
    broken = write(folder / "broken" / "NCT00000404.yml", "identification: {brief_title: 1}\n")
    records = [REPOSITORY / "records", CASES / "everything" / "record.json"]
    records += [CASES / "nothing" / "record.yml", CASES.parent / "lay-summary/complete/records"]
    records += [broken]
    return build_site(folder / "mkdocs.yml", records, offline=True)


@pytest.fixture(scope="session")
def site(built: Built) -> Path:
    return built.site_dir


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address
