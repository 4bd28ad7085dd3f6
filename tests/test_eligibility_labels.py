"""The parser against texts that a person read: every rule, and the side it is on.

How the texts were drawn, labelled and compared: tests/cases/eligibility/README.md.
"""

import hashlib
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

import pytest

from generator.plain.eligibility import parse
from tests.conftest import REPOSITORY
from tests.eligibility_texts import Rule, of_v1, of_v2, of_xml, rules

CASES = REPOSITORY / "tests" / "cases" / "eligibility"
SIDES = {"include", "exclude"}


@dataclass(frozen=True, slots=True)
class Score:
    """What was found of a set of labelled texts. `turned`: rules on the wrong side."""

    texts: int
    labelled: int
    parsed: int
    right: int
    level: int
    turned: tuple[str, ...]

    @property
    def precision(self) -> float:
        return self.right / self.parsed

    @property
    def recall(self) -> float:
        return self.right / self.labelled

    def __str__(self) -> str:
        return (
            f"{self.texts} texts, {self.labelled} rules: precision {self.precision:.4f}, "
            f"recall {self.recall:.4f}, same depth {self.level / self.right:.4f}, "
            f"{len(self.turned)} turned around"
        )


@pytest.fixture(scope="module")
def score(shared_data: Path) -> Callable[[str], Score]:
    texts = {"v2": of_v2(shared_data), "v1": of_v1(shared_data), "xml": of_xml(shared_data)}

    def of(name: str) -> Score:
        lines = (CASES / name).read_text(encoding="utf-8").splitlines()
        return compare([json.loads(line) for line in lines], texts)

    return of


def compare(labels: list[dict[str, object]], texts: dict[str, dict[str, str]]) -> Score:
    labelled = parsed = right = level = 0
    turned: list[str] = []
    for label in labels:
        source = texts[str(label["form"])][str(label["id"])]
        assert hashlib.sha256(source.encode()).hexdigest() == label["sha256"], label["id"]
        wanted, found = by_hand(source, label["items"]), rules(source, parse(source))
        same = wanted.keys() & found.keys()
        labelled, parsed, right = labelled + len(wanted), parsed + len(found), right + len(same)
        level += sum(wanted[rule] == found[rule] for rule in same)
        turned += [f"{label['id']} {rule}" for rule in found if is_turned(rule, wanted)]
    return Score(len(labels), labelled, parsed, right, level, tuple(turned))


def by_hand(source: str, parts: object) -> dict[Rule, int]:
    count = [0, *accumulate(map(str.isalnum, source))]
    assert isinstance(parts, list)
    return {
        (count[start], count[end], side): level
        for start, end, side, level in parts
        if side != "head" and count[start] < count[end]
    }


def is_turned(rule: Rule, wanted: dict[Rule, int]) -> bool:
    """Whether any letter of a rule is on the other side by hand: the worst that can happen."""
    start, end, side = rule
    (other,) = SIDES - {side} if side in SIDES else (None,)
    return any(says == other and a < end and start < b for a, b, says in wanted)


def test_labelled_texts_are_read_as_a_person_reads_them(score: Callable[[str], Score]) -> None:
    found = score("labels.jsonl")
    sys.stdout.write(f"{found}\n")
    assert found.texts == 100
    assert not found.turned
    assert found.precision >= 0.995
    assert found.recall >= 0.995


@pytest.mark.parametrize(("name", "texts"), [("hard.jsonl", 40), ("random.jsonl", 40)])
def test_texts_that_came_later_are_read_nearly_as_well(
    score: Callable[[str], Score], name: str, texts: int
) -> None:
    """Measured when they were new to the parser: 0.989 and 0.987 precision, 0.982 and 0.974 recall.

    No rule was turned around then either. Since then some of their forms are known.
    """
    found = score(name)
    sys.stdout.write(f"{found}\n")
    assert found.texts == texts
    assert not found.turned
    assert found.precision >= 0.985
    assert found.recall >= 0.98


def test_labels_hold_no_words() -> None:
    for path in sorted(CASES.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            label = json.loads(line)
            assert label.keys() == {"id", "form", "sha256", "items"}
            ends = [(start, end) for start, end, _side, _level in label["items"]]
            assert all(a < b <= c for (a, b), (c, _) in pairwise(ends))


def test_a_rule_on_the_wrong_side_is_noticed() -> None:
    source = "Inclusion Criteria:\n\n* Tea\n\n* Milk\n"
    milk = source.index("Milk")
    parts = [[0, 19, "head", 0], [21, 26, "include", 0], [milk, milk + 4, "exclude", 0]]
    label = {
        "form": "v2",
        "id": "T-1",
        "sha256": hashlib.sha256(source.encode()).hexdigest(),
        "items": parts,
    }
    found = compare([label], {"v2": {"T-1": source}})
    assert (found.right, found.labelled, found.parsed, len(found.turned)) == (1, 2, 2, 1)
