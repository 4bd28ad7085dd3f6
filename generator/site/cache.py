"""A cache of rendered trial pages, keyed by everything that they are made from.

Only what stands between the theme's frame is kept; the frame is made anew at every build.
"""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from generator.content import own_templates
from generator.pages.markdown import Heading, PageHtml
from generator.pages.page import Page
from generator.pages.summary import Summary
from generator.records import Record

Made = tuple[Page, PageHtml]
"""A page, and the HTML that stands between the frame of the theme."""

_PACKAGES = ("babel", "jinja2", "markdown-it-py", "pydantic")


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of rendered pages. `made_by` stands for our code, the templates and the day."""

    folder: Path
    made_by: str

    @property
    def _here(self) -> Path:
        return self.folder / self.made_by

    def key(self, record: Record, others: Sequence[Summary] = ()) -> str:
        """Return the name under which a record's page is kept; `others` are on it in short."""
        parts = (
            record.form,
            record.raw.hex(),
            repr(record.words),
            record.edit_path,
            repr(record.ignores),
            repr(record.profile),
            repr(others),
        )
        return hashlib.sha256(repr(parts).encode()).hexdigest()

    def get(self, key: str) -> list[Made] | None:
        """Return the pages kept under a key; None if there are none, or they cannot be read."""
        try:
            return [_unpacked(*row) for row in json.loads(self._file(key).read_bytes())]
        except (OSError, ValueError):
            return None

    def put(self, key: str, pages: Sequence[Made]) -> None:
        """Keep the pages of a record under a key; another process may be doing the same."""
        file = self._file(key)
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent)
        with os.fdopen(handle, "wb") as out:
            out.write(json.dumps([_packed(page, html) for page, html in pages]).encode())
        Path(name).replace(file)

    def keep_only(self, used: Iterable[str]) -> None:
        """Remove what the last build did not use, and what other code or another day has made."""
        if not self.folder.is_dir():
            return
        for other in self.folder.iterdir():
            if other.name != self.made_by:
                shutil.rmtree(other, ignore_errors=True)
        files = {self._file(key) for key in used}
        for file in self._here.glob("*/*"):
            if file not in files:
                file.unlink(missing_ok=True)

    def _file(self, key: str) -> Path:
        return self._here / key[:2] / key[2:]


def _packed(page: Page, html: PageHtml) -> tuple[Any, ...]:
    head = {
        "path": page.path,
        "title": page.title,
        "description": page.description,
        "edit_path": page.edit_path,
        "searched": page.searched,
        "card": page.card,
    }
    headings = [(h.level, h.anchor, h.text) for h in html.headings]
    return head, html.html, headings, [(name, data.decode()) for name, data in page.files]


def _unpacked(
    head: dict[str, Any], html: str, headings: list[Any], files: list[tuple[str, str]]
) -> Made:
    beside = tuple((name, text.encode()) for name, text in files)
    page = Page(markdown="", files=beside, **head)
    return page, PageHtml(html, tuple(Heading(*row) for row in headings))


def made_by(template_folders: Sequence[Path], *rest: str) -> str:
    """Return a name for all that makes a page, besides its record: code, templates, packages."""
    digest = hashlib.sha256(repr(rest).encode())
    for package in _PACKAGES:
        digest.update(f"{package} {version(package)}\n".encode())
    for folder in (Path(__file__).parent.parent, *template_folders, own_templates()):
        for path in _sources(folder):
            digest.update(str(path.relative_to(folder)).encode() + path.read_bytes())
    return digest.hexdigest()[:32]


def _sources(folder: Path) -> Iterator[Path]:
    kinds = (".py", ".jinja", ".yml")
    return iter(sorted(p for p in folder.rglob("*") if p.suffix in kinds and p.is_file()))
