"""The MkDocs plugin: takes the records into a site that is otherwise built as any other.

It announces the generated pages to MkDocs, and writes them when MkDocs has written its own.
"""

import datetime
import logging
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from generator.build import gather, other_pages
from generator.content import load_content, own_templates
from generator.pages.page import Page
from generator.pages.reference import broken_page
from generator.plain.wording import WordingError
from generator.problems import Problem, Severity
from generator.site.cache import Cache, made_by
from generator.site.docs import add_missing_docs
from generator.site.files import GeneratedFile
from generator.site.options import (
    PlainTrialsConfig,
    given_day,
    record_paths,
    template_folders,
)
from generator.site.progress import Progress
from generator.site.publish import Job, publish
from generator.site.search import BUNDLE, SearchIndexError, index
from generator.site.shell import Shells
from generator.site.sitemap import write_sitemap

log = get_plugin_logger("plaintrials")

_MANY = 300
"""Above so many trials the search index takes longer than all the rest of a preview's build."""


class PlainTrialsPlugin(BasePlugin[PlainTrialsConfig]):
    """Hooks of MkDocs, in the order in which a build calls them."""

    def __init__(self) -> None:
        self.problems: tuple[Problem, ...] = ()
        self.trials = 0
        self._kept_index: tempfile.TemporaryDirectory[str] | None = None
        self._serving = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Learn whether this is a preview. That this hook is here also keeps the plugin alive."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Check the options, put our theme over Material, watch what pages are made from."""
        if config.theme.name != "material":
            raise PluginError("plaintrials needs 'theme: name: material' in mkdocs.yml")
        self._records = record_paths(self.config, config)
        self._folders = template_folders(self.config, config)
        given = given_day(self.config)
        self._as_of = given or datetime.datetime.now(datetime.UTC).date()
        if given:
            # MkDocs dates its own sitemap by this; else builds as of one day would differ.
            noon = datetime.datetime.combine(given, datetime.time(12), datetime.UTC)
            os.environ["SOURCE_DATE_EPOCH"] = str(int(noon.timestamp()))
        theme = str(own_templates() / "theme")
        if theme not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, theme)
        watched = [*self._records, *self._folders, own_templates()]
        config.watch = [*config.watch, *(str(path) for path in watched if path.exists())]
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read everything before MkDocs empties the site folder, so that a bad build keeps it."""
        self._content = _guarded(lambda: load_content(self._folders))
        self._spool = tempfile.TemporaryDirectory(prefix="plaintrials-")
        with Progress("Reading records") as progress:
            spool = Path(self._spool.name) / "records"
            self._collection = gather(
                self._records, self._content, self._as_of, spool, progress.tick
            )
        self.problems = self._collection.problems
        errors = [p for p in self.problems if p.severity is Severity.ERROR]
        for problem in self.problems:
            level = logging.WARNING if problem.severity is Severity.ERROR else logging.INFO
            log.log(level, "%s", problem, extra={"is_record_problem": True})
        self.trials = len(self._collection.entries)
        if errors and config.strict and not self._serving:
            raise PluginError(f"{len(errors)} records could not be shown; the site stays as it was")

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Announce the generated pages, so that links and the nav can name them."""
        add_missing_docs(files, config)
        self._pages = [page for page in self._other_pages(config) if _is_free(page.path, files)]
        for page in self._pages:
            files.append(GeneratedFile(page.path, config))
        for entry in self._collection.entries:
            edit = _from_docs(entry.edit_path, config)
            files.append(GeneratedFile(entry.summary.path, config, edit))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Keep what the frame of a page is made from."""
        self._nav = nav
        return nav

    def on_env(
        self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Keep what the frame of a page is made from."""
        self._env, self._files = env, files
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the generated pages, the sitemap and the search index."""
        site_dir = Path(config.site_dir)
        job = Job(
            collection=self._collection,
            pages=self._pages,
            content=self._content,
            as_of=self._as_of,
            site_dir=site_dir,
            files=self._files,
            shells=Shells(self._env, config, self._nav, self._files),
            cache=self._cache(config),
            edit=lambda path: _from_docs(path, config),
            preview=self._serving,
        )
        count = len(job.pages) + len(self._collection.entries)
        with Progress("Writing pages", count) as progress:
            problems = publish(job, self.config.workers or os.cpu_count() or 1, progress.tick)
        self._spool.cleanup()
        for problem in problems:
            log.warning(str(problem))
        if problems and not self._serving:
            raise PluginError(f"{len(problems)} problems in the pages")
        write_sitemap(site_dir, config.site_url, self._files, self._as_of)
        if self.config.search:
            _guarded(lambda: self._index(site_dir))

    def _cache(self, config: MkDocsConfig) -> Cache | None:
        if not self.config.cache:
            return None
        root = Path(config.config_file_path or "mkdocs.yml").parent
        language = str(self._content.wording.locale)
        name = made_by(self._folders, self._as_of.isoformat(), language)
        return Cache(root / ".cache" / "plaintrials" / "pages", name)

    def _index(self, site_dir: Path) -> None:
        """Make the search index; a preview of many trials makes it once, at its start."""
        bundle, language = site_dir / BUNDLE, self._content.wording.locale.language
        if self._kept_index:
            shutil.copytree(self._kept_index.name, bundle, dirs_exist_ok=True)
            return
        index(site_dir, language=language)
        if self._serving and self.trials > _MANY:
            self._kept_index = tempfile.TemporaryDirectory(prefix="plaintrials-index-")
            shutil.copytree(bundle, self._kept_index.name, dirs_exist_ok=True)
            log.info("Edits from now on do not change what the search finds in this preview")

    def _other_pages(self, config: MkDocsConfig) -> list[Page]:
        pages = list(other_pages(self._collection, self._content, config.site_name))
        shown = {entry.summary.registry_id for entry in self._collection.entries}
        broken = sorted({p.registry_id for p in self.problems if p.registry_id} - shown)
        if self._serving:
            env, wording = self._content.env, self._content.wording
            for name in broken:
                theirs = [problem for problem in self.problems if problem.registry_id == name]
                pages.append(broken_page(name, theirs, env, wording))
        return pages


def _is_free(path: str, files: Files) -> bool:
    """A page that people wrote goes before a generated one of the same path."""
    return files.get_file_from_path(path) is None


def _from_docs(edit_path: str | None, config: MkDocsConfig) -> str | None:
    """Return a record file's path as seen from the folder of the docs, as edit links want it."""
    if edit_path is None:
        return None
    return Path(os.path.relpath(edit_path, config.docs_dir)).as_posix()


def _guarded(work: Callable[[], Any]) -> Any:
    """Turn what an operator can mend into MkDocs' own kind of error, which has no stack trace."""
    try:
        return work()
    except (WordingError, SearchIndexError) as error:
        raise PluginError(str(error)) from error
