"""What a reader's device works and loads until the first results of a search stand on the page.

Every measurement is of a browser that has loaded nothing yet, on a phone's screen. Only CPU seconds
count, since other work on the machine lengthens what the clock says. A slowdown (Chromium's
own, as in its developer tools) holds for the main thread; workers and helpers run at full speed.
It goes by the clock, so that on a busy machine it slows down by more: hence SLOWDOWNS has 1, too.
"""

import http.server
import re
import statistics
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from gzip import compress
from json import dumps
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Browser

SLOWDOWNS = (1, 4)
_BLANK = "/blank.html"
_TIMEOUT = 900_000
_SEARCH = re.compile(
    r"/pagefind/|/assets/(search|find|mylist)\.js|/search/search_index|/workers/search"
)
# Resolves when what it is told to wait for is there. No polling: that would be work of ours.
_ARRIVAL = """window.arrived = new Promise((done) => {
  const look = () => { if (%s) { watch.disconnect(); done(); } };
  const watch = new MutationObserver(look);
  watch.observe(document, { subtree: true, childList: true, characterData: true });
  look();
});"""
_TYPED = """(() => {
  const input = document.querySelector(%s);
  document.querySelector("#__search")?.click();
  input.focus();
  input.value = %s;
  for (const name of ["input", "keyup"]) input.dispatchEvent(new Event(name, { bubbles: true }));
  return window.arrived;
})()"""


@dataclass(frozen=True)
class Way:
    """A way to search: the page, and the field to type into (none: the address has the words).

    `there` is a condition in JavaScript that holds once results stand on the page.
    """

    name: str
    page: str
    there: str
    field: str = ""


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
        """Add the size of a file, with what the host says of it; none if it was kept."""
        if event["requestId"] in self.wanted:
            self.size += event["encodedDataLength"]


@dataclass(frozen=True)
class First:
    """Bytes, and CPU seconds of the main thread and of all threads, until the first results.

    `typed` leaves out what opening the page took before a word was typed.
    """

    size: float
    main: float
    all: float
    typed: float


class Packed(http.server.SimpleHTTPRequestHandler):
    """Serves a site as hosts do: text is packed with gzip, and browsers keep files for a while."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Send a file, packed if it is text."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file() and self.path != _BLANK:
            self.send_error(404)
            return
        data = b"<!doctype html><title>x</title>" if self.path == _BLANK else path.read_bytes()
        is_text = path.suffix in (".html", ".js", ".css", ".json", ".svg", ".xml")
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Cache-Control", "max-age=600")
        if is_text:
            data = compress(data, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        with suppress(ConnectionError):  # a page that is left asks for no more
            self.wfile.write(data)


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a site; yields its address."""
    handler = partial(Packed, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def first_results(browser: Browser, address: str, way: Way, query: str, slowdown: int) -> First:
    """Search once in a browser that has loaded nothing, and return what it took."""
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.set_default_timeout(_TIMEOUT)
    protocol = context.new_cdp_session(page)
    received = Received()
    protocol.on("Network.responseReceived", received.named)
    protocol.on("Network.loadingFinished", received.finished)
    protocol.send("Network.enable")
    # An empty page of the same host: what follows happens in the same process.
    page.goto(f"{address}{_BLANK[1:]}")
    protocol.send("Page.enable")
    script = {"source": _ARRIVAL % way.there}
    protocol.send("Page.addScriptToEvaluateOnNewDocument", script)
    protocol.send("Performance.enable", {"timeDomain": "threadTicks"})
    protocol.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
    begin, used = _thread_time(protocol), _renderer_time(browser)
    target = f"{address}{way.page}" + ("" if way.field else f"#q={quote(query)}")
    page.goto(target, wait_until="load" if way.field else "commit")
    typing = _thread_time(protocol)
    asked = _TYPED % (dumps(way.field), dumps(query)) if way.field else "window.arrived"
    protocol.send("Runtime.evaluate", {"expression": asked, "awaitPromise": True})
    end = _thread_time(protocol)
    found = First(received.size / 1000, end - begin, _renderer_time(browser) - used, end - typing)
    context.close()
    return found


def tell(name: str, slowdown: int, found: Sequence[First]) -> None:
    """Print the median and the most of what first results took."""
    print(f"{name}: {len(found)} fresh browsers, main thread slowed down {slowdown} times")
    _line("kB for the search", [one.size for one in found])
    _line("s of CPU since typing", [one.typed for one in found])
    _line("s of CPU, page and search", [one.main for one in found])
    _line("s of CPU, with all threads", [one.all for one in found])


def tell_ratio(name: str, slowdown: int, found: Sequence[First], other: Sequence[First]) -> None:
    """Print how many times as much the other search took, by the medians."""
    size, typed, threads = (
        statistics.median(getattr(one, what) for one in other)
        / statistics.median(getattr(one, what) for one in found)
        for what in ("size", "typed", "all")
    )
    print(
        f"{name}, slowed down {slowdown} times: {size:.0f}x fewer kB, {typed:.0f}x less CPU, "
        f"{threads:.0f}x with all threads"
    )


def _line(what: str, values: Sequence[float]) -> None:
    middle, most = statistics.median(values), max(values)
    print(f"    {what:28} median {middle:9.2f}, most {most:9.2f}", flush=True)


def _thread_time(protocol: Any) -> float:
    metrics = protocol.send("Performance.getMetrics")["metrics"]
    return float(next(one["value"] for one in metrics if one["name"] == "ThreadTime"))


def _renderer_time(browser: Browser) -> float:
    protocol = browser.new_browser_cdp_session()
    processes = protocol.send("SystemInfo.getProcessInfo")["processInfo"]
    protocol.detach()
    return float(sum(one["cpuTime"] for one in processes if one["type"] == "renderer"))
