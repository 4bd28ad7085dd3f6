"""Options of the plugin, from mkdocs.yml or, before that, from the environment."""

import datetime
import os
from collections.abc import Sequence
from pathlib import Path

from mkdocs.config import base
from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from generator.records.profile import Profile

RECORDS_VARIABLE = "PLAINTRIALS_RECORDS"
"""Paths of records, joined as the system joins paths. Set by `plaintrials build --records`."""
AS_OF_VARIABLE = "PLAINTRIALS_AS_OF"
"""The day that the pages speak of. Set by `plaintrials build --as-of`."""


class PlainTrialsConfig(base.Config):
    """Options of the plugin, under `plugins: - plaintrials:` in mkdocs.yml."""

    records = c.Type((str, list), default="records")
    """A file or folder of records, or a list of them, from the folder of mkdocs.yml."""
    templates = c.Type((str, list), default=[])
    """Folders of templates and wording that take the place of ours, file by file."""
    as_of = c.Optional(c.Type((str, datetime.date)))
    """The day that the pages speak of, such as 2026-03-31; today if it is not given."""
    search = c.Type(bool, default=True)
    """Whether to make the search index."""
    cache = c.Type(bool, default=True)
    """Whether to keep rendered trial pages in `.cache/plaintrials` for the next build."""
    workers = c.Optional(c.Type(int))
    """How many processes render pages; as many as there are cores if it is not given."""
    profile = c.Optional(c.Type(str))
    """What the pages of trials have to be besides: `eu-lay-summary` adds that page."""


def record_paths(options: PlainTrialsConfig, config: MkDocsConfig) -> list[Path]:
    """Return the record paths that the environment or mkdocs.yml names."""
    if said := os.environ.get(RECORDS_VARIABLE):
        return [Path(path) for path in said.split(os.pathsep)]
    return _paths("records", options.records, config)


def template_folders(options: PlainTrialsConfig, config: MkDocsConfig) -> list[Path]:
    """Return the folders of the operator's own templates and wording."""
    return _paths("templates", options.templates, config)


def given_day(options: PlainTrialsConfig) -> datetime.date | None:
    """Return the day that the environment or mkdocs.yml names. Raises PluginError if it is none."""
    said = os.environ.get(AS_OF_VARIABLE) or options.as_of
    if said is None or isinstance(said, datetime.date):
        return said
    try:
        return datetime.date.fromisoformat(str(said))
    except ValueError:
        raise PluginError(f"'as_of': expected a day such as 2026-03-31, found '{said}'") from None


def given_profile(options: PlainTrialsConfig) -> Profile | None:
    """Return the profile that mkdocs.yml names. Raises PluginError if there is no such one."""
    if options.profile is None:
        return None
    try:
        return Profile(options.profile)
    except ValueError:
        known = ", ".join(Profile)
        message = f"'profile': expected one of {known}, found '{options.profile}'"
        raise PluginError(message) from None


def worker_count(options: PlainTrialsConfig) -> int:
    """Return how many processes are to render pages. Raises PluginError if it is none."""
    if options.workers is not None and options.workers < 1:
        raise PluginError(f"'workers': expected a number from 1 up, found {options.workers}")
    return options.workers or os.cpu_count() or 1


def existing(name: str, paths: Sequence[Path]) -> list[Path]:
    """Return the paths of an option. Raises PluginError if one is not there."""
    for path in paths:
        if not path.exists():
            raise PluginError(f"'{name}': expected a file or a folder, found nothing at {path}")
    return list(paths)


def _paths(name: str, value: str | Sequence[object], config: MkDocsConfig) -> list[Path]:
    root = Path(config.config_file_path or "mkdocs.yml").parent
    paths = [value] if isinstance(value, str) else value
    if wrong := [path for path in paths if not isinstance(path, str)]:
        raise PluginError(f"'{name}': expected a path or a list of paths, found {wrong[0]!r}")
    return [root / str(path) for path in paths]
