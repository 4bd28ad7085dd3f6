"""No rule for joining stands under a head of another kind than the record's own."""

import datetime
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.build import trial_page
from generator.content import load_content
from generator.pages.view import trial_view
from generator.pages.view.who import CriteriaSection, Criterion, WhoView
from generator.plain.eligibility import Kind, Node, Polarity, parse
from generator.records import Form, Record
from generator.records.record import Place
from generator.trial import Trial

AS_OF = datetime.date(2026, 1, 1)
WORDING = load_content([]).wording
HEADS = {
    Polarity.INCLUDE: WORDING.label("who.include"),
    Polarity.EXCLUDE: WORDING.label("who.exclude"),
    Polarity.MIXED: WORDING.label("who.mixed"),
    Polarity.UNSTATED: WORDING.label("who.unstated"),
}
LATER = WORDING.label("who.later").format(trial="study")
TERMS = {
    Polarity.INCLUDE: WORDING.label("who.include_term"),
    Polarity.EXCLUDE: WORDING.label("who.exclude_term"),
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


def record_of(criteria: str, status: str = "RECRUITING") -> Record:
    tree = {"identification": {"registry_id": "T-1", "brief_title": "T"}}
    whole = {
        **tree,
        "status": {"overall_status": status},
        "eligibility": {"eligibility_criteria": criteria},
    }
    return Record(Trial.model_validate(whole), Form.NATIVE, Place("t.yml"), b"")


def who_of(criteria: str, status: str = "RECRUITING") -> WhoView:
    return trial_view(record_of(criteria, status), WORDING, AS_OF).who


def sections_of(criteria: str) -> tuple[CriteriaSection, ...]:
    return who_of(criteria).criteria


def texts(lines: tuple[Criterion, ...]) -> Iterator[str]:
    for line in lines:
        if line.quote:
            yield line.quote.text
        yield from texts(line.below)


def shown(criteria: str) -> Counter[tuple[Polarity, str]]:
    """Each line with what the head above it says to a reader."""
    found = Counter[tuple[Polarity, str]]()
    for part in sections_of(criteria):
        assert part.head in (HEADS[part.polarity], LATER)
        assert part.term == TERMS.get(part.polarity, "")
        found.update((part.polarity, text) for text in texts(part.lines))
    return found


def meant(criteria: str) -> Counter[tuple[Polarity, str]]:
    def said(node: Node, polarity: Polarity) -> Iterator[tuple[Polarity, str]]:
        for kid in node.kids:
            if kid.kind is Kind.SECTION:
                yield from said(kid, kid.polarity)
                continue
            owns = any(below.kind is Kind.SECTION for below in kid.walk())
            if not owns and (text := _read(kid.text(criteria))):
                yield polarity, text
            yield from said(kid, polarity)

    return Counter(said(parse(criteria), Polarity.UNSTATED))


def _read(text: str) -> str:
    """An address is shown without the escapes of Markdown; all other text as it is."""
    return text.replace("\\", "") if text.startswith("http") and " " not in text else text.strip()


def test_lists_of_two_groups_keep_their_kind_and_their_group() -> None:
    found = [(part.head, part.within) for part in sections_of(TWO_GROUPS)]
    include, exclude = HEADS[Polarity.INCLUDE], HEADS[Polarity.EXCLUDE]
    assert found == [
        (include, "Adults"),
        (exclude, "Adults"),
        (include, "Children"),
        (exclude, "Children"),
    ]
    assert shown(TWO_GROUPS)[Polarity.EXCLUDE, "Nut allergy"] == 1


def heads_of(criteria: str) -> list[tuple[str, list[str]]]:
    """Each head of ours, and the heads of the record below it."""
    return [
        (part.head, [head.quote.text for head in part.record_heads])
        for part in sections_of(criteria)
    ]


def test_head_that_says_no_side_and_has_no_lines_goes_to_the_next_list() -> None:
    criteria = "Eligibility criteria for cats:\n\nInclusion Criteria:\n\n* Purrs\n"
    assert heads_of(criteria) == [
        (HEADS[Polarity.INCLUDE], ["Eligibility criteria for cats:", "Inclusion Criteria:"])
    ]


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("RECRUITING", "The record lists nothing here. Ask the team."),
        ("COMPLETED", "The record lists nothing here."),
    ],
)
def test_list_without_lines_says_so(status: str, said: str) -> None:
    criteria = "Inclusion Criteria:\n\n* Purrs\n\nExclusion Criteria:\n"
    include, exclude = who_of(criteria, status).criteria
    assert not include.note
    assert [one.text for one in exclude.note] == [said]
    assert [head.quote.text for head in exclude.record_heads] == ["Exclusion Criteria:"]


@pytest.mark.parametrize("mark", ["\\-", "* ", "* .", "1.", "—"])
def test_mark_in_the_place_of_a_rule_is_shown_and_called_nothing(mark: str) -> None:
    _, exclude = sections_of(f"Inclusion Criteria:\n\n* Purrs\n\nExclusion Criteria:\n\n{mark}\n")
    assert [line.rule for line in exclude.lines] == [None]
    assert exclude.note[0].text.startswith("The record lists nothing here.")


def test_head_of_ours_is_said_once_for_lists_that_the_record_tells_apart() -> None:
    record = record_of(
        "Inclusion Criteria (cats):\n\n* Purrs\n\nInclusion Criteria (dogs):\n\n* Barks\n"
    )
    page = trial_page(record, load_content([]), AS_OF).markdown
    assert page.count(f"### {HEADS[Polarity.INCLUDE]}") == 1
    assert "cats" in page
    assert "dogs" in page


INCLUSION, EXCLUSION = "Inclusion Criteria:\n\n* Purrs\n\n", "Exclusion Criteria:\n\n* Barks\n\n"


