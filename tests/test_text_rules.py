"""Rules about outcomes, criteria, texts and results: what each must find, and must leave alone.

One example of each stands in `templates/checks/`; here are the guards. What was judged in real
records is in `tests/test_verdicts.py`.
"""

import datetime
import gzip
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.finding import Finding
from generator.checks.texts import text_findings
from generator.content import load_content
from generator.trial import Trial
from generator.trial.paths import registry_path
from tests.conftest import REPOSITORY

AS_OF = datetime.date(2026, 1, 15)
FILES = ("outcomes", "eligibility", "texts", "results")
MOST_WORDS = 20


def summary(text: str) -> dict[str, Any]:
    return {"description": {"brief_summary": text}}


def outcome(**fields: str) -> dict[str, Any]:
    return {"outcomes": {"primary_outcomes": [fields]}}


def criteria(text: str, **fields: Any) -> dict[str, Any]:
    return {"eligibility": {"eligibility_criteria": text, **fields}}


def include(*rules: str, **fields: Any) -> dict[str, Any]:
    return criteria("Inclusion Criteria:\n\n" + "\n".join(f"* {rule}" for rule in rules), **fields)


def exclude(*rules: str, **fields: Any) -> dict[str, Any]:
    text = "Exclusion Criteria:\n\n" + "\n".join(f"* {rule}" for rule in rules)
    return criteria(text, **fields)


def results(**modules: Any) -> dict[str, Any]:
    return {"results": modules}


def measured(**fields: Any) -> dict[str, Any]:
    return results(outcome_measures={"outcomes": [fields]})


def reached(type_: str, **numbers: str) -> dict[str, Any]:
    """A milestone: how many of each group."""
    cells = [{"group_id": group, "num_subjects": number} for group, number in numbers.items()]
    return {"type": type_, "achievements": cells}


