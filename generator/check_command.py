"""`plaintrials check`: what is wrong with the records, and what in them does not add up."""

import datetime
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.build import gather_problems
from generator.command import AS_OF, CONFIG, RECORDS, day_of, examples, fail, settings_in, today
from generator.content import Content, load_claims, load_content, load_meanings
from generator.lint.choice import FAIL_ON, Choice, UnknownCode, choice_of, fails
from generator.lint.judging import judged
from generator.lint.meanings import Meanings
from generator.lint.pages import PAGE_MEANINGS, PageRow
from generator.page_check import judging_pages
from generator.plain.wording import WordingError
from generator.problems import Problem
from generator.records import Record
from generator.records.codes import CODES
from generator.report import FORMATS, counted, report, summary
from generator.report.pages import PAGE_FORMATS, page_summary
from generator.site.progress import Progress

if TYPE_CHECKING:
    from generator.site.engine import Settings

Judge = Callable[[Record], Iterable[Problem]]


@click.command(epilog=examples("check"))
@RECORDS
@AS_OF
@click.option(
    "--format",
    "format_",
    type=click.Choice(sorted(FORMATS)),
    default="text",
    show_default=True,
    help="How to print problems; 'github' marks them on a pull request.",
)
@click.option(
    "--select",
    multiple=True,
    metavar="CODES",
    help="Show only these codes, or codes that start so, such as STA,OUT-04.",
)
@click.option("--ignore", multiple=True, metavar="CODES", help="Leave out these codes.")
@click.option(
    "--fail-on",
    type=click.Choice(FAIL_ON),
    default="error",
    show_default=True,
    help="End with 1 for: what cannot be shown; every warning too; all; nothing.",
)
@click.option(
    "--pages",
    is_flag=True,
    help="Look at the pages as well: how hard our words and the record's words are to read.",
)
@click.option("--fix-hints", is_flag=True, help="Say what to ask the team about a field.")
@CONFIG
def check(
    records: Sequence[Path],
    as_of: datetime.datetime | None,
    format_: str,
    select: Sequence[str],
    ignore: Sequence[str],
    fail_on: str,
    pages: bool,
    fix_hints: bool,
    config_file: Path,
) -> None:
    """Say what is wrong with the records, and what in them does not add up.

    Ends with 1 if a record cannot be shown. What a record says never counts for that, unless
    --fail-on asks for it: whoever publishes a record can seldom mend it. Problems go to standard
    output; the number of good records, and of problems, goes to standard error.

    With --pages, the formats json and csv give a table of the pages in place of the problems, and
    text gives it above them.
    """
    settings = settings_in(config_file) if config_file.is_file() or not records else None
    meanings = _meanings(settings)
    choice = _choice(select, ignore, meanings)
    day = day_of(as_of) or (settings and settings.as_of) or today()
    rows: list[PageRow] = []
    judge: Judge = partial(judged, as_of=day, meanings=meanings)
    if pages:
        judge = judging_pages(judge, _content(settings), day, rows.append)
    with Progress("Reading records") as progress:
        count, found = gather_problems(
            list(records) or (settings.records if settings else []),
            load_claims(settings.templates if settings else ()),
            judge,
            progress.tick,
        )
    problems = [problem for problem in found if choice.has(problem.code)]
    in_table = pages and format_ in PAGE_FORMATS
    if in_table:
        click.echo(PAGE_FORMATS[format_]([_chosen(row, choice) for row in rows]), nl=False)
    if not in_table or format_ == "text":
        left = [one for one in problems if not (in_table and one.code in PAGE_MEANINGS)]
        click.echo(report(left, format_, meanings, fix_hints), nl=False)
    if pages:
        click.echo(page_summary(rows), err=True)
    click.echo(f"{counted(count, 'good record')}. {summary(problems)}", err=True)
    if fails(problems, fail_on):
        sys.exit(1)


def _meanings(settings: "Settings | None") -> Meanings:
    folders = settings.templates if settings else ()
    try:
        load_claims(folders)
        return load_meanings(folders)
    except WordingError as error:
        fail(error)


def _content(settings: "Settings | None") -> Content:
    try:
        return load_content(settings.templates if settings else ())
    except WordingError as error:
        fail(error)


def _chosen(row: PageRow, choice: Choice) -> PageRow:
    return replace(row, faults=tuple(fault for fault in row.faults if choice.has(fault.code)))


def _choice(select: Sequence[str], ignore: Sequence[str], meanings: Meanings) -> Choice:
    try:
        return choice_of(select, ignore, [*CODES, *meanings])
    except UnknownCode as error:
        raise click.UsageError(str(error)) from error
