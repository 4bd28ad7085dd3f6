"""The lay summary by EU law: ten elements in order, filled or told to be missing, nothing else.

Cases are folders of tests/cases/lay-summary. What the page says anew is worked out a second time in
tests/telling/lay.py; all else must be sentences of the trial's page, and quotes of the record.
"""

import datetime
import gzip
import html
import json
import os
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.build import trial_pages, view_of
from generator.content import Content, load_content
from generator.lint.lay_summaries import meter_of
from generator.pages.lay_summary import lay_sentences, lay_summary
from generator.pages.markdown import page_html
from generator.pages.page import Page
from generator.pages.reading import GRADE, page_reading
from generator.pages.view.words import PEOPLE
from generator.plain.annex import ELEMENTS, State, elements
from generator.plain.countries import EEA_MEMBERS, EU_MEMBERS
from generator.plain.regions import CountryCount, Region, counted_countries, region_of, totals
from generator.plain.sentence import Sentence
from generator.problems import Problem
from generator.records import Record, overlay
from generator.records.folder import read
from generator.records.judging import judge
from generator.records.overlay import PlainWords, Review
from generator.records.places import read_yaml
from generator.records.profile import Profile, profile_of
from generator.records.signoff import fingerprint
from generator.report import report
from generator.trial.paths import Leaf, leaves
from generator.trial.results.measures import (
    BaselineCharacteristics,
    BaselineMeasure,
    MeasureCategory,
    MeasureClass,
    MeasureGroup,
    Measurement,
)
from tests.changing import another, is_named
from tests.conftest import REPOSITORY
from tests.invented import everything, put
from tests.reading import MARK, Reading, fold, read_page
from tests.telling.lay import tell_lay

CASES = REPOSITORY / "tests" / "cases" / "lay-summary"
NAMES = sorted(path.name for path in CASES.iterdir() if path.is_dir())
AS_OF = datetime.date(2026, 1, 15)
SITE = Profile.EU_LAY_SUMMARY
OURS_ALONE = ("lay.",)
REVIEW = Review.model_validate({"by": "Dr Penn", "date": "2026-01-10"})


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content([])


@pytest.fixture(scope="module")
def marked() -> Content:
    return load_content([], marked=True)


def read_case(folder: Path) -> tuple[Record, list[Problem]]:
    records = folder / "records"
    items = list(read([records], records, load_content([]).claims, SITE))
    (record,) = (item for item in items if isinstance(item, Record))
    found = [item for item in items if isinstance(item, Problem)]
    meter = meter_of(record)
    return record, sorted([*found, *(meter.problems if meter else ())])


def with_profile(record: Record) -> Record:
    return replace(record, profile=Profile.EU_LAY_SUMMARY)


def lay_page(record: Record, content: Content) -> Page:
    pages = trial_pages(record, content, AS_OF, site_url="https://trials.example.org/")
    (page,) = (page for page in pages if page.path.endswith("/lay-summary/index.md"))
    return page


def rows_of(page: Page) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(dict(page.files)["sentences.json"])
    return rows


# --- cases


@pytest.mark.parametrize("name", NAMES)
def test_record_and_words_give_page_and_problems(name: str, content: Content) -> None:
    record, problems = read_case(CASES / name)
    made = {
        "problems.txt": report(problems, "lines"),
        "page.md": lay_page(record, content).markdown,
    }
    for file, text in made.items():
        if os.environ.get("UPDATE_CASES") == "1":
            (CASES / name / file).write_text(text, encoding="utf-8")
    if os.environ.get("UPDATE_CASES") == "1":
        pytest.skip(f"wrote {name}: read the difference before you keep it")
    expected = {file: (CASES / name / file).read_text(encoding="utf-8") for file in made}
    assert made == expected


