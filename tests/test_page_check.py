"""`plaintrials check --pages`: what it says of pages; words that break a rule are noticed."""

import csv
import datetime
import gzip
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.content import load_content, own_templates
from generator.lint.pages import BY_NAMES
from generator.page_check import page_row
from generator.records import Record
from generator.records.folder import read
from tests.conftest import REPOSITORY
from tests.invented import CASES

AS_OF = datetime.date(2026, 1, 15)
OURS = [REPOSITORY / "records", CASES]
INFO = (BY_NAMES, "PAGE-LONG")
"""What a record makes so: names in it, and how much of it there is."""
SAID = (
    '  what.fda_drug: "The {trial} {looks} at a drug under the rules of the FDA, a '
    'US health agency."'
)
TESTED = '  short.tested: "This {trial} {looks} at {names}."'


def check(*words: str | Path) -> Result:
    day = AS_OF.isoformat()
    return CliRunner().invoke(main, ["check", "--pages", "--as-of", day, *map(str, words)])


def site(folder: Path, old: str, new: str) -> Path:
    """Make a site with a wording of its own, in which one entry is another."""
    words = (own_templates() / "wording" / "en.yml").read_text(encoding="utf-8")
    assert words.count(old) == 1
    (folder / "templates" / "wording").mkdir(parents=True)
    (folder / "templates/wording/en.yml").write_text(words.replace(old, new), encoding="utf-8")
    settings = folder / "mkdocs.yml"
    settings.write_text(
        "site_name: Words\ntheme: {name: material}\n"
        f"plugins: [plaintrials: {{records: {json.dumps(str(CASES))}, templates: templates}}]\n",
        encoding="utf-8",
    )
    (folder / "docs").mkdir()
    return settings


def faults_in(result: Result) -> set[tuple[str, str]]:
    pages = json.loads(result.stdout)["pages"]
    return {(one["code"], one["entry"]) for page in pages for one in page["faults"]}


def test_our_own_pages_break_no_rule() -> None:
    content = load_content([], marked=True)
    rows = [page_row(item, content, AS_OF) for item in read(OURS) if isinstance(item, Record)]
    assert rows
    assert not [one for row in rows for one in row.faults if one.code not in INFO]


def test_hard_words_of_ours_are_explained_on_real_pages(shared_data: Path, tmp_path: Path) -> None:
    with gzip.open(shared_data / "ctgov.jsonl.gz") as stream:
        (tmp_path / "some.jsonl").write_bytes(b"".join(list(stream)[::30]))
    content = load_content([], marked=True)
    rows = [page_row(item, content, AS_OF) for item in read([tmp_path]) if isinstance(item, Record)]
    assert len(rows) > 50
    assert not [one for row in rows for one in row.faults if one.code not in INFO]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (SAID, '  what.fda_drug: "The drug is effective."', "PAGE-BANNED"),
        (SAID, '  what.fda_drug: "The drug is safe."', "PAGE-BANNED"),
        (SAID, '  what.fda_drug: "Ask a nurse/doctor."', "PAGE-SLASH"),
        (SAID, '  what.fda_drug: "No one is without help."', "PAGE-DOUBLE-NO"),
        (SAID, '  what.fda_drug: "The QXZ has rules for it."', "PAGE-SHORT-FORM"),
        (SAID, f'  what.fda_drug: "{"Go and " * 10}rest."', "PAGE-SENTENCE"),
        # Nothing is explained in the box at the top.
        (TESTED, '  short.tested: "This {trial} {looks} at a biopsy, and {names}."', "PAGE-TERM"),
    ],
)
def test_words_that_break_a_rule_are_told(old: str, new: str, code: str, tmp_path: Path) -> None:
    result = check("--format", "json", "-f", site(tmp_path, old, new))
    entry = old.split(":")[0].strip()
    assert {fault for fault in faults_in(result) if fault[0] not in INFO} == {(code, entry)}
    assert result.exit_code == 0
    assert check("--fail-on", "warn", "--select", "PAGE", "-f", tmp_path / "mkdocs.yml").exit_code


def test_hard_page_is_told(tmp_path: Path) -> None:
    hard = (
        "Immunological investigational administration necessitates multidisciplinary evaluation. "
    )
    settings = site(tmp_path, SAID, f'  what.fda_drug: "{hard * 60}"')
    result = check("--select", "PAGE-GRADE", "--format", "json", "-f", settings)
    assert faults_in(result) == {("PAGE-GRADE", "")}
    (row,) = (page for page in json.loads(result.stdout)["pages"] if page["faults"])
    assert row["grade"] > 8
    assert f"hardest {row['grade']:.1f} ({row['registry_id']})" in result.stderr


def test_formats_say_the_same() -> None:
    pages = json.loads(check("--format", "json", "--records", CASES).stdout)["pages"]
    rows = list(csv.DictReader(io.StringIO(check("--format", "csv", "--records", CASES).stdout)))
    text = check("--records", CASES).stdout
    assert len(pages) > 5
    for page, row in zip(pages, rows, strict=True):
        assert set(row) == set(page)
        assert (row["registry_id"], row["longest"]) == (page["registry_id"], page["longest"])
        assert row["record_grade"] == (
            "" if page["record_grade"] is None else str(page["record_grade"])
        )
        assert row["faults"].count("PAGE-") == len(page["faults"])
        (line,) = (one for one in text.splitlines() if one.startswith(page["registry_id"]))
        assert float(line.split()[1]) == pytest.approx(page["grade"], abs=0.055)


def test_other_formats_tell_pages_as_problems() -> None:
    said = check("--format", "lines", "--select", "PAGE", "--records", CASES).stdout.splitlines()
    assert said
    ends = tuple(f"[{code}]" for code in INFO)
    assert all(line.startswith("info: ") and line.endswith(ends) for line in said)
    sarif = json.loads(check("--format", "sarif", "--select", "PAGE", "--records", CASES).stdout)
    assert len(sarif["runs"][0]["results"]) == len(said)


def test_trials_that_look_alike_are_judged_as_the_site_has_them(tmp_path: Path) -> None:
    wording = (own_templates() / "wording" / "en.yml").read_text(encoding="utf-8")
    (old,) = (line for line in wording.splitlines() if line.startswith("  alike.order:"))
    settings = site(tmp_path, old, '  alike.order: "Ask a nurse/doctor."')
    result = check("--config-file", settings, "--format", "json")
    assert ("PAGE-SLASH", "alike.order") in faults_in(result)


def test_choice_of_codes_counts_for_the_table() -> None:
    shown = check("--format", "json", "--ignore", ",".join(INFO), "--records", CASES)
    assert faults_in(shown) == set()
    some = faults_in(check("--format", "json", "--select", "PAGE-LONG", "--records", CASES))
    assert {code for code, _ in some} == {"PAGE-LONG"}


def test_bad_record_is_still_told_above_the_table(tmp_path: Path) -> None:
    (tmp_path / "NCT99999999.yml").write_text("identification: 5\n", encoding="utf-8")
    result = check("--records", tmp_path, "--records", CASES)
    assert result.exit_code == 1
    assert "[REC-TYPE]" in result.stdout.split("NCT99999999.yml")[1]


def test_without_pages_nothing_is_said_of_them() -> None:
    result = CliRunner().invoke(main, ["check", "--records", str(CASES)])
    assert "PAGE-" not in result.output
    assert "Grades" not in result.output


def test_no_pages_no_grades(tmp_path: Path) -> None:
    result = check("--records", tmp_path)
    assert "no page has enough words" in result.stderr
