"""Heads in any words: real rules under another head never change their side.

A real text keeps its rules and gets another exclusion head. The rules before it must stay on
their side; those behind it must be on the other side, or on none where the head is not clear.
"""

import re
from pathlib import Path

import pytest

from generator.plain.eligibility import Polarity, parse
from tests.eligibility_texts import of_v2, rules, sides

CLEAR = """\
Exclusion Criteria:|Exclusion criteria:|EXCLUSION CRITERIA|Exclusion Criteria|exclusion criteria
Exclusion|EXCLUSION:|Exclusions|Key Exclusion Criteria|Main exclusion criteria:
* Exclusion Criteria:|1. Exclusion Criteria|- EXCLUSION CRITERIA|**Exclusion Criteria**
\\*\\*Exclusion Criteria:\\*\\*|\\*Exclusion Criteria:|# Exclusion Criteria|Exclusion Criteria：
Exclusion\\_Criteria:|Exclusion Criterion|Non-inclusion criteria:|Noninclusion criteria
Criteria for exclusion:|Exclusion Criteria for all participants:|Exclusion Criteria (both groups):
Exclusion Criteria - Part B|Exclusion criteria include:|Exclusion criteria are as follows:
Exclusion Critera:|Exlusion Criteria|EXCLUSION CRITIERIA:|Exclusionary criteria:
Patients will be excluded if any of the following apply:|Patients were excluded if they had:
Subjects are not eligible if they meet any of the following:|Not eligible if:|Excluded:
Any of the following will exclude a patient:|Patients excluded:|Exclude patients with:
Participants who meet any of the following criteria will be excluded from this study:
Study exclusion criteria are listed below:|We will exclude:|Reasons for exclusion:
Ausschlusskriterien:|Critères d'exclusion :|Critères d’exclusion|Criterios de exclusión:
Critérios de exclusão:|Criteri di esclusione:|Exclusiecriteria:|排除标准：
"Exclusion Criteria"|[Exclusion Criteria]|(Exclusion Criteria):|> Exclusion Criteria
Exclusion Criteria;|Exclusion Criteria,|ExclusionCriteria:|Exclusion Criteria=|Exclusion Criteria::
Grounds for exclusion|Exclusion criteria at screening|Exclusion Criteria:-|Exclusion Criteria -
Exclusion Criteria.|Other exclusion criteria:|B. Exclusion Criteria|II. EXCLUSION CRITERIA
5.2 Exclusion Criteria|<b>Exclusion Criteria</b>|~Exclusion Criteria~|• Exclusion Criteria:
Ineligibility Criteria:|Subject exclusion criteria|Exclusion Criteria (if any)|→ Exclusion Criteria:
Exclusion\u00a0Criteria:|Exclusion Criteria:\u200b|\ufeffExclusion Criteria:""".replace("\n", "|")
UNCLEAR = "Exclusion list:|Exclusion factors:|Exclusion conditions:|Contraindications:"
# Behind the last word of a rule, with no stop between.
GLUED = """\
Exclusion Criteria:|EXCLUSION CRITERIA:|Exclusion Criteria|EXCLUSION CRITERIA|Exclusion criteria:
Exclusion Criteria：|Key Exclusion Criteria:|\\*\\*Exclusion Criteria:\\*\\*|Exclusion\\_Criteria:
Exlusion Criteria:|Exclusionary Criteria:|Critères d'exclusion :|Ausschlusskriterien:
Patients will be excluded if any of the following apply:|Not eligible if:|EXCLUSION:
Exclude patients with:""".replace("\n", "|")
EXACT = re.compile(r"(?m)^Exclusion Criteria:$")


@pytest.fixture(scope="module")
def halves(shared_data: Path) -> list[tuple[str, str]]:
    """Return real texts with plain heads, cut where the exclusion head stood."""
    plain = [
        text
        for text in of_v2(shared_data).values()
        if text.startswith("Inclusion Criteria:\n")
        and EXACT.search(text)
        and len(re.findall("clusion", text, re.IGNORECASE)) == 2
    ]
    cut = [EXACT.split(text) for text in plain[::140]]
    return [(before.rstrip(), behind.strip("\n")) for before, behind in cut]


def wrong(before: str, head: str, behind: str, sure: bool) -> str | None:
    """What is on the wrong side when the head stands between the two halves."""
    source = before + head + behind
    found = sides(source)
    count = [len("".join(part.split())) for part in (before, before + head)]
    if Polarity.EXCLUDE in found[: count[0]]:
        return f"{head!r} turns the rules before it"
    if Polarity.INCLUDE in found[count[1] :]:
        return f"{head!r} does not turn the rules behind it"
    if sure and Polarity.UNSTATED in found[count[1] :]:
        return f"{head!r} is clear"
    return None


def test_there_are_enough_texts(halves: list[tuple[str, str]]) -> None:
    assert len(halves) >= 10


@pytest.mark.parametrize("head", (f"{CLEAR}|{UNCLEAR}").split("|"))
def test_rules_under_another_head_keep_their_side(halves: list[tuple[str, str]], head: str) -> None:
    sure = head in CLEAR.split("|")
    for between in ("\n\n", "\n"):
        for before, behind in halves:
            assert wrong(before, f"{between}{head}{between}", behind, sure) is None


@pytest.mark.parametrize("head", GLUED.split("|"))
def test_rules_behind_a_head_glued_to_a_rule_are_never_let_in(
    halves: list[tuple[str, str]], head: str
) -> None:
    for before, behind in halves:
        assert wrong(before, f" {head}\n\n", behind, sure=False) is None


@pytest.mark.parametrize("head", ["Inclusion Criteria:", "Key Inclusion Criteria", "INCLUSION:"])
def test_lists_in_the_other_order(halves: list[tuple[str, str]], head: str) -> None:
    for before, behind in halves:
        bare = before.removeprefix("Inclusion Criteria:").strip()
        source = f"Exclusion Criteria:\n\n{behind}\n\n{head}\n\n{bare}"
        stop = len("".join(f"ExclusionCriteria:{behind}".split()))
        found = sides(source)
        assert Polarity.INCLUDE not in found[:stop]
        assert Polarity.EXCLUDE not in found[stop:]


def test_both_lists_for_each_of_many_groups(halves: list[tuple[str, str]]) -> None:
    groups = [
        f"Cohort {number}\n\n{before}\n\nExclusion Criteria:\n\n{behind}"
        for number, (before, behind) in enumerate(halves)
    ]
    alone = [side for group in groups for *_, side in sorted(rules(group, parse(group)))]
    source = "\n\n".join(groups)
    assert [side for *_, side in sorted(rules(source, parse(source)))] == alone
