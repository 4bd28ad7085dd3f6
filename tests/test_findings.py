"""The page for operators with all findings: it counts what its files hold, and cuts nothing."""

import csv
import datetime
import io
import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.build import gather, other_pages, with_findings
from generator.collection import Collection
from generator.content import load_content
from generator.markdown_folder import render_to
from generator.pages.markdown import page_html
from generator.pages.page import Page
from generator.site.engine import build_site
from tests.conftest import REPOSITORY
from tests.small_sites import broken_links, make_site, number, read_page, study, write, write_record
from tests.tables import Table, tables_of

AS_OF = datetime.date(2026, 3, 31)
CONTENT = load_content([])
CASE = REPOSITORY / "tests" / "cases" / "lint" / "findings" / "records"
BACKWARDS = {"start_date": "2025-02", "completion_date": "2024-03"}


def backwards(n: int, title: str = "") -> bytes:
    """Return a study that ends before it starts, on one line; every third has a lost power too."""
    tree = json.loads(study(n))
    protocol = tree["protocolSection"]
    protocol["identificationModule"]["briefTitle"] = title or f"Invented study {n}"
    protocol["statusModule"] |= {
        "startDateStruct": {"date": "2025-02"},
        "completionDateStruct": {"date": "2024-03"},
    }
    if n % 3 == 0:
        protocol["descriptionModule"] = {"briefSummary": "They get 2 x 106 cells."}
    return json.dumps(tree).encode() + b"\n"


def found_in(folder: Path, workers: int = 1) -> Collection:
    spool = folder / f"spool-{workers}"
    spool.mkdir()
    collection = gather([folder / "records"], CONTENT, AS_OF, spool / "records", base=folder)
    return with_findings(collection, CONTENT, AS_OF, workers)


def pages_of(collection: Collection) -> list[Page]:
    pages = other_pages(collection, CONTENT, "Trials")
    return [page for page in pages if page.path.startswith("operators/findings")]


def shown(page: Page) -> list[Table]:
    return tables_of(page_html(page.markdown, str).html)


def rows_of(collection: Collection) -> list[dict[str, str]]:
    files = dict(collection.findings)
    return list(csv.DictReader(io.StringIO(files["findings.csv"].read_text("utf-8"), newline="")))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """450 studies with findings, and 30 without the one that is looked for."""
    folder = tmp_path_factory.mktemp("findings")
    lines = [
        *map(backwards, range(1, 451)),
        *(json.dumps(json.loads(study(n))).encode() + b"\n" for n in range(451, 481)),
    ]
    write(folder / "records" / "all.jsonl", b"".join(lines))
    return folder


@pytest.fixture(scope="module")
def collection(folder: Path) -> Collection:
    return found_in(folder)


def test_counts_by_code_are_those_of_the_table_for_spreadsheets(collection: Collection) -> None:
    rows = rows_of(collection)
    by_code = shown(pages_of(collection)[0])[0]
    told = {row[0]: (row[3], row[4]) for row in by_code.rows}
    counts = Counter(row["code"] for row in rows)
    trials = Counter(code for code, _ in {(row["code"], row["registry_id"]) for row in rows})
    assert told == {code: (f"{counts[code]:,}", f"{trials[code]:,}") for code in counts}
    assert counts["STA-01"] == 450
    assert counts["TXT-01"] == 150


def test_every_trial_with_findings_is_listed_once_with_all_its_codes(
    collection: Collection,
) -> None:
    pages = pages_of(collection)
    assert [page.path for page in pages] == [
        "operators/findings.md",
        *(f"operators/findings/page-{n}/index.md" for n in range(2, len(pages) + 1)),
    ]
    assert len(pages) >= 3
    listed = [row for page in pages for row in shown(page)[-1].rows]
    rows = rows_of(collection)
    counts = Counter(row["registry_id"] for row in rows)
    assert [row[0].split()[0] for row in listed] == sorted(counts)
    assert {row[0].split()[0]: row[1] for row in listed} == {
        name: f"{count:,}" for name, count in counts.items()
    }
    for row in listed:
        codes = {one["code"] for one in rows if one["registry_id"] == row[0].split()[0]}
        assert {code.split(" × ")[0] for code in row[3].split(", ")} == codes