def test_example_of_the_documentation_can_be_read() -> None:
    text = (REPOSITORY / "docs/operators/lay-summary.md").read_text(encoding="utf-8")
    (example,) = (one for one in re.findall(r"```yaml\n(.*?)```", text, re.S) if "author" in one)
    words, findings = overlay.words(read_yaml(example).tree, None)
    assert not findings
    assert words is not None
    written = {name for name in type(words).model_fields if getattr(words, name)}
    fields = {"why", "eu_number", "sponsor_contact", "people_by_country", "medicines"}
    assert written >= fields | {"adverse_reactions", "comments", "follow_up", "profile"}


# --- when there is one


@pytest.mark.parametrize(
    ("own", "of_site", "status", "has_page"),
    [
        (None, None, "COMPLETED", False),
        ("eu-lay-summary", None, "RECRUITING", True),
        ("eu-lay-summary", None, "COMPLETED", True),
        (None, "eu-lay-summary", "COMPLETED", True),
        (None, "eu-lay-summary", "TERMINATED", True),
        (None, "eu-lay-summary", "RECRUITING", False),
        (None, "eu-lay-summary", "WITHDRAWN", False),
        ("none", "eu-lay-summary", "COMPLETED", False),
        (None, "none", "COMPLETED", False),
    ],
)
def test_profile_of_a_trial_or_of_a_site(
    own: str | None, of_site: str | None, status: str, has_page: bool
) -> None:
    trial, _ = read_case(CASES / "not-posted")
    trial = replace(trial, trial=put(trial.trial, "status.overall_status", status))
    named = [Profile(one) if one else None for one in (own, of_site)]
    assert (profile_of(trial.trial, *named) is Profile.EU_LAY_SUMMARY) == has_page


def test_site_asks_nothing_of_a_study_that_is_no_trial() -> None:
    record, _ = read_case(CASES / "not-posted")
    study = put(record.trial, "design.study_type", "OBSERVATIONAL")
    assert profile_of(study, None, SITE) is None
    assert profile_of(record.trial, None, SITE) is SITE


def test_profile_holds_even_where_the_words_beside_it_are_in_error() -> None:
    record, problems = read_case(CASES / "words-in-error")
    assert record.profile is SITE
    assert record.words is None
    assert record.has_bad_words
    assert not [one for one in problems if one.code == "LAY-08"], "what is there is not missing"


def test_other_pages_link_to_it_only_where_there_is_one(content: Content) -> None:
    record, _ = read_case(CASES / "complete")
    for profile, count in ((SITE, 1), (None, 0)):
        pages = trial_pages(replace(record, profile=profile), content, AS_OF)
        assert pages[0].markdown.count("](lay-summary/index.md)") == count
        assert sum("lay-summary" in page.path for page in pages) == count


# --- the ten elements


def test_elements_stand_in_the_order_of_the_law(content: Content) -> None:
    for name in NAMES:
        markdown = lay_page(read_case(CASES / name)[0], content).markdown
        assert re.findall(r"Annex V, element (\d+)", markdown) == [str(n) for n in range(1, 11)]


def test_how_far_a_record_alone_fills_them() -> None:
    record, _ = read_case(CASES / "complete")
    alone = {one.name: one.state.name for one in elements(record.trial, ())}
    assert alone == {
        "identification": "RECORD",
        "sponsor": "RECORD",
        "general": "PARTLY",
        "population": "RECORD",
        "medicines": "RECORD",
        "harms": "PARTLY",
        "results": "RECORD",
        "comments": "PARTLY",
        "follow_up": "MISSING",
        "more": "RECORD",
    }


def test_words_fill_what_the_record_cannot() -> None:
    states = {one.name: one.state for one in meter_elements("complete")}
    assert set(states) == set(ELEMENTS)
    written = {name for name, state in states.items() if state is State.WRITTEN}
    assert written == {"general", "harms", "comments", "follow_up"}
    assert State.PARTLY not in states.values()
    assert State.MISSING not in states.values()


def meter_elements(name: str) -> Any:
    record, _ = read_case(CASES / name)
    return elements(record.trial, record.written)


