"""Files → records and problems. What a problem says is tested behaviour: see `cases/records/`."""

import copy
import gzip
import json
import re
import shutil
import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import generator.records
from generator.content import load_claims
from generator.problems import Place, Problem
from generator.records import Form, PlainWords, Record, streams
from generator.records.codes import CODES
from generator.records.folder import read
from generator.records.schemas import plain_schema, schema

CASES = Path(__file__).parent / "cases" / "records"
REPOSITORY = Path(__file__).parent.parent

STUDY = {
    "protocolSection": {
        "identificationModule": {"nctId": "NCT00000009", "briefTitle": "Warm Milk"},
        "statusModule": {"overallStatus": "COMPLETED", "statusVerifiedDate": "2024-03"},
        "sponsorCollaboratorsModule": {"leadSponsor": {"name": "The Dairy"}},
        "descriptionModule": {"briefSummary": "Milk, but warm."},
        "conditionsModule": {"conditions": ["Insomnia"]},
        "designModule": {"studyType": "INTERVENTIONAL"},
        "eligibilityModule": {"eligibilityCriteria": "* Owns a cup"},
    },
    "derivedSection": {},
    "hasResults": False,
}
OURS = """\
identification: {registry_id: NCT00000009, brief_title: Warm Milk}
status: {overall_status: COMPLETED}
sponsor_collaborators: {lead_sponsor: {name: The Dairy}}
design: {study_type: INTERVENTIONAL}
"""


def study(number: int, **more: object) -> dict[str, object]:
    made = json.loads(json.dumps(STUDY))
    made["protocolSection"]["identificationModule"]["nctId"] = f"NCT{number:08}"
    return made | more


def lines(folder: Path, *paths: Path) -> list[str]:
    """Return every problem and every doubt, as people see them."""
    found = []
    for item in read(paths or [folder], folder, load_claims(())):
        found += [str(item)] if isinstance(item, Problem) else map(str, item.doubts)
    return found


def records(*paths: Path) -> list[Record]:
    items = list(read(paths))
    assert [item for item in items if isinstance(item, Problem)] == []
    return [item for item in items if isinstance(item, Record)]


def of(items: list[Record | Problem]) -> list[str]:
    return [item.trial.registry_id for item in items if isinstance(item, Record)]


# What people see -----------------------------------------------------------------------------


@pytest.mark.parametrize("case", sorted(CASES.glob("*/")), ids=lambda case: case.name)
def test_a_case_gives_its_problems(case: Path) -> None:
    expected = (case / "problems.txt").read_text(encoding="utf-8").splitlines()
    assert lines(case, case / "records") == expected


def changes() -> list[tuple[str, str, list[str]]]:
    """Return the table of `one-change.txt`: what stands there, what is there instead, problems."""
    blocks = (CASES / "one-change.txt").read_text(encoding="utf-8").strip().split("\n\n")
    heads = [block.split("\n", 1) for block in blocks if not block.startswith("#")]
    return [(*head.split(" => "), below.split("\n")) for head, below in heads]  # type: ignore[misc]


@pytest.mark.parametrize(("old", "new", "problems"), changes())
def test_one_change_gives_its_problems(
    tmp_path: Path, old: str, new: str, problems: list[str]
) -> None:
    good = {"a.yml": OURS, "a.json": json.dumps(STUDY)}
    name = problems[0].split(":")[0]
    assert old in good[name]
    (tmp_path / name).write_text(good[name].replace(old, new))
    assert lines(tmp_path) == problems


def test_paths_that_hold_no_record_say_so(tmp_path: Path) -> None:
    (tmp_path / "empty" / "_drafts").mkdir(parents=True)
    (tmp_path / "empty" / ".git").touch()
    (tmp_path / "empty" / "_drafts" / "a.yml").write_text(OURS)
    (tmp_path / "link.yml").symlink_to("nowhere.yml")
    assert lines(tmp_path, tmp_path / "empty", tmp_path / "none", tmp_path) == [
        "empty: expected records in this folder, found none [REC-PATH]",
        "none: expected a file or a folder, found nothing [REC-PATH]",
        "link.yml: expected a file, found a link that leads to none [REC-PATH]",
    ]


def test_every_code_is_explained_and_every_explained_code_is_used() -> None:
    sources = Path(generator.records.__file__).parent.glob("*.py")
    texts = [source.read_text() for source in sources if source.name != "codes.py"]
    assert {
        code for text in texts for code in re.findall(r'"((?:REC|OVL)-[A-Z0-9-]+)"', text)
    } == set(CODES)


