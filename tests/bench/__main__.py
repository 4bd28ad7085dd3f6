"""`make bench`: reading, building, memory; beside the same Markdown in plain MkDocs + Material.

Arguments: numbers of records to build (default: 100, 1000 and all). `--ours` leaves out the
alternative, which takes minutes.
"""

import argparse
import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.bench import alike
from tests.bench.checks import checks_cpu, reading_cpu
from tests.bench.material import REAL, load
from tests.bench.measure import Cost, cost_of

_TOO_SHORT = 0.5
"""Seconds: below that the start of Python, which varies, hides what is measured."""
_OURS = """\
site_name: Bench
theme: {{name: material, font: false}}
plugins:
  - plaintrials: {{records: records.jsonl, as_of: 2026-01-01, cache: {cache}, search: {search}}}
nav: [index.md, trials/index.md]
validation: {{omitted_files: ignore}}
"""
_PLAIN = """\
site_name: Bench
docs_dir: markdown
theme: {{name: material, font: false}}
plugins: [{plugins}]
nav: [index.md, trials/index.md]
not_in_nav: "*"
markdown_extensions: [tables, md_in_html]
validation: {{omitted_files: ignore, links: {{not_found: ignore, anchors: ignore}}}}
"""


def main() -> None:
    """Print a table for each number of records."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int)
    parser.add_argument("--ours", action="store_true")
    arguments = parser.parse_args()
    what, lines = load()
    if REAL.is_file():
        count, used = checks_cpu(REAL.parent)
        print(f"{count:,} records in data/, of every form")
        _rate("ms of CPU a record, all checks", used * 1000)
        print()
    sizes = arguments.sizes or [100, 1000, len(lines)]
    print(f"{len(lines):,} {what}; {os.cpu_count()} cores; load {os.getloadavg()[0]:.1f}\n")
    alike.show(lines)
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            _bench(lines[:size], Path(folder), alternative=not arguments.ours)


def _bench(lines: Sequence[str], folder: Path, alternative: bool) -> None:
    (folder / "records.jsonl").write_text("".join(lines), "utf-8")
    size = sum(map(len, lines)) / 1e6
    print(f"{len(lines):,} records, {size:.1f} MB\n{'':34}      wall       CPU   peak MiB")
    start = _show("start of the command", cost_of(["-m", "generator", "--version"], folder))
    check = ["-m", "generator", "check", "--records", "records.jsonl"]
    reading = _show("read and check every record", cost_of(check, folder))
    if reading.wall - start.wall > _TOO_SHORT:
        _rate("records a second", len(lines) / (reading.wall - start.wall))

    _rate("ms of CPU a record, all checks", checks_cpu(folder / "records.jsonl")[1] * 1000)
    _rate("ms of CPU a page, reading it", reading_cpu(folder / "records.jsonl") * 1000)

    bare = _build(folder, cache="false", search="false")
    pages = sum(1 for _ in (folder / "site").rglob("index.html"))
    _show(f"our build, {pages:,} pages, no search", bare)
    _rate("pages a second", pages / bare.wall)
    _rate("ms of CPU a page", bare.cpu / pages * 1000)
    full = _show("our build with search", _build(folder, cache="true", search="true"))
    warm = _show("the same again, from the cache", _build(folder, cache="true", search="true"))
    _rate("CPU of that, against the first", warm.cpu / full.cpu)
    if alternative:
        _beside(folder, bare, full)
    print(flush=True)


def _beside(folder: Path, bare: Cost, full: Cost) -> None:
    """Build the same Markdown with MkDocs and Material as they come."""
    render = ["-m", "generator", "render", "--records", "records.jsonl", "--out", "markdown"]
    written = _show("our Markdown, written to files", cost_of(render, folder))
    for name, plugins, ours in (("no", "", bare), ("with", "search", full)):
        theirs = _show(f"MkDocs + Material, {name} search", _plain(folder, plugins))
        # Both make the same Markdown first; theirs reads it from files.
        _rate("with the Markdown: CPU, × ours", (written.cpu + theirs.cpu) / ours.cpu)
        _rate("with the Markdown: wall, × ours", (written.wall + theirs.wall) / ours.wall)


def _build(folder: Path, cache: str, search: str) -> Cost:
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "mkdocs.yml").write_text(_OURS.format(cache=cache, search=search), "utf-8")
    return cost_of(["-m", "mkdocs", "build", "--quiet"], folder)


def _plain(folder: Path, plugins: str) -> Cost:
    (folder / "mkdocs.yml").write_text(_PLAIN.format(plugins=plugins), "utf-8")
    shutil.rmtree(folder / "site", ignore_errors=True)
    return cost_of(["-m", "mkdocs", "build", "--quiet"], folder)


def _show(what: str, cost: Cost) -> Cost:
    print(f"  {what:34}{cost.wall:8.1f} s{cost.cpu:8.1f} s{cost.peak:10.0f}", flush=True)
    return cost


def _rate(what: str, value: float) -> None:
    print(f"    {what:32}{value:10.2f}", flush=True)


if __name__ == "__main__":
    main()
