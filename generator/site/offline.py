"""A copy of a built site in one zip, that opens from a disk without a server and without a network.

Browsers do not let a page from a disk fetch a file, load a module, or open a folder as its
`index.html`. So links name the file, and what scripts ask for lies there as a script of its own:
`templates/offline/offline.js` hands it over. Files go through one by one, never all at once.
"""

import base64
import datetime
import json
import os
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path

from generator.content import own_templates
from generator.pages.markdown import slug
from generator.site.search import BUNDLE

_INSIDE = "site"
"""The folder of the pages in the zip; the two files to start with stand beside it."""
_START = ("README.txt", "start.html")
_SCRIPT = "assets/offline.js"
_PROGRAM = f"{BUNDLE}/pagefind.js"
# For a server, or for a search of Material's that is not there.
_LEFT_OUT = re.compile(
    r"404\.html|sitemap.*\.xml(\.gz)?|robots\.txt|.*\.map"
    r"|assets/javascripts/(lunr|workers)/.*"
)
# What scripts of the site fetch.
_FETCHED = re.compile(rf"{BUNDLE}/.*")
_FIRST_DAY = datetime.date(1980, 1, 1)  # that a zip can name
_LINK = re.compile(
    r'(<(?:a|area|form|link)\b[^>]*?\s(?:xlink:)?(?:href|action)=")([^":?#/][^":?#]*)'
)
_EXPORT = re.compile(r"export\s*\{([\w\s,]+)\};?\s*$")


class OfflineError(Exception):
    """The copy could not be made. The message says what was expected and what was found."""


def copy_name(site_name: str, day: datetime.date) -> str:
    """Return the name of the zip, and of the one folder in it, such as `our-trials-2026-03-31`."""
    return f"{slug(site_name) or 'trials'}-{day.isoformat()}"


def write_copy(
    site_dir: Path, target: Path, folders: Sequence[Path], site_name: str, day: datetime.date
) -> None:
    """Write the copy of a built site to `target`: the same bytes for the same site and day.

    The texts to start with come from the first of the operator's template `folders` that has them.
    Raises OfflineError if such a text cannot be filled, or Pagefind's program is not as we know it.
    """
    said = {"site": site_name, "day": day.isoformat()}
    name, at = copy_name(site_name, day), max(day, _FIRST_DAY)
    date = (at.year, at.month, at.day, 0, 0, 0)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for path, data in (*_beginning(folders, said), *_added()):
            copy.writestr(_entry(f"{name}/{path}", date), data)
        for path, data in _site(site_dir):
            copy.writestr(_entry(f"{name}/{_INSIDE}/{path}", date), data)


def _entry(name: str, date: tuple[int, int, int, int, int, int]) -> zipfile.ZipInfo:
    """Describe a file of the zip so that no clock and no system shows in it."""
    entry = zipfile.ZipInfo(name, date)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # Unix, whose permissions these are
    entry.external_attr = 0o100644 << 16
    return entry


def _beginning(folders: Sequence[Path], said: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    for name in _START:
        file = _template(name, folders)
        values = said if name.endswith(".txt") else {k: escape(v) for k, v in said.items()}
        try:
            yield name, file.read_text("utf-8").format(**values).encode()
        except (LookupError, AttributeError, ValueError) as error:
            raise OfflineError(f"{file}: expected {{site}} and {{day}}, found {error}") from error


def _template(name: str, folders: Sequence[Path]) -> Path:
    places = [folder / "offline" / name for folder in (*folders, own_templates())]
    return next((place for place in places if place.is_file()), places[-1])


def _added() -> Iterator[tuple[str, bytes]]:
    yield f"{_INSIDE}/{_SCRIPT}", (own_templates() / "offline" / "offline.js").read_bytes()


def _site(site_dir: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the copy's site, in order of their names."""
    for file in _walk(site_dir):
        path = file.relative_to(site_dir).as_posix()
        if _LEFT_OUT.fullmatch(path):
            continue
        data = file.read_bytes()
        if path == _PROGRAM:
            yield path, classic_script(data.decode()).encode()
        elif path.endswith(".html"):
            yield path, offline_page(data.decode(), path).encode()
        elif _FETCHED.fullmatch(path):
            yield f"{path}.js", handed_over(path, data)
        else:
            yield path, data


def _walk(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir():
            yield from _walk(Path(entry.path))
        else:
            yield Path(entry.path)


def offline_page(html: str, path: str) -> str:
    """Return a page whose links name files, and that loads our script before any other."""
    script = f'<script src="{"../" * path.count("/")}{_SCRIPT}"></script>'
    head, found, rest = html.partition("<head>")
    return _LINK.sub(_to_file, f"{head}{found}{script}{rest}" if found else html)


def _to_file(link: re.Match[str]) -> str:
    """Let a link to a folder of the site lead to the page in it."""
    start, target = link.groups()
    last = target.rpartition("/")[2]
    if last not in ("", ".", ".."):
        return link[0]
    return f"{start}{target}{'/' if last else ''}index.html"


def handed_over(path: str, data: bytes) -> bytes:
    """Return a script that hands over a file of the site to the script that asks for it."""
    text = base64.b64encode(data).decode()
    return f'ptOffline.keep({json.dumps(path)},"{text}");\n'.encode()


def classic_script(module: str) -> str:
    """Return Pagefind's module as a script of the old kind, which a page from a disk may load.

    Raises OfflineError if it does not end with its list of exports, as version 1.5 does.
    """
    exports = _EXPORT.search(module)
    if not exports:
        raise OfflineError("expected Pagefind's program to end with its exports, found none")
    body = module[: exports.start()].replace("import.meta.url", "ptAddress")
    return (
        '(() => {"use strict";const ptAddress=document.currentScript.src;'
        f"{body}\nptOffline.program={{{exports[1]}}};}})();\n"
    )