@pytest.mark.parametrize(
    ("paths", "element", "state"),
    [
        (["sponsor_collaborators.lead_sponsor"], 2, "PARTLY"),
        (["results.more_info.point_of_contact"], 2, "PARTLY"),
        (["identification.org_study_id"], 1, "PARTLY"),
        (["contacts_locations.locations"], 3, "PARTLY"),
        (["status.start_date"], 3, "PARTLY"),
        (["design.enrollment"], 4, "PARTLY"),
        (["eligibility.eligibility_criteria"], 4, "PARTLY"),
        (["results.baseline_characteristics.measures"], 4, "PARTLY"),
        (["arms_interventions.interventions"], 5, "MISSING"),
        (["results"], 7, "MISSING"),
        (["results.outcome_measures.outcomes"], 7, "MISSING"),
    ],
)
def test_what_the_record_lacks_is_told(paths: list[str], element: int, state: str) -> None:
    record, _ = read_case(CASES / "complete")
    trial = record.trial
    for path in paths:
        trial = put(trial, path, () if path.endswith("s") and path != "results" else None)
    (found,) = (one for one in elements(trial, record.written) if one.number == element)
    assert found.state.name == state
    meter = meter_of(replace(record, trial=trial))
    assert meter is not None
    told = [one for one in meter.problems if one.code == f"LAY-{element:02}"]
    assert {str(one.severity) for one in told} == {"error" if state == "MISSING" else "warning"}
    assert all("expected " in one.message and "found nothing" in one.message for one in told)


def test_events_are_never_called_reactions(content: Content) -> None:
    """Without words on reactions the page has not even the name that the law has for them."""
    record, _ = read_case(CASES / "events-only")
    page = lay_page(record, content)
    assert "reaction" not in fold(page.markdown).lower().replace("adverse_reactions", "")
    assert "whatever the cause" in page.markdown
    complete = lay_page(read_case(CASES / "complete")[0], content).markdown
    assert complete.index("adverse reactions") < complete.index("whatever the cause")


def test_retracted_papers_are_flagged(content: Content) -> None:
    markdown = lay_page(read_case(CASES / "complete")[0], content).markdown
    assert "Taken back. Notice: J Sleep Tea. 2023, 22222222" in markdown


# --- people by region


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("Germany", Region.EU),
        ("Czech Republic", Region.EU),
        ("Czechia", Region.EU),
        ("European Union", Region.EU),
        ("Réunion", Region.EU),
        ("French Guiana", Region.EU),
        ("Canary Islands", Region.EU),
        ("French Polynesia", Region.OTHER),
        ("Greenland", Region.OTHER),
        ("Norway", Region.EEA),
        ("Switzerland", Region.OTHER),
        ("United Kingdom", Region.OTHER),
        ("Turkey (Türkiye)", Region.OTHER),
        ("Korea, Republic of", Region.OTHER),
        ("Asia", None),
        ("Rest of the World (ROW)", None),
        ("", None),
    ],
)
def test_region_of_a_country(name: str, region: Region | None) -> None:
    assert region_of(name) is region


def test_lists_of_member_states_are_whole() -> None:
    assert (len(EU_MEMBERS), len(EEA_MEMBERS)) == (27, 3)
    assert not EU_MEMBERS & EEA_MEMBERS


@pytest.mark.parametrize(
    ("rows", "sums"),
    [
        ([("Italy", 3), ("Spain", 4), ("Iceland", 1), ("Chile", 2)], [7, 1, 2]),
        ([("Italy", 3), ("Europe", 4)], None),
        ([("Italy", None)], None),
    ],
)
def test_only_whole_numbers_of_countries_are_added_up(
    rows: list[tuple[str, int | None]], sums: list[int] | None
) -> None:
    counted = [CountryCount(name, people, "", "") for name, people in rows]
    assert (list(totals(counted).values()) or None) == sums


