"""`make bench-search`: do everyday words find the trial, how fast, and for how many bytes.

200 records of the real ones were drawn with `random.Random(6).sample(records, 200)`. For each,
`queries.tsv` holds what a reader might type who knows its condition and treatment. A query counts
if the trial is among the first 10. `misspelled.tsv` holds words as people mistype them: one counts
if the first trial for the right word is among the first 10 for the wrong one.

Beside it: the search that Material brings along, with its defaults, on the same pages. Both are
asked in a browser. Material's takes seconds for a query, so it is asked 25 of them, drawn with
`random.Random(7).sample(queries, 25)`; ours is scored on these too. Without the real records there
is nothing to measure.

`--ours` leaves out Material, which takes minutes; `--most 300` takes the records drawn and so many
in all; `--sites DIR` keeps the two sites there, and takes them from there the next time.
"""

import argparse
import json
import random
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.first import SLOWDOWNS, First, Way, first_results, served, tell, tell_ratio
from tests.bench.material import REAL, load
from tests.bench.measure import cost_of
from tests.browser.chromium import FLAGS, find_chromium

QUERIES = Path(__file__).parent / "queries.tsv"
MISSPELLED = Path(__file__).parent / "misspelled.tsv"
FIRST = 10
_SAMPLE = 25
_EACH = 20
"""Every so many queries one is typed into a fresh browser, to see what a first search costs."""
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
_FIND = """async (queries) => {
  const all = [];
  for (const query of queries) {
    const { results } = await window.ptSearch.find(query);
    const pages = await Promise.all(results.slice(0, 10).map(window.ptSearch.pageOf));
    all.push(pages.map((page) => page.url));
  }
  return all;
}"""
_MISTYPED = """async (rows) => {
  const all = [];
  for (const [wrong, right] of rows) {
    const wanted = (await window.ptSearch.find(right)).results[0]?.id;
    const { results } = await window.ptSearch.find(wrong);
    all.push(results.slice(0, 10).some(({ id }) => id === wanted));
  }
  return all;
}"""
# Material's own worker, asked as its page asks it (types of messages: 0 sets up, 1 is ready,
# 2 asks, 3 answers), without the drawing of results that its page adds to each query.
_LUNR = """async (queries) => {
  const config = JSON.parse(document.getElementById("__config").textContent);
  const worker = new Worker(config.search);
  const next = (type) => new Promise((resolve) => {
    const hear = ({ data }) => {
      if (data.type === type) { worker.removeEventListener("message", hear); resolve(data.data); }
    };
    worker.addEventListener("message", hear);
  });
  const index = await (await fetch("search/search_index.json")).json();
  const ready = next(1);
  worker.postMessage({ type: 0, data: { ...index, options: { suggest: false } } });
  await ready;
  const all = [];
  for (const query of queries) {
    const answer = next(3);
    worker.postMessage({ type: 2, data: query });
    const pages = (await answer).items.flat().map(({ location }) => location.split("#")[0]);
    all.push([...new Set(pages)].slice(0, 10).map((location) => `/${location}`));
  }
  return all;
}"""
_HEADER = Way(
    "Ours, in the header",
    "",
    "document.querySelector('.pt-panel__list li')",
    ".pt-header__search input",
)
_PAGE = Way(
    "Ours, the page with filters, opened by an address with the question",
    "search/",
    "document.querySelector('.pt-find__list li')",
)
_TYPED_THERE = Way("Ours, typed on the page with filters", "search/", _PAGE.there, "#pt-find-q")
_BUILTIN = Way(
    "Material's",
    "",
    "/\\d/.test(document.querySelector('.md-search-result__meta')?.textContent)",
    ".md-search__input",
)

Queries = Sequence[tuple[str, str]]
Answers = dict[tuple[str, str], list[str]]
Costs = dict[tuple[str, int], list[First]]


def main() -> None:
    """Print the scores and the costs."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.search", description=__doc__)
    parser.add_argument("--ours", action="store_true")
    parser.add_argument("--most", type=int)
    parser.add_argument("--sites", type=Path)
    arguments = parser.parse_args()
    if not REAL.is_file():
        sys.exit(f"expected the real records in {REAL}, found none")
    _, lines = load()
    queries = read_queries()
    lines = _drawn_first(lines, queries)[: arguments.most]
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = arguments.sites or Path(name)
        print(f"{len(lines):,} trials, {len(queries)} queries", flush=True)
        sites = [_ours(folder / "ours", lines)]
        if not arguments.ours:
            sites.append(_material(folder / "material", lines))
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        ours = _measure_ours(sites[0], browser, queries)
        if not arguments.ours:
            theirs = _measure_material(sites[1], browser, queries)
            for (name, slowdown), found in ours.items():
                if other := theirs.get((_BUILTIN.name, slowdown)):
                    tell_ratio(name, slowdown, found, other)
        browser.close()


def read_queries() -> list[tuple[str, str]]:
    """Return each registration number with what is typed to find it."""
    return _rows(QUERIES)


def sample(queries: Queries) -> list[tuple[str, str]]:
    """Return the queries that Material's search is asked, and ours beside it."""
    return random.Random(7).sample(queries, min(_SAMPLE, len(queries)))


