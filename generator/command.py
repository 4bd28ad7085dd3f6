"""What the commands share: their options and examples, the settings, how they print and fail."""

import datetime
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from generator.problems import Problem
from generator.report import report

if TYPE_CHECKING:  # MkDocs takes a second to load, and not every command needs it
    from generator.site.engine import Settings

RECORDS = click.option(
    "--records",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="A file or folder of records; can be given more than once. Default: what mkdocs.yml says.",
)
AS_OF = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day that the pages speak of, such as 2026-03-31. Default: what mkdocs.yml says, "
    "or today.",
)
CONFIG = click.option(
    "-f",
    "--config-file",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The settings of the site.",
)


_EXAMPLES = """\
  plaintrials build --strict --as-of 2026-03-31
  plaintrials build --records studies.jsonl.gz --records mine --site-dir public
  plaintrials build --offline
  plaintrials serve --open
  plaintrials serve --records mine/NCT01157403.yml --addr 127.0.0.1:8080
  plaintrials check --records mine/NCT01157403.yml
  plaintrials check --select STA,OUT-04 --fix-hints
  plaintrials check --fail-on warn --as-of 2026-03-31
  plaintrials check --pages --select PAGE
  plaintrials check --format json > problems.json
  plaintrials check --pages --select PAGE
  plaintrials render --out docs
  plaintrials render --records mine/NCT01157403.yml --out to-review --as-of 2026-03-31
  plaintrials sign mine/NCT01157403.plain.yml --by "Ana Example" --role "diabetes nurse"
  plaintrials sign mine/NCT01157403.plain.yml --by "Ana Example" --date 2026-03-31 --write
  plaintrials schema > record.schema.json
  plaintrials schema --plain > plain.schema.json
  plaintrials new my-site
"""


def examples(name: str) -> str:
    """Return the examples of a command; the first sign keeps click from joining the lines."""
    lines = [line for line in _EXAMPLES.splitlines() if line.split()[1] == name]
    return "\n".join(["\b", "Examples:", *lines])


def settings_in(config_file: Path) -> "Settings":
    """Read the settings of a site, or end the command."""
    from generator.site.engine import SiteError, settings_of

    try:
        return settings_of(config_file)
    except SiteError as error:
        fail(error)


def day_of(as_of: datetime.datetime | None) -> datetime.date | None:
    """Return the day that an option names."""
    return as_of.date() if as_of else None


def today() -> datetime.date:
    """Return the day of the clock; no other part of the program looks at it."""
    return datetime.datetime.now(datetime.UTC).date()


def print_problems(problems: Sequence[Problem]) -> None:
    """Print problems to standard error."""
    click.echo(report(problems, "lines"), nl=False, err=True)


def fail(error: Exception, code: int = 1) -> NoReturn:
    """Say why a command ends, and end it."""
    click.echo(f"plaintrials: {error}", err=True)
    sys.exit(getattr(error, "exit_code", code))