@pytest.mark.parametrize(
    ("kind", "titles", "people"),
    [
        ("COUNT_OF_PARTICIPANTS", ("Italy", "Chile"), [3, 4]),
        ("NUMBER", ("Italy", "Chile"), [3, 4]),
        ("MEAN", ("Italy", "Chile"), None),
        ("COUNT_OF_PARTICIPANTS", ("Italy", None), [None]),
    ],
)
def test_people_of_a_country_are_counted_people_with_a_name(
    kind: str, titles: tuple[str | None, ...], people: list[int | None] | None
) -> None:
    cells = (Measurement(group_id="A", value="3"), Measurement(group_id="A", value="4"))
    classes = tuple(
        MeasureClass(title=title, categories=(MeasureCategory(measurements=(cell,)),))
        for title, cell in zip(titles, cells, strict=True)
    )
    measure = BaselineMeasure(
        title="Region of Enrollment",
        param_type=kind,
        unit_of_measure="Participants",
        classes=classes,
    )
    start = BaselineCharacteristics(groups=(MeasureGroup(id="A"),), measures=(measure,))
    trial = put(everything().trial, "results.baseline_characteristics", start)
    counted = counted_countries(trial)
    assert (counted and [row.people for row in counted.rows]) == people


# --- words are judged, and signed


LONG = "word " * 21 + "end."


@pytest.mark.parametrize(
    ("words", "code", "severity"),
    [
        ({"comments": "The tea works."}, "OVL-04", "error"),
        ({"comments": "You should join the next one."}, "OVL-04", "error"),
        ({"comments": "There were 777 people."}, "OVL-01", "error"),
        ({"comments": LONG}, "OVL-03", "warning"),
        ({"adverse_reactions": {"text": "The tea is safe."}}, "OVL-04", "error"),
        ({"adverse_reactions": {"text": "It came in 777 people."}}, "OVL-01", "warning"),
        ({"follow_up": {"planned": "yes", "text": "It proves a lot."}}, "OVL-04", "error"),
        ({"follow_up": {"planned": "yes", "text": "It asks 777 people."}}, "OVL-01", "warning"),
        ({"medicines": [{"name": "Plum tea", "plain": "A safe tea."}]}, "OVL-04", "error"),
        ({"medicines": [{"name": "Plum tea", "plain": "777 ml of tea."}]}, "OVL-01", "error"),
        ({"people_by_country": [{"country": "Chile", "people": 121}]}, "OVL-01", "warning"),
    ],
)
def test_words_for_it_are_held_against_the_record(
    words: dict[str, Any], code: str, severity: str, content: Content
) -> None:
    record, _ = read_case(CASES / "complete")
    made = PlainWords.model_validate({"author": "Ana", "written": "2026-01-02", **words})
    found = judge(made, record.trial, record.path, content.claims)
    assert (code, severity) in {(one.code, str(one.severity)) for one in found}


@pytest.mark.parametrize(
    ("old", "new", "is_same"),
    [
        ("The trial ended before", "The trial stopped before", False),
        ("A tea made from dried plums", "A drink made from dried plums", False),
        ("people: 7 of 61 people", "people: 8 of 61 people", False),
        ("2027-500123-11-00", "2027-500123-11-01", False),
        ("planned: yes", "planned: no", False),
        ("profile: eu-lay-summary\n", "", True),
        ("written: 2026-01-02", "written: 2026-01-03", True),
    ],
)
def test_a_sign_off_covers_them(old: str, new: str, is_same: bool) -> None:
    record, _ = read_case(CASES / "complete")
    text = (CASES / "complete/records/NCT99999920.plain.yml").read_text(encoding="utf-8")
    assert text.count(old) == 1
    marks = []
    for version in (text, text.replace(old, new)):
        words, findings = overlay.words(read_yaml(version).tree, record.trial)
        assert not findings
        assert words is not None
        marks.append(fingerprint(words, record.trial, record.path, REVIEW))
    assert (marks[0] == marks[1]) == is_same


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("results.adverse_events.other_events[0].term", "Headache"),
        ("results.more_info.limitations_and_caveats.description", "None."),
        ("arms_interventions.interventions[0].description", "Hot tea."),
    ],
)
def test_a_sign_off_covers_what_they_rest_on(path: str, value: str) -> None:
    record, _ = read_case(CASES / "complete")
    assert record.words is not None
    trials = (record.trial, put(record.trial, path, value))
    assert len({fingerprint(record.words, one, record.path, REVIEW) for one in trials}) == 2


