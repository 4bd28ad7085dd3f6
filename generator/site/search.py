"""The search index of a built site, written by Pagefind into `<site>/pagefind/`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pagefind.service import get_executable

from generator.pages.summary import Summary
from generator.plain.wording import Wording
from generator.site.filters import write_filters
from generator.site.pieces import PiecesError, cut
from generator.site.program import lighten
from generator.site.spelling import write_words

BUNDLE = "pagefind"
MARK = b"data-pagefind-body"
# What says the same on many pages, or is no text for readers, would only blur the excerpts.
# Pagefind still takes the data-pagefind-meta of these parts.
LEFT_OUT = ".pt-status, .pt-sources, .pt-contents, .pt-pager, [aria-hidden=true]"


class SearchIndexError(Exception):
    """The search index could not be made. The message says what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """What an index is made of: a built site, cards for its trials, and what is known of these."""

    site_dir: Path
    cards: Path
    rows: Sequence[Summary]


def index_trials(trials: Indexed, wording: Wording) -> None:
    """Write the index of a site, its filters, and the words that a search knows.

    Raises SearchIndexError as `index` does.
    """
    site_dir = trials.site_dir
    if index(site_dir, language=wording.locale.language, cards=trials.cards):
        write_filters(site_dir / BUNDLE, trials.rows, wording)
        write_words(site_dir / BUNDLE, trials.cards)


def index(site_dir: Path, *, language: str = "en", cards: Path | None = None) -> int:
    """Index cards, and the parts of the built pages that are marked `data-pagefind-body`.

    A card lies in the folder `cards` where its page lies in the site, and is read in its place.

    Writes what `assets/search.js` loads, and nothing else: the same bytes for the same pages.
    Returns the number of pages in the index; a site without a marked page gets no index, and 0.
    Raises SearchIndexError when the site is not there, or Pagefind is not there or fails.
    """
    if not site_dir.is_dir():
        raise SearchIndexError(f"expected a built site in {site_dir}, found no such folder")
    bundle = site_dir / BUNDLE
    shutil.rmtree(bundle, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="plaintrials-index-") as folder:
        source = cards or Path(folder)
        if not _add_marked(site_dir, source) and not any(source.rglob("*.html")):
            return 0
        _run(source.resolve(), bundle.resolve(), language)
    languages = _languages(bundle)
    try:
        cut(bundle)
    except PiecesError as error:
        raise SearchIndexError(f"the index of Pagefind is not as expected: {error}") from error
    lighten(bundle)
    _drop_unused(bundle, languages)
    return sum(found["page_count"] for found in languages)


def _add_marked(site_dir: Path, source: Path) -> int:
    """Put a copy of each marked page among the cards; returns how many there are.

    Pagefind indexes every page in full when no page has the mark, so it is shown no others.
    """
    count = 0
    for page in sorted(site_dir.rglob("*.html")):
        data = page.read_bytes()
        place = source / page.relative_to(site_dir)
        if MARK in data and not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
            count += 1
    return count


def _program() -> Path:
    try:
        program = get_executable()
    except FileNotFoundError:
        program = None
    if program is None or not program.is_file():
        wanted = f" at {program}" if program else ""
        raise SearchIndexError(
            f"expected Pagefind's program{wanted}, found none. Install 'pagefind[bin]' with pip."
        )
    return program


def _run(source: Path, bundle: Path, language: str) -> None:
    command = [str(_program()), "--site", str(source), "--output-path", str(bundle), "--silent"]
    # In that folder and without PAGEFIND_ variables, no setting of the machine is read.
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
    try:
        done = subprocess.run(
            [*command, "--force-language", language, "--exclude-selectors", LEFT_OUT],
            cwd=source,
            env=clean,
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError as error:
        raise SearchIndexError(f"Pagefind did not start: {error}") from error
    if done.returncode != 0:
        said = (done.stderr or done.stdout).strip() or "it said nothing"
        raise SearchIndexError(f"Pagefind failed on {source} (exit {done.returncode}): {said}")


def _languages(bundle: Path) -> list[dict[str, Any]]:
    entry = bundle / "pagefind-entry.json"
    try:
        return list(json.loads(entry.read_text(encoding="utf-8"))["languages"].values())
    except (OSError, ValueError, KeyError) as error:
        raise SearchIndexError(f"expected Pagefind to write {entry}, found {error!r}") from error


def _drop_unused(bundle: Path, languages: list[dict[str, Any]]) -> None:
    """Remove the search boxes, worker and other languages that our own search box does not load."""
    programs = {f"wasm.{found['wasm'] or 'unknown'}.pagefind" for found in languages}
    wanted = {"pagefind.js", "pagefind-entry.json", *programs}
    for file in bundle.iterdir():
        if file.is_file() and file.name not in wanted and file.suffix != ".pf_meta":
            file.unlink()
