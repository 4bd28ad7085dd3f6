import json
import os
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from generator import __version__
from generator.cli import main
from generator.reader_docs import reader_docs
from tests.conftest import REPOSITORY
from tests.small_sites import (
    broken_links,
    contents,
    make_site,
    number,
    record,
    run,
    write,
    write_record,
)

COMMANDS = ("build", "serve", "check", "render", "schema", "new")
BAD = f"""\
identification:
  registry_id: {number(1)}
  acronim: A slip of the pen
  brief_title: A trial, 100% real
status: {{overall_status: RECRUTING}}
sponsor_collaborators: {{lead_sponsor: {{name: Blue Hospital}}}}
design: {{study_type: INTERVENTIONAL}}
"""
AT_FIELD = (
    "identification.acronim: expected a field that exists, found 'acronim'. Did you mean 'acronym'?"
)


def command(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def bad(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a good record, and one with an error and a code that nobody knows."""
    write(tmp_path / "records/a,b" / f"{number(1)}.yml", BAD)
    write_record(tmp_path / "records", 2)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", COMMANDS)
def test_help_teaches_by_example(name: str) -> None:
    result = command(name, "--help")
    assert result.exit_code == 0
    text, _, examples = result.stdout.partition("Example")
    assert f"\n    plaintrials {name}" in examples
    assert len(text.split("Options:")[0].split()) > 10
    assert "\\b" not in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 100


def test_help_of_the_whole_names_every_command_and_where_to_start() -> None:
    result = command("--help")
    listed = result.stdout.partition("Commands:")[2]
    assert all(f"\n  {name} " in listed for name in COMMANDS)
    assert "\n    plaintrials new my-site " in listed
    assert command("--version").stdout == f"plaintrials, version {__version__}\n"


@pytest.mark.parametrize(
    "words",
    [
        ["bild"],
        ["build", "--as-of", "yesterday"],
        ["check", "--format", "xml"],
        ["check", "--fail-on", "sometimes", "--records", "."],
        ["check", "--select", "STA-99", "--records", "."],
        ["check", "--ignore", "STA,,OUT", "--records", "."],
        ["render"],
        ["new"],
        ["build", "-f", "nowhere.yml"],
        ["serve", "-f", "nowhere.yml"],
        ["check", "-f", "nowhere.yml"],
        ["render", "-f", "nowhere.yml", "--out", "x"],
    ],
)
def test_wrong_use_ends_with_2(words: Sequence[str], tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    done = run(*words, cwd=tmp_path / "here")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert "nowhere.yml" in done.stderr or "plaintrials" in done.stderr
    assert list((tmp_path / "here").iterdir()) == []


def test_check_as_lines(bad: Path) -> None:
    result = command("check", "--records", "records", "--format", "lines", "--select", "REC")
    file = f"records/a,b/{number(1)}.yml"
    assert result.exit_code == 1
    assert result.stdout == (
        f"error: {file}:3:3: {AT_FIELD} [REC-UNKNOWN-FIELD]\n"
        f"warning: {file}:5:26: status.overall_status: expected a value of the registry's "
        "list, found 'RECRUTING'. Did you mean 'RECRUITING'? [REC-UNKNOWN-CODE]\n"
    )
    assert result.stderr == "1 good record. 1 error, 1 warning.\n"


def test_check_as_json(bad: Path) -> None:
    result = command("check", "--records", "records", "--format", "json", "--select", "REC")
    assert result.exit_code == 1
    first, second = json.loads(result.stdout)
    assert first == {
        "file": f"records/a,b/{number(1)}.yml",
        "member": "",
        "line": 3,
        "column": 3,
        "registry_id": number(1),
        "field": "identification.acronim",
        "message": AT_FIELD.partition(": ")[2],
        "code": "REC-UNKNOWN-FIELD",
        "severity": "error",
        "judged": False,
        "also": [],
        "quoted": "",
        "ask": "",
        "ignored": None,
    }
    assert (second["line"], second["severity"]) == (5, "warning")


def test_check_for_a_forge(bad: Path) -> None:
    # The signs that end a property of a workflow command are written as codes, and so is "%".
    result = command("check", "--records", "records", "--format", "github", "--select", "REC")
    assert result.exit_code == 1
    first, second = result.stdout.splitlines()
    place = f"file=records/a%2Cb/{number(1)}.yml,line=3,col=3,title=REC-UNKNOWN-FIELD"
    assert first == f"::error {place}::{AT_FIELD}"
    assert second.startswith(f"::warning file=records/a%2Cb/{number(1)}.yml,line=5,col=26,")


def test_check_of_a_member_of_an_archive_and_of_a_percent_sign(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr(f"{number(1)}.json", '{"protocolSection": {"100%": 1}}')
    result = command("check", "--records", "all.zip", "--format", "json")
    assert result.exit_code == 1
    assert {(row["file"], row["member"]) for row in json.loads(result.stdout)} == {
        ("all.zip", f"{number(1)}.json")
    }
    result = command("check", "--records", "all.zip", "--format", "github")
    assert "100%25" in result.stdout
    assert "100%:" not in result.stdout


def test_check_of_a_warning_alone_ends_with_0(bad: Path) -> None:
    write(bad / f"records/a,b/{number(1)}.yml", BAD.replace("  acronim: A slip of the pen\n", ""))
    result = command("check", "--records", "records", "--select", "REC")
    assert result.exit_code == 0
    assert result.stderr == "2 good records. 0 errors, 1 warning.\n"


@pytest.mark.parametrize(("format_", "nothing"), [("text", ""), ("github", ""), ("json", "[]\n")])
def test_check_of_good_records_says_nothing_but_the_count(
    tmp_path: Path, format_: str, nothing: str
) -> None:
    write_record(tmp_path, 1)
    result = command("check", "--records", tmp_path, "--format", format_, "--select", "REC")
    assert (result.exit_code, result.stdout) == (0, nothing)
    assert result.stderr == "1 good record. No problems.\n"


def test_check_reads_what_the_settings_name(tmp_path: Path) -> None:
    config = make_site(tmp_path, range(1, 4), {"records": ["records", "more"]})
    result = command("check", "-f", config, "--format", "lines")
    assert result.exit_code == 1
    assert "more: expected a file or a folder, found nothing [REC-PATH]" in result.stdout
    write_record(tmp_path / "more", 8)
    done = command("check", "-f", config, "--select", "REC")
    assert done.stderr == "4 good records. No problems.\n"


def test_the_schemas_are_schemas_and_accept_every_record_of_ours() -> None:
    plain = json.loads(command("schema", "--plain").stdout)
    whole = json.loads(command("schema").stdout)
    for made in (plain, whole):
        assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        Draft202012Validator.check_schema(made)
    files = sorted((REPOSITORY / "records").glob("*.yml"))
    starter = sorted((REPOSITORY / "templates/starter/records").glob("*.yml"))
    assert len(files) >= 12
    assert starter
    for file in files + starter:
        tree = as_editors_read(yaml.load(file.read_text("utf-8"), yaml.BaseLoader))
        assert isinstance(tree, dict)
        rules = plain if file.name.endswith(".plain.yml") else whole
        wrong = [
            f"{file.name}: {error.json_path}: {error.message}"
            for error in Draft202012Validator(rules).iter_errors(tree)
        ]
        assert wrong == []


def as_editors_read(value: object) -> object:
    """Return a tree of texts with the numbers and truth values of YAML 1.2; a date is a text."""
    if isinstance(value, dict):
        return {name: as_editors_read(item) for name, item in value.items()}
    if isinstance(value, list):
        return [as_editors_read(item) for item in value]
    known = {"true": True, "false": False}
    return int(str(value)) if str(value).isdigit() else known.get(str(value), value)


def test_the_schema_refuses_what_a_record_cannot_have() -> None:
    rules = Draft202012Validator(json.loads(command("schema").stdout))
    assert list(rules.iter_errors(record(1))) == []
    for wrong in (
        {**record(1), "desgin": {}},
        {**record(1), "design": {"phases": "PHASE1"}},
        {"status": {}},
        [],
    ):
        assert list(rules.iter_errors(wrong))


def test_render_writes_only_what_changed(tmp_path: Path) -> None:
    config = make_site(tmp_path, range(1, 4))
    out = tmp_path / "md"
    first = command("render", "-f", config, "--out", out)
    assert (first.exit_code, first.stdout) == (0, "")
    assert first.stderr.endswith(f"pages in {out}. No problems.\n")
    before = contents(out)
    pages = [name for name in before if name.endswith(".md")]
    assert f"trials/{number(1)}/index.md" in pages
    assert f"trials/{number(1)}/record.json" in before
    assert first.stderr.startswith(f"{len(pages)} pages in ")
    for file in out.rglob("*"):
        os.utime(file, (1_000_000_000, 1_000_000_000))
    title = {"registry_id": number(2), "brief_title": "Another title"}
    write_record(tmp_path / "records", 2, identification=title)
    assert command("render", "-f", config, "--out", out).exit_code == 0
    after = contents(out)
    written = {name for name in after if (out / name).stat().st_mtime > 1_000_000_001}
    assert written == {name for name in after if after[name] != before.get(name)}
    assert f"trials/{number(2)}/index.md" in written
    assert f"trials/{number(1)}/index.md" not in written


def test_render_removes_what_it_wrote_and_nothing_else(tmp_path: Path) -> None:
    config = make_site(tmp_path, range(1, 4))
    out = tmp_path / "docs"
    write(out / "glossary.md", "# Our own\n")
    write(out / f"trials/{number(3)}/notes.md", "# Our notes\n")
    assert command("render", "-f", config, "--out", out).exit_code == 0
    for n in (2, 3):
        (tmp_path / f"records/{number(n)}.yml").unlink()
    write(tmp_path / "precious.txt", "precious")
    names = (out / ".plaintrials").read_text("utf-8")
    write(out / ".plaintrials", names + "\n../precious.txt\n")
    assert command("render", "-f", config, "--out", out).exit_code == 0
    left = contents(out)
    assert left["glossary.md"] == b"# Our own\n"
    assert [name for name in left if "NCT" in name] == [
        f"trials/{number(1)}/index.md",
        f"trials/{number(1)}/record.json",
        f"trials/{number(1)}/record.yml",
        f"trials/{number(1)}/sentences.json",
        f"trials/{number(1)}/sheet/index.html",
        f"trials/{number(3)}/notes.md",
    ]
    assert not (out / "trials" / number(2)).exists()
    assert (tmp_path / "precious.txt").is_file()


def test_what_is_wrong_in_many_files_is_told_once_with_all_their_places(tmp_path: Path) -> None:
    config = make_site(tmp_path, range(1, 2))
    for n in range(2, 6):
        write_record(tmp_path / "records", n, desgin={})
    command("render", "-f", config, "--out", tmp_path / "md")
    page = (tmp_path / "md/operators/problems.md").read_text("utf-8")
    assert page.count("<strong>desgin</strong>") == 1
    assert "The same elsewhere (3)" in page
    assert [page.count(f"records/{number(n)}.yml") for n in range(2, 6)] == [1, 1, 1, 1]


def test_render_takes_words_day_and_name_from_the_settings(tmp_path: Path) -> None:
    config = make_site(tmp_path, range(1, 2), {"templates": "ours", "as_of": "2031-05-04"})
    write(tmp_path / "ours/sections/why.md.jinja", "## Our own reasons\n")
    assert command("render", "-f", config, "--out", tmp_path / "md").exit_code == 0
    page = (tmp_path / f"md/trials/{number(1)}/index.md").read_text("utf-8")
    assert "## Our own reasons" in page
    assert "4 May 2031" in page
    assert "# Small site" in (tmp_path / "md/index.md").read_text("utf-8")


def test_render_without_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file = write_record(tmp_path / "mine", 1)
    result = command("render", "--records", file, "--out", "md", "--as-of", "2026-03-31")
    assert result.exit_code == 0
    assert (tmp_path / f"md/trials/{number(1)}/index.md").is_file()


def test_a_new_site_is_a_site_at_once(tmp_path: Path) -> None:
    made = run("new", "my site", cwd=tmp_path)
    assert made.returncode == 0
    folder = tmp_path / "my site"
    assert sorted(made.stdout.splitlines()) == sorted(
        f"my site/{name}"
        for name in (
            ".github/workflows/site.yml",
            ".gitignore",
            "README.md",
            "docs/contact.md",
            "mkdocs.yml",
            "records/NCT05558865.yml",
            "requirements.txt",
        )
    )
    assert contents(folder).keys() == {name[8:] for name in made.stdout.splitlines()}
    built = run("build", "--strict", cwd=folder)
    assert built.returncode == 0, built.stderr
    assert built.stdout == f"{folder / 'site'}\n"
    assert built.stderr == "1 trial. No problems.\n"
    assert (folder / "site/trials/NCT05558865/index.html").is_file()
    assert (folder / "site/pagefind/pagefind-entry.json").is_file()
    assert broken_links(folder / "site") == []
    ignored = (folder / ".gitignore").read_text("utf-8").split()
    left = {f"/{path.name}/" for path in folder.iterdir() if path.is_dir()}
    assert left - {"/docs/", "/records/", "/.github/"} <= set(ignored)


def test_the_wheel_holds_all_that_a_site_is_made_from(tmp_path: Path) -> None:
    command_ = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command_, cwd=REPOSITORY, check=True, capture_output=True, timeout=120)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        packed = {name for name in wheel.namelist() if name.startswith("generator/")}
    wanted = {f"generator/docs/{name}" for name in reader_docs()}
    for source, place in (("templates", "generator/templates"), ("generator", "generator")):
        names = (
            name
            for name in contents(REPOSITORY / source)
            if not re.search(r"__pycache__|_cache/", name)
        )
        wanted |= {f"{place}/{name}" for name in names}
    assert "generator/templates/starter/.github/workflows/site.yml" in wanted
    assert "generator/templates/starter/.gitignore" in wanted
    assert packed == wanted


def test_the_workflow_of_a_new_site_checks_builds_and_publishes(tmp_path: Path) -> None:
    assert command("new", tmp_path / "s").exit_code == 0
    flow = yaml.safe_load((tmp_path / "s/.github/workflows/site.yml").read_text("utf-8"))
    steps = flow["jobs"]["build"]["steps"]
    runs = [step["run"] for step in steps if "run" in step]
    assert runs == [
        "pip install -r requirements.txt",
        "plaintrials check --format github",
        "plaintrials build --strict",
    ]
    for words in runs[1:]:
        assert run(*words.split()[1:], cwd=tmp_path / "s").returncode == 0
    assert flow["permissions"] == {"contents": "read"}
    assert flow["jobs"]["publish"]["needs"] == "build"
    wanted = (tmp_path / "s/requirements.txt").read_text("utf-8").splitlines()[-1]
    major, minor, _ = __version__.split(".")
    assert wanted == f"plaintrials>={major}.{minor},<{major}.{int(minor) + 1}"


@pytest.mark.parametrize("inside", ["file.txt", ".hidden", "folder/"])
def test_new_leaves_a_folder_with_anything_in_it_alone(tmp_path: Path, inside: str) -> None:
    if inside.endswith("/"):
        (tmp_path / inside).mkdir()
    else:
        write(tmp_path / inside, "mine")
    before = sorted(tmp_path.rglob("*"))
    result = command("new", tmp_path)
    assert result.exit_code == 2
    assert "expected a new or empty folder, found files in it" in result.stderr
    assert sorted(tmp_path.rglob("*")) == before


def test_new_in_an_empty_folder_and_over_a_file(tmp_path: Path) -> None:
    assert command("new", tmp_path).exit_code == 0
    result = command("new", tmp_path / "mkdocs.yml")
    assert result.exit_code == 2
    assert "found a file" in result.stderr


def test_build_is_quiet_where_nobody_looks(tmp_path: Path) -> None:
    config = make_site(tmp_path, range(1, 31), {"search": True})
    done = run("build", "-f", config, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, f"{tmp_path / 'site'}\n")
    assert done.stderr == "30 trials. No problems.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of Unix")
def test_build_shows_its_progress_on_a_terminal(tmp_path: Path) -> None:
    import pty

    make_site(tmp_path, range(1, 31), {"workers": 1})
    ours, theirs = pty.openpty()
    code = "from generator.cli import main; main(prog_name='plaintrials')"
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    worker = subprocess.Popen(
        [sys.executable, "-c", code, "build"],
        cwd=tmp_path,
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    )
    os.close(theirs)
    shown, deadline = b"", time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            part = os.read(ours, 4096)
        except OSError:  # Linux says so when the other end is closed
            break
        if not part:
            break
        shown += part
    assert worker.wait(30) == 0
    os.close(ours)
    assert b"Reading records: 20" in shown
    assert b"Writing pages: " in shown
    assert shown.endswith(b"30 trials. No problems.\r\n")


def test_build_says_more_when_asked(tmp_path: Path) -> None:
    config = make_site(tmp_path, range(1, 2))
    done = run("build", "-v", "-f", config, cwd=tmp_path)
    assert "Building documentation" in done.stderr
    assert done.stdout == f"{tmp_path / 'site'}\n"


def test_a_wrong_address_to_serve_at(tmp_path: Path) -> None:
    make_site(tmp_path, range(1, 2))
    done = run("serve", "--addr", "nowhere", cwd=tmp_path)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "dev_addr" in done.stderr
