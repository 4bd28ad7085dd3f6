"""Rules about fields and titles: what each must find, and must leave alone.

One example of each stands in `templates/checks/`; here are the guards. Folders in
`tests/cases/checks/` hold records with all that must be found in them. What was judged in real
records is in `tests/test_verdicts.py`.
"""

import datetime
import os
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.checks import findings
from generator.checks.sponsors import reads_like_a_person
from generator.content import load_content
from generator.plain.catalog import Weight
from generator.trial import Trial
from tests.conftest import REPOSITORY

AS_OF = datetime.date(2026, 1, 15)
CASES = REPOSITORY / "tests" / "cases" / "checks"
CONTENT = load_content([])


def titled(title: str, **design: Any) -> dict[str, Any]:
    return {
        "identification": {"brief_title": title},
        "design": {"study_type": "INTERVENTIONAL", **design},
    }


def one_group(*arms: dict[str, Any], **parts: Any) -> dict[str, Any]:
    design = {"study_type": "INTERVENTIONAL", "design_info": {"intervention_model": "SINGLE_GROUP"}}
    return {"design": design, "arms_interventions": {"arms": list(arms)}, **parts}


def listed(title: str, *conditions: str, **parts: Any) -> dict[str, Any]:
    named = {"conditions": list(conditions), **parts}
    return {"identification": {"brief_title": title}, "conditions": named}


def status(code: str, **dates: Any) -> dict[str, Any]:
    return {"status": {"overall_status": code, **dates}}


def given(text: str) -> dict[str, Any]:
    arms = {"interventions": [{"name": "Mint", "description": text}]}
    return {"design": {"study_type": "INTERVENTIONAL"}, "arms_interventions": arms}


BY_CHANCE, NOT_BY_CHANCE = {"allocation": "RANDOMIZED"}, {"allocation": "NON_RANDOMIZED"}
OPEN = {"masking": {"masking": "NONE"}}
COPY = {"derived": {"misc_info": {"version_holder": "2023-06-30"}}}
FOUND = [
    ("STA-03", status("ACTIVE_NOT_RECRUITING", completion_date="2025-11"), ""),
    ("STA-05", {**status("RECRUITING", status_verified_date="2021-06"), **COPY}, ""),
    ("STA-11", status("COMPLETED", start_date={"date": "2027", "type": "ACTUAL"}), "2027 (ACTUAL)"),
    ("STA-12", status("COMPLETED", start_date="2024", study_first_submit_date="2025-02"), None),
    ("STA-15", {**status("COMPLETED"), "design": {"study_type": "OBSERVATIONAL"}}, ""),
    (
        "STA-15",
        {**status("WITHDRAWN"), "design": {"enrollment": {"count": -4, "type": "ACTUAL"}}},
        "",
    ),
    (
        "DES-08",
        titled("A study", design_info={"masking": {"masking": "NONE", "who_masked": ["CARE"]}}),
        "NONE: 1",
    ),
    ("STA-20", status("COMPLETED", last_update_post_date="2099-01"), "2099-01"),
    ("DES-01", titled("A randomised study", design_info={"allocation": "NA"}), "randomised"),
    ("DES-05", titled("A single-blinded study", design_info=OPEN), "single-blinded"),
    ("DES-09", titled("Phase I/II trial", phases=["PHASE2"]), "Phase I/II"),
    ("DES-09", titled("A phase 3b trial", phases=["PHASE4"]), "phase 3b"),
    ("DES-10", titled("A phase II trial", study_type="OBSERVATIONAL"), "phase II trial"),
    ("DES-04", one_group(identification={"brief_title": "Tea versus milk"}), "versus"),
    (
        "ARM-08",
        given("With or without additional chemotherapy"),
        "With or without additional chemotherapy",
    ),
    ("CON-02", listed("Tea in asthma", "Knee pain"), "asthma"),
    ("CON-03", listed("Tea", "Total Knee Arthroplasty"), "Total Knee Arthroplasty"),
]
LEFT_ALONE = [
    ("STA-03", {**status("RECRUITING", completion_date="2025"), **COPY}),
    ("STA-03", status("SUSPENDED", completion_date="2025")),
    ("STA-03", status("RECRUITING", completion_date="2025-12-31")),
    ("STA-04", {**status("NOT_YET_RECRUITING", start_date="2023-06"), **COPY}),
    ("STA-05", {**status("RECRUITING", status_verified_date="2022-06"), **COPY}),
    ("STA-10", status("UNKNOWN", start_date="2005-05", completion_date="2006-03")),
    ("STA-10", {}),
    ("STA-10", {**status("AVAILABLE"), "design": {"study_type": "EXPANDED_ACCESS"}}),
    ("STA-12", status("COMPLETED", start_date="2024", study_first_submit_date="2024-12")),
    ("STA-18", {**status("COMPLETED", primary_completion_date="2020"), "has_results": True}),
    ("STA-20", status("RECRUITING", completion_date="2040")),
    ("DES-01", titled("A quasi-randomized study", design_info=NOT_BY_CHANCE)),
    ("DES-01", titled("Tea: a review of randomized trials", design_info=NOT_BY_CHANCE)),
    ("DES-01", titled("Follow-up of a randomized study", design_info=NOT_BY_CHANCE)),
    ("DES-01", titled("A randomized study", design_info=BY_CHANCE)),
    ("DES-02", one_group({"label": "Tea"})),
    ("DES-02", titled("Tea", design_info={"intervention_model": "PARALLEL"})),
    (
        "DES-04",
        one_group(
            {"label": "Tea"}, {"label": "Milk"}, identification={"brief_title": "Tea versus milk"}
        ),
    ),
    ("DES-04", one_group(identification={"brief_title": "Graft versus host disease"})),
    ("DES-04", one_group(identification={"brief_title": "Tea, without placebo, versus-like"})),
    ("DES-04", one_group({"label": "Tea", "description": "There is no control group"})),
    ("DES-05", titled("Blindness: an open study", design_info=OPEN)),
    (
        "DES-06",
        titled(
            "Open-label extension of a masked study",
            design_info={"masking": {"masking": "DOUBLE", "who_masked": ["PARTICIPANT"]}},
        ),
    ),
    ("DES-09", titled("A Phase 2a/2b trial", phases=["PHASE2"])),
    ("DES-09", titled("A Phase I-II trial", phases=["PHASE1", "PHASE2"])),
    ("DES-09", titled("Luteal phase of 3 cycles, phase III of the project", phases=["PHASE2"])),
    ("DES-09", titled("A Phase 3 trial", phases=["NA"])),
    ("DES-10", titled("Placebo in trials", study_type="OBSERVATIONAL")),
    ("ARM-08", given("For people with pain and/or nausea, with or without fever")),
    ("ARM-08", given("They are randomized to the dose or not")),
    ("CON-02", listed("Tea in type 2 diabetes", "Insulin Resistance")),
    ("CON-02", listed("Tea in asthma", "Knee pain", keywords=["airways"])),
    ("CON-02", listed("Depression in breast cancer", "Mood disorders")),
    ("CON-02", listed("Caregivers of people with dementia", "Burden")),
    ("CON-02", listed("Tea for adults", "Knee pain")),
    ("CON-03", listed("Tea", "Erectile Dysfunction Following Radical Prostatectomy", "Healthy")),
    ("CON-03", listed("Tea", "Knee Arthroplasty", "Knee pain")),
    ("LOC-02", status("ACTIVE_NOT_RECRUITING")),
    ("SPO-01", {"sponsor_collaborators": {"lead_sponsor": {"name": "Lu Debin"}}}),
    ("LOC-03", {"contacts_locations": {"central_contacts": [{"phone": "555-0100 or 555-0101"}]}}),
]


