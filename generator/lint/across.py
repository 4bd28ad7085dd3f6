"""What is found in records beside one another, while they are read one after the other."""

import datetime
from collections.abc import Mapping

from generator.checks import Finding
from generator.checks.twins import Twins
from generator.lint.judging import judged
from generator.lint.meanings import Meanings
from generator.problems import Problem
from generator.records import Record

FoundAcross = Mapping[str, tuple[Finding, ...]]
"""Registration number → what was found, for the few records in which anything was."""


class Across:
    """The records of one site, as far as they were read. `found` is what was found in them."""

    def __init__(self) -> None:
        self.found: dict[str, tuple[Finding, ...]] = {}
        self._twins = Twins()

    def meet(self, record: Record) -> tuple[Finding, ...]:
        """Take in a record, and return what is found in it beside those before."""
        if again := self._twins.meet(record.trial):
            self.found[record.trial.registry_id] = again
        return again


def judged_among(
    found: FoundAcross, record: Record, as_of: datetime.date, meanings: Meanings
) -> list[Problem]:
    """Return what `judged` does, with what was found in the record beside others."""
    return judged(record, as_of, meanings, across=found.get(record.trial.registry_id, ()))
