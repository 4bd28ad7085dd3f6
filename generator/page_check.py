"""Every record → what is wrong with it and its page, and a row about the page; on all cores."""

import datetime
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.build import gather, part_texts, view_of
from generator.collection import Collection, Entry
from generator.content import Content
from generator.lint.lay_summaries import Meter
from generator.lint.meanings import Meanings
from generator.lint.pages import PageRow, judged_with_page, row_of
from generator.pages.alike import Alike, alike_among
from generator.pages.explain import spelled_out_in
from generator.pages.markdown import page_html
from generator.pages.own_text import without_marks
from generator.pages.page_checks import Finished, JudgedPage, Standard, judge_page, standard_of
from generator.pages.render import trial_markdown
from generator.pages.summary import Summary
from generator.pages.view import sentences_by_section
from generator.problems import Problem
from generator.records import Record
from generator.records.profile import Profile
from generator.workers import Tick, each, on_all_cores

_GLOSSARY = "../../glossary.md"

Fault = Callable[[Exception], Problem | None]
"""Tells what an operator can mend in a template from what we must: None."""


@dataclass(frozen=True, slots=True)
class Judged:
    """How many good records there are, all problems, and a row for each page that was looked at."""

    count: int
    problems: Sequence[Problem]
    rows: Sequence[PageRow] = ()
    meters: Sequence[Meter] = ()


@dataclass(frozen=True, slots=True)
class _Job:
    collection: Collection
    alike: Alike
    content: Content
    standard: Standard
    as_of: datetime.date
    meanings: Meanings
    fault: Fault


def judge_pages(
    paths: Sequence[Path],
    content: Content,
    as_of: datetime.date,
    meanings: Meanings,
    workers: int,
    fault: Fault,
    tick: Tick,
    profile: Profile | None = None,
) -> Judged:
    """Read every record, make its page, and judge both; `content` is loaded as `marked`."""
    with tempfile.TemporaryDirectory(prefix="plaintrials-") as folder:
        collection = gather(paths, content, as_of, Path(folder) / "records", profile=profile)
        alike = alike_among(entry.summary for entry in collection.entries)
        job = _Job(collection, alike, content, standard(content), as_of, meanings, fault)
        shares = on_all_cores(collection.entries, partial(_share, job), workers, tick)
    problems = [problem for found, _ in shares for problem in found]
    rows = sorted((row for _, rows in shares for row in rows), key=lambda row: row.registry_id)
    problems = sorted([*collection.problems, *problems])
    return Judged(len(collection.entries), problems, rows, collection.meters)


def page_row(record: Record, content: Content, as_of: datetime.date) -> PageRow:
    """Judge the page of one record, as of a day; `content` is loaded as `marked`."""
    return row_of(record, _judged(record, content, standard(content), as_of))


def standard(content: Content) -> Standard:
    """Return what every page is held against."""
    glossary = content.explainer.glossary
    return standard_of(content.wording, content.terms, glossary, _GLOSSARY)


def _share(job: _Job, entries: Sequence[Entry], tick: Tick) -> tuple[list[Problem], list[PageRow]]:
    problems, rows = [], []
    for entry in each(entries, tick):
        record, others = job.collection.record(entry), job.alike.to(entry.summary)
        try:
            page = _judged(record, job.content, job.standard, job.as_of, others)
        except Exception as error:
            problem = job.fault(error)
            if problem is None:
                raise
            problems.append(problem)
            continue
        across = job.collection.across.get(record.trial.registry_id, ())
        problems += judged_with_page(record, page, job.as_of, job.meanings, across)
        rows.append(row_of(record, page))
    return list(dict.fromkeys(problems)), rows


def _judged(
    record: Record,
    content: Content,
    standard: Standard,
    as_of: datetime.date,
    others: Sequence[Summary] = (),
) -> JudgedPage:
    """Make a page as a site has it, and judge it; `others` look alike."""
    view = view_of(record, content, as_of, others)
    marked = page_html(trial_markdown(view, record, content.env), str).html
    spelled_out = spelled_out_in(record.trial)

    def explained(html: str) -> str:
        return content.explainer.explain(without_marks(html), spelled_out, _GLOSSARY)

    parts = [
        page_html(text.markdown, str).html for text in part_texts(view, record, content, as_of)
    ]
    page = Finished(
        html=explained(marked),
        marked=marked,
        sentences=[said for _, said in sentences_by_section(view)],
        trial=record.trial,
        spelled_out=spelled_out,
        parts="".join(map(explained, parts)),
    )
    return judge_page(page, standard)
