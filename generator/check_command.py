"""`plaintrials check`: what is wrong with the records, and what in them does not add up."""

import datetime
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.build import gather_problems
from generator.command import AS_OF, CONFIG, RECORDS, day_of, examples, fail, settings_in, today
from generator.content import load_claims, load_content, load_meanings
from generator.lint.choice import FAIL_ON, Choice, UnknownCode, choice_of, fails
from generator.lint.meanings import Meanings
from generator.lint.pages import PageRow
from generator.page_check import Judged, judge_pages
from generator.plain.wording import WordingError
from generator.records.codes import CODES
from generator.records.profile import Profile
from generator.report import FORMATS, counted, report, summary
from generator.report.meters import meter_table
from generator.report.pages import page_summary, report_with_pages
from generator.site.faults import template_fault
from generator.site.progress import Progress

if TYPE_CHECKING:
    from generator.site.engine import Settings


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
    help="Look at the pages as well: how hard they are to read, and what is wrong with them.",
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

    With --pages, a table of the pages stands below the problems; the format csv gives the table
    alone, and json gives both.
    """
    settings = settings_in(config_file) if config_file.is_file() or not records else None
    meanings = _meanings(settings)
    choice = _choice(select, ignore, meanings, pages)
    day = day_of(as_of) or (settings and settings.as_of) or today()
    paths = list(records) or (settings.records if settings else [])
    judge = _judge_pages if pages else _judge
    folders, profile = (settings.templates, settings.profile) if settings else ((), None)
    found = judge(paths, folders, day, meanings, profile)
    problems = [problem for problem in found.problems if choice.has(problem.code)]
    if pages:
        rows = [_chosen(row, choice) for row in found.rows]
        told = report_with_pages(problems, rows, format_, meanings, fix_hints)
    else:
        told = report(problems, format_, meanings, fix_hints)
    click.echo(told, nl=False)
    if format_ == "text":
        click.echo(meter_table(found.meters), nl=False)
    if pages:
        click.echo(page_summary(found.rows), err=True)
    click.echo(f"{counted(found.count, 'good record')}. {summary(problems)}", err=True)
    if fails(problems, fail_on):
        sys.exit(1)


def _judge(
    paths: Sequence[Path],
    folders: Sequence[Path],
    day: datetime.date,
    meanings: Meanings,
    profile: Profile | None,
) -> Judged:
    with Progress("Reading records") as progress:
        claims = load_claims(folders)
        count, found, meters = gather_problems(paths, claims, day, meanings, progress.tick, profile)
    return Judged(count, found, meters=meters)


def _judge_pages(
    paths: Sequence[Path],
    folders: Sequence[Path],
    day: datetime.date,
    meanings: Meanings,
    profile: Profile | None,
) -> Judged:
    try:
        content = load_content(folders, marked=True)
    except WordingError as error:
        fail(error)
    workers = os.cpu_count() or 1
    with Progress("Judging pages") as progress:
        tick, fault = progress.tick, template_fault
        return judge_pages(paths, content, day, meanings, workers, fault, tick, profile)


def _meanings(settings: "Settings | None") -> Meanings:
    folders = settings.templates if settings else ()
    try:
        load_claims(folders)
        return load_meanings(folders)
    except WordingError as error:
        fail(error)


def _chosen(row: PageRow, choice: Choice) -> PageRow:
    return replace(row, faults=tuple(fault for fault in row.faults if choice.has(fault.code)))


def _choice(
    select: Sequence[str], ignore: Sequence[str], meanings: Meanings, pages: bool
) -> Choice:
    try:
        choice = choice_of(select, ignore, [*CODES, *meanings])
    except UnknownCode as error:
        raise click.UsageError(str(error)) from error
    if not pages and (code := next((c for c in choice.select if c.startswith("PAGE")), None)):
        raise click.UsageError(f"{code} is about pages, which are only looked at with --pages")
    return choice
