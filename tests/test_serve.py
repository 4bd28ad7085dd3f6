"""The preview in a process of its own: every edit shows, and nothing that is broken stops it."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.content import own_templates
from tests.small_sites import environment, make_site, number, write, write_record

PLAINTRIALS = ("-c", "from generator.cli import main; main(prog_name='plaintrials')", "serve")
MKDOCS = ("-m", "mkdocs", "serve", "--livereload")
START, FOLLOW = 60.0, 30.0  # seconds; far more than it takes, for a machine that is busy
PAGE = f"trials/{number(1)}/"
TITLE = {"registry_id": number(1), "brief_title": "Invented trial 1"}

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs process groups of Unix")


@dataclass(frozen=True)
class Preview:
    """A running preview: the folder of the site, and what the server shows."""

    folder: Path
    url: str
    log: Path
    process: subprocess.Popen[bytes]

    def page(self, path: str) -> str | None:
        """Return a page; nothing if the server says that there is none, or does not answer."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=FOLLOW) as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            return None

    def until(self, path: str, shows: Callable[[str | None], bool], limit: float = FOLLOW) -> str:
        """Wait until a page is as wanted, and return it."""
        end = time.monotonic() + limit
        while time.monotonic() < end:
            assert self.process.poll() is None, self.log.read_text("utf-8")
            page = self.page(path)
            if shows(page):
                return page or ""
            time.sleep(0.1)
        pytest.fail(
            f"{path} did not follow in {limit:.0f} s\n{self.log.read_text('utf-8')[-3000:]}"
        )


@contextmanager
def running(folder: Path, *command: str) -> Iterator[Preview]:
    """Start a preview on a free port, and stop it with all that it has started."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"127.0.0.1:{port}"
    flag = "--addr" if command == PLAINTRIALS else "--dev-addr"
    log = folder / "log.txt"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, *command, flag, address],
            cwd=folder,
            env=environment(),
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_can_be_interrupted,
        )
    try:
        preview = Preview(folder, f"http://{address}/", log, process)
        preview.until("", lambda page: page is not None, START)
        yield preview
    finally:
        os.killpg(process.pid, signal.SIGINT)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _can_be_interrupted() -> None:
    """Undo what a shell does to a job in the background, and all that it starts: ignore Ctrl+C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    folder = tmp_path_factory.mktemp("preview")
    make_site(folder, range(1, 4), {"templates": "ours", "search": True})
    (folder / "ours").mkdir()
    write(folder / "docs/talk.md", "# Talk\n\nOld words\n")
    with running(folder, *PLAINTRIALS) as preview:
        yield preview


def has(*texts: str) -> Callable[[str | None], bool]:
    return lambda page: page is not None and all(text in page for text in texts)


def lacks(*texts: str) -> Callable[[str | None], bool]:
    return lambda page: page is not None and not any(text in page for text in texts)


def is_gone(page: str | None) -> bool:
    return page is None


@contextmanager
def broken(preview: Preview, name: str, text: str) -> Iterator[None]:
    """Write a file of the operator's own templates, and take it away again."""
    file = write(preview.folder / "ours" / name, text)
    try:
        yield
    finally:
        file.unlink()
    preview.until(PAGE, has("Invented trial 1", "In short"))
    preview.until("", lacks("pt-problem"))


def test_pages_reload_by_themselves_and_have_a_search_index(preview: Preview) -> None:
    for path in ("", PAGE, "talk/"):
        preview.until(path, has("</html>", "livereload("))
    assert preview.page("pagefind/pagefind-entry.json")
    assert preview.page("assets/search.js")


def test_an_edited_record(preview: Preview) -> None:
    title = {**TITLE, "brief_title": "Quite another title"}
    write_record(preview.folder / "records", 1, identification=title)
    preview.until(PAGE, has("Quite another title"))
    preview.until("trials/", has("Quite another title"))
    write_record(preview.folder / "records", 1)
    preview.until(PAGE, has("Invented trial 1"))


