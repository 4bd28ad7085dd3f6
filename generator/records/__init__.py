"""IN: a folder of files becomes trials and problems. Start at `folder.read`."""

from generator.records.overlay import PlainCriterion, PlainOutcome, PlainWords
from generator.records.record import Form, Record

__all__ = ["Form", "PlainCriterion", "PlainOutcome", "PlainWords", "Record"]
