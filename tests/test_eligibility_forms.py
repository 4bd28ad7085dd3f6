"""The same words in another form of record, or without their layout: the same rules."""

import csv
import gzip
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from generator.plain.eligibility import Kind, Node, Polarity, parse
from tests.conftest import REPOSITORY
from tests.eligibility_texts import (
    Rule,
    as_read,
    letters,
    of_v1,
    of_v2,
    of_xml,
    rules,
    sides,
    two_lists,
)

KNOWN = REPOSITORY / "tests" / "cases" / "eligibility" / "forms.yml"
BREAK = re.compile(r"\s*<br\s*/?>", re.IGNORECASE)
OWN_HEAD = re.compile(r"\A\s*(?:inclusion|exclusion) criteria\s*[:：]?", re.IGNORECASE)


@pytest.fixture(scope="module")
def v2(shared_data: Path) -> dict[str, str]:
    return of_v2(shared_data)


def sections(tree: Node) -> list[Polarity]:
    return [node.polarity for node in tree.walk() if node.kind is Kind.SECTION]


V2_LINE = re.compile(r"( *)((?:\\?[*•]|\\?-|[0-9]+\\?[.)]|\(?[a-z]\\?[.)])(?=\s))?(.*)")


def as_legacy(source: str) -> str:
    """The same words as the legacy XML sets them: set in, dashes for stars, wrapped at 100."""
    lines = []
    for raw in source.splitlines():
        indent, marker, words = V2_LINE.match(raw).groups()  # type: ignore[union-attr]
        words = re.sub(r"\\(?=[^\w\s])", "", words).strip()
        first = 10 + 5 * ((len(indent) + 1) // 3) if marker else 8
        sign = {"*": "-  ", "•": "-  "}.get((marker or "").lstrip("\\"), f"{marker or ''} ")
        sign = sign.replace("\\", "").lstrip(" ")
        lines += ["", *wrapped(sign + words, first, len(sign))]
    return "\n".join(lines)


def wrapped(words: str, indent: int, hanging: int) -> list[str]:
    return textwrap.wrap(
        words,
        100,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + hanging),
        break_long_words=False,
        break_on_hyphens=False,
    )


def as_v1(source: str) -> str:
    """The same words as the retired API gave them: no bullets, no indents."""
    bare = re.sub(r"(?m)^\s*(?:\\?\*|[0-9]+\.)\s+|^[ \t]+", "", source)
    return re.sub(r"\n\s*\n+", "\n\n", re.sub(r"\\(?=[^\w\s])", "", bare))


def read(source: str) -> set[Rule]:
    return set(rules(source, parse(source)))


@pytest.mark.parametrize("part", range(4))
def test_legacy_form_holds_the_same_rules(v2: dict[str, str], part: int) -> None:
    """Every rule to the letter, and its side; the layout that cannot be told apart is in a file."""
    known = yaml.safe_load(KNOWN.read_text(encoding="utf-8"))["legacy"]
    chosen = dict(list(v2.items())[part::4])
    turned, differ = [], []
    for number, one in chosen.items():
        other = as_legacy(one)
        assert letters(one) == letters(other)
        turned += [number] if sections(parse(one)) != sections(parse(other)) else []
        differ += [number] if read(one) != read(other) else []
    assert turned == []
    assert sorted(differ) == sorted(chosen.keys() & known)


def test_form_without_bullets_has_the_same_sections(v2: dict[str, str]) -> None:
    chosen = list(v2.values())[::3]
    differ = [one for one in chosen if sections(parse(one)) != sections(parse(as_v1(one)))]
    assert differ == []


def portal(data: Path) -> dict[str, str]:
    """Return the texts of ClinicalTrials.gov as the portal of the WHO copied them."""
    sheet = data / "ictrp" / "COVID19-927-trials_7Apr2020.csv.gz"
    with gzip.open(sheet, "rt", encoding="utf-8") as lines:
        rows = {row["TrialID"]: row["Inclusion Criteria"] for row in csv.DictReader(lines)}
    return {number: BREAK.sub("\n", text) for number, text in rows.items() if "NCT" in number}


def test_real_records_in_two_forms_hold_the_same_rules(shared_data: Path) -> None:
    forms = [read(shared_data) for read in (of_v2, of_v1, of_xml, portal)]
    pairs = [
        (one[number], other[number])
        for at, one in enumerate(forms)
        for other in forms[at + 1 :]
        for number in one.keys() & other.keys()
    ]
    same = [pair for pair in pairs if letters(as_read(pair[0])) == letters(as_read(pair[1]))]
    assert len(same) >= 2
    for one, other in same:
        assert sections(parse(one)) == sections(parse(other))
        assert [side for _, _, side in sorted(read(one))] == [
            side for _, _, side in sorted(read(other))
        ]


# Other registries keep the two lists in two fields. Joined, no letter may change its side: the
# truth here is that of the people who filled in the form.


def joined(data: Path, between: str) -> Iterator[tuple[str, int]]:
    """Yield both lists as one text, and how many of its signs stand before the second head."""
    for lists in sorted(set(two_lists(data))):
        bare = [OWN_HEAD.sub("", BREAK.sub("\n", part)).strip() for part in lists]
        if all(map(letters, bare)):
            first = f"Inclusion Criteria:{between}{bare[0]}"
            yield (
                f"{first}{between}Exclusion Criteria:{between}{bare[1]}",
                len("".join(first.split())),
            )


@pytest.mark.parametrize("between", ["\n\n", "\n", " "], ids=["apart", "close", "in one line"])
def test_joined_lists_of_other_registries_keep_their_sides(shared_data: Path, between: str) -> None:
    texts = list(joined(shared_data, between))
    assert len(texts) > 500
    for source, stop in texts:
        source = " ".join(source.split()) if between == " " else source
        found = sides(source)
        assert Polarity.EXCLUDE not in found[:stop], source[:80]
        assert Polarity.INCLUDE not in found[stop:], source[:80]


def test_layout_is_not_needed_for_polarity(v2: dict[str, str]) -> None:
    """All line ends lost: no sign may change from one side to the other in 99.5% of them."""
    changed = total = 0
    for source in list(v2.values())[::10]:
        pairs = zip(sides(source), sides(" ".join(source.split())), strict=True)
        for before, after in pairs:
            changed += {before, after} == {Polarity.INCLUDE, Polarity.EXCLUDE}
            total += 1
    assert changed < 0.005 * total
