"""IN: a folder of files becomes trials and problems. Start at `folder.read`."""

from generator.records.overlay import PlainCriterion, PlainOutcome, PlainWords
from generator.records.record import Form, Ignore, Record

__all__ = ["Form", "Ignore", "PlainCriterion", "PlainOutcome", "PlainWords", "Record"]