@pytest.mark.parametrize(
    ("head", "polarity", "later"),
    [
        ("Inclusion criteria to start treatment:", Polarity.INCLUDE, True),
        ("Exclusion criteria for randomization:", Polarity.EXCLUDE, True),
        ("Post-transplant inclusion criteria:", Polarity.INCLUDE, True),
        ("Withdrawal criteria:", Polarity.UNSTATED, True),
        ("Inclusion criteria for kittens:", Polarity.INCLUDE, False),
        ("Inclusion criteria for treatment group:", Polarity.INCLUDE, False),
        ("Inclusion criteria for postmenopausal cats:", Polarity.INCLUDE, False),
    ],
)
def test_second_list_for_a_later_part_is_told_apart(
    head: str, polarity: Polarity, later: bool
) -> None:
    first = EXCLUSION + INCLUSION if polarity is Polarity.EXCLUDE else INCLUSION + EXCLUSION
    part = sections_of(f"{first}{head}\n\n* Still purrs\n")[-1]
    assert part.polarity is polarity
    assert part.head == (LATER if later else HEADS[polarity])
    assert part.term == TERMS.get(polarity, "")
    assert head in [one.quote.text for one in part.record_heads]


def test_first_list_is_never_one_for_later() -> None:
    """Where the only list is for a later part, it is all that the record says of who can join."""
    assert heads_of("Inclusion criteria for randomization:\n\n* Purrs\n") == [
        (HEADS[Polarity.INCLUDE], ["Inclusion criteria for randomization:"])
    ]


def test_head_of_the_record_is_plain_where_ours_says_the_same() -> None:
    written = "INCLUSION CRITERIA\n\n* Purrs\n\n**Exclusion Criteria:**\n\n* Barks\n"
    plain = [head.is_plain for part in sections_of(written) for head in part.record_heads]
    other = sections_of("Key Inclusion Criteria:\n\n* Purrs\n")[0].record_heads
    assert plain == [True, True]
    assert [head.is_plain for head in other] == [False]


def test_items_that_name_a_group_are_no_rules_and_their_lines_are() -> None:
    criteria = (
        "Inclusion Criteria:\n\n1. Inclusion criteria for cats\n\n   1) Purrs\n   2) Is old\n\n"
        "2. One of these:\n\n   1) Sleeps\n   2) Eats\n"
    )
    (part,) = sections_of(criteria)
    first, second = part.lines
    assert first.rule is None
    assert [bool(line.rule) for line in first.below] == [True, True]
    assert second.rule
    assert not any(line.rule for line in second.below)


@pytest.mark.parametrize(
    "address",
    ["https://example.org/rules", "http://example.org/a\\_b?c=1", "HTTPS://EXAMPLE.ORG"],
)
def test_address_instead_of_rules(address: str) -> None:
    view = who_of(f"Inclusion/Exclusion Criteria:\n\n{address}\n")
    assert [one.rule for one in view.note][-1] == "who.address"
    assert [view.can_check, view.jumps, view.has_rules] == [False, (), False]
    (line,) = view.criteria[0].lines
    assert line.is_address
    assert line.rule is None
    assert line.quote
    assert line.quote.text == address.replace("\\", "")


@pytest.mark.parametrize(
    "criteria",
    [
        "See https://example.org",
        "https://example.org\n\nhttps://example.com",
        "* https://example.org",
        "javascript:alert(1)",
        "https://example.org/<script>",
        "Inclusion Criteria:\n\n* Purrs\n\nExclusion Criteria:\n\nhttps://example.org\n",
    ],
)
def test_what_is_more_than_an_address_keeps_its_rules(criteria: str) -> None:
    view = who_of(criteria)
    assert view.has_rules
    assert [one.rule for one in view.note][-1] == "who.quoted"


LETS_IN = """\
Inclusion Criteria:

* Dogs are eligible

Exclusion Criteria:

* Barks
* {line}
"""


@pytest.mark.parametrize(
    ("line", "says", "only"),
    [
        ("Cats with fleas may be included but must have:", True, True),
        ("Prior treatment with tea is allowed", True, True),
        ("Cats on a diet are eligible for the study.", True, True),
        ("Hates tea. Cold tea is allowed", True, False),
        ("Hates tea (cold tea is permitted)", True, False),
        ("Hates tea, cold tea is allowed", True, False),
        ("All cats except kittens are eligible", True, False),
        ("Cold tea is allowed; hot tea is not allowed", True, False),
        ("Cats are not eligible", False, False),
        ("No tea is allowed", False, False),
        ("Drinks more tea than is allowed", False, False),
        ("Cats who are eligible for surgery", False, False),
        ("Is eligible to participate in another trial", False, False),
        ("Barks", False, False),
    ],
)
def test_line_that_lets_people_in_among_those_that_keep_out(
    line: str, says: bool, only: bool
) -> None:
    """It is asked about only if the reader is not sure: see tests/browser/test_selfcheck.py."""
    include, exclude = sections_of(LETS_IN.format(line=line))
    assert not include.note
    assert [one.rule for one in exclude.note] == (["who.lets_in"] if says else [])
    ruled = [one.rule.keeps_nobody_out for one in exclude.lines if one.rule]
    assert ruled == [False, only]


@pytest.mark.parametrize("part", range(4))
def test_real_rules_stand_under_heads_of_their_own_kind(shared_data: Path, part: int) -> None:
    with gzip.open(shared_data / "ctgov.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % 4 == part:
                protocol = json.loads(line)["protocolSection"]
                criteria = protocol["eligibilityModule"].get("eligibilityCriteria", "")
                assert shown(criteria) == meant(criteria), protocol["identificationModule"]
