"""What every test may ask for, and how the tests are ordered."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import FLAGS, find_chromium

REPOSITORY = Path(__file__).parent.parent
SHARED_DATA = REPOSITORY.parent / "shared" / "data"
IN_CI = os.environ.get("CI") == "true"

# No deadline: a shared machine is slow at times. In CI the examples are the same at every run,
# so that a change is not held up by an old mistake; at a desk they are new each time.
settings.register_profile("plaintrials", deadline=None, derandomize=IN_CI)
settings.load_profile("plaintrials")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--all-records`, which reads each real record where a run else reads every fifteenth."""
    parser.addoption("--all-records", action="store_true", help="read all real records")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that ask for `browser`, and put the files that have some last.

    Playwright keeps an event loop running in the main thread as long as the browser is open,
    and no other code of the same process can then start its own with `asyncio.run`.
    """
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
    files = {item.path for item in items if item.get_closest_marker("browser")}
    items.sort(key=lambda item: item.path in files)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of real registry records that lies beside the repository, not in it."""
    if not SHARED_DATA.is_dir():
        pytest.skip("needs the real records of ../shared/data, which are not in the repository")
    return SHARED_DATA


@pytest.fixture(scope="session")
def step(request: pytest.FixtureRequest) -> int:
    """Return how far apart the records are that the longest tests read: 1 for all of them."""
    return 1 if request.config.getoption("--all-records") else 15


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Yield an open Chromium; take a `browser.new_context()` of your own and close it."""
    path = find_chromium()
    if path is None and IN_CI:
        pytest.fail("no Chromium was found, and CI must have one: `make browser` says why")
    if path is None:
        pytest.skip("no Chromium was found: run `make browser`")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield opened
        opened.close()
