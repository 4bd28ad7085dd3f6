"""The sentence map: every sentence of a trial page, and the fields of the record it rests on."""

import json
from collections.abc import Iterator

from generator.pages.view import SECTIONS, TrialView
from generator.pages.view.sources import own_paths, sentences_of
from generator.plain.sentence import Sentence
from generator.records import Record


def sentences_by_section(view: TrialView) -> Iterator[tuple[str, Sentence]]:
    """Yield every sentence of a page with its section, in the order of the page."""
    for section, parts in SECTIONS.items():
        for part in parts:
            for sentence in sentences_of(getattr(view, part)):
                yield section, sentence


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