def test_what_is_found_cannot_write_to_a_terminal(tmp_path: Path) -> None:
    bad = study(9)
    bad["\x1b[31m\n"] = 1
    bad["hasResults"] = "\x1b]0;title\x07 " + "very " * 100
    name = tmp_path / "a\x1b[31m.json"
    name.write_text(json.dumps(bad))
    assert all(line.isprintable() and len(line) < 300 for line in lines(tmp_path))


# What is read --------------------------------------------------------------------------------


def test_our_own_record_is_read_as_it_is_written() -> None:
    (record,) = records(CASES / "good" / "records")
    trial = record.trial
    assert (trial.registry_id, record.form) == ("EUCTR2024-000001", Form.NATIVE)
    assert trial.identification.brief_title == "NO"
    assert trial.identification.acronym == "012"
    assert trial.identification.org_study_id.id == "1:30"  # type: ignore[union-attr]
    assert trial.sponsor_collaborators.lead_sponsor.name == "null"  # type: ignore[union-attr]
    assert trial.oversight.oversight_has_dmc is False
    assert trial.description.brief_summary is None
    assert trial.design.enrollment.count == 12  # type: ignore[union-attr]
    assert (str(trial.status.start_date), str(trial.status.completion_date)) == ("2024-03", "2025")
    assert record.path("status.start_date") == "status.start_date"
    assert record.raw == (CASES / "good" / "records" / "EUCTR2024-000001.yml").read_bytes()


def test_plain_words_come_with_their_record() -> None:
    (record,) = records(CASES / "good" / "records")
    assert isinstance(record.words, PlainWords)
    assert record.words_place is not None
    assert record.words_place.file.endswith("EUCTR2024-000001.plain.yml")
    assert record.words.why == "Many people sleep badly.\n\nMilk is cheap."
    assert record.words.criteria[0].quote == "Age >= 18 years, and awake at bedtime"
    assert record.words.reviewed
    days = (str(record.words.written), str(record.words.reviewed.date))
    assert days == ("2024-03-01", "2024-03-02")
    assert (record.words.language, record.words.benefits) == ("en", None)


def test_bad_plain_words_do_not_take_the_record_with_them() -> None:
    items = list(read([CASES / "everything-wrong-plain" / "records"]))
    found = [item for item in items if isinstance(item, Record)]
    assert [record.words for record in found] == [None, None]


def test_a_study_is_read_from_every_form_as_it_stands(tmp_path: Path) -> None:
    raws = {n: json.dumps(study(n), indent=n % 2 or None).encode() for n in range(1, 10)}
    page = (
        b'{"totalCount": 2, "studies": ['
        + raws[1]
        + b" ,\n "
        + raws[2]
        + b'], "nextPageToken": "x"}'
    )
    (tmp_path / "a-page.json").write_bytes(page)
    (tmp_path / "b-array.json").write_bytes(b"\n[" + raws[3] + b"]\n")
    (tmp_path / "c-lines.jsonl").write_bytes(raws[4] + b"\n\n" + raws[6] + b"\r\n")
    (tmp_path / "d-lines.jsonl.gz").write_bytes(gzip.compress(raws[8]))
    (tmp_path / "e.json.gz").write_bytes(gzip.compress(raws[5]))
    (tmp_path / "f").mkdir()
    (tmp_path / "f" / "NCT00000007.json").write_bytes(b"\xef\xbb\xbf" + raws[7])
    with zipfile.ZipFile(tmp_path / "g.zip", "w") as archive:
        archive.writestr("deep/../../NCT00000009.json", raws[9])
        archive.writestr("__MACOSX/NCT00000009.json", "not read")
    found = {record.trial.registry_id: record for record in records(tmp_path)}
    assert list(found) == [f"NCT{n:08}" for n in (1, 2, 3, 4, 6, 8, 5, 7, 9)]
    for number, raw in raws.items():
        assert found[f"NCT{number:08}"].raw.removeprefix(b"\xef\xbb\xbf") == raw
    assert {record.form for record in found.values()} == {Form.CTGOV}


