"""No rule for joining stands under a head of another kind than the record's own."""

import datetime
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.content import load_content
from generator.pages.view import trial_view
from generator.pages.view.who import CriteriaSection, Criterion
from generator.plain.eligibility import Kind, Node, Polarity, parse
from generator.records import Form, Record
from generator.records.record import Place
from generator.trial import Trial

WORDING = load_content([]).wording
HEADS = {
    Polarity.INCLUDE: WORDING.label("who.include"),
    Polarity.EXCLUDE: WORDING.label("who.exclude"),
    Polarity.MIXED: WORDING.label("who.mixed"),
    Polarity.UNSTATED: WORDING.label("who.unstated"),
}
TWO_GROUPS = """\
Adults

Inclusion Criteria:

* Age 18 or more

Exclusion Criteria:

* Hay fever

Children

Inclusion Criteria:

* Age under 18

Exclusion Criteria:

* Nut allergy
"""


def sections_of(criteria: str) -> tuple[CriteriaSection, ...]:
    tree = {"identification": {"registry_id": "T-1", "brief_title": "T"}}
    trial = Trial.model_validate({**tree, "eligibility": {"eligibility_criteria": criteria}})
    record = Record(trial, Form.NATIVE, Place("t.yml"), b"")
    return trial_view(record, WORDING, datetime.date(2026, 1, 1)).who.criteria


def shown(criteria: str) -> Counter[tuple[str, str]]:
    def texts(lines: tuple[Criterion, ...]) -> Iterator[str]:
        for line in lines:
            if line.quote:
                yield line.quote.text
            yield from texts(line.below)

    sections = sections_of(criteria)
    return Counter((part.head, text) for part in sections for text in texts(part.lines))


def meant(criteria: str) -> Counter[tuple[str, str]]:
    def texts(node: Node, polarity: Polarity) -> Iterator[tuple[str, str]]:
        for kid in node.kids:
            if kid.kind is Kind.SECTION:
                yield from texts(kid, kid.polarity)
                continue
            owns = any(below.kind is Kind.SECTION for below in kid.walk())
            if not owns and kid.text(criteria).strip():
                yield HEADS[polarity], kid.text(criteria)
            yield from texts(kid, polarity)

    return Counter(texts(parse(criteria), Polarity.UNSTATED))


def test_lists_of_two_groups_keep_their_kind_and_their_group() -> None:
    found = [(part.head, part.within) for part in sections_of(TWO_GROUPS)]
    include, exclude = HEADS[Polarity.INCLUDE], HEADS[Polarity.EXCLUDE]
    assert found == [
        (include, "Adults"),
        (exclude, "Adults"),
        (include, "Children"),
        (exclude, "Children"),
    ]
    assert shown(TWO_GROUPS)[exclude, "Nut allergy"] == 1


@pytest.mark.parametrize("part", range(4))
def test_real_rules_stand_under_heads_of_their_own_kind(shared_data: Path, part: int) -> None:
    with gzip.open(shared_data / "ctgov.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % 4 == part:
                protocol = json.loads(line)["protocolSection"]
                criteria = protocol["eligibilityModule"].get("eligibilityCriteria", "")
                assert shown(criteria) == meant(criteria), protocol["identificationModule"]
