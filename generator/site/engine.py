"""Runs MkDocs for our commands: a build that replaces the last site whole, and the preview."""

import datetime
import logging
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from jinja2 import TemplateError
from mkdocs.commands import build as mkdocs_build
from mkdocs.commands import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from generator.problems import Problem
from generator.records.profile import Profile
from generator.site.faults import template_fault
from generator.site.offline import OfflineError, copy_name, write_copy
from generator.site.options import (
    AS_OF_VARIABLE,
    RECORDS_VARIABLE,
    given_day,
    given_profile,
    record_paths,
    template_folders,
)
from generator.site.plugin import PlainTrialsPlugin

# Both banners speak to theme authors, on every run, about an engine that we pin anyway.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
os.environ.setdefault("DISABLE_MKDOCS_2_WARNING", "true")


class SiteError(Exception):
    """The site could not be built or shown; the message says why, `problems` what is in the way."""

    def __init__(self, message: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)


class SettingsError(SiteError):
    """What mkdocs.yml or the command asks for cannot be done; the message says why."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Settings:
    """What mkdocs.yml says of records, own templates, the day, the site and its profile."""

    records: list[Path]
    templates: list[Path]
    as_of: datetime.date | None
    site_name: str
    site_url: str
    profile: Profile | None = None


@dataclass(frozen=True, slots=True)
class Built:
    """A finished build; `offline` is the copy that opens from a disk, if one was asked for."""

    site_dir: Path
    trials: int
    problems: tuple[Problem, ...]
    offline: Path | None = None


def build_site(
    config_file: Path,
    records: Sequence[Path] = (),
    site_dir: Path | None = None,
    as_of: datetime.date | None = None,
    strict: bool = False,
    verbose: bool = False,
    offline: bool = False,
) -> Built:
    """Build the site beside its place, then put it there; a build that fails changes nothing.

    `records` and `as_of` go before what mkdocs.yml says. `offline` puts a copy that opens from a
    disk beside the site. Raises SiteError if MkDocs cannot build the site or the copy cannot be
    made, or if `strict` and a record is bad.
    """
    with _printing(verbose), _said_by_command(records, as_of):
        config = _config(config_file, strict=strict or None)
        plugin = _plugin(config)
        target = (site_dir or Path(config.site_dir)).resolve()
        _refuse_foreign(target, config_file)
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as staging:
            config.site_dir = str(Path(staging) / "site")
            try:
                config.plugins.on_startup(command="build", dirty=False)
                mkdocs_build.build(config)
            except (MkDocsException, SystemExit) as error:
                # MkDocs ends with a bare "Aborted"; what went wrong is what it was handling.
                message = f"{error.__context__ or error}; the last site stays as it was"
                raise SiteError(message, plugin.problems) from error
            except TemplateError as error:
                message = f"{template_fault(error) or error}; the last site stays as it was"
                raise SiteError(message, plugin.problems) from error
            copy = _copied(config, plugin, Path(staging)) if offline else None
            _swap(Path(config.site_dir), target, Path(staging) / "old")
            copied = copy and copy.replace(target.parent / copy.name)
    return Built(target, plugin.trials, plugin.problems, copied)


def serve_site(
    config_file: Path,
    records: Sequence[Path],
    as_of: datetime.date | None,
    addr: str,
    open_in_browser: bool,
) -> None:
    """Show the site and follow edits until stopped. Raises SiteError if it cannot start."""
    with _printing(verbose=True), _said_by_command(records, as_of):
        _plugin(_config(config_file))
        try:
            mkdocs_serve.serve(
                str(config_file), livereload=True, open_in_browser=open_in_browser, dev_addr=addr
            )
        except (MkDocsException, SystemExit, OSError) as error:
            raise SiteError(str(error)) from error


def settings_of(config_file: Path) -> Settings:
    """Return what mkdocs.yml says. Raises SettingsError if it cannot be read or used."""
    with _printing(verbose=False):
        config = _config(config_file)
        options = _plugin(config).config
    try:
        records, templates = record_paths(options, config), template_folders(options, config)
        day, site_url = given_day(options), config.site_url or ""
        profile = given_profile(options)
        return Settings(records, templates, day, config.site_name, site_url, profile)
    except MkDocsException as error:
        raise SettingsError(f"{config_file}: {error}") from error


def _config(config_file: Path, strict: bool | None = None) -> MkDocsConfig:
    try:
        return load_config(str(config_file), strict=strict)
    except (MkDocsException, SystemExit) as error:
        raise SettingsError(f"{config_file}: {error}") from error


def _plugin(config: MkDocsConfig) -> PlainTrialsPlugin:
    for plugin in config.plugins.values():
        if isinstance(plugin, PlainTrialsPlugin):
            return plugin
    raise SettingsError(
        f"{config.config_file_path}: expected 'plaintrials' under 'plugins', found none"
    )


def _refuse_foreign(target: Path, config_file: Path) -> None:
    """A site takes the place of a whole folder, so that folder must not be somebody's work."""
    if target.is_file():
        raise SettingsError(f"{target}: expected a folder for the site, found a file")
    # Every site of MkDocs has its own page for addresses that lead nowhere.
    is_site = not target.exists() or not any(target.iterdir()) or (target / "404.html").is_file()
    holds_more = target in config_file.resolve().parents or (target / ".git").exists()
    if holds_more or not is_site:
        raise SettingsError(f"{target} holds more than a site, and would be replaced as a whole")


def _copied(config: MkDocsConfig, plugin: PlainTrialsPlugin, folder: Path) -> Path:
    """Write the copy of the new site into a folder; raises SiteError if it cannot be made."""
    name, day = config.site_name, plugin.as_of
    copy = folder / f"{copy_name(name, day)}.zip"
    try:
        write_copy(Path(config.site_dir), copy, template_folders(plugin.config, config), name, day)
    except (OfflineError, OSError) as error:
        raise SiteError(f"{error}; the last site stays as it was") from error
    return copy


def _swap(new: Path, target: Path, old: Path) -> None:
    """Put the new site where the last one is; raises SiteError, with the last one still there."""
    try:
        if target.exists():
            target.rename(old)
        new.rename(target)
    except OSError as error:
        if old.exists() and not target.exists():
            old.rename(target)
        raise SiteError(f"the site cannot be put in its place: {error}") from error


@contextmanager
def _said_by_command(records: Sequence[Path], as_of: datetime.date | None) -> Iterator[None]:
    """Tell the plugin what the command says; the preview loads mkdocs.yml anew at each edit."""
    said = {RECORDS_VARIABLE: os.pathsep.join(str(path.absolute()) for path in records)}
    said[AS_OF_VARIABLE] = as_of.isoformat() if as_of else ""
    # The plugin dates MkDocs' own sitemap by the last of these.
    before = {name: os.environ.get(name) for name in (*said, "SOURCE_DATE_EPOCH")}
    os.environ.update({name: value for name, value in said.items() if value})
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


@contextmanager
def _printing(verbose: bool) -> Iterator[None]:
    """Show what MkDocs logs on standard error; record problems are printed by the command."""
    handler = logging.StreamHandler()
    handler.setLevel(logging.INFO if verbose else logging.WARNING)
    handler.setFormatter(logging.Formatter("%(message)s"))
    if not verbose:
        handler.addFilter(lambda entry: not getattr(entry, "is_record_problem", False))
    logger = logging.getLogger("mkdocs")
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