# --- faithful


def test_cases_say_what_their_records_ask(content: Content, marked: Content) -> None:
    wrong = []
    for name in NAMES:
        record, _ = read_case(CASES / name)
        if record.trial.registry_id.startswith("NCT"):
            wrong += _unfaithful(record, content, marked)
    assert not wrong


def test_real_lay_summaries_say_what_their_records_ask(
    content: Content, marked: Content, shared_data: Path, tmp_path: Path, step: int
) -> None:
    """Every record with results would be owed one; every tenth is read each time."""
    records = _with_results(shared_data, tmp_path, 10 if step > 1 else 1)
    assert len(records) > 20
    said = "\n".join(one for record in records for one in _unfaithful(record, content, marked))
    assert not said


def _with_results(folder: Path, scratch: Path, step: int) -> list[Record]:
    with gzip.open(folder / "ctgov.jsonl.gz") as stream:
        lines = [line for line in stream if b'"resultsSection"' in line]
    (scratch / "some.jsonl").write_bytes(b"".join(lines[::step]))
    return [with_profile(item) for item in read([scratch]) if isinstance(item, Record)]


def _unfaithful(record: Record, content: Content, marked: Content) -> Iterator[str]:
    """Yield what is said that the record does not ask for, or what is quoted otherwise."""
    number = record.trial.registry_id
    study = json.loads(record.raw)
    pages = trial_pages(record, content, AS_OF)
    page = lay_page(record, content)
    rows = rows_of(page)
    beside = _written(record)
    expected = list(tell_lay(study, beside))
    said = [(row["rule"], row["text"]) for row in rows if row["rule"].startswith(OURS_ALONE)]
    if sorted(said) != sorted(expected):
        more, less = Counter(said), Counter(expected)
        yield f"{number}: not asked for {more - less}, missing {less - more}"
    again = {(r["rule"], r["text"]) for r in json.loads(dict(pages[0].files)["sentences.json"])}
    strange = {(row["rule"], row["text"]) for row in rows} - again - set(said)
    new = {pair for pair in strange if pair[0] not in (PEOPLE, "label.SecondaryIdType")}
    new = {pair for pair in new if not pair[0].startswith("label.")}
    yield from (f"{number}: the trial's page does not say {pair}" for pair in new)
    yield from (f"{number}: {row['rule']} has no source" for row in rows if not row["sources"])
    shown = read_page(page_html(lay_page(record, marked).markdown, str).html)
    yield from (f"{number}: {fault}" for fault in shown.faults)
    yield from (f"{number}: {wrong}" for wrong in _misquoted(record, shown))
    if MARK.sub("", lay_page(record, marked).markdown) != page.markdown:
        yield f"{number}: the page without marks differs in more than marks"
    if untold := _untold(record, shown, rows, content):
        yield f"{number}: words without a source: {untold[:12]}"


def _written(record: Record) -> dict[str, Any]:
    if record.words_place is None or record.words is None:
        return {}
    path = CASES / record_case(record) / "records" / Path(record.words_place.file).name
    words: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return words


def record_case(record: Record) -> str:
    number = record.trial.registry_id
    return next(
        name for name in NAMES if (CASES / name / "records" / f"{number}.plain.yml").is_file()
    )


def _misquoted(record: Record, shown: Reading) -> Iterator[str]:
    """Yield quotes that are not, letter by letter, what stands at their field."""
    texts = {leaf.path: leaf.value for leaf in leaves(record.trial) if isinstance(leaf.value, str)}
    for quote in shown.quotes:
        whole = texts.get(quote.path)
        if whole is None:
            yield f"{quote.path}: the record has no such text"
        elif quote.path == "eligibility.eligibility_criteria":
            continue  # shown line by line; tests/test_ledger.py reads it whole
        elif _letters(quote.text) != _letters(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", whole)):
            yield f"{quote.path}: reads {quote.text[:80]!r}, not {whole[:80]!r}"


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, html.unescape(text)))


