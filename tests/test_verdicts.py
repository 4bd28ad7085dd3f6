"""What people and helpers judged by reading: the rules still find what is true, and little else.

The tables are `tests/cases/checks/verdicts-*.tsv`. One was made by an independent eye; its head
says how. `unsaid` is what was true when it was judged, and what a stricter rule no longer finds.
"""

import csv
import datetime
import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from generator.checks import Finding, findings
from generator.content import load_content
from generator.records.folder import Record, read
from generator.trial import Trial
from tests.conftest import REPOSITORY

AS_OF = datetime.date(2026, 1, 15)
CASES = REPOSITORY / "tests" / "cases" / "checks"
TABLES = ("structure", "texts", "independent")
FILES = ("ctgov.jsonl.gz", "ctgov-oddities/partial-fields.jsonl.gz")
FEWEST_TRUE = 0.9
NOT_IN_ANY_RECORD = {"ELI-16", "RES-01", "STA-01", "STA-02", "STA-19"}
NUMBER = re.compile(r"NCT\d{8}")
CHECKS = load_content([]).wording.checks

Row = Mapping[str, str]


def verdicts(table: str) -> list[Row]:
    with (CASES / f"verdicts-{table}.tsv").open(encoding="utf-8", newline="") as lines:
        rows = (line for line in lines if not line.startswith("#"))
        return list(csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE))


def records(folder: Path, numbers: set[str]) -> Iterator[Trial]:
    """Yield the records of these numbers; those that the shared data lacks are our own."""
    left = set(numbers)
    for name in FILES:
        with gzip.open(folder / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                if not left & set(NUMBER.findall(line)):
                    continue
                study = json.loads(line)
                number = study["protocolSection"]["identificationModule"]["nctId"]
                if number in left:
                    left.remove(number)
                    yield Trial.model_validate({**study, **study.pop("protocolSection")})
    for item in read([REPOSITORY / "records" / f"{number}.yml" for number in sorted(left)]):
        if isinstance(item, Record):
            yield item.trial


@pytest.fixture(scope="module")
def found(shared_data: Path) -> dict[str, tuple[Finding, ...]]:
    """What the rules find in each record that was judged."""
    judged = defaultdict(set)
    for table in TABLES:
        for row in verdicts(table):
            judged[row["id"]].add(row["code"])
    return {
        trial.registry_id: findings(trial, AS_OF, wanted=judged[trial.registry_id])
        for trial in records(shared_data, set(judged))
    }


def is_found(row: Row, found: Mapping[str, tuple[Finding, ...]]) -> bool:
    return any(
        (one.code, one.fields[0]) == (row["code"], row["field"])
        and " ".join(one.quoted.replace('"', "").split()).startswith(row.get("words", ""))
        for one in found[row["id"]]
    )


@pytest.mark.parametrize("table", TABLES)
def test_what_is_true_is_still_found(table: str, found: dict[str, tuple[Finding, ...]]) -> None:
    rows = verdicts(table)
    assert {row["verdict"] for row in rows} <= {"true", "false", "unsaid"}
    assert not [row for row in rows if row["verdict"] == "true" and not is_found(row, found)]
    assert not [row for row in rows if row["verdict"] == "unsaid" and is_found(row, found)]


@pytest.mark.parametrize("table", TABLES)
def test_what_is_found_is_nearly_always_true(
    table: str, found: dict[str, tuple[Finding, ...]]
) -> None:
    said = defaultdict(list)
    for row in verdicts(table):
        if is_found(row, found):
            said[row["code"]].append(row["verdict"] == "true")
    assert said
    assert not {code: is_true for code, is_true in said.items() if _share(is_true) < FEWEST_TRUE}


def _share(is_true: list[bool]) -> float:
    return sum(is_true) / len(is_true)


def test_every_code_for_readers_was_judged_by_an_independent_eye() -> None:
    judged = {row["code"] for row in verdicts("independent")}
    assert judged == {code for code in CHECKS if CHECKS[code].is_for_readers} - NOT_IN_ANY_RECORD
