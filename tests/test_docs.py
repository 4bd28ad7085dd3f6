"""The documentation says what is so: its examples run, its lists are the program's own."""

import datetime
import html
import json
import logging
import os
import re
import string
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from markdown.extensions.toc import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from generator.build import trial_page
from generator.cli import main
from generator.content import load_content, own_templates
from generator.markdown_folder import render_to
from generator.pages.page_checks import CODES as PAGE_CODES
from generator.pages.reference import terms_from
from generator.plain.synonyms import synonyms_from
from generator.plain.themes import themes_from
from generator.plain.wording import wording_from
from generator.problems import Place, Problem
from generator.reader_docs import own_docs, reader_docs
from generator.records import Record
from generator.records.folder import read
from generator.records.native import SHAPE
from generator.records.overlay import PlainWords
from generator.records.schemas import plain_schema, schema
from generator.records.shape import DATE, inside
from generator.report import report
from generator.report.pages import report_with_pages
from generator.site.options import PlainTrialsConfig
from generator.starter import make_site
from generator.stylesheet import stylesheet
from generator.trial import Trial
from generator.trial.paths import fields
from tests.conftest import REPOSITORY

DOCS = REPOSITORY / "docs"
OPERATORS = sorted((DOCS / "operators").glob("*.md"))
OTHERS = [REPOSITORY / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
DECISIONS = sorted((DOCS / "decisions").glob("*.md"))
PAGES = [*OPERATORS, *OTHERS, *DECISIONS]
AS_OF = datetime.date(2026, 4, 1)
EXAMPLE = "MYH-2026-001"

# What is shown to readers, but needs the internet, does not end, or is this very test run.
NOT_RUN = ("pip ", "curl ", "git ", "make ", "plaintrials serve", "python -m http.server", ".venv/")
NOT_RUN += ("UPDATE_CASES=1 .venv/",)
KINDS = {"true or false": "true or false", "a whole number": "number", DATE: "date"}

_NAME = re.compile(r"(?:#|/\*|\{##) (\S+?)(?: \*/| ##\})?\n")
_PATH = re.compile(r"(?:generator|templates|tests|docs|requirements|records)/[\w./-]*")


def name_of(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


each_page = pytest.mark.parametrize("page", PAGES, ids=name_of)


@dataclass(frozen=True)
class Example:
    """A fenced block. `name` is the file that its first line names, `text` what follows."""

    language: str
    name: str
    text: str


@dataclass(frozen=True)
class Table:
    """A table: the heading above it, the words of its head, and the cells of its rows."""

    heading: str
    head: list[str]
    rows: list[list[Token]]

    def names(self) -> list[str]:
        """Return what stands as code in the first column."""
        return [name for row in self.rows for name in code_in(row[0])]


@cache
def tokens_of(page: Path) -> list[Token]:
    text = page.read_text(encoding="utf-8")
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    return MarkdownIt("commonmark").enable("table").parse(text)


def code_in(cell: Token) -> list[str]:
    return [child.content for child in cell.children or [] if child.type == "code_inline"]


def plain_text(inline: Token) -> str:
    kept = ("text", "code_inline")
    return "".join(child.content for child in inline.children or [] if child.type in kept)


def examples(page: Path, language: str) -> list[Example]:
    found = []
    for token in tokens_of(page):
        if token.type == "fence" and token.info == language:
            named = _NAME.match(token.content)
            found.append(Example(language, named[1] if named else "", token.content))
    return found


def all_examples(language: str, name: str) -> list[Example]:
    every = [example for page in PAGES for example in examples(page, language)]
    return [example for example in every if re.fullmatch(name, example.name)]


def tables(page: str) -> list[Table]:
    found: list[Table] = []
    heading = ""
    tokens = tokens_of(DOCS / "operators" / page)
    for token, after in pairwise(tokens):
        if token.type == "heading_open":
            heading = plain_text(after)
        elif token.type == "table_open":
            found.append(Table(heading, [], []))
        elif token.type == "tr_open" and found[-1].head:
            found[-1].rows.append([])
        elif token.type == "th_open":
            found[-1].head.append(plain_text(after))
        elif token.type == "td_open":
            found[-1].rows[-1].append(after)
    return found


def table(page: str, first: str) -> Table:
    """Return the one table of a page whose first column has this head."""
    found = [one for one in tables(page) if one.head[0] == first]
    assert len(found) == 1, f"expected one table of '{first}' in {page}, found {len(found)}"
    return found[0]


def inline_code(page: Path) -> list[str]:
    return [code for token in tokens_of(page) for code in code_in(token)]


def shell_lines(page: Path) -> list[str]:
    return [line for example in examples(page, "sh") for line in example.text.splitlines()]


# ---------- examples ----------


@each_page
def test_every_example_is_of_a_known_kind(page: Path) -> None:
    known = {
        "yaml": r"records/[\w.-]+\.yml|mkdocs\.yml"
        r"|templates/(?:wording/en|glossary|synonyms|themes)\.yml|\.github/workflows/site\.yml",
        "jinja": r"templates/[\w./]+\.jinja",
        "css": r"docs/[\w./]+\.css",
        "sh": "",
        "text": "",
    }
    for token in tokens_of(page):
        assert token.type != "code_block", f"a block without a language: {token.content!r}"
        if token.type == "fence":
            assert token.info in known
            named = _NAME.match(token.content)
            assert re.fullmatch(known[token.info], named[1] if named else "")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[Record | Problem]:
    """What comes of the example records, and the plain words among them, in one folder.

    The words of docs/operators/lay-summary.md have no record there: tests/test_lay_summary.py.
    """
    root = tmp_path_factory.mktemp("examples")
    (root / "records").mkdir()
    for example in all_examples("yaml", r"records/MYH-.*"):
        (root / example.name).write_text(example.text, encoding="utf-8")
    return list(read([root / "records"], root))


def example_record(written: Sequence[Record | Problem]) -> Record:
    (record,) = (item for item in written if isinstance(item, Record))
    assert record.trial.registry_id == EXAMPLE
    return record


def test_the_example_to_copy_has_no_problem(written: list[Record | Problem]) -> None:
    record = example_record(written)
    assert record.doubts == ()
    assert record.words is not None
    assert not [item for item in written if isinstance(item, Problem) and EXAMPLE in str(item)]


def test_the_example_with_slips_gives_the_problems_that_the_page_shows(
    written: list[Record | Problem],
) -> None:
    problems = sorted(item for item in written if isinstance(item, Problem))
    (shown,) = examples(DOCS / "operators" / "checks.md", "text")
    assert report(problems, "text") == shown.text


def test_the_page_of_the_example_shows_every_plain_word(written: list[Record | Problem]) -> None:
    record = example_record(written)
    page = html.unescape(trial_page(record, load_content([]), AS_OF).markdown)
    whole = " ".join(re.sub(r"</?p>", " ", page).split())
    assert record.words is not None
    said = record.words.model_dump(
        exclude={"language", "written", "reviewed", "sources", "exceptions"}
    )
    for text in texts_in(said):
        assert " ".join(text.split()) in whole


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | tuple | list):
        for item in value.values() if isinstance(value, Mapping) else value:
            yield from texts_in(item)


CONFIGS = all_examples("yaml", r"mkdocs\.yml")


@pytest.mark.parametrize("example", CONFIGS)
def test_settings_are_valid(
    example: Example, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    least = {"site_name": "Trials", "theme": {"name": "material"}, "plugins": ["plaintrials"]}
    (tmp_path / "docs").mkdir()
    file = tmp_path / "mkdocs.yml"
    file.write_text(yaml.safe_dump({**least, **yaml.safe_load(example.text)}), encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        config = load_config(str(file))
    assert caplog.messages == []
    assert isinstance(config.plugins["plaintrials"].config, PlainTrialsConfig)


def test_changed_words_take_the_place_of_words_that_exist() -> None:
    ours = yaml.safe_load((own_templates() / "wording" / "en.yml").read_text(encoding="utf-8"))
    changed = all_examples("yaml", r"templates/wording/en\.yml")
    assert changed
    for example in changed:
        merged = merge(ours, yaml.safe_load(example.text))
        assert merged != ours
        wording_from(merged)


def merge(old: Any, new: Any) -> Any:
    """Put `new` into `old`, where every entry has to be known, and every brace filled."""
    if isinstance(new, Mapping):
        assert new.keys() <= old.keys()
        return {**old, **{key: merge(old[key], value) for key, value in new.items()}}
    braces = {name for _, name, _, _ in string.Formatter().parse(new) if name is not None}
    assert braces <= {name for _, name, _, _ in string.Formatter().parse(old) if name is not None}
    return new


def test_glossary_entries_are_valid() -> None:
    entries = all_examples("yaml", r"templates/glossary\.yml")
    assert entries
    for example in entries:
        for term in terms_from(yaml.safe_load(example.text)):
            assert len(term.plain.split()) <= 20


def test_themes_of_the_examples_find_what_they_say() -> None:
    [example] = all_examples("yaml", r"templates/themes\.yml")
    themes = themes_from(yaml.safe_load(example.text))
    assert themes.of("Poor visual acuity") == themes.of("cataracts") == ("Eyes and sight",)
    assert themes.of("Makes no eye contact") == themes.of("Eyelid") == ()


def test_everyday_words_of_the_example_do_what_they_say() -> None:
    [example] = all_examples("yaml", r"templates/synonyms\.yml")
    synonyms = synonyms_from(yaml.safe_load(example.text))
    assert synonyms.names_of("Infarction, Myocardial") == ("heart attack",)
    assert synonyms.names_of("Diabetes Mellitus") == ()
    assert synonyms.helps_for(["Diabetes Mellitus"]) == ["sugar"]
    assert synonyms.spellings.others(["tumours"]) == ["tumors"]


def test_templates_of_the_examples_render(written: list[Record | Problem], tmp_path: Path) -> None:
    record = example_record(written)
    before = trial_page(record, load_content([]), AS_OF).markdown
    templates = all_examples("jinja", r"templates/.*")
    assert templates
    for example in templates:
        file = tmp_path / example.name.removeprefix("templates/")
        assert (own_templates() / example.name.removeprefix("templates/")).is_file()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(example.text, encoding="utf-8")
        after = trial_page(record, load_content([tmp_path]), AS_OF).markdown
        added = set(after.splitlines()) - set(before.splitlines())
        assert added
        assert all(line in example.text for line in added)
        assert set(before.splitlines()) <= set(after.splitlines())


def test_the_stylesheet_of_the_example_sets_what_there_is() -> None:
    ours = stylesheet()
    sheets = all_examples("css", r"docs/.*")
    linked = {path for one in CONFIGS for path in yaml.safe_load(one.text).get("extra_css", [])}
    assert {example.name.removeprefix("docs/") for example in sheets} == linked
    for example in sheets:
        for name in re.findall(r"(--[\w-]+):", example.text):
            assert f"{name}:" in ours


@pytest.mark.parametrize("page", [*OPERATORS, *OTHERS], ids=name_of)
def test_commands_run(page: Path, tmp_path: Path) -> None:
    lines = dict.fromkeys(line for line in shell_lines(page) if not line.startswith(NOT_RUN))
    if not lines:
        return
    make_site(tmp_path / "here")
    for example in all_examples("yaml", rf"records/{EXAMPLE}(?:\.plain)?\.yml"):
        (tmp_path / "here" / example.name).write_text(example.text, encoding="utf-8")
    bin_folder = str(Path(sys.executable).parent)
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", "\n".join(lines)],
        cwd=tmp_path / "here",
        env={**os.environ, "PATH": os.pathsep.join([bin_folder, os.environ["PATH"]])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@each_page
def test_make_targets_exist(page: Path) -> None:
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    said = [*shell_lines(page), *inline_code(page)]
    for line in said:
        if target := re.match(r"make (\w+)", line):
            assert re.search(rf"^{target[1]}:", makefile, re.MULTILINE)


# ---------- lists that are the program's own ----------


def options_of(command: click.Command) -> set[str]:
    options = (option for option in command.params if isinstance(option, click.Option))
    return {name for option in options for name in option.opts} | {"-h", "--help"}


def test_every_command_has_its_options() -> None:
    documented = {
        one.heading.removeprefix("plaintrials "): {name.split()[0] for name in one.names()}
        for one in tables("commands.md")
    }
    assert documented == {name: options_of(command) for name, command in main.commands.items()}


def test_formats_are_those_of_check() -> None:
    (check,) = (one for one in tables("commands.md") if one.heading == "plaintrials check")
    (row,) = (row for row in check.rows if code_in(row[0]) == ["--format FORMAT"])
    (option,) = (o for o in main.commands["check"].params if "--format" in o.opts)
    assert isinstance(option.type, click.Choice)
    assert set(code_in(row[1])) == set(option.type.choices)


def test_every_option_of_the_plugin_is_there() -> None:
    rows = table("configuration.md", "Option").rows
    said = {code_in(row[0])[0]: plain_text(row[1]) for row in rows}
    # What YAML cannot say is said in words.
    in_words = {"templates": "none", "as_of": "today", "workers": "all cores", "profile": "none"}
    assert list(said) == [name for name, _ in PlainTrialsConfig._schema]
    for name, option in PlainTrialsConfig._schema:
        assert said[name] == in_words.get(name, str(yaml.safe_dump(option.default)).split("\n")[0])
        assert (name in in_words) == (option.default in (None, []))


def test_settings_of_mkdocs_exist() -> None:
    known = {name for name, _ in MkDocsConfig._schema}
    assert set(table("configuration.md", "Setting").names()) <= known


def test_pages_for_the_menu_are_those_that_come_with_every_site(generated: Path) -> None:
    fixed = {path.relative_to(generated).as_posix() for path in generated.glob("*.md")}
    fixed |= {path.relative_to(generated).as_posix() for path in generated.glob("*/*.md")}
    fixed -= reader_docs().keys()
    ours = {path.relative_to(own_docs()).as_posix() for path in own_docs().glob("*.md")}
    said = set(table("configuration.md", "Page").names())
    assert said == fixed | ours | {"understanding/index.md"}


def test_fields_of_a_problem_are_those_of_the_report() -> None:
    problem = Problem(Place("a"), "", "", "X")
    named = table("checks.md", "Field").names()
    assert named == list(json.loads(report([problem], "json"))[0])


def test_codes_and_columns_of_pages_are_those_of_the_report() -> None:
    assert set(table("checks.md", "Code").names()) == PAGE_CODES
    (head, *_) = report_with_pages([], [], "text", {}).splitlines()
    columns = table("checks.md", "Column").rows
    assert head.split() == ["page", *" ".join(plain_text(row[0]) for row in columns).split()]


def test_steps_of_a_workflow_run_commands_with_options_that_exist() -> None:
    (example,) = all_examples("yaml", r"\.github/workflows/site\.yml")
    run, upload = yaml.safe_load(example.text)
    command, file = run["run"].split(" > ")
    words = command.split()
    assert set(words[2:]) & {"--format", "--fail-on"} <= options_of(main.commands[words[1]])
    assert upload["with"]["sarif_file"] == file


@pytest.mark.parametrize("folder", [REPOSITORY, own_templates() / "starter"], ids=["ours", "new"])
def test_workflows_check_the_records_before_they_build(folder: Path) -> None:
    text = (folder / ".github" / "workflows" / "site.yml").read_text(encoding="utf-8")
    runs = [step.get("run", "") for step in yaml.safe_load(text)["jobs"]["build"]["steps"]]
    (check,) = (n for n, run in enumerate(runs) if "plaintrials check --format github" in run)
    build = next(n for n, run in enumerate(runs) if re.search(r"make site|plaintrials build", run))
    assert check < build


def test_fields_of_plain_words_are_all_there() -> None:
    assert table("plain-words.md", "Field").names() == list(PlainWords.model_fields)
    text = (DOCS / "operators" / "plain-words.md").read_text(encoding="utf-8")
    needed = [name for name, info in PlainWords.model_fields.items() if info.is_required()]
    assert needed == ["author", "written"]
    assert "`author`, `written` and at least" in text


def record_rows() -> list[list[Token]]:
    return [row for one in tables("records.md") if one.head[0] == "Field" for row in one.rows]


def test_fields_of_records_are_of_the_kind_that_is_said() -> None:
    markup = fields()
    rows = [row for row in record_rows() if len(row) == 3]
    assert len(rows) > 90
    for row in rows:
        (name,) = code_in(row[0])
        shape, _ = inside(SHAPE, tuple(name.split(".")))
        kind = KINDS.get(shape.kind) or ("code" if shape.codes else "text")
        kind = "Markdown" if markup.get(name) else kind
        plural = {"text": "list of text", "code": "list of codes"}
        assert plain_text(row[1]) == (plural[kind] if shape.many else kind), name


def test_every_part_of_a_record_is_there() -> None:
    said = {code_in(row[0])[0].split(".")[0] for row in record_rows()}
    left_out = {"results", "documents", "annotations"}  # they come from the registry
    assert said == Trial.model_fields.keys() - left_out


def test_codes_are_those_of_the_registry() -> None:
    rows = [row for row in record_rows() if len(row) == 2]
    said = {name: set(code_in(row[1])) for row in rows for name in code_in(row[0])}
    kinds = {code_in(row[0])[0]: plain_text(row[1]) for row in record_rows() if len(row) == 3}
    assert said.keys() == {name for name, kind in kinds.items() if "code" in kind}
    for name, codes in said.items():
        assert codes == inside(SHAPE, tuple(name.split(".")))[0].codes


def test_files_that_can_be_changed_exist() -> None:
    for name in table("words.md", "File").names():
        assert (own_templates() / name).exists()


def test_parts_of_the_wording_are_all_there() -> None:
    ours = yaml.safe_load((own_templates() / "wording" / "en.yml").read_text(encoding="utf-8"))
    said = set(table("words.md", "Part of the file").names())
    assert said == ours.keys() - {"language"}


def test_a_new_site_has_what_is_said(tmp_path: Path) -> None:
    made = make_site(tmp_path / "site")
    names = {path.relative_to(tmp_path / "site").as_posix() for path in made}
    for name in table("index.md", "In the folder").names():
        assert any(f"{made_name}/".startswith(name) for made_name in names)


@pytest.mark.parametrize("page", ["plain-words.md", "checks.md"])
def test_parts_of_a_page_are_called_what_readers_see(page: str) -> None:
    labels = load_content([]).wording.labels
    heads = {
        text.replace("{trial}", "trial")
        for name, text in labels.items()
        if name.startswith("section.")
    }
    said = re.findall(r"(?<!\*)\*([A-Z][\w ]+)\*", (DOCS / "operators" / page).read_text("utf-8"))
    assert said
    assert set(said) <= heads


@pytest.mark.parametrize(("name", "made"), [("record", schema()), ("plain", plain_schema())])
def test_published_schemas_are_those_of_the_command(name: str, made: Mapping[str, Any]) -> None:
    published = (DOCS / "schema" / f"{name}.json").read_text(encoding="utf-8")
    assert json.loads(published) == made


# ---------- links and names ----------


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All pages that are made from records for a small site."""
    root = tmp_path_factory.mktemp("generated")
    make_site(root / "site")
    render_to(root / "out", [root / "site" / "records"], load_content([]), AS_OF, "Trials")
    return root / "out"


@each_page
def test_links_lead_somewhere(page: Path, generated: Path) -> None:
    for address in links(page):
        if address.startswith(("https://", "mailto:")):
            continue
        path, _, anchor = address.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() and target.is_relative_to(DOCS):
            target = generated / target.relative_to(DOCS)
        assert target.exists(), address
        assert not anchor or anchor in anchors(target), address


def links(page: Path) -> Iterator[str]:
    for token in tokens_of(page):
        for child in token.children or []:
            if child.type == "link_open":
                yield str(child.attrGet("href"))


def anchors(page: Path) -> set[str]:
    tokens = tokens_of(page)
    heads = (b for a, b in pairwise(tokens) if a.type == "heading_open")
    return {slugify(plain_text(head), "-") for head in heads}


@pytest.mark.parametrize(
    "page", [*OTHERS[:2], DOCS / "operators" / "architecture.md", *DECISIONS], ids=name_of
)
def test_files_that_are_named_exist(page: Path) -> None:
    for name in inline_code(page):
        if _PATH.fullmatch(name):
            assert (REPOSITORY / name).exists(), name


def test_every_page_for_operators_is_in_the_menu() -> None:
    menu = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")
    for page in OPERATORS:
        assert re.search(rf"[ ]operators/{re.escape(page.name)}$", menu, re.MULTILINE)
