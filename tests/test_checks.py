"""Checks: for each code, records that it must find and records that it must leave alone."""

import copy
import datetime
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.checks import findings
from generator.checks.twins import CODES as ACROSS
from generator.content import load_content, own_templates
from generator.pages.catalog import rules_page
from generator.pages.markdown import page_html, slug
from generator.plain.wording import WordingError
from generator.trial import Trial
from tests.reading import fold, read_page

AS_OF = datetime.date(2026, 1, 15)
MOST_WORDS = 20
OURS = own_templates() / "checks" / "conditions.yml"


def dates(start: str = "", main: str = "", end: str = "") -> dict[str, Any]:
    said = {"start_date": start, "primary_completion_date": main, "completion_date": end}
    return {"status": {name: date for name, date in said.items() if date}}


def conditions(*names: str) -> dict[str, Any]:
    return {"conditions": {"conditions": list(names)}}


def summary(text: str) -> dict[str, Any]:
    return {"description": {"brief_summary": text}}


FOUND = [
    # code, record, the fields it is about, the words it quotes
    ("STA-01", dates("2024-03-02", end="2024-03-01"), ["start_date", "completion_date"], ""),
    ("STA-01", dates("2024-04", end="2024-03"), ["start_date", "completion_date"], ""),
    ("STA-01", dates("2025", end="2024-12-31"), ["start_date", "completion_date"], ""),
    ("STA-02", dates(main="2024-05-02", end="2024-05-01"), ["primary_completion_date"], ""),
    ("STA-02", dates(main="2024-06", end="2024-05-31"), ["primary_completion_date"], ""),
    (
        "CON-03",
        conditions("Evidence of Liver Transplantation"),
        ["conditions[0]"],
        "Evidence of Liver Transplantation",
    ),
    ("CON-03", conditions("Gout", "evidence of flu"), ["conditions[1]"], "evidence of flu"),
    ("TXT-01", summary("They get 2.5 x 106 cells once."), ["brief_summary"], "2.5 x 106"),
    ("TXT-01", summary("neutrophils ≥ 1.5 × 109/L"), ["brief_summary"], "1.5 × 109"),
    ("TXT-01", summary("5X1012 vg per kg"), ["brief_summary"], "5X1012"),
    ("TXT-01", summary("1*103 CFU"), ["brief_summary"], "1*103"),
    ("TXT-01", summary("2,5 x 108 per dose"), ["brief_summary"], "2,5 x 108"),
    ("TXT-01", summary("more than 109 cfu a day"), ["brief_summary"], "109"),
    ("TXT-01", summary("copies of HIV DNA/106 cells"), ["brief_summary"], "106"),
    ("TXT-01", summary("a dose of 1013 vg/kg"), ["brief_summary"], "1013"),
    ("TXT-01", summary("neutrophils ≥ 1.5 109/L"), ["brief_summary"], "109"),
]
LEFT_ALONE = [
    ("STA-01", dates("2024-03-01", end="2024-03-01")),
    ("STA-01", dates("2024-03-31", end="2024-03")),
    ("STA-01", dates("2024", end="2024-01-01")),
    ("STA-01", dates("2024-03")),
    ("STA-01", dates(end="2024-03")),
    ("STA-02", dates(main="2024-05-31", end="2024-05")),
    ("STA-02", dates(main="2024", end="2024-02")),
    ("STA-02", dates("2024-06", main="2024-01", end="2024-02")),
    (
        "CON-03",
        conditions("No evidence of disease", "Evidence-Based Practice", "Clinical evidence of flu"),
    ),
    ("CON-03", conditions()),
    ("TXT-01", summary("a room of 10 x 10 metres")),
    ("TXT-01", summary("haemoglobin 109/L, or 5 109/litre of something")),
    ("TXT-01", summary("2 x 100 mg a day, 3 x 1000 cells")),
    ("TXT-01", summary("2.5 x 10^6 cells, 2 x 10\\^9/L")),
    ("TXT-01", summary("walks 2 x 106 metres, 12 x 104 weeks")),
    ("TXT-01", summary("106 cells, 109/L")),
    ("TXT-01", summary("103 people, 10^9 cfu, 1000 cfu, 1.109 CFU, 109 copies/mL")),
    ("TXT-01", summary("0.5 x 1060 cells")),
]


@pytest.mark.parametrize(("code", "sections", "fields", "quoted"), FOUND)
def test_found(code: str, sections: dict[str, Any], fields: list[str], quoted: str) -> None:
    found = [one for one in findings(trial(sections), AS_OF) if one.code == code]
    assert len(found) == 1
    assert [field for field in fields if not any(f.endswith(field) for f in found[0].fields)] == []
    assert found[0].quoted == quoted


@pytest.mark.parametrize(("code", "sections"), LEFT_ALONE)
def test_left_alone(code: str, sections: dict[str, Any]) -> None:
    assert not [one for one in findings(trial(sections), AS_OF) if one.code == code]


