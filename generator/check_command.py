"""`plaintrials check`: what is wrong with the records, and what in them does not add up."""

import datetime
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.build import gather_problems
from generator.command import AS_OF, CONFIG, RECORDS, day_of, examples, fail, settings_in, today
from generator.content import load_claims, load_meanings
from generator.lint.choice import FAIL_ON, Choice, UnknownCode, choice_of, fails
from generator.lint.judging import judged
from generator.lint.meanings import Meanings
from generator.plain.wording import WordingError
from generator.records.codes import CODES
from generator.report import FORMATS, counted, report, summary
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
@click.option("--fix-hints", is_flag=True, help="Say what to ask the team about a field.")
@CONFIG
def check(
    records: Sequence[Path],
    as_of: datetime.datetime | None,
    format_: str,
    select: Sequence[str],
    ignore: Sequence[str],
    fail_on: str,
    fix_hints: bool,
    config_file: Path,
) -> None:
    """Say what is wrong with the records, and what in them does not add up.

    Ends with 1 if a record cannot be shown. What a record says never counts for that, unless
    --fail-on asks for it: whoever publishes a record can seldom mend it. Problems go to standard
    output; the number of good records, and of problems, goes to standard error.
    """
    settings = settings_in(config_file) if config_file.is_file() or not records else None
    meanings = _meanings(settings)
    choice = _choice(select, ignore, meanings)
    day = day_of(as_of) or (settings and settings.as_of) or today()
    with Progress("Reading records") as progress:
        count, found = gather_problems(
            list(records) or (settings.records if settings else []),
            load_claims(settings.templates if settings else ()),
            partial(judged, as_of=day, meanings=meanings),
            progress.tick,
        )
    problems = [problem for problem in found if choice.has(problem.code)]
    click.echo(report(problems, format_, meanings, fix_hints), nl=False)
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


def _choice(select: Sequence[str], ignore: Sequence[str], meanings: Meanings) -> Choice:
    try:
        return choice_of(select, ignore, [*CODES, *meanings])
    except UnknownCode as error:
        raise click.UsageError(str(error)) from error
