"""Renders and writes every generated page, on all cores."""

import datetime
import multiprocessing
import os
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from mkdocs.structure.files import Files

from generator.build import Collection, Entry, trial_page
from generator.content import Content
from generator.pages.explain import spelled_out_in
from generator.pages.markdown import PageHtml, page_html
from generator.pages.page import Page
from generator.problems import Place, Problem
from generator.records import Record
from generator.records.source import sources
from generator.site.cache import Cache
from generator.site.faults import fault_page, template_fault
from generator.site.files import destination_of, resolve_link
from generator.site.links import Anchors
from generator.site.shell import Shells

_TICK_EVERY = 20
_GLOSSARY = "../../glossary.md"

Item = Entry | Page


@dataclass(frozen=True, slots=True)
class Job:
    """All that rendering needs.

    `edit` turns a record file's path into what edit links want. `preview` shows a template's fault
    on the page, and goes on.
    """

    collection: Collection
    pages: Sequence[Page]
    content: Content
    as_of: datetime.date
    site_dir: Path
    files: Files
    shells: Shells
    edit: Callable[[str | None], str | None]
    cache: Cache | None
    preview: bool


@dataclass(slots=True)
class Outcome:
    """What came of a share of the pages: problems, anchors asked for, keys of cached pages."""

    problems: list[Problem]
    anchors: Anchors
    keys: list[str]


def publish(job: Job, workers: int, tick: Callable[[int], None]) -> list[Problem]:
    """Write every page; `tick` gets the number of pages done since the last call."""
    items: list[Item] = [*job.pages, *job.collection.entries]
    workers = min(workers, max(1, len(items) // _TICK_EVERY))
    if workers == 1 or not hasattr(os, "fork"):
        outcomes = [_share(job, items, tick)]
    else:
        outcomes = _forked(job, [items[n::workers] for n in range(workers)], tick)
    if job.cache:
        job.cache.keep_only(key for outcome in outcomes for key in outcome.keys)
    anchors = Anchors.joined(outcome.anchors for outcome in outcomes)
    problems = [problem for outcome in outcomes for problem in outcome.problems]
    return sorted(set(problems)) + list(anchors.problems(job.site_dir))


def _forked(
    job: Job, shares: Sequence[Sequence[Item]], tick: Callable[[int], None]
) -> list[Outcome]:
    """Render each share in a process of its own, forked so that the job need not be copied."""
    fork = multiprocessing.get_context("fork")
    pipes: dict[Connection, BaseProcess] = {}
    for share in shares:
        receive, send = fork.Pipe(duplex=False)
        worker: BaseProcess = fork.Process(target=_work, args=(job, share, send))
        worker.start()
        send.close()
        pipes[receive] = worker
    outcomes = list(_collected(pipes, tick))
    for worker in pipes.values():
        worker.join()
    return outcomes


def _collected(
    pipes: Mapping[Connection, BaseProcess], tick: Callable[[int], None]
) -> Iterator[Outcome]:
    left = set(pipes)
    while left:
        for pipe in wait(list(left)):
            assert isinstance(pipe, Connection)
            try:
                message = pipe.recv()
            except EOFError:
                raise RuntimeError("a worker stopped before its pages were done") from None
            if isinstance(message, int):
                tick(message)
                continue
            left.remove(pipe)
            if isinstance(message, str):
                raise RuntimeError(f"a worker failed:\n{message}")
            yield message


def _work(job: Job, share: Sequence[Item], send: Connection) -> None:
    try:
        send.send(_share(job, share, send.send))
    except Exception:  # noqa: BLE001 - the parent raises it again, with this process's trace
        send.send(traceback.format_exc())


def _share(job: Job, items: Sequence[Item], tick: Callable[[int], None]) -> Outcome:
    outcome = Outcome([], Anchors(), [])
    for number, item in enumerate(items, 1):
        _one(job, item, outcome)
        if number % _TICK_EVERY == 0:
            tick(_TICK_EVERY)
    tick(len(items) % _TICK_EVERY)
    return outcome


def _one(job: Job, item: Item, outcome: Outcome) -> None:
    path = item.path if isinstance(item, Page) else item.summary.path
    try:
        page, html = (
            (item, _html(job, item, outcome))
            if isinstance(item, Page)
            else _trial(job, item, outcome)
        )
    except Exception as error:
        problem = template_fault(error)
        if problem is None:
            raise
        outcome.problems.append(problem)
        if not job.preview:
            return
        page = fault_page(path, problem)
        html = page_html(page.markdown, str)
    outcome.anchors.add(path, html.html)
    _write(job.site_dir / destination_of(path), job.shells.fill(page, html).encode())


def _trial(job: Job, entry: Entry, outcome: Outcome) -> tuple[Page, PageHtml]:
    record = job.collection.record(entry)
    folder = job.site_dir / "trials" / entry.summary.registry_id
    for name, data in sources(record).items():
        _write(folder / name, data)
    key = job.cache.key(record) if job.cache else ""
    outcome.keys.append(key)
    kept = job.cache.get(key) if job.cache else None
    known = len(outcome.problems)
    page, html = kept or _rendered(job, record, outcome)
    for name, data in page.files:
        _write(folder / name, data)
    # A page with a problem is made anew each time, so that the problem is told each time.
    if job.cache and not kept and len(outcome.problems) == known:
        job.cache.put(key, page, html)
    return replace(page, edit_path=job.edit(page.edit_path)), html


def _rendered(job: Job, record: Record, outcome: Outcome) -> tuple[Page, PageHtml]:
    page = trial_page(record, job.content, job.as_of)
    html = _html(job, page, outcome)
    file = job.files.get_file_from_path(page.path)
    glossary = file and resolve_link(_GLOSSARY, file, job.files)
    if not glossary:
        return page, html
    spelled_out = spelled_out_in(record.trial)
    return page, replace(html, html=job.content.explainer.explain(html.html, spelled_out, glossary))


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