CATALOG = load_content([]).wording.checks
ALONE = [code for code in CATALOG if code not in ACROSS]
TOO_LONG_FOR_AN_EXAMPLE = {
    "eligibility": {"eligibility_criteria": "* A rule of people who have had gout.\n" * 600}
}


@pytest.mark.parametrize("code", ALONE)
def test_example_fires_and_its_neighbor_does_not(code: str) -> None:
    fires = CATALOG[code].fires or TOO_LONG_FOR_AN_EXAMPLE
    assert code in {one.code for one in findings(trial(fires), AS_OF)}
    assert code not in {one.code for one in findings(trial(CATALOG[code].quiet), AS_OF)}


def test_only_the_rule_about_length_has_no_example() -> None:
    assert [code for code, check in CATALOG.items() if not check.fires] == ["ELI-16"]


@pytest.mark.parametrize("code", ALONE)
def test_rule_can_be_run_alone(code: str) -> None:
    fires = trial(CATALOG[code].fires or TOO_LONG_FOR_AN_EXAMPLE)
    alone = findings(fires, AS_OF, wanted={code})
    assert alone == tuple(one for one in findings(fires, AS_OF) if one.code == code)


@pytest.mark.parametrize("code", CATALOG)
def test_words_for_readers_are_short_and_calm(code: str) -> None:
    check = CATALOG[code]
    if not check.is_for_readers:
        assert {check.head, check.text, check.ask} == {""}
        return
    for text in (check.head, check.text, check.ask, *check.together.values()):
        assert all(len(said.split()) <= MOST_WORDS for said in re.split(r"(?<=[.?!])\s", text))
        assert not re.search(r"\b(?:error|wrong|overdue|fault|failed|blame|and/or)\b|n't|/", text)
    for text in (check.text, *check.together.values()):
        assert re.search(r"\b(?:record|team|registry|text|list|title)\b", text, re.I)
        assert re.search(r"\b(?:ask|look|read)\b", text, re.I)


def test_reference_page_has_every_rule_with_all_that_is_said_of_it() -> None:
    content = load_content([])
    page = rules_page(content.env, content.wording)
    shown = read_page(page_html(page.markdown, str).html)
    text = fold(" ".join(shown.composed.values()))
    anchors = [tag.attributes["id"] for tag in shown.tags if "id" in tag.attributes]
    assert page.path == "operators/rules.md"
    for code, check in CATALOG.items():
        assert anchors.count(slug(code)) == 1
        said = [check.message, check.reason, check.source, check.ask]
        examples = [
            json.dumps(one, ensure_ascii=False) for one in (check.fires, check.quiet) if one
        ]
        assert [one for one in (code, *said, *examples) if fold(one) not in text] == []
    assert shown.faults == []


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"CON-03": None}, "CON-03 is missing"),
        ({"CON-99": {}}, "CON-99: there is no such rule here"),
        ({"CON-03": {"text": ""}}, "CON-03: text is missing"),
        ({"CON-03": {"text": "Ask {whom}."}}, "CON-03: nothing fills '{whom}'"),
        ({"CON-03": {"text": "Ask {."}}, "CON-03: "),
        ({"CON-03": {"section": "nowhere"}}, "CON-03: there is no section 'nowhere'"),
        ({"CON-03": {"audience": "all"}}, "expected reader or editor, found 'all'"),
        ({"CON-03": {"txt": "Ask."}}, "CON-03: there is no field 'txt'"),
        ({"CON-03": {"together": {"CON-77": "Ask."}}}, "CON-03: there is no rule 'CON-77'"),
    ],
)
def test_catalog_that_does_not_fit_is_refused(
    change: dict[str, Any], complaint: str, tmp_path: Path
) -> None:
    tree = yaml.safe_load(OURS.read_text(encoding="utf-8"))
    example = copy.deepcopy(tree["CON-03"])
    for code, fields in change.items():
        if fields is None:
            del tree[code]
        else:
            tree[code] = copy.deepcopy({**example, **fields})
    write(tmp_path, tree)
    with pytest.raises(WordingError, match=re.escape(complaint)):
        load_content([tmp_path])


def test_words_of_an_operator_go_before_ours_file_by_file(tmp_path: Path) -> None:
    tree = yaml.safe_load(OURS.read_text(encoding="utf-8"))
    tree["CON-03"]["head"] = "Our own words"
    write(tmp_path, tree)
    checks = load_content([tmp_path]).wording.checks
    assert checks["CON-03"].head == "Our own words"
    assert {code: one for code, one in checks.items() if code != "CON-03"} == {
        code: one for code, one in CATALOG.items() if code != "CON-03"
    }


def write(folder: Path, tree: dict[str, Any]) -> None:
    (folder / "checks").mkdir()
    text = yaml.safe_dump(tree, allow_unicode=True)
    (folder / "checks" / OURS.name).write_text(text, encoding="utf-8")


def trial(sections: dict[str, Any]) -> Trial:
    number = {"registry_id": "NCT99999999", "brief_title": "Invented"}
    identification = {**number, **sections.get("identification", {})}
    return Trial.model_validate({**sections, "identification": identification})
