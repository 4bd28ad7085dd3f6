"""A trial listed twice: what tells it, what does not, and where it is told."""

import csv
import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from generator.build import gather, with_findings
from generator.checks import Finding
from generator.checks.twins import CODES, Twins
from generator.cli import main
from generator.content import load_content
from generator.records import Record
from generator.records.folder import read
from generator.trial import Trial
from tests.conftest import REPOSITORY

AS_OF = datetime.date(2026, 1, 15)
VERDICTS = REPOSITORY / "tests" / "cases" / "checks" / "verdicts-across.tsv"
CONTENT = load_content([])
FEWEST_TRUE = 0.9
ONE, OTHER, EUROPEAN = "NCT99999991", "NCT99999992", "2024-999999-11-00"
TITLE = "A Trial of Plum Tea Against Water for Sleep"


def trial(number: str = ONE, **parts: Any) -> Trial:
    named = {"registry_id": number, "brief_title": "Tea", **parts.pop("identification", {})}
    return Trial.model_validate({**parts, "identification": named})


def numbered(number: str, own: str, sponsor: str = "Plum Hospital", title: str = "") -> Trial:
    named = {"org_study_id": {"id": own}, "official_title": title or None}
    run = {"lead_sponsor": {"name": sponsor}}
    return trial(number, identification=named, sponsor_collaborators=run)


def begun(number: str, start: str, people: int | None, title: str = TITLE) -> Trial:
    design = {"enrollment": {"count": people}} if people is not None else {}
    named = {"official_title": title}
    return trial(number, identification=named, status={"start_date": start}, design=design)


def listing(number: str, other: str, kind: str = "REGISTRY") -> Trial:
    return trial(number, identification={"secondary_ids": [{"id": other, "type": kind}]})


def renamed(number: str, older: str) -> Trial:
    return trial(number, identification={"registry_id_aliases": [older]})


def found(*trials: Trial) -> list[Finding]:
    twins = Twins()
    return [one for each in trials for one in twins.meet(each)]