def test_both_files_hold_the_same(collection: Collection) -> None:
    data = json.loads(dict(collection.findings)["findings.json"].read_text("utf-8"))
    rows = rows_of(collection)
    assert [(one["code"], one["registry_id"], str(one["line"])) for one in data] == [
        (row["code"], row["registry_id"], row["line"]) for row in rows
    ]


def test_shares_find_what_one_finds(folder: Path, collection: Collection) -> None:
    both = found_in(folder, workers=2)
    for name, path in both.findings:
        assert path.read_bytes() == dict(collection.findings)[name].read_bytes()
    assert [page.markdown for page in pages_of(both)] == [
        page.markdown for page in pages_of(collection)
    ]


def test_what_is_set_aside_is_listed_with_its_reason(tmp_path: Path) -> None:
    for path in CASE.glob("MYH*"):
        write(tmp_path / "records" / path.name, path.read_bytes())
    (page,) = pages_of(found_in(tmp_path))
    by_code, by_trial = shown(page)
    (row,) = by_trial.rows
    assert "CON-03 (set aside until 2026-12-31: The team was asked, and meant it so.)" in row[3]
    aside = {row[0]: row[5] for row in by_code.rows}
    assert aside["CON-03"] == "1"
    assert aside["STA-01"] == "0"


def test_where_nothing_is_found_the_page_says_so(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    collection = found_in(tmp_path)
    (page,) = pages_of(collection)
    assert "They found nothing." in page.markdown
    assert shown(page) == []
    assert json.loads(dict(collection.findings)["findings.json"].read_text("utf-8")) == []


@given(
    st.text(
        st.characters(exclude_categories=["Cs", "Cc", "Cf"])
        | st.sampled_from("|\\`*_[](){}<>&\"'#-="),
        min_size=1,
        max_size=40,
    ).filter(str.strip)
)
@settings(max_examples=30)
def test_no_title_breaks_out_of_its_cell(
    tmp_path_factory: pytest.TempPathFactory, title: str
) -> None:
    folder = tmp_path_factory.mktemp("title")
    write(folder / "records" / "all.jsonl", backwards(3, title))
    (page,) = pages_of(found_in(folder))
    _, by_trial = shown(page)
    (row,) = by_trial.rows
    assert len(row) == 4
    assert " ".join(row[0].split()) == " ".join(f"{number(3)} {title}".split())


def test_a_site_has_the_page_and_its_files_and_no_menu_names_it(tmp_path: Path) -> None:
    config = make_site(tmp_path, [1], nav=["index.md", {"All": "trials/index.md"}])
    write(tmp_path / "docs/index.md", "# Home\n\n[Findings](operators/findings.md)\n")
    for n in (2, 3):
        write_record(tmp_path / "records", n, status={"overall_status": "COMPLETED", **BACKWARDS})
    site = build_site(config).site_dir
    folder = site / "operators" / "findings"
    assert {path.name for path in folder.iterdir()} == {
        "index.html",
        "findings.csv",
        "findings.json",
    }
    page = read_page(site, "operators/findings/index.html")
    assert {"findings.csv", "findings.json"} <= set(page.addresses)
    assert f"../../trials/{number(2)}/" in page.addresses
    assert broken_links(site) == []
    trial = (site / "trials" / number(2) / "index.html").read_text("utf-8")
    assert "findings" not in trial
    assert "sort.js" not in trial


def test_rendered_pages_have_the_files_beside_them_and_leave_others_alone(tmp_path: Path) -> None:
    write_record(tmp_path / "records", 2, status={"overall_status": "COMPLETED", **BACKWARDS})
    out = tmp_path / "out"
    render_to(out, [tmp_path / "records"], CONTENT, AS_OF, "Trials")
    before = (out / "operators/findings.csv").stat().st_mtime_ns
    assert "STA-01" in (out / "operators/findings.csv").read_text("utf-8")
    render_to(out, [tmp_path / "records"], CONTENT, AS_OF, "Trials")
    assert (out / "operators/findings.csv").stat().st_mtime_ns == before
    other = tmp_path / "other"
    write(other / "operators/findings.csv", "mine")
    render_to(other, [tmp_path / "records"], CONTENT, AS_OF, "Trials")
    assert (other / "operators/findings.csv").read_text("utf-8") == "mine"
