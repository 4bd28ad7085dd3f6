"""Renders and writes every generated page, on all cores."""

import datetime
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from mkdocs.structure.files import Files

from generator.build import trial_pages
from generator.collection import Collection, Entry
from generator.content import Content
from generator.pages.alike import NOTHING_ALIKE, Alike, alike_among
from generator.pages.explain import spelled_out_in
from generator.pages.markdown import PageHtml, page_html
from generator.pages.page import Page
from generator.pages.summary import Summary
from generator.problems import Place, Problem
from generator.records import Record
from generator.records.source import sources
from generator.site.cache import Cache, Made
from generator.site.faults import fault_page, template_fault
from generator.site.files import destination_of, resolve_link
from generator.site.links import Anchors
from generator.site.shell import Shells
from generator.site.styles import without_comments
from generator.workers import Tick, each, on_all_cores

Item = Entry | Page


@dataclass(frozen=True, slots=True)
class Job:
    """All that rendering needs.

    `cards` is where cards for the search index go, if there is to be one. `edit` turns a record
    file's path into what edit links want. `preview` shows a template's fault on the page, and goes
    on. `alike` knows the trials of the collection that look alike.
    """

    collection: Collection
    pages: Sequence[Page]
    content: Content
    as_of: datetime.date
    site_url: str
    site_dir: Path
    cards: Path | None
    files: Files
    shells: Shells
    edit: Callable[[str | None], str | None]
    cache: Cache | None
    preview: bool
    alike: Alike = NOTHING_ALIKE


@dataclass(slots=True)
class Outcome:
    """What came of a share of the pages: problems, anchors asked for, keys of cached pages."""

    problems: list[Problem]
    anchors: Anchors
    keys: list[str]


def publish(job: Job, workers: int, tick: Tick) -> list[Problem]:
    """Write every page; `tick` gets the number of pages done since the last call."""
    job = replace(job, alike=alike_among(entry.summary for entry in job.collection.entries))
    for name in ("plaintrials.css", "sheet.css"):
        file = job.site_dir / "assets" / name
        file.write_text(without_comments(file.read_text("utf-8")), "utf-8")
    items: list[Item] = [*job.pages, *job.collection.entries]
    outcomes = on_all_cores(items, partial(_share, job), workers, tick)
    if job.cache:
        job.cache.keep_only(key for outcome in outcomes for key in outcome.keys)
    anchors = Anchors.joined(outcome.anchors for outcome in outcomes)
    problems = [problem for outcome in outcomes for problem in outcome.problems]
    return sorted(set(problems)) + list(anchors.problems(job.site_dir))


def _share(job: Job, items: Sequence[Item], tick: Tick) -> Outcome:
    outcome = Outcome([], Anchors(), [])
    for item in each(items, tick):
        _one(job, item, outcome)
    return outcome


def _one(job: Job, item: Item, outcome: Outcome) -> None:
    try:
        made = _made(job, item, outcome)
    except Exception as error:
        problem = template_fault(error)
        if problem is None:
            raise
        outcome.problems.append(problem)
        if not job.preview:
            return
        paths = (item.path,) if isinstance(item, Page) else item.summary.paths
        faults = [fault_page(path, problem) for path in paths]
        made = [(page, page_html(page.markdown, str)) for page in faults]
    for page, html in made:
        _put(job, page, html, outcome)


def _made(job: Job, item: Item, outcome: Outcome) -> list[Made]:
    if isinstance(item, Page):
        return [(item, _html(job, item, outcome))]
    return _trial(job, item, outcome)


def _put(job: Job, page: Page, html: PageHtml, outcome: Outcome) -> None:
    """Write a page, and what lies beside it."""
    outcome.anchors.add(page.path, html.html)
    folder = (job.site_dir / destination_of(page.path)).parent
    for name, data in page.files:
        _write(folder / name, data)
    for name, source in page.copies:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, folder / name)
    if job.cards and page.card:
        _write(job.cards / destination_of(page.path), page.card.encode())
    _write(job.site_dir / destination_of(page.path), job.shells.fill(page, html).encode())


def _trial(job: Job, entry: Entry, outcome: Outcome) -> list[Made]:
    record = job.collection.record(entry)
    folder = job.site_dir / "trials" / entry.summary.registry_id
    for name, data in sources(record).items():
        _write(folder / name, data)
    others = job.alike.to(entry.summary)
    key = job.cache.key(record, others) if job.cache else ""
    outcome.keys.append(key)
    kept = job.cache.get(key) if job.cache else None
    known = len(outcome.problems)
    made = kept or _rendered(job, record, others, outcome)
    # A page with a problem is made anew each time, so that the problem is told each time.
    if job.cache and not kept and len(outcome.problems) == known:
        job.cache.put(key, made)
    return [(replace(page, edit_path=job.edit(page.edit_path)), html) for page, html in made]


def _rendered(job: Job, record: Record, others: Sequence[Summary], outcome: Outcome) -> list[Made]:
    pages = trial_pages(record, job.content, job.as_of, others, job.site_url)
    announced = (page for page in pages if job.files.get_file_from_path(page.path))
    return [(page, _explained(job, page, record, outcome)) for page in announced]


def _explained(job: Job, page: Page, record: Record, outcome: Outcome) -> PageHtml:
    """Return the HTML of a trial's page, hard words with their meaning."""
    html = _html(job, page, outcome)
    file = job.files.get_file_from_path(page.path)
    glossary = file and resolve_link(f"{'../' * page.path.count('/')}glossary.md", file, job.files)
    if not glossary:
        return html
    spelled_out = spelled_out_in(record.trial)
    return replace(html, html=job.content.explainer.explain(html.html, spelled_out, glossary))


def _html(job: Job, page: Page, outcome: Outcome) -> PageHtml:
    file = job.files.get_file_from_path(page.path)
    assert file is not None  # every page was announced to MkDocs

    def resolve(target: str) -> str:
        address = resolve_link(target, file, job.files)
        if address is None:
            message = f"a link leads to '{target}', which is not there"
            outcome.problems.append(Problem(Place(page.path), "", message, "SITE-LINK"))
        return address or target

    return page_html(page.markdown, resolve)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