def test_a_record_knows_its_place_and_the_file_to_edit(tmp_path: Path) -> None:
    text = "\n" + json.dumps([study(1), study(2)], indent=1)
    second = text.split("\n").index(" {", 3) + 1
    (tmp_path / "array.json").write_text(text)
    (tmp_path / "NCT00000003.json").write_text(json.dumps(study(3)))
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        archive.writestr("a/b.jsonl", "\n" + json.dumps(study(4)))
    found = [item for item in read([tmp_path], base=tmp_path.parent) if isinstance(item, Record)]
    name = tmp_path.name
    assert [(record.place, record.edit_path) for record in found] == [
        (Place(f"{name}/NCT00000003.json"), f"{name}/NCT00000003.json"),
        (Place(f"{name}/array.json", 3, 2), None),
        (Place(f"{name}/array.json", second, 2), None),
        (Place(f"{name}/z.zip", 2, 0, "a/b.jsonl"), None),
    ]
    assert found[0].path("design.phases[0]") == "protocolSection.designModule.phases[0]"


def test_an_unknown_field_or_code_of_the_registry_is_kept_and_reported(tmp_path: Path) -> None:
    strange = study(9, moodSection={"mood": "fair"})
    strange["protocolSection"]["designModule"]["phases"] = ["PHASE5"]  # type: ignore[index]
    (tmp_path / "NCT00000009.json").write_text(json.dumps(strange))
    (record,) = records(tmp_path)
    assert record.trial.model_extra == {"moodSection": {"mood": "fair"}}
    assert record.trial.design.phases == ("PHASE5",)
    assert {doubt.code for doubt in record.doubts} == {"REC-UNKNOWN-FIELD", "REC-UNKNOWN-CODE"}


def test_the_order_of_paths_and_files_changes_nothing(tmp_path: Path) -> None:
    for folder, numbers in (("b", (3, 1, 2)), ("a", (9, 2, 5))):
        (tmp_path / folder).mkdir()
        for number in numbers:
            (tmp_path / folder / f"{number}.json").write_text(json.dumps(study(number)))
    one = list(read([tmp_path / "a", tmp_path / "b"], base=tmp_path))
    other = list(read([tmp_path / "b", tmp_path / "a", tmp_path / "b" / "1.json"], base=tmp_path))
    assert one == other
    assert of(one) == [f"NCT{n:08}" for n in (2, 5, 9, 1, 3)]


def test_the_same_trial_under_another_case_is_the_same_trial(tmp_path: Path) -> None:
    for number, registry_id in enumerate(("EUCTR1234-a", "euctr1234-A")):
        text = OURS.replace("NCT00000009", registry_id)
        (tmp_path / f"{number}.yml").write_text(text)
    assert [line.split(": ", 2)[2] for line in lines(tmp_path)] == [
        "expected each trial once, found euctr1234-A again, written differently. "
        "The first, in 0.yml, is shown [REC-DUPLICATE]"
    ]


def test_a_bad_study_does_not_take_its_page_with_it(tmp_path: Path) -> None:
    twice = json.dumps(study(2)).replace('"hasResults"', '"hasResults": true, "hasResults"')
    half = json.dumps(study(3)).replace("Warm Milk", "\\ud83d")
    page = ",".join([json.dumps(study(1)), twice, half, json.dumps(study(4))])
    (tmp_path / "page.json").write_text('{"studies": [' + page + "]}")
    items = list(read([tmp_path]))
    assert of(items) == ["NCT00000001", "NCT00000004"]
    assert [(p.code, p.registry_id) for p in items if isinstance(p, Problem)] == [
        ("REC-KEY", "NCT00000002"),
        ("REC-ENCODING", "NCT00000003"),
    ]


def test_plain_words_of_a_broken_record_are_not_lost_words(tmp_path: Path) -> None:
    (tmp_path / "NCT00000009.yml").write_text("identification: [")
    (tmp_path / "NCT00000009.plain.yml").write_text("title: A\nauthor: B\nwritten: 2024-03-01\n")
    assert len(lines(tmp_path)) == 1


# Size ----------------------------------------------------------------------------------------


