"""`make bench-search`: do everyday words find the trial, how fast, and for how many bytes.

200 records of the real ones were drawn with `random.Random(6).sample(records, 200)`. For each,
`queries.tsv` holds what a reader might type who knows its condition and treatment. A query counts
if the trial is among the first 10. Beside it: the search that Material brings along, on the same
pages. Without the real records there is nothing to measure.

`--ours` leaves out Material, which takes many minutes; `--most 300` takes the records drawn and so
many in all.
"""

import argparse
import gzip
import http.server
import json
import re
import shutil
import statistics
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.material import REAL, load
from tests.bench.measure import cost_of
from tests.browser.chromium import FLAGS, find_chromium

QUERIES = Path(__file__).parent / "queries.tsv"
FIRST = 10
_EACH = 20
"""Every so many queries one is typed into a fresh browser, to see what a first search costs."""
_SLOWDOWN = 4
_OURS = """\
site_name: Bench
theme: {name: material, font: false}
plugins: [{plaintrials: {records: records.jsonl, as_of: 2026-01-01}}]
nav: [index.md, trials/index.md]
validation: {omitted_files: ignore}
"""
_MATERIAL = """\
site_name: Bench
docs_dir: markdown
theme: {name: material, font: false}
plugins: [search]
nav: [index.md, trials/index.md]
not_in_nav: "*"
markdown_extensions: [tables, md_in_html]
validation: {omitted_files: ignore, links: {not_found: ignore, anchors: ignore}}
"""
_SEARCH = re.compile(r"/pagefind/|/assets/(search|find)\.js|/search/search_index|/workers/search")
_FIND = """async (queries) => {
  const all = [];
  for (const query of queries) {
    const { results } = await window.ptSearch.find(query);
    const pages = await Promise.all(results.slice(0, 10).map((result) => result.data()));
    all.push(pages.map((page) => page.url));
  }
  return all;
}"""
_META = "document.querySelector('.md-search-result__meta').innerText.trim()"
_LINKS = "links => [...new Set(links.map(link => new URL(link.href).pathname))].slice(0, 10)"

Queries = Sequence[tuple[str, str]]


@dataclass
class Received:
    """Counts the bytes of a search as they come: its scripts, programs, index and filters."""

    size: float = 0
    wanted: set[str] = field(default_factory=set)

    def named(self, event: dict[str, Any]) -> None:
        """Take note of a file that is part of a search."""
        if _SEARCH.search(event["response"]["url"]):
            self.wanted.add(event["requestId"])

    def finished(self, event: dict[str, Any]) -> None:
        """Add the size of a file, with what the host says of it."""
        if event["requestId"] in self.wanted:
            self.size += event["encodedDataLength"]


class Packed(http.server.SimpleHTTPRequestHandler):
    """Serves a site as hosts do: text is packed with gzip, and what is packed already is not."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Send a file, packed if it is text."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        is_text = path.suffix in (".html", ".js", ".css", ".json", ".svg", ".xml")
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        if is_text:
            data = gzip.compress(data, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def main() -> None:
    """Print the score and the costs."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.search", description=__doc__)
    parser.add_argument("--ours", action="store_true")
    parser.add_argument("--most", type=int)
    arguments = parser.parse_args()
    if not REAL.is_file():
        sys.exit(f"expected the real records in {REAL}, found none")
    _, lines = load()
    queries = read_queries()
    lines = _drawn_first(lines, queries)[: arguments.most]
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        (folder / "docs").mkdir()
        (folder / "records.jsonl").write_text("".join(lines), "utf-8")
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        print(f"{len(lines):,} trials, {len(queries)} queries", flush=True)
        _ours(folder, browser, queries)
        if not arguments.ours:
            _material(folder, browser, queries)
        browser.close()


def read_queries() -> list[tuple[str, str]]:
    """Return each registration number with what is typed to find it."""
    rows = (line.split("\t") for line in QUERIES.read_text("utf-8").splitlines())
    return [(number, query) for number, query in rows]


def _drawn_first(lines: Sequence[str], queries: Queries) -> list[str]:
    drawn = {number for number, _ in queries}
    numbers = [
        json.loads(line)["protocolSection"]["identificationModule"]["nctId"] for line in lines
    ]
    order = sorted(range(len(lines)), key=lambda n: numbers[n] not in drawn)
    return [lines[n] for n in order]


def _ours(folder: Path, browser: Browser, queries: Queries) -> None:
    (folder / "mkdocs.yml").write_text(_OURS, "utf-8")
    cost_of(["-m", "mkdocs", "build", "--quiet"], folder)
    with _served(folder / "site") as address:
        page = browser.new_page()
        page.goto(address)
        found = page.evaluate(_FIND, [query for _, query in queries])
        page.close()
        _score("Ours", queries, found)
        for name, search in (("header", _type_ours), ("page", _open_ours)):
            for slowdown in (1, _SLOWDOWN):
                _costs(f"Ours, {name}", browser, address, queries, search, slowdown)
    shutil.rmtree(folder / "site")


