"""Which files to read: every record and every overlay below some paths, in one fixed order."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.problems import Place, Problem

_PLAIN = (".plain.yml", ".plain.yaml")
_BESIDE = (".md", "~", ".bak", ".orig", ".swp", ".tmp")
_LEGAL = ("license", "licence", "notice", "copying")


@dataclass(frozen=True, order=True, slots=True)
class File:
    """A file to read. `name` is how people see it; it is also the order of reading."""

    name: str
    path: Path


@dataclass(slots=True)
class Listing:
    """What there is to read: records, overlays, and paths that cannot be read."""

    records: list[File] = field(default_factory=list)
    overlays: list[File] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def find(paths: Sequence[Path], base: Path | None = None) -> Listing:
    """List the files below `paths`; names are shown as seen from `base` (default: where we are).

    Folders are searched to the bottom. Hidden files, names that start with `_`, Markdown files,
    licences and what editors leave behind are no records. The order of `paths` does not matter.
    """
    listing = Listing()
    start = _absolute(base or Path.cwd())
    files: dict[Path, File] = {}
    for path in sorted(map(_absolute, paths)):
        below = {file.path: file for file in _below(path, start, listing.problems)}
        files |= {path: file for path, file in below.items() if path not in files}
    for file in sorted(files.values()):
        kind = listing.overlays if is_overlay(file.name) else listing.records
        kind.append(file)
    return listing


def is_overlay(name: str) -> bool:
    """Return whether a file's name says that it holds plain words."""
    return name.lower().endswith(_PLAIN)


def stem(name: str) -> str:
    """Return a file's name without folder and endings: `NCT01157403` of `a/NCT01157403.json.gz`."""
    last = name.rsplit("/", 1)[-1]
    for ending in (".gz", *_PLAIN, ".yml", ".yaml", ".json", ".jsonl", ".ndjson", ".zip"):
        last = last[: -len(ending)] if last.lower().endswith(ending) else last
    return last


def printable(text: str) -> str:
    """Return a file's name with `?` for whatever cannot be printed."""
    return "".join(character if character.isprintable() else "?" for character in text)


def is_set_aside(name: str) -> bool:
    """Return whether a file or folder of this name lies among records without being one."""
    low = name.lower()
    if name in (".", ".."):  # in an archive; a name there is never a way to a file here
        return False
    return name.startswith((".", "_", "#")) or low.endswith(_BESIDE) or low.startswith(_LEGAL)


def _absolute(path: Path) -> Path:
    """Return the path in full; links stay links, so that names stay what people see."""
    return Path(os.path.normpath(path.absolute()))


def _below(root: Path, base: Path, problems: list[Problem]) -> Iterator[File]:
    shown = root.relative_to(base) if root.is_relative_to(base) else Path(root.name)
    if root.is_dir():
        found = list(_walk(root, shown, problems))
        if not found:
            problems.append(_problem(shown, "expected records in this folder, found none"))
        yield from found
    elif root.is_file():
        yield _file(root, shown)
    else:
        problems.append(_problem(shown, "expected a file or a folder, found nothing"))


def _walk(root: Path, shown: Path, problems: list[Problem]) -> Iterator[File]:
    def note(error: OSError) -> None:
        problems.append(_problem(shown, f"expected a folder that opens, found: {error.strerror}"))

    for folder, inner, names in os.walk(root, onerror=note):
        inner[:] = sorted(_kept(inner))
        for name in sorted(_kept(names)):
            path = Path(folder, name)
            yield _file(path, shown / path.relative_to(root))


def _kept(names: Iterable[str]) -> list[str]:
    return [name for name in names if not is_set_aside(name)]


def _file(path: Path, shown: Path) -> File:
    return File(printable(shown.as_posix()), path)


def _problem(shown: Path, message: str) -> Problem:
    return Problem(Place(printable(shown.as_posix())), "", message, "REC-PATH")