SAME = [
    (renamed(ONE, OTHER), trial(OTHER)),
    (listing(EUROPEAN, ONE), trial(ONE)),
    (listing(ONE, EUROPEAN, "CTIS"), trial(EUROPEAN)),
    (numbered(ONE, "AB-12"), numbered(OTHER, "ab 12")),
    (numbered(ONE, "AB-12", title=TITLE), numbered(OTHER, "AB-12", "Pear Ltd", TITLE.upper())),
    (begun(ONE, "2024-03", 40), begun(OTHER, "2024-03-05", 40)),
]
NOT_THE_SAME = [
    (trial(ONE), trial(OTHER)),
    (listing(ONE, OTHER), trial(OTHER)),
    (listing(ONE, EUROPEAN, "OTHER_GRANT"), trial(EUROPEAN)),
    (listing(ONE, EUROPEAN), listing(OTHER, EUROPEAN)),
    (numbered(ONE, "AB-12"), numbered(OTHER, "AB-12", "Pear Ltd")),
    (numbered(ONE, "AB-12"), numbered(OTHER, "AB-13")),
    (numbered(ONE, "Tea"), numbered(OTHER, "Tea")),
    (begun(ONE, "2024-03", 40), begun(OTHER, "2024-04", 40)),
    (begun(ONE, "2024-03", 40), begun(OTHER, "2024-03", 41)),
    (begun(ONE, "2024-03", None), begun(OTHER, "2024-03", None)),
    (begun(ONE, "2024", 40), begun(OTHER, "2024", 40)),
    (begun(ONE, "2024-03", 40, "Plum tea"), begun(OTHER, "2024-03", 40, "Plum tea")),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_a_trial_listed_twice_is_told_of_the_later_record(one: Trial, other: Trial) -> None:
    for first, second in ((one, other), (other, one)):
        twins = Twins()
        assert twins.meet(first) == ()
        (told,) = twins.meet(second)
        assert (told.code, told.quoted) == ("ID-04", first.registry_id)
        assert told.fields


@pytest.mark.parametrize(("one", "other"), NOT_THE_SAME)
def test_trials_that_are_only_alike_are_left_alone(one: Trial, other: Trial) -> None:
    assert found(one, other) == found(other, one) == []


def test_one_finding_names_all_that_is_the_same() -> None:
    both = [numbered(number, "AB-12", title=TITLE) for number in (ONE, OTHER)]
    (told,) = found(*both)
    assert told.fields == (
        "identification.org_study_id.id",
        "sponsor_collaborators.lead_sponsor.name",
        "identification.official_title",
    )


def test_a_trial_listed_three_times_is_told_of_each_later_record() -> None:
    thrice = [numbered(number, "AB-12") for number in (ONE, OTHER, "NCT99999993")]
    assert [one.quoted for one in found(*thrice)] == [ONE, ONE]


@given(st.permutations([*SAME[3], *SAME[5], *NOT_THE_SAME[1]]))
def test_the_same_trials_give_the_same_number_of_findings_in_any_order(some: list[Trial]) -> None:
    distinct = {one.registry_id: one for one in some}
    assert len(found(*distinct.values())) <= len(distinct) - 1
    assert found(*some) == found(*some)


@pytest.mark.parametrize("code", sorted(CODES))
def test_examples_on_the_page_of_rules(code: str) -> None:
    def codes(example: Any) -> set[str]:
        named = [example[key]["identification"] for key in ("first", "second")]
        trials = [
            Trial.model_validate(
                {**example[key], "identification": {"brief_title": "Invented", **name}}
            )
            for key, name in zip(("first", "second"), named, strict=True)
        ]
        return {one.code for one in found(*trials)}

    entry = CONTENT.wording.checks[code]
    assert codes(entry.fires) == {code}
    assert codes(entry.quiet) == set()
    assert not entry.is_for_readers


def verdicts() -> list[dict[str, str]]:
    with VERDICTS.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_real_records_give_what_was_read_and_judged_and_nothing_else(shared_data: Path) -> None:
    twins = Twins()
    records = (item for item in read([shared_data / "ctgov.jsonl.gz"]) if isinstance(item, Record))
    told = [
        (item.trial.registry_id, one.quoted, one.fields[0])
        for item in records
        for one in twins.meet(item.trial)
    ]
    judged = verdicts()
    assert told == [(row["id"], row["other"], row["field"]) for row in judged]
    true = [row for row in judged if row["verdict"] == "true"]
    assert len(true) >= FEWEST_TRUE * len(judged)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "records"
    folder.mkdir()
    for number in (ONE, OTHER):
        record = numbered(number, "AB-12").model_dump(mode="json", exclude_none=True)
        named = {"nctId": number, "briefTitle": "Tea", "orgStudyIdInfo": {"id": "AB-12"}}
        sponsor = {"leadSponsor": record["sponsor_collaborators"]["lead_sponsor"]}
        sections = {"identificationModule": named, "sponsorCollaboratorsModule": sponsor}
        (folder / f"{number}.json").write_text(json.dumps({"protocolSection": sections}))
    monkeypatch.chdir(tmp_path)
    return folder


def checked(*words: str) -> list[dict[str, Any]]:
    fixed = ["check", "--records", "records", "--as-of", str(AS_OF), "--format", "json"]
    told = json.loads(CliRunner().invoke(main, [*fixed, "--select", "ID,LINT", *words]).stdout)
    rows: list[dict[str, Any]] = told["problems"] if isinstance(told, dict) else told
    return rows


@pytest.mark.parametrize("words", [(), ("--pages",)])
@pytest.mark.usefixtures("site")
def test_check_tells_it_with_both_numbers(words: tuple[str, ...]) -> None:
    (row,) = checked(*words)
    assert (row["code"], row["registry_id"], row["quoted"]) == ("ID-04", OTHER, ONE)
    assert row["field"] == "protocolSection.identificationModule.orgStudyIdInfo.id"
    assert row["also"] == ["protocolSection.sponsorCollaboratorsModule.leadSponsor.name"]


def test_it_can_be_set_aside(site: Path) -> None:
    why = "lint_ignore:\n  - {code: ID-04, because: Two parts of one plan., until: 2026-12-31}\n"
    (site / f"{OTHER}.plain.yml").write_text(why)
    (row,) = checked()
    assert row["ignored"]["because"] == "Two parts of one plan."


@pytest.mark.parametrize("workers", [1, 2])
def test_the_page_of_findings_has_it(site: Path, tmp_path: Path, workers: int) -> None:
    collection = gather([site], CONTENT, AS_OF, tmp_path / "spool")
    collection = with_findings(collection, CONTENT, AS_OF, workers)
    count = {row.code: (row.count, row.trials) for row in collection.found.codes}
    assert count["ID-04"] == (1, 1)
