"""The reference page of the rules about records, made from their catalog."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from generator.pages.page import Page
from generator.pages.render import Environment, phrases, render
from generator.plain.catalog import Catalog, Check
from generator.plain.wording import Wording


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A rule as the page shows it: its code, its entry, and its examples as text."""

    code: str
    check: Check
    fires: str
    quiet: str


@dataclass(frozen=True, slots=True)
class Family:
    """The rules whose codes begin alike."""

    name: str
    rows: tuple[CheckRow, ...]


def rules_page(env: Environment, wording: Wording) -> Page:
    """Return the page that says what each rule finds, for whom, and why."""
    label = phrases(wording)
    markdown = render(
        env,
        "listings/rules.md.jinja",
        families=list(_families(wording.checks)),
        count=len(wording.checks),
        label=label,
    )
    return Page("operators/rules.md", label("rules.title"), label("rules.lead"), markdown)


def _families(catalog: Catalog) -> Iterator[Family]:
    rows = [
        CheckRow(code, check, _example(check.fires), _example(check.quiet))
        for code, check in sorted(catalog.items())
    ]
    for name, group in groupby(rows, key=lambda row: row.code.partition("-")[0]):
        yield Family(name, tuple(group))


def _example(record: Mapping[str, Any]) -> str:
    """An example as JSON, which is YAML too: it can be pasted into a record."""
    return json.dumps(record, ensure_ascii=False) if record else ""
