"""Collection: every record of a build, and what is known of all of them together."""

import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.lint.across import FoundAcross
from generator.lint.found import NOTHING, Found
from generator.lint.lay_summaries import Meter
from generator.pages.cities import City
from generator.pages.summary import Summary
from generator.pages.term_uses import Use
from generator.problems import Problem
from generator.records import Record


@dataclass(frozen=True, slots=True)
class Entry:
    """A record that was read: its row for listings, and where in the spool it lies."""

    summary: Summary
    edit_path: str | None
    start: int
    size: int


@dataclass(frozen=True, slots=True)
class Collection:
    """Every good record, by registration number; every problem; and the spool with the records.

    Records wait in a file, because 500,000 of them do not fit into memory. `found` is what the
    rules found in them, and `findings` the names and places of files with all of it. `uses` tells
    which records use a word of the glossary, `across` is what was found in records beside others,
    `cities` in which cities of each country they are, `meters` how far lay summaries are filled.
    """

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    spool: Path
    found: Found = NOTHING
    findings: tuple[tuple[str, Path], ...] = ()
    uses: Mapping[str, Use] = field(default_factory=dict)
    across: FoundAcross = field(default_factory=dict)
    cities: Mapping[str, tuple[City, ...]] = field(default_factory=dict)
    meters: tuple[Meter, ...] = ()

    def trial_paths(self) -> set[str]:
        """The paths of all pages of trials, those of their parts included."""
        return {path for entry in self.entries for path in entry.summary.paths}

    def record(self, entry: Entry) -> Record:
        """Return the record of an entry."""
        with self.spool.open("rb") as spool:
            spool.seek(entry.start)
            record: Record = pickle.loads(spool.read(entry.size))
        return record
