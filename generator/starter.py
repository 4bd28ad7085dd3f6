"""A new operator's site: settings, a sample record, a workflow. What `plaintrials new` makes."""

import shutil
from pathlib import Path

from generator.content import own_templates


class StarterError(Exception):
    """The folder cannot be made; the message says why."""


def make_site(folder: Path) -> list[Path]:
    """Copy the starter into a new or empty folder; returns the files, as seen from where we are.

    Raises StarterError if something is there already: nothing is ever overwritten.
    """
    if folder.is_file():
        raise StarterError(f"{folder}: expected a new or empty folder, found a file")
    if folder.is_dir() and any(folder.iterdir()):
        raise StarterError(f"{folder}: expected a new or empty folder, found files in it")
    shutil.copytree(own_templates() / "starter", folder, dirs_exist_ok=True)
    return sorted(path for path in folder.rglob("*") if path.is_file())
