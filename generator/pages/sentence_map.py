"""The sentence map: every sentence of a trial page, and the fields of the record it rests on."""

import json

from generator.pages.view import TrialView, sentences_by_section
from generator.pages.view.sources import own_paths
from generator.records import Record


def sentence_map(view: TrialView, record: Record) -> bytes:
    """Return the map as JSON: a list of text, sources, rule, section.

    A source is the record's own path from its top, such as
    `protocolSection.designModule.phases[0]`; for words that people wrote, the path in their file;
    `wording:` and a rule for the few explanations that rest on no field.
    """
    rows = [
        {
            "text": said.text,
            "sources": own_paths(said.sources, record),
            "rule": said.rule,
            "section": section,
        }
        for section, said in sentences_by_section(view)
    ]
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f"[\n{lines}\n]\n".encode()
