"""Things to check: at most 3 notes at once, nothing lost, and a line that leads to each."""

import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.build import trial_page
from generator.checks import findings
from generator.content import load_content
from generator.pages.markdown import page_html
from generator.pages.view import SECTIONS, TrialView, trial_view
from generator.plain.catalog import Weight
from generator.records import Record
from generator.records.folder import read
from tests.conftest import REPOSITORY
from tests.reading import read_page

AS_OF = datetime.date(2026, 1, 15)
CONTENT = load_content([])
SEED = REPOSITORY / "tests/cases/checks/NCT01157403/record.yml"
NUMBER = "NCT99999999"


@pytest.fixture
def seed(tmp_path: Path) -> Record:
    return record(yaml.safe_load(SEED.read_text(encoding="utf-8")), tmp_path)


def test_readers_see_at_most_three_notes_and_the_others_in_a_fold(seed: Record) -> None:
    notes = view(seed).notes
    found = {one.code for one in findings(seed.trial, AS_OF)}
    for_readers = {code for code in found if CONTENT.wording.checks[code].is_for_readers}
    told = [note.code for note in (*notes.shown, *notes.folded)]
    assert [note.code for note in notes.shown] == ["STA-06", "CON-02", "TXT-01"]
    assert set(told) == for_readers - {"CON-03", "ARM-08"}
    assert len(told) == len(set(told))
    html = html_of(seed)
    assert html.count('class="pt-note"') == len(told)
    assert (
        html.index("note-txt-01") < html.index("<summary>More to check") < html.index("note-sta-10")
    )


def test_what_matters_most_comes_first_then_the_order_of_the_page(seed: Record) -> None:
    notes = view(seed).notes
    ranks = [
        (
            list(Weight).index(CONTENT.wording.checks[note.code].severity),
            list(SECTIONS).index(note.section),
        )
        for note in (*notes.shown, *notes.folded)
    ]
    assert ranks == sorted(ranks)


def test_note_on_a_text_of_results_stands_beside_what_is_measured(tmp_path: Path) -> None:
    """Unless the same was found elsewhere too."""
    tree = yaml.safe_load(SEED.read_text(encoding="utf-8"))
    tree["results"] = {"outcome_measures": {"outcomes": [{"title": "Over 2 x 106 cells"}]}}
    both = {note.code: note.section for note in _notes_of(record(tree, tmp_path))}
    assert both["TXT-01"] == "why"
    tree["description"] = {"brief_summary": "Words."}
    tree.pop("arms_interventions", None)
    alone = {note.code: note.section for note in _notes_of(record(tree, tmp_path))}
    assert alone["TXT-01"] == "measured"


def test_note_on_a_text_stands_where_the_text_is_and_quotes_each_place(tmp_path: Path) -> None:
    rules = "Inclusion Criteria:\n\n* Over 2 x 103 cells\n* Under 5 x 109/L\n* Over 2 x 103 cells"
    one = record({"eligibility": {"eligibility_criteria": rules}}, tmp_path)
    (note,) = (note for note in _notes_of(one) if note.code == "TXT-01")
    assert note.section == "who"
    assert note.quoted == ("2 x 103", "5 x 109")


def _notes_of(one: Record) -> list[Any]:
    notes = view(one).notes
    return [*notes.shown, *notes.folded]


def test_a_line_beside_the_part_leads_to_its_note(seed: Record) -> None:
    page = read_page(html_of(seed))
    links = [
        tag.attributes["href"]
        for tag in page.tags
        if tag.name == "a" and tag.attributes.get("href", "").startswith("#note-")
    ]
    targets = {f"#{tag.attributes['id']}" for tag in page.tags if "id" in tag.attributes}
    assert links == ["#note-sta-06", "#note-con-02", "#note-txt-01"]
    assert set(links) <= targets


def test_two_rules_about_one_thing_make_one_note_with_the_fields_of_both(seed: Record) -> None:
    note = next(note for note in view(seed).notes.shown if note.code == "CON-02")
    alone = CONTENT.wording.checks["CON-02"]
    assert note.text.text == alone.together["CON-03"] != alone.text
    assert note.quoted == ("Type 1 Diabetes", "Evidence of Liver Transplantation")
    assert {"identification.brief_title", "conditions.conditions[0]"} <= set(note.text.sources)


def test_note_says_dates_and_times_in_words(tmp_path: Path) -> None:
    stale = {
        "status": {
            "overall_status": "RECRUITING",
            "status_verified_date": "2022-06",
            "completion_date": "2024-03-31",
        }
    }
    note = view(record(stale, tmp_path)).notes.shown[0]
    assert note.text.text == (
        "Listed as “Looking for people”, but last confirmed more than 3 years ago."
        " The end date in the record, 31 March 2024, has passed. Ask the team where it stands."
    )


def test_words_of_the_record_in_a_note_are_marked_and_do_nothing(tmp_path: Path) -> None:
    hostile = "Evidence of <img src=x onerror=alert(1)> [a](javascript:alert(1)) | *b*"
    html = html_of(record({"conditions": {"conditions": [hostile]}}, tmp_path))
    page = read_page(html)
    assert hostile in page.evidence
    assert not [
        tag for tag in page.tags if tag.name == "img" or "javascript" in str(tag.attributes)
    ]
    assert page.faults == []


def test_many_words_of_the_record_are_folded_and_none_is_lost(tmp_path: Path) -> None:
    rules = [f"No history of illness {number}" for number in range(9)]
    text = "Exclusion Criteria:\n\n" + "\n".join(f"* {rule}" for rule in rules)
    html = html_of(record({"eligibility": {"eligibility_criteria": text}}, tmp_path))
    assert [said for said in read_page(html).evidence if said in rules] == rules
    assert (
        html.index(f"<q>{rules[2]}")
        < html.index("More words of the record")
        < html.index(f"<q>{rules[3]}")
    )


def test_record_without_a_doubt_has_no_such_part(tmp_path: Path) -> None:
    quiet = {
        "status": {
            "overall_status": "COMPLETED",
            "start_date": "2020-01",
            "primary_completion_date": "2021-01",
            "completion_date": "2021-01",
        },
        "conditions": {"conditions": ["Gout"]},
        "design": {"study_type": "INTERVENTIONAL", "enrollment": {"count": 8}},
        "outcomes": {
            "primary_outcomes": [{"measure": "Pain", "time_frame": "1 week"}],
            "secondary_outcomes": [{"measure": "Sleep", "time_frame": "1 week"}],
        },
        "eligibility": {"eligibility_criteria": "Inclusion:\n\n* Gout\n\nExclusion:\n\n* Stroke"},
        "contacts_locations": {"locations": [{"city": "Bern", "country": "Switzerland"}]},
    }
    found = view(record(quiet, tmp_path)).notes
    assert (found.shown, found.folded) == ((), ())
    assert "Things to check" not in html_of(record(quiet, tmp_path))


def view(one: Record) -> TrialView:
    return trial_view(one, CONTENT.wording, AS_OF)


def html_of(one: Record) -> str:
    return page_html(trial_page(one, CONTENT, AS_OF).markdown, str).html


def record(sections: dict[str, Any], folder: Path) -> Record:
    named = sections.get("identification", {"registry_id": NUMBER, "brief_title": "Invented"})
    path = folder / f"{named['registry_id']}.yml"
    text = yaml.safe_dump({**sections, "identification": named}, allow_unicode=True)
    path.write_text(text, encoding="utf-8")
    (only,) = [item for item in read([path]) if isinstance(item, Record)]
    return only
