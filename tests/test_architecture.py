"""The line runs one way: who may import whom, and which module is the door to which library."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

GENERATOR = REPOSITORY / "generator"
MODULES = sorted(GENERATOR.rglob("*.py"))
# Part of generator/ → the other parts that it may import. `trial` is what a record says is so,
# `plain` says it, `pages` shows it, `site` publishes it.
ALLOWED = {
    "vocabulary": set(),
    "trial": {"vocabulary"},
    "problems": set(),
    "records": {"trial", "vocabulary", "problems"},
    # The rules about criteria read the tree that the page shows, so that both judge one reading.
    "checks": {"trial", "vocabulary", "plain"},
    "plain": {"trial", "vocabulary"},
    "pages": {"plain", "checks", "records", "trial", "vocabulary", "problems"},
    "lint": {"checks", "pages", "plain", "records", "trial", "problems", "workers"},
    "content": {"checks", "lint", "pages", "plain", "records", "problems"},
    # A table of lay summaries is headed by the elements that `plain` names.
    "report": {"__init__", "lint", "pages", "plain", "problems"},
    "workers": set(),
    "out_folder": set(),
    "reader_docs": set(),
    "stylesheet": {"content"},
    "collection": {"lint", "pages", "problems", "records"},
    "build": {
        *("collection", "content", "lint", "pages", "plain", "records", "problems"),
        *("report", "workers"),
    },
    "markdown_folder": {
        *("build", "collection", "content", "out_folder", "pages", "problems", "reader_docs"),
        *("records", "stylesheet"),
    },
    "page_check": {
        *("build", "collection", "content", "lint", "pages", "problems", "records", "workers"),
    },
    "starter": {"content"},
    "site": {
        *("build", "collection", "content", "pages", "plain", "reader_docs", "records"),
        *("problems", "stylesheet", "workers"),
    },
    "command": {"problems", "report", "site"},
    "sign_command": {"command", "content", "plain", "records"},
    "check_command": {
        *("build", "command", "content", "lint", "page_check", "plain"),
        *("records", "report", "site"),
    },
    "cli": {
        "check_command",
        "__init__",
        "command",
        "sign_command",
        "markdown_folder",
        "content",
        "plain",
        "records",
        "problems",
        "report",
        "site",
        "starter",
    },
    "__init__": set(),
    "__main__": {"cli"},
}
# Library → where it may be imported. MkDocs hands its plugins the Jinja environment of its theme.
DOORS = {
    "yaml": ["records"],
    "pydantic": ["trial", "vocabulary", "records"],
    "pydantic_core": ["trial", "records"],
    "jinja2": ["pages/render.py", "site"],
    "markupsafe": ["pages/render.py", "pages/forms.py"],
    "markdown_it": ["pages/markdown.py"],
    "babel": ["plain"],
    "segno": ["pages/qr.py"],
    "mkdocs": ["site"],
    "pagefind": ["site"],
    "click": ["cli.py", "check_command.py", "command.py", "sign_command.py", "site/progress.py"],
}
MOST_LINES = 260


def test_parts_import_only_what_lies_before_them() -> None:
    wrong = [
        f"{module.relative_to(GENERATOR)} imports {target}"
        for module in MODULES
        for target in sorted(_own_imports(module) - ALLOWED[_part(module)] - {_part(module)})
    ]
    assert not wrong


def test_checks_take_nothing_of_what_is_said_but_the_tree_of_the_criteria() -> None:
    names = {
        name
        for module in MODULES
        if _part(module) == "checks"
        for name in _imports(module)
        if name.startswith("generator.plain")
    }
    assert {name.split(".")[2] for name in names} == {"eligibility"}


def test_parts_are_those_that_are_there() -> None:
    assert {_part(module) for module in MODULES} == set(ALLOWED)


def test_allowed_imports_make_no_circle() -> None:
    open_parts = dict(ALLOWED)
    while free := [part for part, needs in open_parts.items() if not needs & set(open_parts)]:
        for part in free:
            del open_parts[part]
    assert not open_parts


def test_each_module_can_be_imported_first() -> None:
    """There is no circle, packages on the way counted in; a module's own are there before it."""
    needs = {_name(module): _run_by(module) for module in MODULES}
    while free := [name for name, others in needs.items() if not others & set(needs)]:
        for name in free:
            del needs[name]
    assert not needs


@pytest.mark.parametrize("library", DOORS)
def test_library_has_one_door(library: str) -> None:
    users = {
        module.relative_to(GENERATOR).as_posix()
        for module in MODULES
        if library in _libraries(module)
    }
    outside = [user for user in users if not any(_lies_in(user, door) for door in DOORS[library])]
    assert users
    assert not outside


def test_each_library_that_is_used_has_a_door() -> None:
    used = {library for module in MODULES for library in _libraries(module)}
    assert used - set(DOORS) == set()


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(GENERATOR).as_posix())
def test_module_is_small_and_named_for_what_it_holds(module: Path) -> None:
    lines = module.read_text(encoding="utf-8").count("\n")
    assert lines <= MOST_LINES or module.name == "vocabulary.py"
    assert not {"utils", "util", "helpers", "common", "misc"} & set(module.with_suffix("").parts)


def _lies_in(module: str, door: str) -> bool:
    return module == door or module.startswith(f"{door}/") or module == f"{door}.py"


def _part(module: Path) -> str:
    return module.relative_to(GENERATOR).parts[0].removesuffix(".py")


def _own_imports(module: Path) -> set[str]:
    """Return the parts of generator/ that a module imports; relative imports stay in their part."""
    names = [name.split(".") for name in _imports(module)]
    parts = {name[1] for name in names if name[0] == "generator"}
    return {part if part in ALLOWED else "__init__" for part in parts}


def _libraries(module: Path) -> set[str]:
    firsts = {name.split(".")[0] for name in _imports(module)}
    return firsts - {"generator", "__future__"} - sys.stdlib_module_names


def _name(module: Path) -> str:
    return ".".join(module.relative_to(GENERATOR.parent).with_suffix("").parts)


def _run_by(module: Path) -> set[str]:
    """Return the modules of ours that run when a module is imported, but for its own packages."""
    found = set()
    for name in _imports(module):
        parts = name.split(".")
        for end in range(1, len(parts) + 1):
            found |= {".".join(parts[:end]), ".".join([*parts[:end], "__init__"])}
    own = _name(module).split(".")
    packages = {".".join([*own[:end], "__init__"]) for end in range(1, len(own))}
    return (found & {_name(one) for one in MODULES}) - packages


def _imports(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
