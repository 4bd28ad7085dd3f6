"""The MkDocs plugin: announces pages made from records, and writes them after MkDocs' own."""

import datetime
import logging
import os
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Literal

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from generator.build import gather, other_pages, with_findings
from generator.collection import Collection, Entry
from generator.content import load_content, own_templates
from generator.pages.page import Page
from generator.pages.reference import broken_page
from generator.plain.wording import WordingError
from generator.problems import Problem, Severity
from generator.records.source import sources
from generator.site.cache import Cache, made_by
from generator.site.docs import add_own_files
from generator.site.faults import fault_page, template_fault, wording_fault
from generator.site.files import (
    GeneratedFile,
    announce,
    destination_of,
    from_docs,
    generated,
    page_addresses,
    places_taken,
)
from generator.site.options import (
    PlainTrialsConfig,
    existing,
    given_day,
    given_profile,
    record_paths,
    template_folders,
    worker_count,
)
from generator.site.preview_index import PreviewIndex
from generator.site.progress import Progress
from generator.site.publish import Job, publish
from generator.site.search import Indexed, SearchIndexError, index_trials
from generator.site.shell import Shells
from generator.site.sitemap import write_sitemap

log = get_plugin_logger("plaintrials")


class PlainTrialsPlugin(BasePlugin[PlainTrialsConfig]):
    """Hooks of MkDocs, in the order in which a build calls them."""

    as_of: datetime.date
    _collection: Collection

    def __init__(self) -> None:
        self.problems: tuple[Problem, ...] = ()
        self.trials = 0
        self._fault: Problem | None = None
        self._paths: set[str] = set()
        self._preview_index = PreviewIndex()
        self._serving = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Learn whether this is a preview. That this hook is here also keeps the plugin alive."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Check the options, put our theme over Material, watch what pages are made from."""
        if config.theme.name != "material":
            raise PluginError("plaintrials needs 'theme: name: material' in mkdocs.yml")
        self.problems = ()
        self._root = Path(config.config_file_path or "mkdocs.yml").absolute().parent
        self._records = existing("records", record_paths(self.config, config))
        self._folders = existing("templates", template_folders(self.config, config))
        self._workers = worker_count(self.config)
        given = given_day(self.config)
        self.as_of = given or datetime.datetime.now(datetime.UTC).date()
        if given:
            # MkDocs dates its own sitemap by this; else builds as of one day would differ.
            noon = datetime.datetime.combine(given, datetime.time(12), datetime.UTC)
            os.environ["SOURCE_DATE_EPOCH"] = str(int(noon.timestamp()))
        # Our pages say that nothing is loaded from elsewhere; Material would load its fonts.
        config.theme["font"] = False
        config.extra["plaintrials_search"] = self.config.search
        theme = str(own_templates() / "theme")
        if theme not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, theme)
        watched = [*self._records, *self._folders, own_templates()]
        config.watch = [*config.watch, *map(str, watched)]
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read everything before MkDocs empties the site folder, so that a bad build keeps it."""
        self._fault, self._spool = None, tempfile.TemporaryDirectory(prefix="plaintrials-")
        try:
            self._read(Path(self._spool.name) / "records")
        except WordingError as error:
            self._fault = self._to_show(wording_fault(error))
            self._collection = replace(self._collection, entries=())
            return
        self.problems = self._collection.problems
        errors = [p for p in self.problems if p.severity is Severity.ERROR]
        for problem in self.problems:
            level = logging.WARNING if problem.severity is Severity.ERROR else logging.INFO
            log.log(level, "%s", problem, extra={"is_record_problem": True})
        self.trials = len(self._collection.entries)
        if self._serving:
            return
        if errors and config.strict:
            raise PluginError(f"errors in the records: {len(errors)}")
        if missing := sum(meter.is_missing for meter in self._collection.meters):
            raise PluginError(f"lay summaries with a missing element: {missing}")
        if not self.trials:
            raise PluginError("there is no record to show")

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Announce the generated pages, so that links and the nav can name them."""
        taken = places_taken(files, preview=self._serving)
        add_own_files(files, config, taken)
        for page in (pages := self._other_pages(config)):
            if destination_of(page.path) not in taken:
                announce(GeneratedFile(page.path, config, title=page.title), files)
        for entry in self._collection.entries:
            if destination_of(entry.summary.path) in taken:
                self._add_sources(entry, config, files)
                continue
            edit = from_docs(entry.edit_path, self._root, config)
            for path in entry.summary.paths:
                announce(GeneratedFile(path, config, edit, entry.summary.title), files)
        self._pages = pages
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Keep what the frame of a page is made from; by now it is known what is left out."""
        for page in nav.pages:
            if isinstance(page.file, GeneratedFile) and page.title is None:
                page.title = escape(page.file.title)
        self._paths = {file.src_uri for file in generated(files)}
        self._nav = nav
        return nav

    def on_env(
        self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Keep what the frame of a page is made from; tell it what the search leaves out."""
        env.globals["plaintrials_small"] = sorted(self._content.wording.synonyms.small)
        self._env, self._files = env, files
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the generated pages, the sitemap and the search index."""
        site_dir, cards = Path(config.site_dir), Path(self._spool.name) / "cards"
        entries = (e for e in self._collection.entries if e.summary.path in self._paths)
        folders = [*self._folders, own_templates()]
        job = Job(
            collection=replace(self._collection, entries=tuple(entries)),
            pages=[page for page in self._pages if page.path in self._paths],
            content=self._content,
            as_of=self.as_of,
            site_url=config.site_url or "",
            site_dir=site_dir,
            cards=cards if self.config.search else None,
            files=self._files,
            shells=Shells(self._env, config, self._nav, self._files, folders),
            cache=self._cache(config.site_url or ""),
            edit=lambda path: from_docs(path, self._root, config),
            preview=self._serving,
        )
        job.shells.lighten(self._files)
        with Progress("Writing pages", len(job.pages) + len(job.collection.entries)) as progress:
            problems = publish(job, self._workers, progress.tick)
        self.problems += tuple(problems)
        for problem in problems:
            log.warning("%s", problem, extra={"is_record_problem": True})
        if problems and not self._serving:
            self._spool.cleanup()
            raise PluginError(f"problems in the pages: {len(problems)}")
        write_sitemap(site_dir, config.site_url, self._files, self.as_of)
        if self.config.search:
            self._index(site_dir, cards)
        self._spool.cleanup()

    def _cache(self, site_url: str) -> Cache | None:
        if not self.config.cache:
            return None
        language = str(self._content.wording.locale)
        trials = self._collection.trial_paths()
        places = page_addresses(self._files, besides=trials)
        name = made_by(self._folders, self.as_of.isoformat(), language, site_url, repr(places))
        return Cache(self._root / ".cache" / "plaintrials" / "pages", name)

    def _index(self, site_dir: Path, cards: Path) -> None:
        rows = [e.summary for e in self._collection.entries if e.summary.path in self._paths]
        trials = Indexed(site_dir, cards, rows)
        try:
            if not self._serving:
                index_trials(trials, self._content.wording)
            elif self._preview_index.write(trials, self._content.wording):
                log.info("Edits from now on do not change what the search finds in this preview")
        except SearchIndexError as error:
            raise PluginError(str(error)) from error

    def _read(self, spool: Path) -> None:
        self._content = load_content(self._folders)
        with Progress("Reading records") as progress:
            tick, profile = progress.tick, given_profile(self.config)
            self._collection = gather(
                self._records, self._content, self.as_of, spool, tick, self._root, profile
            )
        with Progress("Judging records", len(self._collection.entries)) as progress:
            self._collection = with_findings(
                self._collection, self._content, self.as_of, self._workers, progress.tick
            )

    def _other_pages(self, config: MkDocsConfig) -> list[Page]:
        """Return every page that is not one trial's; or, in a preview, a fault in their places."""
        if self._fault is None:
            try:
                pages = other_pages(self._collection, self._content, config.site_name)
                return [*pages, *self._broken_pages()]
            except Exception as error:
                fault = template_fault(error)
                if fault is None:
                    raise
                self._fault = self._to_show(fault)
        trials = self._collection.trial_paths()
        return [fault_page(path, self._fault) for path in sorted(self._paths - trials)]

    def _broken_pages(self) -> Iterator[Page]:
        """Yield a page in the place of each record that cannot be shown, for the preview."""
        shown = {entry.summary.registry_id for entry in self._collection.entries}
        broken = {p.registry_id for p in self.problems if p.registry_id and self._serving}
        for name in sorted(broken - shown):
            theirs = [problem for problem in self.problems if problem.registry_id == name]
            yield broken_page(name, theirs, self._content.env, self._content.wording)

    def _to_show(self, fault: Problem) -> Problem:
        """Return a fault for the preview to show. Raises PluginError where there is none yet."""
        # An error in a running preview would leave every request waiting for ever.
        if not (self._serving and self._paths):
            raise PluginError(str(fault))
        log.warning("%s", fault)
        return fault

    def _add_sources(self, entry: Entry, config: MkDocsConfig, files: Files) -> None:
        """Put a record beside the page that people wrote for its trial."""
        folder = f"trials/{entry.summary.registry_id}"
        for name, data in sources(self._collection.record(entry)).items():
            if files.get_file_from_path(f"{folder}/{name}") is None:
                files.append(File.generated(config, f"{folder}/{name}", content=data))