@pytest.mark.parametrize(("code", "sections", "quoted"), FOUND)
def test_found(code: str, sections: dict[str, Any], quoted: str | None) -> None:
    found = [one for one in findings(trial(sections), AS_OF) if one.code == code]
    assert len(found) == 1
    assert quoted is None or found[0].quoted == quoted


@pytest.mark.parametrize(("code", "sections"), LEFT_ALONE)
def test_left_alone(code: str, sections: dict[str, Any]) -> None:
    assert not [one for one in findings(trial(sections), AS_OF) if one.code == code]


@pytest.mark.parametrize(
    ("name", "is_person"),
    [
        ("Lu Debin", True),
        ("Dr. Maria von Beispiel, MD, PhD", True),
        ("O'Neil-Garcia, Ana", True),
        ("JANE DOE", True),
        ("Kaiser Permanente", False),
        ("KU Leuven", False),
        ("Eli Lilly and Company", False),
        ("Hospices Civils de Lyon", False),
        ("Assiut University", False),
        ("Sangath", False),
        ("Johnson & Johnson", False),
        ("Novo Nordisk", False),
        ("Example d.o.o.", False),
        ("The Very Long Name of Nobody At All", False),
    ],
)
def test_sponsor_reads_like_a_person(name: str, is_person: bool) -> None:
    assert reads_like_a_person(name) is is_person


@pytest.mark.parametrize("folder", sorted(path.parent for path in CASES.glob("*/record.yml")))
def test_record_gives_its_findings_and_no_more(folder: Path) -> None:
    text = (folder / "record.yml").read_text(encoding="utf-8")
    known = {word for term in CONTENT.terms for word in (term.term, *term.also)}
    found = findings(Trial.model_validate(yaml.safe_load(text)), AS_OF, known)
    lines = [f"{one.code}\t{one.fields[0]}\t{one.quoted}" for one in found]
    said = folder / "findings.tsv"
    if os.environ.get("UPDATE_CASES") == "1":
        said.write_text("\n".join(lines) + "\n", encoding="utf-8")
        pytest.skip(f"wrote {said.name}: read the difference before you keep it")
    assert lines == said.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("date", ["0001-01-01", "9999-12-31", "0001", "9999-12"])
def test_dates_at_the_ends_of_time_are_judged(date: str) -> None:
    dates = dict.fromkeys(
        ["start_date", "completion_date", "status_verified_date", "last_update_submit_date"], date
    )
    for code in ("NOT_YET_RECRUITING", "COMPLETED"):
        record = {
            **status(code, **dates),
            "design": {"study_type": "INTERVENTIONAL"},
            "oversight": {"is_fda_regulated_drug": True},
            "derived": {"misc_info": {"version_holder": date}},
        }
        assert "STA-20" in {one.code for one in findings(trial(record), AS_OF)}


def test_what_cannot_be_right_comes_first() -> None:
    assert list(Weight) == ["error", "warn", "info"]


def trial(sections: dict[str, Any]) -> Trial:
    number = {"registry_id": "NCT99999999", "brief_title": "Invented"}
    identification = {**number, **sections.get("identification", {})}
    return Trial.model_validate({**sections, "identification": identification})
