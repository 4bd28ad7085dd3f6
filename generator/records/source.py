"""The record as data: what a trial's page offers to download."""

import json

from generator.records.places import read_yaml
from generator.records.record import Form, Record


def sources(record: Record) -> dict[str, bytes]:
    """Return the files to download, by name: the record as JSON, and as it was written by hand."""
    files = {"record.json": as_json(record)}
    return files if record.form is Form.CTGOV else {**files, "record.yml": record.raw}


def as_json(record: Record) -> bytes:
    """Return the record as JSON: a registry's record byte for byte, ours with the same fields."""
    if record.form is Form.CTGOV:
        return record.raw
    tree = read_yaml(record.raw.decode("utf-8")).tree
    return json.dumps(tree, ensure_ascii=False, indent=2).encode() + b"\n"