def _untold(
    record: Record, shown: Reading, rows: list[dict[str, Any]], content: Content
) -> list[str]:
    """Return words of the page that are no sentence with a source, no quote and no fixed label."""
    view = view_of(record, content, AS_OF)
    labels = view.voice.wording.labels
    plain = [
        name for name, text in labels.items() if not set(re.findall(r"\{(\w+)\}", text)) - {"trial"}
    ]
    known = {fold(row["text"]) for row in rows}
    known |= {fold(view.voice.label(name.removesuffix(".native"))) for name in plain}
    known |= {fold(cell) for row in shown.events for cell in row}
    title = (record.words and record.words.title) or record.trial.identification.brief_title
    known |= {fold(view.voice.label("part.lay-summary", title=title))}
    for number, name in enumerate(ELEMENTS, start=1):
        element = view.voice.label(f"lay.name.{name}")
        known |= {
            fold(view.voice.label("lay.annex", number=str(number), element=element)),
            fold(view.voice.label("lay.annex_bare", number=str(number))),
        }
    known |= {fold(one.name) for one in (record.words.medicines if record.words else ())}
    known |= {
        fold(one) for section in view.who.criteria for one in section.within.split(": ") if one
    }
    known |= {fold(f"https://trials.example.org/trials/{record.trial.registry_id}/lay-summary/")}
    known |= {fold(record.trial.registry_id)}
    rest = fold(" ".join(shown.composed.values()))
    for text in sorted(known, key=len, reverse=True):
        rest = re.sub(rf"(?<!\w){re.escape(text)}(?!\w)", " ", rest) if text in rest else rest
    return re.findall(r"\w+", rest)


def test_sentences_name_the_fields_that_change_them(content: Content) -> None:
    """Change one field, and only sentences that name it change, come or go."""
    records = [with_profile(everything()), read_case(CASES / "complete")[0]]
    wrong = set()
    for record in records:
        before = _said(record, content)
        for leaf in _drawn(record):
            after = _said(
                replace(record, trial=put(record.trial, leaf.path, another(leaf.value))), content
            )
            changed = (before - after) + (after - before)
            wrong |= {(leaf.field, said.rule) for said in changed if not is_named(said, leaf)}
    assert sorted(wrong) == []


def _said(record: Record, content: Content) -> Counter[Sentence]:
    lay = lay_summary(record, view_of(record, content, AS_OF), AS_OF)
    return Counter(said for _, said in lay_sentences(lay) if said.rule.startswith(OURS_ALONE))


def _drawn(record: Record) -> list[Leaf]:
    needed = ("identification.registry_id", "identification.brief_title")
    found = [leaf for leaf in leaves(record.trial) if leaf.field not in needed]
    return random.Random(5).sample(found, min(len(found), 260))


# --- plain


def test_its_own_words_are_plain(content: Content, shared_data: Path, tmp_path: Path) -> None:
    records = [read_case(CASES / name)[0] for name in NAMES]
    records += _with_results(shared_data, tmp_path, 12)
    explained = {form for term in content.terms for form in (term.term, *term.also)}
    hard = []
    for record in records:
        lay = lay_summary(record, view_of(record, content, AS_OF), AS_OF)
        said = [one for _, one in lay_sentences(lay) if one.rule != PEOPLE]
        reading = page_reading(said, record.trial, content.wording.reading, explained)
        assert reading.ours.grade is not None
        hard += [(record.trial.registry_id, reading.ours.grade)] * (reading.ours.grade > GRADE)
        hard += [
            (record.trial.registry_id, fault)
            for one, fault in reading.faults
            if one.rule.startswith(OURS_ALONE) and fault.code != "PAGE-NAMES"
        ]
    assert not hard
