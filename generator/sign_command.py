"""`plaintrials sign`: the lines that stand for a check by a person."""

import datetime
from collections.abc import Sequence
from pathlib import Path

import click

from generator.command import (
    CONFIG,
    RECORDS,
    day_of,
    examples,
    fail,
    print_problems,
    settings_in,
    today,
)
from generator.content import load_claims
from generator.plain.wording import WordingError
from generator.records.signing import SigningError, review_of, write
from generator.records.signing import sign as sign_words


@click.command(epilog=examples("sign"))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--by", required=True, metavar="NAME", help="Who checked the words.")
@click.option("--role", metavar="ROLE", help="What this person is, such as 'nurse'.")
@click.option(
    "--date",
    "date_",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day of the check, such as 2026-03-31. Default: today.",
)
@click.option("--write", "write_", is_flag=True, help="Put the lines into the file.")
@RECORDS
@CONFIG
def sign(
    file: Path,
    by: str,
    role: str | None,
    date_: datetime.datetime | None,
    write_: bool,
    records: Sequence[Path],
    config_file: Path,
) -> None:
    """Sign FILE, words in plain language that you have checked against their record.

    Prints the lines that stand for your check. They hold as long as neither the words nor the
    fields of the record that they rest on change. With --write, the lines are put into the file;
    nothing else in it is touched.
    """
    settings = settings_in(config_file) if config_file.is_file() else None
    paths = list(records) or (settings.records if settings else [file.parent])
    try:
        claims = load_claims(settings.templates if settings else ())
        review = review_of(by, role, day_of(date_) or today())
        signed = sign_words(file, paths, review, claims)
        print_problems(signed.problems)
        if write_:
            write(file, signed.lines)
    except SigningError as error:
        print_problems(error.problems)
        fail(error)
    except WordingError as error:
        fail(error)
    click.echo(signed.lines, nl=False)
    done = f"Signed: {file}" if write_ else f"Put these lines into {file}, or run with --write."
    click.echo(done, err=True)
