"""The sentence map: every sentence of a page, and the fields of the record that it rests on."""

import json
from collections.abc import Iterable

from generator.pages.view.sources import own_paths
from generator.plain.sentence import Sentence
from generator.records import Record


def sentence_map(said: Iterable[tuple[str, Sentence]], record: Record) -> bytes:
    """Return the map of sentences by section as JSON: a list of text, sources, rule, section.

    A source is the record's own path from its top, such as
    `protocolSection.designModule.phases[0]`; for words that people wrote, the path in their file;
    `wording:` and a rule for the few explanations that rest on no field.
    """
    rows = [
        {
            "text": one.text,
            "sources": own_paths(one.sources, record),
            "rule": one.rule,
            "section": section,
        }
        for section, one in said
    ]
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f"[\n{lines}\n]\n".encode()