def _material(folder: Path, browser: Browser, queries: Queries) -> None:
    (folder / "mkdocs.yml").unlink()
    render = ["-m", "generator", "render", "--records", "records.jsonl", "--out", "markdown"]
    cost_of([*render, "--as-of", "2026-01-01"], folder)
    (folder / "mkdocs.yml").write_text(_MATERIAL, "utf-8")
    cost_of(["-m", "mkdocs", "build", "--quiet"], folder)
    with _served(folder / "site") as address:
        # One for the costs: the index alone takes a reader's machine longer than all else here.
        for slowdown in (1, _SLOWDOWN):
            _costs("Material", browser, address, queries[:1], _type_material, slowdown)
        page = browser.new_page()
        page.set_default_timeout(600_000)
        page.goto(address)
        found = []
        for _, query in queries:
            _type_material(page, query)
            found.append(page.locator(".md-search-result__link").evaluate_all(_LINKS))
        page.close()
        _score("Material", queries, found)


def _score(name: str, queries: Queries, found: Sequence[Sequence[str]]) -> None:
    missed = [
        (number, query)
        for (number, query), addresses in zip(queries, found, strict=True)
        if not any(f"/{number}/" in address for address in addresses[:FIRST])
    ]
    print(f"{name}: {1 - len(missed) / len(queries):.1%} among the first {FIRST}", flush=True)
    for number, query in missed:
        print(f"    not found: {number} {query}")


def _costs(
    name: str,
    browser: Browser,
    address: str,
    queries: Queries,
    search: Callable[[Page, str], None],
    slowdown: int,
) -> None:
    """Print what a first search costs in a browser that has loaded nothing of the index yet."""
    sizes, times, all_times = [], [], []
    for _, query in queries[::_EACH]:
        context = browser.new_context(viewport={"width": 390, "height": 800})
        page = context.new_page()
        page.set_default_timeout(600_000)
        protocol = context.new_cdp_session(page)
        received = Received()
        protocol.on("Network.responseReceived", received.named)
        protocol.on("Network.loadingFinished", received.finished)
        protocol.send("Network.enable")
        page.goto(address)
        page.wait_for_load_state("networkidle")
        protocol.send("Performance.enable", {"timeDomain": "threadTicks"})
        protocol.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
        before, used = _thread_time(protocol), _renderer_time(browser)
        search(page, query)
        times.append(_thread_time(protocol) - before)
        all_times.append(_renderer_time(browser) - used)
        sizes.append(received.size / 1000)
        context.close()
    print(
        f"{name}: to the first results, {len(times)} fresh browsers, {slowdown} times slowed down"
    )
    _line("s of CPU, main thread", times)
    _line("s of CPU, with workers", all_times)
    _line("kB for the search", sizes)


def _line(what: str, values: Sequence[float]) -> None:
    middle, most = statistics.median(values), max(values)
    print(f"    {what:26} median {middle:9.2f}, most {most:9.2f}", flush=True)


def _thread_time(protocol: Any) -> float:
    metrics = protocol.send("Performance.getMetrics")["metrics"]
    return float(next(one["value"] for one in metrics if one["name"] == "ThreadTime"))


def _renderer_time(browser: Browser) -> float:
    protocol = browser.new_browser_cdp_session()
    processes = protocol.send("SystemInfo.getProcessInfo")["processInfo"]
    protocol.detach()
    return float(sum(one["cpuTime"] for one in processes if one["type"] == "renderer"))


def _type_ours(page: Page, query: str) -> None:
    page.get_by_role("searchbox").fill(query)
    page.locator(".pt-panel__list li").first.wait_for()


def _open_ours(page: Page, query: str) -> None:
    """Open the page for finding trials with a question; all that it loads is counted."""
    address = page.url
    page.evaluate("address => location.assign(address)", f"{address}search/#q={query}")
    page.locator(".pt-find__list li").first.wait_for()


def _type_material(page: Page, query: str) -> None:
    page.evaluate("document.getElementById('__search').checked = true")
    box = page.locator(".md-search__input")
    box.fill("")
    page.wait_for_function(f"() => /^Type/.test({_META})")
    box.fill(query)
    page.wait_for_function(f"() => !/^(Type|Init)/.test({_META})")


@contextmanager
def _served(site: Path) -> Iterator[str]:
    handler = partial(Packed, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


if __name__ == "__main__":
    main()
