"""Where the fields of a good record stand in its text. Asked only if there is one to show."""

from collections.abc import Mapping

from generator.records import json_places
from generator.records.encoding import decode
from generator.records.findings import Finding, Spots, Steps
from generator.records.places import read_yaml
from generator.records.record import Form, Record
from generator.trial.paths import steps_of


def steps_in(record: Record, trial_path: str) -> Steps:
    """Return the way, in the record's own names, to what the trial calls `trial_path`."""
    steps: list[str | int] = []
    for name, indices in steps_of(record.path(trial_path)):
        steps += [name, *indices]
    return tuple(steps)


def spots_of(record: Record, wanted: set[Steps]) -> Mapping[Steps, Spots]:
    """Return where the wanted fields stand, counted from where the record starts."""
    text = decode(record.raw)
    if isinstance(text, Finding):  # a record was read from it; this is for safety only
        return {}
    if record.form is Form.NATIVE:
        return read_yaml(text).spots
    return json_places.locate(text, wanted)
