"""Record: one trial as it came in, with where it stood and what people wrote beside it."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from generator.problems import Place, Problem
from generator.records.overlay import PlainWords
from generator.records.profile import Profile
from generator.trial import Trial
from generator.trial.paths import registry_path


class Form(StrEnum):
    """How a record is written."""

    CTGOV = "CTGOV"
    """A study of the ClinicalTrials.gov API v2, as JSON."""
    NATIVE = "NATIVE"
    """Our own record, as YAML."""


@dataclass(frozen=True, slots=True)
class Ignore:
    """A finding that people set aside for this record: why, until when, and where they wrote it."""

    code: str
    because: str
    until: datetime.date
    place: Place


@dataclass(frozen=True, slots=True)
class Record:
    """One good record.

    `raw` is the record byte for byte: its file, its line, or its own part of a page or an array.
    `doubts` are warnings: the record is shown, and somebody should look.
    `words` are the plain words that people wrote beside it; `words_place` is the file for them, if
    it is there, and the line where it names the profile, if it does. `profile` is what the trial's
    pages have to be besides. `has_bad_words` says that there are words, and that they are in error.
    `edit_path` is the file to edit, if the record is a file of its own.
    `ignores` are the findings about it that people set aside beside the words.
    """

    trial: Trial
    form: Form
    place: Place
    raw: bytes
    words: PlainWords | None = None
    words_place: Place | None = None
    doubts: tuple[Problem, ...] = ()
    edit_path: str | None = None
    ignores: tuple[Ignore, ...] = ()
    profile: Profile | None = None
    has_bad_words: bool = False

    @property
    def written(self) -> frozenset[str]:
        """Name the fields of plain words that people filled."""
        names = type(self.words).model_fields if self.words else ()
        return frozenset(name for name in names if getattr(self.words, name))

    def ignored(self, code: str, as_of: datetime.date) -> Ignore | None:
        """Return why a finding of this code is set aside on a day, or None if it is not."""
        holds = (one for one in self.ignores if one.code == code and as_of <= one.until)
        return next(holds, None)

    def path(self, trial_path: str) -> str:
        """Return what this record itself calls the field that the trial calls `trial_path`."""
        return registry_path(trial_path) if self.form is Form.CTGOV else trial_path
