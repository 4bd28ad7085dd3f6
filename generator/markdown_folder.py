"""Every page as a Markdown file in a folder, for reviewers and for other site engines."""

import datetime
import posixpath
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.build import gather, other_pages, trial_pages, with_findings
from generator.collection import Collection
from generator.content import Content, own_templates
from generator.out_folder import OutFolder
from generator.pages.alike import alike_among
from generator.pages.page import Page, page_file
from generator.problems import Problem
from generator.reader_docs import reader_docs
from generator.records.profile import Profile
from generator.records.source import sources
from generator.stylesheet import SHEET, stylesheet

_ASSETS = ("assets/sheet.css", "assets/share.js", "assets/favicon.svg")


@dataclass(frozen=True, slots=True)
class Rendered:
    """What `render_to` has written."""

    pages: int
    problems: tuple[Problem, ...]


def render_to(
    out: Path,
    paths: Sequence[Path],
    content: Content,
    as_of: datetime.date,
    site_name: str,
    tick: Callable[[], None] = lambda: None,
    base: Path | None = None,
    site_url: str = "",
    profile: Profile | None = None,
) -> Rendered:
    """Write every generated page, and ours for readers, as a Markdown file under `out`.

    With the pages for readers every link leads somewhere in any engine, and the style sheets are
    there to be named in its settings. A file that is the same stays; one that people wrote is not
    touched. What an earlier run has written, and this one has not, is removed.
    """
    files, count = OutFolder(out), 0
    with tempfile.TemporaryDirectory() as folder:
        collection = gather(
            paths, content, as_of, Path(folder) / "records", base=base, profile=profile
        )
        collection = with_findings(collection, content, as_of)
        for page in _all_pages(collection, content, as_of, site_name, site_url):
            count += files.write(page.path, page_file(page).encode())
            for name, data in page.files:
                files.write(f"{posixpath.dirname(page.path)}/{name}", data)
            for name, path in page.copies:
                files.copy(f"{posixpath.dirname(page.path)}/{name}", path)
            tick()
        for entry in collection.entries:
            record = collection.record(entry)
            for name, data in sources(record).items():
                files.write(f"trials/{record.trial.registry_id}/{name}", data)
    for name, path in reader_docs().items():
        # Another engine has a search of its own; a list needs our scripts.
        if name not in ("search.md", "compare.md"):
            count += files.write(name, path.read_bytes())
    files.write(SHEET, stylesheet().encode())
    for name in _ASSETS:
        files.write(name, (own_templates() / "theme" / name).read_bytes())
    files.finish()
    return Rendered(count, collection.problems)


def _all_pages(
    collection: Collection, content: Content, as_of: datetime.date, site_name: str, site_url: str
) -> Iterator[Page]:
    alike = alike_among(entry.summary for entry in collection.entries)
    for entry in collection.entries:
        others = alike.to(entry.summary)
        yield from trial_pages(collection.record(entry), content, as_of, others, site_url)
    yield from other_pages(collection, content, site_name)
