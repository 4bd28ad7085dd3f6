"""Where a Chromium for the tests is, and how it is started."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

CHOSEN = "PLAINTRIALS_CHROMIUM"
COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)

# The background flags keep the browser from asking hosts that no test is about.
# A container has no user namespace to build the sandbox in; every page opened here is our own.
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_chromium() -> Path | None:
    """Return the first Chromium of this machine that starts, or None.

    A path in the environment variable PLAINTRIALS_CHROMIUM is taken as it is, before any other.
    """
    if chosen := os.environ.get(CHOSEN):
        return Path(chosen)
    return next((path for path in _candidates() if _starts(path)), None)


def _candidates() -> Iterator[Path]:
    yield from (Path(found) for command in COMMANDS if (found := shutil.which(command)))
    yield from (Path(path) for path in APPLICATIONS)
    if playwright_starts():
        yield _of_playwright()


def playwright_starts() -> bool:
    """Tell if the program inside the playwright package runs: a bare Debian lacks a library."""
    return _starts(sys.executable, "-m", "playwright")


def _of_playwright() -> Path:
    """Return the place where `playwright install chromium` puts a browser, there or not."""
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def _starts(*command: str | Path) -> bool:
    """Tell if the program answers: Ubuntu has a `chromium-browser` that only points to a store."""
    try:
        answer = subprocess.run(
            [*command, "--version"], capture_output=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0