def test_a_new_record_and_one_that_is_taken_away(preview: Preview) -> None:
    assert preview.page(f"trials/{number(8)}/") is None
    file = write_record(preview.folder / "records", 8)
    preview.until(f"trials/{number(8)}/", has("Invented trial 8"))
    preview.until("trials/", has("Invented trial 8"))
    file.unlink()
    preview.until(f"trials/{number(8)}/", is_gone)
    preview.until("trials/", lacks("Invented trial 8"))


def test_a_broken_record_shows_its_problem_in_its_place(preview: Preview) -> None:
    file = preview.folder / f"records/{number(1)}.yml"
    good = file.read_bytes()
    file.write_text("identification:\n  registry_id: [\n", "utf-8")
    page = preview.until(PAGE, has("pt-problem"))
    assert re.search(rf"<code>records/{number(1)}\.yml:\d+:\d+</code>", page)
    assert "livereload(" in page
    assert has("Invented trial 2")(preview.page(f"trials/{number(2)}/"))
    preview.until("operators/problems/", has(f"{number(1)}.yml"))
    file.write_bytes(good)
    preview.until(PAGE, lacks("pt-problem"))
    preview.until(PAGE, has("Invented trial 1"))


def test_a_broken_part_of_a_page_shows_on_the_page(preview: Preview) -> None:
    with broken(preview, "sections/why.md.jinja", "## Why\n\n{% if %}\n"):
        page = preview.until(PAGE, has("pt-problem"))
        assert "why.md.jinja:3: " in page
        assert lacks("pt-problem")(preview.page("trials/"))


def test_a_broken_list_shows_on_every_list(preview: Preview) -> None:
    with broken(preview, "listings/home.md.jinja", "\n{{ nothing_like_it }}\n"):
        page = preview.until("", has("pt-problem"))
        assert "home.md.jinja:2: " in page
        assert has("home.md.jinja:2: ")(preview.page("trials/"))
        assert has("Invented trial 1")(preview.page(PAGE))


def test_broken_words_show_on_every_generated_page(preview: Preview) -> None:
    words = (own_templates() / "wording/en.yml").read_text("utf-8")
    with broken(preview, "wording/en.yml", f"a: b: c\n{words}"):
        page = preview.until(PAGE, has("pt-problem"))
        assert "en.yml:1:" in page
        assert has("en.yml:1:")(preview.page(""))
        assert has("Old words")(preview.page("talk/"))


def test_an_edited_page_of_ones_own(preview: Preview) -> None:
    write(preview.folder / "docs/talk.md", "# Talk\n\nNew words\n")
    preview.until("talk/", has("New words"))
    write(preview.folder / "docs/talk.md", "# Talk\n\nOld words\n")
    preview.until("talk/", has("Old words"))


def test_mkdocs_serve_follows_too_and_stops_when_asked(tmp_path: Path) -> None:
    make_site(tmp_path, range(1, 3))
    with running(tmp_path, *MKDOCS) as preview:
        assert "livereload(" in preview.until(PAGE, has("Invented trial 1"))
        title = {**TITLE, "brief_title": "Quite another title"}
        write_record(tmp_path / "records", 1, identification=title)
        preview.until(PAGE, has("Quite another title"))
        write(tmp_path / f"records/{number(2)}.yml", "identification: [\n")
        preview.until(f"trials/{number(2)}/", has("pt-problem"))
    assert preview.process.returncode == 0
    assert "Traceback" not in preview.log.read_text("utf-8")


def test_a_site_that_cannot_be_built_at_all_says_why_and_ends(tmp_path: Path) -> None:
    make_site(tmp_path, range(1, 2), {"templates": "ours"})
    write(tmp_path / "ours/listings/home.md.jinja", "\n{% if %}\n")
    done = subprocess.run(
        [sys.executable, *PLAINTRIALS, "--addr", "127.0.0.1:0"],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=START,
        check=False,
    )
    assert done.returncode == 1
    assert "home.md.jinja:2: " in done.stderr
    assert "Traceback" not in done.stderr
