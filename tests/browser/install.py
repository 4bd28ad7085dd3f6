"""Makes sure that the tests can open a browser: `python -m tests.browser.install`."""

import os
import shutil
import subprocess
import sys

from tests.browser.chromium import CHOSEN, find_chromium, playwright_starts

HELP = {
    "chromium": f"""\
The tests open the site in a real browser, and no Chromium or Chrome was found. Do one of these:
  - install Chromium or Chrome with the package manager of your system;
  - let Playwright fetch its own: .venv/bin/playwright install chromium
  - say where yours is: {CHOSEN}=/path/to/chromium make test""",
    "libatomic1": """\
Playwright, which drives the browser for the tests, does not start on this system.
Most often it lacks the library libatomic: install the package libatomic1 (or libatomic).""",
}


def main() -> int:
    """Print where the browser is and return 0; print what to do and return 1 if there is none."""
    missing = _missing_packages()
    if missing and _install_with_apt(missing):
        missing = _missing_packages()
    for package in missing:
        print(HELP[package])
    if missing:
        return 1
    print(f"Browser for the tests: {find_chromium()}")
    return 0


def _missing_packages() -> list[str]:
    """Name the Debian packages that would bring what is not here."""
    there = {"chromium": find_chromium() is not None, "libatomic1": playwright_starts()}
    return [package for package, found in there.items() if not found]


def _install_with_apt(packages: list[str]) -> bool:
    """Install Debian packages where that needs no password; tell if it was done."""
    root = _root_prefix()
    if root is None or shutil.which("apt-get") is None:
        return False
    print(f"Installing with apt-get: {', '.join(packages)}", flush=True)
    apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    install = [*apt, "install", "-y", "--no-install-recommends", *packages]
    return all(_succeeds(command) for command in ([*apt, "update"], install))


def _root_prefix() -> list[str] | None:
    """Return what to put before a command to run it as root, or None if that needs a password."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    if shutil.which("sudo") and _succeeds(["sudo", "-n", "true"]):
        return ["sudo", "-n"]
    return None


def _succeeds(command: list[str]) -> bool:
    null = subprocess.DEVNULL
    return subprocess.run(command, stdin=null, stdout=null, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