def test_a_long_stream_is_read_one_record_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl.gz"
    with gzip.open(path, "wt") as out:
        for number in range(400):
            out.write(json.dumps(study(number, resultsSection={"x": "milk " * 8000})) + "\n")
    tracemalloc.start()
    count = sum(isinstance(item, Record) for item in read([path]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 400
    assert peak < 4_000_000  # the text alone is 16 million bytes long


def test_what_unpacks_without_end_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "LONGEST_RECORD", 2**20)
    (tmp_path / "bomb.jsonl.gz").write_bytes(gzip.compress(b"x" * 3_000_000))
    (tmp_path / "bomb.json.gz").write_bytes(gzip.compress(b" " * 3_000_000))
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.json", b" " * 9_000_000)
    (tmp_path / "long.yml").write_bytes(b"a: " + b"b" * 5_000_000)
    assert lines(tmp_path) == [
        "bomb.json.gz: expected at most 1 MB, found more. What follows is not read [REC-SIZE]",
        "bomb.jsonl.gz:1: expected at most 1 MB, found more. What follows is not read [REC-SIZE]",
        "bomb.zip: expected at most 200 times the packed size, found more [REC-ARCHIVE]",
        "long.yml: expected at most 4 MB, found more. What follows is not read [REC-SIZE]",
    ]


def test_a_locked_archive_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.json", "{}")
    raw = bytearray(path.read_bytes())
    for head in (b"PK\x03\x04", b"PK\x01\x02"):
        raw[raw.index(head) + (6 if head.endswith(b"\x04") else 8)] |= (
            1  # the bit that says: locked
        )
    path.write_bytes(raw)
    assert lines(tmp_path) == [
        "a.zip: expected a packed file that opens, found one with a password [REC-ARCHIVE]"
    ]


# Whatever comes ------------------------------------------------------------------------------

NAMES = ["a.yml", "a.plain.yml", "a.json", "a.jsonl", "a.jsonl.gz", "a.json.gz", "a.zip", "a.xml"]
PLAIN = CASES / "good" / "records" / "EUCTR2024-000001.plain.yml"
SEEDS = [OURS.encode(), json.dumps(STUDY).encode(), PLAIN.read_bytes()]
MARKS = rb"""" { } [ ] : , \u \ud800 NaN null *a &a !x --- - ? 1e999 | #x % @ [] {}"""
PIECES = st.sampled_from([*MARKS.split(), b"\0", b"\xff", b"\n", b"\t", b"  ", b"\xef\xbb\xbf"])


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    raw = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(raw)))
        cut = draw(st.sampled_from([0, 0, 1, 5, 40]))
        raw = raw[:at] + draw(PIECES | st.binary(max_size=3)) + raw[at + cut :]
    return raw


@st.composite
def misshapen(draw: st.DrawFn) -> bytes:
    """A study with other values in some of its places."""
    tree: object = study(9)
    others = [None, 1, 1.5, True, "", "x", [], {}, [1], [[]], {"a": 1}, "2024-02-30"]
    values = st.sampled_from(others).map(copy.deepcopy)
    parts = tree["protocolSection"]  # type: ignore[index]
    for name in draw(st.lists(st.sampled_from(sorted(parts)), min_size=1)):
        part = parts[name]
        if not isinstance(part, dict) or draw(st.booleans()):
            parts[name] = draw(values)
        else:
            part[draw(st.sampled_from([*part, "phases", "startDateStruct", "enrollmentInfo"]))] = (
                draw(values)
            )
    return json.dumps(tree).encode()


@settings(max_examples=400)
@given(st.sampled_from(NAMES), st.binary(max_size=60) | mutated() | misshapen(), st.booleans())
def test_nothing_that_a_file_holds_is_ever_raised(
    tmp_path_factory: pytest.TempPathFactory, name: str, raw: bytes, packed: bool
) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / name).write_bytes(gzip.compress(raw) if packed and name.endswith(".gz") else raw)
    items = list(read([folder], base=folder))
    shutil.rmtree(folder)
    assert items
    for item in items:
        problems = item.doubts if isinstance(item, Record) else (item,)
        assert all(str(problem).isprintable() for problem in problems)
        assert all("expected" in p.message and p.code in CODES for p in problems)
        assert not any("Input should" in p.message or "pydantic" in p.message for p in problems)


MORE_WORDS = """
profile: eu-lay-summary
people_by_country: [{country: Austria, people: 3}]
medicines: [{name: Milk, plain: Milk that is warm.}]
sponsor_contact: {name: The Dairy, address: 1 Cow Lane, email: milk@example.org}
lint_ignore: [{code: OUT-03, because: We asked., until: 2027-01-01}]
"""
OTHERS = (None, "", "x", 3, -1, True, [], {}, [None], [[]], ["x"], [{}], {"a": 1}, "2024-02-30")


