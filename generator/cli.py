"""The `plaintrials` command. Prints and sets exit codes; decides nothing about trials.

Exit codes: 0 done; 1 problems in the records or the pages, where that was asked to count; 2 wrong
use of the command, or no settings that can be used.
"""

import datetime
import json
from collections.abc import Sequence
from pathlib import Path

import click

from generator import __version__
from generator.check_command import check
from generator.command import (
    AS_OF,
    CONFIG,
    RECORDS,
    day_of,
    examples,
    fail,
    print_problems,
    settings_in,
    today,
)
from generator.content import load_content
from generator.markdown_folder import render_to
from generator.plain.wording import WordingError
from generator.records.schemas import plain_schema, schema
from generator.report import counted, summary
from generator.sign_command import sign
from generator.site.progress import Progress
from generator.starter import StarterError, make_site

_START = """\b
Start here:
  plaintrials new my-site     make a folder with settings and a sample record
  cd my-site
  plaintrials serve           look at it; every edit shows within seconds
  plaintrials build           write the website into the folder site
  plaintrials check           say what is wrong with the records
"""


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=_START,
)
@click.version_option(__version__, prog_name="plaintrials")
def main() -> None:
    """Turn records of clinical trials into a website in plain language."""


@main.command(epilog=examples("build"))
@RECORDS
@click.option(
    "--site-dir", type=click.Path(file_okay=False, path_type=Path), help="Where to write the site."
)
@AS_OF
@click.option("--strict", is_flag=True, help="Fail, and keep the last site, if a record is bad.")
@click.option("--offline", is_flag=True, help="Make a zip too, that opens without a network.")
@click.option("--verbose", "-v", is_flag=True, help="Say what is being done.")
@CONFIG
def build(
    records: Sequence[Path],
    site_dir: Path | None,
    as_of: datetime.datetime | None,
    strict: bool,
    offline: bool,
    verbose: bool,
    config_file: Path,
) -> None:
    """Build the website.

    Good records are shown even where others are bad; the bad ones are listed at the end. The new
    site takes the place of the last one only when it is complete. Prints the folder of the site,
    and below it the zip that --offline has made.
    """
    from generator.site.engine import SiteError, build_site

    try:
        result = build_site(config_file, records, site_dir, day_of(as_of), strict, verbose, offline)
    except SiteError as error:
        print_problems(error.problems)
        fail(error)
    print_problems(result.problems)
    click.echo(f"{counted(result.trials, 'trial')}. {summary(result.problems)}", err=True)
    click.echo(str(result.site_dir))
    if result.offline:
        click.echo(str(result.offline))


@main.command(epilog=examples("serve"))
@RECORDS
@AS_OF
@click.option("--addr", default="127.0.0.1:8000", show_default=True, help="Address and port.")
@click.option("--open", "open_", is_flag=True, help="Open a browser.")
@CONFIG
def serve(
    records: Sequence[Path],
    as_of: datetime.datetime | None,
    addr: str,
    open_: bool,
    config_file: Path,
) -> None:
    """Show the website, and follow every edit of a record, a word or a template.

    A record or template that cannot be read shows its problem in the place of its page. Prints the
    address, and what is done. Stop it with Ctrl+C.
    """
    from generator.site.engine import SiteError, serve_site

    try:
        serve_site(config_file, records, day_of(as_of), addr, open_)
    except SiteError as error:
        fail(error)


@main.command(epilog=examples("render"))
@RECORDS
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write to.",
)
@AS_OF
@CONFIG
def render(
    records: Sequence[Path], out: Path, as_of: datetime.datetime | None, config_file: Path
) -> None:
    """Write the pages as Markdown files, for reviewers and for other site engines.

    A file is written only if its content changed. A file that people wrote is left alone. What an
    earlier run wrote, and is no page any more, is removed.
    """
    try:
        settings = settings_in(config_file) if config_file.is_file() or not records else None
        content = load_content(settings.templates if settings else ())
        with Progress("Writing pages") as progress:
            result = render_to(
                out,
                list(records) or (settings.records if settings else []),
                content,
                day_of(as_of) or (settings and settings.as_of) or today(),
                settings.site_name if settings else "Trials",
                progress.tick,
                config_file.absolute().parent,
                settings.site_url if settings else "",
                settings.profile if settings else None,
            )
    except WordingError as error:
        fail(error)
    print_problems(result.problems)
    click.echo(f"{counted(result.pages, 'page')} in {out}. {summary(result.problems)}", err=True)


@main.command("schema", epilog=examples("schema"))
@click.option("--plain", is_flag=True, help="The schema of <id>.plain.yml instead.")
def schema_command(plain: bool) -> None:
    """Print the JSON Schema of a record in YAML, for editors that check as you type."""
    click.echo(json.dumps(plain_schema() if plain else schema(), indent=2, ensure_ascii=False))


@main.command(epilog=examples("new"))
@click.argument("folder", type=click.Path(path_type=Path))
def new(folder: Path) -> None:
    """Make FOLDER with all that a new site needs: settings, a sample record, a workflow.

    Prints the files that it made. A folder with anything in it is left alone.
    """
    try:
        files = make_site(folder)
    except StarterError as error:
        fail(error, code=2)
    for file in files:
        click.echo(str(file))
    click.echo(f"\nNow: cd {folder} && plaintrials serve", err=True)


main.add_command(check)
main.add_command(sign)
