"""Checks: for each code, records that it must find and records that it must leave alone."""

import datetime
from typing import Any

import pytest

from generator.checks import RULES, findings
from generator.content import load_content
from generator.trial import Trial

AS_OF = datetime.date(2026, 1, 15)


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


def test_every_text_of_a_record_is_looked_at() -> None:
    sections = {
        "identification": {"official_title": "1 x 106 cells"},
        "arms_interventions": {
            "interventions": [{"name": "a"}, {"other_names": ["2 x 107 cells"]}]
        },
        "eligibility": {"eligibility_criteria": "* 3 x 108 cells"},
    }
    assert [(one.fields, one.quoted) for one in findings(trial(sections), AS_OF)] == [
        (("identification.official_title",), "1 x 106"),
        (("arms_interventions.interventions[1].other_names[0]",), "2 x 107"),
        (("eligibility.eligibility_criteria",), "3 x 108"),
    ]


def test_findings_come_in_the_order_of_the_rules() -> None:
    sections = {**dates("2025", "2024-12", "2024-01"), **conditions("Evidence of 1 x 106 cells")}
    assert [one.code for one in findings(trial(sections), AS_OF)] == [
        "STA-01",
        "STA-02",
        "CON-03",
        "TXT-01",
    ]


def test_every_check_has_words_for_readers_and_an_example_here() -> None:
    codes = [(rule.__doc__ or "").partition(":")[0] for rule in RULES]
    assert set(codes) == set(load_content([]).wording.notes)
    assert set(codes) == {code for code, *_ in FOUND} == {code for code, _ in LEFT_ALONE}


def trial(sections: dict[str, Any]) -> Trial:
    number = {"registry_id": "NCT99999999", "brief_title": "Invented"}
    identification = {**number, **sections.get("identification", {})}
    return Trial.model_validate({**sections, "identification": identification})