def places_in(node: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every list and group in a tree, with each of its keys."""
    if isinstance(node, (dict, list)):
        for key in list(node) if isinstance(node, dict) else range(len(node)):
            yield node, key
            yield from places_in(node[key])


@pytest.mark.parametrize("other", OTHERS, ids=repr)
def test_any_value_in_any_place_of_plain_words_is_read_or_a_problem(
    other: object, tmp_path: Path
) -> None:
    record = PLAIN.with_name("EUCTR2024-000001.yml")
    shutil.copy(record, tmp_path)
    words = yaml.safe_load(PLAIN.read_text() + MORE_WORDS)
    for node, key in places_in(words):
        before, node[key] = node[key], other
        (tmp_path / PLAIN.name).write_text(yaml.safe_dump(words))
        items = list(read([tmp_path]))
        assert len([item for item in items if isinstance(item, Record)]) == 1
        assert all(
            item.code in CODES and item.place.line for item in items if isinstance(item, Problem)
        )
        node[key] = before


# Real records --------------------------------------------------------------------------------


def test_every_real_study_is_read(shared_data: Path) -> None:
    items = list(read([shared_data / "ctgov.jsonl.gz"]))
    assert len({item.trial.registry_id for item in items if isinstance(item, Record)}) == 2214
    assert len(items) == 2214


def test_single_files_and_lines_give_the_same_trials(shared_data: Path) -> None:
    single = {record.trial.registry_id: record.trial for record in records(shared_data / "ctgov")}
    assert len(single) == 304
    for item in read([shared_data / "ctgov.jsonl.gz"]):
        if isinstance(item, Record) and item.trial.registry_id in single:
            assert item.trial == single.pop(item.trial.registry_id)
    assert single == {}


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("ctg-studies.json", 25),
        ("ctg-studies.json.zip", 25),
        ("page.json", 10),
        ("page-last.json", 15),
    ],
)
def test_every_bulk_form_is_read(shared_data: Path, name: str, count: int) -> None:
    assert len(records(shared_data / "ctgov-bulk-forms" / name)) == count


def test_odd_forms_of_real_studies(shared_data: Path) -> None:
    odd = shared_data / "ctgov-oddities"
    boxed = list(read([odd / "every-scalar-boxed-in-list.page.json"]))
    assert len(boxed) == 9
    assert all(
        isinstance(p, Problem) and p.registry_id and "list of its own" in p.message for p in boxed
    )
    for path in odd.glob("single-element-arrays-unboxed.*.json"):
        problems = list(read([path]))
        assert {(p.code, bool(p.place.line)) for p in problems if isinstance(p, Problem)} == {
            ("REC-TYPE", True)
        }
    partial = records(odd / "partial-fields.jsonl.gz")
    assert len(partial) == 472
    assert all(any(d.code == "REC-PARTIAL" for d in record.doubts) for record in partial)


@pytest.mark.parametrize(
    ("path", "count", "name"),
    [
        ("ctgov-xml", 178, "an XML record of the old ClinicalTrials.gov"),
        ("ctgov-v1-classic.jsonl.gz", 1, "a record of the old ClinicalTrials.gov API (v1)"),
        ("ctis/public-api-2024", 2, "(CTIS), as its website gives it since June 2024"),
        ("ctis/portal-api-before-2024-06-17", 4, "(CTIS), as its website gave it before June 2024"),
        ("isrctn/ISRCTN41823570.xml", 1, "an ISRCTN record, as XML"),
        ("isrctn/json-converted-by-ctrdata", 8, "an ISRCTN record, turned into JSON"),
        (
            "ictrp/ICTRP-Results_18Mar2020.xml.gz",
            1,
            "records of the WHO search portal (ICTRP), as XML",
        ),
        (
            "ictrp/COVID19-927-trials_7Apr2020.csv.gz",
            1,
            "a table of the WHO search portal (ICTRP), as CSV",
        ),
        ("ictrp/who-format-xml", 54, "records in the WHO's XML form (ICTRP)"),
    ],
)
def test_every_other_format_is_refused_by_its_name(
    shared_data: Path, path: str, count: int, name: str
) -> None:
    items = list(read([shared_data / path]))
    assert len(items) == count
    assert all(isinstance(item, Problem) and name in item.message for item in items)


# Schemas -------------------------------------------------------------------------------------


def test_the_schema_offers_codes_and_refuses_unknown_fields() -> None:
    made = schema()
    assert made["$id"] == "urn:plaintrials:record"
    assert made["additionalProperties"] is False
    status = made["$defs"]["StatusModule"]["properties"]["overall_status"]
    assert {"$ref": "#/$defs/Status"} in status["anyOf"]
    assert {"type": ["string", "number"]} in status["anyOf"]
    assert "RECRUITING" in made["$defs"]["Status"]["enum"]
    parts = [part for part in made["$defs"].values() if "properties" in part]
    assert all(part["additionalProperties"] is False for part in parts)


def test_the_schema_of_plain_words_names_what_is_needed() -> None:
    made = plain_schema()
    assert made["required"] == ["author", "written"]
    assert made["properties"]["key_messages"]["maxItems"] == 3
    assert made["additionalProperties"] is False