def flow_of(*milestones: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return results(participant_flow={"periods": [{"milestones": list(milestones), **fields}]})


def started(number: int | str, joined: int, other: str = "0", **words: str) -> dict[str, Any]:
    began = reached("STARTED", A=str(number), B=other)
    flow = {**words, "periods": [{"milestones": [began]}]}
    design = {"enrollment": {"count": joined, "type": "ACTUAL"}}
    return {"design": design, **results(participant_flow=flow)}


def people(number: str) -> list[dict[str, Any]]:
    return [{"units": "Participants", "counts": [{"group_id": "A", "value": number}]}]


def counted(number: str) -> dict[str, Any]:
    cell = {"measurements": [{"group_id": "A", "value": number}]}
    return {"param_type": "COUNT_OF_PARTICIPANTS", "classes": [{"categories": [cell]}]}


def at_start(measure: dict[str, Any], size: str, **fields: Any) -> dict[str, Any]:
    """What people were like at the start, of so many people in one group."""
    fields = {"groups": [{"id": "A"}], **fields}
    start = {"denoms": people(size), "measures": [measure], **fields}
    return results(baseline_characteristics=start)


def events(groups: tuple[str, ...], counts: tuple[str, ...] = (), **totals: int) -> dict[str, Any]:
    """Groups, of which each has the same totals, and one problem with numbers of some groups."""
    stats = [{"group_id": group, "num_affected": 1} for group in counts]
    listed = [{"id": group, **totals} for group in groups]
    found = {"event_groups": listed, "other_events": [{"term": "Cough", "stats": stats}]}
    return results(adverse_events=found)


OPEN = {"overall_status": "RECRUITING"}
FOUND = [
    # code, record, the words of the record that it quotes
    ("OUT-04", outcome(measure="Pain at 2 years", time_frame="6 months"), "2 years"),
    ("OUT-04", outcome(measure="Pain at Week 52", time_frame="Weeks 4, 8 and 12"), "Week 52"),
    (
        "OUT-04",
        outcome(measure="Falls; people are followed for 2 years after it", time_frame="1 year"),
        "2 years",
    ),
    ("OUT-05", outcome(measure="Pain", time_frame="N/A"), "N/A"),
    ("OUT-05", outcome(measure="Pain", time_frame="12"), "12"),
    ("OUT-05", outcome(measure="Pain", time_frame="days, weeks."), "days, weeks."),
    ("ELI-05", exclude("Not currently taking aspirin"), "Not currently taking aspirin"),
    ("ELI-07", include("Age 18 to 75 years", minimum_age="18 Years"), "Age 18 to 75 years"),
    ("ELI-08", include("Female adults", "Gout", sex="ALL"), "Female adults"),
    ("ELI-08", exclude("Pregnancy", sex="MALE"), "Pregnancy"),
    (
        "ELI-09",
        include("Healthy adults aged 18", healthy_volunteers=False),
        "Healthy adults aged 18",
    ),
    ("ELI-10", exclude("Gout -"), "Gout -"),
    ("ELI-10", exclude("Gout", "-"), "* -"),
    ("ELI-13", criteria("Key Exclusion Criteria:\n\n* Gout"), "Key Exclusion Criteria:"),
    ("ELI-17", criteria("Inclusion Criteria:\n\n* Gout\n\nOR\n\n* Arthritis"), "OR"),
    ("TXT-01", summary("neutrophils ≥ 1.5 × 109/L"), "1.5 × 109"),
    ("TXT-01", summary("5X1012 vg per kg"), "5X1012"),
    ("TXT-01", summary("1*103 CFU, then 1*103 CFU"), "1*103"),
    ("TXT-01", summary("2,5 x 108 per dose"), "2,5 x 108"),
    ("TXT-01", summary("more than 109 cfu a day"), "109"),
    ("TXT-01", summary("copies of HIV DNA/106 cells"), "106"),
    ("TXT-01", summary("a dose of 1013 vg/kg"), "1013"),
    ("TXT-03", summary("the patientÃ©s age"), "the patientÃ©s age"),
    ("TXT-03", summary("Total bilirubin level ? 1.5 times"), "tal bilirubin level ? 1.5 tim"),
    ("TXT-03", summary("glomerular filtration rate ? 70mL/min"), "lar filtration rate ? 70mL/mi"),
    ("TXT-04", outcome(measure="Pain \\< 3"), "\\<"),
    ("TXT-07", summary("1.500 mg a day"), "1.500 mg"),
    ("TXT-08", summary("type 1 diabetes,which is rare"), "diabetes,which"),
    ("TXT-11", summary("The gel was shown to be safe and effective in mice."), None),
    ("TXT-12", summary("a tea (MyTea\u00c2\u00ae)"), "U+00C2"),
    ("TXT-12", summary("\u0410\u0411\u0412\u0413\u0414 ok"), "\u0410\u0411\u0412\u0413\u0414 ok"),
    ("TXT-13", summary("for 6 to 4 weeks"), "6 to 4 weeks"),
    ("TXT-14", summary("people 150 years old"), "150 years old"),
    ("RES-02", started(30, 27, pre_assignment_details="There was a screening."), ""),
    ("TXT-14", summary("HbA1c > 75%"), "A1c > 75%"),
    ("RES-05", at_start(counted("10"), "9"), "10"),
    ("RES-05", at_start(counted("−1"), "9"), "−1"),
    ("RES-11", events(groups=("A",), deaths_num_affected=-1, deaths_num_at_risk=9), "-1, 9"),
    ("RES-11", events(groups=("A",), other_num_at_risk=-9), "-9"),
    ("RES-17", events(groups=("A", "B"), counts=("A", "B", "C", "")), ", C"),
    ("RES-17", events(groups=("A", "A"), counts=("A",)), "A"),
    ("RES-17", flow_of(reached("STARTED", A="3")), "A"),
    (
        "RES-17",
        measured(groups=[{"id": "A"}], analyses=[{"group_ids": ["A", "B"]}]),
        "B",
    ),
    ("RES-17", at_start(counted("4"), "9", groups=[{"id": "B"}]), "A"),
]
LEFT_ALONE = [
    ("OUT-01", {"design": {"study_type": "EXPANDED_ACCESS"}}),
    ("OUT-03", {"design": {"study_type": "EXPANDED_ACCESS"}}),
    ("OUT-04", outcome(measure="Pain at 24 months", time_frame="2 years")),
    ("OUT-04", outcome(measure="Pain at 24 months", time_frame="three years")),
    ("OUT-04", outcome(measure="Pain after 3 days", time_frame="6 hours")),
    ("OUT-04", outcome(measure="Pain at 24 months", time_frame="6 months, until progression")),
    ("OUT-04", outcome(measure="Falls within 12 months", time_frame="6 months")),
    ("OUT-04", outcome(measure="Pain at 6 months and at 12 months", time_frame="6 months")),
    ("OUT-04", outcome(measure="People up to 75 years old", time_frame="1 year")),
    ("OUT-02", {**outcome(measure="Attacks from day 14 to 56"), "status": OPEN}),
    ("OUT-02", {**outcome(measure="Pain", description="Asked before and after"), "status": OPEN}),
    ("OUT-02", outcome(measure="Pain")),
    (
        "OUT-04",
        outcome(measure="Morphine", description="A pump for 24 hours after", time_frame="4 hours"),
    ),
    ("OUT-05", outcome(measure="Pain", time_frame="Day of surgery")),
    ("OUT-05", outcome(measure="Pain", time_frame="one year")),
    ("OUT-06", {**outcome(measure="Pain", time_frame="5 years"), "status": {"start_date": "2020"}}),
    ("ELI-02", include("Gout")),
    (
        "ELI-02",
        criteria("Eligibility criteria:\n\n* Gout\n* Adults\n\nExclusion criteria:\n\n* Flu"),
    ),
    ("ELI-03", criteria("* Gout")),
    ("ELI-03", criteria("Inclusion Criteria:\n\n* Gout\n\nExclusion Criteria: None")),
    (
        "ELI-05",
        exclude("No mailing address", "Not fluent in English", "No other drug is permitted"),
    ),
    ("ELI-07", include("Ages 18-65 years", minimum_age="18 Years", maximum_age="64 Years")),
    ("ELI-07", include("Ages 18-75 years", "Women aged 18-45 years", maximum_age="80 Years")),
    ("ELI-07", include("Parents aged 18 to 75 years", maximum_age="5 Years")),
    ("ELI-07", include("Ages 1-3 years", minimum_age="12 Months", maximum_age="36 Months")),
    ("ELI-08", include("Female adults, or men over 60", sex="ALL")),
    ("ELI-08", include("Pregnant women", "Their newborn", sex="ALL")),
    ("ELI-08", include("Females must have a negative test", sex="ALL")),
    ("ELI-08", exclude("QTc > 450 ms (males) or > 470 ms (females)")),
    ("ELI-09", include("Healthy adults with asthma", healthy_volunteers=False)),
    ("ELI-09", include("Diagnosis of gout, or a caregiver", healthy_volunteers=True)),
    (
        "ELI-09",
        include("Healthy adults aged 18", "A diagnosis of schizophrenia", healthy_volunteers=False),
    ),
    ("ELI-13", include("Cancer (including but not limited to leukemia)", "Criteria of DSM apply")),
    ("ELI-15", criteria("Inclusion Criteria:\n\nLaboratory:\n\n* Hb > 9\n\nHistory:\n\n* Gout")),
    ("ELI-17", include("Gout, arthritis or", "Nausea and/or vomiting")),
    ("ELI-17", exclude("Gout; or", "Arthritis")),
    ("ELI-17", include("She has had a hysterectomy; or", "She is past the menopause")),
    (
        "ELI-18",
        {"eligibility": {"minimum_age": "6 Months", "std_ages": ["CHILD", "ADULT", "OLDER_ADULT"]}},
    ),
    (
        "ELI-19",
        criteria(
            "Inclusion Criteria:\n\n* Age > 18 years\n\nExclusion Criteria:\n\n* Age < 18 years"
        ),
    ),
    ("TXT-01", summary("a room of 10 x 10 metres")),
    ("TXT-01", summary("2 x 100 mg a day, 3 x 1000 cells")),
    ("TXT-01", summary("2.5 x 10^6 cells, 2 x 10\\^9/L")),
    ("TXT-01", summary("walks 2 x 106 metres, 12 x 104 weeks, 106 cells, 0.5 x 1060 cells")),
    ("TXT-01", summary("103 people, 10^9 cfu, 1000 cfu, 1.109 CFU, 109 copies/mL")),
    ("TXT-03", summary("Âge, Ã la carte, ¿qué?, château")),
    ("TXT-03", summary("How bad is the pain ? 0 is none. Do you smoke ? 1 is yes. It hurts? 3")),
    ("TXT-07", summary("1,500 mg, 12,000 U, 1.5 mg, weeks 1, 2")),
    ("TXT-08", summary("patient(s) over 18, e.g. at www.example.org, 1,4-dioxane, a Ph.D. thesis")),
    ("TXT-10", summary("Magnetic resonance imaging (MRI). The MRI. mRNA. Part II.")),
    (
        "TXT-11",
        summary(
            "Is it safe and effective? There is no promising drug. Cure rate. It may be promising."
        ),
    ),
    ("TXT-11", summary("Such drugs have revolutionized the care. Milk is a promising treatment.")),
    ("TXT-13", summary("from 2020-21, 18-75 years, code 12-4")),
    ("TXT-14", summary("LVEF < 40%, 99 years old, HbA1c > 7.5%, BMI > 30 kg/m2")),
    ("RES-01", measured(type="PRIMARY", reporting_status="POSTED")),
    ("RES-02", started(27, 30, recruitment_details="30 were enrolled, 27 began.")),
    ("RES-02", started(0, 30)),
    ("RES-02", started("NA", 30, other="15")),
    ("RES-02", started("", 30, other="15")),
    ("RES-02", started("<5", 30, other="27")),
    (
        "RES-03",
        flow_of(
            reached("STARTED", A="9"),
            reached("COMPLETED", A="NA"),
            reached("NOT COMPLETED", A="2"),
            drop_withdraws=[
                {"reasons": [{"group_id": "A", "num_subjects": "1"}]},
                {"reasons": [{"group_id": "A", "num_subjects": "NA"}]},
            ],
        ),
    ),
    (
        "RES-04",
        results(
            participant_flow={"periods": [{"milestones": [reached("STARTED", A="9", B="NA")]}]},
            outcome_measures={"outcomes": [{"denoms": people("19")}]},
        ),
    ),
    ("RES-05", at_start(counted("9"), "9")),
    ("RES-05", at_start({**counted("120"), "param_type": "MEAN"}, "9")),
    (
        "RES-05",
        measured(
            param_type="MEAN",
            unit_of_measure="percentage of participants",
            classes=counted("-7")["classes"],
        ),
    ),
    ("RES-11", events(groups=("A",), deaths_num_affected=0, deaths_num_at_risk=0)),
    ("RES-17", events(groups=("A", "B"), counts=("A", "B"))),
    ("RES-17", measured(groups=[{"id": "A"}, {"id": "A"}])),
    ("RES-06", measured(title="Number and rate of falls", unit_of_measure="percentage")),
    ("RES-06", measured(title="Time to relief", unit_of_measure="hrs")),
    ("RES-09", measured(analyses=[{"p_value": "<0.001"}, {"p_value": "=.5"}, {"p_value": ""}])),
    ("RES-16", {"annotations": {"notes": {"unposted": {}}}}),
]


@pytest.mark.parametrize(("code", "sections", "quoted"), FOUND)
def test_found(code: str, sections: dict[str, Any], quoted: str | None) -> None:
    found = [one for one in findings_of(sections) if one.code == code]
    assert len(found) == 1
    assert quoted is None or found[0].quoted == quoted


@pytest.mark.parametrize(("code", "sections"), LEFT_ALONE)
def test_left_alone(code: str, sections: dict[str, Any]) -> None:
    assert not [one for one in findings_of(sections) if one.code == code]


def test_seed_record_gives_its_notes_and_no_more() -> None:
    text = (REPOSITORY / "records" / "NCT01157403.yml").read_text(encoding="utf-8")
    record = Trial.model_validate(yaml.safe_load(text))
    known = {word for term in load_content([]).terms for word in (term.term, *term.also)}
    assert {one.code for one in text_findings(record, AS_OF, known)} == {
        "OUT-03",
        "OUT-04",
        "ELI-10",
        "TXT-01",
        "TXT-10",
    }


def test_every_text_of_a_record_is_looked_at() -> None:
    sections = {
        "identification": {"official_title": "1 x 106 cells"},
        "arms_interventions": {
            "interventions": [{"name": "a"}, {"other_names": ["2 x 107 cells"]}]
        },
        "eligibility": {"eligibility_criteria": "* 3 x 108 cells"},
    }
    found = [(one.fields, one.quoted) for one in findings_of(sections) if one.code == "TXT-01"]
    assert found == [
        (("identification.official_title",), "1 x 106"),
        (("arms_interventions.interventions[1].other_names[0]",), "2 x 107"),
        (("eligibility.eligibility_criteria",), "3 x 108"),
    ]


def test_signs_that_are_lost_in_results_are_found_once_for_each_text() -> None:
    group = {"title": "Cells", "description": "They got 2 x 106 cells."}
    outcome_ = {"title": "Platelets over 5 x 109/L", "groups": [group]}
    other = {"title": "Age \u00e2\u2030\u00a518", "unit_of_measure": "&lt;2", "groups": [group]}
    sections = {
        **summary("They got 2 x 106 cells."),
        **results(outcome_measures={"outcomes": [outcome_, other]}),
    }
    at = "results.outcome_measures.outcomes"
    found = [(one.code, one.fields) for one in findings_of(sections) if one.code[:3] == "TXT"]
    assert found == [
        ("TXT-01", ("description.brief_summary",)),
        ("TXT-01", (f"{at}[0].title",)),
        ("TXT-01", (f"{at}[0].groups[0].description",)),
        ("TXT-03", (f"{at}[1].title",)),
        ("TXT-04", (f"{at}[1].unit_of_measure",)),
    ]


def test_how_a_text_of_results_is_typed_is_left_alone() -> None:
    typed = measured(
        title="Pain >= 3", description="kg/m2,and 0,3 % . ALL OF THIS IS LOUD AND LONG"
    )
    assert not [one for one in findings_of(typed) if one.code[:3] == "TXT"]


def test_markdown_is_read_as_it_is_shown() -> None:
    shown = criteria("Inclusion Criteria:\n\n* BMI \\>= 30")
    assert [one.quoted for one in findings_of(shown) if one.code == "TXT-06"] == [">="]


def test_short_forms_of_the_glossary_are_known() -> None:
    record = trial(summary("The ADA and the CVA"))
    found = [one for one in text_findings(record, AS_OF, {"CVA"}) if one.code == "TXT-10"]
    assert [(one.fields, one.quoted) for one in found] == [(("description.brief_summary",), "ADA")]


@given(st.text(), st.text(alphabet="1024 -–to<>=.,;()xX×/%mgyears\n*ABCaeiou\\&"))
def test_any_text_raises_nothing(one: str, other: str) -> None:
    text = one + other
    list(findings_of({**summary(text), **criteria(text), **outcome(measure=text, time_frame=text)}))


@pytest.mark.parametrize("part", range(2))
def test_findings_in_real_records_name_fields_that_are_there(shared_data: Path, part: int) -> None:
    for record in real(shared_data, 40, part * 20):
        for found in text_findings(record, AS_OF):
            assert found.fields
            assert all(registry_path(field) for field in found.fields)


def real(folder: Path, step: int, start: int) -> list[Trial]:
    with gzip.open(folder / "ctgov.jsonl.gz", "rt", encoding="utf-8") as lines:
        chosen = [line for index, line in enumerate(lines) if index % step == start % step]
    studies = [json.loads(line) for line in chosen]
    return [Trial.model_validate({**study, **study.pop("protocolSection")}) for study in studies]


def findings_of(sections: dict[str, Any]) -> list[Finding]:
    return list(text_findings(trial(sections), AS_OF))


def trial(sections: dict[str, Any]) -> Trial:
    number = {"registry_id": "NCT99999999", "brief_title": "Invented"}
    identification = {**number, **sections.get("identification", {})}
    return Trial.model_validate({**sections, "identification": identification})