def _rows(file: Path) -> list[tuple[str, str]]:
    rows = (line.split("\t") for line in file.read_text("utf-8").splitlines())
    return [(one, other) for one, other in rows]


def _drawn_first(lines: Sequence[str], queries: Queries) -> list[str]:
    drawn = {number for number, _ in queries}
    numbers = [
        json.loads(line)["protocolSection"]["identificationModule"]["nctId"] for line in lines
    ]
    order = sorted(range(len(lines)), key=lambda n: numbers[n] not in drawn)
    return [lines[n] for n in order]


def _begun(folder: Path, lines: Sequence[str]) -> Path | None:
    """Begin a folder with the records; None if it has a site of just these already."""
    records, text = folder / "records.jsonl", "".join(lines)
    is_built = (folder / "site" / "sitemap.xml").is_file()
    if is_built and records.read_text("utf-8") == text:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    records.write_text(text, "utf-8")
    return folder


def _ours(folder: Path, lines: Sequence[str]) -> Path:
    if _begun(folder, lines):
        (folder / "docs").mkdir(exist_ok=True)
        (folder / "mkdocs.yml").write_text(_OURS, "utf-8")
        cost_of(["-m", "mkdocs", "build", "--quiet"], folder)
    return folder / "site"


def _material(folder: Path, lines: Sequence[str]) -> Path:
    if _begun(folder, lines):
        render = ["-m", "generator", "render", "--records", "records.jsonl", "--out", "markdown"]
        cost_of([*render, "--as-of", "2026-01-01"], folder)
        (folder / "mkdocs.yml").write_text(_MATERIAL, "utf-8")
        cost_of(["-m", "mkdocs", "build", "--quiet"], folder)
    return folder / "site"


def _measure_ours(site: Path, browser: Browser, queries: Queries) -> Costs:
    with served(site) as address:
        page = browser.new_page()
        page.goto(address)
        answers = _asked(page, _FIND, queries)
        _score("Ours", queries, answers)
        _score("Ours, of the sample", sample(queries), answers)
        mistyped = _rows(MISSPELLED)
        found = page.evaluate(_MISTYPED, mistyped)
        page.close()
        print(f"Mistyped words: {sum(found)} of {len(found)} find what was meant", flush=True)
        for (wrong, right), is_found in zip(mistyped, found, strict=True):
            if not is_found:
                print(f"    not found: {wrong} ({right})")
        some = queries[::_EACH]
        return {
            **_costs(browser, address, _HEADER, some),
            **_costs(browser, address, _TYPED_THERE, some),
            **_costs(browser, address, _PAGE, some),
        }


def _measure_material(site: Path, browser: Browser, queries: Queries) -> Costs:
    with served(site) as address:
        # One, not slowed down: its index takes a machine longer than all else here.
        costs = _costs(browser, address, _BUILTIN, queries[:1], SLOWDOWNS[:1])
        page = browser.new_page()
        page.set_default_timeout(900_000)
        page.goto(address)
        some = sample(queries)
        _score("Material's, of the sample", some, _asked(page, _LUNR, some))
        page.close()
    return costs


def _costs(
    browser: Browser,
    address: str,
    way: Way,
    queries: Queries,
    slowdowns: Sequence[int] = SLOWDOWNS,
) -> Costs:
    costs = {}
    for slowdown in slowdowns:
        found = [first_results(browser, address, way, query, slowdown) for _, query in queries]
        tell(way.name, slowdown, found)
        costs[way.name, slowdown] = found
    return costs


def _asked(page: Page, script: str, queries: Queries) -> Answers:
    found = page.evaluate(script, [query for _, query in queries])
    return dict(zip(queries, found, strict=True))


def _score(name: str, queries: Queries, answers: Answers) -> None:
    missed = [
        (number, query)
        for number, query in queries
        if not any(f"/{number}/" in address for address in answers[number, query][:FIRST])
    ]
    found = len(queries) - len(missed)
    share = f"{found} of {len(queries)} ({found / len(queries):.1%})"
    print(f"{name}: {share} among the first {FIRST}", flush=True)
    for number, query in missed:
        print(f"    not found: {number} {query}")


if __name__ == "__main__":
    main()
