"""The folder that pages are rendered to: which files in it are ours, and which are not."""

import filecmp
import shutil
from pathlib import Path

LIST = ".plaintrials"
"""The file that names the files of ours, one a line."""


class OutFolder:
    """Writes files into a folder that may hold other people's files too.

    A file that is there, and that no earlier run has written, is never touched.
    """

    def __init__(self, folder: Path) -> None:
        """Read what an earlier run has left."""
        self._folder = folder
        listing = folder / LIST
        self._before = set(listing.read_text("utf-8").split("\n")) if listing.is_file() else set()
        self._written: set[str] = set()

    def write(self, name: str, data: bytes) -> bool:
        """Write a file if its content changed; False if a file of somebody else is in its place."""
        path = self._folder / name
        if path.exists() and name not in self._before:
            return False
        self._written.add(name)
        _write_if_changed(path, data)
        return True

    def copy(self, name: str, source: Path) -> bool:
        """Write a file that lies elsewhere, as `write` does, without reading it whole."""
        path = self._folder / name
        if path.exists() and name not in self._before:
            return False
        self._written.add(name)
        if not (path.is_file() and filecmp.cmp(source, path, shallow=False)):
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, path)
        return True

    def finish(self) -> None:
        """Remove what an earlier run has written and this one has not, and note what is ours.

        A trial that was taken out of the records must not stay on a site.
        """
        root = self._folder.resolve()
        for name in sorted(self._before - self._written):
            path = self._folder / name
            # The list is a file like any other: it must not lead out of the folder.
            if path.resolve().is_relative_to(root) and path.is_file():
                path.unlink()
                _remove_if_empty(path.parent, root)
        names = "\n".join(sorted(self._written))
        _write_if_changed(self._folder / LIST, names.encode())


def _write_if_changed(path: Path, data: bytes) -> None:
    """Leave a file that is the same alone, so that nothing that watches it wakes up."""
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _remove_if_empty(folder: Path, root: Path) -> None:
    """Remove a folder that holds nothing any more, then the ones around it, up to the root."""
    while folder.resolve() != root and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
